//! Texts: blank ones, patterns, formats.

use super::value::Slot;
use super::{Owner, Spot, Walker};
use crate::check::wording::{code, count, member};
use crate::model::{Form, form, may_read};
use crate::rule::{Origin, Rule, samples};
use crate::table::{Format, nearest};
use crate::tree::Node;
use crate::version::Version;

mod regex;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[
    &CONSTANT,
    &FORMAT,
    &EMPTY_STRING,
    &SCREEN_ID,
    &NOT_A_BINDING,
    &BLANK_STRING,
    &PATTERN,
    &BLANK_CONDITION,
    &LONG_TEXT,
];

/// A fixed text that is another.
pub(in crate::check) const CONSTANT: Rule = Rule {
    id: "S4b",
    name: "fixed-value",
    code: "INVALID_PROPERTY_VALUE",
    why: "the layout's `type` and the `type` of `next` have one value each",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "#,
            r#""children": [{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "START", "title": "Start", "terminal": true, "layout": {"type": "TwoColumnLayout", "#,
            r#""children": [{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

/// A text that must be a URI or a regular expression.
pub(in crate::check) const FORMAT: Rule = Rule {
    id: "S6",
    name: "format",
    code: "INVALID_PROPERTY_VALUE_FORMAT",
    why: "addresses must be whole URIs, patterns must be regular expressions",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com/terms"}}"#),
        fail: Children(V7_3, r#"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "example.com/terms"}}"#),
    },
    ..Rule::ERROR
};

/// A text of no characters.
pub(in crate::check) const EMPTY_STRING: Rule = Rule {
    id: "S8",
    name: "empty-text",
    code: "MIN_CHARS_REQUIRED",
    client_code: Some("PATTERN_MISMATCH"),
    why: "labels, names and ids need at least one character",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "OptIn", "name": "terms", "label": "I agree"}"#),
        fail: Children(V7_3, r#"{"type": "OptIn", "name": "terms", "label": ""}"#),
    },
    ..Rule::ERROR
};

