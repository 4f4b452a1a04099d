//! Pictures: their form, their size, and their `alt-text`.

use super::model::{Component, Model, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::code;
#[cfg(feature = "samples")]
use crate::rule::sample::{document, screen, step};
use crate::rule::{Origin, Rule, samples};
use crate::table::{self, Format, Shape, Type};
use crate::tree::{Node, Object};
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[
    Check {
        run: carousels_of_flow,
        rules: &[&TOO_MANY_CAROUSELS],
    },
    Check {
        run: images,
        rules: &[
            &CAROUSEL_NOT_BASE64,
            &NOT_BASE64,
            &LARGE_IMAGE,
            &NO_ALT_TEXT,
        ],
    },
];

/// The most carousels of a flow.
const MAX_CAROUSELS: usize = 3;

/// More carousels than a flow may have.
pub(super) const TOO_MANY_CAROUSELS: Rule = Rule {
    id: "C5b",
    name: "too-many-carousels",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V7_1,
    why: "a flow has at most three of `ImageCarousel`, on all screens together",
    samples: samples! {
        pass: Generated(|| carousels(1)),
        fail: Generated(|| carousels(2)),
    },
    ..Rule::ERROR
};

pub(super) fn carousels_of_flow(model: &Model<'_>, sink: &mut Sink) {
    let carousels = |one: &&Component<'_>| one.name() == "ImageCarousel";
    if let Some(extra) = model.components().filter(carousels).nth(MAX_CAROUSELS) {
        let message =
            format!("a flow may have {MAX_CAROUSELS} `ImageCarousel`, and this is one more");
        sink.report(&TOO_MANY_CAROUSELS, Spot::value(extra.type_node), message)
            .help("leave it out, or show its pictures in another");
    }
}

/// A picture of a carousel that is none.
pub(super) const CAROUSEL_NOT_BASE64: Rule = Rule {
    id: "C5c",
    name: "carousel-image-not-base64",
    code: "INVALID_PROPERTY_VALUE",
    source: Origin::Client,
    since: Version::V7_1,
    why: "pictures stand in the flow itself, in base64; addresses are not followed",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}"#),
        fail: Children(V7_3, r#"{"type": "ImageCarousel", "images": [{"src": "https://example.com/door.png", "alt-text": "A door"}]}"#),
    },
    ..Rule::ERROR
};

/// A picture that clients cannot show.
pub(super) const NOT_BASE64: Rule = Rule {
    id: "W9",
    name: "image-not-base64",
    code: "IMAGE_NOT_BASE64",
    source: Origin::Docs,
    why: "pictures stand in the flow itself, in base64; addresses are not followed, so nothing is shown",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Image", "src": "aGVsbG8=", "alt-text": "A door"}"#),
        fail: Children(V7_3, r#"{"type": "Image", "src": "https://example.com/door.png", "alt-text": "A door"}"#),
    },
    ..Rule::WARNING
};

/// A picture that is larger than it should be.
pub(super) const LARGE_IMAGE: Rule = Rule {
    id: "W10",
    name: "large-image",
    code: "LARGE_IMAGE",
    source: Origin::Docs,
    why: "large pictures load slowly or not at all: 300 KB are advised, 100 KB for pictures in lists (since 6.0)",
    samples: samples! {
        pass: Generated(|| picture(300)),
        fail: Generated(|| picture(301)),
    },
    ..Rule::WARNING
};

