//! Lists of many pages as one stream of items.

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::Stream;

use crate::error::Error;
use crate::operation::Paginated;

use super::Client;
use super::settle::Settle;

/// The most pages of a list. With a hundred flows each, no account has as many.
const MOST_PAGES: usize = 10_000;

type Page<T> = (Vec<T>, Option<String>);
type Asking<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;

/// The items of a list, however many pages they come in. It is a [`Stream`], and can be used
/// without one by [`next`](Self::next) and [`try_collect`](Self::try_collect).
///
/// A page is asked for when it is needed. The stream ends after an error. A future of `next` may
/// be dropped: the next one goes on where it was.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use flow_deploy::ListWhatsAppFlowsInput;
/// # use flow_local::LocalService;
/// # let service = LocalService::start().await?;
/// # let (client, account) = (service.client_builder().build()?, service.account_id());
/// let mut flows = client.whatsapp_flows(ListWhatsAppFlowsInput::new(account));
/// while let Some(flow) = flows.next().await.transpose()? {
///     println!("{} {}", flow.flow_name, flow.flow_status);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is asked for before the first item is"]
pub struct Items<T> {
    operation: &'static str,
    ask: Box<dyn Fn(Option<String>) -> Asking<T> + Send>,
    step: Step<T>,
    seen_tokens: HashSet<String>,
}

enum Step<T> {
    /// The page of this token is to be asked for.
    Ask(Option<String>),
    Wait(Asking<T>),
    Give(std::vec::IntoIter<T>, Option<String>),
    End,
}

// Nothing in it is pinned: the future is behind a box.
impl<T> Unpin for Items<T> {}

impl<T> Items<T> {
    pub(crate) fn new<O>(client: Client, input: O) -> Self
    where
        O: Paginated<Item = T> + Settle + Clone + Send + Sync + 'static,
        O::Output: Send,
    {
        let ask = move |token: Option<String>| -> Asking<T> {
            let (client, mut input) = (client.clone(), input.clone());
            if let Some(token) = token {
                input.set_next_token(token);
            }
            Box::pin(async move { client.call(&input).await.map(O::page) })
        };
        Self {
            operation: O::NAME.as_str(),
            ask: Box::new(ask),
            step: Step::Ask(None),
            seen_tokens: HashSet::new(),
        }
    }

    /// The next item; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// All items that are left.
    ///
    /// # Errors
    ///
    /// The first error there is.
    pub async fn try_collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await.transpose()? {
            items.push(item);
        }
        Ok(items)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            match &mut self.step {
                Step::Ask(token) => self.step = Step::Wait((self.ask)(token.take())),
                Step::Wait(asking) => match ready!(asking.as_mut().poll(context)) {
                    Ok((items, next)) => {
                        // The service means the same by an empty token as by none.
                        let next = next.filter(|token| !token.is_empty());
                        self.step = Step::Give(items.into_iter(), next);
                    }
                    Err(error) => {
                        self.step = Step::End;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                Step::Give(items, next) => match (items.next(), next.take()) {
                    (Some(item), token) => {
                        *next = token;
                        return Poll::Ready(Some(Ok(item)));
                    }
                    (None, Some(token)) => {
                        if !self.seen_tokens.insert(token.clone()) {
                            self.step = Step::End;
                            let operation = self.operation;
                            return Poll::Ready(Some(Err(Error::RepeatedToken { operation })));
                        }
                        let (operation, pages) = (self.operation, self.seen_tokens.len());
                        if pages >= MOST_PAGES {
                            self.step = Step::End;
                            let error = Error::EndlessList { operation, pages };
                            return Poll::Ready(Some(Err(error)));
                        }
                        self.step = Step::Ask(Some(token));
                    }
                    (None, None) => self.step = Step::End,
                },
                Step::End => return Poll::Ready(None),
            }
        }
    }
}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}
