//! Values that several outputs share.

use std::fmt;

use flow_json::{Category, UnknownCategory};
use serde_core::{Deserialize, Deserializer};

use crate::json::by_text;

/// An enum over texts that keeps the texts it does not know.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A text that this version does not know, as it came.
            Other(String),
        }

        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Other(text.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                text.as_str().into()
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::json::by_text(deserializer)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use text_enum;

text_enum! {
    /// Where a flow is in its life.
    ///
    /// | status | update | update assets | publish | deprecate | delete |
    /// |---|---|---|---|---|---|
    /// | [`Draft`](Self::Draft) | yes | yes | if valid | no | yes |
    /// | [`Published`](Self::Published) | no | yes, back to draft | no | yes | no |
    /// | [`Deprecated`](Self::Deprecated) | no | no | no | no | no |
    FlowStatus {
        /// It can be changed and cannot be sent yet.
        Draft = "DRAFT",
        /// It can be sent. New Flow JSON makes it a draft again.
        Published = "PUBLISHED",
        /// It can never be sent again.
        Deprecated = "DEPRECATED",
        /// Meta blocked it: its support can help.
        Blocked = "BLOCKED",
        /// Meta lets few messages with it through, for a while.
        Throttled = "THROTTLED",
    }
}

text_enum! {
    /// Whether messages with a flow can be sent.
    Availability {
        /// Yes.
        Available = "AVAILABLE",
        /// Some.
        Limited = "LIMITED",
        /// No.
        Blocked = "BLOCKED",
    }
}

/// A category that the service gave a flow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FlowCategory {
    /// One that can be given on input too.
    Known(Category),
    /// A text that this version does not know, as it came.
    Other(String),
}

impl FlowCategory {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(category) => category.as_str(),
            Self::Other(text) => text,
        }
    }
}

impl From<&str> for FlowCategory {
    fn from(text: &str) -> Self {
        let other = |UnknownCategory(text)| Self::Other(text);
        text.parse().map_or_else(other, Self::Known)
    }
}

impl From<String> for FlowCategory {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl<'de> Deserialize<'de> for FlowCategory {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        by_text(deserializer)
    }
}

impl PartialEq<Category> for FlowCategory {
    fn eq(&self, other: &Category) -> bool {
        matches!(self, Self::Known(category) if category == other)
    }
}

impl fmt::Display for FlowCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn unknown_texts_are_kept() {
        for (text, status) in [
            ("DRAFT", FlowStatus::Draft),
            ("THROTTLED", FlowStatus::Throttled),
            ("draft", FlowStatus::Other("draft".to_owned())),
            ("RETIRED", FlowStatus::Other("RETIRED".to_owned())),
        ] {
            let read = FlowStatus::deserialize(json!(text)).unwrap();
            assert_eq!((&read, read.as_str()), (&status, text));
        }
        let read = Vec::<FlowCategory>::deserialize(json!(["SURVEY", "GAMES"])).unwrap();
        assert!(read[0] == Category::Survey && read[1] != Category::Survey);
        assert_eq!((read[0].as_str(), read[1].as_str()), ("SURVEY", "GAMES"));
    }
}
