// The flow has no `data_api_version`, so it has no endpoint.
flow_dsl::flow!(Flow {
    name: "feedback",
    version: "7.3",
    screens: [Screen {
        id: "DONE",
        title: "Done",
        children: [Footer { label: "Done", on_click_action: complete {} }],
    }],
});
flow_endpoint::endpoint!();

fn main() {}
