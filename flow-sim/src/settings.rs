//! The questions about phones that nobody outside Meta can answer, as settings with defaults.
//!
//! `docs/simulator.md` lists the questions with their sources. The first value of each setting is its
//! default.

use crate::date::Date;

/// Declares a setting: an enum of which the first value is the default.
macro_rules! setting {
    ($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident, $($(#[$other_doc:meta])* $other:ident,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            $first,
            $($(#[$other_doc])* $other,)+
        }

        impl $name {
            /// All values, the default first.
            pub const ALL: &[Self] = &[Self::$first, $(Self::$other),+];
        }
    };
}

setting! {
    /// When an author's `error-message` goes away (Q2).
    ErrorMessage {
        /// When the person changes that input.
        UntilChange,
        /// When new data lacks it.
        UntilNewData,
    }
}

setting! {
    /// When it shows that the value of an input is refused (Q3).
    Complaints {
        /// When the person leaves the input.
        OnLeaving,
        /// At once, also of inputs that nobody has touched.
        AtOnce,
    }
}

setting! {
    /// An input that was never filled, in a payload (Q4).
    EmptyInput {
        /// The empty value of its type: `""`, `[]`, `false`, `{}`.
        Empty,
        /// No key.
        Absent,
        /// `null`
        Null,
    }
}

setting! {
    /// A tap on one more option when `max-selected-items` are chosen (Q5).
    OverMaximum {
        /// The option cannot be chosen.
        Refused,
        /// The option that was chosen first is dropped.
        DropsOldest,
    }
}

setting! {
    /// A tap on the radio button that is chosen (Q6).
    ChosenAgain {
        /// It stays chosen.
        Stays,
        /// It is chosen no more, unless the input is required.
        Unselects,
    }
}

setting! {
    /// An initial value that a new answer for the same screen changes (Q8).
    ChangedInitialValue {
        /// Inputs that nobody has touched take it.
        Untouched,
        /// All inputs take it.
        Wins,
    }
}

setting! {
    /// For which components `on-select-action` fires when a screen is drawn, in 6.x (Q9).
    SelectAtDrawing {
        /// For those that have a value.
        WithValue,
        /// For all.
        All,
        /// For none.
        Never,
    }
}

setting! {
    /// A chosen option that is not in the list any more (Q10).
    VanishedChoice {
        /// The choice is dropped. No action fires.
        Dropped,
        /// The choice is kept.
        Kept,
    }
}

setting! {
    /// The value of an input in a branch that is not shown (Q11).
    HiddenBranch {
        /// It is kept.
        Kept,
        /// It is cleared.
        Cleared,
    }
}

setting! {
    /// The inputs of a screen that `navigate` goes to once more (Q12).
    Revisited {
        /// Those that the person had changed keep their values.
        Kept,
        /// All have their initial values.
        Reset,
    }
}

setting! {
    /// Going back from the first screen with `refresh_on_back` (Q13).
    BackFromFirst {
        /// The flow closes.
        Closes,
        /// The endpoint is asked.
        Asks,
    }
}

setting! {
    /// A field in an answer that the screen does not declare (Q14).
    UndeclaredField {
        /// It is taken like any other.
        Taken,
        /// The screen fails.
        Fails,
    }
}

setting! {
    /// A `navigate` inside `If` or `Switch` where the flow has no `routing_model` (rule 42). One project
    /// has seen it refused.
    BranchNavigation {
        /// It is walked, as any other.
        Walked,
        /// It is an `invalid-screen-transition`: the routes that the phone derives lack it.
        Refused,
    }
}

setting! {
    /// An answer of the endpoint without `screen` (Q15).
    AnswerWithoutScreen {
        /// It fails.
        Fails,
        /// The screen stays.
        Stays,
    }
}

setting! {
    /// A shown list of options that is empty (Q16).
    EmptyOptions {
        /// The screen fails.
        Fails,
        /// An empty list is drawn.
        Drawn,
    }
}

setting! {
    /// The value of an input for numbers in a payload (Q17).
    NumberInPayload {
        /// The text that was typed.
        Text,
        /// A number.
        Number,
    }
}

setting! {
    /// The order of several choices (Q18).
    ChoiceOrder {
        /// That of the list.
        List,
        /// That of choosing.
        Choosing,
    }
}

setting! {
    /// `<` and its like with an empty side (Q20).
    EmptyComparison {
        /// Never holds.
        False,
        /// The empty side counts as 0.
        Zero,
    }
}

setting! {
    /// An expression that cannot be evaluated (Q21).
    FailedExpression {
        /// It is reported with its place.
        Reported,
        /// The component does as if the property were not there.
        Default,
    }
}

setting! {
    /// The direction of the language that the phone speaks (Q24).
    Direction {
        /// From left to right.
        LeftToRight,
        /// From right to left.
        RightToLeft,
    }
}

setting! {
    /// An input that is required, empty and not enabled (Q33).
    DisabledRequired {
        /// Holds the `Footer` back.
        Holds,
        /// Does not.
        Passes,
    }
}

setting! {
    /// How much of a text a `pattern` must match. Meta's own sample wants `007` found inside.
    PatternMatch {
        /// A part is enough.
        Part,
        /// All of it.
        Whole,
    }
}

setting! {
    /// When numbers are rounded to two decimals.
    Rounding {
        /// When an expression is done.
        Result,
        /// After each operation.
        EachOperation,
        /// Never.
        Never,
    }
}

setting! {
    /// The form of an e-mail address, a phone number and a passcode.
    InputForm {
        /// It is checked loosely.
        Checked,
        /// Any text is taken.
        Free,
    }
}

setting! {
    /// What an expression or a payload has for an input of a screen that was not seen yet.
    Unseen {
        /// The empty value of its type: `""`, `false`, `[]`. An empty number counts as 0 and equals `""`.
        Typed,
        /// `""`, whatever the type.
        Text,
    }
}

setting! {
    /// An answer of the endpoint with a `version`.
    AnswerVersion {
        /// Is taken.
        Taken,
        /// Fails.
        Fails,
    }
}

/// The settings of a phone.
///
/// ```
/// use flow_sim::{Settings, settings::EmptyInput};
///
/// let mut settings = Settings::default();
/// settings.empty_input = EmptyInput::Absent;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the types say what they are for")]
pub struct Settings {
    pub error_message: ErrorMessage,
    pub complaints: Complaints,
    pub empty_input: EmptyInput,
    pub over_maximum: OverMaximum,
    pub chosen_again: ChosenAgain,
    pub changed_initial_value: ChangedInitialValue,
    pub select_at_drawing: SelectAtDrawing,
    pub vanished_choice: VanishedChoice,
    pub hidden_branch: HiddenBranch,
    pub revisited: Revisited,
    pub back_from_first: BackFromFirst,
    pub undeclared_field: UndeclaredField,
    pub branch_navigation: BranchNavigation,
    pub answer_without_screen: AnswerWithoutScreen,
    pub empty_options: EmptyOptions,
    pub number_in_payload: NumberInPayload,
    pub choice_order: ChoiceOrder,
    pub empty_comparison: EmptyComparison,
    pub failed_expression: FailedExpression,
    pub direction: Direction,
    pub disabled_required: DisabledRequired,
    pub pattern_match: PatternMatch,
    pub rounding: Rounding,
    pub input_form: InputForm,
    pub unseen: Unseen,
    pub answer_version: AnswerVersion,
    /// Whether a request is sent once more after a timeout (Q22).
    pub repeats_after_timeout: bool,
    /// Whether the phone has a network. Without one, requests fail at once (Q23).
    pub online: bool,
    /// Whether the reply holds the `flow_token` (Q29). Both occur.
    pub token_in_reply: bool,
    /// The day that it is (Q31).
    pub today: Date,
    /// The token that the flow was sent with.
    pub flow_token: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            error_message: ErrorMessage::default(),
            complaints: Complaints::default(),
            empty_input: EmptyInput::default(),
            over_maximum: OverMaximum::default(),
            chosen_again: ChosenAgain::default(),
            changed_initial_value: ChangedInitialValue::default(),
            select_at_drawing: SelectAtDrawing::default(),
            vanished_choice: VanishedChoice::default(),
            hidden_branch: HiddenBranch::default(),
            revisited: Revisited::default(),
            back_from_first: BackFromFirst::default(),
            undeclared_field: UndeclaredField::default(),
            branch_navigation: BranchNavigation::default(),
            answer_without_screen: AnswerWithoutScreen::default(),
            empty_options: EmptyOptions::default(),
            number_in_payload: NumberInPayload::default(),
            choice_order: ChoiceOrder::default(),
            empty_comparison: EmptyComparison::default(),
            failed_expression: FailedExpression::default(),
            direction: Direction::default(),
            disabled_required: DisabledRequired::default(),
            pattern_match: PatternMatch::default(),
            rounding: Rounding::default(),
            input_form: InputForm::default(),
            unseen: Unseen::default(),
            answer_version: AnswerVersion::default(),
            repeats_after_timeout: false,
            online: true,
            token_in_reply: true,
            today: Date::UNIX_EPOCH,
            flow_token: "unused".to_owned(),
        }
    }
}
