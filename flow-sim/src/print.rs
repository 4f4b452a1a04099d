//! Templates and terms as they are written.

use flow_json::expr::Operator;

use crate::program::{Template, Term};

/// A template as JSON with expressions in it.
pub(crate) fn template(template: &Template) -> String {
    match template {
        Template::Constant(value) => value.to_json(),
        Template::Term(one) => term(one, 0),
        Template::List(items) => {
            let items: Vec<String> = items.iter().map(self::template).collect();
            format!("[{}]", items.join(", "))
        }
        Template::Object(members) => {
            let members = members.iter();
            let members: Vec<String> = members
                .map(|(key, value)| format!("\"{key}\": {}", self::template(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
    }
}

/// A term, in parentheses if it binds less tightly than `level`.
fn term(one: &Term, level: u8) -> String {
    match one {
        Term::Constant(value) => match value.as_str() {
            Some(text) => format!("'{text}'"),
            None => value.to_text().to_string(),
        },
        Term::Reference(reference) => reference.text.to_string(),
        Term::Not(inner) => format!("!{}", term(inner, 8)),
        Term::Negate(inner) => format!("-{}", term(inner, 8)),
        Term::Binary(operator, left, right) => {
            let own = operator.level();
            // Comparisons are not chained.
            let left_level = own + u8::from(operator.compares());
            let text = format!(
                "{} {} {}",
                term(left, left_level),
                Operator::symbol(*operator),
                term(right, own + 1),
            );
            if own < level {
                format!("({text})")
            } else {
                text
            }
        }
        Term::Join(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| term(part, 2)).collect();
            parts.join(" ")
        }
    }
}
