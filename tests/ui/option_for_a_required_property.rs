// A property that must be there is given a parameter that may be left out.
#[flow_dsl::component]
pub fn Note(text: Option<&str>, size: Option<&str>) {
    [TextBody { text, font_weight: size }]
}

fn main() {}
