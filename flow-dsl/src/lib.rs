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
//! flow, the `routing_model` from the screens that lead to each other. `terminal: None` and
//! `routing_model: None` leave them out all the same.
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
//! What Meta accepts but authors regret is a warning, named like a lint. `#[allow(unread_field)]` before
//! a field or an item of a list silences it there; `#[allow(deprecated)]` on the module, where rustc knows
//! them all as uses of something deprecated, silences every one.
//!
//! An error cannot be silenced. Who knows better than the checker, or wants to keep for now what Meta
//! refuses, makes a warning of it: `#[warn(reserved_screen_id)]` before the field or the item. When there
//! is nothing left to keep, that is a warning too.
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
//!
//! # Replies
//!
//! Beside `FLOW` stand the types of what the flow sends and takes. [`Reply`](reply) is what `complete`
//! sends back, each field with the type that its source has:
//!
//! ```
//! flow_dsl::flow!(Flow {
//!     name: "appointment",
//!     categories: [APPOINTMENT_BOOKING],
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "APPOINTMENT",
//!         title: "Appointment",
//!         data: Data { first_day: "2027-01-04" },
//!         children: [
//!             Dropdown {
//!                 name: "department",
//!                 label: "Department",
//!                 required: true,
//!                 data_source: [
//!                     Item { id: "shopping", title: "Shopping & Groceries" },
//!                     Item { id: "clothing", title: "Clothing & Apparel" },
//!                 ],
//!             },
//!             DatePicker { name: "date", label: "Date", min_date: data.first_day },
//!             TextInput { name: "guests", label: "Guests", input_type: "number", required: true },
//!             Footer {
//!                 label: "Book",
//!                 on_click_action: complete {
//!                     department: form.department,
//!                     date: form.date,
//!                     guests: form.guests,
//!                 },
//!             },
//!         ],
//!     }],
//! });
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The `response_json` of the `nfm_reply` in a webhook. `reply::Message` takes webhooks apart.
//! let reply = Reply::from_response_json(
//!     r#"{"flow_token": "visit-9", "department": "clothing", "date": "", "guests": "2"}"#,
//! )?;
//! match reply.department {
//!     Department::Shopping => println!("the ground floor"),
//!     Department::Clothing => println!("the first floor"),
//!     Department::Other(id) => println!("no idea where {id} is"),
//! }
//! assert_eq!(reply.date, None);
//! assert_eq!(reply.guests, 2.0);
//! assert_eq!(reply.flow_token.as_deref(), Some("visit-9"));
//!
//! // Each screen that a server answers with, or a message opens the flow with, has its id and its data.
//! // (In a flow without an endpoint those are the screens to which no other leads.)
//! let data = appointment::Data { first_day: "2027-02-01".to_owned() };
//! let action = serde_json::json!({"screen": appointment::ID, "data": data});
//! assert_eq!(action["data"]["first_day"], "2027-02-01");
//! # Ok(())
//! # }
//! ```
//!
//! | Source | Type |
//! |---|---|
//! | an input with options that the flow writes out | an enum of their ids, named like the input, with `Other(String)` for whatever else arrives; a list of it where several can be chosen |
//! | a `TextInput` for numbers, an expression of numbers | `f64` |
//! | an `OptIn`, a comparison | `bool` |
//! | a `PhotoPicker`, a `DocumentPicker` | a list of [`reply::Media`], to the endpoint of [`reply::EncryptedMedia`] |
//! | a `CalendarPicker` for a range | [`reply::DateRange`] |
//! | any other input, joined text | `String` |
//! | a field of a screen's data | as it is declared |
//! | a struct | a struct, named like its key, or as the flow's `types` call it |
//! | what is not known before the flow runs | [`reply::Value`] |
//!
//! What may be missing is an [`Option`]: inputs that are not `required`, that stand in a branch, or on
//! a screen that one can do without, and fields that not every `complete` sends. Lists and truth values
//! are never one, since nothing chosen is an empty list and nothing ticked is `false`.
//!
//! In a flow with an endpoint each screen also has `Exchange`, what its `data_exchange` actions send,
//! together; where these tell each other apart by a text, that text is an enum. If a terminal screen
//! leaves the end to the endpoint, nothing in `Reply` is certain.
//!
//! # Constants
//!
//! Wherever a text, a number or a truth value may stand, so may a constant of Rust's: a `const`, an
//! associated one, `concat!( … )`, `env!( … )`, a call of a `const fn`. Its value is escaped and
//! written when constants are evaluated; a wrong type is the compiler's own error at that expression,
//! and a limit that Meta enforces is an error there too.
//!
//! ```
//! mod strings {
//!     pub const TITLE: &str = "Rate \"us\"";
//!     pub const MOST: usize = 200;
//! }
//!
//! flow_dsl::flow!(Flow {
//!     name: "rating",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "RATE",
//!         title: strings::TITLE,
//!         children: [
//!             TextArea { name: "comment", label: "Comment", max_length: strings::MOST },
//!             Footer {
//!                 label: concat!("Send", " it"),
//!                 on_click_action: complete { comment: form.comment, to: env!("CARGO_PKG_NAME") },
//!             },
//!         ],
//!     }],
//! });
//!
//! # fn main() {
//! assert!(FLOW.json().contains(r#""title":"Rate \"us\"""#));
//! assert!(FLOW.json().contains(r#""max-length":200"#));
//! # }
//! ```
//!
//! Names and ids are written out, since the rest of the flow is checked against them.
//!
//! # Components of your own
//!
//! What several screens have in common is written once, as a function from parameters to components
//! under [`macro@component`], and used by its name wherever a component can stand: in `children`, in
//! the branches of `if` and `match`, in a `Form`, in other components of your own.
//!
//! ```
//! mod contact {
//!     use flow_dsl::component;
//!
//!     const HINT: &str = "We write to nobody else about you.";
//!
//!     /// How to reach someone.
//!     #[component]
//!     pub fn ContactFields(
//!         required: bool,
//!         /// What stands above the inputs.
//!         #[default = "Contact"]
//!         heading: &str,
//!         #[default = false] by_phone: bool,
//!     ) {
//!         [
//!             TextSubheading { text: heading },
//!             TextInput { name: "full_name", label: "Your name", required },
//!             if by_phone {
//!                 [TextInput { name: "phone", label: "Phone", input_type: "phone" }]
//!             } else {
//!                 [TextInput { name: "email", label: "E-mail", helper_text: HINT }]
//!             },
//!         ]
//!     }
//! }
//!
//! mod flow {
//!     use crate::contact::ContactFields;
//!
//!     flow_dsl::flow!(Flow {
//!         name: "callback",
//!         version: "7.3",
//!         screens: [Screen {
//!             id: "CALLBACK",
//!             title: "We call you back",
//!             children: [
//!                 ContactFields { required: true, by_phone: true },
//!                 Footer {
//!                     label: "Send",
//!                     on_click_action: complete { name: form.full_name, phone: form.phone },
//!                 },
//!             ],
//!         }],
//!     });
//! }
//!
//! # fn main() {
//! let name = r#"{"type":"TextInput","name":"full_name","label":"Your name","required":true}"#;
//! assert!(flow::FLOW.json().contains(name));
//! // What the arguments decide is decided when the flow is built.
//! assert!(flow::FLOW.json().contains(r#""name":"phone""#));
//! assert!(!flow::FLOW.json().contains(r#""type":"If""#));
//! # }
//! ```
//!
//! It is an item like any other: it is imported, renamed, documented, and used from other crates. A
//! mistake in it is an error there, whether or not a flow uses it.

