//! The file of an `include_flow!`.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::emit;
use crate::read::Include;

/// A file that could be read.
pub(super) struct File {
    /// Its path as the compiler shows paths: mostly relative to the workspace.
    pub(super) shown: String,
    absolute: PathBuf,
    pub(super) bytes: Vec<u8>,
}

impl File {
    /// Reads the file, or gives the error. The path starts from the folder of the Rust file in which it
    /// is written, as that of `include_str!` does.
    pub(super) fn open(include: &Include) -> Result<Self, TokenStream> {
        let path = Path::new(&include.path);
        let from = |rust: &Path| rust.parent().unwrap_or(Path::new("")).join(path);
        let shown = from(Path::new(&include.span.file()));
        let local = include.span.local_file();
        let is_known = local.is_some() || path.is_absolute();
        // A doctest has no file on disk, but the path of the file that documents it.
        let local = local.map_or_else(|| shown.clone(), |local| from(&local));
        let bytes = std::fs::read(&local).map_err(|error| {
            let span = include.span;
            let message = format!(
                "cannot read `{}`: {error}; the path starts from the folder of this Rust file",
                shown.display()
            );
            if is_known {
                emit::error(span, &message)
            } else {
                // An editor may not know the path of the Rust file. That is no mistake of the author.
                quote_spanned!(span=> ::flow_dsl::__private::editor::unknown_file!(#message);)
            }
        })?;
        Ok(Self {
            shown: shown.to_string_lossy().into_owned(),
            absolute: std::path::absolute(&local).unwrap_or(local),
            bytes,
        })
    }

    /// An item by which Cargo compiles the crate again when the file has changed.
    pub(super) fn tracked(&self) -> TokenStream {
        let path = self.absolute.to_string_lossy();
        quote! {
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        }
    }
}
