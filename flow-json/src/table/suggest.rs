//! "Did you mean".

/// The known name that is nearest to a misspelled one, if any is near enough to be meant.
///
/// Case, `-` and `_` do not count as differences.
///
/// ```
/// use flow_json::table::nearest;
///
/// assert_eq!(nearest("lable", ["label", "text"]), Some("label"));
/// assert_eq!(nearest("helperText", ["helper-text", "label"]), Some("helper-text"));
/// assert_eq!(nearest("on_click", ["label", "on-click-action"]), Some("on-click-action"));
/// assert_eq!(nearest("colour", ["label", "text"]), None);
/// ```
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    nearest_of(name, known.into_iter().collect())
}

/// Words for a component that other formats and people use, where no spelling is near.
const COMPONENT_WORDS: &[(&str, &str)] = &[
    ("Button", "Footer"),
    ("SubmitButton", "Footer"),
    ("Carousel", "ImageCarousel"),
    ("EmailInput", "TextInput"),
    ("Heading", "TextHeading"),
    ("Input", "TextInput"),
    ("Label", "TextBody"),
    ("Link", "EmbeddedLink"),
    ("List", "NavigationList"),
    ("NumberInput", "TextInput"),
    ("Paragraph", "TextBody"),
    ("Select", "Dropdown"),
    ("Text", "TextBody"),
    ("Textbox", "TextInput"),
];

/// The component that someone means who writes another word for it.
///
/// ```
/// use flow_json::table::component_meant;
///
/// assert_eq!(component_meant("Button"), Some("Footer"));
/// assert_eq!(component_meant("Map"), None);
/// ```
pub fn component_meant(word: &str) -> Option<&'static str> {
    let mut words = COMPONENT_WORDS.iter();
    Some(words.find(|(other, _)| *other == word)?.1)
}

/// Not generic, since this is called in many places and so compiled once.
fn nearest_of<'n>(name: &str, known: Vec<&'n str>) -> Option<&'n str> {
    // Mostly there is nothing to mend.
    if let Some(same) = known.iter().find(|known| **known == name) {
        return Some(same);
    }
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let wanted = plain(name);
    let length = wanted.chars().count();
    let allowed = (length / 3).max(1);
    let known: Vec<_> = known
        .into_iter()
        .map(|known| (plain(known), known))
        .collect();
    known
        .iter()
        // Texts differ at least by the letters that one has more.
        .filter(|(plain, _)| plain.chars().count().abs_diff(length) <= allowed)
        .map(|(plain, known)| (distance(&wanted, plain), *known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
        .or_else(|| continued(&wanted, &known))
}

/// The one known name that has the same beginning: half a word, or a word with another ending.
fn continued<'n>(wanted: &str, known: &[(String, &'n str)]) -> Option<&'n str> {
    const LEAST: usize = 4;
    let same = |plain: &str| {
        let pairs = plain.chars().zip(wanted.chars());
        pairs.take_while(|(one, other)| one == other).count()
    };
    let length = wanted.chars().count();
    let mut close = known
        .iter()
        .filter(|(plain, _)| same(plain) >= LEAST && same(plain) * 4 >= length * 3);
    match (close.next(), close.next()) {
        (Some((_, only)), None) => Some(only),
        _ => None,
    }
}

/// The optimal string alignment distance of two texts: the letters to remove, insert, change or swap
/// with the next one, to make one text of the other.
///
/// No crate is used for it, since the build of `flow!` would wait for that crate.
///
/// ```
/// use flow_json::table::distance;
///
/// assert_eq!(distance("lable", "label"), 1);
/// assert_eq!(distance("form", "from"), 1);
/// assert_eq!(distance("text", ""), 4);
/// ```
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    // The distances of the beginnings of the first text to those of the other: two rows back, one row
    // back, and now.
    let mut earlier = vec![0; other.len() + 1];
    let mut before: Vec<usize> = (0..=other.len()).collect();
    let mut now = earlier.clone();
    let mut last = None;
    for (row, letter) in one.chars().enumerate() {
        now[0] = row + 1;
        for (column, with) in other.iter().enumerate() {
            let changed = before[column] + usize::from(letter != *with);
            let mut least = changed.min(before[column + 1] + 1).min(now[column] + 1);
            if column > 0 && last == Some(*with) && letter == other[column - 1] {
                least = least.min(earlier[column - 1] + 1);
            }
            now[column + 1] = least;
        }
        std::mem::swap(&mut earlier, &mut before);
        std::mem::swap(&mut before, &mut now);
        last = Some(letter);
    }
    before[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn distances_are_those_of_strsim(one in "[abcé]{0,7}", other in "[abcé]{0,7}") {
            prop_assert_eq!(super::distance(&one, &other), strsim::osa_distance(&one, &other));
        }
    }
}
