mod words {
    flow_dsl::include_flow!(
        "include_not_a_flow.json",
        name: "",
        categories: [SURVY],
        alow: [unread_field],
        name: "again",
    );
}

mod levels {
    flow_dsl::include_flow!(
        "include_not_a_flow.json",
        allow: [unread_feld, unknown_property],
        warn: unread_field,
    );
}

mod nothing {
    flow_dsl::include_flow!();
}

fn main() {}
