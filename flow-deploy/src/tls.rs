//! TLS, computed by aws-lc or by ring. There is the same for both:
//!
//! - `Certificate`: a certificate to trust.
//! - `certificates`: those of a PEM file.
//! - `set_up`: makes a client trust these beside the system's. `None` is for a client that never speaks TLS: it
//!   need not read the system's.

#[cfg(not(any(feature = "tls", feature = "tls-ring")))]
compile_error!(
    "the feature `aws-config` of flow-deploy goes with `tls` or `tls-ring`: switch on one of them"
);

#[cfg(feature = "tls")]
mod aws_lc;
#[cfg(all(feature = "tls-ring", not(feature = "tls")))]
mod ring;

#[cfg(feature = "tls")]
pub(crate) use aws_lc::{Certificate, certificates, set_up};
#[cfg(all(feature = "tls-ring", not(feature = "tls")))]
pub(crate) use ring::{Certificate, certificates, set_up};
