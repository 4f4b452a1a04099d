// A type with arguments stands where Rust has values, so it has `::`.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    types: [Slot { id: String, note: Option<String> }],
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { slot: Slot { id: "1", note: "Window" } },
        children: [
            TextBody { text: data.slot.id },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
