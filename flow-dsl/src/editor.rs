//! Completion, hover texts and go-to-definition inside `flow!`, for rust-analyzer.
//!
//! The expansion of `flow!` passes the author's tokens to `flow_editor!`. In rustc that macro drops
//! them. rust-analyzer sets `cfg(rust_analyzer)` for every crate, and there the macro expands to code for
//! the editor. The cfg is only in this crate, since rustc would warn of it in the crates of users.

#[cfg(rust_analyzer)]
pub use catalogue::*;

/// Drops the tokens that only rust-analyzer reads.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_editor {
    ($($body:tt)*) => {};
}
#[cfg(not(rust_analyzer))]
pub use __flow_editor as flow_editor;

/// The error about a file with a path that starts at an unknown folder.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_unknown_file {
    ($message:literal) => {
        ::core::compile_error!($message);
    };
}

/// No error: rust-analyzer may not tell a macro the folder of its call. The build reports a missing file.
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

    /// The picture of a file, in base64, read and checked when the crate is built: `image!("logo.png")`.
    ///
    /// The path starts from the folder of the Rust file. It stands in `src` of `Image` and of
    /// `CarouselImage`, and in `image` of `Item` and of `Start`.
    // Not hidden, since rust-analyzer offers no hidden item of another crate.
    #[macro_export]
    macro_rules! __flow_image {
        ($path:literal) => {
            ()
        };
    }
    pub use __flow_image as image;

    /// A text by its key, in the language of the flow: `text!("visit.title")`.
    ///
    /// It stands where a text can, in a flow with `languages` and `texts`. A placeholder of the text gets its
    /// value by its name: `text!("visit.hello", name = data.name)`.
    // Not hidden, as above.
    #[macro_export]
    macro_rules! __flow_text {
        ($key:literal) => {
            ()
        };
    }
    pub use __flow_text as text;

    /// A value of any type. The editor only needs the names in its argument.
    #[doc(hidden)]
    pub fn v<T, U>(_: T) -> U {
        rest()
    }

    /// The properties that the author has not written.
    #[doc(hidden)]
    pub fn rest<T>() -> T {
        loop {}
    }

    /// The screen of that id.
    #[doc(hidden)]
    pub fn screen_of<T>() {}
}
