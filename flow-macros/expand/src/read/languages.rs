//! `languages` and `texts` of a flow.

use std::rc::Rc;

use flow_json::locale::{code_meant, is_code};
use proc_macro2::Span;

use super::{Field, Reader};
use crate::syntax::Expr;
use crate::texts::{Language, Languages, Texts};

impl Reader<'_> {
    /// Reads the texts that the flow names, if it does.
    pub(super) fn texts(&mut self, fields: &[Field<'_>]) {
        let field = |name| {
            let mut fields = fields.iter();
            fields.find(|field| field.name == name && field.rename.is_none())
        };
        let (languages, folder) = (field("languages"), field("texts"));
        if languages.is_none() && folder.is_none() {
            return;
        }
        // A language has been read, and now it is the turn of another.
        if !matches!(self.texts, Texts::None) {
            return;
        }
        self.texts = Texts::Unknown;
        let (languages, folder) = match (languages, folder) {
            (Some(languages), Some(folder)) => (languages, folder),
            (Some(languages), None) => {
                let message = "the folder of the texts is missing; write `texts: \"texts\"` for files such as \
                               `texts/en.arb`";
                return self.errors.push(languages.span, message);
            }
            (None, folder) => {
                let message =
                    "the languages of the texts are missing; write `languages: [\"en\", \"ar\"]`";
                let span = folder.map_or_else(Span::call_site, |folder| folder.span);
                return self.errors.push(span, message);
            }
        };
        let codes = self.codes(languages.value);
        let Some(path) = folder.value.as_text().filter(|path| !path.is_empty()) else {
            let message = "the folder of the texts is a string, and starts from the folder of this Rust \
                           file; write `texts: \"texts\"`";
            return self.errors.push(folder.value.span(), message);
        };
        if codes.is_empty() {
            return;
        }
        let all = codes
            .into_iter()
            .map(|(code, span)| Language::read(&code, span, path, &mut self.files, self.errors));
        let languages = Languages {
            all: all.collect(),
            folder: folder.value.span(),
            may_be_unused: self.texts_may_be_unused,
        };
        self.texts = Texts::Of(Rc::new(languages), 0);
    }

    /// The codes of the languages, each once.
    fn codes(&mut self, value: &Expr) -> Vec<(String, Span)> {
        let Expr::Array(array) = value.bare() else {
            let message = "expected a list of languages; write `languages: [\"en\", \"ar\"]`";
            self.errors.push(value.span(), message);
            return Vec::new();
        };
        if array.items.is_empty() {
            let message = "a flow is in one language at least; write `languages: [\"en\"]`";
            self.errors.push(array.brackets.join(), message);
        }
        let mut codes: Vec<(String, Span)> = Vec::new();
        for item in &array.items {
            let span = item.span();
            let written = item.as_text();
            let word = item.as_ident().map(ToString::to_string);
            let code = written.or(word.as_deref()).unwrap_or_default();
            let message = match code_meant(code) {
                Some(meant) if written != Some(&meant) => {
                    format!("a language is written as Meta writes it; write `\"{meant}\"`")
                }
                _ if !is_code(code) => {
                    "this is no code of a language; write it as Meta does: two or three small letters, and \
                     for a country `_` and two capital ones, as in `\"pt_BR\"`"
                        .to_owned()
                }
                _ if codes.iter().any(|(known, _)| known == code) => {
                    format!("`{code}` is written twice; keep one")
                }
                _ => {
                    codes.push((code.to_owned(), span));
                    continue;
                }
            };
            if !matches!(item.bare(), Expr::Wrong(_)) {
                self.errors.push(span, message);
            }
        }
        codes
    }
}
