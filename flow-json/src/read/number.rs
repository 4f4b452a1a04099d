//! Numbers.

use super::Reader;
use super::report::excerpt;
use super::rules::BAD_NUMBER;

impl Reader<'_> {
    /// Reads a number, or what its author took for one, and gives its spelling, repaired if need
    /// be and if that can be done.
    pub(super) fn number(&mut self) -> Option<String> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'.' | b'_') =
            self.peek()
        {
            self.at += 1;
        }
        let spelling = self.slice(start, self.at);
        if is_number(spelling) {
            return Some(spelling.to_owned());
        }
        let message = format!("`{}` is no number of JSON", excerpt(spelling));
        let repaired = repaired(spelling);
        let help = match &repaired {
            Some(number) => format!("write `{}`", excerpt(number)),
            None => "write digits, for example `-2.5`, or text in double quotes".to_owned(),
        };
        self.report(
            &BAD_NUMBER,
            self.since(start),
            self.open.len(),
            message,
            help,
        );
        repaired
    }
}

/// Whether it is a number of JSON, and one that readers can hold: not beyond 64-bit floats.
fn is_number(spelling: &str) -> bool {
    /// Fewer digits are finite without an exponent.
    const FINITE: usize = 300;

    let bytes = spelling.as_bytes();
    let digits = |from: usize| {
        let mut at = from;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let whole = usize::from(bytes.first() == Some(&b'-'));
    let mut at = digits(whole);
    if at == whole || (bytes[whole] == b'0' && at > whole + 1) {
        return false;
    }
    if bytes.get(at) == Some(&b'.') {
        let fraction = at + 1;
        at = digits(fraction);
        if at == fraction {
            return false;
        }
    }
    let mut finite = at <= FINITE;
    if let Some(b'e' | b'E') = bytes.get(at) {
        let exponent = at + 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at = digits(exponent);
        if at == exponent {
            return false;
        }
        finite = false;
    }
    at == bytes.len() && (finite || spelling.parse::<f64>().is_ok_and(f64::is_finite))
}

/// The number that was probably meant: without `+`, `_` and leading zeros, and with digits around
/// the point.
fn repaired(spelling: &str) -> Option<String> {
    let (sign, rest) = match spelling.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", spelling.strip_prefix('+').unwrap_or(spelling)),
    };
    let rest = rest.replace('_', "");
    let exponent = rest.find(['e', 'E']).unwrap_or(rest.len());
    let (mantissa, exponent) = rest.split_at(exponent);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    let number = format!("{sign}{whole}{point}{fraction}{exponent}");
    is_number(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_json_are_told_from_others() {
        for good in [
            "0", "-0", "12", "0.5", "-1.25e10", "1E+2", "1e-999", "0e999", "10.0",
        ] {
            assert!(is_number(good), "{good}");
        }
        for bad in [
            "", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e2", "0x10", "1_000", "1e999",
            "--1", "1-2", "1.2.3", "Infinity",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
        assert!(!is_number(&"9".repeat(400)));
        assert!(is_number(&format!("0.{}", "9".repeat(400))));
    }

    #[test]
    fn what_was_meant_is_found() {
        for (bad, good) in [
            ("+1", "1"),
            ("007", "7"),
            ("-01.50", "-1.50"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1_000", "1000"),
            ("00", "0"),
            ("1.e3", "1e3"),
        ] {
            assert_eq!(repaired(bad).as_deref(), Some(good), "{bad}");
        }
        for bad in ["-", "1e999", "0x10", "1.2.3", "-Infinity", "."] {
            assert_eq!(repaired(bad), None, "{bad}");
        }
    }
}
