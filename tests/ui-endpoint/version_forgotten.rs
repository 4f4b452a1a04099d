// The flow asks an endpoint, and its `data_api_version` is missing.
use flow_endpoint::{Context, Next, Refusal};

flow_dsl::flow!(Flow {
    name: "booking",
    version: "7.3",
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

    async fn day(&self, _: day::Exchange, _: Context) -> Result<Next<day::Exchange>, Refusal> {
        Next::end(std::collections::BTreeMap::from([("booked", true)]))
    }
}

fn main() {}
