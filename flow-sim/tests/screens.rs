//! The page `docs/screens.md`: all screens of the examples as text.
//!
//! `UPDATE=1 cargo test -p flow-sim --test screens` writes it anew.

use std::path::Path;

use flow_sim::settings::Direction;
use flow_sim::{Phone, Settings};
use unicode_width::UnicodeWidthStr as _;

const EXAMPLES: [&str; 9] = [
    "booking",
    "feedback",
    "intake",
    "lead",
    "menu",
    "pickup.en",
    "pickup.pt_BR",
    "pickup.ar",
    "survey",
];

/// With the frame.
const COLUMNS: usize = 50;

#[test]
fn the_page_is_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut page = String::from(
        "# The examples, screen by screen\n\n\
         Each screen as a phone shows it at first, with the examples of its data, drawn as\n\
         [`cargo flow test`](testing.md#scenarios-in-a-file) draws it where a scenario fails.\n\n\
         | Sign | is |\n|---|---|\n\
         | `×`, `←` | closes the flow, goes back |\n\
         | `# text`, `## text` | a `TextHeading`, a `TextSubheading` |\n\
         | `( )`, `(•)` | a radio button, and the chosen one |\n\
         | `[ ]`, `[x]` | a box, and a ticked one |\n\
         | `‹soup›`, `‹✓soup›` | a chip, and a chosen one; a tag of a list's item |\n\
         | `›` | an item of a `NavigationList` |\n\
         | `[____]` | an empty input; with `▾` a dropdown, with `▦` a calendar |\n\
         | `!` | an error at the input above |\n\
         | `_text_` | a link |\n\
         | `<picture: text>` | a picture with that `alt-text` |\n\
         | `[[ Send ]]`, `·· Send ··` | the `Footer`, and one that is off |\n\
         | `(off)` | it is not enabled |\n\n\
         `UPDATE=1 cargo test -p flow-sim --test screens` writes this page anew.\n",
    );
    for name in EXAMPLES {
        let file = format!("examples/flows/{name}.json");
        let json = std::fs::read_to_string(root.join(&file)).expect("the example is there");
        page.push_str(&format!("\n## [{name}](../{file})\n"));
        let first = Phone::open_json(&json).expect("the example opens");
        let ids: Vec<String> = first.program().screen_ids().map(str::to_owned).collect();
        for id in ids {
            let mut settings = Settings::default();
            if name.ends_with(".ar") {
                settings.direction = Direction::RightToLeft;
            }
            let phone = Phone::with_json(&json).settings(settings).on(&id).open();
            let screen = phone.expect("its examples fit").screen().to_string();
            let ragged = screen.lines().find(|line| line.width() != COLUMNS);
            assert_eq!(
                ragged, None,
                "{name} {id}: a line is not as wide as the frame"
            );
            page.push_str(&format!("\n`{id}`\n\n```text\n{screen}\n```\n"));
        }
    }
    let path = root.join("docs/screens.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, page).expect("the page can be written");
        return;
    }
    let found = std::fs::read_to_string(&path).expect("the page is there");
    let stale = found
        .lines()
        .zip(page.lines())
        .find(|(old, new)| old != new);
    assert_eq!(
        stale, None,
        "docs/screens.md is stale: run this test with UPDATE=1"
    );
    assert_eq!(
        found.len(),
        page.len(),
        "docs/screens.md is stale: run this test with UPDATE=1"
    );
}
