//! An open document.

use flow_json::tree::Node;
use flow_json::{Diagnostic, read};
use lsp_types::{Position, TextDocumentContentChangeEvent, Uri};

use super::lines::Lines;

/// An open document: its text, and what was read of it.
pub(super) struct Document {
    pub(super) uri: Uri,
    /// The number that the editor gives to this state of the text.
    pub(super) version: i32,
    pub(super) text: String,
    pub(super) lines: Lines,
    /// What the text says, as far as it can be read.
    pub(super) root: Option<Node>,
    /// The mistakes of the JSON itself.
    pub(super) unread: Vec<Diagnostic>,
}

impl Document {
    pub(super) fn new(uri: Uri, version: i32, text: String) -> Self {
        let mut document = Self {
            uri,
            version,
            lines: Lines::new(&text),
            text,
            root: None,
            unread: Vec::new(),
        };
        document.read();
        document
    }

    /// Takes the changes of the editor, each to the text that the one before has left.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        use TextDocumentContentChangeEvent as Change;
        for change in changes {
            match change {
                Change::TextDocumentContentChangePartial(part) => {
                    let bytes = self.lines.bytes(&self.text, part.range);
                    self.text.replace_range(bytes, &part.text);
                }
                Change::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
            }
            self.lines = Lines::new(&self.text);
        }
        self.version = version;
        self.read();
    }

    fn read(&mut self) {
        let reading = read(&self.text);
        self.root = reading.root;
        self.unread = reading.diagnostics;
    }

    /// The flow, if the document is one: by its name, or since it has a list of screens.
    pub(super) fn flow(&self) -> Option<&Node> {
        let root = self.root.as_ref()?;
        let has_screens = || root.get("screens").and_then(Node::as_array).is_some();
        (self.is_named_flow() || has_screens()).then_some(root)
    }

    /// Whether its name says that it is a flow, whatever is in it.
    pub(super) fn is_named_flow(&self) -> bool {
        self.uri.0.ends_with(".flow.json")
    }

    /// The byte of a position.
    pub(super) fn offset(&self, position: Position) -> usize {
        self.lines.offset(&self.text, position)
    }
}
