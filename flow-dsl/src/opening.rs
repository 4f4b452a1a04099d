//! The first screen of a flow in a message.

use std::fmt;

use serde_json::{Map, Value};

use crate::reply::types::FieldType;

/// A screen that a message opens a flow on, and the data that it gives the screen.
///
/// `flow!` makes a function `open` in the module of each screen that a message can open: one that no other
/// screen leads to. It takes the data, if the screen declares any.
///
/// ```
/// mod offer {
///     flow_dsl::flow!(Flow {
///         name: "offer",
///         version: "7.3",
///         screens: [Screen {
///             id: "ROOM",
///             title: "A room",
///             data: Data { price: "90 €" },
///             children: [
///                 TextBody { text: data.price },
///                 Footer { label: "Take it", on_click_action: complete {} },
///             ],
///         }],
///     });
/// }
///
/// # fn main() {
/// let opening = offer::room::open(offer::room::Data { price: "80 €".to_owned() });
/// assert_eq!((opening.flow(), opening.screen()), ("offer", "ROOM"));
/// assert_eq!(opening.into_data()["price"], "80 €");
/// # }
/// ```
///
/// `flow_deploy::FlowMessage` sends it.
#[derive(Clone, PartialEq)]
pub struct Opening {
    flow: &'static str,
    screen: &'static str,
    data: Map<String, Value>,
}

impl Opening {
    /// For the macros only.
    #[doc(hidden)]
    pub fn __new(flow: &'static str, screen: &'static str) -> Self {
        let data = Map::new();
        Self { flow, screen, data }
    }

    /// For the macros only.
    #[doc(hidden)]
    pub fn __with<T: FieldType>(flow: &'static str, screen: &'static str, data: &T) -> Self {
        let data = crate::reply::members(data);
        Self { flow, screen, data }
    }

    /// The name of the flow.
    pub fn flow(&self) -> &'static str {
        self.flow
    }

    /// The id of the screen.
    pub fn screen(&self) -> &'static str {
        self.screen
    }

    /// The data of the screen; empty if it declares none.
    pub fn into_data(self) -> Map<String, Value> {
        self.data
    }
}

/// Without the data, which can be personal.
impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening")
            .field("flow", &self.flow)
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}
