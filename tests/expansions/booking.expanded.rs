const __FLOW_CONSTANT_0: ::flow_dsl::__private::Scalar = ::flow_dsl::__private::Scalar::Text({
    let text: &'static ::flow_dsl::__private::str = concat!("Da", "y");
    text
});
const _: () = ::flow_dsl::__private::check(
    __FLOW_CONSTANT_0,
    &[
        (
            ::flow_dsl::__private::Test::MinChars(1usize),
            "`label` of `DatePicker` cannot be empty; write a text [MIN_CHARS_REQUIRED]",
        ),
        (
            ::flow_dsl::__private::Test::NotBlank,
            "`label` of `DatePicker` cannot be blank; write a text [PATTERN_MISMATCH]",
        ),
        (
            ::flow_dsl::__private::Test::Plain,
            "`label` of `DatePicker` cannot hold `${` or an expression between back-ticks; write the expression in the flow, as in `\"Hello \" + data.name`",
        ),
    ],
);
const _: () = {
    struct Text<const TRUE: ::flow_dsl::__private::bool>;
    #[allow(non_upper_case_globals, dead_code)]
    impl Text<false> {
        const long_text: () = ();
    }
    #[allow(non_upper_case_globals, dead_code)]
    impl Text<true> {
        #[deprecated(
            note = "`label` has more than 40 characters, and clients show 40; make it shorter [LONG_TEXT]"
        )]
        const long_text: () = ();
    }
    Text::<{ ::flow_dsl::__private::is_longer(__FLOW_CONSTANT_0, 40usize) }>::long_text
};
///The flow `booking`, its Flow JSON checked and written when this was compiled.
#[allow(dead_code, unreachable_pub)]
pub const FLOW: ::flow_dsl::Flow = ::flow_dsl::Flow::__from_macro(
    "booking",
    &[::flow_dsl::Category::AppointmentBooking],
    ::flow_dsl::Version::new(7u8, 3u8),
    {
        use ::flow_dsl::__private as p;
        {
            const PIECES: &[p::Piece] = &[
                p::Piece::Json(
                    "{\"version\":\"7.3\",\"data_api_version\":\"4.0\",\"screens\":[{\"id\":\"DAY\",\"title\":\"Day\",\"layout\":{\"type\":\"SingleColumnLayout\",\"children\":[{\"type\":\"DatePicker\",\"name\":\"date\",\"label\":",
                ),
                p::Piece::Value(__FLOW_CONSTANT_0),
                p::Piece::Json(
                    ",\"required\":true},{\"type\":\"Footer\",\"label\":\"Continue\",\"on-click-action\":{\"name\":\"data_exchange\",\"payload\":{\"date\":\"${form.date}\"}}}]}},{\"id\":\"TIME\",\"title\":\"Time\",\"data\":{\"seats\":{\"type\":\"number\",\"__example__\":2}},\"layout\":{\"type\":\"SingleColumnLayout\",\"children\":[{\"type\":\"RadioButtonsGroup\",\"name\":\"slot\",\"label\":\"Time\",\"required\":true,\"data-source\":[{\"id\":\"morning\",\"title\":\"10:00\"},{\"id\":\"noon\",\"title\":\"12:00\"}]},{\"type\":\"If\",\"condition\":\"${data.seats} > 1\",\"then\":[{\"type\":\"TextBody\",\"text\":\"There is room for company.\"}]},{\"type\":\"Footer\",\"label\":\"Book\",\"on-click-action\":{\"name\":\"complete\",\"payload\":{\"slot\":\"${form.slot}\"}}}]},\"terminal\":true}],\"routing_model\":{\"DAY\":[\"TIME\"],\"TIME\":[]}}",
                ),
            ];
            const JSON: &p::Json<{ p::length(PIECES) }> = &p::Json::write(PIECES);
            JSON.as_str()
        }
    },
    true,
    &[::core::file!()],
    b"\x08\x11\x0C\x0E\x04\x17\x04\x0E\x04\t\x04\x11\x04\x14\x08\r\0\r\0\x17\x04\x11\0\x11\x04\x1B\x04\x1C\x04\x1F\x08\x11\0\x11\x04\x1C\x04&\0&\0&\0<\x10\t\x04\x11\x04\x14\x04\x13\0!\0!\0!\x04\r\0\r\0\x17\x04\x11\0\x11\x04\x1B\x04\x1C\x04\x1F\x04\"\x04\x19\x04!\x04$\x08\x19\x04!\x04$\x10\x11\0\x11\0\x14\x04\x15\0\x16\0\x16\x04\x1F\x0C\x11\0\x11\x04\x1C\x04&\0&\0&\x007\0&\xAE\x01\x05\x08\x11\x08\x168\x11",
);
#[doc(inline)]
#[allow(unused_imports)]
pub use FLOW::*;
#[allow(
    clippy::all,
    clippy::pedantic,
    missing_docs,
    non_snake_case,
    private_interfaces,
    unexpected_cfgs,
    unreachable_pub,
    unused
)]
mod FLOW {
    use ::flow_dsl::reply::types::*;
    #[cfg(feature = "write `flow_endpoint::endpoint!();` behind the flow")]
    pub trait Endpoint {}
    ///The options of `slot`.
    pub enum Slot {
        ///10:00
        Morning,
        ///12:00
        Noon,
        ///An id that is none of these.
        Other(String),
    }
    impl Choice for Slot {
        fn nth(position: usize, other: String) -> Self {
            match position {
                0 => Self::Morning,
                1 => Self::Noon,
                _ => Self::Other(other),
            }
        }
        fn id(&self) -> &str {
            match self {
                Self::Morning => "morning",
                Self::Noon => "noon",
                Self::Other(other) => other,
            }
        }
    }
    ::flow_dsl::__choice!(Slot);
    ::flow_dsl::__record! {
        #[doc = "The reply of the flow when it ends."] Reply { #[doc =
        "The token that the flow was sent with."] flow_token "flow_token"[Option < String
        >] #[doc = "Time"] slot "slot"[Slot] } __deserialize __reply
    }
    ///The screen `DAY`.
    pub mod day {
        use ::flow_dsl::reply::types::*;
        ///The id of the screen.
        pub const ID: &str = "DAY";
        ///The data that the screen is given.
        pub type Data = NoData<0usize>;
        ///Opens the flow on this screen, in a message.
        #[inline]
        pub fn open() -> ::flow_dsl::Opening {
            ::flow_dsl::Opening::__new("booking", ID)
        }
        ::flow_dsl::__record! {
            #[doc = "The payload that the screen sends to the endpoint."] Exchange {
            #[doc = ""] date "date"[String] } __deserialize
        }
    }
    ///The screen `TIME`.
    pub mod time {
        use ::flow_dsl::reply::types::*;
        ///The id of the screen.
        pub const ID: &str = "TIME";
        ::flow_dsl::__record! {
            #[doc = "The data that the screen is given."] Data { #[doc = ""] seats
            "seats"[f64] } __serialize __default
        }
    }
}
#[allow(unused_macros)]
macro_rules! the_flow_above_with_a_data_api_version {
    ($($to:tt)*) => {
        $($to)* ! { [day "DAY"] [{ day day "DAY"[day "DAY" time "TIME"] }] [] }
    };
}
