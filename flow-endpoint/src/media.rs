//! Photos and documents that a phone hands to the endpoint.
//!
//! Source: Meta's "Media upload components": the file lies encrypted on Meta's servers, the request
//! carries its address and its keys.

use aws_lc_rs::cipher::{AES_256, DecryptionContext, StreamingDecryptingKey, UnboundCipherKey};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::{digest, hmac};
use flow_dsl::reply::EncryptionMetadata;
use zeroize::Zeroizing;

use crate::encoding::base64;

/// The length of the HMAC at the end of a file, cut short.
const MAC_LEN: usize = 10;

/// A file cannot be decrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MediaError {
    /// A key or a hash is no base64, or has the wrong length.
    #[error("`{0}` of the media's `encryption_metadata` is no base64 of its length")]
    Metadata(&'static str),
    /// The file is longer than the limit.
    #[error("the file is longer than the limit of {0} bytes")]
    TooLong(usize),
    /// The file is not the one that the request names.
    #[error("the SHA-256 of the file is not its `encrypted_hash`: download it again")]
    EncryptedHash,
    /// The HMAC at the end of the file is not its own.
    #[error("the HMAC at the end of the file does not hold")]
    Hmac,
    /// The decrypted file is not the one that was sent.
    #[error("the SHA-256 of the decrypted file is not its `plaintext_hash`")]
    PlaintextHash,
}

/// Decrypts a file piece by piece, as it is downloaded.
///
/// What [`update`](Self::update) gives is trusted only once [`finish`](Self::finish) has found the
/// hashes right: write it to a place where nobody reads it until then.
///
/// ```no_run
/// use flow_endpoint::{MediaDecryptor, MediaError};
///
/// # fn download(url: &str) -> Vec<Vec<u8>> { Vec::new() }
/// # fn decrypt(photo: flow_dsl::reply::EncryptedMedia) -> Result<Vec<u8>, MediaError> {
/// let mut decryptor = MediaDecryptor::new(&photo.encryption_metadata, 10_000_000)?;
/// let mut plain = Vec::new();
/// for chunk in download(&photo.cdn_url) {
///     decryptor.update(&chunk, &mut plain)?;
/// }
/// decryptor.finish(&mut plain)?;
/// # Ok(plain)
/// # }
/// ```
pub struct MediaDecryptor {
    cipher: StreamingDecryptingKey,
    mac: hmac::Context,
    encrypted_hash: (digest::Context, [u8; 32]),
    plaintext_hash: (digest::Context, [u8; 32]),
    /// The last bytes, which may turn out to be the HMAC.
    tail: Vec<u8>,
    limit: usize,
    len: usize,
}

impl MediaDecryptor {
    /// Takes the keys, and the length in bytes at which a download is given up.
    pub fn new(metadata: &EncryptionMetadata, limit: usize) -> Result<Self, MediaError> {
        let iv: [u8; 16] = field("iv", &metadata.iv)?;
        let key: Zeroizing<[u8; 32]> =
            Zeroizing::new(field("encryption_key", &metadata.encryption_key)?);
        let cipher = UnboundCipherKey::new(&AES_256, key.as_ref())
            .and_then(|key| {
                StreamingDecryptingKey::cbc_pkcs7(key, DecryptionContext::Iv128(iv.into()))
            })
            .map_err(|_| MediaError::Metadata("encryption_key"))?;
        let mac_key = base64(&metadata.hmac_key)
            .map(Zeroizing::new)
            .ok_or(MediaError::Metadata("hmac_key"))?;
        let mut mac = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &mac_key));
        mac.update(&iv);
        let hash = |name, text| Ok((digest::Context::new(&digest::SHA256), field(name, text)?));
        Ok(Self {
            cipher,
            mac,
            encrypted_hash: hash("encrypted_hash", &metadata.encrypted_hash)?,
            plaintext_hash: hash("plaintext_hash", &metadata.plaintext_hash)?,
            tail: Vec::new(),
            limit,
            len: 0,
        })
    }

    /// Takes the next piece of the file, and appends to `plain` as much as can be decrypted.
    pub fn update(&mut self, piece: &[u8], plain: &mut Vec<u8>) -> Result<(), MediaError> {
        self.len = self.len.saturating_add(piece.len());
        if self.len > self.limit {
            return Err(MediaError::TooLong(self.limit));
        }
        self.encrypted_hash.0.update(piece);
        self.tail.extend_from_slice(piece);
        let rest = self.tail.split_off(self.tail.len().saturating_sub(MAC_LEN));
        let encrypted = std::mem::replace(&mut self.tail, rest);
        self.mac.update(&encrypted);
        let start = plain.len();
        // CBC may give the block that it held back beside those of this piece.
        plain.resize(start + encrypted.len() + AES_256.block_len(), 0);
        let written = self
            .cipher
            .update(&encrypted, &mut plain[start..])
            .map_err(|_| MediaError::Hmac)?
            .written()
            .len();
        plain.truncate(start + written);
        self.plaintext_hash.0.update(&plain[start..]);
        Ok(())
    }

    /// Ends the file: appends its last bytes, and checks both hashes and the HMAC.
    pub fn finish(mut self, plain: &mut Vec<u8>) -> Result<(), MediaError> {
        verify(self.encrypted_hash, MediaError::EncryptedHash)?;
        let mac = self.mac.sign();
        verify_slices_are_equal(&mac.as_ref()[..MAC_LEN], &self.tail)
            .map_err(|_| MediaError::Hmac)?;
        let mut block = [0; 16];
        let last = self
            .cipher
            .finish(&mut block)
            .map_err(|_| MediaError::PlaintextHash)?;
        self.plaintext_hash.0.update(last.written());
        plain.extend_from_slice(last.written());
        verify(self.plaintext_hash, MediaError::PlaintextHash)
    }
}

impl std::fmt::Debug for MediaDecryptor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MediaDecryptor")
            .field("len", &self.len)
            .finish_non_exhaustive()
    }
}

fn verify(
    (hash, expected): (digest::Context, [u8; 32]),
    error: MediaError,
) -> Result<(), MediaError> {
    verify_slices_are_equal(hash.finish().as_ref(), &expected).map_err(|_| error)
}

fn field<const N: usize>(name: &'static str, text: &str) -> Result<[u8; N], MediaError> {
    base64(text)
        .map(Zeroizing::new)
        .and_then(|bytes| bytes.as_slice().try_into().ok())
        .ok_or(MediaError::Metadata(name))
}
