//! The components that are only read, and which function draws each of the others.

use flow_sim::{Component, Event, Kind, Simulator, State, Text, Value, View};
use maud::{Markup, html};

use super::held::{Held, Piece};
use super::icons;
use super::markdown::markdown;
use crate::pictures::{Pictures, Unseen};

/// A screen that is drawn.
pub(super) struct Draw<'s> {
    pub(super) simulator: Simulator<'s>,
    pub(super) state: &'s State,
    pub(super) view: &'s View,
    pub(super) pictures: &'s Pictures,
    /// What the page shows of it already. `None` if it is drawn as one piece.
    pub(super) held: Option<&'s Held>,
    /// What the ids in the page begin with.
    pub(super) space: &'s str,
}

impl Draw<'_> {
    pub(super) fn component(&self, component: &Component, key: &str) -> Markup {
        let kind = component.kind;
        let blank = matches!(
            kind,
            Kind::TextHeading | Kind::TextSubheading | Kind::TextBody | Kind::TextCaption
        ) && component
            .paragraphs()
            .iter()
            .all(|text| text.trim().is_empty());
        let content = html! {
            @match kind {
                Kind::TextHeading => @for text in component.paragraphs() { h3.heading dir="auto" { (text) } },
                Kind::TextSubheading => @for text in component.paragraphs() { h4.subheading dir="auto" { (text) } },
                Kind::TextBody | Kind::TextCaption | Kind::RichText => (self.text(component)),
                Kind::EmbeddedLink => {
                    button.link data-touch="tap" data-at=(key) dir="auto" { (component.drawn("text").unwrap_or_default()) }
                }
                Kind::Image => (self.image(component)),
                Kind::ImageCarousel => (self.carousel(component)),
                Kind::TextInput | Kind::TextArea => (self.text_input(component, key)),
                Kind::Dropdown => (self.dropdown(component, key)),
                Kind::DatePicker | Kind::CalendarPicker => (self.days(component, key)),
                Kind::CheckboxGroup | Kind::RadioButtonsGroup => (self.group(component, key)),
                Kind::ChipsSelector => (self.chips(component, key)),
                Kind::NavigationList => (self.list(component, key)),
                Kind::OptIn => (self.opt_in(component, key)),
                Kind::PhotoPicker | Kind::DocumentPicker => (self.files(component, key)),
                _ => p.unknown { (component.type_name) " is not known" },
            }
        };
        let Piece { name, held, markup } = self.piece(key, content);
        html! {
            div.c.blank[blank] data-type=(component.type_name) data-key=(key) data-is=[name] data-held[held] { (markup) }
        }
    }

    /// A piece of the screen, unless the screen is one.
    pub(super) fn piece(&self, key: &str, markup: Markup) -> Piece {
        match self.held {
            Some(held) => held.piece(&self.id(key, ""), markup),
            None => Piece::unnamed(markup),
        }
    }

    fn text(&self, component: &Component) -> Markup {
        let rich = component.kind == Kind::RichText;
        let is_markdown =
            rich || component.property("markdown").and_then(Value::as_bool) == Some(true);
        let weight = component.text("font-weight").unwrap_or_default();
        let struck = component.property("strikethrough").and_then(Value::as_bool) == Some(true);
        let small = component.kind == Kind::TextCaption;
        html! {
            div.text.small[small].rich[rich].struck[struck]
                .bold[weight.contains("bold")].italic[weight.contains("italic")] {
                @if is_markdown {
                    (markdown(self, &joined(&component.paragraphs())))
                } @else {
                    @for text in component.paragraphs() { p dir="auto" { (text) } }
                }
            }
        }
    }

    /// A picture, or what stands in its place.
    pub(super) fn picture(&self, base64: &str, words: &str, class: &str) -> Markup {
        html! {
            @match self.pictures.read(base64) {
                Ok(shown) => {
                    img class=(class) src={ "pictures/" (format!("{:x}", shown.name)) } alt=(words)
                        width=(shown.width) height=(shown.height) loading="lazy";
                }
                Err(why) => {
                    span class={ "missing " (class) } role="img" aria-label=(words) {
                        (icons::PICTURE)
                        small { (match why {
                            Unseen::NotBase64 => "no picture in base64",
                            Unseen::Format => "a format that is not shown",
                            Unseen::TooLarge => "too large to be shown",
                        }) }
                    }
                }
            }
        }
    }

    fn image(&self, component: &Component) -> Markup {
        let src = component.text("src").unwrap_or_default();
        let words = component.text("alt-text").unwrap_or_default();
        let size = |name| component.property(name).and_then(Value::as_number);
        let cover = component.text("scale-type").as_deref() == Some("cover");
        html! {
            div.picture.cover[cover] data-width=[size("width")] data-height=[size("height")] data-ratio=[size("aspect-ratio")] {
                (self.picture(&src, &words, ""))
            }
        }
    }

    fn carousel(&self, component: &Component) -> Markup {
        let images = component.property("images").and_then(Value::as_list);
        let images = images.unwrap_or(&[]);
        let wide = component.text("aspect-ratio").as_deref() == Some("16:9");
        let cover = component.text("scale-type").as_deref() == Some("cover");
        let text = |image: &Value, key| image.get(key).map(Value::to_text).unwrap_or_default();
        html! {
            div.carousel.wide[wide].cover[cover] role="region" aria-label="Pictures" aria-roledescription="carousel" tabindex="0" {
                @for image in images {
                    div.slide { (self.picture(&text(image, "src"), &text(image, "alt-text"), "")) }
                }
            }
            div.dots aria-hidden="true" {
                @for (at, _) in images.iter().enumerate() { span.on[at == 0] {} }
            }
        }
    }

    /// Whether a tap on it would do something: the phone is asked.
    pub(super) fn is_tappable(&self, component: &Component) -> bool {
        let component = component.index;
        let step = self.simulator.step(self.state, &Event::Tap { component });
        step.is_ok()
    }

    /// The id in the page of a part of a component.
    pub(super) fn id(&self, key: &str, part: &str) -> String {
        let key = key.replace(char::is_whitespace, "-");
        format!("{}-{key}-{part}", self.space)
    }
}

