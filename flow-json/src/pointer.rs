//! JSON pointers (RFC 6901): which value of a JSON document is meant.
//!
//! A pointer is a list of tokens, each behind a `/`: the keys of objects and the indices of arrays on
//! the way from the root. In a key `~` is written `~0`, and `/` is written `~1`. The empty pointer is
//! the root.
//!
//! ```
//! use flow_json::pointer;
//!
//! let mut path = String::new();
//! pointer::push_key(&mut path, "a/b");
//! pointer::push_index(&mut path, 2);
//! assert_eq!(path, "/a~1b/2");
//! let tokens: Vec<_> = pointer::tokens(&path).collect();
//! assert_eq!(tokens, ["a/b", "2"]);
//! ```

use std::borrow::Cow;
use std::fmt::Write;

/// Appends the token of an object's key.
pub fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    pointer.push_str(&escape(key));
}

/// Appends the token of an array's index.
pub fn push_index(pointer: &mut String, index: usize) {
    #[expect(clippy::expect_used, reason = "writing to a string never fails")]
    write!(pointer, "/{index}").expect("a string takes all text");
}

/// The tokens of a pointer, from the root on, without escapes.
///
/// Text before the first `/` makes it no pointer, and is skipped.
pub fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// A token as the index of an array: digits without a leading zero.
///
/// ```
/// use flow_json::pointer;
///
/// assert_eq!(pointer::index("10"), Some(10));
/// assert_eq!(pointer::index("01"), None);
/// assert_eq!(pointer::index("-"), None);
/// ```
pub fn index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = token.len() > 1 && token.starts_with('0');
    token.parse().ok().filter(|_| plain && !leading_zero)
}

/// A key as a token.
///
/// ```
/// use flow_json::pointer;
///
/// assert_eq!(pointer::escape("a~b"), "a~0b");
/// ```
pub fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) {
        Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(key)
    }
}

/// The key that a token stands for.
fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        // The other way round, `~01` would become `/`.
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_examples_of_the_standard() {
        for (pointer, expected) in [
            ("", vec![]),
            ("/", vec![""]),
            ("/foo/0", vec!["foo", "0"]),
            ("/a~1b", vec!["a/b"]),
            ("/m~0n", vec!["m~n"]),
            ("/~01", vec!["~1"]),
        ] {
            assert_eq!(tokens(pointer).collect::<Vec<_>>(), expected, "{pointer}");
        }
    }

    proptest! {
        #[test]
        fn keys_come_back(keys in prop::collection::vec("[a/~01é]{0,4}", 0..4)) {
            let mut pointer = String::new();
            for key in &keys {
                push_key(&mut pointer, key);
            }
            prop_assert_eq!(tokens(&pointer).collect::<Vec<_>>(), keys);
        }
    }
}
