// A body that is no flow.
flow_dsl::flow!(Flw { name: "mistake" });

fn main() {}
