// A screen that declares data is not opened without.
flow_dsl::flow!(Flow {
    name: "mistake",
    version: "7.3",
    screens: [Screen {
        id: "OFFER",
        title: "Offer",
        data: Data { price: "90", name: "A room" },
        children: [
            TextBody { text: data.name + " for " + data.price },
            Footer { label: "Take it", on_click_action: complete {} },
        ],
    }],
});

fn main() {
    let _ = offer::open();
    let _ = offer::open(offer::Data { price: "80".to_owned() });
}
