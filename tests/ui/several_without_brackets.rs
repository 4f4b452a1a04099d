use flow_dsl::Item;

const ROOMS: &[Item] = &[Item::new("a", "Attic"), Item::new("b", "Barn")];

flow_dsl::flow!(Flow {
    name: "rooms",
    version: "7.3",
    screens: [Screen {
        id: "ROOMS",
        title: "Rooms",
        terminal: true,
        data: Data { seats: 4, name: "Ada" },
        children: [
            for room in ROOMS {
                TextHeading { text: room.title },
                TextBody { text: "Free" },
            },
            if data.seats > 3 {
                TextBody { text: "Many" },
            } else {
                TextHeading { text: "Few" }, TextBody { text: "Hurry" }
            },
            match data.name {
                "Ada" => {
                    TextHeading { text: "Hello" },
                    TextBody { text: "again" },
                }
            },
            Footer {
                label: "Done",
                on_click_action: complete {},
            },
        ],
    }],
});

fn main() {}
