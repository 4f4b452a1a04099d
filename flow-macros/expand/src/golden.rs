//! The expansions of flows, kept as files beside the flows. `UPDATE=1 cargo test -p flow-expand golden`
//! writes the files again. Read the difference before you commit it: users compile this code.

use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};

use crate::expand;
use crate::tests::repository;

#[test]
fn golden_expansions_are_what_the_macro_makes() {
    let Some(folder) = repository("tests/expansions") else {
        return;
    };
    let mut compared = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".expanded.rs") {
            continue;
        }
        let source: TokenStream = fs::read_to_string(&path).unwrap().parse().unwrap();
        let body = source.into_iter().find_map(|tree| match tree {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        });
        let file: syn::File = syn::parse2(expand(body.unwrap())).unwrap();
        let expansion = prettyplease::unparse(&file);
        let golden = path.with_extension("expanded.rs");
        if env::var_os("UPDATE").is_some() {
            fs::write(&golden, &expansion).unwrap();
        }
        let kept = fs::read_to_string(&golden).unwrap();
        assert!(
            kept == expansion,
            "{name} expands to something else:\n{expansion}"
        );
        compared += 1;
    }
    assert!(compared > 0);
}