/// The text of several items: each is a paragraph, but those that go on with a list or a table.
fn joined(items: &[Text]) -> String {
    /// What an item is a part of.
    fn part_of(item: &str) -> Option<char> {
        let item = item.trim_start();
        let sign = item.chars().next()?;
        let number = item.trim_start_matches(|sign: char| sign.is_ascii_digit());
        match sign {
            '|' => Some('|'),
            '-' | '+' | '*' if item[1..].starts_with(' ') => Some(sign),
            '0'..='9' if number.starts_with(". ") => Some('1'),
            _ => None,
        }
    }
    let mut text = String::new();
    let mut last = None;
    for (at, item) in items.iter().enumerate() {
        let part = part_of(item);
        if at > 0 {
            text.push_str(if part.is_some() && part == last {
                "\n"
            } else {
                "\n\n"
            });
        }
        text.push_str(item);
        // An item may have several lines.
        last = item.lines().last().and_then(part_of);
    }
    text
}

/// " (optional)", at inputs that need not be filled.
pub(super) fn optional(component: &Component) -> Markup {
    html! {
        @if !component.required() { span.optional { " (optional)" } }
    }
}

/// The label, the end of a range left out.
pub(super) fn label(component: &Component, end: Option<&str>) -> Text {
    match (component.property("label"), end) {
        (Some(range @ Value::Object(_)), Some(end)) => {
            range.get(end).map(Value::to_text).unwrap_or_default()
        }
        (Some(Value::Object(_)), None) => "".into(),
        _ => component.drawn("label").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_paragraphs_but_in_lists_and_tables() {
        let joined = |items: &[&str]| {
            joined(
                &items
                    .iter()
                    .map(|item| Text::from(*item))
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(joined(&["one", "two"]), "one\n\ntwo");
        assert_eq!(
            joined(&["1. a", "2. b", "after", "- c", "- d"]),
            "1. a\n2. b\n\nafter\n\n- c\n- d"
        );
        assert_eq!(
            joined(&["| a |", "| - |", "**b**"]),
            "| a |\n| - |\n\n**b**"
        );
        assert_eq!(joined(&["| a |\n| - |", "| b |"]), "| a |\n| - |\n| b |");
        assert_eq!(joined(&["- a", "| b |"]), "- a\n\n| b |");
    }
}
