//! Where credentials come from, and when they are asked for anew.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error::CredentialsError as ProviderError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use tokio::sync::Mutex;

use super::Credentials;
use crate::error::Seconds;

/// Credentials with less than this left are asked for anew.
const REFRESH_BEFORE: Duration = Duration::from_secs(5 * 60);

/// Why there are no credentials to sign with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CredentialsError {
    /// They have ended, and nothing can give new ones.
    #[error("the credentials have expired: get new ones")]
    Expired,
    /// The provider did not answer in the time of the call.
    #[error("the provider of credentials gave none in {}", Seconds(*limit))]
    Timeout {
        /// How long all of the call may take.
        limit: Duration,
    },
    /// The provider gave none.
    #[error("no credentials could be had: {}", Brief(.0.as_ref()))]
    Provider(#[source] Box<dyn StdError + Send + Sync>),
}

/// An error with all its causes, since the errors of AWS tell little by themselves.
fn with_causes(error: &(dyn StdError + Send + Sync)) -> String {
    let text = |error: &dyn StdError| {
        let text = error.to_string();
        // The metadata of an instance would be shown with head and body.
        match text.split_once(". Response {") {
            Some((text, _)) => text.to_owned(),
            None => text,
        }
    };
    let mut texts = vec![text(error)];
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.push(text(error));
        cause = error.source();
    }
    // A cause is wrapped again and again in the same words.
    texts.dedup();
    texts.join(": ")
}

/// Writes the error of a provider in one sentence, with advice for known causes.
struct Brief<'a>(&'a (dyn StdError + Send + Sync + 'static));

impl fmt::Display for Brief<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = with_causes(self.0);
        let first = text.lines().next().unwrap_or("it says no reason");
        let not_loaded = matches!(
            self.0.downcast_ref(),
            Some(ProviderError::CredentialsNotLoaded(_))
        );
        // A chain that found none has a line for each place that it looked at.
        if not_loaded && first != text {
            return f.write_str(
                "there are none in the environment, a profile, a container or the metadata of an instance; \
                 set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or name a profile",
            );
        }
        f.write_str(first)?;
        if text.to_lowercase().contains("sso") {
            f.write_str("; sign in with `aws sso login`")?;
        }
        Ok(())
    }
}

/// Where a client has its credentials from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Fixed(Credentials),
    Provider(Arc<Cached>),
}

impl Source {
    pub(crate) fn provider(provider: impl ProvideCredentials + 'static) -> Self {
        Self::Provider(Arc::new(Cached {
            provider: SharedCredentialsProvider::new(provider),
            last: Mutex::new(None),
        }))
    }

    /// Credentials that are good at this time.
    pub(crate) async fn current(&self, now: SystemTime) -> Result<Credentials, CredentialsError> {
        match self {
            Self::Fixed(credentials) if credentials.expire_before(now) => {
                Err(CredentialsError::Expired)
            }
            Self::Fixed(credentials) => Ok(credentials.clone()),
            Self::Provider(cached) => cached.current(now).await,
        }
    }

    /// Whether there are others than these, which the service takes for expired.
    pub(crate) async fn renew(&self, refused: &Credentials) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Provider(cached) => cached.renew(refused).await,
        }
    }
}

/// A provider, and the last credentials it gave.
#[derive(Debug)]
pub(crate) struct Cached {
    provider: SharedCredentialsProvider,
    /// Locked while the provider is asked, so that one call at a time asks. If that call is dropped,
    /// the next in line asks.
    last: Mutex<Option<Credentials>>,
}

impl Cached {
    async fn current(&self, now: SystemTime) -> Result<Credentials, CredentialsError> {
        let mut last = self.last.lock().await;
        let kept = last.as_ref();
        if let Some(fresh) = kept.filter(|kept| !kept.expire_before(now + REFRESH_BEFORE)) {
            return Ok(fresh.clone());
        }
        match self.ask().await {
            Ok(new) if new.expire_before(now) => Err(CredentialsError::Expired),
            Ok(new) => Ok(last.insert(new).clone()),
            Err(error) => match kept.filter(|kept| !kept.expire_before(now)) {
                Some(still_good) => {
                    tracing::warn!("the credentials end soon, and new ones could not be had");
                    Ok(still_good.clone())
                }
                None => Err(error),
            },
        }
    }

    async fn renew(&self, refused: &Credentials) -> bool {
        let mut last = self.last.lock().await;
        if last.as_ref().is_some_and(|last| last != refused) {
            // Another call has renewed them.
            return true;
        }
        match self.ask().await {
            Ok(new) => *last.insert(new) != *refused,
            Err(_) => false,
        }
    }

