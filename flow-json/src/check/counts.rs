//! How many of what a screen may have.
//!
//! Of the branches of an `If` and the cases of a `Switch` only one is shown, so the fullest counts.

use super::model::{Component, Model, Screen};
use super::sink::{Sink, Spot};
use super::words::count;
use crate::rule::{Rule, Sample, document, screen};
use crate::table::COMPONENTS;
use crate::version::Version;

/// The most components on a screen. A `Form` is not counted.
const MAX_COMPONENTS: usize = 100;
/// The most components that Meta's documentation wants on a screen.
const ADVISED_COMPONENTS: usize = 50;

/// A rule for too many of one component, whose sample repeats a component; `#` is its number.
macro_rules! too_many {
    ($(#[$doc:meta])* $name:ident, $id:literal, $rule:literal, $code:literal, $client:expr, $most:literal of $json:literal, $why:literal) => {
        $(#[$doc])*
        pub(super) const $name: Rule = Rule {
            id: $id,
            name: $rule,
            code: $code,
            client_code: $client,
            why: $why,
            pass: Sample::Generated(|| repeated($json, $most)),
            fail: Sample::Generated(|| repeated($json, $most + 1)),
            ..Rule::ERROR
        };
    };
}

const CLIENT: Option<&str> = Some("COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN");

too_many!(
    /// More of a component than a screen may have.
    TOO_MANY_OF_ONE, "C2", "too-many-of-one-component", "COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN", None,
    2 of r##"{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}"##,
    "a screen has room for one `Form`, one picker, two carousels, two navigation lists"
);
too_many!(
    /// Two buttons.
    TOO_MANY_FOOTERS, "C2-Footer", "too-many-footers", "MAX_FOOTER_PER_SCREEN", CLIENT,
    0 of r##"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"##,
    "a screen has one `Footer`"
);
too_many!(
    /// More than two links.
    TOO_MANY_LINKS, "C2-EmbeddedLink", "too-many-links", "MAX_EMBEDDED_LINK_PER_SCREEN", CLIENT,
    2 of r##"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com"}}"##,
    "a screen has at most two of `EmbeddedLink`"
);
too_many!(
    /// More than three pictures.
    TOO_MANY_IMAGES, "C2-Image", "too-many-images", "MAX_IMAGE_PER_SCREEN", CLIENT,
    3 of r##"{"type": "Image", "src": "aGVsbG8=", "alt-text": "A door"}"##,
    "a screen has at most three of `Image`"
);
too_many!(
    /// More than five boxes to tick.
    TOO_MANY_OPT_INS, "C2-OptIn", "too-many-opt-ins", "MAX_OPT_IN_PER_SCREEN", CLIENT,
    5 of r##"{"type": "OptIn", "name": "agreed_#", "label": "I agree"}"##,
    "a screen has at most five of `OptIn`"
);

/// Two buttons at once, one of them in a branch.
pub(super) const FOOTER_BESIDE_BRANCH: Rule = Rule {
    id: "I4",
    name: "footer-beside-branch",
    code: "MORE_THAN_ONE_FOOTER",
    client_code: CLIENT,
    since: Version::V4_0,
    why: "a screen has one `Footer`, whichever branches are shown",
    pass: Sample::Generated(|| branches(true)),
    fail: Sample::Generated(|| branches(false)),
    ..Rule::ERROR
};

pub(super) fn too_many_of_one(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        for table in COMPONENTS {
            let Some(most) = table.max_per_screen.map(usize::from) else {
                continue;
            };
            let name = table.shape.name;
            // Seen in clients since 7.0 only.
            if name == "Form" && model.version < Version::V7_0 {
                continue;
            }
            // Pickers count together, so once.
            let pickers = name == "PhotoPicker";
            if name == "DocumentPicker" {
                continue;
            }
            let counted = |component: &Component<'_>| {
                component.name() == name || (pickers && component.name() == "DocumentPicker")
            };
            let Some(extra) = first_beyond(screen, most, counted) else {
                continue;
            };
            let extra = &screen.components[extra];
            let branch = |component: &Component<'_>| {
                screen
                    .ancestors(component)
                    .any(|above| matches!(above.name(), "If" | "Switch"))
            };
            let rule = match name {
                "Footer" => {
                    let mut footers = screen.components.iter().filter(|one| counted(one));
                    if footers.any(branch) {
                        &FOOTER_BESIDE_BRANCH
                    } else {
                        &TOO_MANY_FOOTERS
                    }
                }
                "EmbeddedLink" => &TOO_MANY_LINKS,
                "Image" => &TOO_MANY_IMAGES,
                "OptIn" => &TOO_MANY_OPT_INS,
                _ => &TOO_MANY_OF_ONE,
            };
            let what = if pickers {
                "`PhotoPicker` or `DocumentPicker`".to_owned()
            } else {
                format!("`{name}`")
            };
            let message = format!("a screen may have {most} {what}, and this is one more");
            sink.report(rule, Spot::value(extra.type_node), message)
                .help("leave it out, or put it on another screen");
        }
    }
}

