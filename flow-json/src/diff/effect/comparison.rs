//! The comparison of what two flows ask of those who meet them.

use std::collections::BTreeSet;

use super::facts::{Choice, Facts, Values};
use super::{Effect, EffectKind, Who};
use crate::expr::Type;
use crate::model::Screen;
use crate::tree::{Entry, Node};
use crate::version::Version;

/// The effects of the change, by their kind.
pub(super) fn effects(before: &Node, after: &Node) -> Vec<Effect> {
    let mut comparison = Comparison {
        before: &Facts::of(before),
        after: &Facts::of(after),
        effects: Vec::new(),
    };
    comparison.flow();
    comparison.screens();
    comparison.entries();
    comparison.routes();
    comparison.data();
    comparison.payloads();
    comparison.options();
    comparison.sensitive();
    comparison.effects
}

struct Comparison<'c, 't> {
    before: &'c Facts<'t>,
    after: &'c Facts<'t>,
    effects: Vec<Effect>,
}

/// The place of an effect.
type At<'a> = (EffectKind, Option<&'a str>, Option<String>);

impl<'c, 't> Comparison<'c, 't> {
    fn say(&mut self, at: At<'_>, who: &[Who], is_breaking: bool, reason: impl Into<String>) {
        let (kind, screen, part) = at;
        self.effects.push(Effect {
            kind,
            screen: screen.map(str::to_owned),
            part,
            who: who.to_vec(),
            is_breaking,
            reason: reason.into(),
        });
    }

    /// The screens of one id in both flows.
    fn both(&self) -> Vec<(&'c str, &'c Screen<'t>, &'c Screen<'t>)> {
        let screens = self.before.flow().screens.iter();
        let both = screens.filter_map(|before| {
            let id = before.id?;
            Some((id, before, self.after.flow().screen(id)?))
        });
        both.collect()
    }

    fn exchanges(&self) -> bool {
        self.before.flow().has_endpoint() && self.after.flow().has_endpoint()
    }

    fn flow(&mut self) {
        let (old, new) = (self.before.flow(), self.after.flow());
        let written = |node: Option<&Node>| node.and_then(Node::as_str).map(str::to_owned);
        let [from, to] = [old, new].map(|flow| written(flow.top("version")));
        let at = || (EffectKind::Version, None, Some("version".to_owned()));
        if let (Some(from), Some(to)) = (&from, &to)
            && from != to
        {
            if new.version > old.version {
                let reason =
                    format!("{to} in place of {from}: apps too old for it are not sent the flow");
                self.say(at(), &[Who::Person, Who::Sender], true, reason);
            } else {
                let reason = format!("{to} in place of {from}: older apps know it too");
                self.say(at(), &[Who::Person], false, reason);
            }
            let changes_dates = (old.version < Version::V5_0) != (new.version < Version::V5_0);
            let mut components = old.components();
            if changes_dates && components.any(|component| component.name() == "DatePicker") {
                let mut who = vec![Who::Reader];
                if self.exchanges() {
                    who.insert(0, Who::Endpoint);
                }
                let reason = "dates have another form: milliseconds before 5.0, `2026-01-31` since";
                self.say(at(), &who, true, reason);
            }
        }
        let [from, to] = [old, new].map(|flow| written(flow.top("data_api_version")));
        let at = (
            EffectKind::DataApi,
            None,
            Some("data_api_version".to_owned()),
        );
        let reason = match (&from, &to) {
            (None, Some(to)) => format!("the flow exchanges data with an endpoint now, in {to}"),
            (Some(_), None) => "the endpoint is not called any more".to_owned(),
            (Some(from), Some(to)) if from != to => format!("{to} in place of {from}"),
            _ => return,
        };
        self.say(at, &[Who::Endpoint], true, reason);
    }

