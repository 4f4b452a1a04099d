//! The pictures of the command, and those of the documentation.
//!
//! `UPDATE=1 cargo test -p flow-preview --test browser pictures` writes those of `docs/pictures` anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use flow_json::table::COMPONENTS;
use flow_preview::screenshots::Error;
use flow_preview::{Direction, Preview, Scale, Screenshots, Size, Theme};

use crate::driver::{Browser, serve};

fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Takes pictures of flows. `None`, and a word, where no browser is installed.
fn take(screenshots: &Screenshots, flows: &[&str]) -> Option<Vec<PathBuf>> {
    let flow = |path: &&str| {
        let path = file(path);
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, Preview::of_file(path))
    };
    let flows: Vec<_> = flows.iter().map(flow).collect();
    match screenshots.take(&flows) {
        Err(Error::NoBrowser) => {
            println!("skipped: no browser is installed that can draw pictures");
            None
        }
        taken => Some(taken.unwrap().files),
    }
}

/// The width and height of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG"));
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (side(16), side(20))
}

#[test]
fn the_same_flow_gives_the_same_bytes() {
    let take = || {
        let folder = tempfile::tempdir().unwrap();
        let mut screenshots = Screenshots::new(folder.path().join("new/folder"));
        screenshots.theme = vec![Theme::Light, Theme::Dark];
        screenshots.direction = vec![Direction::Rtl];
        screenshots.size = vec![Size::Small];
        screenshots.letters = vec![Scale::Percent150];
        screenshots.pixel_ratio = 1;
        let paths = take(&screenshots, &["../examples/flows/lead.json"])?;
        let read = |path: &PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        };
        Some(paths.iter().map(read).collect::<Vec<_>>())
    };
    let (Some(first), Some(second)) = (take(), take()) else {
        return;
    };
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    let words = ["START", "ROOF", "ACCOUNT", "TERMS", "storyboard"];
    let mut expected = Vec::new();
    for theme in ["light", "dark"] {
        for word in words {
            expected.push(format!("lead.{word}.{theme}.rtl.small.150.png"));
        }
    }
    assert_eq!(names, expected);
    for (name, picture) in &first {
        if !name.contains("storyboard") {
            assert_eq!(size(picture), (344, 662), "{name}");
        }
    }
    assert!(first == second, "the second run gave other bytes");
}

#[test]
fn a_browser_that_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let flows = [(
        "lead".to_owned(),
        Preview::of_file(file("../examples/flows/lead.json")),
    )];
    let mut screenshots = Screenshots::new(folder.path());
    screenshots.browser = Some("no-such-browser".into());
    let error = screenshots.take(&flows).unwrap_err();
    assert!(matches!(error, Error::Start { .. }));
    assert!(
        error
            .to_string()
            .starts_with("no-such-browser does not start: ")
    );
    if cfg!(unix) {
        // A program that ends at once is no browser either.
        screenshots.browser = Some("false".into());
        let error = screenshots.take(&flows).unwrap_err();
        assert!(matches!(error, Error::Start { .. }), "{error}");
    }
}

#[test]
fn a_flow_that_cannot_be_shown_is_named() {
    for (text, why) in [("", "this is no JSON"), ("{}", "it has no screens")] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("broken.json");
        std::fs::write(&path, text).unwrap();
        let flows = [("broken".to_owned(), Preview::of_file(path))];
        match Screenshots::new(folder.path()).take(&flows) {
            Err(Error::NoBrowser) => println!("skipped: no browser is installed"),
            taken => {
                let error = taken.unwrap_err().to_string();
                let expected = format!("broken cannot be shown: {why}");
                assert!(error.starts_with(&expected), "{error}");
            }
        }
    }
}

/// Keeps a picture of the documentation, if they are to be written.
fn keep(name: &str, picture: &[u8]) {
    assert!(picture.len() > 1000, "{name} is empty");
    if update() {
        std::fs::write(file("../docs/pictures").join(name), picture).unwrap();
    }
}

#[test]
fn pictures_of_components() {
    let folder = tempfile::tempdir().unwrap();
    let mut screenshots = Screenshots::new(folder.path());
    screenshots.whole = true;
    screenshots.size = vec![Size::Small];
    screenshots.pixel_ratio = 1;
    let Some(components) = take(&screenshots, &["tests/flows/components.json"]) else {
        return;
    };
    screenshots.whole = false;
    screenshots.theme = vec![Theme::Dark];
    screenshots.direction = vec![Direction::Rtl];
    screenshots.letters = vec![Scale::Percent130];
    let other = take(&screenshots, &["../examples/flows/menu.json"]).unwrap();
    let mut usual = Screenshots::new(folder.path());
    usual.pixel_ratio = 1;
    let menu = take(&usual, &["../examples/flows/menu.json"]).unwrap();

    let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
    let of_components = components
        .iter()
        .filter(|path| !name(path).contains("storyboard"));
    let other = other.iter().filter(|path| name(path).contains("MENU"));
    let menu = menu
        .iter()
        .filter(|path| name(path).contains("MENU") || name(path).contains("storyboard"));
    for path in of_components.chain(other).chain(menu) {
        keep(&name(path), &std::fs::read(path).unwrap());
    }
}

