//! The code of `docs/testing.md`, word for word, in a crate as it is there.

flow_dsl::flow!(Flow {
    name: "visit",
    version: "7.3",
    screens: [Screen {
        id: "VISIT",
        title: "Your visit",
        children: [
            TextInput {
                name: "guests",
                label: "Guests",
                input_type: "number",
                required: true
            },
            Footer {
                label: "Book",
                on_click_action: complete {
                    guests: form.guests
                }
            },
        ],
    }],
});

#[cfg(test)]
mod tests {
    use flow_sim::{Phone, PhoneError};

    #[test]
    fn a_visit() -> Result<(), PhoneError> {
        let mut phone = Phone::open(crate::FLOW)?;
        assert!(phone.tap("Book").is_err()); // nobody is coming
        phone.fill("Guests", 2)?.tap("Book")?;
        assert_eq!(phone.reply::<crate::Reply>()?.guests, 2.0);
        Ok(())
    }
}

#[test]
fn all_states() {
    use flow_sim::explore::{Bounds, explore};
    use flow_sim::{Program, Settings};

    let program = Program::from(crate::FLOW);
    let exploration = explore(&program, &Settings::default(), Bounds::default());
    assert_eq!(exploration.findings, []);
}

/// Line breaks and columns do not count.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_has_this_code() {
    let page = include_str!("../../../docs/testing.md");
    let here = words(include_str!("visit.rs"));
    let blocks = page.split("```rust\n").skip(1);
    let blocks: Vec<&str> = blocks.filter_map(|rest| rest.split("```").next()).collect();
    assert_eq!(blocks.len(), 3, "copy the new block here");
    for block in blocks {
        assert!(here.contains(&words(block)), "copy this here:\n{block}");
    }
}
