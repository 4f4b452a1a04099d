//! WhatsApp Flows written in Rust and checked while they build.
//!
//! A flow is a form that a business runs inside WhatsApp: screens of components, with a data model,
//! actions and routing. Meta describes it in *Flow JSON*. Here it is written as Rust, in Flow JSON's
//! own words, and a flow that Meta would refuse does not build.
//!
//! # A flow
//!
//! [`flow!`] makes the constant `FLOW`, so a module holds one flow, and two need a `mod` each:
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
//! `name`, `categories` and `renamed_from`, the name that the flow was deployed as before, are for the
//! deployment and no part of Flow JSON. All other properties are:
//! each has its own name, with `_` where Flow JSON has `-`. Some properties follow from others and are
//! inferred: the layout, `terminal` on a screen that completes the flow, and the `routing_model` from
//! the screens that lead to each other, where the flow has an endpoint, `routes`, or a `navigate` in an
//! `If`, which phones do not find themselves. `terminal: None` and `routing_model: None` leave them out.
//!
//! A mistake is an error of the compiler at the wrong token. One build reports all of them:
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
//! A mistake that Meta accepts is a warning with a name, like a lint. `#[allow(unread_field)]` before
//! a field or an item of a list silences it there. `#[allow(deprecated)]` on the module silences all of
//! them, since to rustc each is the use of a deprecated item. (So each begins with `use of deprecated
//! function`, which means nothing here: stable Rust has no other warning with a text of a macro's.)
//!
//! An error cannot be silenced, unless it rests on one weak source and says so.
//! `#[warn(reserved_screen_id)]` before the field or the item makes a warning of it, for authors who know better than the checker, or want to keep the mistake for now.
//! When the mistake is gone, the attribute itself is a warning.
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
//! | `json!({"any": ["JSON"]})` | exactly that JSON |
//!
//! # Actions
//!
//! `navigate(SCREEN)`, `navigate(SCREEN { key: value })`, `complete { key: value }`,
//! `data_exchange { key: value }`, `update_data { key: value }` and `open_url("https://…")`.
//!
//! # Data
//!
//! The data of a screen is declared by examples, from which the types are inferred. Where an example is
//! not enough, `as` gives the type:
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
//! | `Object` | an object with any properties; a list, a text or a range of days is none of it |
//! | a name from `types` | an object with those properties |
//! | `json!({ … })` | exactly that declaration, to which the example is added |
//!
//! A part of a type in `types` may be left out if it is an `Option`:
//! `types: [Slot { id: String, note: Option::<String> }]`. (Where a value could stand, Rust wants the `::`,
//! and so does rustfmt.) A field of `Data` itself cannot: a phone refuses a screen whose data lack one.
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
//! Beside `FLOW` there are types for the values that the flow sends and receives. [`Reply`](reply) is
//! the payload of `complete`. Each of its fields has the type of its source:
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
//! // The `response_json` of the `nfm_reply` in a webhook. The crate `flow-events` finds it in there.
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
//! // A server answers with a screen, and a message can open the flow with one. Such a screen has
//! // its id and the type of its data. (Without an endpoint only screens that no other leads to can.)
//! let data = appointment::Data { first_day: "2027-02-01".to_owned() };
//! let action = serde_json::json!({"screen": appointment::ID, "data": data});
//! assert_eq!(action["data"]["first_day"], "2027-02-01");
//! # Ok(())
//! # }
//! ```
//!
//! | Source | Type |
//! |---|---|
//! | an input with fixed options | an enum of their ids, named like the input, with `Other(String)` for any other id; a list of it where several can be chosen |
//! | an input with the options of [`choices!`] | their enum, or a list of it |
//! | a `TextInput` for numbers, an expression of numbers | `f64` |
//! | an `OptIn`, a comparison | `bool` |
//! | a `PhotoPicker`, a `DocumentPicker` | a list of [`reply::Media`]; for the endpoint, of [`reply::EncryptedMedia`] |
//! | a `CalendarPicker` for a range | [`reply::DateRange`] |
//! | any other input, joined text | `String` |
//! | a field of a screen's data | its declared type |
//! | a struct | a struct, named like its key, or by its name in the `types` of the flow |
//! | a value of unknown type | [`reply::Value`] |
//!
//! A value that can be missing is an [`Option`]: an input that is not `required`, one in a branch or on
//! a screen that not every path passes, and a field that not every `complete` sends. It stays one on its
//! way: as data that `navigate` or `update_data` hands on, and in what is sent from there. Lists and truth
//! values are never an `Option`: without a choice the list is empty, and without a tick it is `false`.
//!
//! A type is named like its key or its input, in Rust's way of writing. What Rust or the types beside it
//! call so already gets a longer name, and a screen with a keyword for its id is written as Rust writes such
//! names:
//!
//! | In the flow | In Rust |
//! |---|---|
//! | an input `option` or `string` with fixed options | `OptionChoice`, `StringChoice` |
//! | a struct under the key `result` | `ResultObject` |
//! | an option with the id `other` | `OtherOption`, since `Other` is for unknown ids |
//! | two different types of one name | `Size` and `Size2` |
//! | the screen `WHERE` | the module `r#where` |
//! | the screen `SELF` or `CORE` | the modules `self_` and `core_` |
//!
//! In a flow with an endpoint each screen also has the type `Exchange`, for the payloads of all its
//! `data_exchange` actions. A literal text that differs between them is an enum. If the endpoint
//! can end the flow, every field of `Reply` can be missing, and what the endpoint sends is not among them,
//! unless the flow declares it: `reply: Reply { booking: String, seats: i64 }` beside `screens`. Then the
//! endpoint ends the flow with the type `End`, which has these fields, and `Reply` has them too.
//!
//! # Constants
//!
//! A text, a number or a truth value can be a constant of Rust: a `const`, an associated constant,
//! `concat!( … )`, `env!( … )`, or a call of a `const fn`. The compiler evaluates it and writes its value
//! into the JSON, escaped. A value of a wrong type, or one that breaks a limit of Meta's, is an error at
//! that expression. One that is longer than clients show is a warning there.
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
//! Names and ids must be literals, since the rest of the flow is checked against them.
//!
//! # Lists
//!
//! The options of a `data_source` can be a constant slice of [`Item`]s, for a list that several flows
//! share or that another program writes. The compiler checks it as if it were written out: an empty list,
//! an id that stands twice, texts that are blank, too long or not known to the component. The error names
//! the item, by its index and its id, at the name of the list.
//!
//! ```
//! mod options {
//!     use flow_dsl::Item;
//!
//!     pub const COUNTRIES: &[Item] = &[
//!         Item::new("fr", "France").description("Without Corsica"),
//!         Item::new("de", "Germany"),
//!     ];
//! }
//!
//! flow_dsl::flow!(Flow {
//!     name: "delivery",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "WHERE",
//!         title: "Where",
//!         children: [
//!             Dropdown { name: "to", label: "To", required: true, data_source: options::COUNTRIES },
//!             Footer { label: "Done", on_click_action: complete { to: form.to } },
//!         ],
//!     }],
//! });
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let options = r#"[{"id":"fr","title":"France","description":"Without Corsica"},{"id":"de","#;
//! assert!(FLOW.json().contains(options));
//! assert_eq!(Reply::from_response_json(r#"{"to": "de"}"#)?.to, "de");
//! # Ok(())
//! # }
//! ```
//!
//! A macro does not see the value of a constant, so the reply holds the id as a text. [`choices!`] writes
//! a list together with the enum of its ids: the reply to `data_source: Country::ITEMS` holds a `Country`.
//! (In a component of your own the list is a constant like others, and the reply holds the text.)
//!
//! ## `for` over a constant list
//!
//! `for item in LIST { … }` stands for components or items, one for each item of a constant slice of any
//! type that is [`Copy`]. It stands among the items of a list, in `children` or in a list of a component:
//! options, items of a `NavigationList`, pictures of a carousel, days. In the braces is what stands for one
//! item, or a list of that.
//!
//! ```
//! #[derive(Clone, Copy)]
//! struct Room {
//!     id: &'static str,
//!     name: &'static str,
//!     seats: u32,
//! }
//!
//! const ROOMS: &[Room] = &[
//!     Room { id: "attic", name: "The attic", seats: 4 },
//!     Room { id: "hall", name: "The hall", seats: 200 },
//! ];
//!
//! flow_dsl::flow!(Flow {
//!     name: "rooms",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "ROOM",
//!         title: "Room",
//!         children: [
//!             for room in ROOMS {
//!                 [
//!                     TextSubheading { text: room.name },
//!                     TextBody { text: "Seats: " + room.seats },
//!                 ]
//!             },
//!             RadioButtonsGroup {
//!                 name: "room",
//!                 label: "Room",
//!                 required: true,
//!                 data_source: [
//!                     Item { id: "any", title: "Any" },
//!                     for room in ROOMS {
//!                         Item { id: room.id, title: room.name }
//!                     },
//!                 ],
//!             },
//!             Footer { label: "Done", on_click_action: complete { room: form.room } },
//!         ],
//!     }],
//! });
//!
//! # fn main() {
//! assert!(FLOW.json().contains(r#"{"type":"TextSubheading","text":"The hall"}"#));
//! assert!(FLOW.json().contains(r#"{"id":"hall","title":"The hall"}"#));
//! # }
//! ```
//!
//! The compiler checks each item as if it were written out: its texts, the ids, and how many there are. The
//! error names the item by its index. A list without items is an error too.
//!
//! The name of an input is a literal, since the rest of the flow is checked against it. So a component that
//! has a `name` cannot stand in a `for`; define a [component](#components-of-your-own) and use it for each.
//! Nor can one of which a screen may have only a few, such as `Image`. A `for` stands in the flow, not in
//! another `for` and not in a component of your own, which can take its components as an argument instead.
//!
//! # Pictures
//!
//! Flow JSON holds pictures in base64. `image!("logo.png")` is that of a file, in every place that takes
//! a picture. The file is read when the crate is built, and Cargo builds the crate again when it changes.
//! The path starts from the folder of the Rust file, like that of [`include_bytes!`]; in a component of
//! your own from the folder of the component.
//!
//! ```
//! flow_dsl::flow!(Flow {
//!     name: "welcome",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "WELCOME",
//!         title: "Welcome",
//!         children: [
//!             Image { src: image!("../examples/logo.png"), alt_text: "Two squares" },
//!             Footer { label: "Close", on_click_action: complete {} },
//!         ],
//!     }],
//! });
//!
//! # fn main() {
//! assert!(FLOW.json().contains(r#"{"type":"Image","src":"iVBORw0KGgo"#));
//! # }
//! ```
//!
//! A file of another format than its place takes, or a larger one, is an error at its path; the page of
//! the component says which. A KB has 1024 bytes, and the file counts, not its base64. The whole flow has
//! at most 10 MB.
//!
//! # Languages
//!
//! A flow has no words for other languages; each language is a flow of its own. Here one flow is written,
//! and `text!("key")` stands where a text of each language does. `languages` names them as Meta does
//! (`en`, `pt_BR`), and `texts` the folder with a file for each. Its path starts from the folder of the
//! Rust file.
//!
//! ```
//! flow_dsl::flow!(Flow {
//!     name: "hello",
//!     languages: ["en", "ar"],
//!     texts: "../examples/texts",
//!     version: "7.3",
//!     screens: [Screen {
//!         id: "HELLO",
//!         title: text!("title"),
//!         data: Data { name: "Ada" },
//!         children: [
//!             TextHeading { text: text!("hello", name = data.name) },
//!             Footer { label: text!("close"), on_click_action: complete {} },
//!         ],
//!     }],
//! });
//!
//! # fn main() {
//! // `FLOW` is the flow in its first language, `FLOWS` in all.
//! assert_eq!(FLOW.name(), "hello.en");
//! let arabic = FLOWS.in_language("ar_EG");
//! assert_eq!(arabic.name(), "hello.ar");
//! assert!(arabic.json().contains(r#""title":"مرحبًا""#));
//! assert!(arabic.is_right_to_left());
//! # }
//! ```
//!
//! `texts/en.arb` of this flow is
//!
//! ```json
//! {
//!   "@@locale": "en",
//!   "title": "Hello",
//!   "hello": "Hello, {name}!",
//!   "@hello": { "description": "The name is that of the customer." },
//!   "close": "Close"
//! }
//! ```
//!
//! An ARB file (Application Resource Bundle) is a JSON object of texts by keys. What begins with `@` is for
//! translators, and the flow does not read it, but for `@@locale`, which has to be the language of the file.
//! The format was chosen because it holds one language by keys, with notes for translators, and their tools
//! know it by name: [Weblate](https://docs.weblate.org/en/latest/formats/arb.html),
//! [Poedit](https://poedit.com/docs/reference/file-formats/) and
//! [Phrase](https://help.phrase.com/help/arb) read and write it. A tool that only knows JSON can too. (In a PO
//! file the texts of one language are the keys of the others, XLIFF has two languages in a file, and most of
//! what Fluent can say Flow JSON cannot.)
//!
//! A value of the flow gets into a text by a placeholder: `{name}` in the files and `name = data.name` in the
//! `text!`. Each language puts it where it wants. With a part of the flow the text is an expression of Flow JSON,
//! with the versions and places that expressions have. With literals and constants alone, such as `room.name`
//! in a `for`, it is a text like others, and checked for each item in each language. Braces are for
//! placeholders only, and nothing else has a meaning in a text: there are no plural forms, which Flow JSON has
//! no means for.
//!
//! Ids, names and words of Flow JSON are the same in all languages, and so are the types beside the flow. The
//! payload of an action takes a `text!`, so a flow can say which language it is in.
//!
//! All languages are checked when the crate is built, and built again when a file changes. It is an error
//! - if a key is in no file, or not in each, or its text is empty;
//! - if a placeholder has no value, or a value no placeholder;
//! - if a text breaks a rule of Flow JSON in its place. The message has the language and the line of its file.
//!
//! It is a warning if a text is longer than clients show, or if the flow does not use one. Several flows that
//! share a folder are without the latter by `#[allow(unused_text)]` before `texts`.
//!
//! Components of your own may use `text!` too. They take the texts of the flow that they are used in, and the
//! key can be a parameter. A constant of Rust, such as a list of [`Item`]s, has the same texts in all
//! languages.
//!
//! # Components of your own
//!
//! Components that several screens share are written once, as a function from parameters to components
//! with the attribute [`macro@component`]. They are used by name in every place that takes components:
//! in `children`, in the branches of `if` and `match`, in a `Form`, in other components of your own.
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
//!         /// The line above the inputs.
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
//! // An `if` on an argument is decided when the flow is built.
//! assert!(flow::FLOW.json().contains(r#""name":"phone""#));
//! assert!(!flow::FLOW.json().contains(r#""type":"If""#));
//! # }
//! ```
//!
//! A component is an item like any other: it can be imported, renamed, documented, and used from other
//! crates. A mistake in it is an error there, even if no flow uses it.
//!
//! # Flow JSON in files
//!
//! A flow can also be a file of Flow JSON, for example from Meta's Builder. [`include_flow!`] reads the
//! file when the crate is built, makes the same constant and types as [`flow!`], and shows the lines of
//! the file with mistakes.
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