    fn screens(&mut self) {
        let (old, new) = (self.before.flow(), self.after.flow());
        let mut renamed = BTreeSet::new();
        for (before, id) in old.screens.iter().filter_map(|s| Some((s, s.id?))) {
            if new.screen(id).is_some() {
                continue;
            }
            let is_it = |after: &&Screen<'_>| {
                let is_new = after.id.is_some_and(|id| old.screen(id).is_none());
                is_new && same_but_id(before, after)
            };
            let now = new.screens.iter().find(is_it).and_then(|screen| screen.id);
            renamed.extend(now);
            let what = match now {
                Some(now) => format!("it is `{now}` now"),
                None => "it is gone".to_owned(),
            };
            let mut who = Vec::new();
            if old.has_endpoint() {
                who.extend([Who::Person, Who::Endpoint]);
            }
            if self.before.is_entry(id) {
                who.push(Who::Sender);
            }
            let at = (EffectKind::Screen, Some(id), None);
            let reason = match who.as_slice() {
                [] => format!("{what}; nothing outside of the flow names it"),
                [Who::Sender] => format!("{what}; messages that open the flow on it fail"),
                _ => format!("{what}; an answer or a request that names it fails"),
            };
            if who.is_empty() {
                self.say(at, &[Who::Person], false, reason);
            } else {
                self.say(at, &who, true, reason);
            }
        }
        let new_ids = new.screens.iter().filter_map(|screen| screen.id);
        for id in new_ids.filter(|id| old.screen(id).is_none() && !renamed.contains(id)) {
            let at = (EffectKind::Screen, Some(id), None);
            self.say(at, &[Who::Person], false, "it is new");
        }
    }

    fn entries(&mut self) {
        let first = |facts: &Facts<'t>| facts.first_entry();
        let (was, is) = (first(self.before), first(self.after));
        for (id, ..) in self.both() {
            let at = (EffectKind::Entry, Some(id), None);
            match (self.before.is_entry(id), self.after.is_entry(id)) {
                (true, false) => {
                    let mut who = vec![Who::Sender];
                    if self.exchanges() {
                        who.insert(0, Who::Endpoint);
                    }
                    let reason = "a way leads to it now, so that nothing can open the flow on it";
                    self.say(at, &who, true, reason);
                }
                (false, true) => {
                    let reason = "the flow can be opened on it now";
                    self.say(at, &[Who::Sender], false, reason);
                }
                (true, true) if !self.exchanges() && was == Some(id) && is != Some(id) => {
                    let now = is.unwrap_or("no screen");
                    let reason = format!("a message that names no screen opens {now} in its place");
                    self.say(at, &[Who::Sender], true, reason);
                }
                _ => {}
            }
        }
    }

    fn routes(&mut self) {
        if !self.exchanges() {
            return;
        }
        let is_kept = |id: &str| self.after.flow().screen(id).is_some();
        let is_old = |id: &str| self.before.flow().screen(id).is_some();
        let gone = self.before.routes().filter(|(from, to)| {
            from != to && is_kept(from) && is_kept(to) && !self.after.leads(from, to)
        });
        let new = self.after.routes().filter(|(from, to)| {
            from != to && is_old(from) && is_old(to) && !self.before.leads(from, to)
        });
        let (gone, new): (Vec<_>, Vec<_>) = (gone.collect(), new.collect());
        for (from, to) in gone {
            let at = (
                EffectKind::Route,
                Some(from),
                Some(format!("route to {to}")),
            );
            let reason = "it is gone, and phones refuse an answer that takes it";
            self.say(at, &[Who::Person, Who::Endpoint], true, reason);
        }
        for (from, to) in new {
            let at = (
                EffectKind::Route,
                Some(from),
                Some(format!("route to {to}")),
            );
            self.say(at, &[Who::Endpoint], false, "it is new");
        }
    }

    fn data(&mut self) {
        for (id, before, after) in self.both() {
            let mut who = Vec::new();
            if self.exchanges() {
                who.push(Who::Endpoint);
            }
            // Other screens get their data from the flow itself.
            if self.before.is_entry(id) && self.after.is_entry(id) {
                who.push(Who::Sender);
            }
            if who.is_empty() {
                continue;
            }
            let at = |name: &str| (EffectKind::Data, Some(id), Some(format!("data `{name}`")));
            for field in after.data.declarations() {
                let name = field.key.as_ref();
                let Some(old) = before.data.declaration(name) else {
                    let reason = "it is new, and phones refuse to show a screen without it";
                    self.say(at(name), &who, true, reason);
                    continue;
                };
                let types = [old, &field.value].map(crate::scope::declared);
                let [Some(old), Some(new)] = &types else {
                    continue;
                };
                if !accepts(new, old) {
                    self.say(at(name), &who, true, another_type(old, new));
                } else if old != new {
                    let reason = "other parts of it are declared; what was sent still fits";
                    self.say(at(name), &who, false, reason);
                }
            }
            for field in before.data.declarations() {
                if after.data.declaration(&field.key).is_none() {
                    let reason =
                        "it is gone, and phones may refuse data that a screen does not declare";
                    self.say(at(&field.key), &who, true, reason);
                }
            }
        }
    }

    fn payloads(&mut self) {
        let place = |name: &str| (EffectKind::Reply, None, Some(format!("reply `{name}`")));
        let (before, after) = (self.before.reply(), self.after.reply());
        self.values(&before, &after, Who::Reader, &place);
        if !self.exchanges() {
            return;
        }
        for (id, old, new) in self.both() {
            let (before, after) = (self.before.request(old), self.after.request(new));
            let at = || (EffectKind::Request, Some(id), None);
            if before.count == 0 && after.count > 0 {
                let reason = "it sends requests now, which the endpoint has to answer";
                self.say(at(), &[Who::Endpoint], true, reason);
            } else if before.count > 0 && after.count == 0 {
                let reason = "it sends no requests any more";
                self.say(at(), &[Who::Endpoint], false, reason);
            } else {
                let place = |name: &str| {
                    let part = format!("request `{name}`");
                    (EffectKind::Request, Some(id), Some(part))
                };
                self.values(&before, &after, Who::Endpoint, &place);
            }
            match (asks_on_back(old), asks_on_back(new)) {
                (false, true) => {
                    let reason = "going back from it asks the endpoint now";
                    self.say(at(), &[Who::Endpoint], true, reason);
                }
                (true, false) => {
                    let reason = "going back from it does not ask the endpoint any more";
                    self.say(at(), &[Who::Endpoint], false, reason);
                }
                _ => {}
            }
        }
    }

    fn values<'p>(
        &mut self,
        before: &Values,
        after: &Values,
        who: Who,
        place: &dyn Fn(&str) -> At<'p>,
    ) {
        for (name, old) in &before.keys {
            let Some(new) = after.keys.get(name) else {
                self.say(place(name), &[who], true, "it is gone");
                continue;
            };
            if old.count == before.count && new.count < after.count {
                let reason = "it is not always there any more";
                self.say(place(name), &[who], true, reason);
            }
            match other_types(&old.types, &new.types) {
                Some(reason) => self.say(place(name), &[who], true, reason),
                None => self.choices(&old.choice, &new.choice, &[who], &|| place(name)),
            }
        }
        for name in after.keys.keys() {
            if before.count > 0 && !before.keys.contains_key(name) {
                let reason = "it is new; payloads of messages that are open lack it";
                self.say(place(name), &[who], false, reason);
            }
        }
    }

    fn choices<'p>(&mut self, old: &Choice, new: &Choice, who: &[Who], place: &dyn Fn() -> At<'p>) {
        match (old, new) {
            (Choice::Of(old), Choice::Of(new)) => {
                let ids = |ids: &mut dyn Iterator<Item = &String>| {
                    let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
                    ids.join(", ")
                };
                let gone = ids(&mut old.difference(new));
                if !gone.is_empty() {
                    let reason = format!("it cannot be {gone} any more");
                    self.say(place(), who, true, reason);
                }
                let added = ids(&mut new.difference(old));
                if !added.is_empty() {
                    self.say(place(), who, false, format!("it may be {added} now"));
                }
            }
            (Choice::Any, Choice::Of(_)) => {
                let reason = "it may only be one of the options now, and was free";
                self.say(place(), who, true, reason);
            }
            (Choice::Of(_), Choice::Any) => {
                let reason = "it may be anything now, and was one of the options";
                self.say(place(), who, false, reason);
            }
            (Choice::Any, Choice::Any) => {}
        }
    }

    /// Options that go on to other screens, from where they may come into a payload.
    fn options(&mut self) {
        let mut who = vec![Who::Reader];
        if self.exchanges() {
            who.insert(0, Who::Endpoint);
        }
        for (id, before, after) in self.both() {
            for name in self.before.handed_on(id) {
                let old = self.before.choice_of(before, name);
                let new = self.after.choice_of(after, name);
                let (Some(old), Some(new)) = (old, new) else {
                    continue;
                };
                let at = || {
                    (
                        EffectKind::Option,
                        Some(id),
                        Some(format!("input `{name}`")),
                    )
                };
                self.choices(&old, &new, &who, &at);
            }
        }
    }

    fn sensitive(&mut self) {
        for (id, before, after) in self.both() {
            let [old, new] = [before, after].map(names_of_sensitive);
            let at = |name: &str| {
                let part = format!("input `{name}`");
                (EffectKind::Sensitive, Some(id), Some(part))
            };
            for name in old.difference(&new) {
                // An input that is gone shows nothing.
                if after.input(name).is_some() {
                    let reason = "it is not `sensitive` any more: the chat shows what was entered";
                    self.say(at(name), &[Who::Person], true, reason);
                }
            }
            for name in new.difference(&old) {
                let reason = "it is `sensitive` now: the chat hides what was entered";
                self.say(at(name), &[Who::Person], false, reason);
            }
        }
    }
}

