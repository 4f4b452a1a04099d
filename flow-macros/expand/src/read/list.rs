//! Lists of options that are constants of Rust.
//!
//! The macro does not know the items. So the limits of each of their texts, as the table has them, go to
//! the compiler with the list, and so do the warnings, as conditions on the list.

use flow_json::table::{Advised, Shape, Type};
use flow_json::{Rule, Version};
use proc_macro2::Span;

use super::Reader;
use super::constant::{Limit, Slot, plain, text_limits};
use crate::syntax::{Expr, unspaced};

/// What the compiler tests of a list.
pub(crate) struct List {
    /// What messages call it.
    pub(crate) name: String,
    /// The message for a list without items.
    pub(crate) empty: String,
    /// What follows the place of an item whose id is that of another.
    pub(crate) duplicate: String,
    /// The limits of each text.
    pub(crate) parts: Vec<(&'static str, Vec<(Limit, String)>)>,
    pub(crate) advice: Vec<ListAdvice>,
}

/// What a list should keep.
pub(crate) struct ListAdvice {
    pub(crate) test: ListTest,
    pub(crate) rule: &'static Rule,
    pub(crate) message: String,
}

/// When a list is warned of.
#[derive(Clone, Copy)]
pub(crate) enum ListTest {
    /// By the number of its items.
    Count(CountTest),
    /// A text has more characters.
    Longer(&'static str, usize),
}

/// When a list is warned of for the number of its items.
#[derive(Clone, Copy)]
pub(crate) enum CountTest {
    /// It has more items.
    MoreThan(usize),
    /// It has more, and no more than another limit, which is an error.
    Within(usize, usize),
    /// It has fewer items.
    FewerThan(usize),
}

/// The texts of `flow_dsl::Item`: the name of each in the table, and as a `Part`.
const PARTS: [(&str, &str); 5] = [
    ("id", "Id"),
    ("title", "Title"),
    ("description", "Description"),
    ("metadata", "Metadata"),
    ("color", "Color"),
];

/// The options that a property takes, if it takes a list of them.
pub(super) fn options_of(ty: &Type) -> Option<(&'static Shape, Advised)> {
    match ty {
        Type::Array {
            of: Type::Object(shape),
            advised,
            ..
        } if shape.name == "Item" => Some((shape, *advised)),
        _ => None,
    }
}

impl Reader<'_> {
    /// What is tested of the list in a property.
    pub(super) fn list(&self, value: &Expr, ty: &Type, slot: Slot) -> Option<List> {
        let (shape, advised) = options_of(ty)?;
        let owner = slot.owner;
        let parts =
            PARTS.map(|(name, part)| (part, part_limits(shape, owner, name, self.version())));
        let subject = format!("`{}` of `{owner}`", slot.property.name.replace('-', "_"));
        let name = match value.bare() {
            Expr::Path(path) => {
                format!("`{}`", unspaced(path))
            }
            _ => subject.clone(),
        };
        Some(List {
            name,
            empty: format!(
                "{subject} is empty; write at least 1 item [{}]",
                Rule::TOO_FEW_ITEMS.code
            ),
            duplicate: duplicate(),
            parts: parts.into(),
            advice: self.list_advice(shape, advised, &subject, owner, value.span()),
        })
    }

    fn list_advice(
        &self,
        shape: &Shape,
        advised: Advised,
        subject: &str,
        owner: &str,
        place: Span,
    ) -> Vec<ListAdvice> {
        let mut advice = Vec::new();
        let mut add = |test, rule: &'static Rule, message| {
            if !self.allows(rule, place) {
                advice.push(ListAdvice {
                    test,
                    rule,
                    message: format!("{message} [{}]", rule.code),
                });
            }
        };
        for (test, rule, message) in count_advice(advised, subject, owner) {
            add(ListTest::Count(test), rule, message);
        }
        for (name, part) in PARTS {
            let property = shape.property(name).and_then(|property| property.max_chars);
            if let Some(max) = property {
                let message = format!(
                    "a `{name}` in {subject} has more than {max} characters, and clients show {max}; make \
                     it shorter"
                );
                add(ListTest::Longer(part, max.into()), Rule::LONG_TEXT, message);
            }
        }
        advice
    }
}

/// What a property is warned of for the number of its items.
pub(super) fn count_advice(
    advised: Advised,
    subject: &str,
    owner: &str,
) -> Vec<(CountTest, &'static Rule, String)> {
    let mut advice = Vec::new();
    if let Some(most) = advised.max {
        let message = format!("{subject} should have at most {most} items; leave some out");
        advice.push((CountTest::MoreThan(most), Rule::LONG_LIST, message));
    }
    if let fewest @ 2.. = advised.min {
        let message = format!(
            "`{owner}` should have at least {fewest} options; add one, or use another component"
        );
        advice.push((CountTest::FewerThan(fewest), Rule::FEW_OPTIONS, message));
    }
    advice
}

/// What follows the place of an item whose id is that of another.
pub(super) fn duplicate() -> String {
    let code = Rule::DUPLICATE_OPTION.code;
    format!("has that id too; give one of them another [{code}]")
}

/// The limits of one text of the options.
fn part_limits(shape: &Shape, owner: &str, name: &str, version: Version) -> Vec<(Limit, String)> {
    let property = shape.property(name);
    let Some(property) = property.filter(|property| property.since <= version) else {
        let since = match property {
            Some(property) => format!(" before Flow JSON {}", property.since),
            None => String::new(),
        };
        let message = format!(
            "an option of `{owner}` has no `{name}`{since}; leave it out [{}]",
            Rule::UNKNOWN_PROPERTY.code
        );
        return vec![(Limit::Absent, message)];
    };
    let subject = format!("its `{name}`");
    let mut limits = Vec::new();
    text_limits(&property.ty, &subject, version, &mut limits);
    limits.push(plain(&subject));
    limits
}
