//! A view as text, for people and for snapshots.

use std::fmt;

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::{Blocker, Component, View};
use crate::choice::Choice;
use crate::program::Kind;
use crate::settings::Direction;
use crate::state::{End, Notice};
use crate::value::{Text, Value};

/// How many columns a line has, the frame not counted.
const WIDTH: usize = 46;

/// The screen in a frame, as a person sees it. Components that are hidden are not there.
///
/// `( )` and `(•)` are radio buttons, `[ ]` and `[x]` boxes, `‹ ›` chips, `[____]` inputs, `▾` a
/// dropdown, `[[ ]]` the button at the foot, in dots when it is off.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Lines::default();
        if let Some(end) = &self.end {
            lines.end(end, &self.summary);
        } else if self.screen.is_empty() {
            lines.push("", "…");
        } else {
            self.screen_lines(&mut lines);
        }
        let rule = "─".repeat(WIDTH + 2);
        writeln!(f, "┌{rule}┐")?;
        for line in &lines.all {
            match line {
                Some(text) => {
                    let space = " ".repeat(WIDTH.saturating_sub(text.width()));
                    match self.direction {
                        Direction::LeftToRight => writeln!(f, "│ {text}{space} │")?,
                        Direction::RightToLeft => writeln!(f, "│ {space}{text} │")?,
                    }
                }
                None => writeln!(f, "├{rule}┤")?,
            }
        }
        write!(f, "└{rule}┘")
    }
}

#[derive(Default)]
struct Lines {
    /// `None` is a line across.
    all: Vec<Option<String>>,
}

impl Lines {
    fn rule(&mut self) {
        self.all.push(None);
    }

    fn space(&mut self) {
        // Never two, and none below a line across.
        if !matches!(self.all.last(), None | Some(None))
            && self.all.last() != Some(&Some(String::new()))
        {
            self.all.push(Some(String::new()));
        }
    }

    /// Adds a text, broken into lines, all but the first indented as far as the beginning is long.
    fn push(&mut self, beginning: &str, text: &str) {
        let indent = beginning.width();
        let mut first = true;
        for paragraph in text.split('\n') {
            for line in wrap(&clean(paragraph), WIDTH.saturating_sub(indent)) {
                let start = if first {
                    beginning.to_owned()
                } else {
                    " ".repeat(indent)
                };
                self.all
                    .push(Some(format!("{start}{line}").trim_end().to_owned()));
                first = false;
            }
        }
    }

    fn end(&mut self, end: &End, summary: &[(Text, Text)]) {
        match end {
            End::Closed => self.push("", "The flow is closed."),
            End::Refused(text) => self.push("", text),
            End::Failed(cause) => {
                self.push("", crate::state::FAILURE);
                self.push("", &format!("({cause})"));
            }
            End::Completed { .. } => {
                self.push("✓ ", "Response sent");
                for (label, value) in summary {
                    self.push("  ", &format!("{label}: {value}"));
                }
            }
        }
    }
}

/// A text without signs that a terminal would obey.
fn clean(text: &str) -> String {
    text.chars()
        .map(|sign| if sign.is_control() { '\u{fffd}' } else { sign })
        .collect()
}

