//! The error codes of Meta's that a message can end with.

use std::fmt;

macro_rules! error_codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $hint:literal;)*) => {
        /// An error code of Meta's Cloud API, in a [`DeliveryError`](crate::DeliveryError) or in the text with
        /// which a message is refused.
        ///
        /// Source: Meta's page on [error codes](https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/).
        ///
        /// ```
        /// use flow_events::ErrorCode;
        ///
        /// let code = ErrorCode::from(131026);
        /// assert_eq!(code, ErrorCode::Undeliverable);
        /// assert!(code.hint().is_some_and(|hint| hint.contains("older than the flow")));
        /// assert_eq!(ErrorCode::from(7), ErrorCode::Other(7));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[doc = $doc])* $name,)*
            /// A code that is none of these.
            Other(i64),
        }

        impl ErrorCode {
            /// All that have a name.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The number.
            pub const fn number(self) -> i64 {
                match self {
                    $(Self::$name => $code,)*
                    Self::Other(number) => number,
                }
            }

            /// What it means and what to do, in a sentence without a full stop. `None` for a code that
            /// is not known here.
            pub const fn hint(self) -> Option<&'static str> {
                match self {
                    $(Self::$name => Some($hint),)*
                    Self::Other(_) => None,
                }
            }
        }

        impl From<i64> for ErrorCode {
            fn from(number: i64) -> Self {
                match number {
                    $($code => Self::$name,)*
                    number => Self::Other(number),
                }
            }
        }
    };
}

error_codes! {
    /// 100.
    InvalidParameter = 100, "the message has a parameter that is unknown or misspelled";
    /// 130429.
    RateLimited = 130_429, "too many messages a second were sent from this phone number: send more slowly";
    /// 130472.
    Experiment = 130_472, "Meta held the message back for an experiment on this person: sending it again does not help";
    /// 131000.
    Unknown = 131_000, "Meta does not say what went wrong: try again later";
    /// 131005.
    AccessDenied = 131_005, "the business has no permission to send it";
    /// 131008.
    MissingParameter = 131_008, "the message lacks a parameter that Meta requires";
    /// 131009.
    InvalidValue = 131_009, "the message has a value that Meta does not take: a flow, a mode, a screen or a text of it is wrong";
    /// 131016.
    ServiceUnavailable = 131_016, "a service of Meta's is overloaded: try again later";
    /// 131021.
    SentToItself = 131_021, "the message was sent to the phone number that it was sent from";
    /// 131026.
    Undeliverable = 131_026, "the phone cannot get it: the number is not on WhatsApp, has not accepted the newest terms, or its WhatsApp is older than the flow";
    /// 131030.
    NotAllowed = 131_030, "a test number sends to allowed numbers only: add this one to the list";
    /// 131031.
    AccountLocked = 131_031, "Meta has locked the business account: see its status in WhatsApp Manager";
    /// 131037.
    DisplayName = 131_037, "the display name of the sending phone number is not approved yet";
    /// 131042.
    Payment = 131_042, "the payment method of the business account does not work";
    /// 131045.
    NotRegistered = 131_045, "the sending phone number is not registered";
    /// 131047.
    WindowClosed = 131_047, "the person has not written for 24 hours: send a message template in place of this message";
    /// 131048.
    SpamLimited = 131_048, "too many messages of this phone number were blocked or reported as spam";
    /// 131049.
    HeldBack = 131_049, "Meta chose not to deliver it, so that the person gets fewer such messages: do not send it again at once";
    /// 131050.
    OptedOut = 131_050, "the person wants no more marketing messages of this business";
    /// 131051.
    UnsupportedType = 131_051, "Meta does not know the type of the message";
    /// 131052.
    MediaDownload = 131_052, "the media that the person sent cannot be downloaded";
    /// 131053.
    MediaUpload = 131_053, "the media of the message cannot be uploaded";
    /// 131056.
    PairRateLimited = 131_056, "too many messages were sent to this person in a short time: wait before the next";
    /// 131057.
    Maintenance = 131_057, "the business account is in maintenance: try again later";
    /// 132068.
    FlowBlocked = 132_068, "Meta has blocked the flow, since its endpoint failed too often: mend the endpoint, and Meta's monitoring opens the flow again";
    /// 132069.
    FlowThrottled = 132_069, "Meta throttles the flow, and its ten messages of this hour are sent: mend the endpoint that fails or is slow, and wait";
    /// 133010.
    PhoneNotRegistered = 133_010, "the sending phone number is not registered for the Cloud API";
    /// 135000.
    Generic = 135_000, "Meta does not say what is wrong with the parameters of the message";
}

impl ErrorCode {
    /// The first code in a text that has a name, such as the `131009` of `(#131009) Parameter value is not
    /// valid`. Numbers below 1000 count only as `(#100)`.
    ///
    /// ```
    /// use flow_events::ErrorCode;
    ///
    /// let text = "(#131009) Parameter value is not valid";
    /// assert_eq!(ErrorCode::find(text), Some(ErrorCode::InvalidValue));
    /// assert_eq!(ErrorCode::find("100 of 131"), None);
    /// ```
    pub fn find(text: &str) -> Option<Self> {
        let mut end = 0;
        text.split(|c: char| !c.is_ascii_digit())
            .find_map(|digits| {
                let start = end;
                // Each separator is one character, and what lies between is ASCII.
                end = start + digits.len();
                end += text[end..].chars().next().map_or(0, char::len_utf8);
                let code = Self::from(digits.parse::<i64>().ok()?);
                let is_code = code.number() >= 1000 || text[..start].ends_with("(#");
                (code.hint().is_some() && is_code).then_some(code)
            })
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_read_as_itself() {
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::from(code.number()), *code);
            let hint = code.hint().unwrap();
            assert!(!hint.ends_with('.') && hint.len() > 20, "{hint}");
            assert_eq!(ErrorCode::find(&format!("é (#{code}) é")), Some(*code));
        }
        assert_eq!(ErrorCode::Other(1).hint(), None);
    }

    #[test]
    fn codes_in_texts() {
        for (text, code) in [
            ("", None),
            ("é", None),
            (
                "99999999999999999999 (#131047)",
                Some(ErrorCode::WindowClosed),
            ),
            ("wamid 131 and 12345", None),
            ("100", None),
            ("code=131026, code=131009", Some(ErrorCode::Undeliverable)),
        ] {
            assert_eq!(ErrorCode::find(text), code, "{text}");
        }
    }
}
