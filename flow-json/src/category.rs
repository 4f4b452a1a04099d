//! The categories a flow may be filed under.

use std::fmt;
use std::str::FromStr;

macro_rules! categories {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The purpose of a flow. A flow has one category or several.
        ///
        /// Categories are no part of Flow JSON; they are given beside it when a flow is created.
        /// The list is the one of AWS End User Messaging Social, which is Meta's and `SHOPPING`.
        ///
        /// ```
        /// use flow_json::Category;
        ///
        /// assert_eq!("SURVEY".parse(), Ok(Category::Survey));
        /// assert_eq!(Category::Survey.as_str(), "SURVEY");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Category { $($(#[$doc])* $variant,)* }

        impl Category {
            /// All categories, in the order of the service's documentation.
            pub const ALL: &[Category] = &[$(Category::$variant),*];

            /// The name on the wire, for example `LEAD_GENERATION`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Category::$variant => $name,)* }
            }
        }
    };
}

categories! {
    /// `SIGN_UP`
    SignUp = "SIGN_UP",
    /// `SIGN_IN`
    SignIn = "SIGN_IN",
    /// `APPOINTMENT_BOOKING`
    AppointmentBooking = "APPOINTMENT_BOOKING",
    /// `LEAD_GENERATION`
    LeadGeneration = "LEAD_GENERATION",
    /// `SHOPPING`
    Shopping = "SHOPPING",
    /// `CONTACT_US`
    ContactUs = "CONTACT_US",
    /// `CUSTOMER_SUPPORT`
    CustomerSupport = "CUSTOMER_SUPPORT",
    /// `SURVEY`
    Survey = "SURVEY",
    /// `OTHER`
    Other = "OTHER",
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A name that is no category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownCategory(pub String);

impl fmt::Display for UnknownCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no category of flows", self.0)
    }
}

impl std::error::Error for UnknownCategory {}

impl FromStr for Category {
    type Err = UnknownCategory;

    fn from_str(name: &str) -> Result<Self, UnknownCategory> {
        Self::ALL
            .iter()
            .copied()
            .find(|category| category.as_str() == name)
            .ok_or_else(|| UnknownCategory(name.to_owned()))
    }
}
