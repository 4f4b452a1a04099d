//! The subjects of the rules, and the list of all rules that follows from them.

use super::model::Model;
use super::sink::Sink;
use super::{counts, lists, structure};
use crate::rule::Rule;
use crate::table::Type;

/// A function that looks for mistakes in the model, and the rules that it reports.
pub(super) struct Check {
    pub(super) run: fn(&Model<'_>, &mut Sink),
    pub(super) rules: &'static [&'static Rule],
}

/// The checks of each file, in the order in which they run.
const SUBJECTS: &[&[Check]] = &[
    super::names::CHECKS,
    super::terminal::CHECKS,
    super::actions::CHECKS,
    super::references::CHECKS,
    super::expressions::CHECKS,
    super::operands::CHECKS,
    super::bound_types::CHECKS,
    super::option_parts::CHECKS,
    super::examples::CHECKS,
    super::payload_types::CHECKS,
    super::relayed_numbers::CHECKS,
    super::choices::CHECKS,
    super::payloads::CHECKS,
    super::endpoint::CHECKS,
    super::routing::CHECKS,
    super::forms::CHECKS,
    super::form_values::CHECKS,
    super::branches::CHECKS,
    super::lists::CHECKS,
    super::navigation_lists::CHECKS,
    super::dates::CHECKS,
    super::calendar::CHECKS,
    super::pickers::CHECKS,
    super::footers::CHECKS,
    super::media::CHECKS,
    super::cases::CHECKS,
    super::secrets::CHECKS,
    super::unread::CHECKS,
    super::phones::CHECKS,
    super::reachability::CHECKS,
    super::placement::CHECKS,
    super::counts::CHECKS,
    super::dependencies::CHECKS,
];

/// All rules of the checker, the structural ones first.
pub const RULES: &[&Rule] = &ALL;

/// The structural rules of keys, types, formats and places, which the table alone can tell.
///
/// A [JSON Schema](crate::schema) says nearly all of them.
pub const STRUCTURAL_RULES: &[&Rule] = RULES.split_at(STRUCTURAL).0;

/// Rules that other crates speak of.
impl Rule {
    /// A `ChipsSelector` of one option.
    pub const FEW_OPTIONS: &'static Rule = &lists::FEW_OPTIONS;
    /// A list of more items than Meta's documentation advises.
    pub const LONG_LIST: &'static Rule = &structure::LONG_LIST;
    /// A list of more options than Meta's documentation advises where one of them has a picture.
    pub const LONG_LIST_WITH_IMAGES: &'static Rule = &lists::LONG_LIST_WITH_IMAGES;
    /// A screen of more components than clients take.
    pub const TOO_MANY_COMPONENTS: &'static Rule = &counts::TOO_MANY_COMPONENTS;
    /// A screen of more components than Meta's documentation advises.
    pub const MANY_COMPONENTS: &'static Rule = &counts::MANY_COMPONENTS;
    /// Two options of one id.
    pub const DUPLICATE_OPTION: &'static Rule = &lists::DUPLICATE_OPTION;
    /// A list without items.
    pub const TOO_FEW_ITEMS: &'static Rule = &structure::TOO_FEW_ITEMS;
    /// A key that an object of Flow JSON does not have.
    pub const UNKNOWN_PROPERTY: &'static Rule = &structure::UNKNOWN_PROPERTY;
    /// A component that Flow JSON does not have.
    pub const COMPONENT_TYPE: &'static Rule = &structure::COMPONENT_TYPE;
    /// A version with which nothing can be published any more.
    pub const FROZEN_VERSION: &'static Rule = &structure::FROZEN_VERSION;
    /// A text of which clients show only a part.
    pub const LONG_TEXT: &'static Rule = &structure::LONG_TEXT;

    /// A list of more items of that type than it may have.
    pub fn too_many_items(of: &Type) -> &'static Rule {
        structure::too_many(of)
    }
}

const STRUCTURAL: usize = structural();

static ALL: [&Rule; STRUCTURAL + of_the_model()] = all();

const fn structural() -> usize {
    let (mut number, mut file) = (0, 0);
    while file < structure::RULES.len() {
        number += structure::RULES[file].len();
        file += 1;
    }
    number
}

const fn of_the_model() -> usize {
    let (mut number, mut file) = (0, 0);
    while file < SUBJECTS.len() {
        let mut check = 0;
        while check < SUBJECTS[file].len() {
            number += SUBJECTS[file][check].rules.len();
            check += 1;
        }
        file += 1;
    }
    number
}

/// All rules. Too many or too few for the array do not compile.
const fn all<const NUMBER: usize>() -> [&'static Rule; NUMBER] {
    let mut all = [&Rule::ERROR; NUMBER];
    let (mut number, mut file) = (0, 0);
    while file < structure::RULES.len() {
        let mut rule = 0;
        while rule < structure::RULES[file].len() {
            all[number] = structure::RULES[file][rule];
            number += 1;
            rule += 1;
        }
        file += 1;
    }
    file = 0;
    while file < SUBJECTS.len() {
        let mut check = 0;
        while check < SUBJECTS[file].len() {
            let mut rule = 0;
            while rule < SUBJECTS[file][check].rules.len() {
                all[number] = SUBJECTS[file][check].rules[rule];
                number += 1;
                rule += 1;
            }
            check += 1;
        }
        file += 1;
    }
    assert!(number == NUMBER);
    all
}

/// Runs the checks that have a rule for the version of the flow.
pub(super) fn run(model: &Model<'_>, sink: &mut Sink) {
    for check in SUBJECTS.iter().copied().flatten() {
        if check.rules.iter().any(|rule| rule.holds_in(model.version)) {
            (check.run)(model, sink);
        }
    }
}
