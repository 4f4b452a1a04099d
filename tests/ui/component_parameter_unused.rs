// A parameter that the body does not name is a warning.
#![deny(deprecated)]

#[flow_dsl::component]
pub fn Greeting(name: &str, size: &str, _later: bool) {
    [TextBody { text: name }]
}

fn main() {}
