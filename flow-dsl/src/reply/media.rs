//! Values that are objects with known keys.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

crate::__record! {
    /// A photo or a document in a reply. The file itself is fetched by its `id` from the media API.
    Media {
        /// The name that the file has on the phone.
        file_name "file_name" [String]
        /// Its kind, such as `image/jpeg`.
        mime_type "mime_type" [String]
        /// The SHA-256 of the file, as it was sent.
        sha256 "sha256" [String]
        /// Its id in the media API.
        id "id" [String]
    } __serialize __deserialize
}

crate::__record! {
    /// A photo or a document in a payload for the endpoint. The file is encrypted, on Meta's servers.
    ///
    /// Download it from `cdn_url`. Its last 10 bytes are an HMAC-SHA-256, cut short, over the
    /// initialisation vector and the rest; the rest is AES-256-CBC with PKCS #7.
    EncryptedMedia {
        /// Its id at Meta.
        media_id "media_id" [String]
        /// The address from which it can be downloaded for up to 20 days.
        cdn_url "cdn_url" [String]
        /// The name that the file has on the phone.
        file_name "file_name" [String]
        /// The keys and hashes for decrypting it.
        encryption_metadata "encryption_metadata" [EncryptionMetadata]
    } __serialize __deserialize
}

crate::__record! {
    /// The keys and hashes of an [`EncryptedMedia`], all in base64.
    EncryptionMetadata {
        /// The SHA-256 of the file as it is downloaded.
        encrypted_hash "encrypted_hash" [String]
        /// The initialisation vector.
        iv "iv" [String]
        /// The key of AES.
        encryption_key "encryption_key" [String]
        /// The key of the HMAC.
        hmac_key "hmac_key" [String]
        /// The SHA-256 of the decrypted file.
        plaintext_hash "plaintext_hash" [String]
    } __serialize __deserialize
}

crate::__record! {
    /// The value of a `CalendarPicker` with `mode: "range"`: days as `YYYY-MM-DD`.
    DateRange {
        /// The first day.
        start_date "start-date" [String]
        /// The last day. It can be missing if the flow does not require it.
        end_date "end-date" [Option<String>]
    } __serialize __deserialize
}

/// The data of a screen that declares none. Where a flow has an endpoint, the number tells its screens
/// apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoData<const SCREEN: usize = 0> {}

impl<const SCREEN: usize> Serialize for NoData<SCREEN> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_map(Some(0))?.end()
    }
}
