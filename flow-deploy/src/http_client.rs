//! The one place where HTTP is set up: proxy, certificates, and the limit of connecting.

use std::error::Error as StdError;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Proxy, Url};

use crate::endpoint::{is_link_local, is_loopback};

/// An error of `reqwest` for an error of this crate, which shows no type of `reqwest`. It has no URL,
/// since a URL may hold a password or a token.
pub(crate) fn boxed(error: reqwest::Error) -> Box<dyn StdError + Send + Sync> {
    error.without_url().into()
}

/// The settings of the HTTP clients.
#[derive(Clone, Default)]
pub(crate) struct HttpSettings {
    pub(crate) connect_timeout: Duration,
    /// In place of the environment's.
    pub(crate) proxy: Option<Proxy>,
    /// Trusted beside the system's.
    #[cfg(feature = "tls")]
    pub(crate) certificates: Vec<reqwest::Certificate>,
}

impl HttpSettings {
    fn client(&self, use_proxy: bool) -> reqwest::Result<reqwest::Client> {
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!(
                env!("CARGO_PKG_NAME"),
                "/",
                env!("CARGO_PKG_VERSION")
            ))
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            // A resolver may lead the name elsewhere.
            .resolve_to_addrs(
                "localhost",
                &[
                    (Ipv4Addr::LOCALHOST, 0).into(),
                    (Ipv6Addr::LOCALHOST, 0).into(),
                ],
            )
            .connect_timeout(self.connect_timeout);
        #[cfg(feature = "tls")]
        if !self.certificates.is_empty() {
            builder = builder.tls_certs_merge(self.certificates.iter().cloned());
        }
        builder = match &self.proxy {
            _ if !use_proxy => builder.no_proxy(),
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder,
        };
        builder.build()
    }
}

/// HTTP clients that are set up when they are needed: reading the system's certificates takes a
/// while. None follows redirects, and none tries again by itself.
pub(crate) struct Http {
    settings: HttpSettings,
    proxied: OnceLock<reqwest::Client>,
    direct: OnceLock<reqwest::Client>,
}

impl Http {
    pub(crate) fn new(settings: HttpSettings) -> Self {
        Self {
            settings,
            proxied: OnceLock::new(),
            direct: OnceLock::new(),
        }
    }

    /// The client for a URL. This machine and its link, where instance metadata is, are asked
    /// without a proxy, but for one that was set for this client on purpose.
    pub(crate) fn of(&self, url: &Url) -> reqwest::Result<&reqwest::Client> {
        let asked_for = self.settings.proxy.is_some();
        let use_proxy = !is_link_local(url) && (asked_for || !is_loopback(url));
        let client = if use_proxy {
            &self.proxied
        } else {
            &self.direct
        };
        if let Some(client) = client.get() {
            return Ok(client);
        }
        let new = self.settings.client(use_proxy)?;
        Ok(client.get_or_init(|| new))
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}
