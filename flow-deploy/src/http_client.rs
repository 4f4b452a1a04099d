//! The one place where HTTP is set up: proxy, certificates, and the limit of connecting.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Proxy, Url};

use crate::endpoint::{is_link_local, is_loopback};
use crate::environment::PROXIES;
#[cfg(feature = "_tls")]
use crate::tls::{self, Certificate};

/// An error of a library underneath.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// An error of `reqwest` for an error of this crate, which shows no type of `reqwest`. It has no URL,
/// since a URL may hold a password or a token.
pub(crate) fn boxed(error: reqwest::Error) -> BoxError {
    error.without_url().into()
}

/// The settings of the HTTP clients.
#[derive(Clone, Default)]
pub(crate) struct HttpSettings {
    pub(crate) connect_timeout: Duration,
    /// In place of the environment's.
    pub(crate) proxy: Option<Proxy>,
    /// Trusted beside the system's.
    #[cfg(feature = "_tls")]
    pub(crate) certificates: Vec<Certificate>,
}

impl HttpSettings {
    fn client(&self, way: Way) -> Result<reqwest::Client, BoxError> {
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
        #[cfg(feature = "_tls")]
        {
            let trusted = (way != Way::Plain).then_some(&*self.certificates);
            builder = tls::set_up(builder, trusted)?;
        }
        builder = match &self.proxy {
            _ if way != Way::Proxied => builder.no_proxy(),
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder,
        };
        builder.build().map_err(boxed)
    }
}

/// The way to a URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By the proxy that was set, or by that of the environment if there is one.
    Proxied,
    /// Without a proxy.
    Direct,
    /// The same without TLS, so that no certificates are read.
    Plain,
}

/// HTTP clients that are set up when they are needed: reading the system's certificates takes a
/// while. None follows redirects, and none tries again by itself.
pub(crate) struct Http {
    settings: HttpSettings,
    /// By [`Way`].
    clients: [OnceLock<reqwest::Client>; 3],
}

impl Http {
    pub(crate) fn new(settings: HttpSettings) -> Self {
        Self {
            settings,
            clients: Default::default(),
        }
    }

    /// The setting that the proxy for a URL is taken from, if there is one. `NO_PROXY` may leave the URL out.
    pub(crate) fn proxy_of(&self, url: &Url) -> Option<&'static str> {
        if self.way(url) != Way::Proxied {
            return None;
        }
        if self.settings.proxy.is_some() {
            return Some("its URL");
        }
        let scheme = url.scheme();
        let mut variables = PROXIES.into_iter().filter(|variable| {
            let of = variable.to_ascii_lowercase();
            of.starts_with("all_") || of.strip_suffix("_proxy") == Some(scheme)
        });
        variables.find(|variable| std::env::var_os(variable).is_some_and(|url| !url.is_empty()))
    }

    /// The client for a URL. This machine and its link, where instance metadata is, are asked
    /// without a proxy, but for one that was set for this client on purpose.
    pub(crate) fn of(&self, url: &Url) -> Result<&reqwest::Client, BoxError> {
        let way = self.way(url);
        let client = &self.clients[way as usize];
        if let Some(client) = client.get() {
            return Ok(client);
        }
        let new = self.settings.client(way)?;
        Ok(client.get_or_init(|| new))
    }

    fn way(&self, url: &Url) -> Way {
        let asked_for = self.settings.proxy.is_some();
        let use_proxy = !is_link_local(url) && (asked_for || !is_loopback(url));
        match (use_proxy, url.scheme()) {
            (true, _) => Way::Proxied,
            (false, "http") => Way::Plain,
            (false, _) => Way::Direct,
        }
    }
}

impl fmt::Debug for Http {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Http").finish_non_exhaustive()
    }
}
