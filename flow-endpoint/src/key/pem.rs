//! The forms of PEM that private keys come in.

use pkcs8::der::Encode;
use pkcs8::der::asn1::{AnyRef, OctetStringRef};
use pkcs8::pkcs5::pbes2::Parameters;
use pkcs8::spki::AlgorithmIdentifierRef;
use pkcs8::{
    EncryptedPrivateKeyInfoRef, LineEnding, ObjectIdentifier, PrivateKeyInfoRef, SecretDocument,
};
use zeroize::Zeroizing;

use super::KeyError;
use crate::random::random;

/// `rsaEncryption` of RFC 8017.
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// The key in PKCS #8, not encrypted.
pub(super) fn pkcs8(pem: &str, passphrase: Option<&str>) -> Result<SecretDocument, KeyError> {
    let pem = line_breaks(pem);
    // The key of this older form is made by MD5, for which no kept library offers a function.
    if pem.contains("Proc-Type: 4,ENCRYPTED") {
        return Err(KeyError::Encryption);
    }
    let (label, der) = SecretDocument::from_pem(&pem).map_err(|_| KeyError::NotPem)?;
    match label {
        "PRIVATE KEY" => Ok(der),
        "ENCRYPTED PRIVATE KEY" => decrypt(&der, passphrase),
        "RSA PRIVATE KEY" => wrap(der.as_bytes()),
        _ => Err(KeyError::Label(label.to_owned())),
    }
}

/// A key in PKCS #8 as PEM, encrypted if there is a passphrase.
pub(super) fn to_pem(pkcs8: &[u8], passphrase: Option<&str>) -> Zeroizing<String> {
    const VALID: &str = "the key and the parameters are well formed";
    let Some(passphrase) = passphrase else {
        let der = SecretDocument::try_from(pkcs8).expect(VALID);
        return der.to_pem("PRIVATE KEY", LineEnding::LF).expect(VALID);
    };
    let (salt, iv) = (random::<16>(), *random());
    let parameters =
        Parameters::generate_pbkdf2_sha256_aes256cbc(ROUNDS, salt.as_ref(), iv).expect(VALID);
    let info = PrivateKeyInfoRef::try_from(pkcs8).expect(VALID);
    let encrypted = info
        .encrypt_with_params(parameters, passphrase)
        .expect(VALID);
    encrypted
        .to_pem("ENCRYPTED PRIVATE KEY", LineEnding::LF)
        .expect(VALID)
}

/// What OWASP asks of PBKDF2 with SHA-256.
const ROUNDS: u32 = 600_000;

/// The text behind the byte order mark, which some editors of Windows write.
pub(crate) fn text(pem: &str) -> &str {
    pem.strip_prefix('\u{feff}').unwrap_or(pem)
}

/// The text, whose line breaks may be written as `\n`: variables often hold PEM in one line.
///
/// It is as long as the key at most, so that it never grows, which would leave copies of it in memory.
fn line_breaks(pem: &str) -> Zeroizing<String> {
    let pem = text(pem).trim();
    let mut read = Zeroizing::new(String::with_capacity(pem.len()));
    if pem.contains('\n') {
        read.push_str(pem);
        return read;
    }
    for (number, line) in pem.split("\\n").enumerate() {
        if number > 0 {
            read.push('\n');
        }
        read.push_str(line.strip_suffix("\\r").unwrap_or(line));
    }
    read
}

fn decrypt(der: &SecretDocument, passphrase: Option<&str>) -> Result<SecretDocument, KeyError> {
    let passphrase = passphrase.ok_or(KeyError::NoPassphrase)?;
    let encrypted =
        EncryptedPrivateKeyInfoRef::try_from(der.as_bytes()).map_err(|_| KeyError::Encryption)?;
    encrypted
        .decrypt(passphrase)
        .map_err(|_| KeyError::Passphrase)
}

/// PKCS #8 around a key in PKCS #1.
pub(super) fn wrap(pkcs1: &[u8]) -> Result<SecretDocument, KeyError> {
    let algorithm = AlgorithmIdentifierRef {
        oid: RSA,
        parameters: Some(AnyRef::NULL),
    };
    let key = OctetStringRef::new(pkcs1).map_err(|_| KeyError::NotRsa)?;
    let info = PrivateKeyInfoRef::new(algorithm, key);
    let der = Zeroizing::new(info.to_der().map_err(|_| KeyError::NotRsa)?);
    SecretDocument::try_from(der.as_slice()).map_err(|_| KeyError::NotRsa)
}
