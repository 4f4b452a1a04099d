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
/// assert_eq!(nearest("colour", ["label", "text"]), None);
/// ```
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    nearest_of(name, known.into_iter().collect())
}

/// Not generic, since this is called in many places and so compiled once.
fn nearest_of<'n>(name: &str, known: Vec<&'n str>) -> Option<&'n str> {
    // Mostly there is nothing to mend.
    if let Some(same) = known.iter().find(|known| **known == name) {
        return Some(same);
    }
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let wanted = plain(name);
    let allowed = (wanted.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|known| (strsim::osa_distance(&wanted, &plain(known)), known))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}
