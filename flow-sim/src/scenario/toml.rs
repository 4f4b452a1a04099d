//! Files of TOML with scenarios or answers.

use flow_json::LineIndex;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::CannedAnswer;

/// The text of a file of TOML.
#[derive(Clone, Copy, Debug)]
pub struct TomlFile<'t> {
    /// What messages call it.
    pub name: &'t str,
    /// What should stand in it: `scenarios`.
    pub holds: &'static str,
    /// Its text.
    pub text: &'t str,
}

/// A file that does not hold what it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place} is no file of {holds}: {message}")]
#[non_exhaustive]
pub struct Malformed {
    /// The file, and the line and column if they are known.
    pub place: String,
    /// What should stand in it.
    pub holds: &'static str,
    /// What is wrong, in words.
    pub message: String,
}

impl<'t> TomlFile<'t> {
    /// What stands in the file.
    ///
    /// # Errors
    ///
    /// It is no TOML, or has something else in it than is asked for.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Malformed> {
        let table = self.table()?;
        // Values of JSON are read from the file, and a number that JSON lacks would come out as `null`.
        if let Some(start) = table.get_ref().values().find_map(no_number) {
            let message = "JSON has no `nan` and no `inf`; write a number";
            return Err(self.wrong(Some(start), message));
        }
        toml::from_str(self.text).map_err(|error| self.malformed(&error))
    }

    /// The file as a table, with the places of its values.
    ///
    /// # Errors
    ///
    /// It is no TOML.
    pub fn table(&self) -> Result<Spanned<DeTable<'t>>, Malformed> {
        DeTable::parse(self.text).map_err(|error| self.malformed(&error))
    }

    fn malformed(&self, error: &toml::de::Error) -> Malformed {
        self.wrong(error.span().map(|span| span.start), error.message())
    }

    /// The file does not hold what it should, for the reason that begins at a byte of it.
    pub fn wrong(&self, start: Option<usize>, message: &str) -> Malformed {
        Malformed {
            place: self.place(start),
            holds: self.holds,
            message: message.to_owned(),
        }
    }

    /// A place in the file: `a.toml:4:1`.
    pub fn place(&self, start: Option<usize>) -> String {
        let name = self.name;
        let start = start.map(|start| u32::try_from(start).unwrap_or(u32::MAX));
        start.map_or_else(
            || name.to_owned(),
            |start| format!("{name}:{}", LineIndex::new(self.text).line_column(start)),
        )
    }
}

/// The place of a number that JSON does not have.
fn no_number(value: &Spanned<DeValue<'_>>) -> Option<usize> {
    match value.get_ref() {
        DeValue::Float(number) => {
            let number = number.as_str().trim_start_matches(['+', '-']);
            matches!(number, "nan" | "inf").then(|| value.span().start)
        }
        DeValue::Array(items) => items.iter().find_map(no_number),
        DeValue::Table(table) => table.values().find_map(no_number),
        _ => None,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    answer: Vec<Spanned<CannedAnswer>>,
}

impl CannedAnswer {
    /// The answers of a file of TOML, each a table `[[answer]]`. Its name is for messages.
    ///
    /// ```
    /// use flow_sim::scenario::CannedAnswer;
    ///
    /// let answers = CannedAnswer::read("answers.toml", "[[answer]]\nstatus = 500\n")?;
    /// assert_eq!(answers.len(), 1);
    /// # Ok::<(), flow_sim::scenario::Malformed>(())
    /// ```
    ///
    /// # Errors
    ///
    /// It is no such file.
    pub fn read(name: &str, text: &str) -> Result<Vec<Self>, Malformed> {
        let holds = "answers";
        let file = TomlFile { name, holds, text };
        let contents: Answers = file.read()?;
        let checked = contents.answer.into_iter().map(|answer| {
            let start = answer.span().start;
            let answer = answer.into_inner();
            match answer.check() {
                Ok(()) => Ok(answer),
                Err(message) => Err(file.wrong(Some(start), message)),
            }
        });
        checked.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_answers() {
        let read = CannedAnswer::read(
            "a.toml",
            "[[answer]]\nrequest = { screen = \"DAY\" }\nanswer = { screen = \"TIME\" }\n\n[[answer]]\nstatus = 500\n",
        );
        assert_eq!(read.unwrap().len(), 2);
        let wrong = |text: &str| CannedAnswer::read("a.toml", text).unwrap_err().to_string();
        assert_eq!(
            wrong("[[answer]]\nstatus = 500\n\n[[answer]]\nrequest = {}\n"),
            "a.toml:4:1 is no file of answers: say what is answered: `answer`, `status` or `timeout`"
        );
        assert!(
            wrong("[[answer]]\nanswers = 1")
                .starts_with("a.toml:2:1 is no file of answers: unknown field")
        );
        assert_eq!(
            wrong("[[answer]]\nanswer = { data = { price = nan } }"),
            "a.toml:2:29 is no file of answers: JSON has no `nan` and no `inf`; write a number"
        );
        assert!(wrong("").contains("missing field `answer`"));
    }
}