/// Too many components of any kind.
pub(super) const TOO_MANY_COMPONENTS: Rule = Rule {
    id: "C3",
    name: "too-many-components",
    code: "MAX_ALLOWED_COMPONENTS_PER_SCREEN",
    source: "client",
    why: "a screen has at most 100 components",
    pass: Sample::Generated(|| repeated(TEXT, MAX_COMPONENTS - 1)),
    fail: Sample::Generated(|| repeated(TEXT, MAX_COMPONENTS)),
    ..Rule::ERROR
};

/// More components than a screen should have.
pub(super) const MANY_COMPONENTS: Rule = Rule {
    id: "W7",
    name: "many-components",
    code: "MANY_COMPONENTS",
    source: "docs",
    why: "Meta's documentation wants at most 50 components on a screen",
    pass: Sample::Generated(|| repeated(TEXT, ADVISED_COMPONENTS - 1)),
    fail: Sample::Generated(|| repeated(TEXT, ADVISED_COMPONENTS)),
    ..Rule::WARNING
};

const TEXT: &str = r#"{"type": "TextBody", "text": "Hello"}"#;

pub(super) fn too_many_components(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        // A form only holds others.
        let counted = |component: &Component<'_>| component.name() != "Form";
        let (rule, most, verb) = match first_beyond(screen, MAX_COMPONENTS, counted) {
            Some(_) => (&TOO_MANY_COMPONENTS, MAX_COMPONENTS, "may"),
            None => (&MANY_COMPONENTS, ADVISED_COMPONENTS, "should"),
        };
        if let Some(extra) = first_beyond(screen, most, counted) {
            let extra = &screen.components[extra];
            let most = count(most, "component", "components");
            let message = format!("a screen {verb} have {most}, and this is one more");
            sink.report(rule, Spot::value(extra.type_node), message)
                .help("put some on another screen");
        }
    }
}

/// The first component that is one too many, if there are too many.
fn first_beyond<'t>(
    screen: &Screen<'t>,
    most: usize,
    counted: impl Fn(&Component<'t>) -> bool,
) -> Option<usize> {
    let components = screen.components.iter().enumerate();
    let places: Vec<_> = components
        .filter(|(_, component)| counted(component))
        .map(|(index, _)| index)
        .collect();
    // Without branches the number alone tells.
    if places.len() <= most {
        return None;
    }
    let within = |index: &usize| shown(screen, *index, &counted) <= most;
    places.get(places.partition_point(within)).copied()
}

/// How many of the components up to an index may be shown at once.
fn shown<'t>(screen: &Screen<'t>, last: usize, counted: impl Fn(&Component<'t>) -> bool) -> usize {
    /// What a container holds: in the list at hand, and in the fullest of the others.
    #[derive(Clone, Copy, Default)]
    struct Held {
        list: usize,
        here: usize,
        fullest: usize,
    }
    let mut held = vec![Held::default(); last + 1];
    let mut whole = 0;
    // From the back, so that what a container holds is known when it is reached.
    for (index, component) in screen.components[..=last].iter().enumerate().rev() {
        let inside = held[index].here.max(held[index].fullest);
        let number = usize::from(counted(component)) + inside;
        match component.parent {
            None => whole += number,
            Some(parent) => {
                let held = &mut held[parent];
                if held.list != component.list {
                    held.fullest = held.fullest.max(held.here);
                    held.here = 0;
                    held.list = component.list;
                }
                held.here += number;
            }
        }
    }
    whole
}

fn repeated(component: &str, times: usize) -> String {
    let components: Vec<_> = (0..times)
        .map(|index| component.replace('#', &index.to_string()))
        .collect();
    document(Version::V7_3, "", &screen("", &components.join(", ")))
}

/// A screen with a `Footer` in each branch of an `If`, alone or beside another.
fn branches(alone: bool) -> String {
    let footer = r#"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"#;
    let condition = format!(
        r#"{{"type": "If", "condition": "${{data.new}}", "then": [{footer}], "else": [{footer}]}}"#
    );
    let more = r#""data": {"new": {"type": "boolean", "__example__": true}}"#;
    let mut screens = screen(more, &condition);
    if alone {
        // The last one is the screen's own.
        let last = format!(", {footer}]");
        screens = screens.replacen(&format!("{last}}}}}]"), "]}}]", 1);
    }
    document(Version::V7_3, "", &screens)
}
