//! Endpoints that the compiler checks: what [`endpoint!`](crate::endpoint) makes of a flow.

use std::fmt;
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::answer::{Answer, AnswerError, Refusal};
use crate::message::Request;

/// What a request tells beside the data of its screen. Its `Debug` does not show the token.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// The token that the message was sent with. A request with a signed token has been checked. Where the
    /// message was sent without one, Meta writes `unused`, so that many people have the same. `None` if the
    /// request has none.
    pub flow_token: Option<String>,
    /// The version of the Data API: `3.0` or `4.0`.
    pub version: String,
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

/// A phone may show the screen with this `Data` after the payload or the action.
///
/// [`endpoint!`](crate::endpoint) implements it for the `Exchange` of each screen, for `Init` and for
/// each `BackFrom…`.
#[diagnostic::on_unimplemented(
    message = "no route of the flow leads from the screen of `{Self}` to the screen of `{Data}`",
    label = "the phone would refuse this answer with `invalid-screen-transition`",
    note = "an answer may show the same screen again, one in its `routes`, or one that leads to it",
    note = "an answer to `INIT` may show a screen that no other leads to, and one to `BACK` the screen before"
)]
pub trait RouteTo<Data> {
    /// The id of the screen.
    const SCREEN: &'static str;
}

/// The flow may end after the payload with these values: its screen is `terminal`.
///
/// A flow with `reply: Reply { … }` ends with its `End`, others with anything that is an object in JSON.
#[diagnostic::on_unimplemented(
    message = "the flow cannot end on the screen of `{Self}` with `{Params}`",
    label = "answer with the `Data` of a screen, or with the `End` of a flow that has one",
    note = "write `terminal: true` on a screen where the endpoint may end the flow",
    note = "a flow with `reply: Reply {{ … }}` ends with its `End`"
)]
pub trait Ends<Params> {}

/// The answer to the payload or the action `From`: a screen that may follow, or the end of the flow.
///
/// The `Data` of a screen becomes one by `into`.
pub struct Next<From> {
    answer: Kind,
    error_message: Option<String>,
    from: PhantomData<fn(From)>,
}

enum Kind {
    Screen(&'static str, Map<String, Value>),
    End(Map<String, Value>),
}

impl<From> Next<From> {
    /// Shows a text over the screen, in a snackbar.
    #[must_use]
    pub fn error_message(mut self, text: impl Into<String>) -> Self {
        self.error_message = Some(text.into());
        self
    }

    /// The end of the flow. The business gets these values and the token as its reply.
    ///
    /// # Errors
    ///
    /// The values are no JSON object: they must be a struct or a map with text keys.
    pub fn end<Params: Serialize>(params: Params) -> Result<Self, Refusal>
    where
        From: Ends<Params>,
    {
        Ok(Self::new(Kind::End(crate::answer::object(params)?)))
    }

    fn new(answer: Kind) -> Self {
        Self {
            answer,
            error_message: None,
            from: PhantomData,
        }
    }

    fn into_answer(self, flow_token: Option<&str>) -> Result<Answer, AnswerError> {
        let answer = match self.answer {
            Kind::Screen(screen, data) => Answer::screen(screen, data)?,
            Kind::End(params) => Answer::end(flow_token, params)?,
        };
        Ok(match self.error_message {
            Some(text) => answer.error_message(text),
            None => answer,
        })
    }
}

impl<Data: Serialize, From: RouteTo<Data>> std::convert::From<Data> for Next<From> {
    fn from(data: Data) -> Self {
        let data = crate::answer::object(data).expect("the `Data` of a screen is an object");
        Self::new(Kind::Screen(From::SCREEN, data))
    }
}

/// Its screen, without the data.
impl<From> fmt::Debug for Next<From> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.answer {
            Kind::Screen(screen, _) => screen,
            Kind::End(_) => "SUCCESS",
        })
    }
}

/// Says in the log which flow it is, for the code that `endpoint!` makes.
#[doc(hidden)]
pub fn name_flow(flow: &flow_dsl::Flow) {
    // A request does not tell the language, so `hello.en` is `hello`.
    let name = flow.name();
    let of_all_languages = flow
        .language()
        .and_then(|language| name.strip_suffix(language)?.strip_suffix('.'));
    tracing::Span::current().record("flow", of_all_languages.unwrap_or(name));
}

