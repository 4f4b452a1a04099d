//! Inputs in boxes: text, days, lists and files.

use flow_sim::{Component, Kind, Value};
use maud::{Markup, html};

use super::component::{Draw, label, optional};
use super::{calendar, icons};
use crate::stand_in::{StandIn, size};

impl Draw<'_> {
    pub(super) fn text_input(&self, component: &Component, key: &str) -> Markup {
        let id = self.id(key, "input");
        let hint = self.id(key, "hint");
        let value = component
            .value
            .as_ref()
            .map(Value::to_text)
            .unwrap_or_default();
        let large = component.property("label-variant").is_some();
        let kind = component.text("input-type").unwrap_or_default();
        let secret = component.is_secret();
        let mode = match &*kind {
            "number" => "decimal",
            "passcode" => "numeric",
            "phone" => "tel",
            "email" => "email",
            _ => "text",
        };
        let (count, most) = component.characters().unwrap_or_default();
        let area = component.kind == Kind::TextArea;
        let described = (component.error.is_some() || component.property("helper-text").is_some())
            .then_some(&hint);
        html! {
            div.field.off[!component.enabled].wrong[component.error.is_some()].complains[complains(component)].large[large] {
                @if large { label.large-label for=(id) dir="auto" { (label(component, None)) (optional(component)) } }
                div.box.area[area] {
                    @if area {
                        textarea id=(id) data-touch="fill" data-at=(key) maxlength=(most) placeholder=" " rows="4"
                            aria-describedby=[described] aria-invalid=(component.error.is_some())
                            aria-required=(component.required())
                            disabled[!component.enabled] dir="auto" { "\n" (value) }
                    } @else {
                        input id=(id) data-touch="fill" data-at=(key) maxlength=(most) placeholder=" "
                            type=(if secret { "password" } else { "text" }) inputmode=(mode) value=(value)
                            aria-describedby=[described] aria-invalid=(component.error.is_some())
                            aria-required=(component.required())
                            disabled[!component.enabled] dir="auto" autocomplete="off" spellcheck="false";
                    }
                    @if !large { label for=(id) dir="auto" { (label(component, None)) (optional(component)) } }
                    @if secret {
                        button.eye type="button" data-page="reveal" data-for=(id) aria-label="Show what is typed" { (icons::EYE) }
                    }
                }
                div.below {
                    (self.hint(component, key, None))
                    @if area { span.count dir="ltr" { (count) " / " (most) } }
                }
            }
        }
    }

    /// The error, or the helper text.
    fn hint(&self, component: &Component, key: &str, end: Option<&str>) -> Markup {
        let helper = match (component.property("helper-text"), end) {
            (Some(range @ Value::Object(_)), Some(end)) => range.get(end).map(Value::to_text),
            (Some(Value::Object(_)), None) => None,
            _ => component.drawn("helper-text"),
        };
        html! {
            div.hint id=(self.id(key, end.unwrap_or("hint"))) {
                @if let Some(error) = &component.error { p.error dir="auto" { (error) } }
                @if let Some(helper) = helper { p.helper dir="auto" { (helper) } }
            }
        }
    }

    pub(super) fn dropdown(&self, component: &Component, key: &str) -> Markup {
        let value = component.drawn_value();
        html! {
            (self.opener(component, key, None, &value, html! { (icons::DOWN) }))
        }
    }

    pub(super) fn days(&self, component: &Component, key: &str) -> Markup {
        let sign = || html! { (icons::CALENDAR) };
        let (first, last) = crate::session::days(component.value.as_ref());
        let text = |day: Option<flow_sim::Date>| day.map(calendar::in_words).unwrap_or_default();
        html! {
            @if crate::session::is_range(component) {
                @let heading = self.id(key, "label");
                @let title = component.drawn("title");
                div.range role="group" aria-labelledby=[title.is_some().then_some(&heading)] {
                    @if let Some(title) = title { p.group-label id=(heading) dir="auto" { (title) } }
                    @if let Some(text) = component.drawn("description") { p.group-text dir="auto" { (text) } }
                    (self.opener(component, key, Some("start-date"), &text(first), sign()))
                    (self.opener(component, key, Some("end-date"), &text(last), sign()))
                }
            } @else {
                (self.opener(component, key, None, &text(first), sign()))
            }
        }
    }

    /// A box that opens something over the screen.
    fn opener(
        &self,
        component: &Component,
        key: &str,
        end: Option<&str>,
        value: &str,
        sign: Markup,
    ) -> Markup {
        let filled = !value.is_empty();
        let required = match (component.property("required"), end) {
            (Some(ends @ Value::Object(_)), Some(end)) => {
                ends.get(end).and_then(Value::as_bool) == Some(true)
            }
            _ => component.required(),
        };
        html! {
            div.field.off[!component.enabled].wrong[component.error.is_some()].filled[filled] {
                button.box.opener data-open=(key) disabled[!component.enabled]
                    aria-haspopup="dialog" aria-describedby=(self.id(key, end.unwrap_or("hint"))) {
                    span.inside {
                        span.floating dir="auto" {
                            (label(component, end))
                            @if !required { span.optional { " (optional)" } }
                        }
                        @if filled { span.value dir="auto" { (value) } }
                    }
                    (sign)
                }
                div.below { (self.hint(component, key, end)) }
            }
        }
    }

    pub(super) fn files(&self, component: &Component, key: &str) -> Markup {
        let photos = component.kind == Kind::PhotoPicker;
        let files = component
            .value
            .as_ref()
            .and_then(Value::as_list)
            .unwrap_or(&[]);
        let name = |file: &Value| {
            file.get("file_name")
                .map(Value::to_text)
                .unwrap_or_default()
        };
        let heading = self.id(key, "label");
        html! {
            div.files.off[!component.enabled].wrong[component.error.is_some()]
                role="group" aria-labelledby=(heading) aria-describedby=(self.id(key, "hint")) {
                p.group-label id=(heading) dir="auto" { (label(component, None)) (optional(component)) }
                @if let Some(text) = component.drawn("description") { p.group-text dir="auto" { (text) } }
                p.limits dir="auto" { (limits(component, photos)) }
                @if !files.is_empty() {
                    ul.tiles {
                        @for (at, file) in files.iter().enumerate() {
                            li.tile.wide[!photos] data-kilobytes=(StandIn::kilobytes_of(&name(file))) {
                                @if photos { span class={ "photo p" (at % 4) } { (icons::PICTURE) } } @else { span.sheet-sign { (icons::DOCUMENT) } }
                                span.tile-name dir="auto" { (name(file)) }
                                button.remove data-remove=(at) data-at=(key) aria-label={ "Remove " (name(file)) } { (icons::CLOSE) }
                            }
                        }
                    }
                }
                button.secondary data-open=(key) disabled[!component.enabled] {
                    @if photos { (icons::CAMERA) "Add photos" } @else { (icons::DOCUMENT) "Add documents" }
                }
                div.below { (self.hint(component, key, None)) }
            }
        }
    }
}

/// Whether the error is the phone's own, which shows when one has left the input.
fn complains(component: &Component) -> bool {
    let problem = component.problem.as_ref().map(ToString::to_string);
    problem.is_some() && problem.as_deref() == component.error.as_deref()
}

/// How many files of what size are taken.
fn limits(component: &Component, photos: bool) -> String {
    let (what, least, most) = if photos {
        ("photo", "min-uploaded-photos", "max-uploaded-photos")
    } else {
        (
            "document",
            "min-uploaded-documents",
            "max-uploaded-documents",
        )
    };
    let count = |name| component.count(name).unwrap_or(0);
    let (least, most) = (count(least), count(most));
    let size = size(count("max-file-size-kb") as u64);
    let plural = if most == 1 { "" } else { "s" };
    let range = match least {
        0 => format!("up to {most}"),
        least if least == most => most.to_string(),
        least => format!("{least} to {most}"),
    };
    format!("Add {range} {what}{plural}. Max file size {size}.")
}
