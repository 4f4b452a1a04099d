#![deny(deprecated)]

const DOORS: &[&str] = &["a", "b", "c"];
const LINES: &[u32] = &[0; 60];
const ONE: &[&str] = &["a"];

flow_dsl::flow!(Flow {
    name: "loops",
    version: "7.3",
    screens: [Screen {
        id: "START",
        title: "Start",
        data: Data { open: true },
        children: [
            ImageCarousel {
                images: [
                    CarouselImage { src: "aGVsbG8=", alt_text: "A door" },
                    for door in DOORS {
                        CarouselImage { src: "aGVsbG8=", alt_text: door }
                    },
                ],
            },
            #[allow(unread_input)]
            ChipsSelector {
                name: "chip",
                label: "Chip",
                data_source: [for one in ONE { Item { id: one, title: one } }],
            },
            for line in LINES {
                if data.open {
                    [TextBody { text: "A line" }]
                } else {
                    [TextBody { text: "A line" }, TextBody { text: "Line " + line }]
                }
            },
            Footer { label: "Done", on_click_action: complete {} },
        ],
    }],
});

fn main() {}
