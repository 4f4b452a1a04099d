//! Several futures at once, within a limit, on the caller's own task.

use std::future::poll_fn;
use std::pin::pin;

use futures_util::{StreamExt as _, stream};

/// Does a job for each item, at most `limit` at once, and returns their results in the order of the items. A job is
/// made when its turn comes: a thousand that wait take no memory. If it is dropped, it drops every job.
pub(super) async fn parallel<T, F: Future>(
    limit: usize,
    items: Vec<T>,
    mut job: impl FnMut(T) -> F,
) -> Vec<F::Output> {
    let jobs = items.into_iter().enumerate().map(|(number, item)| {
        let job = job(item);
        async move { (number, job.await) }
    });
    // In the order in which they end, so that a slow one holds up no other.
    let done = stream::iter(jobs).buffer_unordered(limit.max(1));
    let mut done: Vec<(usize, F::Output)> = done.collect().await;
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, output)| output).collect()
}

/// Runs some work with another beside it, which goes on at most as long as the work.
pub(super) async fn beside<T>(work: impl Future<Output = T>, other: impl Future<Output = ()>) -> T {
    let (mut work, mut other) = (pin!(work), pin!(other));
    let mut is_over = false;
    poll_fn(|context| {
        is_over = is_over || other.as_mut().poll(context).is_ready();
        work.as_mut().poll(context)
    })
    .await
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn never_more_than_the_limit_and_in_order() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let job = |number: usize| {
            let (now, most) = (&now, &most);
            async move {
                most.fetch_max(now.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
                for _ in 0..(number * 7) % 5 {
                    tokio::task::yield_now().await;
                }
                now.fetch_sub(1, Ordering::Relaxed);
                number
            }
        };
        let done = parallel(3, (0..20).collect(), job).await;
        assert_eq!(done, (0..20).collect::<Vec<_>>());
        assert_eq!(most.load(Ordering::Relaxed), 3);
        assert_eq!(parallel(0, vec![20], job).await, [20]);
        assert!(parallel(4, Vec::new(), job).await.is_empty());
    }
}
