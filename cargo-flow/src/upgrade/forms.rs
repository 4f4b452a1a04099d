//! 7.0: a screen has one `Form`.
//!
//! References to an input of a form do not name the form, so several forms that follow each other can
//! be one. This comes before the other changes, which then see one form.

use flow_json::model::Flow;
use flow_json::tree::{Entry, Node, Object};
use flow_json::{Version, table};

use super::edit::{Edit, add};

/// The edits that merge the forms of a screen, if nothing prevents it.
pub(super) fn merge(text: &str, flow: &Node, to: Version) -> Vec<Edit> {
    let flow = Flow::without_expressions(flow);
    let merged = flow.screens.iter().filter_map(|screen| {
        // The first component stands in the layout.
        let children = &screen.components.first()?.member.value;
        merge_children(text, children.as_array()?, to)
    });
    let mut edits: Vec<Edit> = merged.flatten().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

fn is_form(node: &Node) -> bool {
    node.get("type").and_then(Node::as_str) == Some("Form")
}

fn merge_children(text: &str, children: &[Node], to: Version) -> Option<Vec<Edit>> {
    let first = children.iter().position(is_form)?;
    let last = children.iter().rposition(is_form)?;
    let (form, others) = (children.get(first)?, children.get(first + 1..=last)?);
    let end = others.last()?.loc.range().end;
    if !others
        .iter()
        .all(|other| is_form(other) || may_stand_in_form(other, to))
    {
        return None;
    }
    let object = form.as_object()?;
    let forms: Vec<_> = others.iter().filter(|other| is_form(other)).collect();
    if !forms.iter().all(|form| has_known_keys(form)) {
        return None;
    }

    let inputs = form.get("children")?.as_array()?;
    let mut moved = Vec::new();
    for other in others {
        if is_form(other) {
            moved.extend(other.get("children")?.as_array()?);
        } else {
            moved.push(other);
        }
    }
    let names: Vec<_> = [form]
        .into_iter()
        .chain(forms.iter().copied())
        .map(name)
        .collect();
    let why = format!(
        "the forms {} are one: since 7.0 a screen has one",
        names.join(", ")
    );
    let space = space_before(text, inputs.first()?.loc.range().start)?;
    let moved = moved.iter().map(|node| text.get(node.loc.range()));
    let moved: Option<String> = moved
        .map(|part| Some(format!(",{space}{}", part?)))
        .collect();
    let at = inputs.last()?.loc.range().end;
    let mut edits = vec![Edit {
        range: at..at,
        text: moved?,
        why,
    }];
    for key in ["init-values", "error-messages"] {
        edits.extend(members(text, object, &forms, key)?);
    }
    edits.push(Edit {
        range: form.loc.range().end..end,
        text: String::new(),
        why: "what stood in the others, and between them, stands in the first".to_owned(),
    });
    Some(edits)
}

fn may_stand_in_form(node: &Node, to: Version) -> bool {
    let component = node
        .get("type")
        .and_then(Node::as_str)
        .and_then(table::component);
    component.is_some_and(|component| component.places.form.is_some_and(|since| to >= since))
}

/// Whether all members of a form can go into another.
fn has_known_keys(form: &Node) -> bool {
    const KEYS: [&str; 5] = ["type", "name", "children", "init-values", "error-messages"];
    let mut entries = form.as_object().into_iter().flat_map(|form| &form.entries);
    entries.all(|entry| KEYS.contains(&&*entry.key))
}

fn name(form: &Node) -> String {
    let name = form.get("name").and_then(Node::as_str);
    format!("`{}`", name.unwrap_or("Form"))
}

/// Adds the members of a property of the other forms. `None` if they cannot be merged: one value is a
/// binding, or two members name the same input.
fn members(text: &str, form: &Object, others: &[&Node], key: &str) -> Option<Vec<Edit>> {
    let mut new: Vec<&Entry> = Vec::new();
    for values in others.iter().filter_map(|other| other.get(key)) {
        new.extend(&values.as_object()?.entries);
    }
    if new.is_empty() {
        return Some(Vec::new());
    }
    let own = match form.get(key) {
        Some(own) => own.as_object()?.entries.as_slice(),
        None => &[],
    };
    let mut names: Vec<&str> = own
        .iter()
        .chain(new.iter().copied())
        .map(|entry| &*entry.key)
        .collect();
    let number = names.len();
    names.sort_unstable();
    names.dedup();
    if names.len() < number {
        return None;
    }
    let source = |entry: &Entry| text.get(entry.key_loc.range().start..entry.value.loc.range().end);
    let new: Option<Vec<&str>> = new.into_iter().map(source).collect();
    let new = new?;
    let why = format!("`{key}` of the forms are one");
    let edit = match (form.get(key), own.last()) {
        (None, _) => add(text, form, key, &format!("{{ {} }}", new.join(", ")), why)?,
        // An empty object has no member to insert behind.
        (Some(_), None) => return None,
        (Some(_), Some(last)) => {
            let at = last.value.loc.range().end;
            let space = space_before(text, last.key_loc.range().start)?;
            let text = new
                .iter()
                .map(|member| format!(",{space}{member}"))
                .collect();
            Edit {
                range: at..at,
                text,
                why,
            }
        }
    };
    Some(vec![edit])
}

/// The space before a value.
fn space_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    before.get(before.trim_end().len()..)
}
