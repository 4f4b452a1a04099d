// The file holds the body of a call of the API, and the flow is a text in it.
flow_dsl::include_flow!("include_body_of_a_call.json");

fn main() {}
