//! The conversation with the editor.

use std::collections::BTreeMap;
use std::collections::HashMap;

use lsp_server::{
    Connection, ErrorCode, Message, Notification, ProtocolError, Request, RequestId, Response,
};
use lsp_types::{
    CompletionOptions, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DocumentFormattingParams, DocumentHighlight, DocumentSymbolParams,
    InitializeResult, Location, PrepareRenamePlaceholder, PublishDiagnosticsParams,
    ReferenceParams, RenameOptions, RenameParams, ServerCapabilities, ServerInfo,
    TextDocumentPositionParams, TextDocumentSyncKind, TextDocumentSyncOptions, TextEdit, Uri,
    WorkspaceEdit,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::document::Document;
use super::names::Occurrence;
use super::{complete, diagnostics, hover, names, rename, symbols};

/// How the conversation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As the protocol has it: with `shutdown` and `exit`.
    Asked,
    /// The editor went away.
    Alone,
}

/// The open documents.
#[derive(Default)]
pub(super) struct Server {
    documents: HashMap<Uri, Document>,
    /// Those that have changed since the editor was told of their mistakes, in a fixed order.
    changed: BTreeMap<String, Uri>,
}

/// An answer that is no result.
struct Refusal(ErrorCode, String);

impl Server {
    /// Talks to the editor until it ends.
    pub(super) fn start(connection: &Connection) -> Result<End, ProtocolError> {
        let (id, _) = match connection.initialize_start() {
            Err(error) if error.channel_is_disconnected() => return Ok(End::Alone),
            other => other?,
        };
        let result = InitializeResult {
            capabilities: capabilities(),
            server_info: Some(ServerInfo {
                name: "cargo flow".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
        };
        match connection.initialize_finish(id, json(result)) {
            Err(error) if error.channel_is_disconnected() => return Ok(End::Alone),
            other => other?,
        }
        Server::default().serve(connection)
    }

    fn serve(mut self, connection: &Connection) -> Result<End, ProtocolError> {
        loop {
            // Whoever types fast is told of the mistakes of the last state alone.
            let message = match connection.receiver.try_recv() {
                Ok(message) => message,
                Err(_) => {
                    if !self.tell(connection) {
                        return Ok(End::Alone);
                    }
                    match connection.receiver.recv() {
                        Ok(message) => message,
                        Err(_) => return Ok(End::Alone),
                    }
                }
            };
            match message {
                Message::Request(request) => {
                    if connection.handle_shutdown(&request)? {
                        return Ok(End::Asked);
                    }
                    let answer = self.answer(request);
                    if connection.sender.send(answer.into()).is_err() {
                        return Ok(End::Alone);
                    }
                }
                Message::Notification(notification) => self.take(notification),
                // Nothing was asked of the editor.
                Message::Response(_) => {}
            }
        }
    }

    /// Tells the editor what is wrong with the documents that have changed. Whether it listens.
    fn tell(&mut self, connection: &Connection) -> bool {
        while let Some((_, uri)) = self.changed.pop_first() {
            let found = match self.documents.get(&uri) {
                Some(document) => diagnostics::of(document),
                // It was closed.
                None => PublishDiagnosticsParams {
                    uri,
                    version: None,
                    diagnostics: Vec::new(),
                },
            };
            let method = "textDocument/publishDiagnostics".to_owned();
            let message = Notification::new(method, found);
            if connection.sender.send(message.into()).is_err() {
                return false;
            }
        }
        true
    }

    /// A notification. One that is malformed or unknown changes nothing.
    pub(super) fn take(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match &*method {
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document: new }) =
                    serde_json::from_value(params)
                {
                    self.change(&new.uri);
                    let document = Document::new(new.uri.clone(), new.version, new.text);
                    self.documents.insert(new.uri, document);
                }
            }
            "textDocument/didChange" => {
                let Ok(DidChangeTextDocumentParams {
                    text_document,
                    content_changes,
                }) = serde_json::from_value(params)
                else {
                    return;
                };
                let uri = text_document.text_document_identifier.uri;
                if let Some(document) = self.documents.get_mut(&uri) {
                    document.change(text_document.version, content_changes);
                    self.change(&uri);
                }
            }
            "textDocument/didClose" => {
                if let Ok(DidCloseTextDocumentParams { text_document: old }) =
                    serde_json::from_value(params)
                {
                    self.documents.remove(&old.uri);
                    self.change(&old.uri);
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, uri: &Uri) {
        self.changed.insert(uri.0.clone(), uri.clone());
    }

    /// The answer to a request.
    pub(super) fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let result = match &*method {
            "textDocument/hover" => with(params, |at: TextDocumentPositionParams| {
                let (document, offset) = self.place(&at)?;
                Ok(json(hover::of(document, offset)))
            }),
            "textDocument/completion" => with(params, |at: TextDocumentPositionParams| {
                let (document, offset) = self.place(&at)?;
                Ok(json(complete::of(document, offset)))
            }),
            "textDocument/definition" => with(params, |at: TextDocumentPositionParams| {
                self.locations(&at, |one| one.defines)
            }),
            "textDocument/references" => with(params, |params: ReferenceParams| {
                let all = params.context.include_declaration;
                let place = &params.text_document_position_params;
                self.locations(place, |one| all || !one.defines)
            }),
            "textDocument/documentHighlight" => with(params, |at: TextDocumentPositionParams| {
                let (document, offset) = self.place(&at)?;
                let places = same(document, offset, |_| true);
                let places = places
                    .into_iter()
                    .map(|range| DocumentHighlight { range, kind: None });
                Ok(json(places.collect::<Vec<_>>()))
            }),
            "textDocument/documentSymbol" => with(params, |params: DocumentSymbolParams| {
                Ok(json(symbols::of(self.document(&params.text_document.uri)?)))
            }),
            "textDocument/formatting" => with(params, |params: DocumentFormattingParams| {
                let document = self.document(&params.text_document.uri)?;
                Ok(json(format(document)))
            }),
            "textDocument/prepareRename" => with(params, |at: TextDocumentPositionParams| {
                let (document, offset) = self.place(&at)?;
                let (range, placeholder) = rename::prepare(document, offset).map_err(refused)?;
                Ok(json(PrepareRenamePlaceholder { range, placeholder }))
            }),
            "textDocument/rename" => with(params, |params: RenameParams| {
                let (document, offset) = self.place(&params.text_document_position_params)?;
                let edits = rename::edits(document, offset, &params.new_name).map_err(refused)?;
                Ok(json(WorkspaceEdit {
                    changes: Some([(document.uri.clone(), edits)].into()),
                    ..WorkspaceEdit::default()
                }))
            }),
            _ => Err(Refusal(
                ErrorCode::MethodNotFound,
                format!("`{method}` is not known here"),
            )),
        };
        answer(id, result)
    }

    #[cfg(test)]
    pub(super) fn text(&self, uri: &str) -> Option<&str> {
        let document = self.documents.get(&Uri::from(uri))?;
        Some(&document.text)
    }

    #[cfg(test)]
    pub(super) fn diagnostics(&self, uri: &str) -> PublishDiagnosticsParams {
        diagnostics::of(&self.documents[&Uri::from(uri)])
    }

    fn document(&self, uri: &Uri) -> Result<&Document, Refusal> {
        self.documents.get(uri).ok_or_else(|| {
            Refusal(
                ErrorCode::InvalidParams,
                "the document is not open".to_owned(),
            )
        })
    }

    fn place(&self, at: &TextDocumentPositionParams) -> Result<(&Document, usize), Refusal> {
        let document = self.document(&at.text_document.uri)?;
        Ok((document, document.offset(at.position)))
    }

    /// The places of the name that stands at a place.
    fn locations(
        &self,
        at: &TextDocumentPositionParams,
        wanted: impl Fn(&Occurrence<'_>) -> bool,
    ) -> Result<Value, Refusal> {
        let (document, offset) = self.place(at)?;
        let places = same(document, offset, wanted);
        let places = places.into_iter().map(|range| Location {
            uri: document.uri.clone(),
            range,
        });
        Ok(json(places.collect::<Vec<_>>()))
    }
}

/// The places of the name that stands at a byte.
fn same(
    document: &Document,
    offset: usize,
    wanted: impl Fn(&Occurrence<'_>) -> bool,
) -> Vec<lsp_types::Range> {
    let Some(root) = document.flow() else {
        return Vec::new();
    };
    let flow = flow_json::model::Flow::new(root);
    let all = names::occurrences(&flow);
    let Some(here) = names::at(&all, offset) else {
        return Vec::new();
    };
    let places = names::of(&all, here.name).into_iter().filter(wanted);
    places.map(|one| document.lines.range(one.bytes)).collect()
}

/// The edit that formats a document, as `cargo flow fmt` does: none where that would lose something.
fn format(document: &Document) -> Vec<TextEdit> {
    match document.flow() {
        Some(flow) if document.unread.is_empty() => vec![TextEdit {
            range: document.lines.range(0..document.text.len()),
            new_text: crate::fmt::format(flow),
        }],
        _ => Vec::new(),
    }
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["\"".to_owned(), ".".to_owned(), "{".to_owned()]),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        document_formatting_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions {
                prepare_provider: Some(true),
                ..RenameOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    }
}

fn with<P: DeserializeOwned>(
    params: Value,
    work: impl FnOnce(P) -> Result<Value, Refusal>,
) -> Result<Value, Refusal> {
    match serde_json::from_value(params) {
        Ok(params) => work(params),
        Err(error) => Err(Refusal(ErrorCode::InvalidParams, error.to_string())),
    }
}

fn refused(reason: String) -> Refusal {
    Refusal(ErrorCode::RequestFailed, reason)
}

fn answer(id: RequestId, result: Result<Value, Refusal>) -> Response {
    match result {
        Ok(value) => Response::new_ok(id, value),
        Err(Refusal(code, message)) => Response::new_err(id, code as i32, message),
    }
}

fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).expect("types of the protocol are JSON")
}
