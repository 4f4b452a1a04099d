//! The Rust that `flow!` is written in, as plain text.
//!
//! A piece of code is laid out by its own length alone: a list or a struct that is short stands on one
//! line, and any other has a line for each item. Long expressions are not broken. rustfmt does that.

use std::fmt;

/// The longest list on one line: rustfmt's `array_width`.
const LIST_WIDTH: usize = 60;
/// The longest fields of a struct on one line: rustfmt's `struct_lit_width`.
const STRUCT_WIDTH: usize = 18;

/// An expression of Rust.
///
/// Its lines are not indented: [`indent`] does that for the whole source. A literal never spans lines,
/// so that a line that ends with an opening bracket opens one, and a line that begins with a closing
/// bracket closes it.
#[derive(Clone, Debug)]
pub(super) struct Code {
    text: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A literal, a path, an operation, a list, a call.
    Value,
    /// A struct, a `match` or a call of a macro.
    Node,
    If,
    /// The value of a field that has none but its name.
    Shorthand,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A field of a struct literal.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// `#[rename = "…"]` and `#[warn(…)]`, on lines before it.
    pub(super) attributes: Vec<String>,
    pub(super) name: String,
    pub(super) value: Code,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for attribute in &self.attributes {
            writeln!(f, "{attribute}")?;
        }
        f.write_str(&self.name)?;
        if self.value.form == Form::Shorthand {
            return Ok(());
        }
        write!(f, ": {}", self.value)
    }
}

impl Code {
    /// A literal, a path, a type.
    pub(super) fn word(text: impl Into<String>) -> Code {
        Code {
            text: text.into(),
            form: Form::Value,
        }
    }

    fn node(text: String) -> Code {
        Code {
            text,
            form: Form::Node,
        }
    }

    /// The value of a field that is called like the variable with its value.
    pub(super) fn shorthand() -> Code {
        Code {
            text: String::new(),
            form: Form::Shorthand,
        }
    }

    /// The same operator between each two operands.
    pub(super) fn chain(operator: &str, operands: &[Code]) -> Code {
        let operands: Vec<_> = operands.iter().map(|operand| &operand.text[..]).collect();
        Code::word(operands.join(&format!(" {operator} ")))
    }

    pub(super) fn structure(name: &str, fields: &[Field]) -> Code {
        if fields.is_empty() {
            return Code::node(format!("{name} {{}}"));
        }
        let fields = fields.iter().map(Field::to_string).collect();
        let open = format!("{name} {{ ");
        Code::node(bracketed([&open, " }"], fields, STRUCT_WIDTH, ","))
    }

    pub(super) fn array(items: Vec<Code>) -> Code {
        if let [only] = &items[..]
            && !only.has_attributes()
        {
            return Code::word(format!("[{only}]"));
        }
        let items = items.into_iter().map(|item| item.text).collect();
        Code::word(bracketed(["[", "]"], items, LIST_WIDTH, ","))
    }

    /// An object of JSON, inside `json!`.
    pub(super) fn json_object(members: Vec<String>) -> Code {
        Code::word(bracketed(["{", "}"], members, LIST_WIDTH, ""))
    }

    /// An array of JSON, inside `json!`.
    pub(super) fn json_array(items: Vec<String>) -> Code {
        Code::word(bracketed(["[", "]"], items, LIST_WIDTH, ""))
    }

    /// A call with one argument, of a function, or of a macro if the name ends with `!`.
    pub(super) fn call(name: &str, argument: &Code) -> Code {
        let text = if argument.has_attributes() {
            format!("{name}(\n{argument},\n)")
        } else {
            format!("{name}({argument})")
        };
        if name.ends_with('!') {
            Code::node(text)
        } else {
            Code::word(text)
        }
    }

    /// `value as Type`
    pub(super) fn cast(value: &Code, ty: &Code) -> Code {
        Code::word(format!("{value} as {ty}"))
    }

