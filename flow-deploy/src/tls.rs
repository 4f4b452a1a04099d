//! TLS, computed by aws-lc or by ring.

#[cfg(feature = "tls")]
mod aws_lc;
#[cfg(not(feature = "tls"))]
mod ring;

#[cfg(feature = "tls")]
pub(crate) use aws_lc::{Certificate, certificates, set_up};
#[cfg(not(feature = "tls"))]
pub(crate) use ring::{Certificate, certificates, set_up};
