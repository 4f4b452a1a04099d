//! Flow JSON to measure with: sound flows by their number of components, and documents of any size in
//! the shapes that could take more than linear time.

use flow_json::{read, tree::Node};

/// A sound flow of so many components on up to 100 screens, each of which leads to the next.
pub(crate) fn flow(components: usize) -> String {
    let screens = (components / 10).clamp(1, 100);
    let each = components / screens;
    let id = |index: usize| {
        let letter = |digit: usize| char::from(b'A' + (digit % 26) as u8);
        format!("STEP_{}{}", letter(index / 26), letter(index))
    };
    let all: Vec<_> = (0..screens)
        .map(|index| {
            let mut children: Vec<_> = (0..each - 1)
                .map(|index| component(index, each - 1))
                .collect();
            let payload = r#""payload": {"name": "${form.field_1}", "greeting": "`'Hello ' ${data.name}`"}"#;
            let (terminal, action) = if index + 1 < screens {
                let next = id(index + 1);
                let next = format!(
                    r#""name": "navigate", "next": {{"type": "screen", "name": "{next}"}}, {payload}"#
                );
                (false, next)
            } else {
                (true, format!(r#""name": "complete", {payload}"#))
            };
            children.push(format!(
                r#"{{"type": "Footer", "label": "Continue", "on-click-action": {{{action}}}}}"#
            ));
            format!(
                r#"{{"id": "{}", "title": "Step {index}", "terminal": {terminal}, "data": {{"name": {{"type": "string", "__example__": "Ada"}}, "greeting": {{"type": "string", "__example__": "Hello"}}}}, "layout": {{"type": "SingleColumnLayout", "children": [{}]}}}}"#,
                id(index),
                children.join(", ")
            )
        })
        .collect();
    format!(r#"{{"version": "7.3", "screens": [{}]}}"#, all.join(", "))
}

/// One of some common components. The first of six reads the inputs among the others.
fn component(index: usize, count: usize) -> String {
    match index % 6 {
        0 => {
            let inputs = [1, 3, 4].map(|behind| index + behind).into_iter();
            let inputs = inputs.filter(|input| *input < count);
            let inputs: String = inputs
                .map(|input| format!(" ${{form.field_{input}}}"))
                .collect();
            format!(
                r#"{{"type": "TextBody", "text": "`'Good day, ' ${{data.name}} '. ' ${{data.greeting}}{inputs}`"}}"#
            )
        }
        1 => format!(
            r#"{{"type": "TextInput", "name": "field_{index}", "label": "Your name", "required": true, "helper-text": "As in your passport"}}"#
        ),
        2 => r#"{"type": "TextCaption", "text": "You can go back at any time.", "visible": "`${data.name} != ''`"}"#.to_owned(),
        3 => format!(
            r#"{{"type": "Dropdown", "name": "field_{index}", "label": "Size", "data-source": [{{"id": "s", "title": "Small"}}, {{"id": "m", "title": "Medium"}}, {{"id": "l", "title": "Large"}}]}}"#
        ),
        4 => format!(
            r#"{{"type": "DatePicker", "name": "field_{index}", "label": "Day", "min-date": "2026-01-01", "max-date": "2026-12-31"}}"#
        ),
        _ => r#"{"type": "TextSubheading", "text": "And now for the rest"}"#.to_owned(),
    }
}

pub(crate) fn tree(text: &str) -> Node {
    match read(text).into_result() {
        Ok(tree) => tree,
        Err(mistakes) => panic!("{mistakes:?}"),
    }
}

/// So many bytes of something, with commas between.
fn repeated(bytes: usize, item: impl Fn(usize) -> String) -> String {
    let mut all = String::with_capacity(bytes);
    for index in 0.. {
        let item = item(index);
        if all.len() + item.len() > bytes {
            break;
        }
        if index > 0 {
            all.push(',');
        }
        all.push_str(&item);
    }
    all
}

/// A document around the children and the other members of its one screen.
fn document(more: &str, children: &str) -> String {
    format!(
        r#"{{"version": "7.3", "screens": [{{"id": "START", "title": "Start", "terminal": true, {more} "layout": {{"type": "SingleColumnLayout", "children": [{children}]}}}}]}}"#
    )
}

/// Documents of so many bytes, most of them wrong in many places.
pub(crate) fn shapes(bytes: usize) -> Vec<(&'static str, String)> {
    let letters = |mut index: usize| {
        let mut id = String::from("S");
        while index > 0 {
            id.push(char::from(b'A' + (index % 26) as u8));
            index /= 26;
        }
        id
    };
    let list = |items: String| {
        document(
            "",
            &format!(
                r#"{{"type": "Dropdown", "name": "a", "label": "A", "data-source": [{items}]}}"#
            ),
        )
    };
    vec![
        (
            "components",
            document("", &repeated(bytes, |index| component(index, usize::MAX))),
        ),
        (
            "options",
            list(repeated(bytes, |index| {
                format!(r#"{{"id": "{index}", "title": "Option {index}"}}"#)
            })),
        ),
        (
            "same options",
            list(repeated(bytes, |_| {
                r#"{"id": "a", "title": "A"}"#.to_owned()
            })),
        ),
        (
            "screens",
            format!(
                r#"{{"version": "7.3", "screens": [{}]}}"#,
                repeated(bytes, |index| {
                    let (id, next) = (letters(index), letters(index + 1));
                    format!(
                        r#"{{"id": "{id}", "title": "A", "layout": {{"type": "SingleColumnLayout", "children": [{{"type": "TextBody", "text": "${{screen.{next}.form.a}}"}}, {{"type": "Footer", "label": "Go", "on-click-action": {{"name": "navigate", "next": {{"type": "screen", "name": "{next}"}}, "payload": {{}}}}}}]}}}}"#
                    )
                })
            ),
        ),
        (
            "routes",
            format!(
                r#"{{"version": "7.3", "routing_model": {{{}}}, "screens": [{{"id": "START"}}]}}"#,
                repeated(bytes, |index| {
                    format!(
                        r#""{}": ["{}", "START"]"#,
                        letters(index),
                        letters(index + 1)
                    )
                })
            ),
        ),
        (
            "fields",
            document(
                &format!(
                    r#""data": {{{}}},"#,
                    repeated(bytes / 2, |index| {
                        format!(r#""f{index}": {{"type": "string", "__example__": ""}}"#)
                    })
                ),
                &repeated(bytes / 2, |index| {
                    format!(r#"{{"type": "TextBody", "text": "${{data.f{index}}}"}}"#)
                }),
            ),
        ),
        (
            "unknown names",
            document(
                "",
                &repeated(bytes, |index| {
                    format!(r#"{{"type": "TextBody", "text": "${{data.f{index}}}", "texd": 1}}"#)
                }),
            ),
        ),
        (
            "unknown keys",
            document(
                &(repeated(bytes, |index| format!(r#""key-{index}": {index}"#)) + ","),
                "",
            ),
        ),
        (
            "one expression",
            document(
                r#""data": {"a": {"type": "number", "__example__": 1}},"#,
                &format!(
                    r#"{{"type": "TextBody", "text": "`{}1`"}}"#,
                    "${data.a} + ".repeat(bytes / 12)
                ),
            ),
        ),
    ]
}
