//! How wide characters are.

/// The columns that a text takes in a font of fixed width.
///
/// Near enough: East Asian characters and emoji take two, combining marks none.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(columns).sum()
}

fn columns(character: char) -> usize {
    match character as u32 {
        // Combining marks, joiners and variation selectors.
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F => {
            0
        }
        0x093C | 0x0941..=0x0948 | 0x094D | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E => 0,
        0x200B..=0x200F | 0x20D0..=0x20F0 | 0xFE00..=0xFE0F | 0xFEFF => 0,
        // Hangul, the ideographs and kana around them, full-width forms.
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 => 2,
        0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 => 2,
        0x20000..=0x3FFFD => 2,
        // Emoji.
        0x231A..=0x231B | 0x23E9..=0x23EC | 0x23F0 | 0x23F3 | 0x2614..=0x2615 | 0x26A1 => 2,
        0x26BD..=0x26BE | 0x26C4..=0x26C5 | 0x26D4 | 0x26EA | 0x26FD | 0x2705 | 0x2728 => 2,
        0x274C | 0x274E | 0x2753..=0x2755 | 0x2757 | 0x2795..=0x2797 | 0x2B50 | 0x2B55 => 2,
        0x1F300..=0x1F64F | 0x1F680..=0x1F6FF | 0x1F7E0..=0x1F7EB | 0x1F900..=0x1FAFF => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn widths_are_those_of_terminals() {
        for (text, columns) in [
            ("", 0),
            ("naïve", 5),
            ("日本", 4),
            ("e\u{301}", 1),
            ("✅ ok", 5),
            ("👍", 2),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }
}
