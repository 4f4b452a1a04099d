//! `for item in LIST { … }`: components, or items of a list, one for each item of a constant.
//!
//! The macro does not know the list. So the braces are read once, and the checker judges them once. The
//! tree has them once too, and the compiler writes them for each item when it evaluates constants. What
//! depends on the items goes to the compiler with the list: the limits of the texts that they give, how
//! many there are, and whether an id stands twice.
//!
//! The name that the author gives to the item is replaced by [`NAME`] where it stands alone or before a
//! `.`, so that nothing takes it for a name of the flow.

use flow_json::table::{self, Advised, Component, Shape, Type};
use flow_json::tree::{Constant as Part, Node, Value};
use flow_json::{Rule, TextRange};
use proc_macro2::{Ident, Span};

use super::constant::{Slot, is_constant, is_for_compiler};
use super::list::{count_advice, duplicate};
use super::value::Expected;
use super::{CountTest, Reader};
use crate::component::rename;
use crate::syntax::{Array, Expr, For, unraw, unspaced};

/// The name of the item in the expressions of a loop. None of the flow's own is written so.
pub(crate) const NAME: &str = "__FlowItem";

/// The loops of a flow, and what the compiler tests of the lists that they stand in.
#[derive(Default)]
pub(crate) struct Loops {
    /// By their numbers.
    pub(crate) each: Vec<Each>,
    /// Limits for the numbers of items.
    pub(crate) counted: Vec<Counted>,
    /// The ids of the items of a list.
    pub(crate) ids: Vec<Ids>,
}

/// A loop over a constant list.
pub(crate) struct Each {
    /// The name that the author gives to the item.
    pub(crate) name: Ident,
    pub(crate) list: Expr,
    /// What messages call the list.
    pub(crate) list_name: String,
    /// The first and the last value in the tree of those that stand for one item.
    pub(crate) values: (TextRange, TextRange),
}

/// A number of items that only the compiler knows.
#[derive(Clone)]
pub(crate) enum Total {
    Known(usize),
    /// As many for each item of a loop.
    Each(usize, Box<Total>),
    Sum(Vec<Total>),
    /// The largest of them.
    Most(Vec<Total>),
}

/// A limit for a number of items.
pub(crate) struct Counted {
    /// Where the compiler reports it.
    pub(crate) place: Expr,
    pub(crate) total: Total,
    pub(crate) limit: Count,
}

pub(crate) enum Count {
    /// The message for more items.
    AtMost(usize, String),
    Advice(CountTest, &'static Rule, String),
}

/// The ids of the items of a list, each of which must be another.
pub(crate) struct Ids {
    /// The loops with the numbers of the constants that are their ids.
    pub(crate) loops: Vec<(usize, usize)>,
    /// The ids that are written out.
    pub(crate) written: Vec<String>,
    /// What follows the place of the id that stands twice.
    pub(crate) message: String,
}

impl Loops {
    /// Whether the values of a constant are ids, each of which must be another.
    pub(crate) fn are_ids(&self, constant: usize) -> bool {
        let constants = self.ids.iter().flat_map(|ids| &ids.loops);
        constants.into_iter().any(|(_, id)| *id == constant)
    }

    /// The loop whose values begin with the first of some items of a list, by its number, and those values.
    pub(crate) fn starting<'n>(&self, items: &'n [Node]) -> Option<(usize, &'n [Node])> {
        let first = items.first()?.loc;
        let number = self.each.iter().position(|each| each.values.0 == first)?;
        let last = self.each[number].values.1;
        let end = items.iter().position(|item| item.loc == last);
        let end = end.expect("the values of a loop stand in one list, in their order");
        Some((number, &items[..=end]))
    }
}

const NESTED: &str =
    "a `for` cannot stand in another one; write a constant list of all their items";

/// The items of a list that a loop stands for: its number, and their indexes in the tree.
type Repeated = (usize, std::ops::Range<usize>);

