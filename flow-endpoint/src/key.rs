//! The private keys of a business.

pub(crate) mod pem;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey,
};
use zeroize::Zeroizing;

use crate::envelope::{AesKey, DecryptError};
use crate::handler::KeySource;
use crate::phone::PublicKey;
use crate::protocol::Rejection;

/// Why a key cannot be used. No text shows the key or its passphrase.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The file cannot be read.
    #[error("the key file {} cannot be read: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The variable is not set, or no Unicode.
    #[error("the variable `{0}` holds no key: set it to the key in PEM")]
    Variable(String),
    /// It is no PEM.
    #[error("the key is no PEM: it goes from `-----BEGIN …-----` to `-----END …-----`")]
    NotPem,
    /// It is PEM of something else.
    #[error(
        "the PEM holds a `{0}`: a private key is a `PRIVATE KEY`, an `ENCRYPTED PRIVATE KEY` or an `RSA PRIVATE KEY`"
    )]
    Label(String),
    /// It is encrypted.
    #[error("the key is encrypted: give its passphrase")]
    NoPassphrase,
    /// It does not decrypt.
    #[error("the key cannot be decrypted: the passphrase is wrong, or the key is damaged")]
    Passphrase,
    /// It is encrypted in a way that is not read, such as the one of OpenSSL 1 with `DEK-Info`.
    #[error(
        "the key is encrypted in a way that is not read: write it anew by `openssl pkcs8 -topk8`"
    )]
    Encryption,
    /// It is no RSA key, or has an unusual size.
    #[error("the key is no RSA key of 2048 to 8192 bits: Meta takes 2048")]
    NotRsa,
}

/// A key of the size that Meta asks for.
fn generate() -> PrivateDecryptingKey {
    PrivateDecryptingKey::generate(KeySize::Rsa2048)
        .expect("AWS-LC finds primes, and ends the process where the system has no randomness")
}

/// One private RSA key, which decrypts the AES keys of requests.
///
/// A clone shares the key. Its memory is cleared with the last of them.
///
/// ```
/// use flow_endpoint::PrivateKey;
///
/// let key = PrivateKey::generate();
/// assert_eq!(format!("{key:?}"), "PrivateKey(2048 bits)");
/// assert!(key.public_key().to_pem().starts_with("-----BEGIN PUBLIC KEY-----"));
/// ```
#[derive(Clone)]
pub struct PrivateKey(Arc<OaepPrivateDecryptingKey>, PublicKey);

impl PrivateKey {
    /// A new key of 2048 bits, which is the size that Meta asks for.
    pub fn generate() -> Self {
        Self::new(generate()).expect("a key that was made has its form")
    }

    /// A new key of 2048 bits in PEM (PKCS #8), encrypted if there is a passphrase.
    ///
    /// The passphrase is stretched by PBKDF2 with SHA-256 and 600 000 rounds, and the cipher is AES-256-CBC,
    /// which `openssl` reads too.
    ///
    /// ```
    /// use flow_endpoint::PrivateKey;
    ///
    /// let pem = PrivateKey::generate_pem(Some("correct horse"));
    /// let key = PrivateKey::from_pem(&pem, Some("correct horse"))?;
    /// assert!(PrivateKey::from_pem(&pem, None).is_err());
    /// # Ok::<(), flow_endpoint::KeyError>(())
    /// ```
    pub fn generate_pem(passphrase: Option<&str>) -> Zeroizing<String> {
        let der: Pkcs8V1Der<'_> = generate()
            .as_der()
            .expect("a key that was made has its form");
        pem::to_pem(der.as_ref(), passphrase)
    }

    /// Reads PEM: PKCS #8 or PKCS #1, encrypted or not. A passphrase that is not called for is passed
    /// over.
    ///
    /// The line breaks may be written as `\n`, as they often are in variables.
    pub fn from_pem(pem: &str, passphrase: Option<&str>) -> Result<Self, KeyError> {
        let der = pem::pkcs8(pem, passphrase)?;
        let key = PrivateDecryptingKey::from_pkcs8(der.as_bytes()).map_err(|_| KeyError::NotRsa)?;
        Self::new(key)
    }

