// An error that the author wants to keep is a warning, one that is elsewhere stays an error.
flow_dsl::flow!(Flow {
    name: "warned",
    version: "7.3",
    #[warn(unknown_property)]
    notes: "for whoever reads this",
    screens: [
        #[warn(reserved_screen_id, unred_field, unread_field)]
        Screen {
            id: "success",
            title: "Start",
            children: [
                #[warn(unknown_property)]
                TextBody { text: "a", notes: "b" },
                #[allow(unknown_property)]
                TextBody { text: "a", notes: "b" },
                // A slip inside does not make it forgotten.
                #[warn(unknown_property)]
                TextBody { text: "a" notes: "b" },
                #[inline]
                Footer {
                    label: "Done",
                    on_click_action: complete,
                },
            ],
        },
    ],
});

fn main() {}
