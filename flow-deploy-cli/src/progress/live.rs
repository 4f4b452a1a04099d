//! Live progress on a terminal.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The display on the terminal, if there is one.
static SHOWN: Mutex<Option<MultiProgress>> = Mutex::new(None);

/// Writes to standard error, with the display out of the way.
pub(crate) fn beside_progress<T>(write: impl FnOnce() -> T) -> T {
    let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match shown {
        Some(display) => display.suspend(write),
        None => write(),
    }
}

pub(crate) struct Live {
    all: MultiProgress,
    total: ProgressBar,
    /// The lines of the flows under way, by name.
    flows: Mutex<HashMap<String, ProgressBar>>,
}

impl Live {
    /// Starts the display on standard error for this number of flows. There is none where lines cannot move: in a
    /// pipe or a file, and on a terminal that says so by `TERM`.
    pub(super) fn new(flows: usize) -> Option<Self> {
        let target = ProgressDrawTarget::stderr();
        if target.is_hidden() {
            return None;
        }
        let live = Self::on(target, flows);
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(live.all.clone());
        Some(live)
    }

    fn on(target: ProgressDrawTarget, flows: usize) -> Self {
        let all = MultiProgress::with_draw_target(target);
        let total = all.add(ProgressBar::new(flows as u64));
        total.set_style(style("{bar:30} {pos}/{len} {msg}"));
        Self {
            all,
            total,
            flows: Mutex::default(),
        }
    }

    /// The state of `done` flows of the account is known. There are `all` to look at.
    pub(super) fn looked_at(&self, done: usize, all: usize) {
        if all > 0 {
            self.total.set_length(all as u64);
            self.total.set_position(done as u64);
            self.total.set_message("looking at the deployed flows");
        }
    }

    /// A step of a flow begins.
    pub(super) fn step(&self, name: &str, step: &str) {
        let mut flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        let line = flows.entry(name.to_owned()).or_insert_with(|| {
            let line = ProgressBar::new_spinner();
            let line = self.all.insert_before(&self.total, line);
            line.set_style(style("{spinner} {prefix}  {msg}"));
            line.set_prefix(name.to_owned());
            line.enable_steady_tick(Duration::from_millis(100));
            line
        });
        line.set_message(step.to_owned());
    }

    /// A flow is finished.
    pub(super) fn finished(&self, name: &str) {
        let mut flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = flows.remove(name) {
            line.finish_and_clear();
            self.all.remove(&line);
        }
        self.total.inc(1);
    }
}

/// The display goes when the result takes its place.
impl Drop for Live {
    fn drop(&mut self) {
        self.total.finish_and_clear();
        // If the terminal cannot be cleared, a line is left. That is no failure.
        let _ = self.all.clear();
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;

    #[test]
    fn flows_under_way_are_shown_until_the_end() {
        let terminal = InMemoryTerm::new(10, 80);
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        let live = Live::on(target, 2);
        live.step("booking", "create");
        live.step("survey", "publish");
        let shown = terminal.contents();
        assert!(shown.contains("booking  create"), "{shown}");
        assert!(shown.contains("survey  publish"), "{shown}");
        live.finished("booking");
        live.total.tick();
        let shown = terminal.contents();
        assert!(!shown.contains("booking"), "{shown}");
        assert!(shown.contains("1/2"), "{shown}");
        drop(live);
        assert_eq!(terminal.contents(), "");
    }
}
