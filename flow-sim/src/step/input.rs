//! Filling inputs.

use super::Step;
use crate::choice::{Choice, chosen};
use crate::date::Date;
use crate::event::Refusal;
use crate::file::File;
use crate::problem::Problem;
use crate::program::{self, Kind, Trigger};
use crate::scope::is_for_numbers;
use crate::settings::{ChoiceOrder, ChosenAgain, OverMaximum};
use crate::value::{Text, Value};
use crate::view::{Component, check_date};

fn refuse(drawn: &Component, value: &Value, why: impl ToString) -> Refusal {
    Refusal::Value {
        what: drawn.describe(),
        value: value.to_json(),
        why: why.to_string(),
    }
}

impl Step<'_> {
    pub(super) fn fill(&mut self, drawn: &Component, value: &Value) -> Result<(), Refusal> {
        let screen = self.screen().ok_or(Refusal::Ended)?;
        let component = &screen.components[drawn.index];
        let filled = match component.kind {
            Kind::TextInput | Kind::TextArea => {
                let text = match value {
                    Value::List(_) | Value::Object(_) | Value::Null | Value::Bool(_) => {
                        return Err(refuse(
                            drawn,
                            value,
                            format!("it takes text, and this is {}", value.kind()),
                        ));
                    }
                    value => value.to_text(),
                };
                // No phone lets one type more.
                let most = drawn.characters().map_or(usize::MAX, |(_, most)| most);
                let chars = text.chars().count();
                if chars > most {
                    return Err(refuse(drawn, value, Problem::TooLong { chars, most }));
                }
                if is_for_numbers(component) {
                    Value::NumberText(text)
                } else {
                    Value::Text(text)
                }
            }
            Kind::DatePicker | Kind::CalendarPicker => self.days(component, drawn, value)?,
            _ => return Err(refuse(drawn, value, "it is not typed into")),
        };
        let complete = match &filled {
            Value::Object(ends) => ends.len() == 2,
            filled => !filled.is_empty(),
        };
        self.set_value(component, filled);
        self.settle();
        let fires = matches!(component.kind, Kind::DatePicker | Kind::CalendarPicker) && complete;
        if fires && let Some(action) = component.action(Trigger::Select) {
            self.act(action, drawn);
        }
        Ok(())
    }

    /// A day, or the two ends of a range, each of which can be chosen.
    fn days(
        &self,
        component: &program::Component,
        drawn: &Component,
        value: &Value,
    ) -> Result<Value, Refusal> {
        let scope = self.scope().ok_or(Refusal::Ended)?;
        let day = |value: &Value| {
            let text = value.to_text();
            let day = Date::parse(&text).or_else(|| {
                let old = self.program.version < flow_json::Version::V5_0;
                Date::parse_milliseconds(&text).filter(|_| old)
            });
            let day = day.ok_or_else(|| refuse(drawn, value, Problem::NoDate(text)))?;
            check_date(drawn, day, &scope).map_err(|problem| refuse(drawn, value, problem))?;
            Ok(day)
        };
        if !component.is("mode", "range") {
            let day = day(value)?;
            return Ok(if self.program.version < flow_json::Version::V5_0 {
                Value::from(day.milliseconds().to_string())
            } else {
                Value::from(day.to_string())
            });
        }
        let mut ends = Vec::new();
        for end in ["start-date", "end-date"] {
            if let Some(value) = value.get(end).filter(|value| !value.is_empty()) {
                ends.push((end, day(value)?));
            }
        }
        match ends[..] {
            [("start-date", first), (_, last)] => {
                let days = last.days_since(first) + 1;
                let limit = |name| {
                    drawn
                        .count(name)
                        .and_then(|count| i64::try_from(count).ok())
                };
                let problem = if last < first {
                    Some(Problem::WrongOrder)
                } else if let Some(least) = limit("min-days").filter(|least| days < *least) {
                    Some(Problem::TooFewDays { days, least })
                } else {
                    let most = limit("max-days").filter(|most| days > *most);
                    most.map(|most| Problem::TooManyDays { days, most })
                };
                if let Some(problem) = problem {
                    return Err(refuse(drawn, value, problem));
                }
            }
            [("start-date", _)] => {}
            _ => {
                return Err(refuse(
                    drawn,
                    value,
                    "a range has a `start-date`, and then an `end-date`",
                ));
            }
        }
        let ends = ends.into_iter();
        Ok(Value::object(
            ends.map(|(end, day)| (end, Value::from(day.to_string()))),
        ))
    }

    pub(super) fn attach(&mut self, drawn: &Component, files: &[File]) -> Result<(), Refusal> {
        let screen = self.screen().ok_or(Refusal::Ended)?;
        let component = &screen.components[drawn.index];
        let value = Value::list(files.iter().enumerate().map(|(at, file)| file.to_value(at)));
        if !component.kind.takes_files() {
            return Err(refuse(drawn, &value, "it takes no files"));
        }
        let refuse = |problem: Problem| {
            let names: Vec<&str> = files.iter().map(|file| &*file.name).collect();
            refuse(drawn, &Value::from(names.join(", ")), problem)
        };
        let most_kb = drawn.count("max-file-size-kb").map(|most| most as u64);
        let types = drawn
            .property("allowed-mime-types")
            .and_then(Value::as_list);
        for file in files {
            if let Some(most_kb) = most_kb.filter(|most| file.kilobytes > *most) {
                let file = file.name.clone();
                return Err(refuse(Problem::TooLarge { file, most_kb }));
            }
            let allowed = match component.kind {
                Kind::PhotoPicker => file.mime_type.starts_with("image/"),
                _ => types.is_none_or(|types| {
                    types
                        .iter()
                        .any(|known| known.as_str() == Some(&file.mime_type))
                }),
            };
            if !allowed {
                let (file, mime_type) = (file.name.clone(), file.mime_type.clone());
                return Err(refuse(Problem::WrongMimeType { file, mime_type }));
            }
        }
        let most = match component.kind {
            Kind::PhotoPicker => drawn.count("max-uploaded-photos"),
            _ => drawn.count("max-uploaded-documents"),
        };
        if let Some(most) = most.filter(|most| files.len() > *most) {
            let files = files.len();
            return Err(refuse(Problem::TooManyFiles { files, most }));
        }
        self.set_value(component, value);
        self.settle();
        Ok(())
    }

    pub(super) fn choose(&mut self, drawn: &Component, option: &str) -> Result<(), Refusal> {
        let wanted = Value::from(option);
        let screen = self.screen().ok_or(Refusal::Ended)?;
        let component = &screen.components[drawn.index];
        let several = component.kind.chooses_several();
        if !several && !component.kind.chooses_one() {
            return Err(refuse(drawn, &wanted, "it has no options"));
        }
        let choice = drawn.choices.iter().find(|choice| *choice.id == *option);
        let choice = choice.ok_or_else(|| refuse(drawn, &wanted, "it has no such option"))?;
        if !choice.enabled {
            return Err(refuse(
                drawn,
                &wanted,
                "the `enabled` of the option is false",
            ));
        }
        if several {
            return self.toggle(component, drawn, choice);
        }
        let before = drawn.choices.iter().find(|choice| choice.selected);
        if choice.selected {
            let unselects = self.settings.chosen_again == ChosenAgain::Unselects
                && component.kind == Kind::RadioButtonsGroup
                && !drawn.required();
            if unselects {
                self.set_value(component, Value::empty_text());
                self.settle();
                self.changed(component, drawn, choice, Trigger::Unselect);
            }
            return Ok(());
        }
        self.set_value(component, Value::Text(choice.id.clone()));
        self.settle();
        // The other way round, the old option would hide the parts that the new one shows.
        let old = before.and_then(|before| before.action(Trigger::Unselect));
        if let Some(action) = old {
            self.perform(action.clone(), drawn);
        }
        self.changed(component, drawn, choice, Trigger::Select);
        Ok(())
    }

    /// Chooses one more option, or one less.
    fn toggle(
        &mut self,
        component: &program::Component,
        drawn: &Component,
        choice: &Choice,
    ) -> Result<(), Refusal> {
        let mut ids: Vec<Text> = drawn
            .value
            .as_ref()
            .map(chosen)
            .unwrap_or_default()
            .into_iter()
            .map(Into::into)
            .collect();
        let trigger = if choice.selected {
            ids.retain(|id| *id != choice.id);
            Trigger::Unselect
        } else {
            if let Some(most) = drawn
                .count("max-selected-items")
                .filter(|most| ids.len() >= *most)
            {
                if self.settings.over_maximum == OverMaximum::Refused || ids.is_empty() {
                    let chosen = ids.len() + 1;
                    let value = Value::Text(choice.id.clone());
                    return Err(refuse(drawn, &value, Problem::TooMany { chosen, most }));
                }
                ids.remove(0);
            }
            ids.push(choice.id.clone());
            Trigger::Select
        };
        if self.settings.choice_order == ChoiceOrder::List {
            let rank = |id: &Text| drawn.choices.iter().position(|choice| choice.id == *id);
            ids.sort_by_key(rank);
        }
        self.set_value(component, Value::list(ids.into_iter().map(Value::Text)));
        self.settle();
        self.changed(component, drawn, choice, trigger);
        Ok(())
    }

    pub(super) fn tick(&mut self, drawn: &Component) -> Result<(), Refusal> {
        if drawn.kind != Kind::OptIn {
            return Err(Refusal::Impossible(format!(
                "{} has no box to tick",
                drawn.describe()
            )));
        }
        let screen = self.screen().ok_or(Refusal::Ended)?;
        let component = &screen.components[drawn.index];
        let ticked = drawn.value != Some(Value::Bool(true));
        self.set_value(component, Value::Bool(ticked));
        self.settle();
        let trigger = if ticked {
            Trigger::Select
        } else {
            Trigger::Unselect
        };
        // Without an action for the other direction, this one serves both.
        let action = component
            .action(trigger)
            .or_else(|| component.action(Trigger::Select));
        if let Some(action) = action {
            self.act(action, drawn);
        }
        Ok(())
    }

    /// Runs the actions of an option that was selected or unselected.
    fn changed(
        &mut self,
        component: &program::Component,
        drawn: &Component,
        choice: &Choice,
        trigger: Trigger,
    ) {
        // Without an action for unselecting, that for selecting serves both.
        for trigger in [trigger, Trigger::Select] {
            // A list with expressions in it is evaluated anew, since the value that has been chosen is
            // to be in the payload.
            let action = self
                .fresh_choice(component, choice)
                .action(trigger)
                .cloned();
            if let Some(action) = action {
                return self.perform(action, drawn);
            }
            if let Some(action) = component.action(trigger) {
                return self.act(action, drawn);
            }
        }
    }

    /// The option as it is after the choice.
    fn fresh_choice(&self, component: &program::Component, choice: &Choice) -> Choice {
        let list = component.property("data-source");
        let list = list.filter(|list| list.constant().is_none());
        let list = list
            .zip(self.scope())
            .and_then(|(list, scope)| scope.value(list).ok());
        let items = list.as_ref().and_then(Value::as_list).unwrap_or(&[]);
        let same = |item: &&Value| item.get("id").is_some_and(|id| *id.to_text() == *choice.id);
        items
            .iter()
            .find(same)
            .map_or_else(|| choice.clone(), |item| Choice::read(component.kind, item))
    }
}
