use flow_dsl::component;

const HOURS: &[&str] = &["10:00", "11:00"];

#[component]
pub fn Hours(heading: &str) {
    [
        TextHeading { text: heading },
        for hour in HOURS { TextBody { text: hour } },
    ]
}

fn main() {}
