// Two components without the brackets of a list. rustc parses the function before `#[component]` sees
// it, so its own error cannot be kept away, and its help is wrong: ours says what to write.
#[flow_dsl::component]
pub fn Contact(label: &str) {
    TextInput { name: "email", label }
    TextCaption { text: "We write to nobody else about you." }
}

fn main() {}
