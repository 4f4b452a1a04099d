//! Flows that Meta takes, though its documentation says otherwise: they build, with a warning at most.

#[expect(
    deprecated,
    reason = "Meta's documentation keeps `SUCCESS` for the end"
)]
mod upper_case_success {
    flow_dsl::flow!(Flow {
        name: "note",
        version: "7.0",
        data_api_version: "3.0",
        screens: [
            Screen {
                id: "ASK",
                title: "Ask",
                routes: [SUCCESS],
                children: [
                    TextInput {
                        name: "note",
                        label: "Note"
                    },
                    Footer {
                        label: "Send",
                        on_click_action: data_exchange { note: form.note }
                    },
                ],
            },
            Screen {
                id: "SUCCESS",
                title: "Saved",
                children: [
                    TextBody {
                        text: "It is saved."
                    },
                    Footer {
                        label: "Close",
                        on_click_action: complete {}
                    },
                ],
            },
        ],
    });
}

#[expect(
    deprecated,
    reason = "version 7.3 refuses a terminal screen without a `Footer`"
)]
mod no_footer_at_the_end {
    flow_dsl::flow!(Flow {
        name: "refused",
        version: "7.0",
        data_api_version: "3.0",
        screens: [
            Screen {
                id: "ASK",
                title: "Ask",
                terminal: true,
                routes: [REFUSED],
                children: [
                    TextInput {
                        name: "note",
                        label: "Note"
                    },
                    Footer {
                        label: "Send",
                        on_click_action: data_exchange { note: form.note }
                    },
                ],
            },
            Screen {
                id: "REFUSED",
                title: "Not today",
                terminal: true,
                children: [TextHeading { text: "Closed" }],
            },
        ],
    });
}

mod digits_in_screen_ids {
    flow_dsl::flow!(Flow {
        name: "steps",
        version: "7.3",
        screens: [
            #[allow(screen_id)]
            Screen {
                id: "STEP_1",
                title: "The first step",
                children: [Footer {
                    label: "Done",
                    on_click_action: complete {}
                }],
            }
        ],
    });
}

#[test]
fn the_id_of_a_screen_may_have_digits_if_its_author_insists() {
    assert_eq!(digits_in_screen_ids::step_1::ID, "STEP_1");
}

#[test]
fn an_end_may_be_called_success() {
    let json = upper_case_success::FLOW.json();
    assert!(json.contains(r#""id":"SUCCESS""#));
    assert!(json.contains(r#""routing_model":{"ASK":["SUCCESS"],"SUCCESS":[]}"#));
    assert_eq!(upper_case_success::success::ID, "SUCCESS");
}

#[test]
fn an_end_needs_no_footer_before_7_3() {
    let json = no_footer_at_the_end::FLOW.json();
    assert!(!json.contains(r#""title":"Not today","terminal":true,"layout":{"type":"SingleColumnLayout","children":[{"type":"Footer""#));
    assert!(json.contains(r#""REFUSED":[]"#));
}