/// Takes a request apart, for the code that `endpoint!` makes.
#[doc(hidden)]
pub fn take(request: Request) -> (Option<String>, Map<String, Value>, Context) {
    let Request {
        version,
        screen,
        data,
        flow_token,
        ..
    } = request;
    let context = Context {
        flow_token,
        version,
    };
    (screen, data, context)
}

/// Reads the payload of a screen, for the code that `endpoint!` makes.
#[doc(hidden)]
pub fn read<Exchange: DeserializeOwned>(data: Map<String, Value>) -> Result<Exchange, Refusal> {
    serde_json::from_value(Value::Object(data)).map_err(|error| {
        // The error of a payload names fields and types, and no values.
        tracing::warn!(%error, "a phone sent another payload than the flow has: which version was sent?");
        Refusal::Failed
    })
}

/// Answers, for the code that `endpoint!` makes.
#[doc(hidden)]
pub async fn answer<From>(
    next: impl Future<Output = Result<Next<From>, Refusal>>,
    flow_token: Option<&str>,
) -> Result<Answer, Refusal> {
    Ok(next.await?.into_answer(flow_token)?)
}

/// A request that no method answers, for the code that `endpoint!` makes.
#[doc(hidden)]
pub fn unknown() -> Refusal {
    tracing::warn!("a phone asks for what the flow does not have: which version was sent?");
    Refusal::Failed
}

/// The trait `Endpoint` of the flow above, and `handler`, which serves an implementation of it.
///
/// The call stands in the module of a `flow!` or an `include_flow!` with a `data_api_version`, behind
/// it. It makes
///
/// - the trait `Endpoint`, with one `async fn` for each screen that exchanges data, `init` for `INIT`,
///   and `back_from_…` for each screen with `refresh_on_back`;
/// - the function `handler`, which makes a [`Handler`](crate::Handler) of an implementation;
/// - the types `Init` and `BackFrom…`, which stand for these requests in [`Next`].
///
/// The compiler refuses an implementation that forgets a screen, answers with a screen that no route
/// leads to, leaves out a field or gives one of another type.
///
/// ```
/// use flow_endpoint::{Context, Endpoint, Next, PrivateKey, Protocol, Refusal};
///
/// mod rooms {
///     flow_dsl::flow!(Flow {
///         name: "rooms",
///         version: "7.3",
///         data_api_version: "4.0",
///         screens: [
///             Screen {
///                 id: "DAY",
///                 title: "A day",
///                 routes: [ROOM],
///                 data: Data { first_day: "2027-03-01" },
///                 children: [
///                     DatePicker { name: "day", label: "Day", required: true, min_date: data.first_day },
///                     Footer { label: "Find a room", on_click_action: data_exchange { day: form.day } },
///                 ],
///             },
///             Screen {
///                 id: "ROOM",
///                 title: "A room",
///                 data: Data { beds: 2 },
///                 children: [
///                     if data.beds > 1 { [TextBody { text: "There is room for two." }] },
///                     Footer { label: "Book", on_click_action: complete {} },
///                 ],
///             },
///         ],
///     });
///     flow_endpoint::endpoint!();
/// }
///
/// struct Hotel;
///
/// impl rooms::Endpoint for Hotel {
///     async fn init(&self, _: Context) -> Result<Next<rooms::Init>, Refusal> {
///         Ok(rooms::day::Data { first_day: "2027-04-01".to_owned() }.into())
///     }
///
///     async fn day(
///         &self,
///         sent: rooms::day::Exchange,
///         _: Context,
///     ) -> Result<Next<rooms::day::Exchange>, Refusal> {
///         if sent.day == "2027-04-05" {
///             let same = rooms::day::Data { first_day: "2027-04-06".to_owned() };
///             return Ok(Next::from(same).error_message("We are full"));
///         }
///         Ok(rooms::room::Data { beds: 2.0 }.into())
///     }
/// }
///
/// # fn main() {
/// let endpoint = Endpoint::new(Protocol::unsigned(), PrivateKey::generate(), rooms::handler(Hotel));
/// # }
/// ```
#[macro_export]
macro_rules! endpoint {
    () => {
        the_flow_above_with_a_data_api_version! { $crate::__endpoint }
    };
}