//!
//! # Flow JSON in files
//!
//! A flow that stands in a file, from Meta's Builder or from colleagues, needs no Rust to be checked,
//! typed and deployed: [`include_flow!`] makes of it what [`flow!`] makes, when the crate is built, and
//! shows the lines of the file that are wrong.
//!
//! ```
//! mod newsletter {
//!     flow_dsl::include_flow!("../examples/newsletter.json", categories: [SIGN_UP]);
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! assert_eq!(newsletter::FLOW.name(), "newsletter");
//! let reply = newsletter::Reply::from_response_json(r#"{"email": "ada@example.org"}"#)?;
//! assert_eq!(reply.email, "ada@example.org");
//! # Ok(())
//! # }
//! ```

mod component;
mod constant;
#[doc(hidden)]
pub mod editor;
mod flow;
pub mod reply;
mod source;
mod values;

pub use flow::Flow;
pub use flow_json::{Category, Version};
pub use source::SourcePlace;

/// A flow, written in Rust and checked while it builds.
///
/// It makes `pub const FLOW: Flow`, and beside it the type of its [replies](crate#replies) and a module
/// for each screen. The language is taught on the [page of the crate](crate).
///
/// # Errors
///
/// Whatever is wrong is an error of the compiler at the token that is wrong. It ends with Meta's own
/// error code in brackets where Meta has one. With errors too there is a `FLOW`, so that nothing else
/// in the crate goes red.
#[macro_export]
macro_rules! flow {
    ($($body:tt)*) => {
        // First, since rust-analyzer works where a token first appears. Others drop it.
        $crate::__private::editor::flow_editor! { [$crate] $($body)* }
        $crate::__private::flow! { [$crate] $($body)* }
    };
}

