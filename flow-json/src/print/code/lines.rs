//! Code on several lines.

use super::{Code, Field, Form, If, LIST_WIDTH};
use crate::print::width::width;

/// The longest line.
const MAX_WIDTH: usize = 100;
/// `short_array_element_width_threshold`: longer items do not share lines.
const SHORT_ITEM: usize = 10;
const INDENT: usize = 4;

/// Where an expression begins, and what must follow on its last line.
#[derive(Clone, Copy)]
struct At {
    /// How far its line is indented.
    indent: usize,
    /// The column of its first character.
    column: usize,
    /// The width of what follows: a comma, closing brackets.
    behind: usize,
}

impl At {
    /// On a line of its own, one level deeper.
    fn inside(self, behind: usize) -> At {
        let indent = self.indent + INDENT;
        At {
            indent,
            column: indent,
            behind,
        }
    }

    /// Further right on the same line.
    fn after(self, width: usize, behind: usize) -> At {
        At {
            column: self.column + width,
            behind,
            ..self
        }
    }

    fn fits(self, width: usize) -> bool {
        self.column + width + self.behind <= MAX_WIDTH
    }
}

impl Code {
    /// The code, from the first column on.
    pub(in crate::print) fn format(&self, behind: &str) -> String {
        let mut out = self.format_at(0, width(behind));
        out.push_str(behind);
        out
    }

    /// The code on a line that is indented so many times, and what must fit behind it.
    pub(in crate::print) fn format_at(&self, levels: usize, behind: usize) -> String {
        let mut out = String::new();
        let indent = levels * INDENT;
        let at = At {
            indent,
            column: indent,
            behind,
        };
        self.write(&mut out, at);
        out
    }

    fn write(&self, out: &mut String, at: At) {
        match self.line {
            Some(line) if at.fits(line) => self.write_line(out),
            _ => self.write_broken(out, at),
        }
    }

    /// Writes it on several lines, if it can be broken.
    fn write_broken(&self, out: &mut String, at: At) {
        match &self.form {
            Form::Word(text) | Form::Text(text) => out.push_str(text),
            Form::Path(names) => write_path(out, names, at),
            Form::Chain(operator, operands) => write_chain(out, operator, operands, at),
            Form::Json(inner) => {
                out.push_str("json!(");
                inner.write(out, at.after("json!(".len(), at.behind + 1));
                out.push(')');
            }
            Form::Braces(items) => write_json(out, ['{', '}'], items, at),
            Form::Brackets(items) => write_json(out, ['[', ']'], items, at),
            Form::Member(key, value) => {
                out.push_str(key);
                out.push_str(": ");
                value.write(out, at.after(width(key) + 2, at.behind));
            }
            Form::Struct(name, fields) => write_struct(out, name, fields, at),
            Form::Tight(name, fields) => {
                out.push_str(name);
                out.push_str(" {");
                new_line(out, at.indent + INDENT);
                out.push_str(fields);
                new_line(out, at.indent);
                out.push('}');
            }
            Form::Array(items) => write_array(out, items, at),
            Form::Call(name, argument) => {
                out.push_str(name);
                out.push('(');
                let inner = at.after(width(name) + 1, at.behind + 1);
                match argument.overflows(inner) {
                    true => argument.write(out, inner),
                    false => write_lines(out, std::slice::from_ref(&**argument), at),
                }
                out.push(')');
            }
            Form::Cast(value, ty) => write_cast(out, value, ty, at),
            Form::If(choice) => choice.write(out, at),
            Form::Match(value, arms) => {
                out.push_str("match ");
                value.write(out, at.after("match ".len(), " {".len()));
                out.push_str(" {");
                for (pattern, body) in arms {
                    write_arm(out, pattern, body, at.inside(1));
                }
                new_line(out, at.indent);
                out.push('}');
            }
            Form::Shorthand => {}
            Form::Attributed(attributes, inner) => {
                for attribute in attributes {
                    out.push_str(attribute);
                    new_line(out, at.indent);
                }
                inner.write(out, at);
            }
        }
    }

    /// Whether brackets close around its lines: `[Item {` … `}]`.
    fn overflows(&self, at: At) -> bool {
        let first_line = match &self.form {
            Form::Struct(name, _) | Form::Tight(name, _) => width(name) + " {".len(),
            Form::Array(_) => 1,
            Form::Call(name, _) => width(name) + 1,
            Form::Json(_) => "json!({".len(),
            Form::If(choice) => match choice.condition.line {
                Some(line) => "if  {".len() + line,
                None => return false,
            },
            Form::Match(value, _) => match value.line {
                Some(line) => "match  {".len() + line,
                None => return false,
            },
            _ => return false,
        };
        first_line <= LIST_WIDTH && at.fits(first_line)
    }

    /// Whether it may share a line with others where they do not all fit on one.
    fn is_short(&self) -> bool {
        let word = matches!(self.form, Form::Word(_) | Form::Text(_) | Form::Path(_));
        word && self.line.is_some_and(|line| line <= SHORT_ITEM)
    }
}

