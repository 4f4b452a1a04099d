//! Files that a person hands in.

use crate::value::{Text, Value};

/// A photo or a document. Its content does not matter here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct File {
    /// Its name.
    pub name: Text,
    /// For example `image/jpeg`.
    pub mime_type: Text,
    /// Its size in KB.
    pub kilobytes: u64,
}

impl File {
    /// A file of 100 KB, its type guessed by the end of its name.
    pub fn new(name: &str) -> Self {
        let end = name.rsplit('.').next().unwrap_or("").to_lowercase();
        let mime_type = match &*end {
            "jpg" | "jpeg" => "image/jpeg",
            "png" => "image/png",
            "gif" => "image/gif",
            "heic" => "image/heic",
            "webp" => "image/webp",
            "pdf" => "application/pdf",
            "txt" => "text/plain",
            "zip" => "application/zip",
            "mp4" => "video/mp4",
            "doc" => "application/msword",
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/octet-stream",
        };
        Self {
            name: name.into(),
            mime_type: mime_type.into(),
            kilobytes: 100,
        }
    }

    /// The same with another size.
    #[must_use]
    pub fn kilobytes(mut self, kilobytes: u64) -> Self {
        self.kilobytes = kilobytes;
        self
    }

    /// As the reply has it.
    pub(crate) fn to_value(&self, number: usize) -> Value {
        Value::object([
            ("file_name", Value::Text(self.name.clone())),
            ("mime_type", Value::Text(self.mime_type.clone())),
            ("sha256", Value::from(PLACEHOLDER)),
            ("id", Value::from(format!("{}", number + 1))),
        ])
    }
}

/// In base64, 32 bytes of zeros.
const PLACEHOLDER: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// A list of files of a reply, as an endpoint is given it.
pub(crate) fn for_endpoint(files: &[Value]) -> Value {
    let of = |file: &Value| {
        let text = |key| file.get(key).cloned().unwrap_or_else(Value::empty_text);
        let keys = [
            "encrypted_hash",
            "iv",
            "encryption_key",
            "hmac_key",
            "plaintext_hash",
        ];
        let metadata = keys.map(|key| (key, Value::from(PLACEHOLDER)));
        Value::object([
            ("media_id", text("id")),
            ("cdn_url", Value::from("https://example.com/media")),
            ("file_name", text("file_name")),
            ("encryption_metadata", Value::object(metadata)),
        ])
    };
    Value::list(files.iter().map(of))
}