    /// `otherwise` is another `if`, or the body of the `else`.
    pub(super) fn choice(condition: &Code, then: &Code, otherwise: Option<&Code>) -> Code {
        let mut text = format!("if {condition} {{\n{then}\n}}");
        if let Some(otherwise) = otherwise {
            text.push_str(&if otherwise.is_choice() {
                format!(" else {otherwise}")
            } else {
                format!(" else {{\n{otherwise}\n}}")
            });
        }
        Code {
            text,
            form: Form::If,
        }
    }

    /// `match value { pattern => body }`
    pub(super) fn cases(value: &Code, arms: &[(String, Code)]) -> Code {
        let arms = arms
            .iter()
            .map(|(pattern, body)| format!("\n{pattern} => {body},"));
        let arms: String = arms.collect();
        let last = if arms.is_empty() { "" } else { "\n" };
        Code::node(format!("match {value} {{{arms}{last}}}"))
    }

    /// With attributes on lines before it, if there are any.
    pub(super) fn attributed(self, attributes: &[String]) -> Code {
        if attributes.is_empty() {
            return self;
        }
        // Behind an attribute, an `if` does not follow `else`.
        Code::word(format!("{}\n{self}", attributes.join("\n")))
    }

    fn has_attributes(&self) -> bool {
        self.text.starts_with("#[")
    }

    /// Whether the macro looks for attributes before it.
    pub(super) fn takes_attributes(&self) -> bool {
        matches!(self.form, Form::Node | Form::If)
    }

    pub(super) fn is_choice(&self) -> bool {
        self.form == Form::If
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

/// Items between brackets: all on one line if that is at most as wide as `width`, or else a line or more
/// for each, with `last` behind the last.
fn bracketed([open, close]: [&str; 2], items: Vec<String>, width: usize, last: &str) -> String {
    let line = items.join(", ");
    if line.chars().count() <= width && !line.contains('\n') {
        return format!("{open}{line}{close}");
    }
    let lines = items.join(",\n");
    let (open, close) = (open.trim_end(), close.trim_start());
    format!("{open}\n{lines}{last}\n{close}")
}

/// Indents lines by the brackets that are open where they begin.
pub(super) fn indent(source: &str) -> String {
    let mut indented = String::with_capacity(source.len() * 2);
    let mut level = 0_usize;
    for line in source.lines() {
        if line.starts_with(['}', ']', ')']) {
            level = level.saturating_sub(1);
        }
        if !line.is_empty() {
            indented.extend(std::iter::repeat_n("    ", level));
        }
        indented.push_str(line);
        indented.push('\n');
        if line.ends_with(['{', '[', '(']) {
            level += 1;
        }
    }
    indented.pop();
    indented
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Code {
        Code::word(format!("{text:?}"))
    }

    fn field(name: &str, value: Code) -> Field {
        Field {
            attributes: Vec::new(),
            name: name.to_owned(),
            value,
        }
    }

    #[test]
    fn short_lists_and_structs_stand_on_one_line() {
        let short = Code::structure("A", &[field("text", text("0123456789"))]);
        assert_eq!(short.to_string(), r#"A { text: "0123456789" }"#);
        let long = Code::structure("A", &[field("text", text("01234567890"))]);
        assert_eq!(long.to_string(), "A {\ntext: \"01234567890\",\n}");
        let list = Code::array(vec![text("a"), text("b")]);
        assert_eq!(list.to_string(), r#"["a", "b"]"#);
        let list = Code::array(vec![text("a"), long]);
        assert_eq!(
            list.to_string(),
            "[\n\"a\",\nA {\ntext: \"01234567890\",\n},\n]"
        );
    }

    #[test]
    fn lines_are_indented_by_open_brackets_and_not_by_those_in_texts() {
        let source = "a(B {\nc: \"{\",\nd: [\n\"}\",\n\"[(\",\n],\n})";
        let indented =
            "a(B {\n    c: \"{\",\n    d: [\n        \"}\",\n        \"[(\",\n    ],\n})";
        assert_eq!(indent(source), indented);
    }
}
