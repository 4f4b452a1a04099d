//! TLS by aws-lc, which `reqwest` sets up itself.

use reqwest::ClientBuilder;

use crate::http_client::{BoxError, boxed};

pub(crate) use reqwest::Certificate;

pub(crate) fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, BoxError> {
    Certificate::from_pem_bundle(pem).map_err(boxed)
}

pub(crate) fn set_up(
    builder: ClientBuilder,
    certificates: Option<&[Certificate]>,
) -> Result<ClientBuilder, BoxError> {
    Ok(match certificates {
        None => builder.tls_certs_only([]),
        Some([]) => builder,
        Some(some) => builder.tls_certs_merge(some.iter().cloned()),
    })
}