/// A picture without words.
pub(super) const NO_ALT_TEXT: Rule = Rule {
    id: "W11",
    name: "no-alt-text",
    code: "NO_ALT_TEXT",
    why: "who cannot see a picture hears its `alt-text`",
    samples: samples! {
        pass: Children(V7_3, r#"{"type": "Image", "src": "aGVsbG8=", "alt-text": "A door"}"#),
        fail: Children(V7_3, r#"{"type": "Image", "src": "aGVsbG8="}"#),
    },
    ..Rule::WARNING
};

pub(super) fn images(model: &Model<'_>, sink: &mut Sink) {
    for component in model.components() {
        let list = |name| {
            let list = model.property(component, name).into_iter();
            list.flat_map(Node::items).filter_map(Node::as_object)
        };
        match component.name() {
            "Image" => {
                let most = || most_kb(&component.table.shape, "src", model.version);
                image(model, component.object, "src", most, sink);
                // Pictures in lists have a title beside them.
                if model.property(component, "alt-text").is_none() {
                    let name = model.style.property("alt-text");
                    let message = format!("`Image` has no `{name}`");
                    sink.report(&NO_ALT_TEXT, Spot::value(component.type_node), message)
                        .help(format!("add `{name}` that says what the picture shows"));
                }
            }
            "ImageCarousel" => {
                for picture in list("images") {
                    if let Some(node) = model.get(picture, "src") {
                        base64(node, &CAROUSEL_NOT_BASE64, sink);
                    }
                }
            }
            "NavigationList" => {
                let most = || {
                    let start = table::record("Start").expect("list items have one");
                    most_kb(start, "image", model.version)
                };
                for item in list("list-items") {
                    if let Some(start) = model.get(item, "start").and_then(Node::as_object) {
                        image(model, start, "image", most, sink);
                    }
                }
            }
            _ => {
                let most = || {
                    let item = table::record("Item").expect("options are such");
                    most_kb(item, "image", model.version)
                };
                for item in list("data-source") {
                    image(model, item, "image", most, sink);
                }
            }
        }
    }
}

/// How many KB the picture in a property should have at most.
fn most_kb(shape: &Shape, property: &str, version: Version) -> Option<usize> {
    match shape.property(property)?.ty {
        Type::String(Format::Image(picture)) => picture.max_kb_in(version),
        _ => None,
    }
}

/// Checks a picture that should have at most so many KB, which is looked up for a picture alone.
fn image<'t>(
    model: &Model<'t>,
    object: &'t Object,
    property: &str,
    most: impl FnOnce() -> Option<usize>,
    sink: &mut Sink,
) {
    let Some(node) = model.get(object, property) else {
        return;
    };
    let Some(bytes) = base64(node, &NOT_BASE64, sink) else {
        return;
    };
    if let Some(most) = most()
        && bytes > most * 1024
    {
        let message = format!(
            "the picture has {} KB, and should have at most {most}",
            bytes.div_ceil(1024)
        );
        sink.report(&LARGE_IMAGE, Spot::value(node), message)
            .help("make it smaller, or save it with less quality");
    }
}

/// The number of bytes of a picture that is written out. Reports one that is not in base64.
fn base64(node: &Node, rule: &'static Rule, sink: &mut Sink) -> Option<usize> {
    let text = written_text(node)?;
    let bytes = decoded_length(text);
    if bytes.is_none() {
        let message = if text.len() > 80 {
            "the picture is not in base64".to_owned()
        } else {
            format!("{} is no picture in base64", code(text))
        };
        sink.report(rule, Spot::value(node), message)
            .help("write the bytes of a JPEG or PNG file in base64, or bind it to data");
    }
    bytes
}

/// How many bytes a base64 text stands for, if it is one. What a data URI says before it, and
/// white space, are passed over: the sources do not say that they are refused.
fn decoded_length(text: &str) -> Option<usize> {
    let text = match text.strip_prefix("data:") {
        Some(uri) => uri.split_once(";base64,")?.1,
        None => text,
    };
    let (mut digits, mut padding) = (0usize, 0usize);
    for byte in text.bytes() {
        match byte {
            b'=' => padding += 1,
            byte if byte.is_ascii_whitespace() => {}
            byte if padding == 0 && (byte.is_ascii_alphanumeric() || b"+/".contains(&byte)) => {
                digits += 1;
            }
            _ => return None,
        }
    }
    let whole = padding <= 2 && digits > 1 && digits % 4 != 1;
    let padded = padding == 0 || (digits + padding).is_multiple_of(4);
    (whole && padded).then_some(digits * 3 / 4)
}

/// A picture of so many KB.
#[cfg(feature = "samples")]
fn picture(kb: usize) -> String {
    let base64 = "A".repeat((kb * 1024).div_ceil(3) * 4);
    let image = format!(r#"{{"type": "Image", "src": "{base64}", "alt-text": "A door"}}"#);
    document(Version::V7_3, "", &screen("", &image))
}

/// Two screens, the first with two carousels, the last with so many.
#[cfg(feature = "samples")]
fn carousels(last: usize) -> String {
    const CAROUSEL: &str =
        r#"{"type": "ImageCarousel", "images": [{"src": "aGVsbG8=", "alt-text": "A door"}]}"#;
    let start = step("FIRST", "START").replacen(
        r#""children": ["#,
        &format!(r#""children": [{CAROUSEL}, {CAROUSEL}, "#),
        1,
    );
    let end = screen("", &vec![CAROUSEL; last].join(", "));
    document(Version::V7_3, "", &format!("[{start}, {}", &end[1..]))
}

#[cfg(test)]
mod tests {
    use super::decoded_length;

    #[test]
    fn base64() {
        for (text, length) in [
            ("aGVsbG8=", Some(5)),
            ("aGVsbG8", Some(5)),
            ("aGVsbG8h", Some(6)),
            ("aGVs bG8h\n", Some(6)),
            ("data:image/png;base64,aGVsbG8=", Some(5)),
            ("data:image/png,aGVsbG8=", None),
            ("https://example.com/a.png", None),
            ("__BANNER__", None),
            ("aGVsb", None),
            ("aGVsbG8==", None),
            ("=aGVs", None),
        ] {
            assert_eq!(decoded_length(text), length, "{text}");
        }
    }
}
