//! The pictures of a flow.
//!
//! They are served as files, so that the page stays small and a picture is sent once. Only formats without
//! scripts are, and none that would take a browser's memory when it is unpacked.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use base64_simd::STANDARD;

/// A picture that can be shown.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) mime_type: &'static str,
    pub(crate) bytes: std::sync::Arc<[u8]>,
}

/// Why a picture is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unseen {
    NotBase64,
    Format,
    TooLarge,
}

/// The name of a picture in addresses, and its width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) name: u64,
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// The most points of a picture. Unpacked, they take four bytes each.
const MOST_POINTS: usize = 40_000_000;

/// How many pictures are kept. A page that asks for an older one gets none.
const KEPT: usize = 500;

/// The pictures of the pages that were drawn so far.
#[derive(Default)]
pub(crate) struct Pictures(Mutex<HashMap<u64, Known>>);

/// A picture that was read, and its bytes if it can be shown.
type Known = (Result<Shown, Unseen>, Option<Picture>);

impl Pictures {
    /// Reads a picture in base64, unless it is known.
    pub(crate) fn read(&self, base64: &str) -> Result<Shown, Unseen> {
        let mut hasher = DefaultHasher::new();
        base64.hash(&mut hasher);
        let name = hasher.finish();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((shown, _)) = known.get(&name) {
            return *shown;
        }
        let read = read(base64);
        let shown = read.as_ref().map_err(|unseen| *unseen);
        let shown = shown.map(|(_, width, height)| Shown {
            name,
            width: *width,
            height: *height,
        });
        if known.len() >= KEPT {
            known.clear();
        }
        known.insert(name, (shown, read.ok().map(|(picture, ..)| picture)));
        shown
    }

    /// The picture of that name.
    pub(crate) fn get(&self, name: u64) -> Option<Picture> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&name)?.1.clone()
    }
}

fn read(base64: &str) -> Result<(Picture, usize, usize), Unseen> {
    // Some authors write the address that browsers take.
    let data = match base64.strip_prefix("data:") {
        Some(url) => url.split_once(',').ok_or(Unseen::NotBase64)?.1,
        None => base64,
    };
    let data = data.trim();
    let bytes = STANDARD
        .decode_to_vec(data)
        .map_err(|_| Unseen::NotBase64)?;
    let mime_type = match imagesize::image_type(&bytes) {
        Ok(imagesize::ImageType::Png) => "image/png",
        Ok(imagesize::ImageType::Jpeg) => "image/jpeg",
        Ok(imagesize::ImageType::Gif) => "image/gif",
        Ok(imagesize::ImageType::Webp) => "image/webp",
        _ => return Err(Unseen::Format),
    };
    let size = imagesize::blob_size(&bytes).map_err(|_| Unseen::Format)?;
    if size.width.saturating_mul(size.height) > MOST_POINTS {
        return Err(Unseen::TooLarge);
    }
    let bytes = bytes.into();
    Ok((Picture { mime_type, bytes }, size.width, size.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> String {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        STANDARD.encode_to_string(bytes)
    }

    #[test]
    fn only_harmless_pictures_are_shown() {
        let pictures = Pictures::default();
        let shown = pictures.read(&png(30, 20)).unwrap();
        assert_eq!((shown.width, shown.height), (30, 20));
        assert_eq!(pictures.get(shown.name).unwrap().mime_type, "image/png");

        let svg =
            STANDARD.encode_to_string("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>");
        assert_eq!(pictures.read(&svg), Err(Unseen::Format));
        assert_eq!(
            pictures.read("data:image/svg+xml,<svg/>"),
            Err(Unseen::NotBase64)
        );
        assert_eq!(
            pictures.read("https://example.com/a.png"),
            Err(Unseen::NotBase64)
        );
        assert_eq!(pictures.read(&png(60_000, 60_000)), Err(Unseen::TooLarge));
        assert_eq!(
            pictures.read(&png(u32::MAX, u32::MAX)),
            Err(Unseen::TooLarge)
        );
    }
}
