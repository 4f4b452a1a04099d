//! Values of a flow as Rust, for people: the types that the flow has for them, and an expression that makes
//! the value.

use flow_json::tree::{Node, Value};
use flow_json::{Layout, write};
use proc_macro2::Span;

use super::emit::{Emitter, Space};
use super::names::{self, Names};
use super::ty::{Field, Ty};

/// A value as Rust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The types of the value, the outermost first, without their documentation.
    pub types: String,
    /// An expression of the first of these types. Texts are made by `into`.
    pub value: String,
}

/// Writes a value of a struct.
pub(super) fn literal(
    emitter: &mut Emitter<'_>,
    space: Space,
    name: &str,
    value: &Node,
) -> Option<Literal> {
    let fields = emitter.fields(space, name)?;
    let mut writer = Writer {
        emitter,
        types: Vec::new(),
        known: Vec::new(),
        text: String::new(),
    };
    writer.record(space, name, &fields, value, 0);
    Some(Literal {
        value: writer.text,
        types: writer.types.join("\n\n"),
    })
}

struct Writer<'e, 's> {
    emitter: &'e mut Emitter<'s>,
    types: Vec<String>,
    /// The types that are written already.
    known: Vec<(Space, String)>,
    text: String,
}

impl Writer<'_, '_> {
    fn record(&mut self, space: Space, name: &str, fields: &[Field], value: &Node, depth: usize) {
        self.define(space, name, |writer| {
            let fields = writer.named(fields);
            let fields = fields.into_iter().map(|(field, ident)| {
                let ty = writer.emitter.type_of(space, field);
                format!("    {ident}: {ty},\n")
            });
            let fields: String = fields.collect();
            format!("struct {name} {{\n{fields}}}")
        });
        self.text.push_str(name);
        self.text.push_str(" {\n");
        for (field, ident) in self.named(fields) {
            self.indent(depth + 1);
            self.text.push_str(&ident);
            self.text.push_str(": ");
            let member = value.get(&field.key);
            match member.filter(|member| !is_nothing(member)) {
                Some(member) if field.is_option() => {
                    self.text.push_str("Some(");
                    self.value(space, &field.ty, &field.key, member, depth + 1);
                    self.text.push(')');
                }
                None if field.is_option() => self.text.push_str("None"),
                Some(member) => self.value(space, &field.ty, &field.key, member, depth + 1),
                None => self.empty(&field.ty, member),
            }
            self.text.push_str(",\n");
        }
        self.indent(depth);
        self.text.push('}');
    }

    fn value(&mut self, space: Space, ty: &Ty, hint: &str, value: &Node, depth: usize) {
        match ty {
            Ty::Literals(ids) if ids.len() > 1 => {
                let name = self.emitter.name_of_literals(space, hint, ids);
                self.choice(space, &name, ids, value);
            }
            Ty::Options(options) => {
                let name = self.emitter.name_of_options(options);
                self.choice(Space::Flow, &name, &options.ids, value);
            }
            Ty::Text | Ty::Literals(_) | Ty::Listed(_) => self.words(&plain(value)),
            Ty::Number => match plain(value).trim().parse::<f64>() {
                Ok(number) => self.text.push_str(&format!("{number:?}")),
                Err(_) => self.text.push_str(&plain(value)),
            },
            Ty::Integer | Ty::Boolean => self.text.push_str(&plain(value)),
            Ty::List(item) => {
                let items = value.as_array().unwrap_or_default();
                if items.is_empty() {
                    return self.text.push_str("vec![]");
                }
                self.text.push_str("vec![\n");
                for one in items {
                    self.indent(depth + 1);
                    self.value(space, item, &names::singular(hint), one, depth + 1);
                    self.text.push_str(",\n");
                }
                self.indent(depth);
                self.text.push(']');
            }
            Ty::Option(_) if is_nothing(value) => self.text.push_str("None"),
            Ty::Option(item) => {
                self.text.push_str("Some(");
                self.value(space, item, hint, value, depth);
                self.text.push(')');
            }
            Ty::Object(fields) => {
                let (at, name) = self.emitter.name_of_object(space, hint, fields);
                self.record(at, &name, fields, value, depth);
            }
            Ty::DateRange => self.foreign("DateRange", value, depth),
            Ty::Media => self.foreign("Media", value, depth),
            Ty::EncryptedMedia => self.foreign("EncryptedMedia", value, depth),
            Ty::Unknown => self
                .text
                .push_str(&format!("json!({})", write(value, Layout::Minified))),
        }
    }

