//! Options to choose from, lists to tap, and the box to tick.

use flow_json::table::{self, Type};
use flow_sim::{Choice, Component, Kind, Value};
use maud::{Markup, html};

use super::component::{Draw, label, optional};
use super::icons;

/// The most items of a list that a phone draws.
fn most_items(list: &Component) -> usize {
    let list = table::component(&list.type_name).map(|list| &list.shape);
    match list.and_then(|list| Some(&list.property("list-items")?.ty)) {
        Some(Type::Array { max: Some(max), .. }) => *max,
        _ => usize::MAX,
    }
}

impl Draw<'_> {
    pub(super) fn group(&self, component: &Component, key: &str) -> Markup {
        let radio = component.kind == Kind::RadioButtonsGroup;
        let heading = self.id(key, "label");
        let hint = self.id(key, "hint");
        html! {
            div.group-of.off[!component.enabled].wrong[component.error.is_some()]
                role=(if radio { "radiogroup" } else { "group" }) aria-labelledby=(heading)
                aria-required=[(radio && component.required()).then_some("true")]
                aria-describedby=[component.error.is_some().then_some(&hint)] {
                p.group-label id=(heading) dir="auto" { (label(component, None)) (optional(component)) }
                @if let Some(text) = component.drawn("description") { p.group-text dir="auto" { (text) } }
                div.rows {
                    @for choice in &component.choices { (self.row(component, choice, key)) }
                }
                @if let Some(error) = &component.error { p.error id=(hint) dir="auto" { (error) } }
            }
        }
    }

    /// An option as a row.
    pub(super) fn row(&self, component: &Component, choice: &Choice, key: &str) -> Markup {
        let several = component.kind == Kind::CheckboxGroup;
        let large = component.text("media-size").as_deref() == Some("large");
        html! {
            button.row.large[large] data-touch="choose" data-at=(key) data-option=(choice.id)
                role=(if several { "checkbox" } else { "radio" }) aria-checked=(choice.selected)
                disabled[!choice.enabled || !component.enabled] {
                (self.start(choice))
                span.words {
                    span.title dir="auto" { (choice.title) }
                    @if let Some(text) = &choice.description { span.description dir="auto" { (text) } }
                    @if let Some(text) = &choice.metadata { span.metadata dir="auto" { (text) } }
                }
                @if several { span.tick { (icons::CHECK) } } @else { span.knob {} }
            }
        }
    }

    /// The picture or the colour before an option.
    fn start(&self, choice: &Choice) -> Markup {
        let text = |key| {
            choice
                .item
                .get(key)
                .map(Value::to_text)
                .filter(|text| !text.is_empty())
        };
        html! {
            @if let Some(src) = text("image") {
                (self.picture(&src, &text("alt-text").unwrap_or_default(), "media"))
            } @else if let Some(color) = text("color") {
                // An attribute of SVG, since the page allows no styles in the markup.
                svg.media viewBox="0 0 8 8" aria-hidden="true" preserveAspectRatio="none" { rect width="8" height="8" fill=(color) {} }
            }
        }
    }

    pub(super) fn chips(&self, component: &Component, key: &str) -> Markup {
        let heading = self.id(key, "label");
        let hint = self.id(key, "hint");
        html! {
            div.chips.off[!component.enabled].wrong[component.error.is_some()] role="group" aria-labelledby=(heading)
                aria-describedby=[component.error.is_some().then_some(&hint)] {
                p.group-label id=(heading) dir="auto" { (label(component, None)) (optional(component)) }
                @if let Some(text) = component.drawn("description") { p.group-text dir="auto" { (text) } }
                div.pills {
                    @for choice in &component.choices {
                        button.pill data-touch="choose" data-at=(key) data-option=(choice.id)
                            aria-pressed=(choice.selected) disabled[!choice.enabled || !component.enabled] dir="auto" { (choice.title) }
                    }
                }
                @if let Some(error) = &component.error { p.error id=(hint) dir="auto" { (error) } }
            }
        }
    }

    pub(super) fn list(&self, component: &Component, key: &str) -> Markup {
        let large = component.text("media-size").as_deref() == Some("large");
        let most = most_items(component);
        let heading = self.id(key, "label");
        let text = component.drawn("label");
        html! {
            div.list role="group" aria-labelledby=[text.is_some().then_some(&heading)] {
                @if let Some(text) = text { p.group-label id=(heading) dir="auto" { (text) } }
                @if let Some(text) = component.drawn("description") { p.group-text dir="auto" { (text) } }
                @if component.choices.len() > most {
                    p.unknown { "A phone does not draw a list of more than " (most) " items." }
                } @else {
                    div.rows {
                        @for choice in &component.choices { (self.item(choice, key, large)) }
                    }
                }
            }
        }
    }

    fn item(&self, choice: &Choice, key: &str, large: bool) -> Markup {
        let inner = |part: &str, key: &str| {
            let text = choice.item.get(part)?.get(key).map(Value::to_text);
            text.filter(|text| !text.is_empty())
        };
        let tags = choice
            .item
            .get("tags")
            .and_then(Value::as_list)
            .unwrap_or(&[]);
        let badge = choice
            .item
            .get("badge")
            .map(Value::to_text)
            .filter(|text| !text.is_empty());
        let ends = ["title", "description", "metadata"].map(|key| inner("end", key));
        html! {
            button.row.item.large[large] data-touch="item" data-at=(key) data-option=(choice.id) disabled[!choice.enabled] {
                @if let Some(src) = inner("start", "image") {
                    (self.picture(&src, &inner("start", "alt-text").unwrap_or_default(), "media"))
                }
                span.words {
                    @if let Some(text) = badge { span.badge dir="auto" { (text) } }
                    span.title dir="auto" { (choice.title) }
                    @if let Some(text) = &choice.description { span.description dir="auto" { (text) } }
                    @if let Some(text) = &choice.metadata { span.metadata dir="auto" { (text) } }
                    @if !tags.is_empty() {
                        span.tags { @for tag in tags { span.tag dir="auto" { (tag.to_text()) } } }
                    }
                }
                @if ends.iter().any(Option::is_some) {
                    span.ends {
                        @for (class, text) in ["title", "description", "metadata"].iter().zip(&ends) {
                            @if let Some(text) = text { span class=(class) dir="auto" { (text) } }
                        }
                    }
                }
                span.turns.arrow { (icons::CHEVRON) }
            }
        }
    }

    pub(super) fn opt_in(&self, component: &Component, key: &str) -> Markup {
        let ticked = component.value == Some(Value::Bool(true));
        let words = self.id(key, "label");
        let hint = self.id(key, "hint");
        html! {
            div.opt-in.wrong[component.error.is_some()] {
                button.row data-touch="tick" data-at=(key) role="checkbox" aria-checked=(ticked)
                    aria-labelledby=(words) aria-invalid=(component.error.is_some())
                    aria-describedby=[component.error.is_some().then_some(&hint)] disabled[!component.enabled] {
                    span.tick { (icons::CHECK) }
                }
                p dir="auto" {
                    span id=(words) { (label(component, None)) (optional(component)) }
                    @if self.is_tappable(component) {
                        " " button.link data-touch="tap" data-at=(key) { "Read more" }
                    }
                }
            }
            @if let Some(error) = &component.error { p.error id=(hint) dir="auto" { (error) } }
        }
    }
}
