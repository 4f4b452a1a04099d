//! The canonical request, which a signature is made of.

use http::request::Parts;

pub(super) fn canonical_request(parts: &Parts, signed_headers: &[&str], body_hash: &str) -> String {
    let mut canonical = format!("{}\n", parts.method);
    for (index, segment) in parts.uri.path().split('/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        canonical += &escape(segment);
    }
    canonical.push('\n');
    canonical.push_str(&canonical_query(parts.uri.query().unwrap_or_default()));
    canonical.push('\n');
    for name in signed_headers {
        let values: Vec<_> = parts.headers.get_all(*name).iter().map(tidy).collect();
        canonical += &format!("{name}:{}\n", values.join(","));
    }
    canonical += &format!("\n{}\n{body_hash}", signed_headers.join(";"));
    canonical
}

/// The query, escaped and sorted. A plus stands for itself, not for a space.
fn canonical_query(query: &str) -> String {
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (escape_anew(name), escape_anew(value))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join("&")
}

/// Escapes a text that the client has escaped in its own way.
fn escape_anew(text: &str) -> String {
    escape(&unescape(text))
}

/// Escapes everything but the unreserved characters of RFC 3986 §2.3.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => escaped.push(char::from(byte)),
            _ => escaped += &format!("%{byte:02X}"),
        }
    }
    escaped
}

/// Reads an escaped text. A plus stands for itself, not for a space.
pub(crate) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, ..] => hex_digit(*high).zip(hex_digit(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &rest[3..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex_digit(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

/// A header's value without spaces around it, and with single ones in it.
fn tidy(value: &http::HeaderValue) -> String {
    let text = String::from_utf8_lossy(value.as_bytes());
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_read_strictly() {
        assert_eq!(canonical_query("b=2&a=1&a=0"), "a=0&a=1&b=2");
        assert_eq!(canonical_query("a+b=c+d"), "a%2Bb=c%2Bd");
        assert_eq!(canonical_query("a=%7e%2f&&c"), "a=~%2F&c=");
        assert_eq!(canonical_query("a=%&b=%4"), "a=%25&b=%254");
    }
}
