//! The same question about many flows.
//!
//! `flow-deploy` does its work in the same way, by a function that is no part of its interface: whoever asks for
//! futures has `futures-util`.

use futures_util::{StreamExt as _, stream};

use crate::progress::Display;

/// Asks about many flows, at most `limit` at once, and shows how far it is. The answers are in the order of the
/// questions.
pub(crate) async fn each<Q: Future>(
    limit: usize,
    questions: impl ExactSizeIterator<Item = Q>,
) -> Vec<Q::Output> {
    let all = questions.len();
    let display = Display::new(all);
    display.looked_at(0, all);
    let numbered = questions
        .enumerate()
        .map(|(number, question)| async move { (number, question.await) });
    // In the order in which they end, so that a slow one holds up no other.
    let mut answers = stream::iter(numbered).buffer_unordered(limit);
    let mut answered = Vec::with_capacity(all);
    while let Some(answer) = answers.next().await {
        answered.push(answer);
        display.looked_at(answered.len(), all);
    }
    display.end();
    answered.sort_unstable_by_key(|(number, _)| *number);
    answered.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn as_many_at_once_as_is_allowed_and_in_order() {
        let (now, most) = (Cell::new(0), Cell::new(0));
        let question = |number: usize| {
            let (now, most) = (&now, &most);
            async move {
                now.set(now.get() + 1);
                most.set(most.get().max(now.get()));
                for _ in 0..(number * 7) % 5 {
                    tokio::task::yield_now().await;
                }
                now.set(now.get() - 1);
                number
            }
        };
        let answers = each(3, (0..20).map(question)).await;
        assert_eq!(answers, (0..20).collect::<Vec<_>>());
        assert_eq!(most.get(), 3);
        assert!(each(3, (0..0).map(question)).await.is_empty());
    }
}
