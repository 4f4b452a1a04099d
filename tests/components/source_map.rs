//! Places in the JSON lead into the definitions of components.

use flow_dsl::{SourcePlace, component};

#[component]
pub(crate) fn Headed(#[default = "Contact"] heading: &str) {
    [
        TextHeading { text: heading },
        TextInput {
            name: "email",
            label: "E-mail",
        },
    ]
}

flow!(with: [
    TextBody { text: "Hello" },
    Headed {},
    shared_components::person::Name { name: "name" },
]);

/// The text at a place of this file.
fn source(place: &SourcePlace, file: &str) -> String {
    let line = file.lines().nth(place.line as usize - 1).unwrap();
    line.chars().skip(place.column as usize - 1).collect()
}

#[test]
fn places_lead_into_the_definition() {
    let expected = [
        ("/screens/0/layout/children/0/text", "\"Hello\""),
        // The default of a parameter.
        ("/screens/0/layout/children/1/text", "\"Contact\""),
        ("/screens/0/layout/children/2/label", "\"E-mail\""),
        // A component of another crate has the place of its use.
        (
            "/screens/0/layout/children/3/label",
            "Name { name: \"name\" }",
        ),
    ];
    for (pointer, text) in expected {
        let place = with::FLOW.source_of(pointer).unwrap();
        assert_eq!(place.file, file!());
        let found = source(&place, include_str!("source_map.rs"));
        assert!(found.starts_with(text), "{pointer}: {found}");
    }
}
