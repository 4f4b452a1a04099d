//! What stands around the phone: the state, the endpoint, the findings, the lines of the source.

use flow_json::Severity;
use flow_sim::{Component, Request, RequestAction, Value, View};
use maud::{Markup, html};

use super::held::{Held, Piece};
use super::icons;
use crate::session::{Line, Session, pretty};
use crate::source::Source;
use crate::touch;

pub(super) fn panels(session: &Session, held: &Held) -> Markup {
    let Some((source, view)) = session.source.as_ref().zip(session.view()) else {
        return html! {};
    };
    html! {
        div.panel-column {
            @if view.end.is_none() { (components(session, source, &view, held)) }
            (findings(session, source, held))
            (explored(session, source, held))
        }
        div.panel-column {
            (endpoint(session, source))
            (state(session, source, &view))
        }
    }
}

/// A place that a click copies, or opens in the editor.
fn place(session: &Session, source: &Source, offset: u32) -> Markup {
    html! {
        @if let Some(spot) = source.spot(offset) {
            @let text = if source.names_files() {
                format!("{}:{}", crate::server::short(&spot.file), spot.at.line)
            } else {
                format!("L{}", spot.at.line)
            };
            @if session.editor.is_some() {
                button.place data-edit=(offset) title={ "Open " (spot) } { (text) }
            } @else {
                button.place data-copy=(spot) title={ "Copy " (spot) } { (text) }
            }
        }
    }
}

/// A message, in which code stands between backticks. An expression of Flow JSON has backticks of its own.
pub(super) fn words(message: &str) -> Markup {
    let parts: Vec<&str> = message.split('`').collect();
    html! {
        @if parts.len() % 2 == 1 && !message.contains("``") {
            @for (at, part) in parts.iter().enumerate() {
                @if at % 2 == 1 { code { (part) } } @else { (part) }
            }
        } @else {
            (message)
        }
    }
}

fn components(session: &Session, source: &Source, view: &View, held: &Held) -> Markup {
    let line = |(component, key): &(&Component, String)| {
        html! {
            li.part.hidden[component.hidden.is_some()] data-part=(key) tabindex="0" {
                span.part-type { (component.type_name) }
                span.part-name dir="auto" {
                    @if let Some(name) = &component.name { code { (name) } " " }
                    @if let Some(hidden) = &component.hidden {
                        small { "hidden by " code { (hidden.condition) } }
                    } @else if let Some(label) = component.label() { (cut(&label, MOST_OF_LABEL)) }
                }
                (place(session, source, component.place.range.start()))
            }
            @for blocker in &component.blockers {
                li.part.why { (icons::WARNING) span { (words(&blocker.to_string())) } }
            }
        }
    };
    let lines: Vec<_> = touch::keys(view).collect();
    html! {
        section.card #components {
            div.card-top { h2 { "On this screen" } span.count-of { (view.id()) } }
            @for (number, lines) in lines.chunks(LINES).enumerate() {
                @let lines = html! { @for one in lines { (line(one)) } };
                @let Piece { name, held, markup } = held.piece(&format!("lines {number}"), lines);
                ul.parts data-key=(number) data-is=[name] data-held[held] { (markup) }
            }
        }
    }
}

/// How many lines of components are one piece of the page.
const LINES: usize = 50;

fn state(session: &Session, source: &Source, view: &View) -> Markup {
    let inputs = view
        .components
        .iter()
        .filter_map(|component| Some((component.name.as_deref()?, component.value.as_ref()?)));
    let form = Value::object(inputs.map(|(name, value)| (name, value.clone())));
    let data = session
        .simulator()
        .and_then(|simulator| simulator.data(&session.state));
    html! {
        section.card #state {
            div.card-top { h2 { "State" } }
            @if let Some(sent) = &session.sent {
                h3 { @if let Some(screen) = &sent.screen { "last payload, of " (screen) } @else { "reply" } }
                pre.json { (pretty(&short(&sent.value))) }
                @if let Some(rust) = sent.rust(source) {
                    pre.json.rust { (rust.value) }
                    details.types { summary { "Its types" } pre.json.rust { (rust.types) } }
                }
            }
            @if view.end.is_some() && session.sent.is_none() { p.nothing { "No screen is open." } }
            @if view.end.is_none() {
                h3 { "form" } pre.json { (pretty(&form)) }
                @if let Some(data) = data { h3 { "data" } pre.json { (pretty(&short(&data))) } }
            }
        }
    }
}

