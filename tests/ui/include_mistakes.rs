flow_dsl::include_flow!("include_mistakes.json");

fn main() {}