/// A flow from a file of Flow JSON, checked while it builds.
///
/// It makes what [`flow!`] makes: `pub const FLOW: Flow`, the type of its [replies](crate#replies) and a
/// module for each screen. [`Flow::json`] is the file's value to the letter, without its white space:
/// nothing is inferred. [`Flow::source_of`] leads to the lines of the file.
///
/// The path starts from the folder of the Rust file, like that of [`include_str!`]. When the file
/// changes, the crate is built anew.
///
/// ```
/// mod newsletter {
///     flow_dsl::include_flow!("../examples/newsletter.json", categories: [SIGN_UP]);
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// assert_eq!(newsletter::FLOW.name(), "newsletter");
/// let reply = newsletter::Reply::from_response_json(r#"{"email": "ada@example.org"}"#)?;
/// assert_eq!(reply.email, "ada@example.org");
/// # Ok(())
/// # }
/// ```
///
/// # Options
///
/// What Flow JSON does not say stands behind the path:
///
/// | Option | Says | Otherwise |
/// |---|---|---|
/// | `name: "booking"` | what the flow is deployed as | the name of the file without its extension |
/// | `categories: [SURVEY]` | what it is for | `[OTHER]` |
/// | `allow: [unread_field]` | warnings that are not to be said | all are |
/// | `warn: [unknown_property]` | errors that are to be warnings | none is |
///
/// # Errors
///
/// Whatever is wrong with the file is an error of the compiler, all of it in one build, each with the
/// line of the file. So is a file that cannot be read.
///
/// ```compile_fail
/// flow_dsl::include_flow!("../examples/no_such_file.json");
/// # fn main() {}
/// ```
#[macro_export]
macro_rules! include_flow {
    ($($arguments:tt)*) => {
        $crate::__private::include_flow! { [$crate] $($arguments)* }
    };
}

