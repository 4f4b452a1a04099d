//! What a person does with the phone in the page.

use flow_sim::{Answer, Component, Date, Event, Value, View};
use serde::{Deserialize, Serialize};

use crate::stand_in::StandIn;

/// Something that a person does with the flow, so that it can be done again: after the file has changed, and
/// from a link.
///
/// Components are named by their [key](key), which mostly outlives a change of the file.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Touch {
    Fill {
        at: String,
        value: String,
    },
    Range {
        at: String,
        first: String,
        last: Option<String>,
    },
    Choose {
        at: String,
        option: String,
    },
    Tick {
        at: String,
    },
    Tap {
        at: String,
    },
    Item {
        at: String,
        item: String,
    },
    Attach {
        at: String,
        files: Vec<StandIn>,
    },
    Back,
    Close,
    Answer {
        body: serde_json::Value,
    },
    /// The endpoint answers with another status than 200.
    Status {
        code: u16,
        message: Option<String>,
    },
    Timeout,
}

impl Touch {
    /// What a person does for an event on the screen that is seen. `None` if the screen lacks the component.
    pub(crate) fn of(view: &View, event: &Event) -> Option<Self> {
        let at = |index: usize| {
            let mut keys = keys(view);
            keys.find(|(component, _)| component.index == index)
                .map(|(_, key)| key)
        };
        Some(match event {
            Event::Fill { component, value } => match value {
                Value::Object(_) => {
                    let day = |end| value.get(end).map(|day| day.to_text().to_string());
                    Self::Range {
                        at: at(*component)?,
                        first: day("start-date")?,
                        last: day("end-date"),
                    }
                }
                value => Self::Fill {
                    at: at(*component)?,
                    value: value.to_text().to_string(),
                },
            },
            Event::Choose { component, option } => Self::Choose {
                at: at(*component)?,
                option: option.to_string(),
            },
            Event::Tick { component } => Self::Tick {
                at: at(*component)?,
            },
            Event::Tap { component } => Self::Tap {
                at: at(*component)?,
            },
            Event::TapItem { component, item } => Self::Item {
                at: at(*component)?,
                item: item.to_string(),
            },
            Event::Attach { component, files } => Self::Attach {
                at: at(*component)?,
                files: files.iter().map(StandIn::from).collect(),
            },
            Event::Back => Self::Back,
            Event::Close => Self::Close,
            Event::Answer(answer) => Self::answer(answer.clone())?,
            _ => return None,
        })
    }

    /// An answer of the endpoint.
    pub(crate) fn answer(answer: Answer) -> Option<Self> {
        Some(match answer {
            Answer::Body(body) => Self::Answer {
                body: serde_json::Value::from(&body),
            },
            Answer::Status(code, message) => Self::Status {
                code,
                message: message.map(|message| message.to_string()),
            },
            Answer::Timeout => Self::Timeout,
            _ => return None,
        })
    }

    /// Whether it is an answer of the endpoint.
    pub(crate) fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Answer { .. } | Self::Status { .. } | Self::Timeout
        )
    }

    /// The event for the screen that is seen. `None` if it lacks the component.
    pub(crate) fn event(&self, view: &View) -> Option<Event> {
        let find = |at: &str| find(view, at).map(|component| component.index);
        Some(match self {
            Self::Fill { at, value } => Event::Fill {
                component: find(at)?,
                value: Value::from(value.as_str()),
            },
            Self::Range { at, first, last } => {
                let ends = [("start-date", Some(first)), ("end-date", last.as_ref())];
                let ends = ends
                    .into_iter()
                    .filter_map(|(end, day)| Some((end, Value::from(day?.as_str()))));
                Event::Fill {
                    component: find(at)?,
                    value: Value::object(ends),
                }
            }
            Self::Choose { at, option } => Event::Choose {
                component: find(at)?,
                option: option.as_str().into(),
            },
            Self::Tick { at } => Event::Tick {
                component: find(at)?,
            },
            Self::Tap { at } => Event::Tap {
                component: find(at)?,
            },
            Self::Item { at, item } => Event::TapItem {
                component: find(at)?,
                item: item.as_str().into(),
            },
            Self::Attach { at, files } => Event::Attach {
                component: find(at)?,
                files: files.iter().map(StandIn::file).collect(),
            },
            Self::Back => Event::Back,
            Self::Close => Event::Close,
            Self::Answer { body } => Event::Answer(Answer::from(body.clone())),
            Self::Status { code, message } => {
                Event::Answer(Answer::Status(*code, message.as_deref().map(Into::into)))
            }
            Self::Timeout => Event::Answer(Answer::Timeout),
        })
    }

    /// Whether it makes an earlier one of no effect, so that only the later one is kept.
    pub(crate) fn replaces(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Fill { at, .. }, Self::Fill { at: other, .. }) => at == other,
            _ => false,
        }
    }
}

