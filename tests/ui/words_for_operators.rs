// Operators that other languages write as words.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            TextInput { name: "city", label: "City" },
            OptIn { name: "new", label: "I am new" },
            if form.city == "Rome" and form.new { [TextBody { text: "Ciao" }] },
            if form.city == "Bonn" or form.new { [TextBody { text: "Hallo" }] },
            if not form.new { [TextBody { text: "Welcome back" }] },
            if form.city is "Oslo" { [TextBody { text: "Hei" }] },
            Footer { label: "Done", on_click_action: complete { city: form.city } },
        ],
    }],
});

fn main() {}