mod constant;
#[doc(hidden)]
pub mod editor;
/// The components of Flow JSON, the objects inside them and the actions, for readers only.
///
/// Each is written in [`flow!`] by its name, without an import. A page has the properties with their
/// types, limits and versions, the objects that its lists take, and the rules that speak of it. `cargo
/// flow explain TextInput` shows the same.
#[cfg(doc)]
#[allow(nonstandard_style)] // The names are Flow JSON's.
pub mod language {
    flow_macros::__flow_editor_catalogue!();
}
mod flow;
mod flows;
mod item;
mod opening;
pub mod reply;
mod source;
mod values;

pub use flow::Flow;
pub use flow_json::{Category, Version};
pub use flows::Flows;
pub use item::Item;
pub use opening::Opening;
pub use source::SourcePlace;

/// A flow, written in Rust and checked while it builds.
///
/// It makes `pub const FLOW: Flow`, the type of its [replies](crate#replies), and a module for each
/// screen. The [page of the crate](crate) teaches the language.
///
/// # Errors
///
/// A mistake is an error of the compiler at the wrong token. The message ends with the error code of
/// Meta in brackets, if Meta has one. A flow with errors has a `FLOW` too, so that code which uses it
/// has no further errors.
#[macro_export]
macro_rules! flow {
    ($($body:tt)*) => {
        // This comes first, since rust-analyzer works with the first copy of a token. rustc drops it.
        $crate::__private::editor::flow_editor! { [$crate] $($body)* }
        $crate::__private::flow! { [$crate] $($body)* }
    };
}

