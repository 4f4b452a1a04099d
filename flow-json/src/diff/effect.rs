//! What the change from a flow to another means for those who meet it.
//!
//! Messages that are sent already open the flow that is published last, people may be in the middle of
//! it, and endpoints, senders and readers of replies were written for the flow as it was.

mod comparison;
mod facts;

use std::fmt;

use crate::source::TextRange;
use crate::tree::{Node, Object, Value};
use crate::write::{Layout, write};

/// Something that people or programs notice of the change from a flow to another.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effect {
    /// The kind of change.
    pub kind: EffectKind,
    /// The id of the screen. `None` for the whole flow and for its reply.
    pub screen: Option<String>,
    /// The part: a name of the data, of a payload, of an input, or of another screen.
    pub part: Option<String>,
    /// Who notices. At least one.
    pub who: Vec<Who>,
    /// Whether it breaks what they have or do. If not, it is only good to know.
    pub is_breaking: bool,
    /// What changes for them, in words.
    pub reason: String,
}

/// Those who notice a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Who {
    /// Someone in the middle of the flow, or with a message that opens it.
    Person,
    /// The endpoint of the flow.
    Endpoint,
    /// Whoever sends messages that open the flow, with data or on a screen.
    Sender,
    /// Whoever reads the replies.
    Reader,
}

impl Who {
    /// One word: `person`, `endpoint`, `sender` or `reader`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Endpoint => "endpoint",
            Self::Sender => "sender",
            Self::Reader => "reader",
        }
    }
}

/// As in a sentence: "breaking for the endpoint".
impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "people in the flow",
            Self::Endpoint => "the endpoint",
            Self::Sender => "senders",
            Self::Reader => "readers of replies",
        })
    }
}

/// The kinds of changes that somebody notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EffectKind {
    /// The version of Flow JSON.
    Version,
    /// Whether the flow exchanges data with an endpoint, and in which version.
    DataApi,
    /// A screen that is new, gone or renamed.
    Screen,
    /// The screens on which the flow can be opened.
    Entry,
    /// A way from a screen to another.
    Route,
    /// A field of a screen's data.
    Data,
    /// A value of the reply.
    Reply,
    /// The requests that a screen sends to the endpoint, and their values.
    Request,
    /// An option that an input hands on to another screen.
    Option,
    /// A name in a screen's `sensitive`.
    Sensitive,
}

impl EffectKind {
    /// One word: `version`, `data_api`, `screen`, `entry`, `route`, `data`, `reply`, `request`, `option` or
    /// `sensitive`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::DataApi => "data_api",
            Self::Screen => "screen",
            Self::Entry => "entry",
            Self::Route => "route",
            Self::Data => "data",
            Self::Reply => "reply",
            Self::Request => "request",
            Self::Option => "option",
            Self::Sensitive => "sensitive",
        }
    }
}

/// ``breaking for readers of replies: reply `day`: it is gone``
impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.is_breaking {
            "breaking"
        } else {
            "compatible"
        };
        let who: Vec<_> = self.who.iter().map(ToString::to_string).collect();
        write!(f, "{word} for {}: ", who.join(", "))?;
        if let Some(screen) = &self.screen {
            write!(f, "screen {screen}")?;
        }
        match (&self.screen, &self.part) {
            (Some(_), Some(part)) => write!(f, ", {part}: ")?,
            (Some(_), None) => f.write_str(": ")?,
            (None, Some(part)) => write!(f, "{part}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.reason)
    }
}

impl Effect {
    /// A JSON object with the members `screen`, `part`, `who`, `breaking`, `reason`, and one for the kind, whose
    /// name the document chooses. A part that there is not is `null`.
    ///
    /// ```
    /// use flow_json::diff::effects;
    /// use flow_json::read;
    ///
    /// let [before, after] = ["6.3", "7.3"].map(|version| {
    ///     read(&format!(r#"{{"version": "{version}", "screens": []}}"#)).root.unwrap()
    /// });
    /// let json = effects(&before, &after)[0].json("effect");
    /// assert!(json.starts_with(r#"{"effect":"version","screen":null,"#), "{json}");
    /// ```
    pub fn json(&self, kind: &'static str) -> String {
        let nowhere = TextRange::new(0, 0);
        let node = |value| Node::new(nowhere, value);
        let text = |text: &str| Node::string(nowhere, text.to_owned());
        let maybe = |part: &Option<String>| match part {
            Some(part) => text(part),
            None => node(Value::Null),
        };
        let who = self.who.iter().map(|who| text(who.as_str()));
        let mut object = Object::default();
        for (name, value) in [
            (kind, text(self.kind.as_str())),
            ("screen", maybe(&self.screen)),
            ("part", maybe(&self.part)),
            ("who", node(Value::Array(who.collect()))),
            ("breaking", node(Value::Bool(self.is_breaking))),
            ("reason", text(&self.reason)),
        ] {
            object.push(name, nowhere, value);
        }
        write(&node(Value::Object(object)), Layout::Minified)
    }
}

/// The words for a change without an [`Effect`].
pub const ONLY_PEOPLE: &str = "compatible: only people in the flow notice";

/// What people in a flow, its endpoint, the senders of its messages and the readers of its replies notice
/// when it becomes another. None if both are the same JSON value.
///
/// A change is breaking if something that was written for the flow as it was may fail with it as it is,
/// or if a payload of the flow as it was has a value that the flow as it is does not know: payloads of
/// messages that are open come in for days. Texts and looks are noticed by people alone, break nothing,
/// and are [not told](ONLY_PEOPLE).
///
/// ```
/// use flow_json::diff::effects;
/// use flow_json::read;
///
/// let flow = |key: &str| {
///     let text = r#"{"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "layout": {
///         "type": "SingleColumnLayout", "children": [{"type": "Footer", "label": "Send",
///         "on-click-action": {"name": "complete", "payload": {"KEY": "yes"}}}]}}]}"#;
///     read(&text.replace("KEY", key)).root.unwrap()
/// };
/// let effects = effects(&flow("answer"), &flow("reply"));
/// assert!(effects[0].is_breaking);
/// assert_eq!(effects[0].to_string(), "breaking for readers of replies: reply `answer`: it is gone");
/// assert!(!effects[1].is_breaking);
/// ```
pub fn effects(before: &Node, after: &Node) -> Vec<Effect> {
    if before.same_value(after) {
        return Vec::new();
    }
    comparison::effects(before, after)
}
