//! The signs of the page.

use maud::PreEscaped;

/// Declares signs of 24 by 24, drawn with lines.
macro_rules! icons {
    ($($name:ident = $path:literal,)+) => {
        $(pub(super) const $name: PreEscaped<&str> = PreEscaped(concat!(
            r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" "#,
            r#"stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">"#, $path, "</svg>"
        ));)+
    };
}

icons! {
    CLOSE = r#"<path d="M6 6l12 12M18 6L6 18"/>"#,
    BACK = r#"<path d="M20 12H4.5M11 5l-7 7 7 7"/>"#,
    MENU = r#"<path d="M12 5.5v.01M12 12v.01M12 18.5v.01" stroke-width="3"/>"#,
    CHEVRON = r#"<path d="M9 5l7 7-7 7"/>"#,
    DOWN = r#"<path d="M6 9.5l6 6 6-6"/>"#,
    CALENDAR = r#"<rect x="3.5" y="5" width="17" height="15.5" rx="2.5"/><path d="M3.5 10h17M8 2.8v4M16 2.8v4"/>"#,
    EYE = r#"<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>"#,
    CAMERA = r#"<path d="M4.5 7.5h3l1.7-2.7h5.6l1.7 2.7h3a1.8 1.8 0 011.8 1.8v8.4a1.8 1.8 0 01-1.8 1.8h-15a1.8 1.8 0 01-1.8-1.8V9.3a1.8 1.8 0 011.8-1.8z"/><circle cx="12" cy="13" r="3.6"/>"#,
    DOCUMENT = r#"<path d="M6.5 2.8h7.2l4.8 4.8v12a1.6 1.6 0 01-1.6 1.6H6.5a1.6 1.6 0 01-1.6-1.6V4.4a1.6 1.6 0 011.6-1.6z"/><path d="M13.5 3v5h5M8.5 13h7M8.5 16.5h5"/>"#,
    PICTURE = r#"<rect x="3" y="4.5" width="18" height="15" rx="2.5"/><circle cx="8.5" cy="9.8" r="1.7"/><path d="M3.5 17l5-4.5 3.5 3 3.5-3.5 5 4.5"/>"#,
    CHECK = r#"<path d="M5 12.5l4.5 4.5L19 7"/>"#,
    WARNING = r#"<path d="M12 3.5l9.5 16.5h-19z"/><path d="M12 10v4.5M12 17.3v.01"/>"#,
    SUN = r#"<circle cx="12" cy="12" r="4.2"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"/>"#,
    MOON = r#"<path d="M20 14.5A8.5 8.5 0 119.5 4a7 7 0 0010.5 10.5z"/>"#,
    LINK = r#"<path d="M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.300l-1 1M14 10a4 4 0 00-5.7 0l-3 3A4 4 0 0011 18.700l1-1"/>"#,
    RESTART = r#"<path d="M4.500 12a7.500 7.500 0 107.500-7.500c-2.600 0-4.800 1.300-6.200 3.200M5 3.500v4.500h4.500"/>"#,
    MARK = r##"<rect x="5" y="1.500" width="14" height="21" rx="3.500" fill="#1daa61" stroke="none"/><path d="M8.500 7h7M8.500 11h7" stroke="#fff"/><rect x="8" y="15.500" width="8" height="3.500" rx="1.750" fill="#fff" stroke="none"/>"##,
    SIGNAL = r#"<path d="M4 18.500v-3M9 18.500v-6M14 18.500v-9M19 18.500v-13" stroke-width="3"/>"#,
    BATTERY = r#"<rect x="2" y="8" width="18" height="9" rx="2.500"/><rect x="4" y="10" width="12" height="5" rx="1" fill="currentColor" stroke="none"/><path d="M22.500 11v3"/>"#,
    READ = r#"<path d="M2 13l4.500 4.500L15.500 8M11 16l1.500 1.500L22 8"/>"#,
    FLOW = r#"<rect x="4" y="4.500" width="16" height="15" rx="3"/><path d="M8 9.500h8M8 14h5"/>"#,
}
