// A declared field of a screen's data cannot be missing; a part of an object can.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { note: "none" as Option<String> },
        children: [
            TextBody { text: data.note },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
