//! Base64 and hexadecimal.

use base64_simd::{STANDARD, URL_SAFE_NO_PAD};

/// The bytes of base64 with padding, as Meta writes it.
pub(crate) fn base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode_to_vec(text).ok()
}

/// Base64 with padding.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    STANDARD.encode_to_string(bytes)
}

/// The bytes of base64 for URLs without padding, as JSON web tokens have it.
pub(crate) fn base64_url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode_to_vec(text).ok()
}

/// Base64 for URLs without padding.
pub(crate) fn to_base64_url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode_to_string(bytes)
}

/// The bytes of hexadecimal digits, small or capital.
pub(crate) fn hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::hex;

    #[test]
    fn hexadecimal_is_read_in_both_cases_and_at_its_length_only() {
        assert_eq!(hex("00fFa9"), Some([0, 255, 0xa9]));
        assert_eq!(hex::<3>("00ff"), None);
        assert_eq!(hex::<3>("00ff0g"), None);
        assert_eq!(hex::<3>("+0-1+2"), None);
        assert_eq!(hex::<2>("äé"), None);
    }
}
