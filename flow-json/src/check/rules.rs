//! The list of the rules.

use super::model::Model;
use super::sink::Sink;
use super::structure;
use crate::rule::Rule;

/// Makes the list of all rules and the function that runs those of the model.
macro_rules! rules {
    (structure: [$($structural:ident),* $(,)?], rules: [$($module:ident { $($check:ident => [$($rule:ident),* $(,)?]),* $(,)? })*]) => {
        /// All rules of the checker, the structural ones first.
        pub const RULES: &[&Rule] = &[
            $(&structure::$structural,)*
            $($($(&super::$module::$rule,)*)*)*
        ];

        /// The structural rules: what the table alone can tell of keys, types, formats and places.
        ///
        /// A [JSON Schema](crate::schema) says nearly all of them.
        pub const STRUCTURAL_RULES: &[&Rule] = &[$(&structure::$structural),*];

        /// Runs the rules that look at the model.
        pub(super) fn run(model: &Model<'_>, sink: &mut Sink) {
            $($(if false $(|| super::$module::$rule.holds_in(model.version))* {
                super::$module::$check(model, sink);
            })*)*
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
        NO_PAYLOAD, MISSING_END_OF_RANGE, UNKNOWN_END_OF_RANGE, RESERVED_META,
        NO_SUPPORTED_DATA_API_VERSION,
    ],
    rules: [
        names {
            duplicate_inputs => [DUPLICATE_INPUT],
            duplicate_screens => [DUPLICATE_SCREEN],
            reserved_ids => [RESERVED_ID],
            unknown_sensitive => [UNKNOWN_SENSITIVE],
        }
        terminal {
            no_terminal_screen => [NO_TERMINAL_SCREEN],
            no_success => [NO_SUCCESS],
            success_not_terminal => [SUCCESS_NOT_TERMINAL],
            no_footer => [NO_FOOTER],
            footer_action => [FOOTER_ACTION],
            list_on_terminal => [LIST_ON_TERMINAL],
        }
        actions {
            complete_not_terminal => [COMPLETE_NOT_TERMINAL],
            next_screens => [NAVIGATE_TO_ITSELF, UNKNOWN_NEXT_SCREEN],
        }
        references {
            references => [
                PAYLOAD_INPUT, PAYLOAD_FIELD, PAYLOAD_FORM, PAYLOAD_EXPRESSION, UNKNOWN_FIELD,
                STEP_INTO_LIST, UNKNOWN_PART, GLOBAL_TO_OWN_SCREEN, GLOBAL_TO_UNKNOWN_SCREEN,
                GLOBAL_TO_UNKNOWN_NAME, GLOBAL_TOO_EARLY, UNKNOWN_INPUT,
            ],
        }
        expressions {
            syntax => [
                MALFORMED_BINDING, BROKEN_EXPRESSION, EMPTY_PARENTHESES, UNMATCHED_PARENTHESIS,
                UNCLOSED_TEXT, MISSING_OPERATOR, UNKNOWN_SYMBOL, MISPLACED_OPERATOR, BAD_LITERAL,
                MISSING_OPERAND, SIGN_WITHOUT_NUMBER, LEADING_ZERO,
            ],
        }
        operands {
            operands => [
                OPERANDS, PAYLOAD_OPERANDS, LITERALS_ONLY, CONDITION_OPERANDS, SIDES_DIFFER,
                NOT_BOOLEAN, ONLY_LITERAL,
            ],
            doubtful_operators => [MULTIPLICATION, REMAINDER_ALONE],
        }
        needs {
            needs => [WRONG_BOUND_TYPE, MISSING_PARTS, NONE_OF_BOUND_TYPES, WRONG_RESULT, WRONG_INPUT_TYPE],
        }
        examples {
            examples => [EXAMPLE_TYPE],
        }
        handed {
            navigate_types => [WRONG_LITERAL, WRONG_BOUND, NUMBER_AS_TEXT],
            updates => [UPDATE_OF_UNKNOWN_FIELD, UPDATE_WITHOUT_DATA, UPDATE_TYPE, UPDATE_TO_ITSELF],
        }
        choices {
            action_twice => [ACTION_TWICE],
        }
        payloads {
            navigate_payloads => [TARGET_WITHOUT_DATA, UNDECLARED_KEY, MISSING_KEY, MISSING_PAYLOAD],
        }
        endpoint {
            exchange_without_endpoint => [EXCHANGE_WITHOUT_ENDPOINT],
            endpoint_without_routing => [ENDPOINT_WITHOUT_ROUTING],
            refresh_without_endpoint => [REFRESH_WITHOUT_ENDPOINT],
        }
        routing {
            modelled_routes => [
                SCREEN_WITHOUT_ROUTE, UNKNOWN_ROUTE, UNCONNECTED_ROUTES, NO_ENTRY_ROUTE,
                ROUTE_TO_ITSELF, TOO_MANY_ROUTES, BACK_ROUTE, NAVIGATE_WITHOUT_ROUTE,
            ],
            navigated_routes => [LONE_SCREEN, UNCONNECTED_SCREENS, NO_ENTRY_SCREEN, TOO_MANY_TARGETS],
        }
        forms {
            outside_form => [OUTSIDE_FORM],
            picker_init_values => [PICKER_INIT_VALUE],
        }
        form_values {
            form_values => [FORM_VALUE_TYPE, FORM_VALUE_OF_NO_INPUT],
        }
        branches {
            footers_in_all => [FOOTER_WITHOUT_ELSE, FOOTER_IN_ONE_BRANCH, FOOTER_IN_SOME_CASES],
            too_deep => [TOO_DEEP],
            deep_footers => [DEEP_FOOTER],
        }
        lists {
            image_and_color => [IMAGE_AND_COLOR],
            duplicate_options => [DUPLICATE_OPTION],
            numbers_of_options => [FEW_OPTIONS, LONG_LIST_WITH_IMAGES],
        }
        navigation_lists {
            list_actions => [NO_LIST_ACTION, TWO_LIST_ACTIONS],
            ends_and_badges => [
                LARGE_WITH_END, PARTS_OF_END, END_ON_SOME, TWO_BADGES, BADGE_WITH_END,
            ],
        }
        dates {
            dates => [NO_DATE, NO_INITIAL_DATE, DATES_REVERSED, DATE_OUT_OF_RANGE, RANGE_REVERSED],
        }
        calendar {
            modes => [VALUE_OF_OTHER_MODE, ONLY_FOR_RANGES, MIN_DAYS_ABOVE_MAX],
        }
        pickers {
            payloads => [
                SEVERAL_FILES, SEVERAL_PICKERS, TOO_MANY_FILES, TOO_LARGE_FILES, FILES_NAVIGATED,
                FILES_NESTED,
            ],
        }
        footers {
            footers_outside_forms => [FOOTER_OUTSIDE_FORM],
        }
        media {
            carousels_of_flow => [TOO_MANY_CAROUSELS],
            images => [CAROUSEL_NOT_BASE64, NOT_BASE64, LARGE_IMAGE, NO_ALT_TEXT],
        }
        cases {
            cases => [DEAD_CASE, OPTION_WITHOUT_CASE],
        }
        secrets {
            secrets => [SECRET_SHOWN],
        }
        unread {
            unread_fields => [UNREAD_FIELD],
        }
        reachability {
            ways_through => [UNREACHABLE, ENDLESS, PASSED_BY],
        }
        placement {
            alone => [RICH_TEXT_WITH_OTHERS, LIST_WITH_OTHERS],
        }
        counts {
            too_many_of_one => [
                TOO_MANY_OF_ONE, TOO_MANY_FOOTERS, TOO_MANY_LINKS, TOO_MANY_IMAGES,
                TOO_MANY_OPT_INS, FOOTER_BESIDE_BRANCH,
            ],
            too_many_components => [TOO_MANY_COMPONENTS, MANY_COMPONENTS],
        }
        dependencies {
            captions => [LONE_CAPTION, THREE_CAPTIONS],
            patterns => [PATTERN_INPUT_TYPE, PATTERN_WITHOUT_HELP],
            bounds => [MIN_ABOVE_MAX],
        }
    ]
}
