//! Expressions in the place of values: may one stand there?

use super::value::{INVALID_CHOICE, NEITHER_TYPE_NOR_BINDING, Slot, WRONG_TYPE, takes_text};
use super::{Spot, Walker};
use crate::check::wording::{expected, or};
use crate::model::{Form, form};
use crate::rule::{Origin, Rule, samples};
use crate::table::{Dynamic, Format, Type};
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file.
pub(super) const RULES: &[&Rule] = &[&EXPRESSION_IN_LIST, &DISPUTED_EXPRESSION, &MIXED_TEXT];

/// A binding inside an item of a list of paragraphs.
pub(in crate::check) const EXPRESSION_IN_LIST: Rule = Rule {
    id: "D17",
    name: "binding-in-paragraphs",
    code: "INVALID_TEXT_DYNAMIC_DATA",
    source: Origin::Client,
    since: Version::V5_1,
    why: "the paragraphs of a text are static; only the whole list may be bound",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, r#"{"type": "TextBody", "text": ["Hello", "world"]}"#),
        fail: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, r#"{"type": "TextBody", "text": ["Hello", "${data.name}"]}"#),
    },
    ..Rule::ERROR
};

/// An expression where Meta's sources disagree on whether one may stand.
pub(in crate::check) const DISPUTED_EXPRESSION: Rule = Rule {
    id: "W1",
    name: "disputed-expression",
    code: "DISPUTED_EXPRESSION",
    why: "a value that is written out is safe where sources disagree on expressions",
    disputed: Some("Meta's documentation takes an expression here, and its schema does not"),
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "TextBody", "text": "Hello", "font-weight": "bold"}"#),
        fail: Screen(V7_3, r#""data": {"weight": {"type": "string", "__example__": "bold"}}"#, r#"{"type": "TextBody", "text": "Hello", "font-weight": "${data.weight}"}"#),
    },
    ..Rule::WARNING
};

/// Text with a binding in it, but not between back-ticks.
pub(in crate::check) const MIXED_TEXT: Rule = Rule {
    id: "W2",
    name: "binding-in-text",
    code: "BINDING_IN_TEXT",
    why: "a binding amid text is shown as it stands; between back-ticks it is replaced by its value",
    samples: samples! {
        pass: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, r#"{"type": "TextBody", "text": "`'Hello ' ${data.name}`"}"#),
        fail: Screen(V7_3, r#""data": {"name": {"type": "string", "__example__": "Ann"}}"#, r#"{"type": "TextBody", "text": "Hello ${data.name}"}"#),
    },
    ..Rule::WARNING
};

impl Walker<'_, '_> {
    /// Whether it is an expression, and one that may stand here or has been reported.
    pub(super) fn is_expression(&mut self, node: &Node, slot: Slot<'_>) -> bool {
        let form = form(node);
        if wants_expression(slot.ty) {
            return false;
        }
        match (form, slot.dynamic) {
            (Form::Plain, _) => false,
            (Form::Mixed, Dynamic::No) => false,
            (Form::Mixed, _) => {
                self.mixed(node, slot);
                // Where no text may stand it is a mistake, not only an oversight.
                takes_text(slot.ty)
            }
            (Form::Binding | Form::Backtick, Dynamic::No) => {
                self.must_be_static(node, slot);
                true
            }
            (Form::Backtick, _) if self.version < Version::V6_0 => {
                let message = format!(
                    "expressions need version 6.0, but this flow has {}",
                    self.version
                );
                self.sink
                    .report(&NEITHER_TYPE_NOR_BINDING, Spot::value(node), message)
                    .needs("expressions", Version::V6_0)
                    .help("set `version` to \"6.0\" or newer, or write a binding alone");
                true
            }
            (Form::Backtick, Dynamic::Binding) => {
                let message = format!(
                    "{} takes a binding, but no other expression",
                    self.subject_name(slot.subject)
                );
                self.sink
                    .report(&NEITHER_TYPE_NOR_BINDING, Spot::value(node), message)
                    .help("bind it to a field of `data` that has the value");
                true
            }
            (_, Dynamic::Disputed) if slot.property.name == "text" => {
                let message = match form {
                    Form::Backtick => return true,
                    _ => "a paragraph of a text cannot be a binding",
                };
                self.sink
                    .report(&EXPRESSION_IN_LIST, Spot::value(node), message)
                    .help("bind the whole list, or write one text between back-ticks");
                true
            }
            (_, Dynamic::Disputed) => {
                let message = format!(
                    "{} may be refused as an expression",
                    self.subject_name(slot.subject)
                );
                self.sink
                    .report(&DISPUTED_EXPRESSION, Spot::value(node), message)
                    .help("write the value out");
                true
            }
            (_, Dynamic::Yes | Dynamic::Binding) => true,
        }
    }

    fn mixed(&mut self, node: &Node, slot: Slot<'_>) {
        if !takes_text(slot.ty) {
            return;
        }
        if slot.dynamic == Dynamic::Disputed && slot.property.name == "text" {
            self.sink
                .report(
                    &EXPRESSION_IN_LIST,
                    Spot::value(node),
                    "a paragraph of a text cannot hold a binding",
                )
                .help("bind the whole list, or write one text between back-ticks");
            return;
        }
        let message = "the binding in this text is shown as it stands";
        let found = self.sink.report(&MIXED_TEXT, Spot::value(node), message);
        if self.version >= Version::V6_0 {
            found.help("write the whole between back-ticks, its texts between single quotes");
        } else {
            found.help("bind the whole text, or use version 6.0 for expressions");
        }
    }

    /// An expression where none may stand.
    fn must_be_static(&mut self, node: &Node, slot: Slot<'_>) {
        let rule = match slot.ty {
            Type::String(Format::Constant(_) | Format::Version) => &super::string::CONSTANT,
            Type::String(_) => &super::string::PATTERN,
            Type::Choice(_) => &INVALID_CHOICE,
            _ => &WRONG_TYPE,
        };
        let message = format!(
            "{} cannot be an expression",
            self.subject_name(slot.subject)
        );
        let what = expected(slot.ty, Dynamic::No, self.version, self.style);
        let found = self.sink.report(rule, Spot::value(node), message);
        match slot.ty {
            Type::Choice(choices) if choices.len() <= 8 => {
                let values = choices.iter().map(|choice| format!("`{}`", choice.value));
                found.help(format!("write {}", or(values)))
            }
            _ => found.help(format!("write {what}")),
        };
    }
}

/// Whether the type is made for expressions, which then have checks of their own.
fn wants_expression(ty: &Type) -> bool {
    match ty {
        Type::String(Format::Binding | Format::Condition) | Type::Payload => true,
        Type::OneOf(types) => types.iter().any(|(ty, _)| wants_expression(ty)),
        _ => false,
    }
}
