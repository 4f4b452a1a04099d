//! TLS by ring. `reqwest` takes it ready, as it has no feature for ring.

use std::sync::Arc;

use reqwest::ClientBuilder;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::http_client::BoxError;

pub(crate) type Certificate = CertificateDer<'static>;

pub(crate) fn certificates(pem: &[u8]) -> Result<Vec<Certificate>, BoxError> {
    let certificates: Result<_, _> = CertificateDer::pem_slice_iter(pem).collect();
    Ok(certificates?)
}

pub(crate) fn set_up(
    builder: ClientBuilder,
    certificates: Option<&[Certificate]>,
) -> Result<ClientBuilder, BoxError> {
    // What the program has installed for all of itself comes first.
    let provider = CryptoProvider::get_default().cloned();
    let provider = provider.unwrap_or_else(|| Arc::new(ring::default_provider()));
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let config = config.with_safe_default_protocol_versions()?;
    let config = match certificates {
        None => config.with_root_certificates(RootCertStore::empty()),
        Some(some) => {
            let verifier = Verifier::new_with_extra_roots(some.iter().cloned(), provider)?;
            let config = config.dangerous();
            config.with_custom_certificate_verifier(Arc::new(verifier))
        }
    };
    let mut config = config.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(builder.tls_backend_preconfigured(config))
}
