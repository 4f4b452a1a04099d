//! What rust-analyzer completes, shows and follows inside `flow!`.
//!
//! The expansion of `flow!` hands the author's tokens to `flow_editor!`. That is a macro which drops
//! them, except in rust-analyzer, which sets a cfg of its name for every crate. So the cfg stands
//! here alone, and none in the crates of users, where the compiler would not know it.

#[cfg(rust_analyzer)]
pub use catalogue::*;

/// Drops what only rust-analyzer reads.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_editor {
    ($($body:tt)*) => {};
}
#[cfg(not(rust_analyzer))]
pub use __flow_editor as flow_editor;

/// Says that a file is not found because it is not known where its path starts.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_unknown_file {
    ($message:literal) => {
        ::core::compile_error!($message);
    };
}

/// Says nothing: rust-analyzer may not tell macros where they are called, and a build will.
#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_unknown_file {
    ($message:literal) => {};
}
pub use __flow_unknown_file as unknown_file;

/// Flow JSON as items of Rust, made from the table that the checker reads.
#[cfg(rust_analyzer)]
#[allow(missing_docs, nonstandard_style)] // The names are Flow JSON's.
mod catalogue {
    pub use flow_macros::__flow_editor as flow_editor;

    flow_macros::__flow_editor_catalogue!();

    /// What stands for a value: of values the editor looks at the names in them only.
    #[doc(hidden)]
    pub fn v<T, U>(_: T) -> U {
        rest()
    }

    /// The properties that are not written.
    #[doc(hidden)]
    pub fn rest<T>() -> T {
        loop {}
    }

    /// The screen of that id.
    #[doc(hidden)]
    pub fn screen_of<T>() {}
}
