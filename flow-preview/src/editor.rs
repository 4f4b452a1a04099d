//! Opening a line in the person's editor.

use std::path::Path;
use std::process::{Command, Stdio};

use flow_json::LineColumn;

/// Runs the command of an editor, without a shell.
///
/// # Errors
///
/// It cannot be run: why, in words.
pub(crate) fn open(editor: &str, file: &Path, place: LineColumn) -> Result<(), String> {
    let words = words(editor, &file.to_string_lossy(), place);
    let (program, arguments) = words
        .split_first()
        .ok_or("the command of `--editor` is empty")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot run the editor `{program}`: {error}"))?;
    // Somebody has to wait for it, or its number stays taken.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// The command in words. What stands in for the file is one word, whatever its name holds.
fn words(editor: &str, file: &str, place: LineColumn) -> Vec<String> {
    let mut words: Vec<String> = editor.split_whitespace().map(str::to_owned).collect();
    if !editor.contains("{file}") && !words.is_empty() {
        words.push("{file}".to_owned());
    }
    let fill = |word: &String| {
        let word = word.replace("{line}", &place.line.to_string());
        let word = word.replace("{column}", &place.column.to_string());
        word.replace("{file}", file)
    };
    words.iter().map(fill).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: LineColumn = LineColumn {
        line: 3,
        column: 14,
    };

    #[test]
    fn the_command_in_words() {
        let code = words(
            "code -g {file}:{line}:{column}",
            "my flow; rm {line}.json",
            PLACE,
        );
        assert_eq!(code, ["code", "-g", "my flow; rm {line}.json:3:14"]);
        assert_eq!(words("vi +{line}", "a.json", PLACE), ["vi", "+3", "a.json"]);
        assert!(words(" ", "a.json", PLACE).is_empty());
    }

    #[test]
    fn an_editor_that_is_not_there() {
        let error = open("no-such-editor-7", Path::new("a.json"), PLACE).unwrap_err();
        assert!(
            error.starts_with("cannot run the editor `no-such-editor-7`: "),
            "{error}"
        );
        assert!(open("", Path::new("a.json"), PLACE).is_err());
    }
}
