//! An allocator that looks into each block that it is given back.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// A part of a secret, long enough to stand nowhere by chance.
pub(crate) struct Needle {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
}

static NEEDLES: OnceLock<Vec<Needle>> = OnceLock::new();
static LOOKING: AtomicBool = AtomicBool::new(false);
/// A bit for each needle that was found.
static FOUND: AtomicU32 = AtomicU32::new(0);

struct Looking;

#[global_allocator]
static ALLOCATOR: Looking = Looking;

// A block that grows is given back too: `realloc` is the one of the trait, which allocates and copies.
#[allow(unsafe_code, reason = "an allocator cannot be written without")]
unsafe impl GlobalAlloc for Looking {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // All is written once, so that what is not used by its owner can be read.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if LOOKING.load(Ordering::SeqCst)
            && let Some(needles) = NEEDLES.get()
        {
            let freed = unsafe { std::slice::from_raw_parts(block, layout.size()) };
            for (at, needle) in needles.iter().enumerate() {
                if contains(freed, &needle.bytes) {
                    FOUND.fetch_or(1 << at, Ordering::SeqCst);
                }
            }
        }
        unsafe { System.dealloc(block, layout) }
    }
}

/// A test is built without optimisation, where a search for the first byte is the part that counts.
fn contains(block: &[u8], needle: &[u8]) -> bool {
    let mut left = block;
    while left.len() >= needle.len() {
        if left.starts_with(needle) {
            return true;
        }
        left = &left[1..];
    }
    false
}

/// Sets what is looked for.
pub(crate) fn look_for(needles: Vec<Needle>) {
    assert!(needles.len() <= 32, "there is a bit for each");
    assert!(NEEDLES.set(needles).is_ok(), "they are set once");
}

/// The names of the secrets that stand in what the work gives back.
pub(crate) fn found_while<T>(work: impl FnOnce() -> T) -> Vec<&'static str> {
    FOUND.store(0, Ordering::SeqCst);
    LOOKING.store(true, Ordering::SeqCst);
    drop(work());
    LOOKING.store(false, Ordering::SeqCst);
    let found = FOUND.load(Ordering::SeqCst);
    let needles = NEEDLES.get().expect("they are set").iter().enumerate();
    needles
        .filter(|(at, _)| found & (1 << at) != 0)
        .map(|(_, needle)| needle.name)
        .collect()
}