    async fn ask(&self) -> Result<Credentials, CredentialsError> {
        let given = self.provider.provide_credentials().await;
        given.map(Credentials::from).map_err(|error| {
            tracing::debug!(error = with_causes(&error), "no credentials");
            CredentialsError::Provider(error.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::UNIX_EPOCH;

    use aws_credential_types::provider::{error, future};

    use super::*;

    /// Gives numbered credentials that end at a time, or fails.
    #[derive(Debug, Default)]
    struct Counting {
        asked: Arc<AtomicU64>,
        /// In seconds; 0 for a failure.
        expires: Arc<AtomicU64>,
        slow: bool,
    }

    impl ProvideCredentials for Counting {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::new(async move {
                let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
                if self.slow {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                match self.expires.load(Ordering::Relaxed) {
                    0 => Err(error::CredentialsError::not_loaded("switched off")),
                    expires => Ok(aws_credential_types::Credentials::new(
                        format!("AKID{number}"),
                        "secret",
                        None,
                        Some(at(expires)),
                        "test",
                    )),
                }
            })
        }
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn counting(slow: bool) -> (Source, Arc<AtomicU64>, Arc<AtomicU64>) {
        let provider = Counting {
            slow,
            ..Counting::default()
        };
        let (asked, expires) = (provider.asked.clone(), provider.expires.clone());
        (Source::provider(provider), asked, expires)
    }

    async fn id(source: &Source, now: u64) -> String {
        let credentials = source.current(at(now)).await.unwrap();
        credentials.access_key_id().to_owned()
    }

    #[test]
    fn only_a_chain_that_found_none_is_said_to_have_found_none() {
        let said = |error: ProviderError| CredentialsError::Provider(error.into()).to_string();
        let chain = said(ProviderError::not_loaded(
            "none was found:\n- profile: none",
        ));
        assert!(
            chain.contains("there are none in the environment"),
            "{chain}"
        );
        let broken = said(ProviderError::provider_error("sso: status 500\n<html>"));
        assert!(broken.contains("sso: status 500"), "{broken}");
        assert!(broken.ends_with("sign in with `aws sso login`"), "{broken}");
        assert!(!broken.contains("html"), "{broken}");
    }

    #[tokio::test]
    async fn they_are_refreshed_when_less_than_five_minutes_are_left() {
        let (source, asked, expires) = counting(false);
        expires.store(1000, Ordering::Relaxed);
        assert_eq!(id(&source, 0).await, "AKID1");
        assert_eq!(id(&source, 699).await, "AKID1");
        expires.store(2000, Ordering::Relaxed);
        assert_eq!(id(&source, 701).await, "AKID2");
        assert_eq!(id(&source, 702).await, "AKID2");
        assert_eq!(asked.load(Ordering::Relaxed), 2);
        // The old ones are used while they are good, if there are no new ones.
        expires.store(0, Ordering::Relaxed);
        assert_eq!(id(&source, 1999).await, "AKID2");
        let error = source.current(at(2000)).await.unwrap_err().to_string();
        assert!(error.contains("switched off"), "{error}");
        expires.store(1, Ordering::Relaxed);
        let error = source.current(at(3000)).await.unwrap_err();
        assert!(matches!(error, CredentialsError::Expired), "{error}");
    }

    #[tokio::test]
    async fn one_refresh_at_a_time_even_if_it_is_given_up() {
        let (source, asked, expires) = counting(true);
        expires.store(1000, Ordering::Relaxed);
        let hasty = tokio::time::timeout(Duration::from_millis(5), source.current(at(0))).await;
        assert!(hasty.is_err());
        let calls: Vec<_> = (0..10)
            .map(|_| {
                let source = source.clone();
                tokio::spawn(async move { id(&source, 0).await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap(), "AKID2");
        }
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }

    #[tokio::test]
    async fn refused_credentials_are_renewed_once() {
        let (source, asked, expires) = counting(false);
        expires.store(1000, Ordering::Relaxed);
        let first = source.current(at(0)).await.unwrap();
        assert!(source.renew(&first).await);
        // Another call that was refused with the same credentials takes the new ones.
        assert!(source.renew(&first).await);
        assert_eq!(asked.load(Ordering::Relaxed), 2);
        assert_eq!(id(&source, 0).await, "AKID2");
        assert!(!Source::Fixed(first.clone()).renew(&first).await);
    }

    #[tokio::test]
    async fn fixed_credentials_end_as_well() {
        let source = Source::Fixed(Credentials::new("a", "b").with_expiry(at(10)));
        assert!(source.current(at(9)).await.is_ok());
        let error = source.current(at(10)).await.unwrap_err();
        assert!(matches!(error, CredentialsError::Expired));
    }
}
