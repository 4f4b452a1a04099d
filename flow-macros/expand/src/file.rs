//! Files that macros read.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use flow_json::table::nearest;
use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::errors::Mistake;

/// A file that could be read.
pub(crate) struct File {
    /// Its path as the compiler shows paths: mostly relative to the workspace.
    pub(crate) shown: String,
    pub(crate) absolute: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// Reads the file of a path, or gives the mistake. The path starts from the folder of the Rust file
    /// in which it is written, as that of `include_str!` does.
    pub(crate) fn open(path: &str, span: Span) -> Result<Self, Mistake> {
        // What a component has made absolute is shown as it was written.
        let folder = std::env::current_dir().unwrap_or_default();
        let shown = from(Path::new(&span.file()), path);
        let shown = shown.strip_prefix(folder).unwrap_or(&shown).to_owned();
        let local = local(path, span);
        // An editor may not know the path of the Rust file. That is no mistake of the author.
        let only_in_builds = local.is_none();
        // A doctest has no file on disk, but the path of the file that documents it.
        let local = local.unwrap_or_else(|| shown.clone());
        let bytes = std::fs::read(&local).map_err(|error| {
            let help = match nearest_name(path, &local) {
                Some(name) if error.kind() == ErrorKind::NotFound => {
                    format!("the nearest name there is `{name}`")
                }
                _ => "the path starts from the folder of this Rust file".to_owned(),
            };
            Mistake {
                span,
                message: format!("cannot read `{}`: {error}; {help}", shown.display()),
                only_in_builds,
            }
        })?;
        Ok(Self {
            shown: shown.to_string_lossy().into_owned(),
            absolute: std::path::absolute(&local).unwrap_or(local),
            bytes,
        })
    }
}

/// An item by which Cargo compiles the crate again when a file has changed.
pub(crate) fn tracked(file: &Path) -> TokenStream {
    let path = file.to_string_lossy();
    quote! {
        const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
    }
}

/// A path on this machine, if that of the Rust file is known.
pub(crate) fn local(path: &str, span: Span) -> Option<PathBuf> {
    if Path::new(path).is_absolute() {
        return Some(path.into());
    }
    Some(from(&span.local_file()?, path))
}

fn from(rust: &Path, path: &str) -> PathBuf {
    rust.parent().unwrap_or(Path::new("")).join(path)
}

/// The file beside a missing one that has nearly its name.
fn nearest_name(written: &str, missing: &Path) -> Option<String> {
    let wanted = Path::new(written).file_name().and_then(OsStr::to_str)?;
    let folder = match missing.parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let files = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_ok_and(|kind| !kind.is_dir()));
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut names: Vec<_> = names.collect();
    names.sort();
    nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
}