/// A flow from a file of Flow JSON, checked while it builds.
///
/// Like [`flow!`] it makes `pub const FLOW: Flow`, the type of its [replies](crate#replies), and a module
/// for each screen. [`Flow::json`] is the content of the file without white space; nothing is inferred.
/// [`Flow::source_of`] leads to the lines of the file.
///
/// The path starts from the folder of the Rust file, like that of [`include_str!`]. When the file
/// changes, Cargo builds the crate again.
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
/// Options follow the path. They hold the parts of [`flow!`] that Flow JSON does not have:
///
/// | Option | Meaning | Default |
/// |---|---|---|
/// | `name: "booking"` | the name that the flow is deployed as | the name of the file without its extension |
/// | `categories: [SURVEY]` | the categories that it is deployed with | `[OTHER]` |
/// | `allow: [unread_field]` | warnings to silence | none |
/// | `warn: [unknown_property]` | errors to make warnings of | none |
///
/// # Errors
///
/// A mistake in the file is an error of the compiler, with the line of the file. One build reports all
/// of them. A file that cannot be read is an error too.
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
/// The body is one component or a list of them, written as in [`flow!`]. The components take the place
/// of the use. A use names the arguments: `Name { parameter: value }`.
///
/// # Parameters
///
/// | Type | Arguments |
/// |---|---|
/// | `&str`, `bool`, `i64` and the other whole numbers, `f64` | a literal, a constant, a binding such as `form.name`, or an expression |
/// | `Vec<T>` | a list, or a binding |
/// | `Item` and the like | a struct of that name, or a binding |
/// | `Components` | a list of components |
/// | `Action` | an action: `complete { … }`, `navigate(SCREEN)` |
/// | `ScreenId` | the id of a screen, for `navigate(parameter)` |
/// | `Option<T>` | a `T`, or none: then the properties with that parameter are left out too |
///
/// `#[default = …]` before a parameter gives the value for a use without that argument. A property with
/// the name of the parameter is written once: `TextInput { name, label }`.
///
/// Literal arguments are known when the flow is built. So `prefix + "_street"` can be the name of an
/// input, and `if` and `match` on such an argument choose components without an `If` or a `Switch` in
/// the flow:
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
/// A flow finds a component as Rust finds any macro: by a name in the scope of the flow, also one from
/// `use … as …`, or by a path. The names in a definition, of other components and of constants, belong
/// to the scope of the definition and can be private there. A component with such names has a hidden
/// module of the same name beside it.
///
/// A name that is almost that of a component of Flow JSON is refused, since a flow would take it for a
/// misspelling.
///
/// A crate that has renamed `flow-dsl` gives its path: `#[component(crate = ::flows)]`.
///
/// # Errors
///
/// A mistake that a definition makes in every flow is an error in the definition. One that it makes only
/// in some flows is an error there too, with the line of the use. If another crate has the definition,
/// the error is at the use. A mistake in an argument is an error at the argument.
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

