//! The constraints on the members of inputs.
//!
//! The client checks them before it sends a request, the local service when it gets one.
//! Source: the service's API reference and the model of API version 2024-01-01.

use std::fmt;

use flow_json::Category;

/// The largest Flow JSON, in bytes before base64.
pub const MAX_FLOW_JSON_BYTES: usize = 10_485_760;

/// The largest message, in bytes before base64.
pub const MAX_MESSAGE_BYTES: usize = 2_048_000;

/// An operation was called with input the service would refuse. Nothing was sent.
///
/// It holds every violation, not only the first.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidInput {
    /// The operation, for example `CreateWhatsAppFlow`.
    pub operation: &'static str,
    /// At least one.
    pub violations: Vec<Violation>,
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: ", self.operation)?;
        write_list(f, &self.violations)
    }
}

impl std::error::Error for InvalidInput {}

/// Writes the items with `; ` between them.
pub(crate) fn write_list(f: &mut impl fmt::Write, items: &[impl fmt::Display]) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        write!(f, "{}{item}", if index == 0 { "" } else { "; " })?;
    }
    Ok(())
}

/// One member that breaks one constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The member in the words of the service, for example `flowName`.
    pub member: &'static str,
    /// The constraint that it breaks.
    pub problem: Problem,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member, self.problem)
    }
}

/// A broken constraint, and the value that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Too short or too long.
    Length {
        /// The least that is allowed.
        min: usize,
        /// The most that is allowed.
        max: usize,
        /// The unit that is counted.
        unit: Unit,
        /// How many there are.
        found: usize,
    },
    /// Of the wrong form.
    Form {
        /// The form it should have.
        expected: &'static str,
        /// The value, or its beginning where it is long.
        found: String,
    },
    /// Too small or too large.
    Range {
        /// The least that is allowed.
        min: u32,
        /// The most that is allowed.
        max: u32,
        /// The number that was given.
        found: u32,
    },
    /// Empty, where anything else is allowed.
    Empty,
    /// Given without another member that it needs.
    Needs {
        /// The member that is missing.
        member: &'static str,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length {
                min,
                max,
                unit,
                found,
            } => write!(f, "must have {min} to {max} {unit}, but has {found}"),
            Self::Form { expected, found } => write!(f, "must be {expected}, but is {found:?}"),
            Self::Range { min, max, found } => {
                write!(f, "must be from {min} to {max}, but is {found}")
            }
            Self::Empty => f.write_str("must not be empty"),
            Self::Needs { member } => write!(f, "needs `{member}` as well"),
        }
    }
}

/// The unit of a [`Problem::Length`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Characters (Unicode scalar values).
    Characters,
    /// Bytes.
    Bytes,
    /// Items of a list.
    Items,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Characters => "characters",
            Self::Bytes => "bytes",
            Self::Items => "items",
        })
    }
}

/// The longest value that an error shows.
const SHOWN_CHARACTERS: usize = 80;

/// Collects the violations of one input.
#[derive(Default)]
pub struct Checks(Vec<Violation>);

