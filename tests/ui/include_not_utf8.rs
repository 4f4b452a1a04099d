flow_dsl::include_flow!("include_not_utf8.json");

fn main() {}
