//! The most components of each kind that a screen may have.
//!
//! Of the branches of an `If` and the cases of a `Switch` only one is shown, so the fullest counts.

use super::model::{Component, Model, Screen};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::count;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen};
use crate::rule::{Origin, Rule, samples};
use crate::table::{ADVISED_COMPONENTS, COMPONENTS, MAX_COMPONENTS};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: too_many_of_one,
        rules: &[
            &TOO_MANY_OF_ONE,
            &TOO_MANY_FOOTERS,
            &TOO_MANY_LINKS,
            &TOO_MANY_IMAGES,
            &TOO_MANY_OPT_INS,
            &FOOTER_BESIDE_BRANCH,
        ],
    },
    Check {
        run: too_many_components,
        rules: &[&TOO_MANY_COMPONENTS, &MANY_COMPONENTS],
    },
];

const CLIENT: Option<&str> = Some("COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN");

/// More of a component than a screen may have.
pub(super) const TOO_MANY_OF_ONE: Rule = Rule {
    id: "C2",
    name: "too-many-of-one-component",
    code: "COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN",
    why: "a screen has room for one `Form`, one picker, two carousels, two navigation lists",
    samples: samples! {
        pass: Generated(|| repeated(
            r##"{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}"##,
            2
        )),
        fail: Generated(|| repeated(
            r##"{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}"##,
            3
        )),
    },
    ..Rule::ERROR
};

/// Two buttons.
pub(super) const TOO_MANY_FOOTERS: Rule = Rule {
    id: "C2-Footer",
    name: "too-many-footers",
    code: "MAX_FOOTER_PER_SCREEN",
    client_code: CLIENT,
    why: "a screen has one `Footer`",
    samples: samples! {
        pass: Generated(|| repeated(
            r##"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"##,
            0
        )),
        fail: Generated(|| repeated(
            r##"{"type": "Footer", "label": "Done", "on-click-action": {"name": "complete", "payload": {}}}"##,
            1
        )),
    },
    ..Rule::ERROR
};

/// More than two links.
pub(super) const TOO_MANY_LINKS: Rule = Rule {
    id: "C2-EmbeddedLink",
    name: "too-many-links",
    code: "MAX_EMBEDDED_LINK_PER_SCREEN",
    client_code: CLIENT,
    why: "a screen has at most two of `EmbeddedLink`",
    samples: samples! {
        pass: Generated(|| repeated(
            r##"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com"}}"##,
            2
        )),
        fail: Generated(|| repeated(
            r##"{"type": "EmbeddedLink", "text": "Terms", "on-click-action": {"name": "open_url", "url": "https://example.com"}}"##,
            3
        )),
    },
    ..Rule::ERROR
};

/// More than three pictures.
pub(super) const TOO_MANY_IMAGES: Rule = Rule {
    id: "C2-Image",
    name: "too-many-images",
    code: "MAX_IMAGE_PER_SCREEN",
    client_code: CLIENT,
    why: "a screen has at most three of `Image`",
    samples: samples! {
        pass: Generated(|| repeated(
            r##"{"type": "Image", "src": "aGVsbG8=", "alt-text": "A door"}"##,
            3
        )),
        fail: Generated(|| repeated(
            r##"{"type": "Image", "src": "aGVsbG8=", "alt-text": "A door"}"##,
            4
        )),
    },
    ..Rule::ERROR
};

/// More than five boxes to tick.
pub(super) const TOO_MANY_OPT_INS: Rule = Rule {
    id: "C2-OptIn",
    name: "too-many-opt-ins",
    code: "MAX_OPT_IN_PER_SCREEN",
    client_code: CLIENT,
    why: "a screen has at most five of `OptIn`",
    samples: samples! {
        pass: Generated(|| repeated(
            r##"{"type": "OptIn", "name": "agreed_#", "label": "I agree"}"##,
            5
        )),
        fail: Generated(|| repeated(
            r##"{"type": "OptIn", "name": "agreed_#", "label": "I agree"}"##,
            6
        )),
    },
    ..Rule::ERROR
};

/// Two buttons at once, one of them in a branch.
pub(super) const FOOTER_BESIDE_BRANCH: Rule = Rule {
    id: "I4",
    name: "footer-beside-branch",
    code: "MORE_THAN_ONE_FOOTER",
    client_code: CLIENT,
    since: Version::V4_0,
    why: "a screen has one `Footer`, whichever branches are shown",
    samples: samples! {
        pass: Generated(|| branches(true)),
        fail: Generated(|| branches(false)),
    },
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
                .help(match name {
                    // Each screen has one already.
                    "Footer" => "leave it out",
                    _ => "leave it out, or put it on another screen",
                });
        }
    }
}

/// Too many components of any kind.
pub(super) const TOO_MANY_COMPONENTS: Rule = Rule {
    id: "C3",
    name: "too-many-components",
    code: "MAX_ALLOWED_COMPONENTS_PER_SCREEN",
    source: Origin::Client,
    why: "a screen has at most 100 components",
    samples: samples! {
        pass: Generated(|| repeated(TEXT, MAX_COMPONENTS - 1)),
        fail: Generated(|| repeated(TEXT, MAX_COMPONENTS)),
    },
    ..Rule::ERROR
};

/// More components than a screen should have.
pub(super) const MANY_COMPONENTS: Rule = Rule {
    id: "W7",
    name: "many-components",
    code: "MANY_COMPONENTS",
    source: Origin::Docs,
    why: "Meta's documentation wants at most 50 components on a screen",
    disputed: Some("Meta's client takes 100 components"),
    samples: samples! {
        pass: Generated(|| repeated(TEXT, ADVISED_COMPONENTS - 1)),
        fail: Generated(|| repeated(TEXT, ADVISED_COMPONENTS)),
    },
    ..Rule::WARNING
};

#[cfg(feature = "samples")]
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
    /// The number of components in the list at hand, and in the fullest of the others.
    #[derive(Clone, Copy, Default)]
    struct Held {
        list: usize,
        here: usize,
        fullest: usize,
    }
    let mut held = vec![Held::default(); last + 1];
    let mut whole = 0;
    // From the back, so that the children of a container are counted before it.
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

#[cfg(feature = "samples")]
fn repeated(component: &str, times: usize) -> String {
    let components: Vec<_> = (0..times)
        .map(|index| component.replace('#', &index.to_string()))
        .collect();
    document(Version::V7_3, "", &screen("", &components.join(", ")))
}

/// A screen with a `Footer` in each branch of an `If`, alone or beside another.
#[cfg(feature = "samples")]
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
