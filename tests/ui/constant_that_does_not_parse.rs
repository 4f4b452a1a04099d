// A constant that does not parse is an error of its own and hides no other.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { name: "Ada" },
        children: [
            TextBody {
                text: Text::<'static>::of(1 2)
            },
            TextCaption {
                text: const { "Hello" + }
            },
            TextHeading { txt: data.name },
            Footer {
                label: "Done",
                on_click_action: complete {}
            },
        ],
    }],
});

fn main() {}