fn same_but_id(one: &Screen<'_>, other: &Screen<'_>) -> bool {
    let members = |screen: &Screen<'_>| {
        let entries = &screen.object.entries;
        let entries = entries.iter().filter(|entry: &&Entry| entry.key != "id");
        entries.count()
    };
    let mut entries = one.object.entries.iter();
    members(one) == members(other)
        && entries.all(|entry| {
            let same = |node: &Node| node.same_value(&entry.value);
            entry.key == "id" || other.object.get(&entry.key).is_some_and(same)
        })
}

fn asks_on_back(screen: &Screen<'_>) -> bool {
    let asks = screen.object.get("refresh_on_back");
    asks.and_then(Node::as_bool) == Some(true)
}

fn names_of_sensitive<'t>(screen: &Screen<'t>) -> BTreeSet<&'t str> {
    let names = screen.object.get("sensitive").and_then(Node::as_array);
    names
        .unwrap_or(&[])
        .iter()
        .filter_map(Node::as_str)
        .collect()
}

fn another_type(old: &Type, new: &Type) -> String {
    if old.to_string() == new.to_string() {
        format!("it is {new} with other parts")
    } else {
        format!("it is {new} now, and was {old}")
    }
}

/// Whether a value of the type that was declared passes for the type that is declared. Parts of an object
/// may be missing.
fn accepts(new: &Type, old: &Type) -> bool {
    match (new, old) {
        (Type::Integer, Type::Number) => false,
        (Type::List(Some(new)), Type::List(Some(old))) => accepts(new, old),
        (Type::Object(new), Type::Object(old)) => match (new, old) {
            (Some(new), Some(old)) => new.iter().all(|(name, new)| match (new, old.get(name)) {
                (Some(new), Some(Some(old))) => accepts(new, old),
                _ => true,
            }),
            _ => true,
        },
        _ => old.fits(new),
    }
}

/// Why the types of a payload's value are other ones. `None` stands for a type that is not known.
fn other_types(old: &[Option<Type>], new: &[Option<Type>]) -> Option<String> {
    let fits = |new: &Option<Type>, old: &Option<Type>| match (new, old) {
        (Some(new), Some(old)) => new.fits(old),
        (new, old) => new == old,
    };
    let is_known = new.iter().all(|new| old.iter().any(|old| fits(new, old)))
        && old.iter().all(|old| new.iter().any(|new| fits(new, old)));
    if is_known {
        return None;
    }
    Some(match (old, new) {
        ([Some(old)], [Some(new)]) => another_type(old, new),
        _ => "its type is not the same".to_owned(),
    })
}
