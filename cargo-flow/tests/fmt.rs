//! `cargo flow fmt`

mod support;

use std::fs;

use serde_json::Value;
use support::{Run, corpus, flow, flow_with, folder, write};

const UGLY: &str = r#"{"screens":[{"title":"A","id":"A"}], "x-note":1.50, "version":"7.3"}"#;
const PRETTY: &str = r#"{
  "version": "7.3",
  "screens": [
    {
      "id": "A",
      "title": "A"
    }
  ],
  "x-note": 1.50
}
"#;

fn silent(code: i32) -> Run {
    let (out, err) = (String::new(), String::new());
    Run { code, out, err }
}

#[test]
fn files_are_formatted_in_place() {
    let folder = folder();
    let [one, two] = ["a.json", "b.json"].map(|name| write(&folder, name, UGLY));
    assert_eq!(flow(folder.path(), "fmt a.json b.json"), silent(0));
    for path in [one, two] {
        assert_eq!(fs::read_to_string(path).unwrap(), PRETTY);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn check_shows_the_changes_and_makes_none() {
    let folder = folder();
    let ugly = write(&folder, "ugly.json", "{\n\"b\": 1}");
    write(&folder, "pretty.json", PRETTY);
    let run = flow(folder.path(), "fmt --check ugly.json pretty.json");
    let expected = "\
--- ugly.json
+++ ugly.json
@@ -1,2 +1,3 @@
 {
-\"b\": 1}
+  \"b\": 1
+}
";
    let (out, err) = (expected.to_owned(), String::new());
    assert_eq!(run, Run { code: 1, out, err });
    assert_eq!(fs::read_to_string(ugly).unwrap(), "{\n\"b\": 1}");
    assert_eq!(flow(folder.path(), "fmt --check pretty.json"), silent(0));
}

#[test]
fn from_standard_input_to_standard_output() {
    let folder = folder();
    for command in ["fmt", "fmt -"] {
        let run = flow_with(folder.path(), command, UGLY);
        assert_eq!((run.code, run.out.as_str()), (0, PRETTY), "{}", run.err);
    }
    let run = flow_with(folder.path(), "fmt --check", UGLY);
    assert_eq!(run.code, 1);
    assert!(run.out.starts_with("--- <stdin>\n"), "{}", run.out);
}

#[test]
fn files_that_would_lose_a_part_are_left_alone() {
    let folder = folder();
    let texts = [
        (
            "comment.json",
            "{\"a\": 1 /* note */}",
            "JSON has no comments",
        ),
        (
            "twice.json",
            "{\"a\": 1, \"a\": 2}",
            "`a` stands in this object already",
        ),
        (
            "placeholder.json",
            "{\"a\": {{b}}}",
            "is not JSON that can be kept as it is",
        ),
        (
            "surrogate.json",
            "{\"a\": \"\\ud800\"}",
            "is not JSON that can be kept as it is",
        ),
    ];
    for (name, text, expected) in texts {
        let path = write(&folder, name, text);
        for command in ["fmt", "fmt --check"] {
            let run = flow(folder.path(), &format!("{command} {name}"));
            assert_eq!(run.code, 2, "{run:?}");
            assert!(run.err.contains(expected), "{}", run.err);
            assert_eq!(run.out, "");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }
    // The other files are formatted all the same.
    let path = write(&folder, "ugly.json", UGLY);
    let run = flow(folder.path(), "fmt twice.json none.json ugly.json");
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("cannot read none.json: there is no such file")
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), PRETTY);
}

#[test]
fn keys_and_placeholders_that_flow_json_does_not_know_stay() {
    let folder = folder();
    let text = r#"{"//": "note", "screens": [{"type": "X", "{{name}}": "{{ value }} ${data.x}"}]}"#;
    let run = flow_with(folder.path(), "fmt", text);
    let [before, after] = [text, &run.out].map(|text| serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(before, after);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_value() {
    let folder = folder();
    let path = write(&folder, "marked.json", format!("\u{feff}{UGLY}"));
    assert_eq!(flow(folder.path(), "fmt --check marked.json").code, 1);
    assert_eq!(flow(folder.path(), "fmt marked.json"), silent(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), PRETTY);
}

#[test]
fn line_ends_stay() {
    let folder = folder();
    let [ugly, pretty] =
        ["    ", "  "].map(|level| PRETTY.replace("  ", level).replace('\n', "\r\n"));
    let path = write(&folder, "windows.json", &ugly);
    assert_eq!(flow(folder.path(), "fmt windows.json"), silent(0));
    assert_eq!(fs::read_to_string(&path).unwrap(), pretty);
    assert_eq!(flow(folder.path(), "fmt --check windows.json"), silent(0));
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder();
    let path = write(&folder, "flow.json", UGLY);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.json");
    symlink(&path, &link).unwrap();
    assert_eq!(flow(folder.path(), "fmt link.json"), silent(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), PRETTY);
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o640
    );
}

#[test]
fn real_documents_keep_their_value() {
    let folder = folder();
    for (path, _) in corpus() {
        let text = fs::read_to_string(&path).unwrap();
        let Ok(before) = serde_json::from_str::<Value>(&text) else {
            continue;
        };
        let run = flow_with(folder.path(), "fmt", &text);
        assert_eq!(run.code, 0, "{}: {}", path.display(), run.err);
        let after: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(before, after, "{}", path.display());
        assert_eq!(flow_with(folder.path(), "fmt --check", &run.out), silent(0));
    }
}
