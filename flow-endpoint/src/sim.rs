//! A handler as the endpoint of a simulated phone, in memory.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use flow_sim::Answer as PhoneAnswer;

use crate::answer::Refusal;
use crate::handler::Handler;
use crate::message::Message;

/// Answers the requests of a simulated phone, without HTTP and encryption.
///
/// A handler that needs a runtime, for its timers or its database, finds the one that the thread has
/// entered.
///
/// ```
/// use flow_endpoint::{Answer, Request, sim::in_memory};
/// use flow_sim::Phone;
///
/// flow_dsl::flow!(Flow {
///     name: "greeting",
///     version: "7.3",
///     data_api_version: "4.0",
///     screens: [Screen {
///         id: "HELLO",
///         title: "Hello",
///         data: Data { name: "Ada" },
///         children: [
///             TextBody { text: data.name },
///             Footer { label: "Done", on_click_action: complete {} },
///         ],
///     }],
/// });
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let handler = |_: Request| async {
///     Ok(Answer::screen("HELLO", hello::Data { name: "Grace".to_owned() })?)
/// };
/// let phone = Phone::with(FLOW).asking_endpoint().endpoint(in_memory(handler)).open()?;
/// assert!(phone.screen().to_string().contains("Grace"));
/// # Ok(())
/// # }
/// ```
pub fn in_memory(
    handler: impl Handler + 'static,
) -> impl FnMut(&flow_sim::Request) -> PhoneAnswer + 'static {
    move |request| {
        let mut json = serde_json::to_value(request.to_value()).expect("it is JSON");
        json["version"] = "4.0".into();
        let Ok(Message::Request(request)) = Message::parse(json.to_string().as_bytes()) else {
            return PhoneAnswer::Status(400, None);
        };
        match block_on(handler.answer(request)) {
            Ok(answer) => answer.to_json().into(),
            Err(Refusal::FlowToken(text)) => PhoneAnswer::Status(427, Some(text.into())),
            Err(Refusal::Failed) => PhoneAnswer::Status(500, None),
        }
    }
}

/// What the phone makes of it. An answer that it cannot decrypt or read shows the general error, as one
/// without a screen does.
#[cfg(feature = "remote")]
impl From<&crate::RemoteError> for PhoneAnswer {
    fn from(error: &crate::RemoteError) -> Self {
        use crate::RemoteError::{Redirect, Status, TooLong, Unreadable};
        match error {
            Status { status, error_msg } => {
                Self::Status(*status, error_msg.as_deref().map(Into::into))
            }
            Redirect { status, .. } => Self::Status(*status, None),
            Unreadable(_) | TooLong => Self::Body(flow_sim::Value::Null),
            _ => Self::Timeout,
        }
    }
}

/// Waits for a future on this thread.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return value;
        }
        thread::park();
    }
}