/// The value with long texts, which are mostly pictures, cut.
fn short(value: &Value) -> Value {
    match value {
        Value::Text(text) => match cut(text, MOST_CHARS) {
            start if start.len() < text.len() => {
                Value::from(format!("{start}… {} bytes", text.len()))
            }
            _ => value.clone(),
        },
        Value::List(items) => Value::list(items.iter().map(short)),
        Value::Object(members) => {
            let members = members.iter();
            Value::object(members.map(|(key, value)| (key.clone(), short(value))))
        }
        other => other.clone(),
    }
}

const MOST_CHARS: usize = 400;

/// What of a label has room in a line.
const MOST_OF_LABEL: usize = 200;

/// The first characters of a text.
fn cut(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.map_or(text, |(end, _)| &text[..end])
}

fn endpoint(session: &Session, source: &Source) -> Markup {
    html! {
        section.card #endpoint {
            div.card-top { h2 { "Endpoint and effects" } }
            @if let Some(why) = &session.answers_broken { p.nothing.wrong { (icons::WARNING) span { (why) } } }
            @match (session.state.request(), &session.endpoint) {
                (Some(_), Some(url)) => div.ask { p { "The phone waits for " code { (url) } } },
                (Some(request), None) => (ask(session, source, request)),
                (None, _) => {}
            }
            @if session.log.is_empty() {
                p.nothing {
                    "Nothing has left the phone yet."
                    @if source.program.has_endpoint() {
                        " " button.inline data-page="ask-endpoint" { "Open with a request INIT" }
                    }
                }
            }
            ol.log {
                @for line in session.log.iter().rev() {
                    @match line {
                        Line::Request(request) => li.request { b { "Request" } pre.json { (pretty(&short(request))) } },
                        Line::Answer(answer) => li.answer { b { "Answer" } pre.json { (answer) } },
                        Line::Trouble(why) => li.notice { b { "The endpoint cannot be used" } p { (why) } },
                        Line::Notice { error, message } => li.notice { b { "Error notice " code { (error) } } p { (message) } },
                        Line::Link(url) => li.url { b { "Opens in the browser" } p { (link(url)) } },
                        Line::Reply(reply) => li.reply-line { b { "Reply" } pre.json { (pretty(&short(reply))) } },
                    }
                }
            }
        }
    }
}

/// An address: one can follow it if it is of the web, else only read it.
fn link(url: &str) -> Markup {
    let lower = url.trim().to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    html! {
        @if is_web { a href=(url) target="_blank" rel="noopener noreferrer" { (url) } } @else { code { (url) } " (not of the web: nothing opens)" }
    }
}

