//! Constants of Rust: paths, calls and other expressions that the compiler evaluates to a text, a
//! number or a truth value.

use flow_json::Version;
use flow_json::table::{self, Format, Property, Type};
use flow_json::tree::{Constant as Part, Node, Value};
use proc_macro2::Ident;

use super::Reader;
use super::list::{List, options_of};
use super::value::{Expected, is_action};
use crate::errors::Errors;
use crate::syntax::{Expr, Field, Literal, Member, UnaryOperator};

/// A constant, to be evaluated by the compiler.
pub(crate) struct Constant {
    /// The author's expression.
    pub(crate) value: Expr,
    /// The type that it must have.
    pub(crate) scalar: Scalar,
    /// The limits of its value, each with the message for a value outside of it.
    pub(crate) limits: Vec<(Limit, String)>,
    /// A length that clients show, with the warning for a longer text.
    pub(crate) advice: Option<Advice>,
    /// What is tested of a list.
    pub(crate) list: Option<List>,
    /// The parts of a text in a language that is made of other constants.
    pub(crate) text: Option<ConstantText>,
    /// The loop that it has a value for each item of, by its number.
    pub(crate) each: Option<usize>,
}

/// A text of a language with constants in it.
#[derive(Default)]
pub(crate) struct ConstantText {
    pub(crate) parts: Vec<TextPart>,
    /// The language and the line of its file, for messages.
    pub(crate) note: String,
}

/// A part of it.
pub(crate) enum TextPart {
    Plain(String),
    /// The value of the constant of that number.
    Constant(usize),
}

/// How long a text may be so that clients show all of it.
pub(crate) struct Advice {
    pub(crate) max_chars: usize,
    pub(crate) message: String,
}

/// The type of a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Text,
    Boolean,
    Number,
    Integer,
    /// Any of them.
    Any,
    /// A list of options.
    Items,
}

/// A limit that the value of a constant must keep. The compiler tests it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    NotBlank,
    MinChars(usize),
    Plain,
    Absent,
    Uri,
    Color,
    Date,
    OneOf(&'static [table::Choice]),
    AtLeast(i64),
    AtMost(i64),
}

/// A property, for messages about its value.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    pub(super) property: &'static Property,
    /// The component or object that has it.
    pub(super) owner: &'static str,
}

/// Whether the compiler can evaluate an expression: it has no part of the flow in it, and is no
/// literal, list or struct.
pub(crate) fn is_constant(expr: &Expr) -> bool {
    let expr = expr.bare();
    match expr {
        Expr::Path(_) => {
            !matches!(expr.as_ident(), Some(ident) if is_root(ident) || is_action(&ident.to_string()))
        }
        Expr::Call(call) => call.function.as_ident().is_none_or(|name| {
            let name = name.to_string();
            // A macro without its `!`.
            if name == "json" {
                return false;
            }
            table::nearest(&name, table::ACTIONS.iter().map(|action| action.shape.name)).is_none()
        }),
        Expr::Macro(call) => !["json", "image", "format"]
            .iter()
            .any(|word| call.path.is_ident(word)),
        Expr::Field(field) => is_constant(&field.base) && !is_of_screen(field),
        Expr::MethodCall(call) => {
            matches!(call.receiver.bare(), Expr::Literal(_)) || is_constant(&call.receiver)
        }
        Expr::Index(index) => is_constant(&index.base),
        Expr::Unary(unary) if matches!(unary.operator, UnaryOperator::Reference(..)) => true,
        Expr::Paren(_) | Expr::Unary(_) | Expr::Binary(_) => is_constant_operation(expr),
        Expr::Block(_) | Expr::Rust(_) => true,
        _ => false,
    }
}

