//! Finding components as a person reads them or an author wrote them.

use flow_json::table::nearest;

use super::PhoneError;
use crate::choice::Choice;
use crate::event::{Event, Refusal};
use crate::program::{Kind, Program, Trigger};
use crate::view::{Component, View};

/// The link of an `OptIn`, in the words of the phone.
const READ_MORE: &str = "Read more";

/// The most names that a message lists.
const LISTED: usize = 8;

/// The input of that name or label.
pub(super) fn input(view: &View, name: &str) -> Result<usize, PhoneError> {
    usable(view)?;
    let inputs = || view.components.iter().filter(|one| one.name.is_some());
    let by_name = inputs().find(|one| one.name.as_deref() == Some(name));
    // Of two of one label, the one that is shown is meant.
    let labelled = || inputs().filter(|one| is_called(one, name));
    let by_label = || {
        labelled()
            .find(|one| one.hidden.is_none())
            .or_else(|| labelled().next())
    };
    if let Some(found) = by_name.or_else(by_label) {
        return Ok(found.index);
    }
    if let Some(other) = view.components.iter().find(|one| is_called(one, name)) {
        let message = format!("{} is no input", other.describe());
        return Err(Refusal::Impossible(message).into());
    }
    let names = inputs().flat_map(|one| [one.name.as_deref().map(str::to_owned), label(one)]);
    Err(not_found(
        view,
        &format!("no input `{name}`"),
        name,
        names.flatten().collect(),
    ))
}

/// The option of that id or title.
pub(super) fn choice<'v>(
    view: &'v View,
    component: usize,
    name: &str,
) -> Result<&'v Choice, PhoneError> {
    let component = view.component(component);
    let found = component.and_then(|component| component.choice(name));
    found.ok_or_else(|| {
        let what = component.map(Component::describe).unwrap_or_default();
        let choices = component.map_or(&[][..], |component| &component.choices);
        let names = choices
            .iter()
            .flat_map(|one| [one.id.to_string(), one.title.to_string()]);
        not_found(
            view,
            &format!("no option `{name}` in {what}"),
            name,
            names.collect(),
        )
    })
}

/// The tap on the component with that text.
pub(super) fn tappable(view: &View, program: &Program, text: &str) -> Result<Event, PhoneError> {
    usable(view)?;
    let screen = program
        .screen(&view.screen)
        .map(|index| &program.screens[index]);
    let clicks = |one: &&Component| {
        let written = screen.map(|screen| &screen.components[one.index]);
        one.kind != Kind::NavigationList
            && (one.kind == Kind::Footer
                || written.is_some_and(|written| written.action(Trigger::Click).is_some()))
    };
    let tappable = || view.components.iter().filter(clicks);
    let called = |one: &&Component| {
        let read_more = one.kind == Kind::OptIn && text == READ_MORE;
        read_more || is_called(one, text) || one.name.as_deref() == Some(text)
    };
    let shown = tappable().filter(called).find(|one| one.hidden.is_none());
    if let Some(found) = shown {
        let component = found.index;
        return Ok(Event::Tap { component });
    }
    let lists = || {
        view.components
            .iter()
            .filter(|one| one.kind == Kind::NavigationList)
    };
    for list in lists() {
        if let Some(item) = list.choice(text) {
            let (component, item) = (list.index, item.id.clone());
            return Ok(Event::TapItem { component, item });
        }
    }
    if let Some(found) = tappable().find(called) {
        // The refusal names the condition that hides it.
        let component = found.index;
        return Ok(Event::Tap { component });
    }
    if let Some(other) = view.components.iter().find(called) {
        let hint = match other.kind {
            Kind::OptIn => ": use `tick`",
            kind if kind.chooses_one() || kind.chooses_several() => ": use `pick` for its options",
            _ if other.name.is_some() => ": use `fill`",
            _ => "",
        };
        let message = format!("{} is nothing to tap{hint}", other.describe());
        return Err(Refusal::Impossible(message).into());
    }
    let items = lists().flat_map(|list| list.choices.iter().map(|one| one.title.to_string()));
    let names = tappable().filter_map(label).chain(items);
    Err(not_found(
        view,
        &format!("nothing to tap with the text \"{text}\""),
        text,
        names.collect(),
    ))
}

/// Whether anything can be done at all.
fn usable(view: &View) -> Result<(), PhoneError> {
    if view.end.is_some() {
        return Err(Refusal::Ended.into());
    }
    if view.waiting {
        return Err(Refusal::Waiting.into());
    }
    Ok(())
}

fn label(component: &Component) -> Option<String> {
    Some(component.label()?.to_string())
}

/// Whether a person calls it that: by the whole text, or by as much of it as is drawn.
fn is_called(component: &Component, text: &str) -> bool {
    let is = |shown: Option<crate::value::Text>| shown.as_deref() == Some(text);
    is(component.label()) || is(component.drawn("label")) || is(component.drawn("text"))
}

fn not_found(view: &View, what: &str, name: &str, mut names: Vec<String>) -> PhoneError {
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let near = match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => vec![format!("`{near}`")],
        None => names
            .iter()
            .take(LISTED)
            .map(|name| format!("`{name}`"))
            .collect(),
    };
    PhoneError::NotFound {
        message: format!("the screen `{}` has {what}", view.screen),
        near,
    }
}