    /// The value of a field that is missing, and no `Option`.
    fn empty(&mut self, ty: &Ty, member: Option<&Node>) {
        match (ty, member) {
            (Ty::List(_), _) => self.text.push_str("vec![]"),
            (Ty::Boolean, _) => self.text.push_str("false"),
            (Ty::Text | Ty::Literals(_) | Ty::Options(_) | Ty::Listed(_), Some(_)) => {
                self.words("");
            }
            (Ty::Unknown, _) => self.text.push_str("Value::Null"),
            (Ty::Option(_), _) => self.text.push_str("None"),
            _ => self.text.push_str("/* missing */"),
        }
    }

    fn choice(&mut self, space: Space, name: &str, ids: &[super::ty::Id], value: &Node) {
        let variants = super::emit::variants(ids);
        self.define(space, name, |_| {
            let variants: String = variants
                .iter()
                .map(|(_, name)| format!("    {name},\n"))
                .collect();
            format!("enum {name} {{\n{variants}    Other(String),\n}}")
        });
        let text = plain(value);
        match variants.iter().find(|(id, _)| id.text == text) {
            Some((_, variant)) => self.text.push_str(&format!("{name}::{variant}")),
            None => {
                self.text.push_str(&format!("{name}::Other("));
                self.words(&text);
                self.text.push(')');
            }
        }
    }

    /// A struct of `flow_dsl`, whose fields have the names of the members.
    fn foreign(&mut self, name: &str, value: &Node, depth: usize) {
        self.text.push_str(name);
        self.text.push_str(" {\n");
        let members = value.as_object().map_or(&[][..], |object| &object.entries);
        for member in members {
            self.indent(depth + 1);
            self.text.push_str(&member.key.replace('-', "_"));
            self.text.push_str(": ");
            match &member.value.value {
                Value::Object(_) => self.foreign("EncryptionMetadata", &member.value, depth + 1),
                _ if member.key == "end-date" => {
                    self.text.push_str("Some(");
                    self.words(&plain(&member.value));
                    self.text.push(')');
                }
                _ => self.words(&plain(&member.value)),
            }
            self.text.push_str(",\n");
        }
        if name == "DateRange" && value.get("end-date").is_none() {
            self.indent(depth + 1);
            self.text.push_str("end_date: None,\n");
        }
        self.indent(depth);
        self.text.push('}');
    }

    /// Writes a type, unless it is written.
    fn define(&mut self, space: Space, name: &str, write: impl FnOnce(&mut Self) -> String) {
        let key = (space, name.to_owned());
        if !self.known.contains(&key) {
            self.known.push(key);
            let ty = write(self);
            self.types.push(ty);
        }
    }

    /// Fields with their names.
    fn named<'f>(&self, fields: &'f [Field]) -> Vec<(&'f Field, String)> {
        let mut taken = Names::default();
        let span = Span::call_site();
        let named = fields.iter().map(|field| {
            let name = taken.take(names::of_field(&field.key, span));
            (field, names::ident(&name, span).to_string())
        });
        named.collect()
    }

    fn words(&mut self, text: &str) {
        self.text.push_str(&format!("{text:?}.into()"));
    }

    fn indent(&mut self, depth: usize) {
        self.text.push_str(&"    ".repeat(depth));
    }
}

/// The text of a value that is no list and no object.
fn plain(value: &Node) -> String {
    match &value.value {
        Value::String(text) | Value::Number(text) => text.clone().into_owned(),
        Value::Bool(flag) => flag.to_string(),
        _ => write(value, Layout::Minified),
    }
}

