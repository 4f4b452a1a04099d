//! The example flows open.

use flow_sim::Phone;

#[test]
fn each_example_opens() {
    for name in [
        "booking",
        "feedback",
        "intake",
        "lead",
        "menu",
        "pickup.ar",
        "pickup.en",
        "pickup.pt_BR",
        "survey",
    ] {
        let path = format!("../examples/flows/{name}.json");
        let text = std::fs::read_to_string(path).unwrap();
        let phone = Phone::open_json(&text).unwrap();
        assert_eq!(phone.program().faults(), [], "{name}");
        assert_eq!(phone.screen().faults, [], "{name}");
    }
}
