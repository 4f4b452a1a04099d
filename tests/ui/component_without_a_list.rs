// Two components without the brackets of a list.
#[flow_dsl::component]
pub fn Contact(label: &str) {
    TextInput { name: "email", label }
    TextCaption { text: "We write to nobody else about you." }
}

fn main() {}
