//! The Rust that `flow!` is written in, laid out as rustfmt lays it out.
//!
//! Only what a flow consists of is here. The widths are rustfmt's defaults and the style is that of
//! the 2024 edition, in which a long string does not keep its surroundings from being formatted.

mod line;
mod lines;

use std::borrow::Borrow;

use super::width::width;
use line::write_fields;

/// `struct_lit_width`: the fields of a struct on one line.
const STRUCT_WIDTH: usize = 18;
/// `array_width` and `fn_call_width`: the items of a list, or an argument, on one line.
const LIST_WIDTH: usize = 60;
/// `single_line_if_else_max_width`
const IF_WIDTH: usize = 50;

/// An expression of Rust.
#[derive(Clone, Debug)]
pub(super) struct Code {
    form: Form,
    /// Its width on one line, or `None` if rustfmt always gives it several.
    line: Option<usize>,
}

#[derive(Clone, Debug)]
enum Form {
    /// A number, a type: it is never broken.
    Word(String),
    /// `data.a.b`, in its parts.
    Path(Vec<String>),
    /// A string literal. It is never broken either, and may be too long.
    Text(String),
    /// Operands with the same operator between each two.
    Chain(&'static str, Vec<Code>),
    /// `json!( … )`, which rustfmt leaves alone.
    Json(Box<Code>),
    /// An object of JSON.
    Braces(Vec<Code>),
    /// An array of JSON.
    Brackets(Vec<Code>),
    /// A member of an object of JSON.
    Member(String, Box<Code>),
    Struct(String, Vec<Field>),
    /// A struct whose fields share one line between its braces.
    Tight(String, String),
    Array(Vec<Code>),
    /// A call with one argument.
    Call(String, Box<Code>),
    /// `value as Type`
    Cast(Box<Code>, Box<Code>),
    If(Box<If>),
    /// The value, and for each arm its pattern and its body.
    Match(Box<Code>, Vec<(String, Code)>),
    /// What a field says by its name alone.
    Shorthand,
    /// `#[warn(…)]` on lines before it.
    Attributed(Vec<String>, Box<Code>),
}

/// A field of a struct literal.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// `#[rename = "…"]`, if it needs one, and what else stands on lines before it.
    pub(super) attributes: Vec<String>,
    pub(super) name: String,
    pub(super) value: Code,
}

impl Field {
    /// Whether its name says it all.
    fn is_shorthand(&self) -> bool {
        matches!(self.value.form, Form::Shorthand)
    }
}

#[derive(Clone, Debug)]
struct If {
    condition: Code,
    then: Code,
    /// Another `if`, or what stands in the braces of the `else`.
    otherwise: Option<Code>,
}
impl Code {
    pub(super) fn word(text: impl Into<String>) -> Code {
        let text = text.into();
        Code {
            line: Some(width(&text)),
            form: Form::Word(text),
        }
    }

    /// The value of a field that is called like it.
    pub(super) fn shorthand() -> Code {
        Code {
            line: Some(0),
            form: Form::Shorthand,
        }
    }

    /// A name and the names behind its dots.
    pub(super) fn path(names: Vec<String>) -> Code {
        let line = names.iter().map(|name| width(name) + 1).sum::<usize>() - 1;
        Code {
            line: Some(line),
            form: Form::Path(names),
        }
    }

    /// A string literal, quotes included.
    pub(super) fn text(literal: String) -> Code {
        Code {
            line: Some(width(&literal)),
            form: Form::Text(literal),
        }
    }

    /// The same operator between each two operands.
    pub(super) fn chain(operator: &'static str, operands: Vec<Code>) -> Code {
        let line = sum(&operands, operator.len() + 2);
        Code {
            line,
            form: Form::Chain(operator, operands),
        }
    }

    /// An expression behind `!` or `-`, or in parentheses. It must fit on a line.
    pub(super) fn wrapped(before: &str, inner: &Code, behind: &str) -> Code {
        let mut text = before.to_owned();
        inner.write_line(&mut text);
        text.push_str(behind);
        Code::word(text)
    }

    pub(super) fn json(inner: Code) -> Code {
        Code {
            line: inner.line.map(|line| line + "json!()".len()),
            form: Form::Json(Box::new(inner)),
        }
    }

