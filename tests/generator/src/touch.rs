//! Random touches of a phone.

use fastrand::Rng;
use flow_sim::{Answer, Component, Event, File, Kind, Program, Settings, Value, View};

/// Settings of which each is any of its values.
pub fn settings(rng: &mut Rng) -> Settings {
    use flow_sim::settings::*;

    let mut settings = Settings::default();
    macro_rules! any {
        ($($field:ident: $ty:ident),* $(,)?) => {
            $(settings.$field = $ty::ALL[rng.usize(..$ty::ALL.len())];)*
        };
    }
    any! {
        error_message: ErrorMessage, complaints: Complaints, empty_input: EmptyInput,
        over_maximum: OverMaximum, chosen_again: ChosenAgain,
        changed_initial_value: ChangedInitialValue, select_at_drawing: SelectAtDrawing,
        vanished_choice: VanishedChoice, hidden_branch: HiddenBranch, revisited: Revisited,
        back_from_first: BackFromFirst, undeclared_field: UndeclaredField,
        answer_without_screen: AnswerWithoutScreen, branch_navigation: BranchNavigation,
        empty_options: EmptyOptions,
        number_in_payload: NumberInPayload, choice_order: ChoiceOrder,
        empty_comparison: EmptyComparison, failed_expression: FailedExpression,
        direction: Direction, disabled_required: DisabledRequired, pattern_match: PatternMatch,
        rounding: Rounding, input_form: InputForm, unseen: Unseen, answer_version: AnswerVersion,
    }
    settings.repeats_after_timeout = rng.bool();
    settings.online = rng.u8(..) > 20;
    settings
}

/// Something that a person may do on this screen.
pub fn sensible(rng: &mut Rng, view: &View, program: &Program) -> Event {
    if view.waiting {
        return Event::Answer(answer(rng, program));
    }
    let shown: Vec<&Component> = view.shown().collect();
    let Some(drawn) = rng.choice(shown).filter(|_| rng.u8(..) > 20) else {
        return if rng.bool() {
            Event::Back
        } else {
            garbage(rng, program)
        };
    };
    let component = drawn.index;
    if let Some(choice) = rng.choice(&drawn.choices) {
        let id = choice.id.clone();
        return match drawn.kind {
            Kind::NavigationList => Event::TapItem {
                component,
                item: id,
            },
            _ => Event::Choose {
                component,
                option: id,
            },
        };
    }
    match drawn.kind {
        Kind::OptIn if rng.bool() => Event::Tick { component },
        Kind::PhotoPicker => Event::Attach {
            component,
            files: vec![File::new("a.jpg"); rng.usize(..4)],
        },
        Kind::DocumentPicker => Event::Attach {
            component,
            files: vec![File::new("a.pdf"); rng.usize(..4)],
        },
        Kind::TextInput | Kind::TextArea | Kind::DatePicker | Kind::CalendarPicker => {
            let first = format!(
                "20{:02}-{:02}-{:02}",
                rng.u8(0..99),
                rng.u8(1..13),
                rng.u8(1..29)
            );
            let value = match rng.u8(..6) {
                0 => Value::from("text"),
                1 => Value::from(rng.i32(-5..2000)),
                2 => Value::from("a@b.cd"),
                3 => Value::from(""),
                4 => Value::object([
                    ("start-date", Value::from(first.as_str())),
                    ("end-date", first.into()),
                ]),
                _ => Value::from(first),
            };
            Event::Fill { component, value }
        }
        _ => Event::Tap { component },
    }
}

fn answer(rng: &mut Rng, program: &Program) -> Answer {
    match rng.u8(..8) {
        0 => Answer::Timeout,
        1 => Answer::Status(
            *rng.choice(&[421, 427, 432, 500]).expect("it is not empty"),
            None,
        ),
        2 => Answer::Body(value(rng, 3)),
        _ => {
            let ids: Vec<&str> = program.screen_ids().chain(["SUCCESS"]).collect();
            let screen = rng.choice(ids).map(Value::from).unwrap_or(Value::Null);
            Answer::Body(Value::object([("screen", screen), ("data", value(rng, 3))]))
        }
    }
}

/// Any value.
fn value(rng: &mut Rng, depth: usize) -> Value {
    match rng.u8(..if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => Value::Bool(rng.bool()),
        2 => Value::from(f64::from_bits(rng.u64(..))),
        3 => Value::from(
            (0..rng.usize(..10))
                .map(|_| rng.char(..))
                .collect::<String>(),
        ),
        4 => Value::from("${data.x}"),
        5 => Value::list(
            (0..rng.usize(..4))
                .map(|_| value(rng, depth - 1))
                .collect::<Vec<_>>(),
        ),
        _ => {
            let keys = [
                "screen",
                "data",
                "id",
                "title",
                "error_message",
                "enabled",
                "on-select-action",
                "name",
                "payload",
            ];
            let members = (0..rng.usize(..5)).map(|_| {
                let key = *rng.choice(&keys).expect("it is not empty");
                (key, value(rng, depth - 1))
            });
            Value::object(members.collect::<Vec<_>>())
        }
    }
}

/// Anything at all.
pub fn garbage(rng: &mut Rng, program: &Program) -> Event {
    let component = rng.usize(..30);
    match rng.u8(..9) {
        0 => Event::Fill {
            component,
            value: value(rng, 2),
        },
        1 => Event::Attach {
            component,
            files: vec![File::new("x").kilobytes(rng.u64(..))],
        },
        2 => Event::Choose {
            component,
            option: "x".into(),
        },
        3 => Event::Tick { component },
        4 => Event::Tap { component },
        5 => Event::TapItem {
            component,
            item: "x".into(),
        },
        6 => Event::Back,
        7 if rng.u8(..) < 20 => Event::Close,
        _ => Event::Answer(answer(rng, program)),
    }
}
