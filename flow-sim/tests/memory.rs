//! The memory of the explorer grows with the states that it keeps, and no faster.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use flow_sim::explore::{Bounds, explore};
use flow_sim::{Program, Settings};

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, with a count of what is in use.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: every call goes to the system's allocator as it came.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = IN_USE.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(now, Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller promised.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The most bytes for a state: twice what is measured.
const STATE: usize = 2_500;

/// One test, for there is one count of memory in a process.
#[test]
fn memory_is_bounded_by_the_states() {
    for name in ["booking", "intake"] {
        let path = format!("../examples/flows/{name}.json");
        let json = std::fs::read_to_string(path).expect("the example is there");
        let program = Program::from_json(&json).expect("it is JSON");
        for states in [250, 500, 1000, 2000] {
            let mut bounds = Bounds::default();
            bounds.states = states;
            let start = IN_USE.load(Relaxed);
            MOST.store(start, Relaxed);
            let walked = explore(&program, &Settings::default(), bounds);
            let most = MOST.load(Relaxed) - start;
            assert_eq!(walked.states, states, "{name} has too few states");
            println!(
                "{name}: {most} bytes for {states} states, {} each",
                most / states
            );
            assert!(most > 100 * states, "nothing is counted");
            assert!(most < STATE * states, "{name}: {most} bytes for {states}");
        }
    }
}