    /// Reads a file of PEM, as [`from_pem`](Self::from_pem) does.
    pub fn from_file(path: impl AsRef<Path>, passphrase: Option<&str>) -> Result<Self, KeyError> {
        let path = path.as_ref();
        let pem = std::fs::read_to_string(path)
            .map(Zeroizing::new)
            .map_err(|source| KeyError::File {
                path: path.to_owned(),
                source,
            })?;
        Self::from_pem(&pem, passphrase)
    }

    /// Reads PEM from a variable of the environment, as [`from_pem`](Self::from_pem) does.
    ///
    /// The environment of the process keeps it.
    pub fn from_variable(name: &str, passphrase: Option<&str>) -> Result<Self, KeyError> {
        let pem = std::env::var(name)
            .map(Zeroizing::new)
            .map_err(|_| KeyError::Variable(name.to_owned()))?;
        Self::from_pem(&pem, passphrase)
    }

    fn new(key: PrivateDecryptingKey) -> Result<Self, KeyError> {
        let public: PublicKeyX509Der<'_> =
            key.public_key().as_der().map_err(|_| KeyError::NotRsa)?;
        let public = pkcs8::Document::try_from(public.as_ref()).map_err(|_| KeyError::NotRsa)?;
        let public = PublicKey::from_der(public)?;
        let key = OaepPrivateDecryptingKey::new(key).map_err(|_| KeyError::NotRsa)?;
        Ok(Self(Arc::new(key), public))
    }

    /// The public half, which is uploaded to Meta.
    pub fn public_key(&self) -> &PublicKey {
        &self.1
    }

    /// Decrypts the AES key of a request.
    pub fn decrypt(&self, encrypted_aes_key: &[u8]) -> Result<AesKey, DecryptError> {
        let mut plain = Zeroizing::new(vec![0; self.0.min_output_size()]);
        let key = self
            .0
            .decrypt(&OAEP_SHA256_MGF1SHA256, encrypted_aes_key, &mut plain, None)
            .map_err(|_| DecryptError)?;
        AesKey::new(key)
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({} bits)", self.0.key_size_bits())
    }
}

/// A key of [`Keys`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Key {
    /// One in memory.
    Private(PrivateKey),
    /// One in AWS KMS.
    #[cfg(feature = "kms")]
    Kms(crate::KmsKey),
}

impl From<PrivateKey> for Key {
    fn from(key: PrivateKey) -> Self {
        Self::Private(key)
    }
}

#[cfg(feature = "kms")]
impl From<crate::KmsKey> for Key {
    fn from(key: crate::KmsKey) -> Self {
        Self::Kms(key)
    }
}

/// Several keys at once, for the time in which one takes the place of another.
///
/// The newest belongs first: it is tried first. The next is tried where a key does not fit, and where it
/// cannot be asked.
///
/// ```
/// use flow_endpoint::{Keys, PrivateKey};
///
/// let (new, old) = (PrivateKey::generate(), PrivateKey::generate());
/// let keys = Keys::from(new).and(old);
/// ```
#[derive(Clone, Debug)]
pub struct Keys(Vec<Key>);

impl Keys {
    /// These keys, and an older one.
    #[must_use]
    pub fn and(mut self, key: impl Into<Key>) -> Self {
        self.0.push(key.into());
        self
    }
}

impl KeySource for Keys {
    async fn decrypt(&self, encrypted_aes_key: Vec<u8>) -> Result<AesKey, Rejection> {
        let mut failed = Rejection::Decrypt(DecryptError);
        for key in &self.0 {
            let decrypted = match key {
                Key::Private(key) => key.decrypt(&encrypted_aes_key).map_err(Rejection::Decrypt),
                #[cfg(feature = "kms")]
                Key::Kms(key) => KeySource::decrypt(key, encrypted_aes_key.clone()).await,
            };
            match decrypted {
                Ok(key) => return Ok(key),
                Err(Rejection::Decrypt(_)) => {}
                // It may be the one that fits: a phone that fetches the public key again is not helped.
                Err(rejection) => failed = rejection,
            }
        }
        Err(failed)
    }
}

impl From<PrivateKey> for Keys {
    fn from(key: PrivateKey) -> Self {
        Self(vec![key.into()])
    }
}

#[cfg(feature = "kms")]
impl From<crate::KmsKey> for Keys {
    fn from(key: crate::KmsKey) -> Self {
        Self(vec![key.into()])
    }
}

impl<K: Into<Key>> FromIterator<K> for Keys {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        Self(keys.into_iter().map(Into::into).collect())
    }
}
