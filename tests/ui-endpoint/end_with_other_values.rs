// The endpoint ends the flow with values that the flow does not declare.
use flow_endpoint::{Context, Next, Refusal};

flow_dsl::flow!(Flow {
    name: "booking",
    version: "7.3",
    data_api_version: "4.0",
    reply: Reply { booking: String },
    screens: [Screen {
        id: "DAY",
        title: "Day",
        terminal: true,
        children: [
            DatePicker { name: "day", label: "Day", required: true },
            Footer { label: "Book", on_click_action: data_exchange { day: form.day } },
        ],
    }],
});
flow_endpoint::endpoint!();

struct Clinic;

impl Endpoint for Clinic {
    async fn init(&self, _: Context) -> Result<Next<Init>, Refusal> {
        Ok(day::Data {}.into())
    }

    async fn day(&self, sent: day::Exchange, _: Context) -> Result<Next<day::Exchange>, Refusal> {
        Next::end(std::collections::BTreeMap::from([("booking", sent.day)]))
    }
}

fn main() {}
