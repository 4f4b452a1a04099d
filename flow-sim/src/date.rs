//! Days of the calendar.

use std::fmt;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Counted from 1970-01-01.
    days: i64,
}

/// The days of the week as `include-days` names them, from Monday on.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl Date {
    /// 1970-01-01
    pub const UNIX_EPOCH: Self = Self { days: 0 };

    /// Reads `YYYY-MM-DD`.
    ///
    /// ```
    /// use flow_sim::Date;
    ///
    /// let day = Date::parse("2027-01-31").unwrap();
    /// assert_eq!(day.weekday(), "Sun");
    /// assert_eq!(day.after(1).to_string(), "2027-02-01");
    /// assert!(Date::parse("2027-02-30").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
        let day = Self::of(number(0..4)?, number(5..7)?, number(8..10)?);
        // An impossible day comes out as another one.
        Some(day).filter(|day| day.to_string() == text)
    }

    /// Reads milliseconds since 1970 as text, as flows before 5.0 have them. The time of day is dropped.
    pub fn parse_milliseconds(text: &str) -> Option<Self> {
        let milliseconds: i64 = text.parse().ok()?;
        let days = milliseconds.div_euclid(MILLISECONDS);
        // Four digits of a year are enough for anyone.
        let range = Self::of(0, 1, 1).days..Self::of(10_000, 1, 1).days;
        range.contains(&days).then_some(Self { days })
    }

    /// Milliseconds since 1970 at its beginning, in UTC.
    pub fn milliseconds(self) -> i64 {
        self.days * MILLISECONDS
    }

    /// The day so many days later.
    #[must_use]
    pub fn after(self, days: i64) -> Self {
        Self {
            days: self.days + days,
        }
    }

    /// How many days lie between it and an earlier one.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.days - earlier.days
    }

    /// The day of the week, as `include-days` names it.
    pub fn weekday(self) -> &'static str {
        // 1970-01-01 was a Thursday.
        #[expect(clippy::cast_possible_truncation, reason = "it is less than 7")]
        let index = (self.days + 3).rem_euclid(7) as usize;
        WEEKDAYS[index]
    }

    /// The year, the month from 1 on, and the day of the month.
    ///
    /// ```
    /// let day = flow_sim::Date::parse("2027-01-31").unwrap();
    /// assert_eq!(day.year_month_day(), (2027, 1, 31));
    /// ```
    pub fn year_month_day(self) -> (i64, i64, i64) {
        let days = self.days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (year_of_era + era * 400 + i64::from(month <= 2), month, day)
    }

    /// The day of a year, a month and a day of the month, of the Gregorian calendar.
    fn of(year: i64, month: i64, day: i64) -> Self {
        // Years begin in March here, so that the day that leap years have is their last.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self {
            days: era * 146_097 + day_of_era - 719_468,
        }
    }
}

const MILLISECONDS: i64 = 24 * 60 * 60 * 1000;

/// `YYYY-MM-DD`
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_comes_back() {
        let mut day = Date::parse("1895-12-28").unwrap();
        for _ in 0..100_000 {
            assert_eq!(Date::parse(&day.to_string()), Some(day));
            day = day.after(1);
        }
        assert_eq!(day.to_string(), "2169-10-12");
    }

    #[test]
    fn impossible_days() {
        for text in [
            "2027-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-1-1",
            "27-01-01",
            "",
            "2027-01-0é",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2028-02-29").is_some());
    }

    #[test]
    fn milliseconds() {
        let day = Date::parse("2024-02-29").unwrap();
        assert_eq!(day.milliseconds(), 1_709_164_800_000);
        assert_eq!(Date::parse_milliseconds("1709199999999"), Some(day));
        assert_eq!(Date::parse_milliseconds("99999999999999999"), None);
        assert_eq!(Date::parse("1970-01-01").unwrap().weekday(), "Thu");
    }
}
