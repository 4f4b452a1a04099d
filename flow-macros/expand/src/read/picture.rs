//! `image!("logo.png")`: the picture of a file, in base64.

use std::path::Path;

use flow_json::table::{self, Format, Picture, PictureFormat, Shape, Type};
use flow_json::tree::Node;
use proc_macro2::TokenTree;

use super::Reader;
use super::value::Expected;
use crate::file::File;
use crate::syntax::{Literal, Macro};

/// The bytes of a KB, as Meta counts them.
const KB: usize = 1024;

impl Reader<'_> {
    /// The base64 of a picture, in a place that takes one.
    pub(super) fn picture(&mut self, call: &Macro, expected: Expected) -> Node {
        let name = call.path.span();
        let Some((path, span)) = path_of(call) else {
            let message = "the path of a picture is a string literal, and starts from the folder of \
                           this Rust file; write `image!(\"logo.png\")`";
            self.errors.push(name, message);
            return self.unknown(name);
        };
        let (Expected::Type(Type::String(Format::Image(picture))), Some(slot)) =
            (expected, self.slot)
        else {
            let subject = match (expected, self.slot) {
                (Expected::Type(_), Some(slot)) => {
                    let name = slot.property.name.replace('-', "_");
                    format!("`{name}` of `{}` takes no picture", slot.owner)
                }
                _ => "no picture stands here".to_owned(),
            };
            self.errors.push(span, format!("{subject}; {}", places()));
            return self.unknown(span);
        };
        let place = format!("`{}` of `{}`", slot.property.name, slot.owner);
        let file = match File::open(&path, span) {
            Ok(file) => file,
            Err(mistake) => {
                self.errors.0.push(mistake);
                return self.unknown(span);
            }
        };
        let most = match self.written_version {
            Some(version) => picture.max_kb_in(version),
            // A component that is read by itself belongs to flows of any version.
            None => picture.max_kb.iter().map(|(_, most)| *most).max(),
        };
        let fault =
            fault_of_form(&file, picture, &place).or_else(|| fault_of_size(&file, most?, &place));
        if let Some(message) = fault {
            self.errors.push(span, message);
            return self.unknown(span);
        }
        let text = base64(&file.bytes);
        if !self.files.contains(&file.absolute) {
            self.files.push(file.absolute);
        }
        self.string(span, text)
    }
}

/// The path in `image!("path")`, with its place.
pub(crate) fn path_of(call: &Macro) -> Option<(String, proc_macro2::Span)> {
    let mut tokens: Vec<_> = call.group.stream().into_iter().collect();
    // A macro of the author's hands literals on in invisible groups.
    while let [TokenTree::Group(group)] = &tokens[..]
        && group.delimiter() == proc_macro2::Delimiter::None
    {
        tokens = group.stream().into_iter().collect();
    }
    match &tokens[..] {
        [TokenTree::Literal(literal)] => match Literal::new(literal.clone()) {
            Literal::Text { value, .. } => Some((value, literal.span())),
            _ => None,
        },
        _ => None,
    }
}

/// Where pictures can stand, in words.
fn places() -> String {
    let mut places: Vec<String> = Vec::new();
    for component in table::COMPONENTS {
        places_in(&component.shape, &mut places);
    }
    let (last, most) = places.split_last().expect("components have pictures");
    format!("write it in {} or {last}", most.join(", "))
}