/// A screen id of other characters than letters and `_`.
///
/// Meta's server was seen to refuse digits: [whatomate](https://github.com/shridarpatil/whatomate/pull/16)
/// calls screens `SCREEN_A` in place of `SCREEN_1` since then, and
/// [glific](https://github.com/glific/glific-frontend/pull/3773) makes ids of letters alone. Flows with
/// digits stand in public repositories, but none of them is known to be published.
pub(in crate::check) const SCREEN_ID: Rule = Rule {
    id: "S11",
    name: "screen-id",
    code: "PATTERN_MISMATCH",
    source: Origin::Published,
    disputed: Some(
        "Meta's server was seen to refuse digits, but flows with digits are said to be in use",
    ),
    why: "ids of screens are made of the letters A to Z and a to z and of `_`, and of nothing else",
    samples: samples! {
        pass: Screens(V7_3, concat!(
            r#"[{"id": "STEP_ONE", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "#,
            r#""children": [{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
        fail: Screens(V7_3, concat!(
            r#"[{"id": "STEP_1", "title": "Start", "terminal": true, "layout": {"type": "SingleColumnLayout", "#,
            r#""children": [{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}]}}]"#,
        )),
    },
    ..Rule::ERROR
};

/// A text where only a binding may stand.
pub(in crate::check) const NOT_A_BINDING: Rule = Rule {
    id: "S13",
    name: "not-a-binding",
    code: "PATTERN_MISMATCH",
    since: Version::V4_0,
    why: "a `Switch` goes by the value of one binding",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a"}}"#, r#"{"type": "Switch", "value": "${data.kind}", "cases": {"a": [{"type": "TextBody", "text": "A"}]}}"#),
        fail: Screen(V7_3, r#""data": {"kind": {"type": "string", "__example__": "a"}}"#, r#"{"type": "Switch", "value": "kind", "cases": {"a": [{"type": "TextBody", "text": "A"}]}}"#),
    },
    ..Rule::ERROR
};

/// A text of nothing but white space.
pub(in crate::check) const BLANK_STRING: Rule = Rule {
    id: "S14",
    name: "blank-text",
    code: "PATTERN_MISMATCH",
    why: "since 6.0 no text of a component may be blank; before, only labels, names and texts may not",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextBody", "text": "Hello"}"#),
        fail: Children(V7_3, r#"{"type": "TextBody", "text": " "}"#),
    },
    ..Rule::ERROR
};

/// A text that does not look as it must.
pub(in crate::check) const PATTERN: Rule = Rule {
    id: "S15",
    name: "pattern",
    code: "PATTERN_MISMATCH",
    why: "names hold no expressions, colours are written `#RRGGBB`",
    samples: samples! {
        pass: Children(V7_3, r##"{"type": "Dropdown", "name": "colour", "label": "Colour", "data-source": [{"id": "blue", "title": "Blue", "color": "#1D4ED8"}]}"##),
        fail: Children(V7_3, r#"{"type": "Dropdown", "name": "colour", "label": "Colour", "data-source": [{"id": "blue", "title": "Blue", "color": "blue"}]}"#),
    },
    ..Rule::ERROR
};

/// An empty condition.
pub(in crate::check) const BLANK_CONDITION: Rule = Rule {
    id: "I8",
    name: "blank-condition",
    code: "INVALID_PROPERTY_VALUE",
    since: Version::V4_0,
    why: "an `If` needs something to go by",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"new": {"type": "boolean", "__example__": true}}"#, r#"{"type": "If", "condition": "${data.new}", "then": [{"type": "TextBody", "text": "A"}]}"#),
        fail: Screen(V7_3, r#""data": {"new": {"type": "boolean", "__example__": true}}"#, r#"{"type": "If", "condition": " ", "then": [{"type": "TextBody", "text": "A"}]}"#),
    },
    ..Rule::ERROR
};

/// A text of which clients show only a part.
pub(in crate::check) const LONG_TEXT: Rule = Rule {
    id: "W3",
    name: "long-text",
    code: "LONG_TEXT",
    why: "clients cut texts short that are longer than Meta's documentation says",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextHeading", "text": "A heading of few words"}"#),
        fail: Children(V7_3, r#"{"type": "TextHeading", "text": "A heading of so many words that it cannot be shown whole on any phone that people have"}"#),
    },
    ..Rule::WARNING
};

impl Walker<'_, '_> {
    /// Checks a text that is no expression, unless the format wants one.
    pub(super) fn string(&mut self, node: &Node, format: Format, slot: Slot<'_>, owner: Owner<'_>) {
        let Some(text) = node.as_str() else {
            self.mismatch(node, slot);
            return;
        };
        let sound = match format {
            Format::Text => self.version < Version::V6_0 || self.not_blank(node, text, slot, false),
            Format::NotBlank => self.not_blank(node, text, slot, true),
            Format::Name => {
                self.not_blank(node, text, slot, true) && self.static_name(node, text, slot)
            }
            Format::ScreenId => self.screen_id(node, text, slot),
            // Whether a date is one is said with its range.
            Format::Date => self.not_blank(node, text, slot, false),
            Format::Image(_) => self.not_blank(node, text, slot, true),
            Format::Uri => self.uri(node, text, slot),
            Format::Regex => self.regex(node, text, slot),
            Format::Color => self.color(node, text, slot),
            Format::Binding => self.binding(node, text, slot),
            Format::Condition => self.condition(node, text),
            Format::Version => true,
            Format::Constant(constant) => self.constant(node, text, constant, slot),
        };
        if sound {
            if matches!(format, Format::Text | Format::NotBlank) {
                self.looks_bound(node, text);
            }
            self.length(node, text, slot, owner);
        }
    }

    fn not_blank(&mut self, node: &Node, text: &str, slot: Slot<'_>, one: bool) -> bool {
        if !text.trim().is_empty() {
            return true;
        }
        let subject = self.subject_name(slot.subject);
        let (rule, message) = if text.is_empty() && one {
            (&EMPTY_STRING, format!("{subject} cannot be empty"))
        } else {
            (&BLANK_STRING, format!("{subject} cannot be blank"))
        };
        let required = slot.property.required.is_some();
        let found = self.sink.report(rule, Spot::value(node), message);
        found.help(if required {
            "write a text"
        } else {
            "write a text, or leave it out"
        });
        false
    }

    fn length(&mut self, node: &Node, text: &str, slot: Slot<'_>, owner: Owner<'_>) {
        let Some(max) = slot.property.max_chars.map(usize::from) else {
            return;
        };
        // No text has more characters than bytes.
        if text.len() <= max || form(node) != Form::Plain {
            return;
        }
        let length = text.chars().count();
        if length > max {
            let message = format!(
                "{} has {length} characters, and clients show {max}",
                self.subject_name(slot.subject)
            );
            let variant = owner.shape.variant_of(slot.property, self.version);
            let written = variant.and_then(|variant| owner.object.get(variant.name));
            if written.and_then(Node::as_str) == Some("large") {
                return;
            }
            let help = match variant {
                Some(variant) => {
                    let large = member(self.style, variant.name, "\"large\"");
                    format!("make it shorter, or write {large}")
                }
                None => "make it shorter".to_owned(),
            };
            self.sink
                .report(&LONG_TEXT, Spot::value(node), message)
                .help(help);
        }
    }

    fn static_name(&mut self, node: &Node, text: &str, slot: Slot<'_>) -> bool {
        let reads = may_read(text) && (text.contains("${") || text.contains('`'));
        if !reads {
            return true;
        }
        let message = format!(
            "{} can hold neither a binding nor a back-tick",
            self.subject_name(slot.subject)
        );
        self.sink
            .report(&PATTERN, Spot::value(node), message)
            .help("write a name of letters, digits and `_`");
        false
    }

    /// Checks the id of a screen.
    pub(super) fn screen_id(&mut self, node: &Node, text: &str, slot: Slot<'_>) -> bool {
        if !self.not_blank(node, text, slot, true) {
            return false;
        }
        let bad = text
            .char_indices()
            .find(|(_, character)| !character.is_ascii_alphabetic() && *character != '_');
        if let Some((at, character)) = bad {
            let message = format!("a screen's id cannot have {}", code(&character.to_string()));
            self.sink
                .report(
                    &SCREEN_ID,
                    Spot::part(node, at..at + character.len_utf8()),
                    message,
                )
                .help("write letters A to Z, a to z and `_` only");
            return false;
        }
        let letters = text.bytes().any(|byte| byte.is_ascii_alphabetic());
        if !letters && self.version >= Version::V7_0 {
            self.sink
                .report(
                    &SCREEN_ID,
                    Spot::value(node),
                    "a screen's id needs a letter",
                )
                .help("write letters A to Z, a to z and `_`");
        }
        letters
    }

    fn uri(&mut self, node: &Node, text: &str, slot: Slot<'_>) -> bool {
        let sound = text.split_once(':').is_some_and(|(scheme, rest)| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
                && !rest.is_empty()
                && rest != "//"
        });
        let sound = sound && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        if !sound {
            let message = format!(
                "{} must be a whole address",
                self.subject_name(slot.subject)
            );
            self.sink
                .report(&FORMAT, Spot::value(node), message)
                .help("write it with its scheme, for example `https://example.com`");
        }
        sound
    }

    fn regex(&mut self, node: &Node, text: &str, slot: Slot<'_>) -> bool {
        if !self.not_blank(node, text, slot, false) {
            return false;
        }
        let Err(broken) = regex::check(text) else {
            return true;
        };
        let message = format!(
            "{} is no regular expression: {}",
            self.subject_name(slot.subject),
            broken.what
        );
        self.sink
            .report(&FORMAT, Spot::part(node, broken.at), message)
            .help(broken.help);
        false
    }

    fn color(&mut self, node: &Node, text: &str, slot: Slot<'_>) -> bool {
        let digits = text.strip_prefix('#');
        let sound = digits.is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if !sound {
            let message = format!(
                "{} is no colour: {}",
                self.subject_name(slot.subject),
                code(text)
            );
            self.sink
                .report(&PATTERN, Spot::value(node), message)
                .help("write `#` and six hexadecimal digits, for example `#1D4ED8`");
        }
        sound
    }

    fn binding(&mut self, node: &Node, text: &str, slot: Slot<'_>) -> bool {
        let sound = form(node) == Form::Binding;
        if !sound {
            let message = format!(
                "{} must be one binding, not {}",
                self.subject_name(slot.subject),
                code(text)
            );
            self.sink
                .report(&NOT_A_BINDING, Spot::value(node), message)
                .help(match self.style {
                    crate::Style::Json => "write for example \"${data.kind}\"",
                    crate::Style::Rust => "write for example `data.kind`",
                });
        }
        sound
    }

    fn condition(&mut self, node: &Node, text: &str) -> bool {
        let blank = text
            .trim_matches(|character: char| character == '`' || character.is_whitespace())
            .is_empty();
        if blank {
            self.sink
                .report(&BLANK_CONDITION, Spot::value(node), "`condition` is empty")
                .help("write for example \"${form.ready}\"");
        } else if text.starts_with('`') && self.version < Version::V6_0 {
            let message = format!(
                "conditions between back-ticks need version 6.0, but this flow has {}",
                self.version
            );
            self.sink
                .report(
                    &super::value::NEITHER_TYPE_NOR_BINDING,
                    Spot::value(node),
                    message,
                )
                .needs("conditions between back-ticks", Version::V6_0)
                .help("leave the back-ticks out");
        }
        !blank
    }

    fn constant(
        &mut self,
        node: &Node,
        text: &str,
        constant: &'static str,
        slot: Slot<'_>,
    ) -> bool {
        if text != constant {
            let message = format!(
                "{} cannot be {}",
                self.subject_name(slot.subject),
                code(text)
            );
            let what = nearest(text, [constant]).unwrap_or(constant);
            self.sink
                .report(&CONSTANT, Spot::value(node), message)
                .help(format!("write `{what}`"));
        }
        text == constant
    }
}

/// The words for a number of items.
pub(super) fn items(number: usize) -> String {
    count(number, "item", "items")
}