impl Checks {
    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.0
    }

    /// The id of a WhatsApp Business Account.
    pub(crate) fn account_id(&mut self, member: &'static str, id: &str) {
        self.resource(
            member,
            id,
            "waba",
            "an account id that begins with `waba-`, or an ARN that ends with `:waba/` and letters and digits",
        );
    }

    pub(crate) fn phone_number_id(&mut self, member: &'static str, id: &str) {
        self.resource(
            member,
            id,
            "phone-number-id",
            "an id that begins with `phone-number-id-`, or an ARN that ends with `:phone-number-id/` and letters and digits",
        );
    }

    /// The id of a resource of this kind, or its ARN.
    fn resource(&mut self, member: &'static str, id: &str, kind: &str, expected: &'static str) {
        self.characters(member, id, 1, 115);
        let arn = || {
            let (start, end) = id.strip_prefix("arn:")?.rsplit_once(&format!(":{kind}/"))?;
            Some(!start.contains('\n') && !end.is_empty() && alphanumeric(end))
        };
        let plain = id
            .strip_prefix(&format!("{kind}-"))
            .is_some_and(|end| !end.contains('\n'));
        self.form(member, id, plain || arn() == Some(true), expected);
    }

    /// A private key must never leave: it is refused, and no more than its first line is shown.
    pub(crate) fn business_public_key(&mut self, member: &'static str, pem: &str) {
        self.characters(member, pem, 1, 8192);
        let first = pem.trim_start().lines().next().unwrap_or_default();
        let good = first.starts_with("-----BEGIN ") && !pem.contains("PRIVATE KEY");
        let expected = "a public key in PEM, which begins with `-----BEGIN PUBLIC KEY-----`";
        let shown = if first.starts_with("-----") {
            first
        } else {
            "another text"
        };
        self.form(member, shown, good || pem.is_empty(), expected);
    }

    pub(crate) fn kms_key_arn(&mut self, member: &'static str, arn: &str) {
        self.characters(member, arn, 1, 256);
        let parts: Vec<_> = arn.splitn(6, ':').collect();
        let good = matches!(parts[..], ["arn", partition, "kms", region, owner, key]
            if partition.starts_with("aws")
                && !region.is_empty()
                && owner.len() == 12
                && owner.bytes().all(|byte| byte.is_ascii_digit())
                && ["key/", "alias/"]
                    .iter()
                    .any(|kind| key.strip_prefix(kind).is_some_and(|name| !name.is_empty())));
        let expected =
            "the ARN of a KMS key or alias, like `arn:aws:kms:eu-west-1:123456789012:key/…`";
        self.form(member, arn, good, expected);
    }

    pub(crate) fn flow_id(&mut self, member: &'static str, id: &str) {
        self.characters(member, id, 1, 100);
        let digits = id.bytes().all(|byte| byte.is_ascii_digit());
        self.form(member, id, digits, "digits only");
    }

    pub(crate) fn flow_name(&mut self, member: &'static str, name: &str) {
        self.characters(member, name, 1, 200);
    }

    pub(crate) fn categories(&mut self, member: &'static str, categories: &[Category]) {
        let (min, max) = (1, Category::ALL.len());
        self.length(member, categories.len(), min, max, Unit::Items);
    }

    pub(crate) fn flow_json(&mut self, member: &'static str, json: &[u8]) {
        self.length(member, json.len(), 1, MAX_FLOW_JSON_BYTES, Unit::Bytes);
    }

    pub(crate) fn message(&mut self, member: &'static str, json: &[u8]) {
        self.length(member, json.len(), 1, MAX_MESSAGE_BYTES, Unit::Bytes);
    }

    pub(crate) fn meta_api_version(&mut self, member: &'static str, version: &str) {
        let number = version.strip_prefix('v').and_then(|v| v.split_once('.'));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let good = number.is_some_and(|(major, minor)| digits(major) && digits(minor));
        self.length(member, version.chars().count(), 1, 100, Unit::Characters);
        self.form(member, version, good, "a version like `v20.0`");
    }

    pub(crate) fn endpoint_uri(&mut self, member: &'static str, uri: &str) {
        self.characters(member, uri, 1, 2048);
        let https = reqwest::Url::parse(uri).is_ok_and(|url| url.scheme() == "https");
        self.form(member, uri, https, "a URL that begins with `https://`");
    }

    pub(crate) fn meta_app_id(&mut self, member: &'static str, id: &str) {
        self.characters(member, id, 1, 100);
    }

    /// Either value is good.
    pub(crate) fn flag(&mut self, _: &'static str, _: &bool) {}

    /// The token of a page of a list.
    pub(crate) fn page_token(&mut self, member: &'static str, token: &str) {
        self.characters(member, token, 1, 600);
    }

    /// The size of a page of a list.
    pub(crate) fn page_size(&mut self, member: &'static str, size: &u32) {
        let (min, max, found) = (1, 100, *size);
        if !(min..=max).contains(&found) {
            let problem = Problem::Range { min, max, found };
            self.0.push(Violation { member, problem });
        }
    }

    pub(crate) fn requires(&mut self, member: &'static str, other: &'static str, present: bool) {
        if !present {
            let problem = Problem::Needs { member: other };
            self.0.push(Violation { member, problem });
        }
    }

    pub(crate) fn not_empty(&mut self, member: &'static str, value: &str) {
        if value.is_empty() {
            let problem = Problem::Empty;
            self.0.push(Violation { member, problem });
        }
    }

    pub(crate) fn characters(&mut self, member: &'static str, value: &str, min: usize, max: usize) {
        let found = value.chars().count();
        self.length(member, found, min, max, Unit::Characters);
    }

    pub(crate) fn length(
        &mut self,
        member: &'static str,
        found: usize,
        min: usize,
        max: usize,
        unit: Unit,
    ) {
        if !(min..=max).contains(&found) {
            let problem = Problem::Length {
                min,
                max,
                unit,
                found,
            };
            self.0.push(Violation { member, problem });
        }
    }

    /// An empty value breaks its length already; that it has no form either says nothing new.
    pub(crate) fn form(
        &mut self,
        member: &'static str,
        value: &str,
        good: bool,
        expected: &'static str,
    ) {
        if !good && !value.is_empty() {
            let mut found: String = value.chars().take(SHOWN_CHARACTERS).collect();
            if found.len() < value.len() {
                found.push('…');
            }
            let problem = Problem::Form { expected, found };
            self.0.push(Violation { member, problem });
        }
    }
}

/// A text by its ends, for a value of which errors and logs show no more: `+44…23`.
pub(crate) fn masked(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    match characters.as_slice() {
        [first @ .., _, _] if first.len() > 6 => {
            let start: String = characters[..3].iter().collect();
            let end: String = characters[characters.len() - 2..].iter().collect();
            format!("{start}…{end}")
        }
        _ => "…".to_owned(),
    }
}

fn alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests;
