//! How much memory a document takes: an allocator that counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use flow_json::{Style, check};

use crate::documents::tree;

/// The most bytes that were in use at once.
#[derive(Debug)]
pub(crate) struct Memory {
    /// While the text was read, the tree included.
    pub(crate) reading: usize,
    /// While the tree was checked, beside the tree.
    pub(crate) checking: usize,
}

impl Memory {
    /// Nothing else may run in the process meanwhile: there is one count.
    pub(crate) fn of(text: &str) -> Self {
        let start = IN_USE.load(Relaxed);
        MOST.store(start, Relaxed);
        let tree = tree(text);
        let held = IN_USE.load(Relaxed);
        let reading = MOST.swap(held, Relaxed) - start;
        drop(check(&tree, Style::Json));
        Self {
            reading,
            checking: MOST.load(Relaxed) - held,
        }
    }
}

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
