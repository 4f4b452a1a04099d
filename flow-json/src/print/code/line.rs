//! Code on one line.

use super::{Code, Field, Form};

impl Code {
    /// Writes it on one line.
    pub(super) fn write_line(&self, out: &mut String) {
        match &self.form {
            Form::Word(text) | Form::Text(text) => out.push_str(text),
            Form::Path(names) => out.push_str(&names.join(".")),
            Form::Chain(operator, operands) => {
                for (index, operand) in operands.iter().enumerate() {
                    if index > 0 {
                        out.push(' ');
                        out.push_str(operator);
                        out.push(' ');
                    }
                    operand.write_line(out);
                }
            }
            Form::Json(inner) => {
                out.push_str("json!(");
                inner.write_line(out);
                out.push(')');
            }
            Form::Braces(members) => write_items(out, ['{', '}'], members),
            Form::Array(items) | Form::Brackets(items) => write_items(out, ['[', ']'], items),
            Form::Member(key, value) => {
                out.push_str(key);
                out.push_str(": ");
                value.write_line(out);
            }
            Form::Struct(name, fields) => {
                out.push_str(name);
                out.push_str(if fields.is_empty() { " {}" } else { " { " });
                write_fields(out, fields);
                if !fields.is_empty() {
                    out.push_str(" }");
                }
            }
            Form::Tight(name, fields) => {
                out.push_str(name);
                out.push_str(" { ");
                out.push_str(fields);
                out.push_str(" }");
            }
            Form::Call(name, argument) => {
                out.push_str(name);
                out.push('(');
                argument.write_line(out);
                out.push(')');
            }
            Form::Cast(value, ty) => {
                value.write_line(out);
                out.push_str(" as ");
                ty.write_line(out);
            }
            Form::If(choice) => {
                out.push_str("if ");
                choice.condition.write_line(out);
                out.push_str(" { ");
                choice.then.write_line(out);
                out.push_str(" }");
                if let Some(otherwise) = &choice.otherwise {
                    out.push_str(" else { ");
                    otherwise.write_line(out);
                    out.push_str(" }");
                }
            }
            Form::Match(value, _) => {
                out.push_str("match ");
                value.write_line(out);
                out.push_str(" {}");
            }
            Form::Shorthand => {}
            // It never stands on one line.
            Form::Attributed(_, inner) => inner.write_line(out),
        }
    }
}

/// The fields of a struct on one line.
pub(super) fn write_fields(out: &mut String, fields: &[Field]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(&field.name);
        if !field.is_shorthand() {
            out.push_str(": ");
            field.value.write_line(out);
        }
    }
}

fn write_items(out: &mut String, [open, close]: [char; 2], items: &[Code]) {
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        item.write_line(out);
    }
    out.push(close);
}
