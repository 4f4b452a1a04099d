//! The printer: a flow to the source text of `flow!`.
//!
//! The macro reads the text back as the same Flow JSON. Parts that the macro infers are left out, and parts
//! that it cannot express are kept as `json!( … )`.
//!
//! The text is indented, short lists and structs stand on one line as rustfmt has them, and longer ones
//! have a line for each item. Nothing else is laid out: a long expression stays on its line. A text is
//! always one literal on one line, however long it is, with escapes for line breaks and for characters
//! that cannot be seen, and as a raw string if it has many quotes or backslashes. rustfmt does the rest,
//! and `cargo flow import` runs it.

mod code;
mod components;
mod data;
mod groups;
mod literal;
mod names;
mod notes;
mod routes;
mod term;
mod types;
mod value;

use std::fmt;

use crate::category::Category;
use crate::check::check;
use crate::diagnostic::{Diagnostic, Severity, Style};
use crate::expr::Binding;
use crate::infer;
use crate::scope::Scope;
use crate::source::TextRange;
use crate::table::{self, FLOW, LAYOUT, Property, RustField, SCREEN};
use crate::tree::{Node, Object};
use crate::version::State;

use code::{Code, Field, indent};
use groups::Groups;
use literal::{is_plain_ident, json, string};
use names::{Keys, members, sound};
use notes::Notes;
use types::Types;
use value::Expected;

/// The parts of a flow that Flow JSON lacks, and how the flow is printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'o> {
    /// The name to deploy it as. The macro asks for one.
    pub name: Option<&'o str>,
    /// Its purposes. No list is printed if there are none.
    pub categories: &'o [Category],
    /// Whether `#[warn(…)]` stands before mistakes, so that the flow builds all the same, with warnings.
    pub keep_mistakes: bool,
    /// Whether groups of components that repeat themselves are written once, as functions under
    /// `#[component]`, if that makes the flow shorter. Those of frozen versions are left as they are:
    /// a definition must be sound in some version that is not frozen.
    pub components: bool,
}

/// The source text of a flow, and a report on it. Places are those of the flow's tree.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Printed {
    /// `flow_dsl::flow!(Flow { … });` without a line break at the end, in a plain layout: see
    /// [the module](self). Before it stand its components, if there are any.
    pub source: String,
    /// How many components stand before the flow.
    pub components: usize,
    /// How many parts are left out because the macro infers them.
    pub inferred: Inferred,
    /// The places of the values that are kept as `json!( … )`, because `flow!` cannot express them.
    pub escaped: Vec<TextRange>,
    /// The mistakes that Meta refuses. With [`Options::keep_mistakes`] there are attributes that make
    /// warnings of these, and otherwise the flow does not build.
    pub mistakes: Vec<Diagnostic>,
}

/// The parts that are left out because the macro infers them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inferred {
    /// How many screens have a layout that is implied.
    pub layouts: usize,
    /// On how many screens `terminal` follows from a `complete` action.
    pub terminals: usize,
    /// How many fields of data have the type of their example.
    pub types: usize,
    /// Whether the routing model follows from the actions and from `routes`.
    pub routing_model: bool,
}

/// The document is no flow: its root is no object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAFlow;

impl fmt::Display for NotAFlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a flow is a JSON object: write `{\"version\": …, \"screens\": …}`")
    }
}

impl std::error::Error for NotAFlow {}

