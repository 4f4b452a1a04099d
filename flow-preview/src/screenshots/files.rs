//! The files of pictures, and their names.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::Error;
use crate::look::{Direction, Look, Scale, Size};

/// The files that are written.
pub(super) struct Files<'o> {
    out: &'o Path,
    pub(super) written: Vec<PathBuf>,
    names: HashSet<String>,
}

impl<'o> Files<'o> {
    pub(super) fn new(out: &'o Path) -> Self {
        Self {
            out,
            written: Vec::new(),
            names: HashSet::new(),
        }
    }

    pub(super) fn write(
        &mut self,
        words: &[&str],
        look: Look,
        picture: &[u8],
    ) -> Result<(), Error> {
        let name = name(words, look);
        // Two flows may have the same name, and two ids differ only in what a file name cannot hold.
        let mut free = format!("{name}.png");
        let mut number = 2;
        while !self.names.insert(free.to_lowercase()) {
            free = format!("{name}-{number}.png");
            number += 1;
        }
        let path = self.out.join(free);
        std::fs::write(&path, picture).map_err(|error| Error::Write {
            path: path.clone(),
            error,
        })?;
        self.written.push(path);
        Ok(())
    }
}

/// The name of a file: what it shows, and how it looks.
fn name(words: &[&str], look: Look) -> String {
    let plain = |word: &str| -> String {
        let sign = |sign: char| if sign.is_alphanumeric() { sign } else { '_' };
        word.chars().take(60).map(sign).collect()
    };
    let mut parts: Vec<String> = words.iter().map(|word| plain(word)).collect();
    parts.push(look.theme.word().to_owned());
    if look.rtl {
        parts.push(Direction::Rtl.word().to_owned());
    }
    if look.size != Size::default() {
        parts.push(look.size.word().to_owned());
    }
    if look.scale != Scale::default() {
        parts.push(look.scale.word().to_owned());
    }
    parts.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Theme;

    #[test]
    fn files_say_what_they_show() {
        let usual = Look::default();
        assert_eq!(name(&["booking", "SLOT"], usual), "booking.SLOT.light");
        let other = Look {
            theme: Theme::Dark,
            size: Size::Small,
            scale: Scale::Percent150,
            rtl: true,
        };
        assert_eq!(
            name(&["../a b", "storyboard"], other),
            "___a_b.storyboard.dark.rtl.small.150"
        );
    }

    #[test]
    fn no_picture_is_written_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Files::new(folder.path());
        for screen in ["A", "a", "A"] {
            files
                .write(&["flow", screen], Look::default(), b"")
                .unwrap();
        }
        let names: Vec<_> = files
            .written
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "flow.A.light.png",
                "flow.a.light-2.png",
                "flow.A.light-3.png"
            ]
        );
    }
}