impl Reader<'_> {
    /// The items of a list of the flow.
    pub(super) fn items(&mut self, array: &Array, expected: Expected) -> Vec<Node> {
        let mut items = Vec::with_capacity(array.items.len());
        let mut repeated = Vec::new();
        for item in &array.items {
            let Expr::For(each) = item.bare() else {
                items.push(self.value(item, expected.item()));
                continue;
            };
            self.levels_of(item);
            let from = items.len();
            if !expected.is_list() {
                let message = "a `for` stands in `children` and in the lists of components; write the \
                               items of this list out";
                self.errors.push(each.for_token.span(), message);
                items.push(self.unknown(each.for_token.span()));
                continue;
            }
            let number = self.each(each, &mut items, &mut |this, part| {
                this.value(part, expected.item())
            });
            if let Some(number) = number {
                repeated.push((number, from..items.len()));
            }
        }
        if let (Expected::Type(ty), Some(slot), [_, ..]) = (expected, self.slot, &repeated[..]) {
            self.test_items(&items, &repeated, ty, slot);
        }
        items
    }

    /// Reads the braces of a loop, adds their values to others, and gives the number of the loop.
    pub(super) fn each(
        &mut self,
        each: &For,
        nodes: &mut Vec<Node>,
        read: &mut dyn FnMut(&mut Self, &Expr) -> Node,
    ) -> Option<usize> {
        let span = each.for_token.span();
        if self.refuse_loop(each) {
            nodes.push(self.unknown(span));
            return None;
        }
        let mut body = each.clone();
        let name = Expr::name(Ident::new(NAME, each.name.span()));
        if let Some(inner) = &mut body.body.body {
            rename(inner, &each.name, &name, self.errors);
        }
        let number = self.loops.each.len();
        let list_name = unspaced(&each.list);
        self.loops.each.push(Each {
            name: each.name.clone(),
            list: each.list.clone(),
            list_name: format!("`{list_name}`"),
            values: (TextRange::NOWHERE, TextRange::NOWHERE),
        });
        self.each = Some(number);
        let from = nodes.len();
        for part in body.parts() {
            let node = read(self, part);
            nodes.push(node);
        }
        self.each = None;
        if let [first, .., last] | [first @ last] = &nodes[from..] {
            self.loops.each[number].values = (first.loc, last.loc);
        }
        Some(number)
    }

    /// Reports a loop that does not stand in a list.
    pub(super) fn misplaced_loop(&mut self, each: &For) -> Node {
        let span = each.for_token.span();
        let message = match self.each {
            Some(_) => NESTED,
            None => "a `for` stands in a list; write it in `[ … ]`",
        };
        self.errors.push(span, message);
        self.unknown(span)
    }

    /// Reports what is wrong with a loop before its braces are read.
    fn refuse_loop(&mut self, each: &For) -> bool {
        let name = unraw(&each.name);
        let statements = matches!(each.body.body.as_deref(), Some(Expr::Rust(_)));
        let (span, message) = if ["form", "data", "screen"].contains(&&name[..]) {
            let message = format!("`{name}` has a meaning of its own; give the item another name");
            (each.name.span(), message)
        } else if self.each.is_some() {
            (each.for_token.span(), NESTED.to_owned())
        } else if !is_constant(&each.list) {
            let message = match each.list.bare() {
                // It has been reported.
                Expr::Wrong(_) => return true,
                Expr::Array(_) => {
                    "a `for` goes over a constant list; write its name, or these items out"
                        .to_owned()
                }
                Expr::Field(_) | Expr::Index(_) => {
                    let list = unspaced(&each.list);
                    format!(
                        "a `for` goes over a constant list when the flow is built, and phones know `{list}` \
                         alone; write `{list}` for the whole list, where a list can be bound"
                    )
                }
                _ => "a `for` goes over a constant list; write the name of a `const`".to_owned(),
            };
            (each.list.span(), message)
        } else if !is_for_compiler(&each.list, self.errors) {
            return true;
        } else if each.parts().is_empty() || statements {
            let message =
                "expected what stands for one item; write `for item in LIST { Item { … } }`, or \
                           components"
                    .to_owned();
            (each.body.braces.join(), message)
        } else {
            return false;
        };
        self.errors.push(span, message);
        true
    }

    /// Reports a component that cannot stand in a loop.
    pub(super) fn refuse_in_loop(&mut self, component: &Component, span: Span) -> bool {
        if self.each.is_none() {
            return false;
        }
        let name = component.shape.name;
        let message = if component.shape.property("name").is_some() {
            format!(
                "each `{name}` needs a name of its own, which is a literal; write them out, or define a \
                 component with `#[component]` and use it for each"
            )
        } else if let Some(most) = component.max_per_screen {
            format!("a screen may have {most} `{name}`; write it before or behind the `for`")
        } else {
            return false;
        };
        self.errors.push(span, message);
        true
    }

    /// Notes what the compiler tests of a list with loops.
    fn test_items(&mut self, items: &[Node], repeated: &[Repeated], ty: &'static Type, slot: Slot) {
        let Some((of, max, advised)) = array_of(ty) else {
            return;
        };
        let place = &self.loops.each[repeated[0].0].list.clone();
        let written = items.len() - repeated.iter().map(|(_, range)| range.len()).sum::<usize>();
        let loops = repeated
            .iter()
            .map(|(number, range)| Total::Each(*number, Box::new(Total::Known(range.len()))));
        let total = Total::Sum(
            std::iter::once(Total::Known(written))
                .chain(loops)
                .collect(),
        );
        let subject = format!(
            "`{}` of `{}`",
            slot.property.name.replace('-', "_"),
            slot.owner
        );
        if let Some(max) = max {
            let code = Rule::too_many_items(of).code;
            let message =
                format!("{subject} has {{}} items, but may have {max}; leave some out [{code}]");
            self.counted(place, &total, Count::AtMost(max, message));
        }
        for (test, rule, message) in count_advice(advised, &subject, slot.owner) {
            self.advise_count(place, &total, test, rule, message);
        }
        let has = |key: &str| items.iter().find_map(|item| item.as_object()?.entry(key));
        if let Some(most) = advised.max_with_images
            && has("image").is_some()
        {
            let message = format!(
                "a list with pictures should have at most {most} options; leave some out, or the pictures"
            );
            let test = CountTest::MoreThan(most);
            self.advise_count(place, &total, test, Rule::LONG_LIST_WITH_IMAGES, message);
        }
        if let Type::Object(shape) = of {
            self.test_ids(items, repeated, shape);
            let inside = repeated.iter().flat_map(|(_, range)| &items[range.clone()]);
            let mut badges = inside.filter_map(|item| item.as_object()?.entry("badge"));
            if let Some(badge) = badges.next() {
                let message = "one item of the list may have a `badge`; write that item out";
                self.errors.push(self.spans.get(badge.key_loc), message);
            }
        }
    }

    /// Notes the ids of a list with loops.
    fn test_ids(&mut self, items: &[Node], repeated: &[Repeated], shape: &Shape) {
        if shape.property("id").is_none() {
            return;
        }
        let mut loops = Vec::new();
        let mut written = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let around = repeated.iter().find(|(_, range)| range.contains(&index));
            let Some(id) = item.get("id") else { continue };
            match (&id.value, around) {
                (Value::Constant(Part::Value(constant)), Some((number, _))) => {
                    loops.push((*number, *constant));
                }
                (Value::String(_), Some((number, _))) => {
                    let name = &self.loops.each[*number].name;
                    let message = format!(
                        "each item needs an `id` of its own; write one that `{name}` gives, for example \
                         `{name}.id`"
                    );
                    self.errors.push(self.spans.get(id.loc), message);
                }
                (Value::String(text), None) => written.push(text.to_string()),
                _ => {}
            }
        }
        if !loops.is_empty() {
            self.loops.ids.push(Ids {
                loops,
                written,
                message: duplicate(),
            });
        }
    }

    /// Notes what the compiler tests of the number of components on each screen with loops.
    pub(super) fn test_screens(&mut self, flow: &Node) {
        if self.loops.each.is_empty() {
            return;
        }
        let screens = flow.get("screens").and_then(Node::as_array);
        for screen in screens.into_iter().flatten() {
            let children = screen
                .get("layout")
                .and_then(|layout| layout.get("children"));
            let Some(children) = children else { continue };
            let mut first = None;
            let total = self.shown(children, &mut first);
            let Some(first) = first else { continue };
            let place = self.loops.each[first].list.clone();
            let most = table::MAX_COMPONENTS;
            let code = Rule::TOO_MANY_COMPONENTS.code;
            let message = format!(
                "a screen may have {most} components, and this has {{}}; put some on another screen [{code}]"
            );
            self.counted(&place, &total, Count::AtMost(most, message));
            let advised = table::ADVISED_COMPONENTS;
            let message = format!(
                "a screen should have at most {advised} components; put some on another screen"
            );
            let test = CountTest::Within(advised, most);
            self.advise_count(&place, &total, test, Rule::MANY_COMPONENTS, message);
        }
    }

    /// How many components of a list may be shown at once. Notes the first loop in it.
    fn shown(&self, list: &Node, first: &mut Option<usize>) -> Total {
        let mut totals = Vec::new();
        let mut items = list.as_array().unwrap_or_default();
        while let [item, rest @ ..] = items {
            if let Some((number, inside)) = self.loops.starting(items) {
                first.get_or_insert(number);
                items = &items[inside.len()..];
                let inside = inside
                    .iter()
                    .map(|item| self.shown_of(item, first))
                    .collect();
                totals.push(Total::Each(number, Box::new(Total::Sum(inside))));
            } else {
                totals.push(self.shown_of(item, first));
                items = rest;
            }
        }
        Total::Sum(totals)
    }

    fn shown_of(&self, component: &Node, first: &mut Option<usize>) -> Total {
        let mut list = |key: &str| component.get(key).map(|list| self.shown(list, first));
        match component.get("type").and_then(Node::as_str) {
            // A form only holds others.
            Some("Form") => list("children").unwrap_or(Total::Known(0)),
            Some("If") => {
                let branches = ["then", "else"].into_iter().filter_map(list).collect();
                Total::Sum(vec![Total::Known(1), Total::Most(branches)])
            }
            Some("Switch") => {
                let cases = component.get("cases").and_then(Node::as_object);
                let cases = cases.into_iter().flat_map(|cases| &cases.entries);
                let cases = cases.map(|case| self.shown(&case.value, first)).collect();
                Total::Sum(vec![Total::Known(1), Total::Most(cases)])
            }
            _ => Total::Known(1),
        }
    }

    fn counted(&mut self, place: &Expr, total: &Total, limit: Count) {
        self.loops.counted.push(Counted {
            place: place.clone(),
            total: total.clone(),
            limit,
        });
    }

    fn advise_count(
        &mut self,
        place: &Expr,
        total: &Total,
        test: CountTest,
        rule: &'static Rule,
        message: String,
    ) {
        if !self.allows(rule, place.span()) {
            let message = format!("{message} [{}]", rule.code);
            self.counted(place, total, Count::Advice(test, rule, message));
        }
    }
}

/// The type of the items of a list, and the most that it may and should have.
fn array_of(ty: &'static Type) -> Option<(&'static Type, Option<usize>, Advised)> {
    match ty {
        Type::Array {
            of, max, advised, ..
        } => Some((of, *max, *advised)),
        Type::OneOf(types) => types.iter().find_map(|(ty, _)| array_of(ty)),
        _ => None,
    }
}
