//! What opens over the screen: a list, a calendar, the choice of files.

use flow_sim::{Choice, Component, Kind, Value, View};
use maud::{Markup, html};

use super::component::{Draw, label};
use super::held::Piece;
use super::{calendar, icons};
use crate::session::{MORE_OPTIONS, Session, is_range};
use crate::stand_in::{StandIn, size};
use crate::touch::{self, Overlay};

/// How many months a calendar scrolls through.
const MONTHS: i32 = 6;

pub(super) fn overlay(session: &Session, draw: &Draw<'_>, open: &Overlay) -> Markup {
    let Some(component) = touch::find(draw.view, &open.at) else {
        return html! {};
    };
    let title = match component.kind {
        Kind::CalendarPicker => component
            .drawn("title")
            .unwrap_or_else(|| label(component, Some("start-date"))),
        _ => label(component, None),
    };
    let dialog = component.kind == Kind::DatePicker;
    html! {
        div.scrim data-page="dismiss" {}
        div.overlay.dialog[dialog] role="dialog" aria-modal="true" aria-label=(title) {
            @if !dialog {
                div.overlay-top {
                    button.bar-button data-page="dismiss" aria-label="Close" { (icons::CLOSE) }
                    h3 dir="auto" { (title) }
                    span.bar-button aria-hidden="true" {}
                }
            }
            @match component.kind {
                Kind::Dropdown => {
                    (list(draw, component, open, &title))
                }
                Kind::DatePicker => (date(session, draw.view, open)),
                Kind::CalendarPicker => (many_months(session, draw.view, component, open)),
                Kind::PhotoPicker | Kind::DocumentPicker => (files(component, &open.at)),
                _ => {}
            }
        }
    }
}

/// The options of a list, as far as they are looked at.
fn list(draw: &Draw<'_>, component: &Component, open: &Overlay, title: &str) -> Markup {
    let parts = component.choices.chunks(MORE_OPTIONS);
    let drawn = open.options.div_ceil(MORE_OPTIONS);
    let more = parts.len() > drawn;
    let part = |number: usize, choices: &[Choice]| {
        let rows = choices
            .iter()
            .map(|choice| draw.row(component, choice, &open.at));
        draw.piece(
            &format!("{} {number}", open.at),
            html! { @for row in rows { (row) } },
        )
    };
    html! {
        div.overlay-body role="radiogroup" aria-label=(title) data-more[more] {
            @for (number, choices) in parts.take(drawn).enumerate() {
                @let Piece { name, held, markup } = part(number, choices);
                div.options data-key=(number) data-is=[name] data-held[held] { (markup) }
            }
        }
    }
}

fn date(session: &Session, view: &View, open: &Overlay) -> Markup {
    let shown = open.first.map(calendar::in_words);
    html! {
        p.chosen dir="auto" { (shown.unwrap_or_else(|| "Select a date".to_owned())) }
        (pages(open))
        (calendar::month(session, view, open, open.month, false))
        div.answers {
            button.plain data-page="dismiss" { "Cancel" }
            button.plain data-page="take-days" disabled[open.first.is_none()] { "OK" }
        }
    }
}

/// The name of the month, and the buttons that lead to others.
fn pages(open: &Overlay) -> Markup {
    html! {
        div.pages {
            button.bar-button.turns.earlier data-month="-1" aria-label="Earlier month" { (icons::CHEVRON) }
            b aria-live="polite" dir="auto" { (calendar::title(open.month)) }
            button.bar-button.turns data-month="1" aria-label="Later month" { (icons::CHEVRON) }
        }
    }
}

fn many_months(session: &Session, view: &View, component: &Component, open: &Overlay) -> Markup {
    let range = is_range(component);
    let day = |day: Option<flow_sim::Date>| day.map_or_else(|| "–".to_owned(), calendar::in_words);
    html! {
        @if range {
            div.ends-of-range {
                @for (end, value) in [("start-date", open.first), ("end-date", open.last)] {
                    span { small dir="auto" { (label(component, Some(end))) } b dir="auto" { (day(value)) } }
                }
            }
        }
        div.overlay-body.months {
            button.plain.more data-month=(-MONTHS) { "Earlier months" }
            @for month in (0..MONTHS).map(|months| open.month.after(months)) {
                h4 dir="auto" { (calendar::title(month)) }
                (calendar::month(session, view, open, month, range))
            }
            button.plain.more data-month=(MONTHS) { "Later months" }
        }
        div.overlay-foot {
            button.primary data-page="take-days" disabled[open.first.is_none()] { span { "Save" } }
        }
    }
}

/// Files that stand in for a person's own.
fn files(component: &Component, at: &str) -> Markup {
    let photos = component.kind == Kind::PhotoPicker;
    let known = component
        .value
        .as_ref()
        .and_then(Value::as_list)
        .unwrap_or(&[]);
    let names: Vec<_> = known
        .iter()
        .filter_map(|file| Some(file.get("file_name")?.to_text()))
        .collect();
    html! {
        p.overlay-note dir="auto" { "Files of this preview stand in for your own." }
        div.overlay-body {
            @for (number, file) in StandIn::all(photos).enumerate() {
                @let there = names.iter().any(|name| **name == *file.name);
                button.row data-attach=(at) data-name=(file.name) data-kilobytes=(file.kilobytes) aria-pressed=(there) disabled[there] {
                    @if photos { span class={ "photo media p" (number) } { (icons::PICTURE) } } @else { span.sheet-sign { (icons::DOCUMENT) } }
                    span.words {
                        span.title dir="auto" { (file.name) }
                        span.description { bdi dir="ltr" { (size(file.kilobytes)) } }
                    }
                }
            }
        }
    }
}