/// Whether the compiler can evaluate all operands, and one of them at least is no literal.
fn is_constant_operation(expr: &Expr) -> bool {
    /// `None` if an operand is a part of the flow. Otherwise whether one is no literal.
    fn parts(expr: &Expr) -> Option<bool> {
        match expr.bare() {
            // Rust has no operator for texts in a constant; Flow JSON joins them.
            Expr::Literal(literal) => (!matches!(literal, Literal::Text { .. })).then_some(false),
            Expr::Paren(inner) => parts(&inner.inner),
            Expr::Unary(unary) => parts(&unary.operand),
            Expr::Binary(binary) => Some(parts(&binary.left)? | parts(&binary.right)?),
            other => is_constant(other).then_some(true),
        }
    }
    parts(expr) == Some(true)
}

/// Whether a constant can be part of the expansion. Tokens that do not parse would break the code
/// around them, so they are reported here.
pub(crate) fn is_for_compiler(constant: &Expr, errors: &mut Errors) -> bool {
    let strange = |expr: &Expr| match expr {
        // The parser has not read the patterns and the type of these.
        Expr::Match(_) | Expr::For(_) => true,
        Expr::Cast(cast) => !cast.ty.is_known(),
        expr => matches!(expr, Expr::Wrong(_)),
    };
    let Some(part) = constant.find(&strange) else {
        return true;
    };
    if !matches!(part, Expr::Wrong(_)) {
        let message = "this is too much Rust for a flow; give the constant a name outside of it, and \
                       write that";
        errors.push(part.span(), message);
    }
    false
}

/// Whether a field is `ID.form` or `ID.data` of a screen, where `screen.` is missing before it.
fn is_of_screen(field: &Field) -> bool {
    let is_id = |name: &Ident| {
        let name = name.to_string();
        name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
    };
    let is_source = matches!(&field.member, Member::Name(name) if name == "form" || name == "data");
    is_source && field.base.as_ident().is_some_and(is_id)
}

/// Whether a name is `form`, `data` or `screen`, or a misspelling of one.
fn is_root(ident: &Ident) -> bool {
    let name = ident.to_string();
    let lower = name
        .chars()
        .all(|character| character.is_lowercase() || character == '_');
    lower && table::nearest(&name, ["form", "data", "screen"]).is_some()
}

impl Reader<'_> {
    /// A constant as a value.
    pub(super) fn constant(&mut self, expr: &Expr, expected: Expected) -> Node {
        let span = expr.span();
        if let (Expected::Type(Type::Choice(choices)), Some(word)) = (expected, expr.as_ident())
            && choices.iter().any(|choice| word == choice.value)
        {
            let message = format!("a word stands in double quotes; write `\"{word}\"`");
            self.errors.push(span, message);
            return self.unknown(span);
        }
        if self.is_bare_name(expr) {
            return self.unknown(span);
        }
        let scalar = match expected {
            Expected::Free => Some(Scalar::Any),
            Expected::Type(ty) => scalar(ty),
        };
        let Some(scalar) = scalar else {
            let message = "a constant of Rust's cannot stand here; write the value out, since other parts \
                           of the flow are checked against it";
            self.errors.push(span, message);
            return self.unknown(span);
        };
        let (limits, list) = match (expected, self.slot) {
            (Expected::Type(ty), Some(slot)) => match self.list(expr, ty, slot) {
                Some(list) => (Vec::new(), Some(list)),
                None => (self.limits(ty, slot), None),
            },
            _ => (vec![plain("a constant")], None),
        };
        let index = self.add_constant(Constant {
            value: expr.clone(),
            scalar,
            limits,
            advice: self.advice_in_item(span),
            list,
            text: None,
            each: None,
        });
        match index {
            Some(index) => Node::new(self.at(span), Value::Constant(Part::Value(index))),
            None => self.unknown(span),
        }
    }

    /// Keeps a constant and gives its number. `None` if it does not parse, which has been reported.
    pub(super) fn add_constant(&mut self, mut constant: Constant) -> Option<usize> {
        if !is_for_compiler(&constant.value, self.errors) {
            return None;
        }
        constant.each = self.each;
        self.constants.push(constant);
        Some(self.constants.len() - 1)
    }

    /// The limits of a property, as the table has them.
    pub(super) fn limits(&self, ty: &Type, slot: Slot) -> Vec<(Limit, String)> {
        let name = slot.property.name.replace('-', "_");
        let subject = format!("`{name}` of `{}`", slot.owner);
        let mut limits = Vec::new();
        text_limits(ty, &subject, self.version(), &mut limits);
        limits.push(plain(&subject));
        limits
    }
}

