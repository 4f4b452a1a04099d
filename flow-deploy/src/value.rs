//! Values that several outputs share.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use flow_json::Category;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// An enum over texts that keeps the texts it does not know.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
        #[serde(from = "String")]
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

        impl From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($text => Self::$variant,)*
                    _ => Self::Other(text),
                }
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
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

impl From<String> for FlowCategory {
    fn from(text: String) -> Self {
        text.parse().map_or(Self::Other(text), Self::Known)
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

/// A timestamp of AWS: seconds since 1970, possibly with a fraction.
pub(crate) fn timestamp<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<SystemTime, D::Error> {
    let seconds = f64::deserialize(deserializer)?;
    Duration::try_from_secs_f64(seconds.abs())
        .ok()
        .and_then(|since| match seconds < 0.0 {
            true => UNIX_EPOCH.checked_sub(since),
            false => UNIX_EPOCH.checked_add(since),
        })
        .ok_or_else(|| D::Error::custom(format!("{seconds} is no timestamp")))
}

/// A [`timestamp`] that may be absent.
pub(crate) fn some_timestamp<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SystemTime>, D::Error> {
    timestamp(deserializer).map(Some)
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
            let read: FlowStatus = serde_json::from_value(json!(text)).unwrap();
            assert_eq!((&read, read.as_str()), (&status, text));
        }
        let read: Vec<FlowCategory> = serde_json::from_value(json!(["SURVEY", "GAMES"])).unwrap();
        assert!(read[0] == Category::Survey && read[1] != Category::Survey);
        assert_eq!((read[0].as_str(), read[1].as_str()), ("SURVEY", "GAMES"));
    }

    #[test]
    fn timestamps() {
        let read = |value| timestamp(value).ok();
        let at = |milliseconds| Some(UNIX_EPOCH + Duration::from_millis(milliseconds));
        assert_eq!(read(json!(0)), at(0));
        assert_eq!(read(json!(1_760_000_000)), at(1_760_000_000_000));
        assert_eq!(read(json!(1.5)), at(1500));
        assert_eq!(read(json!(-1)), Some(UNIX_EPOCH - Duration::from_secs(1)));
        for bad in [
            json!(1e300),
            json!(-1e300),
            json!("2026-01-01"),
            json!(null),
        ] {
            assert_eq!(read(bad), None);
        }
    }
}