/// A component of one's own, written as a function from parameters to components.
///
/// The body is one component or a list of them, in the words of [`flow!`]; a list takes its place
/// among the components around the use. A use names the arguments: `Name { parameter: value }`.
///
/// # Parameters
///
/// | Type | Arguments |
/// |---|---|
/// | `&str`, `bool`, `i64` and the other whole numbers, `f64` | a literal, a constant, a binding such as `form.name`, or something computed |
/// | `Vec<T>` | a list, or a binding |
/// | `Item` and the like | a struct of that name, or a binding |
/// | `Components` | a list of components |
/// | `Action` | an action: `complete { … }`, `navigate(SCREEN)` |
/// | `ScreenId` | the id of a screen, for `navigate(parameter)` |
/// | `Option<T>` | may be left out, and then the properties that it is given to are left out too |
///
/// `#[default = …]` in front of a parameter says what holds if it is not given. A property that is
/// called like the parameter is written once: `TextInput { name, label }`.
///
/// Arguments that are written out are known when the flow is built. So `prefix + "_street"` may be the
/// name of an input, and `if` and `match` over them choose among components without an `If` or a
/// `Switch` in the flow:
///
/// ```
/// use flow_dsl::component;
///
/// #[component]
/// pub fn Address(prefix: &str, hint: Option<&str>, #[default = "street"] kind: &str) {
///     [
///         match kind {
///             "street" => [TextInput { name: prefix + "_street", label: "Street", helper_text: hint }],
///             "box" => [TextInput { name: prefix + "_box", label: "P.O. box" }],
///         },
///         TextInput { name: prefix + "_town", label: "Town" },
///     ]
/// }
///
/// #[component]
/// pub fn OnlyIf(condition: bool, then: Components) {
///     if condition { then }
/// }
///
/// mod flow {
///     use super::{Address, OnlyIf};
///
///     flow_dsl::flow!(Flow {
///         name: "addresses",
///         version: "7.3",
///         screens: [Screen {
///             id: "ADDRESSES",
///             title: "Addresses",
///             children: [
///                 Address { prefix: "home" },
///                 OptIn { name: "billing", label: "Bill to another address" },
///                 OnlyIf { condition: form.billing, then: [Address { prefix: "bill", kind: "box" }] },
///                 Footer {
///                     label: "Done",
///                     on_click_action: complete { town: form.home_town },
///                 },
///             ],
///         }],
///     });
/// }
///
/// # fn main() {
/// assert!(flow::FLOW.json().contains(r#""name":"home_street","label":"Street"}"#));
/// assert!(flow::FLOW.json().contains(r#""name":"bill_box""#));
/// # }
/// ```
///
/// # Names
///
/// A flow finds a component as Rust finds any macro: by its name in the scope of the flow, under
/// whatever name it was imported, or by a path. In the definition names are those of its own module:
/// other components, and constants. Nobody has to be able to reach these but the definition. If it has
/// any, there is a hidden module of the same name beside the component.
///
/// A name that is almost one of Flow JSON's own components is refused: a flow would take it for a
/// misspelling.
///
/// A crate that calls `flow-dsl` something else says so: `#[component(crate = ::flows)]`.
///
/// # Errors
///
/// A mistake that a definition makes in every flow is an error in the definition. One that it makes in
/// some flow is an error in the definition too, with the line of the use; for a definition of another
/// crate, at the use. What is wrong with an argument is an error there.
///
/// ```compile_fail
/// use flow_dsl::component;
///
/// #[component]
/// pub fn Greeting(name: &str) {
///     TextBody { txt: "Hello " + name } // `txt`: write `text`
/// }
/// # fn main() {}
/// ```
///
/// A component that contains itself, also by way of others, is an error, and so are more than 16
/// definitions in each other. Each component that a flow uses counts once towards rustc's
/// [`recursion_limit`](https://doc.rust-lang.org/reference/attributes/limits.html), which is 128.
pub use flow_macros::component;

/// What the expansion of `flow!` uses, and nobody else.
#[doc(hidden)]
pub mod __private {
    pub use core::primitive::{bool, str};

    pub use flow_macros::{flow, include_flow};

    pub use crate::component::say;
    pub use crate::constant::{Json, Piece, Scalar, Test, check, constant, length};
    pub use crate::editor;
    pub use crate::{__flow_nested_components, __flow_with_components, __rust as rust};
}

/// An expression of Rust's that the macros have not parsed. If it does not parse, the compiler says so of
/// it alone, and what stands around it goes on.
#[doc(hidden)]
#[macro_export]
macro_rules! __rust {
    ($value:expr) => {
        $value
    };
}

/// What flows go on with that use components of one's own.
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_with_components {
    ($($input:tt)*) => { $crate::__macros::__flow_with_components! { [$crate] $($input)* } };
}

/// What components go on with that use others.
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_nested_components {
    ($($input:tt)*) => { $crate::__macros::__flow_nested_components! { [$crate] $($input)* } };
}

/// The macros behind those above.
#[doc(hidden)]
pub use flow_macros as __macros;
