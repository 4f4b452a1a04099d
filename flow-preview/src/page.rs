//! The page, as HTML.

mod calendar;
mod choices;
mod component;
mod held;
mod icons;
mod input;
mod markdown;
mod overlay;
mod panels;
mod phone;
mod storyboard;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Serialize;

use crate::look::{Direction, Look, Scale, Size, Theme};
use crate::pictures::Pictures;
use crate::server::short;
use crate::session::{Build, Session};

pub(crate) use held::Held;

/// The parts of the page that change.
#[derive(Serialize)]
pub(crate) struct Parts {
    /// Later ones have a higher number.
    pub(crate) version: u64,
    phone: String,
    panels: String,
    tools: String,
    /// Only when the flow or its looks have changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<String>,
    /// The state, for a link.
    link: String,
    /// What its build does, or how long it took.
    #[serde(skip_serializing_if = "Option::is_none")]
    built: Option<String>,
}

/// All parts, but the pieces that the page shows already.
pub(crate) fn parts(session: &Session, pictures: &Pictures, held: &Held) -> Parts {
    Parts {
        story: Some(storyboard::storyboard(session, pictures, held).into_string()),
        ..changed(session, pictures, held)
    }
}

/// The parts that a touch changes.
pub(crate) fn changed(session: &Session, pictures: &Pictures, held: &Held) -> Parts {
    Parts {
        version: session.version,
        phone: phone::phone(session, pictures, held).into_string(),
        panels: panels::panels(session, held).into_string(),
        tools: tools(session.look).into_string(),
        story: None,
        link: session.link(),
        built: match session.build {
            Build::None => None,
            Build::Runs => Some("building …".to_owned()),
            Build::Took(took) => Some(format!("built in {took:.1?}")),
        },
    }
}

/// The whole page.
pub(crate) fn whole(session: &Session, pictures: &Pictures) -> String {
    let Parts {
        version,
        phone,
        panels,
        tools,
        story,
        link,
        built,
    } = parts(session, pictures, &Held::default());
    let name = session
        .source
        .as_ref()
        .map_or("a flow", |source| short(&source.name));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (name) " · preview" }
                link rel="icon" href="assets/icon.svg";
                @for sheet in ["fonts.css", "page.css", "panels.css", "phone.css", "inputs.css"] {
                    link rel="stylesheet" href={ "assets/" (sheet) };
                }
                script type="module" src="assets/page.js" {}
            }
            body data-version=(version) data-link=(link) {
                header.top {
                    h1 { (icons::MARK) span { (name) } }
                    p.live #live role="status" { "live" }
                    p.built #built { (built.unwrap_or_default()) }
                    div.tools #tools { (PreEscaped(tools)) }
                }
                main {
                    section.stage aria-label="Phone" { div #phone { (PreEscaped(phone)) } }
                    div.around {
                        section.card.story aria-label="All screens" {
                            div #story { (PreEscaped(story.unwrap_or_default())) }
                        }
                        div.panels #panels { (PreEscaped(panels)) }
                    }
                }
                p.toast #toast role="status" hidden {}
            }
        }
    };
    page.into_string()
}

/// The switches of the phone's looks.
fn tools(look: Look) -> Markup {
    html! {
        div.group role="group" aria-label="Colours" {
            @for theme in Theme::ALL {
                button.tool data-look="theme" data-value=(theme.word())
                    aria-pressed=(*theme == look.theme) title=(theme.word()) {
                    @if *theme == Theme::Light { (icons::SUN) } @else { (icons::MOON) }
                    span.sr { (theme.word()) }
                }
            }
        }
        div.group role="group" aria-label="Size of the phone" {
            @for size in Size::ALL {
                button.tool data-look="size" data-value=(size.word())
                    aria-pressed=(*size == look.size) title={ (size.word()) " phone" } {
                    span class={ "device-icon " (size.word()) } aria-hidden="true" {}
                    span.sr { (size.word()) }
                }
            }
        }
        div.group role="group" aria-label="Direction" {
            @for direction in Direction::ALL {
                @let rtl = *direction == Direction::Rtl;
                button.tool data-look="rtl" data-value=(rtl) aria-pressed=(look.rtl == rtl) { (direction.word().to_uppercase()) }
            }
        }
        label.tool.pick {
            span.sr { "Size of letters" }
            select data-look="scale" {
                @for scale in Scale::ALL {
                    option value=(scale.word()) selected[*scale == look.scale] { "Aa " (scale.word()) " %" }
                }
            }
        }
        button.tool.wide data-page="link" { (icons::LINK) "Copy link" }
        button.tool.wide data-page="restart" { (icons::RESTART) "Restart" }
        span hidden data-current=(look.json()) {}
    }
}

/// The files of the page: their type and their bytes.
pub(crate) fn asset(name: &str) -> Option<(&'static str, &'static [u8])> {
    const SCRIPT: &str = "text/javascript; charset=utf-8";
    const STYLE: &str = "text/css; charset=utf-8";
    const FONT: &str = "font/woff2";
    Some(match name {
        "page.js" => (SCRIPT, include_bytes!("../assets/page.js")),
        "morph.js" => (SCRIPT, include_bytes!("../assets/morph.js")),
        "story.js" => (SCRIPT, include_bytes!("../assets/story.js")),
        "page.css" => (STYLE, include_bytes!("../assets/page.css")),
        "panels.css" => (STYLE, include_bytes!("../assets/panels.css")),
        "phone.css" => (STYLE, include_bytes!("../assets/phone.css")),
        "inputs.css" => (STYLE, include_bytes!("../assets/inputs.css")),
        "fonts.css" => (STYLE, include_bytes!("../assets/fonts.css")),
        "icon.svg" => ("image/svg+xml", include_bytes!("../assets/icon.svg")),
        "roboto-cyrillic-wght-normal.woff2" => (
            FONT,
            include_bytes!("../assets/fonts/roboto-cyrillic-wght-normal.woff2"),
        ),
        "roboto-greek-wght-normal.woff2" => (
            FONT,
            include_bytes!("../assets/fonts/roboto-greek-wght-normal.woff2"),
        ),
        "roboto-vietnamese-wght-normal.woff2" => (
            FONT,
            include_bytes!("../assets/fonts/roboto-vietnamese-wght-normal.woff2"),
        ),
        "roboto-latin-ext-wght-normal.woff2" => (
            FONT,
            include_bytes!("../assets/fonts/roboto-latin-ext-wght-normal.woff2"),
        ),
        "roboto-latin-wght-italic.woff2" => (
            FONT,
            include_bytes!("../assets/fonts/roboto-latin-wght-italic.woff2"),
        ),
        "roboto-latin-wght-normal.woff2" => (
            FONT,
            include_bytes!("../assets/fonts/roboto-latin-wght-normal.woff2"),
        ),
        _ => return None,
    })
}
