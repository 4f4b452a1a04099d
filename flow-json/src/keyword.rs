//! The words that Rust keeps for itself. `flow!` is Rust, so what Flow JSON calls by such a word needs
//! `r#` there, or cannot be written as a name at all.

/// In the order of the alphabet, those of all editions.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Whether the word is a name of Rust only with `r#` before it, in some edition.
///
/// ```
/// use flow_json::keyword::needs_raw;
///
/// assert!(needs_raw("type"));
/// assert!(!needs_raw("label"));
/// ```
pub fn needs_raw(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
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

#[cfg(test)]
mod tests {
    #[test]
    fn keywords_are_in_order() {
        assert!(super::KEYWORDS.is_sorted());
    }
}