/// What opens over the screen, what is handed in, and the end: all that somebody has to touch.
#[tokio::test]
async fn pictures_of_what_is_touched() {
    let Some(browser) = Browser::start().await else {
        return;
    };
    let components = serve(file("tests/flows/components.json"));
    browser
        .page
        .goto(&serve(file("../examples/flows/intake.json")))
        .await
        .unwrap();
    browser.click("[data-go=PERSON]").await;
    browser.type_into("#live-first_name-input", "Ada").await;
    browser.js("document.activeElement.blur()").await;
    drawn(&browser).await;
    keep("preview.png", &browser.page.screenshot().await.unwrap());

    let open = |at: &str| format!("#phone [data-open={at}]");
    let scenes: &[(&str, &str, &[String])] = &[
        ("sheet-dropdown", "DROPDOWN", &[open("country")]),
        ("sheet-date", "DATE_PICKER", &[open("arrival")]),
        ("sheet-calendar", "CALENDAR_PICKER", &[open("stay")]),
        ("sheet-photos", "PHOTO_PICKER", &[open("photos")]),
        (
            "photos",
            "PHOTO_PICKER",
            &[
                open("photos"),
                "[data-name='mountains.jpg']".to_owned(),
                open("photos"),
                "[data-name='receipt.png']".to_owned(),
            ],
        ),
        (
            "documents",
            "DOCUMENT_PICKER",
            &[open("documents"), "[data-name='contract.pdf']".to_owned()],
        ),
    ];
    browser.transparent().await;
    browser.page.goto(&components).await.unwrap();
    browser.click("[data-look=size][data-value=small]").await;
    for (name, screen, clicks) in scenes {
        browser.click(&format!("[data-go={screen}]")).await;
        for css in *clicks {
            browser.click(css).await;
        }
        keep(&format!("{name}.png"), &phone(&browser).await);
    }

    // An error of the endpoint.
    browser
        .page
        .goto(&serve(file("../examples/flows/booking.json")))
        .await
        .unwrap();
    browser.click("[data-look=size][data-value=small]").await;
    browser.click("[data-look=theme][data-value=dark]").await;
    browser.click("#phone [data-option=full]").await;
    browser
        .js(
            "const answer = JSON.parse([...document.querySelectorAll('.ask .chip')].find((one) => one.textContent === 'SERVICE').dataset.fillAnswer);
             Object.assign(answer.data, { error_message: 'The workshop does not answer. Please try again.', job_error: '' });
             document.getElementById('answer').value = JSON.stringify(answer);",
        )
        .await;
    browser.click("[data-page=answer]").await;
    browser
        .until("return document.querySelector('.snackbar') !== null")
        .await;
    keep("snackbar.png", &phone(&browser).await);

    // The end.
    browser
        .page
        .goto(&serve(file("tests/flows/ending.json")))
        .await
        .unwrap();
    browser.click("[data-look=size][data-value=small]").await;
    browser.click("#phone .primary").await;
    keep("ending.png", &phone(&browser).await);
    browser.end().await;
}

/// Waits until letters and pictures are there.
async fn drawn(browser: &Browser) {
    browser
        .until("return document.fonts.status === 'loaded' && [...document.querySelectorAll('#phone img')].every((one) => one.complete || one.loading === 'lazy')")
        .await;
}

/// A picture of the phone alone.
async fn phone(browser: &Browser) -> Vec<u8> {
    browser
        .js("document.activeElement.blur(); document.documentElement.dataset.picture = 'phone'")
        .await;
    drawn(browser).await;
    let phone = browser
        .page
        .find(fantoccini::Locator::Css("#phone .device"))
        .await
        .unwrap();
    let picture = phone.screenshot().await.unwrap();
    browser
        .js("delete document.documentElement.dataset.picture")
        .await;
    picture
}

#[test]
fn the_documentation_shows_each_component() {
    let page = std::fs::read_to_string(file("../docs/preview.md")).unwrap();
    for component in COMPONENTS {
        let mut id = String::new();
        for sign in component.shape.name.chars() {
            if sign.is_uppercase() && !id.is_empty() {
                id.push('_');
            }
            id.extend(sign.to_uppercase());
        }
        let picture = format!("(pictures/components.{id}.light.small.png)");
        assert!(page.contains(&picture), "docs/preview.md lacks {picture}");
    }

    // Each picture is there and shown.
    let readme = std::fs::read_to_string(file("../README.md")).unwrap();
    let named: BTreeSet<String> = [page, readme.replace("docs/pictures/", "pictures/")]
        .iter()
        .flat_map(|page| page.split("(pictures/").skip(1))
        .map(|rest| rest.split(')').next().unwrap().to_owned())
        .collect();
    let kept: BTreeSet<String> = std::fs::read_dir(file("../docs/pictures"))
        .unwrap()
        .map(|file| file.unwrap().file_name().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(named, kept);
}
