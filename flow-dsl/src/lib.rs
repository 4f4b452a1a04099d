//! WhatsApp Flows written in Rust and checked while they build.
//!
//! A flow is a form that a business runs inside WhatsApp: screens of components, with a data model,
//! actions and routing. Meta describes it in *Flow JSON*. Here it is written as Rust, in Flow JSON's
//! own words, and a flow that Meta would refuse does not build.
//!
//! # A flow
//!
//! One flow stands in one module. [`flow!`] makes the constant `FLOW` of it:
//!
//! ```
//! flow_dsl::flow!(Flow {
//!     name: "newsletter",
//!     categories: [SIGN_UP],
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "SUBSCRIBE",
//!         title: "Newsletter",
//!         children: [
//!             TextHeading { text: "One letter a month" },
//!             TextInput {
//!                 name: "email",
//!                 label: "E-mail",
//!                 input_type: "email",
//!                 required: true,
//!             },
//!             Footer {
//!                 label: "Subscribe",
//!                 on_click_action: complete { email: form.email },
//!             },
//!         ],
//!     }],
//! });
//!
//! # fn main() {
//! assert_eq!(FLOW.name(), "newsletter");
//! assert!(FLOW.json().starts_with(r#"{"version":"7.3","screens":[{"id":"SUBSCRIBE""#));
//! # }
//! ```
//!
//! `name` and `categories` say what the flow is deployed as and are no part of Flow JSON. Everything
//! else is: each property by its own name, with `_` where Flow JSON has `-`. What a reader of Meta's
//! documentation would write twice is inferred: the layout, `terminal` on a screen that completes the
//! flow, the `routing_model` from the screens that lead to each other.
//!
//! Mistakes are errors of the compiler, all of them in one build, each at the wrong token:
//!
//! ```compile_fail
//! flow_dsl::flow!(Flow {
//!     name: "newsletter",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "SUBSCRIBE",
//!         title: "Newsletter",
//!         children: [
//!             TextInput { name: "email", lable: "E-mail" }, // `lable`: write `label`
//!             Footer {
//!                 label: "Subscribe",
//!                 on_click_action: complete { email: form.emial }, // `emial`: write `email`
//!             },
//!         ],
//!     }],
//! });
//! # fn main() {}
//! ```
//!
//! # Values
//!
//! | In Rust | In Flow JSON |
//! |---|---|
//! | `"text"`, `2`, `-1.5`, `true` | the same |
//! | `[a, b]` | a list |
//! | `Item { id: "a", alt_text: "A" }` | an object: `{"id": "a", "alt-text": "A"}` |
//! | `form.x`, `data.a.b`, `screen.ID.form.x`, `form["first-name"]` | `${form.x}` and so on |
//! | `"Hi " + data.name`, `(data.a + 1) * 2`, `!data.ok` | an expression between back-ticks |
//! | `r#type: …`, `#[rename = "2nd"] second: …` | keys that are no identifiers of Rust |
//! | `json!({"any": ["JSON"]})` | exactly that, for whatever else there may be |
//!
//! # Actions
//!
//! `navigate(SCREEN)`, `navigate(SCREEN { key: value })`, `complete { key: value }`,
//! `data_exchange { key: value }`, `update_data { key: value }` and `open_url("https://…")`.
//!
//! # Data
//!
//! The data of a screen is declared by examples. Types are inferred from them; `as` says them where
//! an example cannot:
//!
//! ```
//! flow_dsl::flow!(Flow {
//!     name: "booking",
//!     categories: [APPOINTMENT_BOOKING],
//!     version: "7.3",
//!     data_api_version: "4.0",
//!     types: [Slot { id: String, title: String, enabled: bool }],
//!     screens: [
//!         Screen {
//!             id: "DAY",
//!             title: "Day",
//!             routes: [TIME], // where only the endpoint leads
//!             children: [
//!                 DatePicker { name: "date", label: "Day", required: true },
//!                 Footer {
//!                     label: "Continue",
//!                     on_click_action: data_exchange { date: form.date },
//!                 },
//!             ],
//!         },
//!         Screen {
//!             id: "TIME",
//!             title: "Time",
//!             data: Data {
//!                 greeting: "Your day: 31 January",
//!                 slots: [Slot { id: "1", title: "10:00", enabled: true }],
//!                 full_slots: [] as Vec<Slot>,
//!                 seats: 2,
//!             },
//!             children: [
//!                 TextBody { text: data.greeting },
//!                 Dropdown { name: "slot", label: "Time", data_source: data.slots },
//!                 if data.seats > 1 {
//!                     [TextBody { text: "There is room for company." }]
//!                 },
//!                 Footer {
//!                     label: "Book",
//!                     on_click_action: complete { slot: form.slot },
//!                 },
//!             ],
//!         },
//!     ],
//! });
//!
//! # fn main() {
//! assert!(FLOW.needs_endpoint());
//! assert!(FLOW.json().contains(r#""routing_model":{"DAY":["TIME"],"TIME":[]}"#));
//! assert!(FLOW.json().contains(r#""seats":{"type":"number","__example__":2}"#));
//! # }
//! ```
//!
//! | `as` | in Flow JSON |
//! |---|---|
//! | `String`, `f64`, `i64`, `bool` | `string`, `number`, `integer`, `boolean` |
//! | `Vec<T>` or `[T]` | an array of `T` |
//! | `Object` | an object of which nothing more is said |
//! | a name from `types` | an object with those properties |
//! | `json!({ … })` | exactly that declaration, to which the example is added |
//!
//! # Choices
//!
//! `if` is the component `If` and `match` is `Switch`; their branches are lists of components.
//!
//! ```
//! flow_dsl::flow!(Flow {
//!     name: "greeting",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "HELLO",
//!         title: "Hello",
//!         data: Data { tier: "gold", member: true, name: "Ada" },
//!         children: [
//!             if data.member && data.name != "" {
//!                 [TextHeading { text: "Welcome back, " + data.name }]
//!             } else {
//!                 [TextHeading { text: "Welcome" }]
//!             },
//!             match data.tier {
//!                 "gold" => [TextBody { text: "A table is always free for you." }],
//!                 "silver" => [TextBody { text: "Five more visits to gold." }],
//!             },
//!             Footer { label: "Close", on_click_action: complete {} },
//!         ],
//!     }],
//! });
//!
//! # fn main() {
//! assert!(FLOW.json().contains(r#""condition":"${data.member} && ${data.name} != ''""#));
//! assert!(FLOW.json().contains("\"`'Welcome back, ' ${data.name}`\""));
//! # }
//! ```

mod component;
mod constant;
mod flow;
mod source;

pub use flow::Flow;
pub use flow_json::{Category, Version};
pub use source::SourcePlace;

/// A flow, written in Rust and checked while it builds.
///
/// It makes `pub const FLOW: Flow`. The language is taught on the [page of the crate](crate).
///
/// # Errors
///
/// Whatever is wrong is an error of the compiler at the token that is wrong. It ends with Meta's own
/// error code in brackets where Meta has one. With errors too there is a `FLOW`, so that nothing else
/// in the crate goes red.
pub use flow_macros::flow;

pub use flow_macros::component;

/// What the expansion of `flow!` uses, and nobody else.
#[doc(hidden)]
pub mod __private {
    pub use core::primitive::{bool, str};

    pub use flow_macros::{__flow_nested_components, __flow_with_components};

    pub use crate::component::say;
    pub use crate::constant::{Json, Piece, Scalar, Test, check, constant, length};
}
