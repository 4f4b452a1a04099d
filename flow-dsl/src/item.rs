//! Options in constants of Rust, and the enums of their ids.

/// An option of a list that is a constant of Rust.
///
/// The `data_source` of a component can be a constant slice of them. The compiler writes it into the
/// Flow JSON and checks it as if it stood in the flow; the page of the [crate](crate#lists) shows it.
/// Options with pictures or actions are written in the flow.
///
/// Texts are limited where the list is used: a title has at most 30 characters, a description 300, a
/// `metadata` 20.
///
/// ```
/// use flow_dsl::Item;
///
/// pub const SIZES: &[Item] = &[
///     Item::new("s", "Small"),
///     Item::new("m", "Medium").description("Fits most"),
///     Item::new("l", "Large").metadata("12.50 €").enabled(false),
/// ];
///
/// flow_dsl::flow!(Flow {
///     name: "shirts",
///     version: "7.3",
///     screens: [Screen {
///         id: "SIZE",
///         title: "Size",
///         children: [
///             RadioButtonsGroup { name: "size", label: "Size", required: true, data_source: SIZES },
///             Footer { label: "Order", on_click_action: complete { size: form.size } },
///         ],
///     }],
/// });
///
/// # fn main() {
/// let large = r#"{"id":"l","title":"Large","metadata":"12.50 €","enabled":false}"#;
/// assert!(FLOW.json().contains(large));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// What the reply holds when it is chosen. Unique in the list.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// A longer text below the title.
    pub description: Option<&'static str>,
    /// A short text at its side.
    pub metadata: Option<&'static str>,
    /// Whether it can be chosen. It can, if this is left out.
    pub enabled: Option<bool>,
    /// A colour, for example `#1D4ED8`, since Flow JSON 5.0.
    pub color: Option<&'static str>,
}

/// ```
/// use flow_dsl::Item;
///
/// const RED: Item = Item::new("red", "Red").color("#DC2626").enabled(true);
/// assert_eq!((RED.title, RED.color, RED.description), ("Red", Some("#DC2626"), None));
/// ```
impl Item {
    /// An option of an id and a title.
    pub const fn new(id: &'static str, title: &'static str) -> Self {
        Self {
            id,
            title,
            description: None,
            metadata: None,
            enabled: None,
            color: None,
        }
    }

    /// With a longer text below the title.
    pub const fn description(mut self, text: &'static str) -> Self {
        self.description = Some(text);
        self
    }

    /// With a short text at its side.
    pub const fn metadata(mut self, text: &'static str) -> Self {
        self.metadata = Some(text);
        self
    }

    /// That can be chosen or not.
    pub const fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = Some(enabled);
        self
    }

    /// With a colour: `#` and six hexadecimal digits.
    pub const fn color(mut self, color: &'static str) -> Self {
        self.color = Some(color);
        self
    }
}

/// A list of options and the enum of their ids, written once.
///
/// The enum has a variant for each option, `Other` for any other id, and the constant `ITEMS`, which is
/// the list. It is a [`Choice`](crate::reply::Choice), like the enums that `flow!` makes of options that
/// are written out.
///
/// Such a list is for several flows, or for a program that counts with its options. Where it is the
/// `data_source` of an input, by a path that ends with the enum and `ITEMS`, the field of the `Reply` is that
/// enum, or a list of it where several can be chosen.
///
/// ```
/// use flow_dsl::{Item, choices};
///
/// choices! {
///     /// Where we deliver.
///     pub enum Country {
///         France = Item::new("fr", "France").description("Without Corsica"),
///         Germany = Item::new("de", "Germany"),
///     }
/// }
///
/// flow_dsl::flow!(Flow {
///     name: "delivery",
///     version: "7.3",
///     screens: [Screen {
///         id: "WHERE",
///         title: "Where",
///         children: [
///             Dropdown { name: "to", label: "To", required: true, data_source: Country::ITEMS },
///             Footer { label: "Done", on_click_action: complete { to: form.to } },
///         ],
///     }],
/// });
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let reply = Reply::from_response_json(r#"{"to": "de"}"#)?;
/// assert_eq!(reply.to, Country::Germany);
/// assert_eq!("it".parse(), Ok(Country::Other("it".to_owned())));
/// assert_eq!(Country::ITEMS[0].title, "France");
/// # Ok(())
/// # }
/// ```
#[macro_export]
macro_rules! choices {
    (
        $(#[$attribute:meta])*
        $public:vis enum $name:ident {
            $($(#[$of_variant:meta])* $variant:ident = $item:expr),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        // The ids of the options say what they are.
        #[allow(missing_docs)]
        $public enum $name {
            $($(#[$of_variant])* $variant,)+
            /// An id that is none of these.
            Other($crate::reply::types::String),
        }
        // A flow may use the list, the enum or both.
        #[allow(dead_code)]
        impl $name {
            /// The options.
            $public const ITEMS: &'static [$crate::Item] = &[$($item),+];
        }
        impl $crate::reply::Choice for $name {
            fn nth(position: $crate::reply::types::usize, other: $crate::reply::types::String) -> Self {
                match Self::ITEMS.get(position) {
                    $crate::reply::types::Option::Some(item) => Self::from_id(item.id),
                    $crate::reply::types::Option::None => Self::Other(other),
                }
            }

            fn id(&self) -> &$crate::reply::types::str {
                match self {
                    $(Self::$variant => const { $item.id },)+
                    Self::Other(other) => other,
                }
            }

            fn from_id(id: &$crate::reply::types::str) -> Self {
                $(if id == const { $item.id } {
                    return Self::$variant;
                })+
                Self::Other($crate::reply::types::String::from(id))
            }
        }
        $crate::__choice!($name);
    };
}