/// A text in lines of at most that many columns, broken between words where that can be.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    // A sign takes two columns at the most.
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for (number, mut word) in text.split(' ').enumerate() {
        let is_first = number == 0 || line.is_empty();
        if !is_first && line.width() + 1 + word.width() > columns {
            lines.push(std::mem::take(&mut line));
        } else if !is_first {
            line.push(' ');
        }
        while word.width() > columns {
            let (start, rest) = word.split_at(fitting(word, columns));
            lines.push(std::mem::take(&mut line) + start);
            word = rest;
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// How many bytes of a text fit into so many columns. Marks stay with the letter before them.
fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let beyond = text.char_indices().find(|(_, sign)| {
        used += sign.width().unwrap_or(0);
        used > columns
    });
    beyond.map_or(text.len(), |(at, _)| at)
}

impl View {
    fn screen_lines(&self, lines: &mut Lines) {
        lines.push(if self.can_go_back { "← " } else { "× " }, &self.title);
        lines.rule();
        for component in self
            .shown()
            .filter(|component| component.kind != Kind::Footer)
        {
            component.lines(lines);
        }
        if lines.all.last() == Some(&Some(String::new())) {
            lines.all.pop();
        }
        if let Some(footer) = self.footer() {
            lines.rule();
            footer.footer_lines(lines);
        }
        if self.waiting {
            lines.rule();
            lines.push("… ", "waiting for the endpoint");
        }
        if let Some(notice) = &self.notice {
            lines.rule();
            lines.push("! ", &notice.text());
            if let Notice::Failure(cause) = notice {
                lines.push("  ", &format!("({cause})"));
            }
        }
    }
}

impl Component {
    fn lines(&self, lines: &mut Lines) {
        let drawn = |name| self.drawn(name);
        match self.kind {
            Kind::TextHeading => {
                lines.push("# ", &self.paragraphs().join("\n"));
                lines.space();
            }
            Kind::TextSubheading => lines.push("## ", &self.paragraphs().join("\n")),
            Kind::TextBody | Kind::RichText | Kind::TextCaption => {
                lines.push("", &self.paragraphs().join("\n"));
                lines.space();
            }
            Kind::EmbeddedLink => {
                lines.push("", &format!("_{}_", drawn("text").unwrap_or_default()))
            }
            Kind::Image => {
                let text = drawn("alt-text");
                let text = text.map_or("picture".to_owned(), |text| format!("picture: {text}"));
                lines.push("", &format!("<{text}>"));
                lines.space();
            }
            Kind::ImageCarousel => {
                let images = self
                    .property("images")
                    .and_then(Value::as_list)
                    .unwrap_or(&[]);
                for image in images {
                    let text = image
                        .get("alt-text")
                        .map(Value::to_text)
                        .unwrap_or_default();
                    lines.push("", &format!("<picture: {text}>"));
                }
                lines.space();
            }
            Kind::OptIn => {
                let ticked = self.value == Some(Value::Bool(true));
                let more = if self.required() { "" } else { " (optional)" };
                let label = format!("{}{more}", drawn("label").unwrap_or_default());
                lines.push(if ticked { "[x] " } else { "[ ] " }, &label);
                self.error_lines(lines);
            }
            Kind::Unknown => lines.push("", &format!("<{}>", self.type_name)),
            _ => self.input_lines(lines),
        }
    }

    fn input_lines(&self, lines: &mut Lines) {
        let mut label = match self.property("label") {
            Some(Value::Object(ends)) => {
                let ends: Vec<String> = ends
                    .iter()
                    .map(|(_, end)| end.to_text().to_string())
                    .collect();
                ends.join(" / ")
            }
            _ => self.drawn("label").unwrap_or_default().to_string(),
        };
        if !self.required() && self.kind != Kind::NavigationList {
            label.push_str(" (optional)");
        }
        if !self.enabled {
            label.push_str(" (off)");
        }
        for text in [
            self.drawn("title"),
            Some(label.trim_start().into()),
            self.drawn("description"),
        ] {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                lines.push("", &text);
            }
        }
        let value = self.drawn_value();
        match self.kind {
            Kind::CheckboxGroup | Kind::RadioButtonsGroup | Kind::NavigationList => {
                self.choices
                    .iter()
                    .for_each(|choice| self.choice_lines(choice, lines));
            }
            Kind::ChipsSelector => {
                let chips = self.choices.iter().map(|choice| {
                    let mark = if choice.selected { "✓" } else { "" };
                    format!("‹{mark}{}›", choice.title)
                });
                lines.push("", &chips.collect::<Vec<_>>().join(" "));
            }
            Kind::Dropdown => lines.push("", &format!("[{}] ▾", or_blank(&value))),
            Kind::PhotoPicker => lines.push("", &format!("[+ photo] {value}")),
            Kind::DocumentPicker => lines.push("", &format!("[+ document] {value}")),
            Kind::DatePicker | Kind::CalendarPicker => {
                lines.push("", &format!("[{}] ▦", or_blank(&value)));
            }
            Kind::TextArea => {
                let (count, most) = self.characters().unwrap_or_default();
                lines.push("", &format!("[{}] {count}/{most}", or_blank(&value)));
            }
            _ => lines.push("", &format!("[{}]", or_blank(&value))),
        }
        self.error_lines(lines);
        lines.space();
    }

    fn choice_lines(&self, choice: &Choice, lines: &mut Lines) {
        let sign = match (self.kind, choice.selected) {
            (Kind::CheckboxGroup, true) => "[x] ",
            (Kind::CheckboxGroup, false) => "[ ] ",
            (Kind::RadioButtonsGroup, true) => "(•) ",
            (Kind::RadioButtonsGroup, false) => "( ) ",
            _ => "› ",
        };
        let mut title = choice.title.to_string();
        let more = |key: &str| choice.item.get(key);
        if let Some(badge) = more("badge") {
            title.push_str(&format!(" ({})", badge.to_text()));
        }
        let end = more("end").and_then(Value::as_object).unwrap_or(&[]);
        for (_, text) in end {
            title.push_str(&format!(" · {}", text.to_text()));
        }
        if !choice.enabled {
            title.push_str(" (off)");
        }
        lines.push(sign, &title);
        let indent = " ".repeat(sign.width());
        for text in choice.description.iter().chain(&choice.metadata) {
            lines.push(&indent, text);
        }
        let tags = more("tags").and_then(Value::as_list).unwrap_or(&[]);
        if !tags.is_empty() {
            let tags: Vec<String> = tags
                .iter()
                .map(|tag| format!("‹{}›", tag.to_text()))
                .collect();
            lines.push(&indent, &tags.join(" "));
        }
    }

    fn error_lines(&self, lines: &mut Lines) {
        match (&self.error, self.property("helper-text")) {
            (Some(error), _) => lines.push("! ", error),
            (None, Some(Value::Object(ends))) => {
                ends.iter()
                    .for_each(|(_, end)| lines.push("  ", &end.to_text()));
            }
            (None, Some(text)) if !text.is_empty() => {
                lines.push("  ", &self.drawn("helper-text").unwrap_or_default());
            }
            (None, _) => {}
        }
    }

    fn footer_lines(&self, lines: &mut Lines) {
        let captions = ["left-caption", "center-caption", "right-caption"];
        let captions: Vec<_> = captions
            .iter()
            .filter_map(|name| self.drawn(name))
            .collect();
        if !captions.is_empty() {
            lines.push("", &captions.join(" · "));
        }
        let label = self.drawn("label").unwrap_or_default();
        if self.enabled {
            lines.push("", &format!("[[ {label} ]]"));
            return;
        }
        lines.push("", &format!("·· {label} ··"));
        for blocker in &self.blockers {
            if !matches!(blocker, Blocker::Input { .. }) {
                lines.push("  ", &format!("({blocker})"));
            }
        }
    }
}

fn or_blank(text: &str) -> &str {
    if text.is_empty() { "____" } else { text }
}
