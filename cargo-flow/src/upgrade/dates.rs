//! Dates before and since 5.0.

use time::{OffsetDateTime, Time};

/// The day in UTC of milliseconds since 1970, and whether they are midnight. `None` if the text is no such
/// number, or the day has no four-digit year.
pub(super) fn day(milliseconds: &str) -> Option<(String, bool)> {
    let number: i64 = milliseconds.trim().parse().ok()?;
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(number) * 1_000_000).ok()?;
    let year = u16::try_from(time.year())
        .ok()
        .filter(|year| *year <= 9999)?;
    let day = format!("{year:04}-{:02}-{:02}", u8::from(time.month()), time.day());
    Some((day, time.time() == Time::MIDNIGHT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_utc() {
        let day = |text| day(text).map(|(day, midnight)| format!("{day} {midnight}"));
        assert_eq!(day("0").as_deref(), Some("1970-01-01 true"));
        assert_eq!(day("1709164800000").as_deref(), Some("2024-02-29 true"));
        assert_eq!(day("1709251199999").as_deref(), Some("2024-02-29 false"));
        assert_eq!(day("-86400000").as_deref(), Some("1969-12-31 true"));
        for text in [
            "",
            "2024-02-29",
            "${data.day}",
            "9223372036854775807",
            "-99999999999999",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
