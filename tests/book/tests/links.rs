//! Every link of the book leads somewhere, in the clone and in the book that `mdbook build` makes.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// The links of a page, and the anchors of its headings.
struct Page {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

fn page(text: &str) -> Page {
    let mut links = Vec::new();
    let mut anchors = BTreeSet::new();
    let mut heading = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push(dest_url.into_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap());
                // GitHub and mdBook number those that come again.
                let mut numbered = (1..).map(|number| format!("{anchor}-{number}"));
                if !anchors.insert(anchor.clone()) {
                    let free = numbered.find(|one| !anchors.contains(one)).unwrap();
                    anchors.insert(free);
                }
            }
            _ => {}
        }
    }
    Page { links, anchors }
}

/// What GitHub and mdBook make of a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// The pages of the book, and those at the root of the repository.
fn pages() -> BTreeMap<PathBuf, Page> {
    let folders = [repository(), repository().join("docs")];
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let files = files.map(|file| file.unwrap().path());
    let pages = files.filter(|file| file.extension().is_some_and(|kind| kind == "md"));
    pages
        .map(|path| (path.clone(), page(&std::fs::read_to_string(&path).unwrap())))
        .collect()
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let mut checked = 0;
    let mut broken = Vec::new();
    for (path, page) in &pages {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            checked += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => path.clone(),
                file => plain(&path.parent().unwrap().join(file)),
            };
            let there = target.exists();
            let found = match pages.get(&target) {
                Some(target) => anchor.is_empty() || target.anchors.contains(anchor),
                None => there && anchor.is_empty(),
            };
            if !found {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(checked > 100, "{checked} links");
    assert!(broken.is_empty(), "broken links:\n{}", broken.join("\n"));
}

/// mdBook makes pages of the files that the summary names, and of no other.
#[test]
fn the_summary_has_every_page_once() {
    let docs = repository().join("docs");
    let summary = std::fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let mut named = page(&summary).links;
    named.sort();
    let mut files: Vec<_> = pages()
        .into_keys()
        .filter(|path| path.starts_with(&docs))
        .collect();
    files.retain(|path| !path.ends_with("SUMMARY.md"));
    let files: Vec<_> = files
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(named, files);
}

/// A page of the book that is reached from a page is in the book: mdBook changes `.md` to `.html` in every
/// link without a scheme, so one that leaves the book would lead to a file that nobody makes.
#[test]
fn no_link_of_the_book_leads_to_a_page_outside() {
    let docs = repository().join("docs");
    for (path, page) in pages().iter().filter(|(path, _)| path.starts_with(&docs)) {
        let outside = page
            .links
            .iter()
            .find(|link| link.starts_with("../") && link.contains(".md"));
        assert_eq!(outside, None, "{}", path.display());
    }
}
