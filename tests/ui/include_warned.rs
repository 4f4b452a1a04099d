// A `warn` makes a warning of an error, an `allow` silences a warning, other errors stay.
mod warned {
    flow_dsl::include_flow!(
        "include_mistakes.json",
        allow: [unread_field],
        warn: [unknown_property, duplicate_input, blank_text],
    );
}

fn main() {}
