//! The explorer, in the background.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use flow_sim::explore::{Bounds, Exploration, explore_with};
use flow_sim::{Program, Settings};
use tokio::sync::{oneshot, watch};

use crate::server::Shared;

/// How long nothing is loaded before the explorer begins: the page comes first.
const QUIET: Duration = Duration::from_millis(400);

/// The longest time for a flow.
const LONGEST: Duration = Duration::from_secs(5);

/// The most states of a flow. Each is kept until the end.
const MOST_STATES: usize = 5000;

/// After so many touches the clock is looked at, which takes longer than a small step.
const CHECKED: usize = 50;

/// Explores each flow that is loaded.
pub(crate) async fn run(shared: &Shared) {
    let mut changes = shared.changes();
    let mut explored = 0;
    loop {
        let loaded = {
            let session = shared.session();
            let program = session.source.as_ref().map(|source| &source.program);
            let program = program.filter(|_| session.loads != explored).cloned();
            program.map(|program| (session.loads, program, session.settings.clone()))
        };
        let Some((number, program, settings)) = loaded else {
            if changes.changed().await.is_err() {
                return;
            }
            continue;
        };
        explored = number;
        let exploring = async {
            tokio::time::sleep(QUIET).await;
            explore(program, settings).await
        };
        tokio::select! {
            exploration = exploring => {
                if let Some(exploration) = exploration {
                    shared.change(|session| session.explored = Some(exploration));
                }
            }
            () = loaded_again(shared, &mut changes, number) => {}
        }
    }
}

/// Waits until another flow is loaded.
async fn loaded_again(shared: &Shared, changes: &mut watch::Receiver<u64>, number: u64) {
    while shared.session().loads == number {
        if changes.changed().await.is_err() {
            return;
        }
    }
}

/// Explores a flow on a thread of its own, which ends when this is dropped.
async fn explore(program: Arc<Program>, settings: Settings) -> Option<Exploration> {
    let ends = EndsOnDrop::default();
    let is_over = Arc::clone(&ends.0);
    let (send, receive) = oneshot::channel();
    std::thread::spawn(move || {
        let start = Instant::now();
        let mut bounds = Bounds::default();
        bounds.states = MOST_STATES;
        let mut touches = 0_usize;
        let exploration = explore_with(&program, &settings, bounds, &mut |_| {
            touches += 1;
            let looks = touches.is_multiple_of(CHECKED);
            if looks && (is_over.load(Ordering::Relaxed) || start.elapsed() > LONGEST) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        // Nobody waits any more for one that was ended.
        send.send(exploration).ok();
    });
    receive.await.ok()
}

#[derive(Default)]
struct EndsOnDrop(Arc<AtomicBool>);

impl Drop for EndsOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
