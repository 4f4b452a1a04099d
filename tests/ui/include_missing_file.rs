flow_dsl::include_flow!("include_missing.json");

fn main() {
    let _ = FLOW.json();
}
