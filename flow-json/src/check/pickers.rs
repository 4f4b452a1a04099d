//! Files that the user picks: where they may be sent, how many, and how large.

use super::model::{Action, Component, Model, Screen, binding};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{code, count};
use crate::diagnostic::Style;
use crate::expr::Source;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, step};
use crate::rule::{Rule, samples};
use crate::table::Input;
use crate::tree::{Node, Value};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: payloads,
    rules: &[
        &SEVERAL_FILES,
        &SEVERAL_PICKERS,
        &TOO_MANY_FILES,
        &TOO_LARGE_FILES,
        &FILES_NAVIGATED,
        &FILES_NESTED,
    ],
}];

/// The most files that `complete` sends.
const MAX_FILES: u64 = 10;
/// The most KiB that `complete` sends.
const MAX_KIB: u64 = 100 * 1024;

/// Several files from one picker, when `complete` took one.
pub(super) const SEVERAL_FILES: Rule = Rule {
    id: "A4",
    name: "several-files",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    until: Some(Version::V5_0),
    why: "before 5.0 `complete` sends one file; a picker takes 30 if it does not say otherwise",
    samples: samples! {
        pass: Generated(|| sending(Version::V4_0, 1, r#""max-uploaded-photos": 1"#, PHOTO)),
        fail: Generated(|| sending(Version::V4_0, 1, "", PHOTO)),
    },
    ..Rule::ERROR
};

/// Two pickers, when `complete` took one.
pub(super) const SEVERAL_PICKERS: Rule = Rule {
    id: "A5",
    name: "several-pickers",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    until: Some(Version::V5_0),
    why: "before 5.0 `complete` sends the file of one picker",
    samples: samples! {
        pass: Generated(|| sending(Version::V4_0, 2, r#""max-uploaded-photos": 1"#, PHOTO)),
        fail: Generated(|| sending(Version::V4_0, 2, r#""max-uploaded-photos": 1"#, BOTH)),
    },
    ..Rule::ERROR
};

/// More files than `complete` sends.
pub(super) const TOO_MANY_FILES: Rule = Rule {
    id: "A6",
    name: "too-many-files",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    since: Version::V5_0,
    why: "`complete` sends at most 10 files; a picker takes 30 if it does not say otherwise",
    samples: samples! {
        pass: Generated(|| sending(Version::V7_3, 1, FEW, PHOTO)),
        fail: Generated(|| {
            sending(
                Version::V7_3,
                1,
                r#""max-file-size-kb": 1024, "max-uploaded-photos": 11"#,
                PHOTO,
            )
        }),
    },
    ..Rule::ERROR
};

/// Larger files than `complete` sends.
pub(super) const TOO_LARGE_FILES: Rule = Rule {
    id: "A7",
    name: "too-large-files",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    since: Version::V5_0,
    why: "`complete` sends at most 100 MiB; a picker takes files of 25 MiB if it does not say otherwise",
    samples: samples! {
        pass: Generated(|| sending(Version::V7_3, 1, FEW, PHOTO)),
        fail: Generated(|| sending(Version::V7_3, 1, r#""max-uploaded-photos": 5"#, PHOTO)),
    },
    ..Rule::ERROR
};

/// Files for another screen.
pub(super) const FILES_NAVIGATED: Rule = Rule {
    id: "A8",
    name: "files-in-navigate",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    since: Version::V4_0,
    why: "files cannot be handed to another screen; it can refer to the picker instead",
    samples: samples! {
        pass: Generated(|| handing("city", r#""type": "string", "__example__": """#)),
        fail: Generated(|| {
            handing(
                "photo",
                r#""type": "array", "items": {"type": "object"}, "__example__": []"#,
            )
        }),
    },
    ..Rule::ERROR
};

/// Files deep in a payload.
pub(super) const FILES_NESTED: Rule = Rule {
    id: "A9",
    name: "nested-files",
    code: "INVALID_ON_CLICK_ACTION_PAYLOAD",
    since: Version::V4_0,
    why: "files stand at the top level of a payload only",
    samples: samples! {
        pass: Generated(|| sending(Version::V7_3, 1, FEW, PHOTO)),
        fail: Generated(|| {
            sending(
                Version::V7_3,
                1,
                FEW,
                r#""all": {"photo": "${form.photo}"}"#,
            )
        }),
    },
    ..Rule::ERROR
};

/// A picker with its files in a payload.
struct Sent<'m, 't> {
    picker: &'m Component<'t>,
    /// The screen that it stands on.
    screen: &'m Screen<'t>,
    /// The value that is bound to it.
    node: &'t Node,
    /// Its key in the payload, if it stands at the top level.
    key: Option<&'t str>,
}

pub(super) fn payloads(model: &Model<'_>, sink: &mut Sink) {
    let pickers = |component: &Component<'_>| component.table.input == Some(Input::Files);
    // Most flows have none.
    if !model.components().any(pickers) {
        return;
    }
    for screen in &model.screens {
        for action in &screen.actions {
            check(model, screen, action, sink);
        }
    }
}

fn check<'t>(model: &Model<'t>, screen: &Screen<'t>, action: &Action<'t>, sink: &mut Sink) {
    let Some(payload) = model
        .get(action.object, "payload")
        .and_then(Node::as_object)
    else {
        return;
    };
    let mut top = Vec::new();
    let mut nested = Vec::new();
    for entry in &payload.entries {
        match &entry.value.value {
            Value::Array(_) | Value::Object(_) => {
                all_sent(model, screen, &entry.value, &mut nested);
            }
            _ => top.extend(sent(model, screen, &entry.value).map(|sent| Sent {
                key: Some(&entry.key),
                ..sent
            })),
        }
    }
    match action.name {
        "navigate" => {
            for sent in top.iter().chain(&nested) {
                navigated(model, action, sent, sink);
            }
        }
        "complete" | "data_exchange" => {
            for sent in &nested {
                let message = format!(
                    "the files of {} stand inside another value",
                    name(model, sent)
                );
                sink.report(&FILES_NESTED, Spot::value(sent.node), message)
                    .help("give them a key of their own in the payload");
            }
            if action.name == "complete" {
                one_file(model, &top, sink);
                limits(model, &top, sink);
            }
        }
        _ => {}
    }
}

/// The picker that a value is bound to.
fn sent<'m, 't>(model: &'m Model<'t>, own: &'m Screen<'t>, node: &'t Node) -> Option<Sent<'m, 't>> {
    let binding = binding(node).filter(|binding| binding.source == Source::Form)?;
    let screen = match &binding.screen {
        Some(id) => model.screen(&id.text)?,
        None => own,
    };
    let picker = &screen.components[screen.inputs.find(&binding.path.first()?.text)?];
    (picker.table.input == Some(Input::Files)).then_some(Sent {
        picker,
        screen,
        node,
        key: None,
    })
}

/// The pickers that values at any depth are bound to.
fn all_sent<'m, 't>(
    model: &'m Model<'t>,
    own: &'m Screen<'t>,
    node: &'t Node,
    found: &mut Vec<Sent<'m, 't>>,
) {
    match &node.value {
        Value::Array(items) => {
            for item in items {
                all_sent(model, own, item, found);
            }
        }
        Value::Object(object) => {
            for entry in &object.entries {
                all_sent(model, own, &entry.value, found);
            }
        }
        _ => found.extend(sent(model, own, node)),
    }
}

/// The picker in words.
fn name<'t>(model: &Model<'t>, sent: &Sent<'_, 't>) -> String {
    let name = model.property(sent.picker, "name").and_then(Node::as_str);
    let name = name.expect("the picker was found by its name");
    format!("the `{}` {}", sent.picker.name(), code(name))
}

fn navigated<'t>(model: &Model<'t>, action: &Action<'t>, sent: &Sent<'_, 't>, sink: &mut Sink) {
    let input = model.property(sent.picker, "name").and_then(Node::as_str);
    let message = format!(
        "`navigate` cannot hand over the files of {}",
        name(model, sent)
    );
    let report = sink.report(&FILES_NAVIGATED, Spot::value(sent.node), message);
    if let (Some(id), Some(input)) = (sent.screen.id, input) {
        let path = format!("screen.{id}.form.{input}");
        let path = match model.style {
            Style::Json => format!("\"${{{path}}}\""),
            Style::Rust => format!("`{path}`"),
        };
        // What the target declares must be handed to it.
        let target = action.target.and_then(Node::as_str);
        let declared = target
            .zip(sent.key)
            .filter(|(target, key)| {
                let screen = model.screen(target);
                screen.is_some_and(|screen| screen.data.names.find(key).is_some())
            })
            .map_or_else(String::new, |(target, key)| {
                format!(", and {} in the `data` of {}", code(key), code(target))
            });
        report.help(format!(
            "leave it out{declared}; where the files are sent, write {path}"
        ));
    }
}

/// The files that `complete` sent before 5.0.
fn one_file<'t>(model: &Model<'t>, pickers: &[Sent<'_, 't>], sink: &mut Sink) {
    for sent in pickers {
        let (property, files) = (max_files(sent.picker), files(model, sent.picker));
        if files.is_some_and(|files| files > 1) {
            let message = format!(
                "`complete` sends one file before version 5.0, but {} takes more",
                name(model, sent)
            );
            sink.report(&SEVERAL_FILES, Spot::value(sent.node), message)
                .help(format!(
                    "write {} on it",
                    super::wording::member(model.style, property, "1")
                ))
                .related(Spot::value(sent.picker.type_node), "the picker");
        }
    }
    let other = |sent: &&Sent<'_, 't>| {
        let first = pickers.first();
        first.is_some_and(|first| !std::ptr::eq(first.picker, sent.picker))
    };
    if let Some(second) = pickers.iter().find(other) {
        let message = "`complete` sends the file of one picker before version 5.0";
        let report = sink.report(&SEVERAL_PICKERS, Spot::value(second.node), message);
        report.help("leave it out, or set `version` to \"5.1\"");
        if let Some(first) = pickers.first() {
            report.related(Spot::value(first.node), "the first picker");
        }
    }
}

/// The files that `complete` sends since 5.0.
fn limits<'t>(model: &Model<'t>, pickers: &[Sent<'_, 't>], sink: &mut Sink) {
    let mut seen: Vec<*const Component<'t>> = Vec::new();
    let (mut all_files, mut all_kib) = (0, 0);
    let (mut too_many, mut too_large) = (None, None);
    for sent in pickers {
        // No file is sent twice, and of more pickers the first ones tell enough.
        if seen.contains(&std::ptr::from_ref(sent.picker)) || seen.len() as u64 > MAX_FILES {
            continue;
        }
        seen.push(sent.picker);
        let size = number(model, sent.picker, "max-file-size-kb");
        let (Some(files), Some(size)) = (files(model, sent.picker), size) else {
            continue;
        };
        all_files += files;
        all_kib += files * size;
        if all_files > MAX_FILES {
            too_many.get_or_insert(sent);
        }
        if all_kib > MAX_KIB {
            too_large.get_or_insert(sent);
        }
    }
    let size = model.style.property("max-file-size-kb");
    if let Some(sent) = too_many {
        let property = model.style.property(max_files(sent.picker));
        let message =
            format!("`complete` sends at most {MAX_FILES} files, but this makes {all_files}");
        let mut help = format!("write a smaller `{property}`; left out, it is 30");
        // Fewer files may do for both.
        if too_large.is_some() {
            help += &format!("; and a `{size}` such that all are at most 100 MiB");
        }
        sink.report(&TOO_MANY_FILES, Spot::value(sent.node), message)
            .help(help)
            .related(Spot::value(sent.picker.type_node), "the picker");
    } else if let Some(sent) = too_large {
        let message = format!(
            "`complete` sends at most 100 MiB, but {} may make {} MiB",
            count(
                usize::try_from(all_files).expect("more files than fit are another mistake"),
                "file",
                "files"
            ),
            all_kib.div_ceil(1024)
        );
        sink.report(&TOO_LARGE_FILES, Spot::value(sent.node), message)
            .help(format!("write a smaller `{size}`; left out, it is 25600"))
            .related(Spot::value(sent.picker.type_node), "the picker");
    }
}

/// The property for the most files of a picker.
fn max_files(picker: &Component<'_>) -> &'static str {
    match picker.name() {
        "PhotoPicker" => "max-uploaded-photos",
        _ => "max-uploaded-documents",
    }
}

fn files<'t>(model: &Model<'t>, picker: &Component<'t>) -> Option<u64> {
    number(model, picker, max_files(picker))
}

/// A number of a picker, or its default.
fn number<'t>(model: &Model<'t>, picker: &Component<'t>, name: &str) -> Option<u64> {
    let text = match model.property(picker, name) {
        Some(node) => match &node.value {
            Value::Number(number) => number,
            _ => return None,
        },
        None => picker.table.shape.property(name)?.default?,
    };
    let number: u64 = text.parse().ok()?;
    // More than it may be is another mistake.
    let property = picker.table.shape.property(name)?;
    match property.ty {
        crate::table::Type::Integer { max: Some(max), .. } => {
            (number <= u64::try_from(max).ok()?).then_some(number)
        }
        _ => Some(number),
    }
}

#[cfg(feature = "samples")]
const PHOTO: &str = r#""photo": "${form.photo}""#;
#[cfg(feature = "samples")]
const BOTH: &str = r#""paper": "${screen.PAPER.form.paper}", "photo": "${form.photo}""#;
#[cfg(feature = "samples")]
const FEW: &str = r#""max-file-size-kb": 1024, "max-uploaded-photos": 10"#;

/// One or two screens with pickers, the last of which sends a payload.
#[cfg(feature = "samples")]
fn sending(version: Version, screens: usize, limits: &str, payload: &str) -> String {
    let paper = r#"{"id": "PAPER", "title": "Paper", "layout": {"type": "SingleColumnLayout", "children": [{"type": "DocumentPicker", "name": "paper", "label": "Paper", "max-uploaded-documents": 1}, {"type": "Footer", "label": "Go", "on-click-action": {"name": "navigate", "next": {"type": "screen", "name": "PHOTO"}, "payload": {}}}]}}, "#;
    let paper = if screens > 1 { paper } else { "" };
    let comma = if limits.is_empty() { "" } else { ", " };
    let photo = format!(
        r#"{{"id": "PHOTO", "title": "Photo", "terminal": true, "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "PhotoPicker", "name": "photo", "label": "Photo"{comma}{limits}}}, {{"type": "Footer", "label": "Done", "on-click-action": {{"name": "complete", "payload": {{{payload}}}}}}}]}}}}"#
    );
    document(version, "", &format!("[{paper}{photo}]"))
}

/// A screen that hands one of its inputs to the next, which declares it so.
#[cfg(feature = "samples")]
fn handing(input: &str, declaration: &str) -> String {
    let last = step("LAST", "").replacen(
        r#""layout""#,
        &format!(r#""data": {{"given": {{{declaration}}}}}, "layout""#),
        1,
    );
    let first = format!(
        r#"{{"id": "PHOTO", "title": "Photo", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "TextInput", "name": "city", "label": "City"}}, {{"type": "PhotoPicker", "name": "photo", "label": "Photo", {FEW}}}, {{"type": "Footer", "label": "Go", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "LAST"}}, "payload": {{"given": "${{form.{input}}}"}}}}}}]}}}}"#
    );
    document(Version::V7_3, "", &format!("[{first}, {last}]"))
}
