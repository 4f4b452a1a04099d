//! The list of the rules.

use super::model::Model;
use super::sink::Sink;
use super::structure;
use crate::rule::Rule;
use crate::tree::Location;

/// Makes the list of all rules and the function that runs those of the model.
macro_rules! rules {
    (structure: [$($structural:ident),* $(,)?], rules: [$($module:ident { $($check:ident => [$($rule:ident),*]),* $(,)? })*]) => {
        /// All rules of the checker, the structural ones first.
        pub const RULES: &[&Rule] = &[
            $(&structure::$structural,)*
            $($($(&super::$module::$rule,)*)*)*
        ];

        /// Runs the rules that look at the model.
        pub(super) fn run<L: Location>(model: &Model<'_, L>, sink: &mut Sink<L>) {
            $($(super::$module::$check(model, sink);)*)*
        }
    };
}

rules! {
    structure: [
        UNKNOWN_PROPERTY, REMOVED_PROPERTY, COMPONENT_TYPE, CONSTANT, WRONG_TYPE, FORMAT,
        TOO_FEW_ITEMS, EMPTY_STRING, TOO_MANY_ITEMS, MISSING_PROPERTY, SCREEN_ID,
        NEITHER_TYPE_NOR_BINDING, NOT_A_BINDING, BLANK_STRING, PATTERN, KEY_PATTERN,
        INVALID_CHOICE, ACTION_NAME, ACTION_PROPERTY, NUMBER_TOO_SMALL, NUMBER_TOO_LARGE,
        INPUT_OUTSIDE_FORM, NEITHER_FORM, MISSING_VERSION, UNKNOWN_VERSION, UNSUPPORTED_VERSION,
        FROZEN_VERSION, UNKNOWN_DATA_API_VERSION, EXAMPLE_TOO_DEEP, DATA_WITHOUT_TYPE, DATA_TYPE,
        DATA_ARRAY_WITHOUT_ITEMS, DATA_ARRAY_ITEMS, EXPRESSION_IN_LIST, TOO_MANY_SCREENS,
        TOO_MANY_CAROUSEL_IMAGES, TOO_MANY_LIST_ITEMS, EMPTY_THEN, EMPTY_CASES, BLANK_CONDITION,
        COMPONENT_PLACE, DISPUTED_EXPRESSION, MIXED_TEXT, LONG_TEXT, LONG_LIST, EMPTY_CHILDREN,
        NO_PAYLOAD,
    ],
    rules: [
    ]
}
