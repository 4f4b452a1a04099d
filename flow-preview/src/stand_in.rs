//! Files that stand in for a person's own.

use flow_sim::File;
use serde::{Deserialize, Serialize};

/// A file that stands in for one of the person's.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
pub(crate) struct StandIn {
    pub(crate) name: String,
    pub(crate) kilobytes: u64,
    /// Without it, the end of the name says which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) mime_type: Option<String>,
}

/// Those that can be chosen, with their size in KB. Most pickers take the last of each list for too large.
const PHOTOS: &[(&str, u64)] = &[
    ("mountains.jpg", 840),
    ("receipt.png", 310),
    ("portrait.jpg", 2_400),
    ("panorama.jpg", 30_000),
];
const DOCUMENTS: &[(&str, u64)] = &[
    ("contract.pdf", 420),
    ("letter.docx", 88),
    ("table.xlsx", 64),
    ("scan.jpg", 1_900),
    ("archive.zip", 30_000),
];

impl StandIn {
    /// The photos or the documents that a person of the page can hand in.
    pub(crate) fn all(photos: bool) -> impl Iterator<Item = Self> {
        let files = if photos { PHOTOS } else { DOCUMENTS };
        files.iter().map(|(name, kilobytes)| Self {
            name: (*name).to_owned(),
            kilobytes: *kilobytes,
            mime_type: None,
        })
    }

    /// The size of a file that was handed in, in KB. The phone does not keep it.
    pub(crate) fn kilobytes_of(name: &str) -> u64 {
        let mut files = PHOTOS.iter().chain(DOCUMENTS);
        let known = files.find(|(known, _)| *known == name);
        known.map_or_else(|| File::new(name).kilobytes, |(_, kilobytes)| *kilobytes)
    }

    pub(crate) fn file(&self) -> File {
        let mut file = File::new(&self.name).kilobytes(self.kilobytes);
        if let Some(mime_type) = &self.mime_type {
            file.mime_type = mime_type.as_str().into();
        }
        file
    }
}

impl From<&File> for StandIn {
    fn from(file: &File) -> Self {
        Self {
            name: file.name.to_string(),
            kilobytes: file.kilobytes,
            mime_type: Some(file.mime_type.to_string()),
        }
    }
}

/// `840 KB`, `29.3 MB`
pub(crate) fn size(kilobytes: u64) -> String {
    if kilobytes >= 1024 {
        format!("{} MB", (kilobytes as f64 / 102.4).round() / 10.0)
    } else {
        format!("{kilobytes} KB")
    }
}
