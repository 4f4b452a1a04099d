//! Placeholders of templates, which stand where a value should.

use crate::tree::Value;

use super::report::excerpt;
use super::rules::NOT_JSON;
use super::{Members, Reader};

/// The brackets of placeholders: Mustache and its kin, Jinja, ERB and EJS, JavaScript.
const MARKS: [(&str, &str); 5] = [
    ("{{{", "}}}"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("<%", "%>"),
    ("${", "}"),
];

/// Longer ones are not looked for.
const LONGEST: usize = 200;

impl Reader<'_> {
    /// How many bytes the placeholder has that stands here, if one does. No JSON begins like that.
    pub(super) fn placeholder(&self) -> Option<usize> {
        let next = (self.peek()?, *self.bytes.get(self.at + 1)?);
        if !matches!(next, (b'{', b'{' | b'%') | (b'<', b'%') | (b'$', b'{')) {
            return None;
        }
        let end = self.text.floor_char_boundary(self.at + LONGEST);
        let rest = self.slice(self.at, end);
        let (open, close) = MARKS.iter().find(|(open, _)| rest.starts_with(open))?;
        let inner = &rest[open.len()..];
        let length = inner.find(close)?;
        let inner = &inner[..length];
        // An object with a missing key.
        let is_object = inner.trim_start().starts_with(['"', '\'']) || inner.trim().is_empty();
        // A binding of Flow JSON's that lacks its quotes.
        let is_binding = ["form.", "data.", "screen."]
            .iter()
            .any(|source| *open == "${" && inner.starts_with(source));
        let is_one = !inner.contains(['\n', '{', '}']) && !is_object && !is_binding;
        is_one.then_some(open.len() + length + close.len())
    }

    /// Reports a placeholder. It is taken for a value where it can be one.
    pub(super) fn take_placeholder(&mut self, length: usize) {
        let start = self.at;
        let text = self.slice(start, start + length);
        let message = format!(
            "`{}` is a placeholder of a template, and no JSON",
            excerpt(text)
        );
        let is_value = !is_block(text)
            && match self.open.last() {
                Some(open) => match &open.members {
                    Members::Items(_) => true,
                    Members::Entries { key, .. } => key.is_some(),
                },
                None => true,
            };
        if is_value {
            self.need_comma();
        }
        let help = "fill the template in, and use what comes out";
        self.report_here(&NOT_JSON, length, message, help);
        self.at += length;
        if is_value {
            self.complete(self.since(start), Value::Unknown)
        } else {
            self.after_mistake()
        }
    }
}

/// Whether a placeholder stands around values, as the beginning or the end of a loop does.
fn is_block(text: &str) -> bool {
    match text.as_bytes() {
        [b'{', b'%', ..] => true,
        [b'<', b'%', next, ..] => !matches!(next, b'=' | b'-'),
        [b'{', b'{', next, ..] => matches!(next, b'#' | b'/' | b'^' | b'!' | b'>'),
        _ => false,
    }
}
