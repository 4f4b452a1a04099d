//! The keywords of Rust. A name of Flow JSON that is a keyword needs `r#` in `flow!`, or cannot be
//! written as a name at all.

/// Whether the word is a name of Rust only with `r#` before it, in some edition.
///
/// ```
/// use flow_json::keyword::needs_raw;
///
/// assert!(needs_raw("type"));
/// assert!(!needs_raw("label"));
/// ```
#[rustfmt::skip]
pub fn needs_raw(word: &str) -> bool {
    // Those of all editions, as bytes: the compiler turns them into a tree of decisions.
    matches!(
        word.as_bytes(),
        b"abstract" | b"as" | b"async" | b"await" | b"become" | b"box" | b"break" | b"const"
            | b"continue" | b"do" | b"dyn" | b"else" | b"enum" | b"extern" | b"false" | b"final"
            | b"fn" | b"for" | b"gen" | b"if" | b"impl" | b"in" | b"let" | b"loop" | b"macro"
            | b"match" | b"mod" | b"move" | b"mut" | b"override" | b"priv" | b"pub" | b"ref"
            | b"return" | b"static" | b"struct" | b"trait" | b"true" | b"try" | b"type"
            | b"typeof" | b"unsafe" | b"unsized" | b"use" | b"virtual" | b"where" | b"while"
            | b"yield"
    )
}

/// Whether the word is never a name of Rust, with `r#` neither.
///
/// ```
/// use flow_json::keyword::is_never_a_name;
///
/// assert!(is_never_a_name("self"));
/// assert!(!is_never_a_name("type"));
/// ```
pub fn is_never_a_name(word: &str) -> bool {
    matches!(word, "_" | "crate" | "self" | "Self" | "super")
}