/// Prints a flow as the source text of `flow!`.
///
/// Any object is printed, sound or not, and the macro reads it as the same value, with the diagnostics
/// that the checker has for it.
///
/// ```
/// use flow_json::print::{Options, print};
/// use flow_json::read;
///
/// let flow = read(r#"{
///     "version": "7.3",
///     "screens": [{
///         "id": "HELLO",
///         "title": "Hello",
///         "terminal": true,
///         "data": {"name": {"type": "string", "__example__": "Ada"}},
///         "layout": {"type": "SingleColumnLayout", "children": [
///             {"type": "TextBody", "text": "${data.name}"},
///             {"type": "Footer", "label": "Done",
///              "on-click-action": {"name": "complete", "payload": {}}}
///         ]}
///     }]
/// }"#).root.unwrap();
/// let options = Options { name: Some("hello"), ..Options::default() };
/// assert_eq!(print(&flow, options).unwrap().source, r#"flow_dsl::flow!(Flow {
///     name: "hello",
///     version: "7.3",
///     screens: [Screen {
///         id: "HELLO",
///         title: "Hello",
///         data: Data { name: "Ada" },
///         children: [
///             TextBody { text: data.name },
///             Footer {
///                 label: "Done",
///                 on_click_action: complete,
///             },
///         ],
///     }],
/// });"#);
/// ```
///
/// # Errors
///
/// The root is no object.
pub fn print(flow: &Node, options: Options<'_>) -> Result<Printed, NotAFlow> {
    let object = flow.as_object().ok_or(NotAFlow)?;
    let mut mistakes = check(flow, Style::Rust);
    mistakes.retain(|found| found.severity == Severity::Error);
    let notes = Notes::new(flow, &mistakes, options.keep_mistakes);
    let scope = &Scope::new(flow);
    let model = scope.flow();
    let screens = model.top("screens").and_then(Node::as_array);
    let types = Types::collect(model);
    let routes = screens.and_then(|screens| routes::routes(model, screens));
    let routing_model = model.top("routing_model");
    let unrouted = routing_model.is_none()
        && screens.is_some_and(|screens| routes::is_inferred(model, screens));
    let screens = screens.unwrap_or(&[]);
    let none = Groups::default();
    let trial = Notes::new(flow, &mistakes, false);
    let printer = |index, notes, groups| Screen {
        types: &types,
        lookup: Box::new(move |binding: &Binding| scope.type_of(index, binding)),
        notes,
        groups,
    };
    let is_frozen = model.version.state() == Some(State::Frozen);
    let groups = if options.components && !is_frozen {
        let printers = (0..screens.len()).map(|index| printer(index, &trial, &none));
        Groups::find(&model.screens, &printers.collect::<Vec<_>>(), &trial)
    } else {
        Groups::default()
    };
    let mut codes = Vec::with_capacity(screens.len());
    for (index, screen) in screens.iter().enumerate() {
        let printer = printer(index, &notes, &groups);
        let routes = routes.as_ref().map_or(&[][..], |routes| &routes[index]);
        let code = printer.screen(screen, routes);
        codes.push(code.attributed(&notes.attributes(screen)));
    }
    let plain = Screen {
        types: &types,
        lookup: Box::new(|_| None),
        notes: &notes,
        groups: &none,
    };
    let mut screens = Some(Code::array(codes));
    let mut known = in_order(object, FLOW.properties);
    let mut inferred_model = None;
    if routes.is_some() {
        notes.inferred(|inferred| inferred.routing_model = true);
        inferred_model = routing_model;
        known.retain(|(key, _)| *key != "routing_model");
    }
    let mut own = Vec::new();
    if let Some(name) = options.name {
        own.push(field("name", string(name)));
    }
    if !options.categories.is_empty() {
        let categories = options
            .categories
            .iter()
            .map(|category| Code::word(category.as_str()));
        own.push(field("categories", Code::array(categories.collect())));
    }
    let printed = plain.fields(
        &known,
        Keys::Shape(&FLOW),
        table::rust_fields(&FLOW),
        |key, value| match (key, FLOW.property(key)) {
            ("screens", _) => match value.as_array() {
                Some(_) => screens.take().unwrap_or_else(|| plain.json(value)),
                None => plain.json(value),
            },
            ("routing_model", _) => routes::model(value).unwrap_or_else(|| plain.json(value)),
            (_, Some(property)) => plain.property(property, value, Expected::FREE),
            _ => plain.value(value, Expected::FREE, key),
        },
    );
    for mut printed in printed {
        if printed.name == "screens" {
            own.extend(types.code().map(|types| field("types", types)));
            if unrouted {
                own.push(field("routing_model", Code::word("None")));
            }
            // Mistakes in a model that is inferred are reported at the screens.
            if let Some(model) = inferred_model {
                printed.attributes.splice(..0, notes.attributes(model));
            }
        }
        own.push(printed);
    }
    let flow = Code::structure("Flow", &own).attributed(&notes.attributes(flow));
    let mut items = groups.definitions.clone();
    items.push(format!("{};", Code::call("flow_dsl::flow!", &flow)));
    let (escaped, inferred) = notes.finish();
    Ok(Printed {
        source: indent(&items.join("\n\n")),
        components: groups.definitions.len(),
        inferred,
        escaped,
        mistakes,
    })
}