/// Items for the expansion of `flow!` only.
#[doc(hidden)]
pub mod __private {
    pub use core::primitive::{bool, str};

    pub use flow_macros::{flow, include_flow};

    pub use crate::constant::{
        Cell, Column, Fat, Ids, Json, Part, Piece, Rows, Scalar, Scan, Test, cell, check,
        check_count, check_distinct, check_each, check_ids, check_items, check_most, constant,
        copied, is_any_longer, is_longer, length, list_size, most, rows, rows_size, scalars, scan,
        slots, texts,
    };
    pub use crate::editor;
    pub use crate::{__flow_nested_components, __flow_with_components, __rust as rust};

    /// Stops the build with a message, at the expression that calls it.
    #[track_caller]
    pub const fn say(message: &str) {
        panic!("{}", message)
    }
}

/// An expression that the macros have not parsed. If it does not parse, the error is about it alone, and
/// the code around it is compiled.
#[doc(hidden)]
#[macro_export]
macro_rules! __rust {
    ($value:expr) => {
        $value
    };
}

/// The second step of a flow with components of the author's own.
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_with_components {
    ($($input:tt)*) => { $crate::__macros::__flow_with_components! { [$crate] $($input)* } };
}

/// The next step of a component that uses others.
#[doc(hidden)]
#[macro_export]
macro_rules! __flow_nested_components {
    ($($input:tt)*) => { $crate::__macros::__flow_nested_components! { [$crate] $($input)* } };
}

/// The macros that these two call.
#[doc(hidden)]
pub use flow_macros as __macros;

// Its example is compiled with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
