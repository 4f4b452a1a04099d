//! The constraints on input: what each member may hold.
//!
//! The client checks them before it sends anything, the local service when it is sent something.
//! Source: the service's API reference and the model of API version 2024-01-01.

use std::fmt;

use flow_json::Category;

/// The largest Flow JSON, in bytes before base64.
pub const MAX_FLOW_JSON_BYTES: usize = 10_485_760;

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
    /// What is wrong with it.
    pub problem: Problem,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member, self.problem)
    }
}

/// A constraint, and what was found instead.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// Too short or too long.
    Length {
        /// The least that is allowed.
        min: usize,
        /// The most that is allowed.
        max: usize,
        /// What is counted.
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
            Self::Needs { member } => write!(f, "needs `{member}` as well"),
        }
    }
}

/// What a [`Problem::Length`] counts.
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
pub(crate) struct Checks(Vec<Violation>);

impl Checks {
    pub(crate) fn into_violations(self) -> Vec<Violation> {
        self.0
    }

    /// The id of a WhatsApp Business Account, which the service calls `id` throughout.
    pub(crate) fn account_id(&mut self, id: &str) {
        self.characters("id", id, 1, 115);
        let arn = || {
            let (start, end) = id.strip_prefix("arn:")?.rsplit_once(":waba/")?;
            Some(!start.contains('\n') && !end.is_empty() && alphanumeric(end))
        };
        let plain = id
            .strip_prefix("waba-")
            .is_some_and(|end| !end.contains('\n'));
        self.form(
            "id",
            id,
            plain || arn() == Some(true),
            "an account id that begins with `waba-`, or an ARN that ends with `:waba/` and letters and digits",
        );
    }

    pub(crate) fn flow_id(&mut self, member: &'static str, id: &str) {
        self.characters(member, id, 1, 100);
        let digits = id.bytes().all(|byte| byte.is_ascii_digit());
        self.form(member, id, digits, "digits only");
    }

    pub(crate) fn flow_name(&mut self, name: &str) {
        self.characters("flowName", name, 1, 200);
    }

    pub(crate) fn categories(&mut self, categories: &[Category]) {
        let (min, max) = (1, Category::ALL.len());
        self.length("categories", categories.len(), min, max, Unit::Items);
    }

    pub(crate) fn flow_json(&mut self, json: &[u8]) {
        self.length("flowJson", json.len(), 1, MAX_FLOW_JSON_BYTES, Unit::Bytes);
    }

    pub(crate) fn endpoint_uri(&mut self, uri: &str) {
        self.characters("endpointUri", uri, 1, 2048);
        let https = reqwest::Url::parse(uri).is_ok_and(|url| url.scheme() == "https");
        self.form(
            "endpointUri",
            uri,
            https,
            "a URL that begins with `https://`",
        );
    }

    pub(crate) fn needs(&mut self, member: &'static str, other: &'static str, present: bool) {
        if !present {
            let problem = Problem::Needs { member: other };
            self.0.push(Violation { member, problem });
        }
    }

    fn characters(&mut self, member: &'static str, value: &str, min: usize, max: usize) {
        let found = value.chars().count();
        self.length(member, found, min, max, Unit::Characters);
    }

    fn length(&mut self, member: &'static str, found: usize, min: usize, max: usize, unit: Unit) {
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
    fn form(&mut self, member: &'static str, value: &str, good: bool, expected: &'static str) {
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

fn alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violations(check: impl FnOnce(&mut Checks)) -> Vec<String> {
        let mut checks = Checks::default();
        check(&mut checks);
        checks
            .into_violations()
            .iter()
            .map(Violation::to_string)
            .collect()
    }

    #[test]
    fn lengths_at_the_edge_and_one_over() {
        type Check = fn(&mut Checks, usize);
        let table: [(&str, usize, usize, Check); 7] = [
            ("id", 1, 115, |c, n| {
                c.account_id(
                    &"waba-"
                        .chars()
                        .chain(std::iter::repeat('x'))
                        .take(n)
                        .collect::<String>(),
                )
            }),
            ("flowId", 1, 100, |c, n| c.flow_id("flowId", &"1".repeat(n))),
            // Characters, not bytes.
            ("flowName", 1, 200, |c, n| c.flow_name(&"☕".repeat(n))),
            ("categories", 1, 9, |c, n| {
                c.categories(&vec![Category::Other; n])
            }),
            ("flowJson", 1, 10_485_760, |c, n| {
                c.flow_json(&vec![b'x'; n])
            }),
            ("endpointUri", 1, 2048, |c, n| {
                c.endpoint_uri(
                    &"https://a/"
                        .chars()
                        .chain(std::iter::repeat('x'))
                        .take(n)
                        .collect::<String>(),
                )
            }),
            ("cloneFlowId", 1, 100, |c, n| {
                c.flow_id("cloneFlowId", &"9".repeat(n))
            }),
        ];
        for (member, min, max, check) in table {
            assert_eq!(violations(|c| check(c, max)), [""; 0], "{member}");
            for outside in [min - 1, max + 1] {
                let found = violations(|c| check(c, outside));
                assert_eq!(found.len(), 1, "{member}: {found:?}");
                assert!(
                    found[0].starts_with(&format!("`{member}` must have {min} to {max} ")),
                    "{found:?}"
                );
                assert!(
                    found[0].ends_with(&format!("but has {outside}")),
                    "{found:?}"
                );
            }
        }
    }

    #[test]
    fn account_ids() {
        for good in [
            "waba-",
            "waba-0123456789abcdef0123456789abcdef",
            "arn:aws:social-messaging:eu-west-1:123456789012:waba/0123456789abcdefABC",
        ] {
            assert_eq!(violations(|c| c.account_id(good)), [""; 0], "{good}");
        }
        for bad in [
            "123",
            "WABA-1",
            " waba-1",
            "waba-1\n2",
            "arn:aws:social-messaging:eu-west-1:1:waba/",
            "arn:aws:social-messaging:eu-west-1:1:waba/a-b",
            "arn:aws:social-messaging:eu-west-1:1:phone-number-id/1",
        ] {
            let found = violations(|c| c.account_id(bad));
            assert_eq!(found.len(), 1, "{bad}: {found:?}");
            assert!(found[0].contains("`waba-`"), "{found:?}");
        }
    }

    #[test]
    fn flow_ids_are_ascii_digits() {
        for bad in ["12a", " 1", "-1", "1.0", "١٢"] {
            let found = violations(|c| c.flow_id("flowId", bad));
            assert_eq!(
                found,
                [format!("`flowId` must be digits only, but is {bad:?}")]
            );
        }
    }

    #[test]
    fn endpoints_are_https() {
        assert_eq!(
            violations(|c| c.endpoint_uri("HTTPS://example.com/a?b")),
            [""; 0]
        );
        for bad in ["http://example.com", "example.com", "https://", "ftp://x"] {
            assert_eq!(violations(|c| c.endpoint_uri(bad)).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_long_value_is_shown_in_part() {
        let found = violations(|c| c.flow_id("flowId", &"x".repeat(100)));
        assert!(
            found[0].ends_with(&format!("{}…\"", "x".repeat(80))),
            "{found:?}"
        );
    }
}
