//! Whether a phone takes the value of an input.

use super::component::Component;
use crate::date::Date;
use crate::number::Number;
use crate::problem::Problem;
use crate::program::{self, Kind};
use crate::scope::Scope;
use crate::settings::{InputForm, PatternMatch};
use crate::value::Value;

/// Why a phone refuses the value of an input, if it does.
pub(super) fn problem(
    component: &program::Component,
    drawn: &Component,
    scope: &Scope<'_>,
) -> Option<Problem> {
    let value = drawn.value.as_ref()?;
    let kind = component.kind;
    if kind == Kind::NavigationList {
        return None;
    }
    if kind == Kind::CalendarPicker && component.is("mode", "range") {
        return range(drawn, value);
    }
    let empty = value.is_empty() || *value == Value::Bool(false);
    if empty && !kind.takes_files() {
        return drawn.required().then_some(Problem::Missing);
    }
    match kind {
        Kind::TextInput | Kind::TextArea => text(component, drawn, &value.to_text(), scope),
        Kind::CheckboxGroup | Kind::ChipsSelector => selection(drawn, value),
        Kind::DatePicker | Kind::CalendarPicker => {
            let day = match read_date(value, scope) {
                Ok(day) => day,
                Err(problem) => return Some(problem),
            };
            check_date(drawn, day, scope).err()
        }
        Kind::PhotoPicker | Kind::DocumentPicker => files(drawn, value),
        _ => None,
    }
}

fn text(
    component: &program::Component,
    drawn: &Component,
    text: &str,
    scope: &Scope<'_>,
) -> Option<Problem> {
    let chars = text.chars().count();
    if let Some(least) = drawn.count("min-chars").filter(|least| chars < *least) {
        return Some(Problem::TooShort { chars, least });
    }
    if let Some((_, most)) = drawn.characters().filter(|(chars, most)| chars > most) {
        return Some(Problem::TooLong { chars, most });
    }
    let kind = drawn
        .property("input-type")
        .and_then(Value::as_str)
        .unwrap_or("text");
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let free = scope.settings.input_form == InputForm::Free;
    let form = match kind {
        "number" if Number::parse(text).is_none() => Some(Problem::NoNumber),
        _ if free => None,
        "passcode" if !digits => Some(Problem::NoPasscode),
        "email" if !is_email(text) => Some(Problem::NoEmail),
        "phone" if !is_phone(text) => Some(Problem::NoPhone),
        _ => None,
    };
    // For numbers and passcodes the check of the type comes first.
    form.or_else(|| pattern(component, drawn, text, scope))
}

fn pattern(
    component: &program::Component,
    drawn: &Component,
    text: &str,
    scope: &Scope<'_>,
) -> Option<Problem> {
    let written = drawn.property("pattern").and_then(Value::as_str)?;
    let whole = scope.settings.pattern_match == PatternMatch::Whole;
    let read = match &component.pattern {
        Some(pattern) if !whole => return mismatch(drawn, pattern.matches(text)),
        _ if whole => crate::pattern::Pattern::parse(&format!("^(?:{written})$")),
        _ => crate::pattern::Pattern::parse(written),
    };
    // One that cannot be read lets all pass.
    mismatch(drawn, read.ok()?.matches(text))
}

fn mismatch(drawn: &Component, matches: Option<bool>) -> Option<Problem> {
    // One that takes too long lets pass, too.
    (matches == Some(false)).then(|| Problem::Mismatch {
        helper_text: drawn.text("helper-text").unwrap_or_default(),
    })
}

/// One `@` with something before it, and something with a dot in it behind it.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let dotted = domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty());
    let strange = |sign: char| sign.is_whitespace() || sign == '@' || sign.is_control();
    !name.is_empty() && dotted && !name.contains(strange) && !domain.contains(strange)
}

