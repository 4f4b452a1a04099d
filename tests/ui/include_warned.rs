// What is a warning now is still said; what is allowed is not; the rest stays an error.
mod warned {
    flow_dsl::include_flow!(
        "include_mistakes.json",
        allow: [unread_field],
        warn: [unknown_property, duplicate_input, blank_text],
    );
}

fn main() {}