/// The form in which an answer is given by hand.
fn ask(session: &Session, source: &Source, request: &Request) -> Markup {
    let here = request.screen.as_deref();
    let back = request.action == RequestAction::Back;
    let follows = source
        .routes
        .iter()
        .filter(|route| Some(&*route.from) == here && !back);
    // First those that no action of the phone leads to.
    let (by_endpoint, others): (Vec<_>, Vec<_>) = follows.partition(|route| route.by_endpoint);
    let mut screens: Vec<&str> = by_endpoint
        .iter()
        .chain(&others)
        .map(|route| &*route.to)
        .collect();
    screens.extend(here.filter(|_| !back));
    if screens.is_empty() {
        screens.extend(source.program.screen_ids());
    }
    let body = |id: &str| {
        let data = source.program.example_data(id)?;
        Some(Value::object([("screen", Value::from(id)), ("data", data)]))
    };
    let mut answers: Vec<(String, Value)> = screens
        .iter()
        .filter_map(|id| Some(((*id).to_owned(), body(id)?)))
        .collect();
    let token = &*session.settings.flow_token;
    let end =
        serde_json::json!({ "extension_message_response": { "params": { "flow_token": token } } });
    answers.push((
        "end of the flow".to_owned(),
        Value::object([("screen", Value::from("SUCCESS")), ("data", end.into())]),
    ));
    let first = answers
        .first()
        .map(|(_, body)| pretty(body))
        .unwrap_or_default();
    html! {
        div.ask {
            p { "The phone waits for the endpoint. Answer in its place:" }
            div.choices {
                @for (name, body) in &answers {
                    button.chip data-fill-answer=(pretty(body)) { (name) }
                }
            }
            textarea #answer rows="9" spellcheck="false" aria-label="The answer, as JSON" { "\n" (first) }
            div.choices {
                button.send data-page="answer" { "Send" }
                button.chip data-page="status" data-code="427" { "427" }
                button.chip data-page="status" data-code="500" { "500" }
                button.chip data-page="timeout" { "Time-out" }
            }
        }
    }
}

fn findings(session: &Session, source: &Source, held: &Held) -> Markup {
    let faults = source.program.faults();
    let content = html! {
        div.card-top { h2 { "Checker" } span.count-of { (source.findings.len()) } }
        @if source.findings.is_empty() && faults.is_empty() { p.nothing { (icons::CHECK) " Nothing to find fault with." } }
        ul.findings {
            @for finding in source.findings.iter().take(MOST_FINDINGS) {
                li.error[finding.severity == Severity::Error] {
                    span.rule { (finding.rule.id) }
                    span {
                        (words(&finding.message))
                        @if let Some(help) = &finding.help { small { (words(help)) } }
                    }
                    (place(session, source, finding.place.loc.start()))
                }
            }
        }
        @if source.findings.len() > MOST_FINDINGS { p.nothing { "… and " (source.findings.len() - MOST_FINDINGS) " more" } }
    };
    card("findings", held.piece("findings", content))
}

/// A card that is one piece.
fn card(id: &str, Piece { name, held, markup }: Piece) -> Markup {
    html! {
        section.card id=(id) data-is=[name] data-held[held] { (markup) }
    }
}

const MOST_FINDINGS: usize = 100;

/// What the explorer has found.
fn explored(session: &Session, source: &Source, held: &Held) -> Markup {
    let findings = session.explored.iter().flat_map(|one| &one.findings);
    let content = html! {
        div.card-top {
            h2 { "Explorer" }
            @if let Some(explored) = &session.explored { span.count-of { (explored.findings.len()) } }
        }
        @match &session.explored {
            None => p.nothing { "Walking through all states …" },
            Some(explored) if explored.states == 0 => p.nothing { "There is no screen to walk through." },
            Some(explored) => p.nothing {
                @if explored.findings.is_empty() { (icons::CHECK) }
                @if explored.complete { "All " } @else { "The first " }
                (explored.states) " states were walked."
            },
        }
        ul.findings {
            @for (number, finding) in findings.enumerate().take(MOST_FINDINGS) {
                li.error[finding.kind.is_error()] {
                    span.rule { (finding.kind.name()) }
                    span {
                        (words(&finding.message))
                        @if !finding.steps.is_empty() {
                            details {
                                summary { "How to come there" }
                                ol { @for step in &finding.steps { li { (words(step)) } } }
                            }
                        }
                        button.chip data-way=(number) title="Do all this on the phone" { "Show" }
                    }
                    (place(session, source, finding.place.range.start()))
                }
            }
        }
    };
    card("explorer", held.piece("explorer", content))
}
