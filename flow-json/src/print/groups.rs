//! Groups of components that repeat themselves, as components of the author's own.

mod parameter;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::Screen;
use super::code::{Code, Field};
use super::literal::ident;
use super::names::{self, sound};
use super::notes::Notes;
use super::term;
use super::value::Expected;
use crate::model::{self, address};
use crate::table::{self, Property, Type};
use crate::tree::{Node, Value};
use parameter::{Parameter, free_name, parameter_type};

/// The most components in a group.
const LONGEST: usize = 4;

/// The most groups of a flow.
const MOST: usize = 12;

/// The most parameters of a group. With more, a use is as long as the components it replaces.
const PARAMETERS: usize = 5;

/// How many lines a group must save.
const WORTH: usize = 4;

/// How many lines a definition has beside its body.
const AROUND_BODY: usize = 5;

/// The groups of a flow: their definitions, and the uses printed in place of components.
#[derive(Default)]
pub(super) struct Groups {
    pub(super) definitions: Vec<String>,
    /// By the address of the first component: the use, and how many components it stands for.
    uses: HashMap<usize, (Code, usize)>,
}

impl Groups {
    /// The use that replaces a component and those behind it, and the number of them all.
    pub(super) fn starting_with(&self, node: &Node) -> Option<&(Code, usize)> {
        self.uses.get(&address(node))
    }

    /// Finds runs of components that repeat on the screens. Each screen has a printer of its own.
    pub(super) fn find<'t>(
        screens: &[model::Screen<'t>],
        printers: &[Screen<'_>],
        notes: &Notes,
    ) -> Self {
        let printers = Printers {
            screens: printers,
            notes,
        };
        let mut alike: HashMap<String, Vec<Run<'t>>> = HashMap::new();
        for screen in screens {
            let position = screen.position;
            for components in lists(screen) {
                let printed = |component| {
                    let is_plain = is_plain(component, notes);
                    is_plain.then(|| {
                        let code = printers.screens[position].component(component);
                        (code.lines(), text(component))
                    })
                };
                let printed: Vec<_> = components.iter().map(printed).collect();
                for start in 0..components.len() {
                    let plain = printed[start..].iter().take(LONGEST);
                    let (mut lines, mut texts) = (0, String::new());
                    for (last, (more, text)) in (start..).zip(plain.map_while(Option::as_ref)) {
                        lines += more;
                        texts.push_str(text);
                        let run = Run {
                            screen: position,
                            components: &components[start..=last],
                            lines,
                        };
                        // Of the same types, or the same as a whole.
                        for key in [run.types(), texts.clone()] {
                            alike.entry(key).or_default().push(run);
                        }
                    }
                }
            }
        }
        alike.retain(|_, runs| runs.len() > 1);
        let mut alike: Vec<_> = alike.into_iter().collect();
        // The runs that may save most come first, so that most others need not be tried.
        alike.sort_by_cached_key(|(key, runs)| {
            let lines: usize = runs.iter().map(|run| run.lines).sum();
            (Reverse(lines), key.clone())
        });
        let mut groups = Self::default();
        let mut taken = HashSet::new();
        let mut named = HashSet::new();
        while groups.definitions.len() < MOST {
            let mut best: Option<Group<'t>> = None;
            for (_, runs) in &alike {
                let least = best.as_ref().map_or(WORTH, |best| best.saved + 1);
                best = Group::of(runs, &taken, &printers, least).or(best);
            }
            let Some(group) = best else {
                break;
            };
            let name = group.name(&mut named);
            groups.definitions.push(group.definition(&name));
            for (run, fields) in group.uses {
                taken.extend(run.components.iter().map(address));
                let code = Code::structure(&name, &fields);
                let key = address(&run.components[0]);
                groups.uses.insert(key, (code, run.components.len()));
            }
        }
        groups
    }
}

/// The printers of the screens on trial, and their notes.
struct Printers<'p, 's> {
    screens: &'p [Screen<'s>],
    notes: &'p Notes,
}

impl Printers<'_, '_> {
    fn property(&self, screen: usize, property: &'static Property, value: &Node) -> Code {
        self.screens[screen].property(property, value, Expected::FREE)
    }
}