    pub(super) fn braces(members: Vec<(String, Code)>) -> Code {
        let members: Vec<_> = members
            .into_iter()
            .map(|(key, value)| Code {
                line: value.line.map(|line| width(&key) + 2 + line),
                form: Form::Member(key, Box::new(value)),
            })
            .collect();
        Code {
            line: sum(&members, 2).map(|line| line + 2),
            form: Form::Braces(members),
        }
    }

    pub(super) fn brackets(items: Vec<Code>) -> Code {
        Code {
            line: sum(&items, 2).map(|line| line + 2),
            form: Form::Brackets(items),
        }
    }

    pub(super) fn structure(name: impl Into<String>, fields: Vec<Field>) -> Code {
        let name = name.into();
        let inner = fields.iter().try_fold(0, |total, field| {
            let plain = field.attributes.is_empty();
            let value = field.value.line.filter(|_| plain)?;
            let colon = if field.is_shorthand() { 0 } else { 2 };
            Some(total + width(&field.name) + colon + value + 2)
        });
        let line = inner.and_then(|inner| match inner {
            0 => Some(width(&name) + " {}".len()),
            _ if inner - 2 > STRUCT_WIDTH => None,
            _ => Some(width(&name) + " {  }".len() + inner - 2),
        });
        let mut code = Code {
            line,
            form: Form::Struct(name, fields),
        };
        // rustfmt measures in columns whether fields share a line, and in bytes whether that is the
        // line of the braces.
        if let (Some(_), Form::Struct(name, fields)) = (line, &code.form) {
            let mut inner = String::new();
            write_fields(&mut inner, fields);
            if inner.len() > STRUCT_WIDTH {
                code = Code {
                    line: None,
                    form: Form::Tight(name.clone(), inner),
                };
            }
        }
        code
    }

    pub(super) fn array(items: Vec<Code>) -> Code {
        let inner = sum(&items, 2).filter(|inner| items.len() == 1 || *inner <= LIST_WIDTH);
        Code {
            line: inner.map(|inner| inner + 2),
            form: Form::Array(items),
        }
    }

    pub(super) fn call(name: impl Into<String>, argument: Code) -> Code {
        let name = name.into();
        Code {
            line: argument.line.map(|line| width(&name) + 2 + line),
            form: Form::Call(name, Box::new(argument)),
        }
    }

    pub(super) fn cast(value: Code, ty: Code) -> Code {
        Code {
            line: sum(&[&value, &ty], " as ".len()),
            form: Form::Cast(Box::new(value), Box::new(ty)),
        }
    }

    /// `otherwise` is another `if`, or the body of the `else`.
    pub(super) fn choice(condition: Code, then: Code, otherwise: Option<Code>) -> Code {
        let line = match &otherwise {
            Some(otherwise) if !otherwise.is_choice() => {
                let parts = sum(&[&condition, &then, otherwise], 0);
                parts
                    .map(|parts| parts + "if  {  } else {  }".len())
                    .filter(|line| *line <= IF_WIDTH)
            }
            _ => None,
        };
        let choice = If {
            condition,
            then,
            otherwise,
        };
        Code {
            line,
            form: Form::If(Box::new(choice)),
        }
    }

    /// With attributes before it, if there are any.
    pub(super) fn attributed(self, attributes: Vec<String>) -> Code {
        if attributes.is_empty() {
            return self;
        }
        Code {
            line: None,
            form: Form::Attributed(attributes, Box::new(self)),
        }
    }

    /// Whether the macro looks for attributes before it.
    pub(super) fn takes_attributes(&self) -> bool {
        match &self.form {
            Form::Call(name, _) => name.ends_with('!'),
            Form::Struct(..) | Form::Tight(..) | Form::Json(_) | Form::If(_) | Form::Match(..) => {
                true
            }
            _ => false,
        }
    }

    pub(super) fn is_choice(&self) -> bool {
        matches!(self.form, Form::If(_))
    }

    pub(super) fn cases(value: Code, arms: Vec<(String, Code)>) -> Code {
        let line = value.line.filter(|_| arms.is_empty());
        Code {
            line: line.map(|line| line + "match  {}".len()),
            form: Form::Match(Box::new(value), arms),
        }
    }
}

/// The width of all on one line, with separators of that width between them.
fn sum(parts: &[impl Borrow<Code>], separator: usize) -> Option<usize> {
    let separators = parts.len().saturating_sub(1) * separator;
    parts
        .iter()
        .try_fold(separators, |total, part| Some(total + part.borrow().line?))
}
