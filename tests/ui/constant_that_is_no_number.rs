// A constant that is a text stands where a number must.
mod limits {
    pub const LONG: &str = "600";
}

flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextArea { name: "why", label: "Why", max_length: limits::LONG },
            Footer { label: "Done", on_click_action: complete { why: form.why } },
        ],
    }],
});

fn main() {}