/// Components behind each other.
struct Run<'t> {
    screen: usize,
    components: &'t [Node],
    /// How many lines these are.
    lines: usize,
}

impl Clone for Run<'_> {
    fn clone(&self) -> Self {
        *self
    }
}
impl Copy for Run<'_> {}

impl Run<'_> {
    fn types(&self) -> String {
        let types = self.components.iter().map(type_of);
        types.collect::<Vec<_>>().join(" ")
    }
}

/// Runs that can be uses of the same component.
struct Group<'t> {
    first: Run<'t>,
    parameters: Vec<Parameter>,
    body: Code,
    uses: Vec<(Run<'t>, Vec<Field>)>,
    /// How many lines shorter the flow gets.
    saved: usize,
}

impl<'t> Group<'t> {
    /// The group of these runs, if it saves that many lines at the least.
    fn of(
        runs: &[Run<'t>],
        taken: &HashSet<usize>,
        printers: &Printers<'_, '_>,
        least: usize,
    ) -> Option<Self> {
        let written = |runs: &[Run<'t>]| runs.iter().map(|run| run.lines).sum::<usize>();
        // A use takes a line, and so does the body.
        let saves = |runs: &[_]| written(runs) >= least + runs.len() + 1 + AROUND_BODY;
        if !saves(runs) {
            return None;
        }
        // Those that share no component with each other or with a group that is found already.
        let mut own = HashSet::new();
        let runs: Vec<_> = runs
            .iter()
            .filter(|run| {
                let addresses: Vec<_> = run.components.iter().map(address).collect();
                let free = |at: &usize| !taken.contains(at) && !own.contains(at);
                let is_free = addresses.iter().all(free);
                if is_free {
                    own.extend(addresses);
                }
                is_free
            })
            .copied()
            .collect();
        let first = *runs.first().filter(|_| runs.len() > 1)?;
        if !saves(&runs) {
            return None;
        }
        // The notes of an earlier trial do not count.
        drop(printers.notes.finish());
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut arguments: Vec<Vec<Field>> = runs.iter().map(|_| Vec::new()).collect();
        let mut body = Vec::with_capacity(first.components.len());
        let mut fixed = 0;
        for (at, component) in first.components.iter().enumerate() {
            let shape = &table::component(type_of(component))?.shape;
            let mut fields = Vec::new();
            for property in shape
                .properties
                .iter()
                .filter(|property| property.name != "type")
            {
                let values: Vec<_> = runs
                    .iter()
                    .map(|run| run.components[at].get(property.name))
                    .collect();
                let Some(value) = values.iter().flatten().next() else {
                    continue;
                };
                let is_fixed = values
                    .iter()
                    .all(|other| other.is_some_and(|other| other.same_value(value)));
                let name = property.name.replace('-', "_");
                let code = if is_fixed && is_constant(value) {
                    fixed += 1;
                    printers.property(first.screen, property, value)
                } else if parameters.len() == PARAMETERS {
                    return None;
                } else {
                    let mut ty = parameter_type(property, values.iter().copied().flatten())?;
                    if values.iter().any(Option::is_none) {
                        ty = format!("Option<{ty}>");
                    }
                    let parameter = free_name(&name, type_of(component), &parameters)?;
                    for ((arguments, value), run) in arguments.iter_mut().zip(&values).zip(&runs) {
                        if let Some(value) = value {
                            let code = printers.property(run.screen, property, value);
                            arguments.push(super::field(&parameter, code));
                        }
                    }
                    let code = if parameter == name {
                        Code::shorthand()
                    } else {
                        Code::word(parameter.clone())
                    };
                    parameters.push(Parameter {
                        name: parameter,
                        ty,
                    });
                    code
                };
                fields.push(super::field(&ident(&name), code));
            }
            body.push(Code::structure(shape.name, &fields));
        }
        let (escaped, _) = printers.notes.finish();
        // Runs that have only their types in common are no group.
        if fixed == 0 || !escaped.is_empty() {
            return None;
        }
        let body = match body.len() {
            1 => body.remove(0),
            _ => Code::array(body),
        };
        let used = arguments
            .iter()
            .map(|fields| Code::structure("Component", fields).lines())
            .sum::<usize>();
        let defined = body.lines() + AROUND_BODY;
        let saved = written(&runs).saturating_sub(used + defined);
        (saved >= least).then(|| Self {
            first,
            parameters,
            body,
            uses: runs.into_iter().zip(arguments).collect(),
            saved,
        })
    }

    /// `#[flow_dsl::component]` and the function.
    fn definition(&self, name: &str) -> String {
        let parameters: Vec<_> = self
            .parameters
            .iter()
            .map(|parameter| format!("{}: {}", parameter.name, parameter.ty))
            .collect();
        let parameters = parameters.join(", ");
        let body = &self.body;
        format!("#[flow_dsl::component]\nfn {name}({parameters}) {{\n{body}\n}}")
    }

    /// A name after the common part of all uses: a word on them, or else their types.
    fn name(&self, named: &mut HashSet<String>) -> String {
        let short = |name: &str| {
            let name = name.strip_prefix("Text").unwrap_or(name);
            name.strip_suffix("Group").unwrap_or(name).to_owned()
        };
        let types: Vec<_> = self
            .first
            .components
            .iter()
            .map(type_of)
            .map(short)
            .collect();
        let fixed = |key: &str| {
            let is_fixed = !self
                .parameters
                .iter()
                .any(|parameter| parameter.name == key);
            let text = self.first.components[0].get(key).and_then(Node::as_str)?;
            let is_short = text.split_whitespace().count() <= 3 && text.is_ascii();
            (is_fixed && is_short && !text.contains(['$', '`'])).then(|| names::struct_name(text))
        };
        let name = match &types[..] {
            [only] => match fixed("label")
                .or_else(|| fixed("text"))
                .or_else(|| fixed("input-type"))
            {
                Some(word) if !word.is_empty() => format!("{word}{only}"),
                _ => format!("Common{only}"),
            },
            [first, second] => format!("{first}And{second}"),
            [first, .., last] => format!("{first}To{last}"),
            [] => String::new(),
        };
        let name = names::free_name(&name, |name| named.contains(name));
        named.insert(name.clone());
        name
    }
}

/// The lists of components on a screen that are printed as such. Those of a component or a property
/// that the table does not know are not.
fn lists<'t>(screen: &model::Screen<'t>) -> Vec<&'t [Node]> {
    let mut seen = HashSet::new();
    let components = screen.components.iter();
    let known = components.filter(|component| {
        let parent = component.parent.map(|parent| &screen.components[parent]);
        parent.is_none_or(|parent| parent.table.shape.property(&component.member.key).is_some())
    });
    let lists = known.map(model::Component::list_items);
    lists.filter(|list| seen.insert(list.as_ptr())).collect()
}

