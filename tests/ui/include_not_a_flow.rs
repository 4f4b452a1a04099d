flow_dsl::include_flow!("include_not_a_flow.json");

fn main() {}
