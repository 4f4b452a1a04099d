//! Flows in files with the line ends of Windows are the flows that they are elsewhere.

#[path = "line_ends/flows.rs"]
mod flows;

use serde_json::Value;

#[test]
fn line_ends_are_no_part_of_a_flow() {
    for file in ["flows.rs", "flow.json", "en.arb"] {
        let path = format!("{}/tests/line_ends/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("it is a file");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert!(text.contains("\r\n"), "{file} has the line ends of Unix");
    }
    let [written, included] = [flows::written::FLOW, flows::included::FLOW]
        .map(|flow| serde_json::from_str::<Value>(flow.json()).expect("it is JSON"));
    assert_eq!(written, included);
    let text = &written["screens"][0]["layout"]["children"][0]["text"];
    assert_eq!(text, "One line\nand another\nand a third");
}

/// The place of a part of a flow in its file, for what Meta finds wrong.
#[test]
fn places_are_those_of_editors() {
    let json = flows::written::FLOW.json();
    let at = json.find("\"Done\"").expect("it is in it");
    let place = flows::written::FLOW.source_at(at).expect("it is known");
    assert_eq!((place.line, place.column), (20, 28));
    let json = flows::included::FLOW.json();
    let at = json.find("\"Done\"").expect("it is in it");
    let place = flows::included::FLOW.source_at(at).expect("it is known");
    assert_eq!((place.line, place.column), (17, 22));
}