/// What a flow's description becomes.
#[doc(hidden)]
#[macro_export]
macro_rules! __endpoint {
    (
        [$($entry:ident $entry_id:literal)*]
        [$({
            $method:ident $module:ident $id:literal
            [$($to:ident $to_id:literal)*] $($ends:ident)?
        })*]
        [$({ $back:ident $BackFrom:ident $back_id:literal [$($before:ident $before_id:literal)*] })*]
    ) => {
        /// The endpoint of the flow. `handler` serves it.
        #[allow(unreachable_pub)]
        pub trait Endpoint: ::core::marker::Send + ::core::marker::Sync {
            /// Answers `INIT`: the flow was opened, and its first screen is left to the endpoint.
            fn init(
                &self,
                context: $crate::Context,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<$crate::Next<Init>, $crate::Refusal>,
            > + ::core::marker::Send;
            $(
                #[doc = ::core::concat!("Answers `data_exchange` of the screen `", $id, "`.")]
                fn $method(
                    &self,
                    sent: $module::Exchange,
                    context: $crate::Context,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<$crate::Next<$module::Exchange>, $crate::Refusal>,
                > + ::core::marker::Send;
            )*
            $(
                #[doc = ::core::concat!("Answers `BACK`: the person leaves the screen `", $back_id, "`.")]
                fn $back(
                    &self,
                    context: $crate::Context,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<$crate::Next<$BackFrom>, $crate::Refusal>,
                > + ::core::marker::Send;
            )*
            /// Hears that a phone could not use an answer. Nobody waits for it.
            fn error_notice(
                &self,
                notice: $crate::ErrorNotice,
            ) -> impl ::core::future::Future<Output = ()> + ::core::marker::Send {
                ::core::mem::drop(notice);
                async {}
            }
        }

        /// The opening of the flow, which `Endpoint::init` answers.
        #[allow(unreachable_pub)]
        #[derive(Debug)]
        pub enum Init {}
        $(
            impl $crate::RouteTo<$entry::Data> for Init {
                const SCREEN: &'static ::core::primitive::str = $entry_id;
            }
        )*
        $(
            $(
                impl $crate::RouteTo<$to::Data> for $module::Exchange {
                    const SCREEN: &'static ::core::primitive::str = $to_id;
                }
            )*
            $($crate::__endpoint_ends! { $module $ends })?
        )*
        $(
            #[doc = ::core::concat!("The way back from the screen `", $back_id, "`.")]
            #[allow(unreachable_pub)]
            #[derive(Debug)]
            pub enum $BackFrom {}
            $(
                impl $crate::RouteTo<$before::Data> for $BackFrom {
                    const SCREEN: &'static ::core::primitive::str = $before_id;
                }
            )*
        )*

        /// Serves an endpoint of the flow.
        #[allow(unreachable_pub)]
        pub fn handler<E: Endpoint>(endpoint: E) -> impl $crate::Handler {
            struct Served<E>(E);
            impl<E: Endpoint> $crate::Handler for Served<E> {
                #[allow(unused_variables)]
                async fn answer(
                    &self,
                    request: $crate::Request,
                ) -> ::core::result::Result<$crate::Answer, $crate::Refusal> {
                    $crate::__private::name_flow(&FLOW);
                    let action = request.action;
                    let (screen, data, context) = $crate::__private::take(request);
                    let token = context.flow_token.clone();
                    match (action, screen.as_deref()) {
                        ($crate::Action::Init, _) => {
                            $crate::__private::answer(self.0.init(context), token.as_deref()).await
                        }
                        $(
                            ($crate::Action::DataExchange, ::core::option::Option::Some($id)) => {
                                let sent = $crate::__private::read(data)?;
                                $crate::__private::answer(self.0.$method(sent, context), token.as_deref()).await
                            }
                        )*
                        $(
                            ($crate::Action::Back, ::core::option::Option::Some($back_id)) => {
                                $crate::__private::answer(self.0.$back(context), token.as_deref()).await
                            }
                        )*
                        _ => ::core::result::Result::Err($crate::__private::unknown()),
                    }
                }

                async fn error_notice(&self, notice: $crate::ErrorNotice) {
                    $crate::__private::name_flow(&FLOW);
                    self.0.error_notice(notice).await
                }
            }
            Served(endpoint)
        }
    };
}

/// A screen on which the flow may end.
#[doc(hidden)]
#[macro_export]
macro_rules! __endpoint_ends {
    ($module:ident ends) => {
        impl<Params> $crate::Ends<Params> for $module::Exchange {}
    };
    ($module:ident $End:ident) => {
        impl $crate::Ends<$End> for $module::Exchange {}
    };
}
