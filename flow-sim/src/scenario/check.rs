//! The conditions of a step.

use serde_json::Value as Json;

use super::Step;
use super::step::plain;
use crate::phone::Phone;
use crate::value::Value;
use crate::view::View;

impl Step {
    /// Whether all holds that the step says.
    pub(super) fn check(&self, phone: &Phone) -> Result<(), String> {
        let view = phone.screen();
        if let Some(wanted) = &self.screen
            && *view.screen != **wanted
        {
            let seen = match (&view.end, &*view.screen) {
                (Some(_), _) => "the flow has ended".to_owned(),
                (None, "") => "no screen is shown yet".to_owned(),
                (None, seen) => format!("the screen is `{seen}`"),
            };
            let why = phone
                .failure()
                .map(|cause| format!(" ({cause})"))
                .unwrap_or_default();
            return Err(format!("{seen}, and not `{wanted}`{why}"));
        }
        for text in self.shows.iter().flatten() {
            if !view.shows(text) {
                return Err(format!("the screen does not show \"{text}\""));
            }
        }
        for text in self.hides.iter().flatten() {
            if view.shows(text) {
                return Err(format!("the screen shows \"{text}\""));
            }
        }
        for (name, wanted) in self.values.iter().flatten() {
            let wanted = plain(wanted);
            let value = view.value(name).ok_or_else(|| no_input(&view, name))?;
            let found = Json::from(value);
            // A number input holds text.
            let as_text = !wanted.is_string()
                && found == Json::String(Value::from(&wanted).to_text().to_string());
            if found != wanted && !as_text {
                return Err(format!("`{name}` is {found}, and not {wanted}"));
            }
        }
        for (name, wanted) in self.errors.iter().flatten() {
            let input = view.input(name).ok_or_else(|| no_input(&view, name))?;
            let shown = input.error.as_deref().unwrap_or("");
            if !shown.contains(wanted) || wanted.is_empty() != shown.is_empty() {
                return Err(format!(
                    "the error at `{name}` is \"{shown}\", and not \"{wanted}\""
                ));
            }
        }
        if let Some(wanted) = self.can_continue
            && phone.can_continue() != wanted
        {
            let blockers = view.footer().map_or(&[][..], |footer| &footer.blockers);
            let why: Vec<String> = blockers.iter().map(ToString::to_string).collect();
            return Err(if wanted {
                format!("the button at the foot is disabled: {}", why.join("; "))
            } else {
                "the button at the foot can be tapped".to_owned()
            });
        }
        if let Some(wanted) = &self.request {
            let wanted = plain(wanted);
            let last = phone
                .requests()
                .last()
                .ok_or("the phone has sent no request")?;
            let found = Json::from(&last.to_value());
            if !contains(&found, &wanted) {
                return Err(format!(
                    "the last request is {found}, which lacks some of {wanted}"
                ));
            }
        }
        if let Some(wanted) = &self.opened
            && phone.opened_urls().last().map(|url| &**url) != Some(wanted)
        {
            return Err(match phone.opened_urls().last() {
                Some(url) => format!("the last page that was opened is {url}, and not {wanted}"),
                None => "no page was opened".to_owned(),
            });
        }
        match (&self.fails, phone.failure()) {
            (Some(wanted), Some(cause)) if !cause.contains(wanted) => Err(format!(
                "the phone fails with \"{cause}\", and not with \"{wanted}\""
            )),
            (Some(wanted), None) => Err(format!("the phone does not fail with \"{wanted}\"")),
            // A failure that nobody waits for is one of the test.
            (None, Some(cause)) if self.refused.is_none() => {
                Err(format!("something went wrong on the phone: {cause}"))
            }
            _ => Ok(()),
        }
    }
}

fn no_input(view: &View, name: &str) -> String {
    let names: Vec<&str> = view
        .components
        .iter()
        .filter_map(|one| one.name.as_deref())
        .collect();
    format!(
        "the screen has no input `{name}`; there are {}",
        names.join(", ")
    )
}

/// Whether a value has all that another has.
pub(super) fn contains(all: &Json, part: &Json) -> bool {
    match (all, part) {
        (Json::Object(all), Json::Object(part)) => part
            .iter()
            .all(|(key, part)| all.get(key).is_some_and(|value| contains(value, part))),
        (all, part) => all == part,
    }
}
