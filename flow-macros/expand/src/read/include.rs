//! The arguments of `include_flow!`.

use std::path::Path;

use flow_json::Category;
use flow_json::table::nearest;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use super::level::LintLevel;
use super::{Deployed, Level, Reader};
use crate::errors::Errors;
use crate::parse;
use crate::syntax::{Expr, FieldValue};

/// The arguments of `include_flow!`.
pub(crate) struct Include {
    /// The path of the file, as it is written.
    pub(crate) path: String,
    /// The place of the path.
    pub(crate) span: Span,
    /// The default of the name is the name of the file without its extension.
    pub(crate) deployed: Deployed,
    /// The rules in `allow` and `warn`.
    pub(crate) levels: Vec<Level>,
}

/// Reads the arguments. `None` if the path is missing or wrong.
pub(crate) fn read_include(tokens: TokenStream, errors: &mut Errors) -> Option<Include> {
    let trees: Vec<_> = tokens.into_iter().collect();
    let comma = trees.iter().position(|tree| parse::is_punct(tree, ','));
    let (path, options) = trees.split_at(comma.unwrap_or(trees.len()));
    if path.is_empty() {
        let span = options
            .first()
            .map_or_else(Span::call_site, TokenTree::span);
        errors.push(span, USAGE);
        return None;
    }
    let path = parse::parse(path, errors);
    if let Expr::Wrong(_) = path {
        return None;
    }
    let options = options.iter().skip(1).cloned().collect();
    let options = parse::fields(options, errors);
    let span = path.bare().span();
    let Some(text) = path.as_text() else {
        let message = "the path is a string literal, and starts from the folder of this Rust file; \
                       write `include_flow!(\"flow.json\")`";
        errors.push(span, message);
        return None;
    };
    let mut include = Include {
        deployed: Deployed {
            name: flow_json::name_of_file(Path::new(text)),
            renamed_from: None,
            categories: vec![Category::Other],
        },
        path: text.to_owned(),
        span,
        levels: Vec::new(),
    };
    Reader::new(errors).options(&options, &mut include);
    Some(include)
}

const USAGE: &str = "expected the path of a file and options; write `include_flow!(\"flow.json\")` or \
                   `include_flow!(\"flow.json\", name: \"booking\", categories: [OTHER])`";

const OPTIONS: [&str; 5] = ["name", "renamed_from", "categories", "allow", "warn"];

impl Reader<'_> {
    fn options(&mut self, options: &[FieldValue], include: &mut Include) {
        let mut former = None;
        for field in self.fields(options) {
            match &field.name[..] {
                "name" => include.deployed.name = self.deploy_name(&field),
                "renamed_from" => {
                    former = self
                        .former_name(&field)
                        .map(|name| (field.value.span(), name));
                }
                "categories" => include.deployed.categories = self.categories(field.value),
                "allow" => self.levels_everywhere(LintLevel::Allow, field.value),
                "warn" => self.levels_everywhere(LintLevel::Warn, field.value),
                other => {
                    let help = match nearest(other, OPTIONS) {
                        Some(meant) => format!("write `{meant}`"),
                        None => {
                            "there are `name`, `renamed_from`, `categories`, `allow` and `warn`"
                                .to_owned()
                        }
                    };
                    let message = format!("`include_flow!` has no option `{other}`; {help}");
                    self.errors.push(field.span, message);
                }
            }
        }
        include.deployed.renamed_from = self.other_than(&include.deployed.name, former);
        include.levels = std::mem::take(&mut self.levels);
    }

    /// `allow: [unread_field]`
    fn levels_everywhere(&mut self, level: LintLevel, expr: &Expr) {
        let names = match expr.bare() {
            Expr::Array(array) => array.items.iter().map(Expr::as_ident).collect(),
            _ => None,
        };
        let names: Option<Vec<&Ident>> = names;
        match names {
            Some(names) => {
                for name in names {
                    self.level_everywhere(level, name);
                }
            }
            None => {
                let message = "expected a list of rules; write `[unread_field]`";
                self.errors.push(expr.span(), message);
            }
        }
    }
}
