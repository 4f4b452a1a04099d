//! Random valid flows, for the tests.
//!
//! The components, properties and actions come from the table of Flow JSON, at random. The other rules
//! of Flow JSON are in a module each: `plan` has the routes between screens, `consistency` the
//! properties that depend on each other, and `payload` the values that actions may send.
//!
//! The version, the seed and the size determine a flow, so a failing test names these three.

mod action;
mod component;
mod consistency;
mod expression;
mod json;
mod literal;
mod payload;
mod plan;
mod screen;
#[cfg(feature = "touch")]
pub mod touch;

use std::collections::BTreeMap;

use flow_json::expr::Type;
use flow_json::table::{COMPONENTS, Component};
use flow_json::tree::Node;
use flow_json::{Layout, Version, write};

use plan::Plan;

/// A flow without errors.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The version of Flow JSON it is written in.
    pub version: Version,
    /// The number it was made from.
    pub seed: u64,
    /// The document.
    pub root: Node,
}

impl Flow {
    /// Makes the flow of a seed.
    ///
    /// `size` bounds the number of screens and the length of lists: 0 gives one small screen, 4
    /// flows as people write them, and more than 8 makes no difference. Each seed has one component
    /// that its flow favours, in the order of the table, so 24 seeds in a row show nearly all.
    ///
    /// ```
    /// use flow_json::{Severity, Style, Version, check};
    ///
    /// let flow = generator::Flow::new(Version::V7_3, 42, 4);
    /// let found = check(&flow.root, Style::Json);
    /// assert!(found.iter().all(|one| one.severity == Severity::Warning));
    /// assert_eq!(flow.text(), generator::Flow::new(Version::V7_3, 42, 4).text());
    /// ```
    pub fn new(version: Version, seed: u64, size: usize) -> Self {
        let root = Maker::new(version, seed, size).flow();
        Self {
            version,
            seed,
            root,
        }
    }

    /// The flow as JSON text with line breaks.
    pub fn text(&self) -> String {
        write(&self.root, Layout::Pretty)
    }
}

/// The flows of the first seeds, for every version. Most tests use these.
///
/// ```
/// use flow_json::Version;
///
/// assert_eq!(generator::flows(2, 3).count(), 2 * Version::ALL.len());
/// ```
pub fn flows(seeds: u64, size: usize) -> impl Iterator<Item = Flow> {
    let versions = Version::ALL.iter();
    versions
        .flat_map(move |(version, _)| (0..seeds).map(move |seed| Flow::new(*version, seed, size)))
}

/// The state while a flow is made.
struct Maker {
    rng: fastrand::Rng,
    version: Version,
    size: usize,
    /// The component that this flow shows above all.
    favourite: &'static Component,
    plan: Plan,
    /// The fields and inputs that expressions can name, by screen.
    names: Vec<Names>,
    /// The number of components of each type on the current screen.
    counts: BTreeMap<&'static str, usize>,
    /// The number of carousels in the flow.
    carousels: usize,
    /// Whether the current screen has a `Form` for its inputs.
    has_form: bool,
    /// The screen that the current screen must lead to, until an action does.
    must_lead_to: Option<usize>,
    /// The number of names so far.
    serial: usize,
}

/// The fields and inputs of a screen.
#[derive(Default)]
struct Names {
    fields: Vec<Field>,
    inputs: Vec<Input>,
}

/// A field of a screen's data.
struct Field {
    name: String,
    ty: Type,
    example: Node,
    declaration: Node,
}

/// An input on a screen.
struct Input {
    name: String,
    ty: Option<Type>,
    component: &'static Component,
    object: Node,
}

impl Maker {
    fn new(version: Version, seed: u64, size: usize) -> Self {
        let number = u64::from(version.major) << 8 | u64::from(version.minor);
        let mut rng = fastrand::Rng::with_seed(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number);
        let size = size.min(8);
        let known: Vec<_> = COMPONENTS
            .iter()
            .filter(|component| version >= component.shape.since)
            .collect();
        let favourite = known[seed as usize % known.len()];
        let plan = Plan::new(&mut rng, version, size, favourite);
        let names = plan.screens.iter().map(|_| Names::default()).collect();
        Self {
            rng,
            version,
            size,
            favourite,
            plan,
            names,
            counts: BTreeMap::new(),
            carousels: 0,
            has_form: false,
            must_lead_to: None,
            serial: 0,
        }
    }

    /// True with a chance of one in `times`.
    fn one_in(&mut self, times: usize) -> bool {
        self.rng.usize(0..times) == 0
    }

    /// A random element, or `None` of an empty slice.
    fn pick<'a, T>(&mut self, some: &'a [T]) -> Option<&'a T> {
        match some.len() {
            0 => None,
            length => Some(&some[self.rng.usize(0..length)]),
        }
    }

    /// A name that is unique in the flow, of letters, digits and `_`.
    fn name(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "city",
            "name",
            "type",
            "user_id",
            "Total",
            "match",
            "x",
            "kind",
            "day",
            "note",
            "self",
            "first_name",
        ];
        self.serial += 1;
        let word = WORDS[self.rng.usize(0..WORDS.len())];
        format!("{word}_{}", self.serial)
    }
}
