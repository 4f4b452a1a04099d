//! The phone, with the chat and the flow over it.

use flow_sim::{End, FAILURE, Kind, Notice, View};
use maud::{Markup, html};

use super::component::Draw;
use super::held::Held;
use super::panels::words;
use super::{icons, overlay};
use crate::pictures::Pictures;
use crate::session::Session;
use crate::source::Source;

/// The phone of the page, and below it what the phone said to the last touch.
pub(super) fn phone(session: &Session, pictures: &Pictures, held: &Held) -> Markup {
    let view = session.view();
    let look = session.look;
    html! {
        div.device
            data-theme=(look.theme.word()) data-size=(look.size.word()) data-scale=(look.scale.word())
            data-screen=[view.as_ref().map(View::id)] {
            div.glass dir=(if look.rtl { "rtl" } else { "ltr" }) {
                (status_bar())
                @match &view {
                    Some(view) => {
                        (chat(view))
                        @if view.end.is_none() {
                            div.dim {}
                            (sheet(session, view, pictures, held))
                        }
                    }
                    None => div.chat {},
                }
            }
        }
        @if let Some(refusal) = &session.refusal {
            p.said role="status" { (icons::WARNING) span { (words(refusal)) } }
        }
        @if session.state.request().is_some() && session.endpoint.is_none() {
            p.said role="status" {
                (icons::WARNING)
                span { "The phone waits for the endpoint. " button.inline data-page="to-answer" { "Answer in its place" } }
            }
        }
        @if let Some(view) = &view {
            (cause(view))
        }
        @if let Some(why) = &session.broken {
            div.broken role="alert" {
                h2 { "The flow cannot be shown as it is now" }
                pre { (why) }
                @if session.source.is_some() { p { "What you see below is the last version that could be shown." } }
            }
        }
    }
}

fn status_bar() -> Markup {
    html! {
        div.status aria-hidden="true" {
            span { "12:00" }
            span.signs { (icons::SIGNAL) (icons::BATTERY) }
        }
    }
}

/// What the person does not read: why something went wrong.
fn cause(view: &View) -> Markup {
    let cause = match (&view.notice, &view.end) {
        (Some(Notice::Failure(cause)), _) | (_, Some(End::Failed(cause))) => Some(cause),
        _ => None,
    };
    html! {
        @if let Some(cause) = cause {
            p.said role="status" { (icons::WARNING) span { (words(cause)) br; small { "The person does not read this; the endpoint is told." } } }
        }
        @for fault in &view.faults {
            p.said role="status" { (icons::WARNING) span { (words(&fault.message)) } }
        }
    }
}

/// The chat behind the flow, and the message at its end.
fn chat(view: &View) -> Markup {
    let open = view.end.is_none();
    html! {
        div.chat inert[open] {
            div.chat-top {
                span.avatar aria-hidden="true" { "B" }
                span { b { "Your business" } small { "Business account" } }
            }
            div.messages {
                div.bubble.theirs {
                    p dir="auto" { "Hello! Tap below to begin." }
                    small.time { "12:00" }
                    button.bubble-button data-page="restart" disabled[matches!(view.end, Some(End::Refused(_)))] { (icons::FLOW) "Open the flow" }
                }
                @match &view.end {
                    Some(End::Completed { success, .. }) => {
                        div.bubble.ours {
                            div.reply {
                                span.reply-sign aria-hidden="true" { (icons::FLOW) }
                                span {
                                    b { "Response sent" }
                                    @if !success { small { "not counted as a success" } }
                                }
                            }
                            @if !view.summary.is_empty() {
                                details.summary open {
                                    summary { "View response" }
                                    dl {
                                        @for (label, value) in &view.summary {
                                            div { dt dir="auto" { (label) } dd dir="auto" { (value) } }
                                        }
                                    }
                                }
                            }
                            small.time { "12:01" (icons::READ) }
                        }
                    }
                    Some(End::Refused(text)) => p.bubble.system role="alert" dir="auto" { (text) },
                    Some(End::Failed(_)) => p.bubble.system role="alert" dir="auto" { (FAILURE) },
                    Some(_) => p.bubble.system dir="auto" { "The flow was closed. The business gets no message." },
                    None => {}
                }
            }
        }
    }
}

/// The flow, as a sheet over the chat.
fn sheet(session: &Session, view: &View, pictures: &Pictures, held: &Held) -> Markup {
    let covered = session.overlay.is_some();
    let draw = session.simulator().map(|simulator| Draw {
        simulator,
        state: &session.state,
        view,
        pictures,
        held: Some(held),
        space: "live",
    });
    html! {
        @if let (Some(draw), Some(source)) = (draw, &session.source) {
            div.sheet aria-label=(view.title) role="region" aria-busy=(view.waiting) tabindex="-1" {
                (bar(view, source, covered || view.waiting))
                @if view.waiting { div.progress role="progressbar" aria-label="Waiting for the endpoint" {} }
                div.flow inert[covered || view.waiting] { (draw.body()) (draw.foot()) }
                @if let Some(notice) = &view.notice {
                    div.snackbar role="alert" dir="auto" { (notice.text()) }
                }
                @if let Some(open) = &session.overlay {
                    (overlay::overlay(session, &draw, open))
                }
            }
        }
    }
}

/// The bar at the top. A later screen has an arrow back also when it was opened as the first.
pub(super) fn bar(view: &View, source: &Source, covered: bool) -> Markup {
    html! {
        div.bar inert[covered] {
            @if view.can_go_back || source.is_later(view.id()) {
                button.bar-button.turns data-touch="back" aria-label="Back" { (icons::BACK) }
            } @else {
                button.bar-button data-touch="close" aria-label="Close" { (icons::CLOSE) }
            }
            h2 dir="auto" { (view.title) }
            span.bar-button aria-hidden="true" { (icons::MENU) }
        }
    }
}

impl Draw<'_> {
    /// All but the bars.
    pub(super) fn body(&self) -> Markup {
        html! {
            div.body id={ (self.space) "-body" } data-keep-scroll=(self.view.screen) {
                @for (component, key) in crate::touch::keys(self.view) {
                    @if component.hidden.is_none() && component.kind != Kind::Footer {
                        (self.component(component, &key))
                    }
                }
                @if self.view.waiting && self.view.screen.is_empty() {
                    div.opening aria-label="Opening" { span.spinner {} }
                }
            }
        }
    }

    /// What is fixed at the bottom.
    pub(super) fn foot(&self) -> Markup {
        let footer = crate::touch::keys(self.view)
            .find(|(one, _)| one.kind == Kind::Footer && one.hidden.is_none());
        html! {
            div.foot {
                @if let Some((footer, key)) = &footer {
                    div.c data-key=(key) {
                        (captions(footer))
                        button.primary data-touch="tap" data-at=(key) disabled[!footer.enabled] {
                            span dir="auto" { (footer.drawn("label").unwrap_or_default()) }
                        }
                    }
                }
                p.managed dir="auto" { "Managed by the business. " span.learn { "Learn more" } }
            }
        }
    }
}

fn captions(footer: &flow_sim::Component) -> Markup {
    let drawn = |name| footer.drawn(name);
    let (left, center, right) = (
        drawn("left-caption"),
        drawn("center-caption"),
        drawn("right-caption"),
    );
    html! {
        @if left.is_some() || center.is_some() || right.is_some() {
            div.captions {
                @if let Some(text) = left { span dir="auto" { (text) } }
                @if let Some(text) = center { span.center dir="auto" { (text) } }
                @if let Some(text) = right { span.end dir="auto" { (text) } }
            }
        }
    }
}
