//! A file with answers of the endpoint.

use std::path::Path;

use flow_json::LineIndex;
use flow_sim::scenario::CannedAnswer;
use serde::Deserialize;

use crate::error::Error;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    answer: Vec<toml::Spanned<CannedAnswer>>,
}

/// Reads the answers of a file. The first that is for a request answers it.
pub(crate) fn read(path: &Path) -> Result<Vec<CannedAnswer>, Error> {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&name, &text),
        Err(error) => Err(Error::Read(name, error)),
    }
}

fn parse(name: &str, text: &str) -> Result<Vec<CannedAnswer>, Error> {
    let wrong = |start: Option<usize>, message: &str| {
        let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
        let place = start.map(|start| format!(":{}", LineIndex::new(text).line_column(start)));
        let place = place.unwrap_or_default();
        Error::Answers(name.to_owned(), place, message.to_owned())
    };
    let contents: Contents = toml::from_str(text)
        .map_err(|error| wrong(error.span().map(|span| span.start), error.message()))?;
    for answer in &contents.answer {
        answer
            .get_ref()
            .check()
            .map_err(|message| wrong(Some(answer.span().start), message))?;
    }
    let answers = contents.answer.into_iter();
    Ok(answers.map(toml::Spanned::into_inner).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_answers() {
        let read = parse(
            "a.toml",
            "[[answer]]\nrequest = { screen = \"DAY\" }\nanswer = { screen = \"TIME\" }\n\n[[answer]]\nstatus = 500\n",
        );
        assert_eq!(read.unwrap().len(), 2);
        let wrong = |text: &str| parse("a.toml", text).unwrap_err().to_string();
        assert_eq!(
            wrong("[[answer]]\nstatus = 500\n\n[[answer]]\nrequest = {}\n"),
            "a.toml:4:1 is no file of answers: say what is answered: `answer`, `status` or `timeout`"
        );
        assert!(
            wrong("[[answer]]\nanswers = 1")
                .starts_with("a.toml:2:1 is no file of answers: unknown field")
        );
        assert!(wrong("").contains("missing field `answer`"));
    }
}