/// The limit against expressions in the text of a constant: the checker does not see them.
pub(super) fn plain(subject: &str) -> (Limit, String) {
    let help = "write the expression in the flow, as in `\"Hello \" + data.name`";
    (
        Limit::Plain,
        format!("{subject} cannot hold `${{` or an expression between back-ticks; {help}"),
    )
}

pub(super) fn text_limits(
    ty: &Type,
    subject: &str,
    version: Version,
    limits: &mut Vec<(Limit, String)>,
) {
    let blank = format!("{subject} cannot be blank; write a text [PATTERN_MISMATCH]");
    match ty {
        Type::String(format) => {
            if *format == Format::NotBlank {
                let empty = format!("{subject} cannot be empty; write a text [MIN_CHARS_REQUIRED]");
                limits.push((Limit::MinChars(1), empty));
            }
            if *format == Format::NotBlank || version >= Version::V6_0 {
                limits.push((Limit::NotBlank, blank));
            }
            match format {
                Format::Uri => limits.push((
                    Limit::Uri,
                    format!(
                        "{subject} must be a whole address, not `{{}}`; write it with its scheme, for \
                         example `https://example.com` [INVALID_PROPERTY_VALUE_FORMAT]"
                    ),
                )),
                Format::Color => limits.push((
                    Limit::Color,
                    format!(
                        "{subject} is no colour: `{{}}`; write `#` and six hexadecimal digits, for example \
                         `#1D4ED8` [PATTERN_MISMATCH]"
                    ),
                )),
                Format::Date if version >= Version::V5_0 => limits.push((
                    Limit::Date,
                    format!("{subject} is no date: `{{}}`; write `YYYY-MM-DD` [INVALID_DATE_RANGE]"),
                )),
                _ => {}
            }
        }
        Type::Choice(choices) => {
            let known = choices.iter().filter(|choice| choice.since <= version);
            let known: Vec<_> = known.map(|choice| format!("`{}`", choice.value)).collect();
            let known = match &known[..] {
                [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
                one => one.concat(),
            };
            let message = format!("{subject} cannot be `{{}}`; write {known} [INVALID_ENUM_VALUE]");
            limits.push((Limit::OneOf(choices), message));
        }
        Type::Integer { min, max } => {
            if let Some(min) = min {
                let message =
                    format!("{subject} is {{}}; write {min} or more [MINIMUM_VALUE_REQUIRED]");
                limits.push((Limit::AtLeast(*min), message));
            }
            if let Some(max) = max {
                let message =
                    format!("{subject} is {{}}; write {max} or less [MAXIMUM_VALUE_REQUIRED]");
                limits.push((Limit::AtMost(*max), message));
            }
        }
        Type::OneOf(types) => {
            if let Some((ty, _)) = types.iter().find(|(ty, _)| scalar(ty).is_some()) {
                text_limits(ty, subject, version, limits);
            }
        }
        _ => {}
    }
}

/// The type of the constants that a property can have. `None` if it can have no constant.
fn scalar(ty: &Type) -> Option<Scalar> {
    match ty {
        Type::String(format) => match format {
            // Other parts of the flow are checked against these.
            Format::Name
            | Format::ScreenId
            | Format::Binding
            | Format::Condition
            | Format::Version
            | Format::Constant(_) => None,
            _ => Some(Scalar::Text),
        },
        Type::Choice(_) => Some(Scalar::Text),
        Type::Boolean => Some(Scalar::Boolean),
        Type::Integer { .. } => Some(Scalar::Integer),
        Type::Number => Some(Scalar::Number),
        Type::OneOf(types) => types.iter().find_map(|(ty, _)| scalar(ty)),
        Type::Payload => Some(Scalar::Any),
        ty if options_of(ty).is_some() => Some(Scalar::Items),
        _ => None,
    }
}
