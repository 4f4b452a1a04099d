//! Files as Python's `cryptography` encrypts them.

use flow_dsl::reply::EncryptionMetadata;
use flow_endpoint::{MediaDecryptor, MediaError};
use serde_json::{Value, json};

use crate::vectors::{Media, VECTORS};

fn metadata(media: &Media) -> EncryptionMetadata {
    serde_json::from_value(media.metadata.clone()).expect("the metadata has its fields")
}

fn decrypt(
    metadata: &EncryptionMetadata,
    file: &[u8],
    piece: usize,
) -> Result<Vec<u8>, MediaError> {
    let mut decryptor = MediaDecryptor::new(metadata, 10_000)?;
    let mut plain = Vec::new();
    for piece in file.chunks(piece) {
        decryptor.update(piece, &mut plain)?;
    }
    decryptor.finish(&mut plain)?;
    Ok(plain)
}

#[test]
fn each_file_is_decrypted_in_pieces_of_any_size() {
    for media in &VECTORS.media {
        for piece in [1, 9, 10, 11, 15, 16, 17, 1000, 10_000] {
            let plain = decrypt(&metadata(media), &media.file(), piece);
            assert_eq!(plain, Ok(media.plain()), "{} by {piece}", media.name);
        }
    }
}

#[test]
fn changed_files_and_keys_are_refused() {
    let media = &VECTORS.media[2];
    let file = media.file();
    let mut changed = file.clone();
    changed[7] ^= 1;
    let right = metadata(media);
    assert_eq!(
        decrypt(&right, &changed, 100),
        Err(MediaError::EncryptedHash)
    );
    assert_eq!(
        decrypt(&right, &file[..20], 100),
        Err(MediaError::EncryptedHash)
    );
    assert_eq!(decrypt(&right, &[], 100), Err(MediaError::EncryptedHash));

    let other = metadata(&VECTORS.media[0]);
    let mut wrong = metadata(media);
    wrong.hmac_key = other.hmac_key;
    assert_eq!(decrypt(&wrong, &file, 100), Err(MediaError::Hmac));
    let mut wrong = metadata(media);
    wrong.plaintext_hash = other.plaintext_hash;
    assert_eq!(decrypt(&wrong, &file, 100), Err(MediaError::PlaintextHash));
    let mut wrong = metadata(media);
    wrong.encryption_key = other.encryption_key;
    assert_eq!(decrypt(&wrong, &file, 100), Err(MediaError::PlaintextHash));
}

#[test]
fn a_file_with_its_own_hash_is_held_to_its_hmac() {
    // As one who swaps the file at the CDN and knows its hash, but not the key.
    let mut metadata = metadata(&VECTORS.media[1]);
    for (file, hash) in [
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        ("short", "+fCxl/XnV4j0hX9IvuGkyc4JLjqoKtEwHLY5+nBIuPE="),
    ] {
        metadata.encrypted_hash = hash.to_owned();
        let refused = decrypt(&metadata, file.as_bytes(), 100);
        assert!(refused.is_err(), "{file:?}: {refused:?}");
    }
    metadata.encrypted_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".to_owned();
    assert_eq!(decrypt(&metadata, b"", 100), Err(MediaError::Hmac));
}

#[test]
fn a_file_over_the_limit_is_given_up() {
    let media = &VECTORS.media[2];
    let mut decryptor = MediaDecryptor::new(&metadata(media), 99).unwrap();
    let mut plain = Vec::new();
    let error = decryptor.update(&media.file()[..100], &mut plain);
    assert_eq!(error, Err(MediaError::TooLong(99)));
    assert!(plain.is_empty());
}

#[test]
fn bad_metadata_is_named() {
    let media = &VECTORS.media[0];
    for name in ["iv", "encryption_key", "encrypted_hash", "plaintext_hash"] {
        for value in ["", "AAAA", "-_"] {
            let mut metadata: Value = media.metadata.clone();
            metadata[name] = json!(value);
            let metadata = serde_json::from_value(metadata).unwrap();
            let error = MediaDecryptor::new(&metadata, 100).unwrap_err();
            assert_eq!(error, MediaError::Metadata(name));
        }
    }
    let mut metadata = metadata(media);
    metadata.hmac_key = "*".to_owned();
    let error = MediaDecryptor::new(&metadata, 100).unwrap_err();
    assert_eq!(error, MediaError::Metadata("hmac_key"));
}
