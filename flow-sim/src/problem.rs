//! Why a phone refuses the value of an input.

use std::fmt;

use crate::date::Date;
use crate::value::Text;

/// Why a phone refuses a value. The texts are ours: those of a phone are not known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "`Display` says it in words")]
pub enum Problem {
    Missing,
    MissingEnd(&'static str),
    TooShort {
        chars: usize,
        least: usize,
    },
    TooLong {
        chars: usize,
        most: usize,
    },
    NoNumber,
    NoPasscode,
    NoEmail,
    NoPhone,
    /// The value does not match `pattern`. The helper text explains it.
    Mismatch {
        helper_text: Text,
    },
    TooFew {
        chosen: usize,
        least: usize,
    },
    TooMany {
        chosen: usize,
        most: usize,
    },
    NoDate(Text),
    TooEarly {
        first: Date,
    },
    TooLate {
        last: Date,
    },
    Unavailable(Date),
    WrongWeekday(Date),
    WrongOrder,
    TooFewDays {
        days: i64,
        least: i64,
    },
    TooManyDays {
        days: i64,
        most: i64,
    },
    TooFewFiles {
        files: usize,
        least: usize,
    },
    TooManyFiles {
        files: usize,
        most: usize,
    },
    TooLarge {
        file: Text,
        most_kb: u64,
    },
    WrongMimeType {
        file: Text,
        mime_type: Text,
    },
    NoFile,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("it is required"),
            Self::MissingEnd(end) => write!(f, "its `{end}` is required"),
            Self::TooShort { chars, least } => {
                write!(
                    f,
                    "it has {}, and needs at least {least}",
                    count(*chars, "character")
                )
            }
            Self::TooLong { chars, most } => {
                write!(
                    f,
                    "it has {}, and takes at most {most}",
                    count(*chars, "character")
                )
            }
            Self::NoNumber => f.write_str("it is no number"),
            Self::NoPasscode => f.write_str("a passcode has digits only"),
            Self::NoEmail => f.write_str("it is no e-mail address"),
            Self::NoPhone => f.write_str("it is no phone number"),
            Self::Mismatch { helper_text } if helper_text.is_empty() => {
                f.write_str("it does not match the pattern")
            }
            Self::Mismatch { helper_text } => {
                write!(f, "it does not match the pattern: {helper_text}")
            }
            Self::TooFew { chosen, least } => {
                write!(
                    f,
                    "{} chosen, and at least {least} are needed",
                    are(*chosen)
                )
            }
            Self::TooMany { chosen, most } => {
                write!(f, "{} chosen, and at most {most} can be", are(*chosen))
            }
            Self::NoDate(text) => write!(f, "`{text}` is no day: write YYYY-MM-DD"),
            Self::TooEarly { first } => write!(f, "the first day to choose from is {first}"),
            Self::TooLate { last } => write!(f, "the last day to choose from is {last}"),
            Self::Unavailable(day) => write!(f, "{day} is one of the `unavailable-dates`"),
            Self::WrongWeekday(day) => {
                write!(
                    f,
                    "{day} is a {}, which is none of the `include-days`",
                    day.weekday()
                )
            }
            Self::WrongOrder => f.write_str("the last day comes before the first"),
            Self::TooFewDays { days, least } => {
                write!(f, "the range has {days} days, and needs at least {least}")
            }
            Self::TooManyDays { days, most } => {
                write!(f, "the range has {days} days, and takes at most {most}")
            }
            Self::TooFewFiles { files, least } => {
                write!(
                    f,
                    "it has {}, and needs at least {least}",
                    count(*files, "file")
                )
            }
            Self::TooManyFiles { files, most } => {
                write!(
                    f,
                    "it has {}, and takes at most {most}",
                    count(*files, "file")
                )
            }
            Self::TooLarge { file, most_kb } => {
                write!(f, "`{file}` is larger than {most_kb} KB")
            }
            Self::WrongMimeType { file, mime_type } => {
                write!(f, "`{file}` is `{mime_type}`, which it does not take")
            }
            Self::NoFile => f.write_str("it takes files"),
        }
    }
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn are(number: usize) -> String {
    format!("{number} {}", if number == 1 { "is" } else { "are" })
}
