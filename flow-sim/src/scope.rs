//! Evaluating: the values of expressions on a screen.

use flow_json::expr::Operator;

use crate::number::Number;
use crate::program::{Component, Kind, Path, Program, Reference, Template, Term};
use crate::settings::{EmptyComparison, Rounding, Settings, Unseen};
use crate::state::{Memory, State};
use crate::value::Value;

/// The values that expressions on a screen can see.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) program: &'s Program,
    pub(crate) settings: &'s Settings,
    pub(crate) state: &'s State,
    /// The index of the screen.
    pub(crate) screen: usize,
    pub(crate) memory: &'s Memory,
}

/// An expression that cannot be evaluated, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unevaluable(pub(crate) String);

type Result<T> = std::result::Result<T, Unevaluable>;

impl<'s> Scope<'s> {
    /// The scope of the screen that is seen.
    pub(crate) fn of(
        program: &'s Program,
        settings: &'s Settings,
        state: &'s State,
    ) -> Option<Self> {
        let visit = state.top()?;
        Some(Self {
            program,
            settings,
            state,
            screen: visit.screen,
            memory: &visit.memory,
        })
    }

    /// The value of a template.
    pub(crate) fn value(&self, template: &Template) -> Result<Value> {
        match template {
            Template::Constant(value) => Ok(value.clone()),
            Template::Term(term) => {
                let value = self.term(term)?;
                Ok(match (value, self.settings.rounding) {
                    (Value::Number(number), Rounding::Result) => Value::Number(number.rounded()),
                    (value, _) => value,
                })
            }
            Template::List(items) => {
                let items = items.iter().map(|item| self.value(item));
                Ok(Value::List(items.collect::<Result<_>>()?))
            }
            Template::Object(members) => {
                let members = members.iter();
                let members = members.map(|(key, member)| Ok((key.clone(), self.value(member)?)));
                Ok(Value::Object(members.collect::<Result<_>>()?))
            }
        }
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&self, template: &Template) -> Result<bool> {
        let value = self.value(template)?;
        // Before 6.0 a condition of one literal stood in a text.
        truth(&value)
            .ok_or_else(|| Unevaluable(format!("this is {}, and no truth value", value.kind())))
    }

    fn term(&self, term: &Term) -> Result<Value> {
        match term {
            Term::Constant(value) => Ok(value.clone()),
            Term::Reference(reference) => Ok(self.reference(reference)),
            Term::Not(inner) => Ok(Value::Bool(!self.truth_of("!", inner)?)),
            Term::Negate(inner) => Ok(Value::from(-self.number_of("-", inner)?)),
            Term::Binary(operator, left, right) => self.binary(*operator, left, right),
            Term::Join(parts) => {
                let mut text = String::new();
                for part in parts {
                    match self.term(part)? {
                        Value::Number(number) => text.push_str(&number.rounded().to_string()),
                        value @ (Value::List(_) | Value::Object(_)) => {
                            let message = format!("{} cannot be joined with text", value.kind());
                            return Err(Unevaluable(message));
                        }
                        value => text.push_str(&value.to_text()),
                    }
                }
                Ok(Value::from(text))
            }
        }
    }

    fn binary(&self, operator: Operator, left: &Term, right: &Term) -> Result<Value> {
        let symbol = operator.symbol();
        let number = |number: f64| {
            let number = Number::new(number);
            Ok(Value::Number(match self.settings.rounding {
                Rounding::EachOperation => number.rounded(),
                Rounding::Result | Rounding::Never => number,
            }))
        };
        let (a, b) = match operator {
            Operator::Or => {
                let holds = self.truth_of(symbol, left)? || self.truth_of(symbol, right)?;
                return Ok(Value::Bool(holds));
            }
            Operator::And => {
                let holds = self.truth_of(symbol, left)? && self.truth_of(symbol, right)?;
                return Ok(Value::Bool(holds));
            }
            Operator::Equal | Operator::NotEqual => {
                let same = equal(&self.term(left)?, &self.term(right)?)?;
                return Ok(Value::Bool(same == (operator == Operator::Equal)));
            }
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => {
                let (left, right) = (self.term(left)?, self.term(right)?);
                return Ok(Value::Bool(self.compare(operator, &left, &right)));
            }
            _ => (
                self.number_of(symbol, left)?,
                self.number_of(symbol, right)?,
            ),
        };
        match operator {
            Operator::Add => number(a + b),
            Operator::Subtract => number(a - b),
            Operator::Multiply => number(a * b),
            // By zero it gives no number, which counts as 0.
            Operator::Divide => number(a / b),
            _ => number(a % b),
        }
    }

    /// Whether one number is less than another, and so on. A text that spells none never is.
    fn compare(&self, operator: Operator, left: &Value, right: &Value) -> bool {
        let number = |value: &Value| {
            let empty = value.is_empty() && self.settings.empty_comparison == EmptyComparison::Zero;
            if empty { Some(0.0) } else { value.as_number() }
        };
        let (Some(left), Some(right)) = (number(left), number(right)) else {
            return false;
        };
        match operator {
            Operator::Less => left < right,
            Operator::LessOrEqual => left <= right,
            Operator::Greater => left > right,
            _ => left >= right,
        }
    }