/// Digits, and the signs that people write between them.
fn is_phone(text: &str) -> bool {
    let between = |sign: char| matches!(sign, '+' | '-' | ' ' | '(' | ')' | '.' | '/' | '*' | '#');
    let known = text
        .chars()
        .all(|sign| sign.is_ascii_digit() || between(sign));
    known && text.contains(|sign: char| sign.is_ascii_digit())
}

fn selection(drawn: &Component, value: &Value) -> Option<Problem> {
    let chosen = value.as_list().map_or(0, <[Value]>::len);
    if let Some(least) = drawn
        .count("min-selected-items")
        .filter(|least| chosen < *least)
    {
        return Some(Problem::TooFew { chosen, least });
    }
    let most = drawn
        .count("max-selected-items")
        .filter(|most| chosen > *most)?;
    Some(Problem::TooMany { chosen, most })
}

fn files(drawn: &Component, value: &Value) -> Option<Problem> {
    let names = match drawn.kind {
        Kind::PhotoPicker => ("min-uploaded-photos", "max-uploaded-photos"),
        _ => ("min-uploaded-documents", "max-uploaded-documents"),
    };
    let files = value.as_list().map_or(0, <[Value]>::len);
    if let Some(least) = drawn.count(names.0).filter(|least| files < *least) {
        return Some(Problem::TooFewFiles { files, least });
    }
    let most = drawn.count(names.1).filter(|most| files > *most)?;
    Some(Problem::TooManyFiles { files, most })
}

/// The day that a value is, in the form of the version.
pub(super) fn read_date(value: &Value, scope: &Scope<'_>) -> Result<Date, Problem> {
    let text = value.to_text();
    let day = if scope.program.version < flow_json::Version::V5_0 {
        Date::parse_milliseconds(&text).or_else(|| Date::parse(&text))
    } else {
        Date::parse(&text)
    };
    day.ok_or(Problem::NoDate(text))
}

/// Whether a day can be chosen.
pub(crate) fn check_date(drawn: &Component, day: Date, scope: &Scope<'_>) -> Result<(), Problem> {
    let limit = |name| read_date(drawn.property(name)?, scope).ok();
    if let Some(first) = limit("min-date").filter(|first| day < *first) {
        return Err(Problem::TooEarly { first });
    }
    if let Some(last) = limit("max-date").filter(|last| day > *last) {
        return Err(Problem::TooLate { last });
    }
    let dates = drawn
        .property("unavailable-dates")
        .and_then(Value::as_list)
        .unwrap_or(&[]);
    if dates.iter().any(|date| read_date(date, scope) == Ok(day)) {
        return Err(Problem::Unavailable(day));
    }
    let weekdays = drawn.property("include-days").and_then(Value::as_list);
    let included = |days: &[Value]| days.iter().any(|one| one.as_str() == Some(day.weekday()));
    if weekdays.is_some_and(|days| !included(days)) {
        return Err(Problem::WrongWeekday(day));
    }
    Ok(())
}

/// Why a phone refuses a range of days, if it does.
fn range(drawn: &Component, value: &Value) -> Option<Problem> {
    let day = |end: &str| {
        value
            .get(end)
            .and_then(Value::as_str)
            .filter(|day| !day.is_empty())
    };
    let required = |end: &str| match drawn.property("required") {
        Some(ends @ Value::Object(_)) => ends.get(end).and_then(Value::as_bool) == Some(true),
        _ => drawn.flag("required", false),
    };
    for end in ["start-date", "end-date"] {
        if day(end).is_none() && required(end) {
            return Some(Problem::MissingEnd(end));
        }
    }
    let first = Date::parse(day("start-date")?)?;
    let last = Date::parse(day("end-date")?)?;
    if last < first {
        return Some(Problem::WrongOrder);
    }
    let days = last.days_since(first) + 1;
    let limit = |name| {
        drawn
            .count(name)
            .and_then(|count| i64::try_from(count).ok())
    };
    if let Some(least) = limit("min-days").filter(|least| days < *least) {
        return Some(Problem::TooFewDays { days, least });
    }
    let most = limit("max-days").filter(|most| days > *most)?;
    Some(Problem::TooManyDays { days, most })
}
