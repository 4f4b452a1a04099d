//! The pages of `docs/` with Rust in them that no other crate compiles. A block is an example of its page.

/// Each page is a module, so that an error names it.
macro_rules! pages {
    ($($page:ident = $path:literal),* $(,)?) => {
        $(#[cfg(doctest)] #[doc = include_str!($path)] pub mod $page {})*
    };
}

pages! {
    introduction = "../../../docs/introduction.md",
    from_json = "../../../docs/from-json.md",
    from_builder = "../../../docs/from-builder.md",
    from_pywa = "../../../docs/from-pywa.md",
    recipe_booking = "../../../docs/recipe-booking.md",
    recipe_survey = "../../../docs/recipe-survey.md",
    recipe_keys = "../../../docs/recipe-keys.md",
}