/// The component of that key.
pub(crate) fn find<'v>(view: &'v View, key: &str) -> Option<&'v Component> {
    keys(view)
        .find(|(_, known)| known == key)
        .map(|(component, _)| component)
}

/// The components with their keys: the name of an input, else the type and the number among those of the
/// type.
pub(crate) fn keys(view: &View) -> impl Iterator<Item = (&Component, String)> {
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    view.components.iter().map(move |component| {
        let key = match &component.name {
            Some(name) => name.to_string(),
            None => {
                let count = counts.entry(&component.type_name).or_default();
                *count += 1;
                // No name of an input has a space.
                format!("{} {count}", component.type_name)
            }
        };
        (component, key)
    })
}

/// What a person does with the page.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub(crate) enum Command {
    /// A touch of the flow.
    Touch { touch: Touch },
    /// The link of a text is followed: the page says where it leads, and goes nowhere.
    Link { url: String },
    /// A list, a calendar or the choice of files is opened over the screen.
    Open { at: String },
    /// It is closed without a choice.
    Dismiss,
    /// Another month is looked at.
    Month { by: i32 },
    /// More of a long list is looked at.
    More,
    /// A day is touched.
    Day { day: String },
    /// The days that were touched are taken.
    TakeDays,
    /// The flow is opened again: at its beginning, or on a screen.
    Restart {
        screen: Option<String>,
        #[serde(default)]
        asks_endpoint: bool,
    },
    /// The line of a byte of the file is opened in the editor.
    Edit { offset: u32 },
    /// The way to a finding of the explorer is gone.
    Way { finding: usize },
    /// The phone looks otherwise.
    Look { look: crate::look::Look },
    /// A state that was put into a link comes back.
    Restore { link: String },
}

/// A list, a calendar or the choice of files, open over the screen.
#[derive(Clone, Debug)]
pub(crate) struct Overlay {
    /// The key of its component.
    pub(crate) at: String,
    /// How many options of a list are drawn.
    pub(crate) options: usize,
    /// The month that is looked at.
    pub(crate) month: Month,
    /// The first day that was touched.
    pub(crate) first: Option<Date>,
    /// The last day of a range.
    pub(crate) last: Option<Date>,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Month(i64);

impl Month {
    /// The month of a day.
    pub(crate) fn of(day: Date) -> Self {
        let (year, month, _) = day.year_month_day();
        Self::counted(year * 12 + month - 1)
    }

    /// Counted from the first month of the year 0. Only years of four digits can be written.
    fn counted(months: i64) -> Self {
        Self(months.clamp(0, 9999 * 12 + 11))
    }

    /// The month so many months later.
    pub(crate) fn after(self, months: i32) -> Self {
        Self::counted(self.0 + i64::from(months))
    }

    pub(crate) fn year(self) -> i64 {
        self.0 / 12
    }

    /// From 1 on.
    pub(crate) fn number(self) -> i64 {
        self.0 % 12 + 1
    }

    /// Its days.
    pub(crate) fn days(self) -> impl Iterator<Item = Date> {
        let (year, month) = (self.year(), self.number());
        (1..=31).filter_map(move |day| Date::parse(&format!("{year:04}-{month:02}-{day:02}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months() {
        let month = Month::of(Date::parse("2028-02-29").unwrap());
        assert_eq!((month.year(), month.number()), (2028, 2));
        assert_eq!(month.days().count(), 29);
        assert_eq!(month.after(-2).number(), 12);
        assert_eq!(month.after(-2).year(), 2027);
        assert_eq!(month.after(i32::MAX).year(), 9999);
    }
}
