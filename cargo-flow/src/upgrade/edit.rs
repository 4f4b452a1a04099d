//! Edits of a text. The rest of the text keeps its layout.

use std::ops::Range;

use flow_json::tree::{Entry, Node, Object};
use flow_json::{Layout, TextRange, write};

/// The replacement of a part of the text.
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// The change in words, with its reason.
    pub(super) why: String,
}

/// Replaces a value by a string.
pub(super) fn set(node: &Node, text: &str, why: String) -> Edit {
    let tree = Node::string(TextRange::NOWHERE, text.to_owned());
    set_json(node, write(&tree, Layout::Minified), why)
}

/// Replaces a value.
pub(super) fn set_json(node: &Node, json: String, why: String) -> Edit {
    Edit {
        range: node.loc.range(),
        text: json,
        why,
    }
}

/// Removes members of an object with their commas. `members` are their indices in rising order. `why` is
/// called for each run of neighbours.
pub(super) fn remove(
    object: &Object,
    members: &[usize],
    why: impl Fn(&[Entry]) -> String,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for run in members.chunk_by(|one, next| one + 1 == *next) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else {
            continue;
        };
        let Some(gone @ [start, ..]) = object.entries.get(first..=last) else {
            continue;
        };
        let end = gone.last().unwrap_or(start).value.loc.range().end;
        let start = start.key_loc.range().start;
        let before = first
            .checked_sub(1)
            .and_then(|before| object.entries.get(before));
        let range = match (before, object.entries.get(last + 1)) {
            (_, Some(next)) => start..next.key_loc.range().start,
            (Some(before), None) => before.value.loc.range().end..end,
            (None, None) => start..end,
        };
        edits.push(Edit {
            range,
            text: String::new(),
            why: why(gone),
        });
    }
    edits
}

/// Adds a member behind the last, laid out like it. `None` if there is none.
pub(super) fn add(text: &str, object: &Object, key: &str, json: &str, why: String) -> Option<Edit> {
    let last = object.entries.last()?;
    let end = last.value.loc.range().end;
    let start = last.key_loc.range().start;
    let before = text.get(..start)?;
    let space = before.get(before.trim_end().len()..)?;
    Some(Edit {
        range: end..end,
        text: format!(",{space}\"{key}\": {json}"),
        why,
    })
}

/// The text with all changes. They must be in the order of the text, without overlaps.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut changed = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        changed.push_str(&text[at..edit.range.start]);
        changed.push_str(&edit.text);
        at = edit.range.end;
    }
    changed.push_str(&text[at..]);
    changed
}

#[cfg(test)]
mod tests {
    use flow_json::read;

    use super::*;

    const TEXT: &str = "{\n  \"a\": 1,\n  \"b\": [2],\n  \"c\": 3\n}";

    fn changed(edit: impl Fn(&Object) -> Vec<Edit>) -> String {
        let tree = read(TEXT).root.unwrap();
        apply(TEXT, &edit(tree.as_object().unwrap()))
    }

    #[test]
    fn members_go_with_their_commas() {
        let without =
            |members: &[usize]| changed(|object| remove(object, members, |_| String::new()));
        assert_eq!(without(&[0]), "{\n  \"b\": [2],\n  \"c\": 3\n}");
        assert_eq!(without(&[1]), "{\n  \"a\": 1,\n  \"c\": 3\n}");
        assert_eq!(without(&[2]), "{\n  \"a\": 1,\n  \"b\": [2]\n}");
        assert_eq!(without(&[0, 1]), "{\n  \"c\": 3\n}");
        assert_eq!(without(&[1, 2]), "{\n  \"a\": 1\n}");
        assert_eq!(without(&[0, 2]), "{\n  \"b\": [2]\n}");
        assert_eq!(without(&[0, 1, 2]), "{\n  \n}");
    }

    #[test]
    fn members_come_on_a_line_like_the_others() {
        let text = changed(|object| {
            add(TEXT, object, "d", "{}", String::new())
                .into_iter()
                .collect()
        });
        assert_eq!(
            text,
            "{\n  \"a\": 1,\n  \"b\": [2],\n  \"c\": 3,\n  \"d\": {}\n}"
        );
    }

    #[test]
    fn strings_are_escaped() {
        let text = changed(|object| vec![set(&object.entries[0].value, "\"\n", String::new())]);
        assert!(text.contains(r#""a": "\"\n","#), "{text}");
    }
}
