//! The versions of Flow JSON.

use std::fmt;
use std::str::FromStr;

/// A version of Flow JSON, for example `7.3`.
///
/// Major and minor are whole numbers compared one by one, so `1.9 < 1.10`.
///
/// ```
/// use flow_json::{State, Version};
///
/// let version: Version = "7.3".parse().unwrap();
/// assert_eq!(version, Version::RECOMMENDED);
/// assert_eq!(Version::V5_0.state(), Some(State::Frozen));
/// assert_eq!(Version::new(9, 9).state(), None); // not a version that Meta knows
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The number before the point.
    pub major: u8,
    /// The number behind the point.
    pub minor: u8,
}

/// What may be done with flows of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum State {
    /// Flows published with it can still be sent and opened; none can be created, updated or published.
    Frozen,
    /// May be created, updated and published.
    Supported,
    /// The newest version that is safe for all supported clients.
    Recommended,
}

macro_rules! versions {
    ($($(#[$doc:meta])* $name:ident = $major:literal . $minor:literal, $state:ident;)*) => {
        impl Version {
            $($(#[$doc])* pub const $name: Version = Version::new($major, $minor);)*

            /// All versions that were ever public, oldest first, each with its state.
            pub const ALL: &[(Version, State)] = &[$((Version::$name, State::$state)),*];
        }
    };
}

versions! {
    /// The first public version; inputs stand only in a `Form`.
    V2_1 = 2 . 1, Frozen;
    /// The endpoint's address moves out of the JSON.
    V3_0 = 3 . 0, Frozen;
    /// More dynamic properties.
    V3_1 = 3 . 1, Frozen;
    /// `Form` becomes optional; `If`, `Switch`, pickers, global references.
    V4_0 = 4 . 0, Frozen;
    /// Dates are `YYYY-MM-DD`; option items get images and colours.
    V5_0 = 5 . 0, Frozen;
    /// `RichText`, `markdown`, `sensitive`.
    V5_1 = 5 . 1, Supported;
    /// Expressions in back-ticks, `update_data`, `open_url`; blank strings are refused.
    V6_0 = 6 . 0, Supported;
    /// `CalendarPicker`.
    V6_1 = 6 . 1, Supported;
    /// `NavigationList`, `pattern`.
    V6_2 = 6 . 2, Supported;
    /// `ChipsSelector`.
    V6_3 = 6 . 3, Supported;
    /// `label-variant`; the types of a form's initial values are checked.
    V7_0 = 7 . 0, Supported;
    /// `ImageCarousel`.
    V7_1 = 7 . 1, Supported;
    /// Expressions in payloads are checked.
    V7_2 = 7 . 2, Supported;
    /// Stricter routing and data models; Data API 4.0.
    V7_3 = 7 . 3, Recommended;
}

impl Version {
    /// The version to write new flows in.
    pub const RECOMMENDED: Version = Version::V7_3;

    /// The newest version. A flow that names none is read by it, so that nothing of it is too new.
    pub const NEWEST: Version = Self::ALL[Self::ALL.len() - 1].0;

    /// A version by its numbers, known or not.
    pub const fn new(major: u8, minor: u8) -> Self {
        Self { major, minor }
    }

    /// What may be done with this version, or `None` if Meta knows no such version.
    pub fn state(self) -> Option<State> {
        Self::ALL
            .iter()
            .find(|(version, _)| *version == self)
            .map(|(_, state)| *state)
    }

    /// Whether this version is `since` or newer. Unlike `>=`, it can be used in constants.
    pub const fn at_least(self, since: Version) -> bool {
        self.major > since.major || (self.major == since.major && self.minor >= since.minor)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// A text that is not of the form `major.minor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedVersion;

impl fmt::Display for MalformedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a version is two whole numbers with a point between them, for example `7.3`")
    }
}

impl std::error::Error for MalformedVersion {}

impl FromStr for Version {
    type Err = MalformedVersion;

    fn from_str(text: &str) -> Result<Self, MalformedVersion> {
        let (major, minor) = text.split_once('.').ok_or(MalformedVersion)?;
        Ok(Self::new(number(major)?, number(minor)?))
    }
}

/// A number in its one canonical spelling: no sign, no leading zero.
fn number(text: &str) -> Result<u8, MalformedVersion> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || (text.len() > 1 && text.starts_with('0')) {
        return Err(MalformedVersion);
    }
    text.parse().map_err(|_| MalformedVersion)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_compare_one_by_one() {
        assert!(Version::new(1, 9) < Version::new(1, 10));
        assert!(Version::V6_3 < Version::V7_0);
        assert!(Version::V7_0.at_least(Version::V6_3));
        assert!(!Version::V6_3.at_least(Version::V7_0));
    }

    #[test]
    fn only_the_canonical_spelling_is_a_version() {
        for text in [
            "7", "7.", ".3", "7.3.1", "07.3", "7.03", "+7.3", "7.x", "", "700.1",
        ] {
            assert_eq!(text.parse::<Version>(), Err(MalformedVersion), "{text}");
        }
        for (version, _) in Version::ALL {
            assert_eq!(version.to_string().parse(), Ok(*version));
        }
    }
}