    fn truth_of(&self, symbol: &str, term: &Term) -> Result<bool> {
        let value = self.term(term)?;
        truth(&value).ok_or_else(|| {
            Unevaluable(format!(
                "`{symbol}` takes truth values, and this is {}",
                value.kind()
            ))
        })
    }

    fn number_of(&self, symbol: &str, term: &Term) -> Result<f64> {
        let value = self.term(term)?;
        match &value {
            // Meta: division by null gives 0, and so null counts as 0.
            value if value.is_empty() => Some(0.0),
            value => value.as_number(),
        }
        .ok_or_else(|| {
            Unevaluable(format!(
                "`{symbol}` takes numbers, and this is {}",
                value.kind()
            ))
        })
    }

    /// The value of a reference. One that leads nowhere is drawn as it is written.
    pub(crate) fn reference(&self, reference: &Reference) -> Value {
        self.resolve(reference)
            .unwrap_or_else(|| Value::Text(reference.text.clone()))
    }

    /// The value of a reference, unless it leads nowhere.
    pub(crate) fn resolve(&self, reference: &Reference) -> Option<Value> {
        let value = self.typed(reference)?;
        let as_text = self.settings.unseen == Unseen::Text
            && reference
                .screen
                .is_some_and(|screen| self.state.memory(screen).is_none());
        Some(if as_text { Value::empty_text() } else { value })
    }

    /// The same, with the empty value of its type where a screen was not seen yet.
    fn typed(&self, reference: &Reference) -> Option<Value> {
        let screen = reference.screen.unwrap_or(self.screen);
        let memory = match reference.screen {
            None => Some(self.memory),
            Some(screen) => self.state.memory(screen).map(|memory| &**memory),
        };
        let declared = &self.program.screens[screen];
        let (value, rest) = match &reference.path {
            Path::Nothing => return None,
            Path::Input(input, rest) => {
                let value = memory.and_then(|memory| memory.inputs.get(*input));
                let value = value.map(|input| input.value.clone());
                (
                    value.unwrap_or_else(|| empty_value(declared.input(*input))),
                    rest,
                )
            }
            Path::Field(name, rest) => match memory.and_then(|memory| memory.field(name)) {
                Some(value) => {
                    let found = rest.iter().try_fold(value, |value, name| value.get(name));
                    return found.cloned().or_else(|| {
                        // A part that may be missing is empty if it is.
                        let declared = declared.field(name)?.declaration.at(rest)?;
                        Some(declared.empty())
                    });
                }
                None => return Some(declared.field(name)?.declaration.at(rest)?.unseen()),
            },
        };
        let found = rest.iter().try_fold(&value, |value, name| value.get(name));
        match found {
            Some(found) => Some(found.clone()),
            // One end of a range of days that is not chosen yet.
            None if value.as_object().is_some() => Some(Value::empty_text()),
            None => None,
        }
    }
}

/// The value of an input that was never filled.
pub(crate) fn empty_value(component: &Component) -> Value {
    match component.kind {
        Kind::CheckboxGroup | Kind::ChipsSelector | Kind::PhotoPicker | Kind::DocumentPicker => {
            Value::list([])
        }
        Kind::OptIn => Value::Bool(false),
        Kind::CalendarPicker if component.is("mode", "range") => {
            Value::object::<crate::value::Text>([])
        }
        Kind::TextInput if is_for_numbers(component) => Value::NumberText("".into()),
        _ => Value::empty_text(),
    }
}

/// Whether an input is typed into and its value is a number.
pub(crate) fn is_for_numbers(component: &Component) -> bool {
    component.is("input-type", "number") || component.is("input-type", "passcode")
}

/// The truth value of a value. The empty one of a screen that was not visited is false.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Text(text) => match &**text {
            "true" => Some(true),
            "false" | "" => Some(false),
            _ => None,
        },
        Value::Null => Some(false),
        _ => None,
    }
}

/// Whether two values are equal, for values that can be compared.
fn equal(left: &Value, right: &Value) -> Result<bool> {
    let compared = |value: &Value| match value {
        // The empty list of a screen that was not visited is compared with `''`.
        Value::List(_) | Value::Object(_) if !value.is_empty() => {
            Err(Unevaluable(format!("{} cannot be compared", value.kind())))
        }
        _ => Ok(()),
    };
    compared(left)?;
    compared(right)?;
    let numeric = |value: &Value| matches!(value, Value::Number(_));
    Ok(match (left, right) {
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::NumberText(_), Value::NumberText(_)) => {
            left.as_number() == right.as_number() && left.is_empty() == right.is_empty()
        }
        (Value::Bool(one), other) | (other, Value::Bool(one)) => truth(other) == Some(*one),
        (left, right) if left.is_empty() || right.is_empty() => {
            let zero =
                |value: &Value| matches!(value, Value::Number(number) if number.get() == 0.0);
            left.is_empty() && right.is_empty() || zero(left) || zero(right)
        }
        (left, right) if numeric(left) || numeric(right) => {
            match (left.as_number(), right.as_number()) {
                (Some(left), Some(right)) => left == right,
                _ => left.to_text() == right.to_text(),
            }
        }
        _ => left.to_text() == right.to_text(),
    })
}
