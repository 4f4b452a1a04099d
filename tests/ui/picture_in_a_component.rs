#[flow_dsl::component]
pub fn Logo() {
    Image {
        src: image!("pictures/logo.svg"),
        alt_text: "The logo",
    }
}

#[flow_dsl::component]
pub fn Banner(heading: &str) {
    [
        TextHeading { text: heading },
        Image {
            src: image!("pictures/bannr.png"),
            alt_text: "A banner",
        },
    ]
}

fn main() {}
