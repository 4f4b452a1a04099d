flow_dsl::include_flow!("include_no_json.json");

fn main() {}