fn places_in(shape: &'static Shape, places: &mut Vec<String>) {
    for property in shape.properties {
        let mut ty = &property.ty;
        while let Type::Array { of, .. } = ty {
            ty = of;
        }
        match ty {
            Type::Object(shape) => places_in(shape, places),
            Type::String(Format::Image(_)) => {
                let place = format!("`{}` of `{}`", property.name, shape.name);
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            _ => {}
        }
    }
}

/// What is wrong with the form of a picture.
fn fault_of_form(file: &File, picture: &Picture, place: &str) -> Option<String> {
    let shown = &file.shown;
    let names = picture.formats.iter().map(|format| format.name());
    let names: Vec<_> = names.collect();
    let (last, most) = names.split_last().expect("a place takes some format");
    let taken = format!("{place} takes {} or {last}", most.join(", "));
    match Kind::of(&file.bytes) {
        Kind::Known(format) if picture.formats.contains(&format) => None,
        Kind::Known(format) => {
            let name = format.name();
            Some(format!("`{shown}` is {name}, and {taken}; save it as PNG"))
        }
        Kind::Other(name) => Some(format!("`{shown}` is {name}, and {taken}; save it as PNG")),
        Kind::Svg => Some(format!(
            "`{shown}` is SVG, which describes lines and areas, and {taken}, which hold the pixels that \
             phones show; export it as PNG in the size in which it is seen"
        )),
        Kind::Pointer => Some(format!(
            "`{shown}` is a pointer of Git LFS, not the picture; get it with `git lfs pull`"
        )),
        Kind::Unknown if file.bytes.is_empty() => {
            Some(format!("`{shown}` is empty; save the picture again"))
        }
        Kind::Unknown => Some(format!(
            "`{shown}` does not begin as a picture does, and {taken}; save it as PNG"
        )),
    }
}

/// What is wrong with the size of a picture.
fn fault_of_size(file: &File, most: usize, place: &str) -> Option<String> {
    let size = file.bytes.len();
    if size <= most * KB {
        return None;
    }
    // The size of a file goes with the area. Nine tenths leave some room.
    let side = ((most * KB) as f64 / size as f64).sqrt() * 90.0;
    let name = |path: &Path| {
        path.file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let path = Path::new(&file.shown);
    Some(format!(
        "`{}` has {} KB, and {place} takes at most {most}; make it smaller, for example with \
         ImageMagick: `magick {} -resize {}% -quality 80 {}-small.jpg`",
        file.shown,
        size.div_ceil(KB),
        name(path),
        (side as usize).max(1),
        name(&path.with_extension("")),
    ))
}

/// What a file is, as its first bytes tell.
#[derive(Debug, PartialEq)]
enum Kind {
    Known(PictureFormat),
    /// A picture that no place takes.
    Other(&'static str),
    Svg,
    /// The text that stands for a large file in a Git repository.
    Pointer,
    Unknown,
}

impl Kind {
    fn of(bytes: &[u8]) -> Self {
        let starts = |start: &[u8]| bytes.starts_with(start);
        let at =
            |index: usize, text: &[u8]| bytes.get(index..).is_some_and(|b| b.starts_with(text));
        match () {
            () if starts(b"\x89PNG\r\n\x1a\n") => Kind::Known(PictureFormat::Png),
            () if starts(b"\xff\xd8\xff") => Kind::Known(PictureFormat::Jpeg),
            () if starts(b"RIFF") && at(8, b"WEBP") => Kind::Known(PictureFormat::Webp),
            () if starts(b"GIF8") => Kind::Other("GIF"),
            () if starts(b"BM") => Kind::Other("BMP"),
            () if starts(b"II*\0") || starts(b"MM\0*") => Kind::Other("TIFF"),
            () if starts(b"\0\0\x01\0") => Kind::Other("ICO"),
            () if at(4, b"ftypavif") => Kind::Other("AVIF"),
            () if at(4, b"ftyp") => Kind::Other("HEIC or a film"),
            () if starts(b"%PDF") => Kind::Other("PDF"),
            () if starts(b"version https://git-lfs") => Kind::Pointer,
            () if is_svg(bytes) => Kind::Svg,
            () => Kind::Unknown,
        }
    }
}

/// Whether a file is XML with an `<svg` near its beginning, behind comments and the like.
fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4 * KB)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}

/// The bytes in base64, padded. (A crate for it would have to be built before any flow is.)
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index: usize| usize::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            text.push(if digit <= chunk.len() {
                char::from(DIGITS[bits >> (18 - 6 * digit) & 63])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test vectors of RFC 4648, and the last digits.
    #[test]
    fn base64_of_bytes() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xef, 0xff]), "++//");
    }

    #[test]
    fn kinds_of_files() {
        for (bytes, kind) in [
            (
                &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
                Kind::Known(PictureFormat::Png),
            ),
            (
                b"\xff\xd8\xff\xe0\0\x10JFIF",
                Kind::Known(PictureFormat::Jpeg),
            ),
            (b"RIFF\x24\0\0\0WEBPVP8 ", Kind::Known(PictureFormat::Webp)),
            (b"RIFF\x24\0\0\0WAVEfmt ", Kind::Unknown),
            (b"GIF89a", Kind::Other("GIF")),
            (b"\0\0\0\x1cftypavif", Kind::Other("AVIF")),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Kind::Svg),
            (
                "\u{feff}<?xml version='1.0'?>\n<!-- a -->\n<svg/>".as_bytes(),
                Kind::Svg,
            ),
            (b"<html></html>", Kind::Unknown),
            (
                b"version https://git-lfs.github.com/spec/v1\n",
                Kind::Pointer,
            ),
            (b"", Kind::Unknown),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
