//! What is wrong with a document, for the editor.

use flow_json::read::MAX_DIAGNOSTICS;
use flow_json::{Severity, Style, check};
use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    PublishDiagnosticsParams,
};

use super::document::Document;

/// All that `cargo flow check` says of the document. Of a document that is no flow, nothing.
pub(super) fn of(document: &Document) -> PublishDiagnosticsParams {
    let mut diagnostics = Vec::new();
    let flow = document.flow();
    if flow.is_some() || document.is_named_flow() {
        let checked = flow.map_or_else(Vec::new, |flow| check(flow, Style::Json));
        let found = document.unread.iter().chain(&checked);
        // An editor shows a few at a time, and a text can have a million.
        let found = found.take(MAX_DIAGNOSTICS);
        diagnostics.extend(found.map(|found| diagnostic(document, found)));
    }
    PublishDiagnosticsParams {
        uri: document.uri.clone(),
        version: Some(document.version),
        diagnostics,
    }
}

fn diagnostic(document: &Document, found: &flow_json::Diagnostic) -> Diagnostic {
    let range = |place: &flow_json::Place| document.lines.range(place.loc.range());
    let mut message = found.to_string();
    if let Some(caveat) = found.caveat() {
        message.push('\n');
        message.push_str(&caveat);
    }
    let related = found.related.as_ref();
    Diagnostic {
        range: range(&found.place),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
        }),
        // What `cargo flow explain` and `--allow` take.
        code: Some(found.rule.name.to_owned().into()),
        source: Some("cargo flow".to_owned()),
        message: message.into(),
        related_information: related.map(|(place, what)| {
            let location = Location {
                uri: document.uri.clone(),
                range: range(place),
            };
            vec![DiagnosticRelatedInformation {
                location,
                message: what.clone(),
            }]
        }),
        ..Diagnostic::default()
    }
}
