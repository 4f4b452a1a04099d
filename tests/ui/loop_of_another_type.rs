const HOUR: u32 = 10;
const ARRAY: [&str; 1] = ["10:00"];
const NUMBERS: &[u32] = &[10];
const ROOMS: &[Room] = &[Room { name: "The hall" }];

struct Room {
    name: &'static str,
}

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        children: [
            for hour in HOUR {
                TextBody { text: "An hour" }
            },
            for hour in ARRAY {
                TextBody { text: hour }
            },
            for hour in NUMBERS {
                TextBody { text: hour }
            },
            for hour in NUMBERS {
                TextBody { text: hour.title }
            },
            for room in ROOMS {
                TextBody { text: room.name }
            },
            for hour in UNKNOWN {
                TextBody { text: "An hour" }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
