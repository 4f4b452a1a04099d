flow_dsl::include_flow!("include_one_line.json");

fn main() {}
