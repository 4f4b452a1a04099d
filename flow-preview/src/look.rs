//! The looks of the phone that is shown.

use flow_sim::settings;
use serde::{Deserialize, Serialize};

/// How the phone looks. None of it is part of a flow.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub(crate) struct Look {
    pub(crate) theme: Theme,
    pub(crate) size: Size,
    pub(crate) scale: Scale,
    pub(crate) rtl: bool,
}

/// Declares a look that is one of a few, each with the word that the page knows it by.
macro_rules! one_of {
    ($(#[$doc:meta])* $name:ident { $($value:ident = $word:literal $(@ $default:ident)?,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
        #[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`")]
                $(#[$default])?
                #[serde(rename = $word)]
                #[cfg_attr(feature = "clap", value(name = $word, help = None))]
                $value,
            )+
        }

        impl $name {
            pub(crate) const ALL: &[Self] = &[$(Self::$value),+];

            pub(crate) const fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }
    };
}

one_of! {
    /// The colours.
    Theme {
        Light = "light" @ default,
        Dark = "dark",
    }
}

one_of! {
    /// The direction of reading, which decides at which side lines begin.
    Direction {
        Ltr = "ltr" @ default,
        Rtl = "rtl",
    }
}

one_of! {
    /// The size of the phone.
    Size {
        Small = "small",
        Medium = "medium" @ default,
        Large = "large",
    }
}

one_of! {
    /// The size of letters, in percent.
    Scale {
        Percent85 = "85",
        Percent100 = "100" @ default,
        Percent115 = "115",
        Percent130 = "130",
        Percent150 = "150",
    }
}

impl Look {
    pub(crate) fn json(self) -> String {
        serde_json::to_string(&self).expect("its keys are texts")
    }

    pub(crate) fn direction(self) -> settings::Direction {
        if self.rtl {
            settings::Direction::RightToLeft
        } else {
            settings::Direction::LeftToRight
        }
    }
}