fn type_of(component: &Node) -> &str {
    let ty = component.get("type").and_then(Node::as_str);
    ty.unwrap_or_default()
}

/// Whether a component is no container, and sound in all its properties.
fn is_plain(component: &Node, notes: &Notes) -> bool {
    let Some((object, known)) = sound(component).zip(table::component(type_of(component))) else {
        return false;
    };
    let holds = |property: &Property| matches!(property.ty, Type::Components | Type::Cases);
    let keys = object.entries.iter().all(|entry| {
        let property = known.shape.property(&entry.key);
        entry.key == "type" || property.is_some_and(|property| !holds(property))
    });
    keys && !known.shape.properties.iter().any(holds) && !notes.is_mistaken(component)
}

/// Whether a value means the same on every screen. Expressions may differ in type.
fn is_constant(node: &Node) -> bool {
    match &node.value {
        Value::String(text) => {
            !text.contains("${") && !text.contains('`') || term::binding(text).is_some()
        }
        Value::Array(items) => items.iter().all(is_constant),
        Value::Object(object) => object.entries.iter().all(|entry| is_constant(&entry.value)),
        Value::Bool(_) | Value::Number(_) => true,
        _ => false,
    }
}

/// A text that is the same for the same value.
fn text(node: &Node) -> String {
    crate::write(node, crate::Layout::Minified)
}
