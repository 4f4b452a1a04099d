//! What a place takes as a picture.

use crate::version::Version;

/// A picture in base64, as a property takes it.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Picture {
    /// The kinds of files that phones draw there.
    pub formats: &'static [PictureFormat],
    /// How large it should be at most, in KB of 1024 bytes, each since a version, the oldest first.
    /// Without any if no limit is known but that of the whole flow.
    pub max_kb: &'static [(Version, usize)],
}

impl Picture {
    /// How large it should be at most in a version, in KB of 1024 bytes.
    ///
    /// ```
    /// use flow_json::table::{self, Format, Type};
    /// use flow_json::Version;
    ///
    /// let image = table::record("Item").unwrap().property("image").unwrap();
    /// let Type::String(Format::Image(picture)) = image.ty else { unreachable!() };
    /// assert_eq!(picture.max_kb_in(Version::V5_1), Some(300));
    /// assert_eq!(picture.max_kb_in(Version::V6_0), Some(100));
    /// ```
    pub fn max_kb_in(&self, version: Version) -> Option<usize> {
        let known = self.max_kb.iter().rev();
        let mut known = known.filter(|(since, _)| *since <= version);
        known.next().map(|(_, most)| *most)
    }
}

/// A kind of picture file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG
    Jpeg,
    /// PNG
    Png,
    /// WebP. iOS draws it since 14.
    Webp,
}

impl PictureFormat {
    /// Its name as people write it.
    ///
    /// ```
    /// assert_eq!(flow_json::table::PictureFormat::Jpeg.name(), "JPEG");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "JPEG",
            PictureFormat::Png => "PNG",
            PictureFormat::Webp => "WebP",
        }
    }
}

/// A picture of its own, large on the screen.
pub(super) const LARGE: Picture = Picture {
    formats: &[PictureFormat::Jpeg, PictureFormat::Png],
    max_kb: &[(Version::V2_1, 300)],
};

/// A picture of a carousel, about whose size the sources say nothing.
pub(super) const OF_CAROUSEL: Picture = Picture {
    formats: &[PictureFormat::Jpeg, PictureFormat::Png],
    max_kb: &[],
};

/// The picture of an option.
pub(super) const OF_OPTION: Picture = Picture {
    formats: &[PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp],
    max_kb: &[(Version::V2_1, 300), (Version::V6_0, 100)],
};

/// The picture before an item of a `NavigationList`.
pub(super) const OF_LIST_ITEM: Picture = Picture {
    formats: &[PictureFormat::Jpeg, PictureFormat::Png],
    max_kb: &[(Version::V2_1, 100)],
};