/// Whether a value means none, as readers of replies have it: a missing value is sent as the empty one of its
/// type.
fn is_nothing(value: &Node) -> bool {
    match &value.value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Object(object) => object.entries.iter().all(|entry| is_nothing(&entry.value)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use flow_json::read;
    use proc_macro2::TokenStream;

    use crate::types::{Sent, literal};

    #[allow(
        deprecated,
        reason = "it does not show its data, which `flow!` warns of"
    )]
    mod pet {
        flow_dsl::flow!(Flow {
            name: "pet",
            version: "7.3",
            data_api_version: "3.0",
            screens: [
                Screen {
                    id: "PET",
                    title: "Pet",
                    routes: [DAYS],
                    data: Data {
                        r#type: "cats",
                        ages: [1, 2],
                        home: Home {
                            street: "Elm",
                            number: 3
                        }
                    },
                    children: [
                        RadioButtonsGroup {
                            name: "kind",
                            label: "Kind",
                            required: true,
                            data_source: [
                                Item {
                                    id: "cat",
                                    title: "A cat"
                                },
                                Item {
                                    id: "big-dog",
                                    title: "A dog"
                                }
                            ],
                        },
                        TextInput {
                            name: "age",
                            label: "Age",
                            input_type: "number"
                        },
                        CheckboxGroup {
                            name: "likes",
                            label: "Likes",
                            data_source: [
                                Item {
                                    id: "fish",
                                    title: "Fish"
                                },
                                Item {
                                    id: "milk",
                                    title: "Milk"
                                }
                            ],
                        },
                        Footer {
                            label: "Next",
                            on_click_action: data_exchange {
                                kind: form.kind,
                                age: form.age,
                                likes: form.likes,
                            }
                        },
                    ],
                },
                Screen {
                    id: "DAYS",
                    title: "Days",
                    terminal: true,
                    children: [
                        CalendarPicker {
                            name: "stay",
                            label: DateRange {
                                start_date: "From",
                                end_date: "To"
                            },
                            mode: "range"
                        },
                        OptIn {
                            name: "terms",
                            label: "Terms"
                        },
                        Footer {
                            label: "Send",
                            on_click_action: complete {
                                stay: form.stay,
                                terms: form.terms,
                                kind: screen.PET.form.kind,
                                note: "\"hi\"",
                            }
                        },
                    ],
                },
            ],
        });
    }

    /// Asserts that a value is written as this expression, and is read as it by the flow's own type.
    macro_rules! same {
        ($sent:expr, $json:expr, $ty:ty, $value:expr) => {{
            let flow = read(pet::FLOW.json()).root.unwrap();
            let json = $json;
            let written = literal(&flow, $sent, &read(json).root.unwrap()).unwrap();
            let tokens = |text: &str| {
                let tokens: TokenStream = text.parse().unwrap();
                tokens.to_string().replace(", }", " }").replace(", ]", " ]")
            };
            assert_eq!(tokens(&written.value), tokens(stringify!($value)));
            let read: $ty = serde_json::from_str(json).unwrap();
            assert_eq!(read, $value);
            written.types
        }};
    }

    #[test]
    fn a_value_is_written_as_the_flow_reads_it() {
        use flow_dsl::reply::DateRange;
        use pet::{Kind, Likes, Reply, pet::Exchange};

        let types = same!(
            Sent::Exchange("PET"),
            r#"{"kind": "big-dog", "age": "7", "likes": ["milk", "tea"]}"#,
            Exchange,
            Exchange {
                kind: Kind::BigDog,
                age: Some(7.0),
                likes: vec![Likes::Milk, Likes::Other("tea".into()),],
            }
        );
        assert!(
            types.starts_with("struct Exchange {\n    kind: super::Kind,\n    age: Option<f64>,\n"),
            "{types}"
        );
        assert!(
            types.contains("enum Kind {\n    Cat,\n    BigDog,\n    Other(String),\n}"),
            "{types}"
        );
        same!(
            Sent::Exchange("PET"),
            r#"{"kind": "cat", "age": "", "likes": []}"#,
            Exchange,
            Exchange {
                kind: Kind::Cat,
                age: None,
                likes: vec![],
            }
        );
        same!(
            Sent::Reply,
            r#"{"stay": {"start-date": "2027-01-30"}, "terms": true, "kind": "cat", "note": "\"hi\"", "flow_token": "t"}"#,
            Reply,
            Reply {
                flow_token: Some("t".into()),
                stay: Some(DateRange {
                    start_date: "2027-01-30".into(),
                    end_date: None,
                }),
                terms: true,
                kind: Kind::Cat,
                note: "\"hi\"".into(),
            }
        );
    }

    #[test]
    fn data_is_written_with_its_structs() {
        let flow = read(pet::FLOW.json()).root.unwrap();
        let data = r#"{"type": "cats", "ages": [1, 2], "home": {"street": "Elm", "number": 3}}"#;
        let written = literal(&flow, Sent::Data("PET"), &read(data).root.unwrap()).unwrap();
        assert!(
            written.value.contains("r#type: \"cats\".into(),"),
            "{}",
            written.value
        );
        assert!(
            written
                .value
                .contains("home: Home {\n        street: \"Elm\".into(),"),
            "{}",
            written.value
        );
        let empty = read("{}").root.unwrap();
        assert_eq!(literal(&flow, Sent::Exchange("DAYS"), &empty), None);
        assert_eq!(literal(&flow, Sent::Data("NONE"), &empty), None);
    }
}
