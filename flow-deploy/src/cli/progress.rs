//! How far a command is: live on a terminal, and as plain lines elsewhere.

use std::collections::HashMap;
use std::io::{self, IsTerminal as _};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Progress;

use super::output::{count, say};

/// Goes to standard error.
pub(super) enum Display {
    Live(Live),
    Plain,
}

pub(super) struct Live {
    all: MultiProgress,
    total: ProgressBar,
    /// Those under way, by the names of their flows.
    flows: Mutex<HashMap<String, ProgressBar>>,
}

impl Display {
    /// For so many flows.
    pub(super) fn new(flows: usize) -> Self {
        match io::stderr().is_terminal() {
            true => Self::Live(Live::new(ProgressDrawTarget::stderr(), flows)),
            false => Self::Plain,
        }
    }

    /// It is known of `done` flows what is deployed, and `all` are to be looked at.
    pub(super) fn looked_at(&self, done: usize, all: usize) {
        match self {
            Self::Live(live) if all > 0 => {
                live.total.set_length(all as u64);
                live.total.set_position(done as u64);
                live.total.set_message("looking at what is deployed");
            }
            Self::Plain if done == 0 && all > 1 => {
                say(&format!(
                    "looking at {} that are deployed",
                    count(all, "flow")
                ));
            }
            Self::Live(_) | Self::Plain => {}
        }
    }

    /// Something is about to be done with a flow, or it is through.
    pub(super) fn flow(&self, name: &str, progress: Progress<'_>) {
        match (self, progress) {
            (Self::Live(live), progress) => live.flow(name, progress),
            (Self::Plain, Progress::Finished(report)) if report.action.as_str() == "unchanged" => {}
            (Self::Plain, progress) => say(&format!("{name}: {progress}")),
        }
    }
}

impl Live {
    fn new(target: ProgressDrawTarget, flows: usize) -> Self {
        let all = MultiProgress::with_draw_target(target);
        let total = all.add(ProgressBar::new(flows as u64));
        total.set_style(style("{bar:30} {pos}/{len} {msg}"));
        Self {
            all,
            total,
            flows: Mutex::default(),
        }
    }

    fn flow(&self, name: &str, progress: Progress<'_>) {
        let mut flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        match progress {
            Progress::Step(step) => {
                let line = flows.entry(name.to_owned()).or_insert_with(|| {
                    let line = ProgressBar::new_spinner();
                    let line = self.all.insert_before(&self.total, line);
                    line.set_style(style("{spinner} {prefix}  {msg}"));
                    line.set_prefix(name.to_owned());
                    line.enable_steady_tick(Duration::from_millis(100));
                    line
                });
                line.set_message(step.as_str());
            }
            Progress::Finished(_) => {
                if let Some(line) = flows.remove(name) {
                    line.finish_and_clear();
                    self.all.remove(&line);
                }
                self.total.inc(1);
            }
        }
    }
}

/// What is shown goes, as the result takes its place.
impl Drop for Live {
    fn drop(&mut self) {
        self.total.finish_and_clear();
        // A terminal that cannot be cleared shows a line too many.
        let _ = self.all.clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;
    use crate::{Action, FlowReport, Outcome, Step};

    #[test]
    fn what_is_under_way_is_shown_and_goes_in_the_end() {
        let terminal = InMemoryTerm::new(10, 80);
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        let live = Live::new(target, 2);
        live.flow("booking", Progress::Step(Step::Create));
        live.flow("survey", Progress::Step(Step::Publish));
        let shown = terminal.contents();
        assert!(shown.contains("booking  create"), "{shown}");
        assert!(shown.contains("survey  publish"), "{shown}");
        let report = FlowReport {
            name: "booking".to_owned(),
            flow_id: None,
            action: Action::Create,
            outcome: Outcome::Done,
            is_off_air: false,
        };
        live.flow("booking", Progress::Finished(&report));
        live.total.tick();
        let shown = terminal.contents();
        assert!(!shown.contains("booking"), "{shown}");
        assert!(shown.contains("1/2"), "{shown}");
        drop(live);
        assert_eq!(terminal.contents(), "");
    }
}