/// The members of an object, those that the table knows first and in its order.
fn in_order<'t>(object: &'t Object, properties: &[Property]) -> Vec<(&'t str, &'t Node)> {
    let mut members = members(object);
    members.sort_by_key(|(key, _)| {
        let position = properties.iter().position(|property| property.name == *key);
        position.unwrap_or(properties.len())
    });
    members
}

fn field(name: &str, value: Code) -> Field {
    Field {
        attributes: Vec::new(),
        name: name.to_owned(),
        value,
    }
}

/// The printer of one screen, or of the parts outside of screens.
struct Screen<'s> {
    types: &'s Types,
    lookup: Box<term::Lookup<'s>>,
    notes: &'s Notes,
    groups: &'s Groups,
}

impl Screen<'_> {
    /// A value as JSON.
    fn json(&self, node: &Node) -> Code {
        self.notes.escaped(node.loc);
        json(node)
    }

    /// The fields of a struct literal, each behind its attributes.
    fn fields(
        &self,
        members: &[(&str, &Node)],
        keys: Keys,
        reserved: &[RustField],
        value: impl FnMut(&str, &Node) -> Code,
    ) -> Vec<Field> {
        let mut fields = names::fields(members, keys, reserved, value);
        self.keep(&mut fields, members);
        fields
    }

    /// Puts the attributes of members before the fields that they have become.
    fn keep(&self, fields: &mut [Field], members: &[(&str, &Node)]) {
        for (field, (_, node)) in fields.iter_mut().zip(members) {
            field.attributes.splice(..0, self.notes.attributes(node));
        }
    }

    fn screen(&self, node: &Node, routes: &[String]) -> Code {
        let Some(screen) = sound(node) else {
            return self.json(node);
        };
        let completes = infer::is_terminal(screen).is_some();
        let terminal = screen.get("terminal");
        let left_out = completes && terminal.is_none();
        let implied = completes && terminal.and_then(Node::as_bool) == Some(true);
        let mut members = in_order(screen, SCREEN.properties);
        if implied {
            self.notes.inferred(|inferred| inferred.terminals += 1);
            members.retain(|(key, _)| *key != "terminal");
        }
        let children = screen.get("layout").and_then(implied_layout);
        if children.is_some() {
            self.notes.inferred(|inferred| inferred.layouts += 1);
        }
        let keys = Keys::Shape(&SCREEN);
        let reserved = table::rust_fields(&SCREEN);
        let printed = self.fields(&members, keys, reserved, |key, value| {
            match (key, SCREEN.property(key)) {
                ("data", _) => self.data(value),
                ("layout", _) => match children {
                    Some(children) => self.components(children),
                    None => self.layout(value),
                },
                (_, Some(property)) => self.property(property, value, Expected::FREE),
                _ => self.value(value, Expected::FREE, key),
            }
        });
        let mut own = Vec::new();
        if !routes.is_empty() {
            own.push(field(
                "routes",
                routes::list(routes.iter().map(String::as_str)),
            ));
        }
        if left_out {
            own.push(field("terminal", Code::word("None")));
        }
        let mut all = Vec::with_capacity(printed.len() + own.len());
        for mut printed in printed {
            if matches!(&printed.name[..], "data" | "layout") {
                all.append(&mut own);
            }
            if printed.name == "layout" && children.is_some() {
                printed.name = "children".to_owned();
            }
            all.push(printed);
        }
        all.append(&mut own);
        Code::structure("Screen", &all)
    }

    /// `SingleColumnLayout { children: [ … ] }`
    fn layout(&self, node: &Node) -> Code {
        self.layout_struct(node).unwrap_or_else(|| self.json(node))
    }

    fn layout_struct(&self, node: &Node) -> Option<Code> {
        let layout = sound(node)?;
        let name = layout.get("type")?.as_str()?;
        if !is_plain_ident(name) {
            return None;
        }
        let mut members = members(layout);
        members.retain(|(key, _)| *key != "type");
        let fields = self.fields(
            &members,
            Keys::Shape(&LAYOUT),
            &[],
            |key, value| match LAYOUT.property(key) {
                Some(property) => self.property(property, value, Expected::FREE),
                None => self.value(value, Expected::FREE, key),
            },
        );
        Some(Code::structure(name, &fields))
    }
}

/// The children of a layout that has nothing else to say.
fn implied_layout(node: &Node) -> Option<&Node> {
    let layout = sound(node)?;
    let plain = layout.entries.len() == 2 && layout.get("type")?.as_str()? == LAYOUT.name;
    layout.get("children").filter(|_| plain)
}
