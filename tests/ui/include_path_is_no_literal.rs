flow_dsl::include_flow!(concat!("include", "_mistakes.json"));

fn main() {}
