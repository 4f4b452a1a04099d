//! Codes of languages, as Meta writes them for message templates: `en`, `pt_BR`.

/// Whether a text has the form of a code: two or three small letters for the language, and if need be `_`
/// and two capital letters for the country.
///
/// Meta's list of languages for
/// [message templates](https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/supported-languages)
/// has codes of this form only. Whether it has a certain one is not looked at: flows may be in others.
///
/// ```
/// use flow_json::locale::is_code;
///
/// assert!(is_code("en") && is_code("pt_BR") && is_code("fil"));
/// assert!(!is_code("pt-BR") && !is_code("pt_br") && !is_code("english"));
/// ```
pub fn is_code(text: &str) -> bool {
    let (language, country) = match text.split_once('_') {
        Some((language, country)) => (language, Some(country)),
        None => (text, None),
    };
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|letter| letter.is_ascii_lowercase())
        && country.is_none_or(|country| {
            country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase())
        })
}

/// The code that a text is meant to be: `pt_BR` for `pt-br`.
///
/// ```
/// use flow_json::locale::code_meant;
///
/// assert_eq!(code_meant("pt-br").as_deref(), Some("pt_BR"));
/// assert_eq!(code_meant("AR").as_deref(), Some("ar"));
/// assert_eq!(code_meant("english"), None);
/// ```
pub fn code_meant(text: &str) -> Option<String> {
    let code = match text.split_once(['_', '-']) {
        Some((language, country)) => {
            let language = language.to_ascii_lowercase();
            format!("{language}_{}", country.to_ascii_uppercase())
        }
        None => text.to_ascii_lowercase(),
    };
    is_code(&code).then_some(code)
}

/// The languages that are written from right to left in most countries: those with Arabic, Hebrew, Syriac,
/// Thaana or N'Ko letters by [CLDR's likely subtags](https://cldr.unicode.org/index/cldr-spec).
const RIGHT_TO_LEFT: &[&str] = &[
    "ar", "arc", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb",
    "prs", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
];

/// Whether the language of a code is written from right to left.
///
/// ```
/// use flow_json::locale::is_right_to_left;
///
/// assert!(is_right_to_left("ar") && is_right_to_left("ar_EG") && is_right_to_left("he"));
/// assert!(!is_right_to_left("pt_BR"));
/// ```
pub fn is_right_to_left(code: &str) -> bool {
    let language = code.split(['_', '-']).next().unwrap_or(code);
    RIGHT_TO_LEFT.contains(&language)
}
