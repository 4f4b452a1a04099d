// An operator stands in the text of a binding.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            OptIn { name: "agree", label: "I agree" },
            TextArea { name: "why", label: "Why not?", visible: "${form.agree == false}" },
            Footer { label: "Send", on_click_action: complete { agree: form.agree, why: form.why } },
        ],
    }],
});

fn main() {}
