//! The screens of a flow and the routes between them.

use flow_json::Version;
use flow_json::table::Component;

/// The screens and the routes between them.
pub(crate) struct Plan {
    pub(crate) screens: Vec<Step>,
    /// Whether the flow has an endpoint.
    pub(crate) endpoint: bool,
    /// Whether the flow has a `routing_model`. Otherwise only `navigate` actions give the routes.
    pub(crate) routing_model: bool,
}

/// One screen.
pub(crate) struct Step {
    pub(crate) id: String,
    /// The positions of the next screens. All come later, so that there is no cycle.
    pub(crate) next: Vec<usize>,
    pub(crate) terminal: bool,
    pub(crate) kind: Kind,
}

/// The kind of components on a screen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any components but those of the other kinds.
    Mixed,
    /// A `RichText`, and a `Footer` beside it since 6.3.
    RichText,
    /// One `NavigationList` or two.
    NavigationList,
}

/// The first version with a `Footer` beside a `RichText`.
pub(crate) const FOOTER_BESIDE_RICH_TEXT: Version = Version::V6_3;

impl Plan {
    pub(crate) fn new(
        rng: &mut fastrand::Rng,
        version: Version,
        size: usize,
        favourite: &'static Component,
    ) -> Self {
        let count = match favourite.shape.name {
            // A terminal screen cannot have these, so another screen must follow.
            "NavigationList" | "RichText" => rng.usize(2..=size.max(1) + 1),
            _ => rng.usize(1..=size + 1),
        };
        let endpoint = rng.bool();
        let routing_model = endpoint || rng.usize(0..3) == 0;
        let mut plan = Self {
            screens: Vec::new(),
            endpoint,
            routing_model,
        };
        let favoured = rng.usize(0..count.max(2) - 1);
        for position in 0..count {
            let step = plan.step(rng, version, position, count);
            plan.screens.push(step);
            if position == favoured {
                plan.favour(version, favourite.shape.name);
            }
        }
        plan
    }

    fn step(
        &self,
        rng: &mut fastrand::Rng,
        version: Version,
        position: usize,
        count: usize,
    ) -> Step {
        let last = position + 1 == count;
        let mut next = Vec::new();
        for later in position + 1..count {
            if later == position + 1 || rng.usize(0..4) == 0 {
                next.push(later);
            }
        }
        // Without a `routing_model` the `Footer` must navigate, so only the last screen is terminal.
        let terminal = last || (self.routing_model && rng.usize(0..4) == 0);
        let alone = rng.usize(0..10);
        let kind = match alone {
            0 if self.takes_rich_text(version, terminal) => Kind::RichText,
            1 if version >= Version::V6_2 && !terminal => Kind::NavigationList,
            _ => Kind::Mixed,
        };
        Step {
            id: id(rng, position),
            next,
            terminal,
            kind,
        }
    }

    /// Whether a screen can have a `RichText`. Without a `Footer` beside it, the screen must lead on.
    fn takes_rich_text(&self, version: Version, terminal: bool) -> bool {
        version >= FOOTER_BESIDE_RICH_TEXT
            || (version >= Version::V5_1 && self.routing_model && !terminal)
    }

    /// Gives the last screen so far the kind that the favoured component needs.
    fn favour(&mut self, version: Version, name: &str) {
        let kind = match name {
            "RichText" => Kind::RichText,
            "NavigationList" => Kind::NavigationList,
            _ => Kind::Mixed,
        };
        if kind == Kind::RichText && !self.takes_rich_text(version, false) {
            self.routing_model = true;
        }
        if let Some(step) = self.screens.last_mut() {
            step.kind = kind;
            step.terminal &= step.next.is_empty();
            if kind != Kind::Mixed && step.terminal && version < FOOTER_BESIDE_RICH_TEXT {
                step.kind = Kind::Mixed;
            }
        }
    }
}

/// The id of a screen: letters and `_` only, and not `SUCCESS`.
fn id(rng: &mut fastrand::Rng, position: usize) -> String {
    const WORDS: [&str; 6] = ["START", "Details", "CONFIRM_ORDER", "end", "Q_", "S"];
    let word = WORDS[rng.usize(0..WORDS.len())];
    let letter = char::from(b'A' + (position % 26) as u8);
    format!("{word}_{letter}")
}
