//! Is it a regular expression at all?
//!
//! Lenient: what some engine may take passes. Only what is surely broken is refused: brackets that
//! do not match, a repetition of nothing, a lone backslash at the end.

use std::ops::Range;

/// A mistake in a pattern.
pub(super) struct Broken {
    /// The part that is wrong.
    pub(super) at: Range<usize>,
    pub(super) what: &'static str,
    pub(super) help: &'static str,
}

fn broken(at: usize, what: &'static str, help: &'static str) -> Broken {
    Broken {
        at: at..at + 1,
        what,
        help,
    }
}

/// Looks for parts that no engine takes.
pub(super) fn check(pattern: &str) -> Result<(), Broken> {
    let bytes = pattern.as_bytes();
    let mut groups = Vec::new();
    // Whether there is something before the cursor that a quantifier can repeat.
    let mut atom = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => {
                if at + 1 == bytes.len() {
                    return Err(broken(
                        at,
                        "it ends with a backslash",
                        "write the character that the backslash stands before",
                    ));
                }
                // All of a longer escape but its first two bytes passes as plain text.
                at += 1;
                atom = true;
            }
            b'[' => {
                at = class_end(bytes, at)?;
                atom = true;
            }
            b'(' => {
                groups.push(at);
                atom = false;
                if bytes.get(at + 1) == Some(&b'?') {
                    at += 1;
                }
            }
            b')' => {
                if groups.pop().is_none() {
                    return Err(broken(
                        at,
                        "`)` without `(`",
                        "write `\\)` for the character itself",
                    ));
                }
                atom = true;
            }
            b'*' | b'+' | b'?' => {
                if !atom {
                    return Err(broken(
                        at,
                        "there is nothing to repeat",
                        "write a backslash before it for the character itself",
                    ));
                }
                // One `?` behind a quantifier makes it lazy.
                if bytes.get(at + 1) == Some(&b'?') {
                    at += 1;
                }
                atom = false;
            }
            b'|' => atom = false,
            _ => atom = true,
        }
        at += 1;
    }
    match groups.pop() {
        Some(open) => Err(broken(
            open,
            "`(` without `)`",
            "close it, or write `\\(` for the character itself",
        )),
        None => Ok(()),
    }
}

/// The place of the `]` that ends a class.
fn class_end(bytes: &[u8], open: usize) -> Result<usize, Broken> {
    let mut at = open + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b']' => return Ok(at),
            _ => {}
        }
        at += 1;
    }
    Err(broken(
        open,
        "`[` without `]`",
        "close it, or write `\\[` for the character itself",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_patterns_pass() {
        for pattern in [
            "^[0-9]{3}$",
            r"^\d+(\.\d{1,2})?$",
            "a|b|",
            "(?:a)(?=b)(?!c)(?<=d)(?<name>e)",
            "[]",
            r"[\]()*]+?",
            "a{2,}?",
            "{",
            "x]",
            "^[a-zà-ÿ]+$",
        ] {
            assert!(check(pattern).is_ok(), "{pattern}");
        }
    }

    #[test]
    fn broken_patterns_are_found() {
        for (pattern, at) in [
            ("(a", 0),
            ("a)", 1),
            ("[a", 0),
            ("*a", 0),
            ("a**", 2),
            ("(+a)", 1),
            ("a\\", 1),
        ] {
            assert_eq!(
                check(pattern).err().map(|broken| broken.at.start),
                Some(at),
                "{pattern}"
            );
        }
    }
}