impl If {
    fn write(&self, out: &mut String, at: At) {
        out.push_str("if ");
        let condition = at.after("if ".len(), 0);
        self.condition.write(out, condition);
        match self.condition.line {
            Some(line) if condition.fits(line + " {".len()) => out.push(' '),
            _ => new_line(out, at.indent),
        }
        write_block(out, &self.then, at);
        let Some(otherwise) = &self.otherwise else {
            return;
        };
        out.push_str(" else ");
        match &otherwise.form {
            Form::If(choice) => {
                let column = at.indent + "} else ".len();
                choice.write(out, At { column, ..at });
            }
            _ => write_block(out, otherwise, at),
        }
    }
}

fn write_arm(out: &mut String, pattern: &str, body: &Code, at: At) {
    new_line(out, at.indent);
    out.push_str(pattern);
    out.push_str(" => ");
    let behind_arrow = at.after(width(pattern) + " => ".len(), 1);
    let fits = |at: At| body.line.is_some_and(|line| at.fits(line));
    if !fits(behind_arrow) && fits(at.inside(0)) {
        write_block(out, body, at);
    } else {
        body.write(out, behind_arrow);
        out.push(',');
    }
}

fn write_block(out: &mut String, body: &Code, at: At) {
    let inside = at.inside(0);
    out.push('{');
    new_line(out, inside.indent);
    body.write(out, inside);
    new_line(out, at.indent);
    out.push('}');
}

/// A path that is too long for its line has each name on one of its own.
fn write_path(out: &mut String, names: &[String], at: At) {
    let alone = at.column == at.indent && width(&names[0]) <= INDENT;
    let together = names.len().min(if alone { 2 } else { 1 });
    out.push_str(&names[..together].join("."));
    for name in &names[together..] {
        new_line(out, at.indent + INDENT);
        out.push('.');
        out.push_str(name);
    }
}

fn write_chain(out: &mut String, operator: &str, operands: &[Code], at: At) {
    let last = operands.len() - 1;
    for (index, operand) in operands.iter().enumerate() {
        let behind = if index == last { at.behind } else { 0 };
        if index == 0 {
            operand.write(out, At { behind, ..at });
            continue;
        }
        let inside = at.inside(behind);
        new_line(out, inside.indent);
        out.push_str(operator);
        out.push(' ');
        operand.write(out, inside.after(operator.len() + 1, behind));
    }
}

fn write_cast(out: &mut String, value: &Code, ty: &Code, at: At) {
    let alone = At { behind: 0, ..at };
    value.write(out, alone);
    // rustfmt counts the last line's width from where the value starts.
    let last_line = match value.line {
        Some(line) if alone.fits(line) => line,
        _ => width(out.rsplit('\n').next().unwrap_or_default()),
    };
    // What `json!( … )` begins with may stand there even if the rest does not.
    let start = match &ty.form {
        Form::Json(_) => Some("json!({".len()),
        _ => ty.line,
    };
    if start.is_some_and(|start| at.fits(last_line + " as ".len() + start)) {
        out.push_str(" as ");
        ty.write(out, at.after(last_line + " as ".len(), at.behind));
    } else {
        let inside = at.inside(at.behind);
        new_line(out, inside.indent);
        out.push_str("as ");
        ty.write(out, inside.after("as ".len(), at.behind));
    }
}

fn write_struct(out: &mut String, name: &str, fields: &[Field], at: At) {
    let inside = at.inside(1);
    out.push_str(name);
    out.push_str(" {");
    for field in fields {
        new_line(out, inside.indent);
        for attribute in &field.attributes {
            out.push_str(attribute);
            new_line(out, inside.indent);
        }
        out.push_str(&field.name);
        if field.is_shorthand() {
            out.push(',');
            continue;
        }
        out.push(':');
        let behind_name = inside.after(width(&field.name) + 2, 1);
        let word = matches!(field.value.form, Form::Word(_));
        if word && field.value.line.is_some_and(|line| !behind_name.fits(line)) {
            let below = inside.inside(1);
            new_line(out, below.indent);
            field.value.write(out, below);
        } else {
            out.push(' ');
            field.value.write(out, behind_name);
        }
        out.push(',');
    }
    new_line(out, at.indent);
    out.push('}');
}

fn write_array(out: &mut String, items: &[Code], at: At) {
    out.push('[');
    match items {
        [item] if item.overflows(at.after(1, at.behind + 1)) => {
            item.write(out, at.after(1, at.behind + 1));
        }
        _ if items.iter().all(Code::is_short) => {
            let inside = at.inside(0);
            let mut column = MAX_WIDTH;
            for item in items {
                let line = item.line.unwrap_or_default() + 1;
                if column + 1 + line > MAX_WIDTH {
                    new_line(out, inside.indent);
                    column = inside.indent;
                } else {
                    out.push(' ');
                    column += 1;
                }
                item.write_line(out);
                out.push(',');
                column += line;
            }
            new_line(out, at.indent);
        }
        _ => write_lines(out, items, at),
    }
    out.push(']');
}

/// Each item on a line of its own, with a comma behind it.
fn write_lines(out: &mut String, items: &[Code], at: At) {
    for item in items {
        let inside = at.inside(1);
        new_line(out, inside.indent);
        item.write(out, inside);
        out.push(',');
    }
    new_line(out, at.indent);
}

/// JSON has no comma behind the last one.
fn write_json(out: &mut String, [open, close]: [char; 2], items: &[Code], at: At) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        let inside = at.inside(1);
        new_line(out, inside.indent);
        item.write(out, inside);
    }
    new_line(out, at.indent);
    out.push(close);
}

fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}
