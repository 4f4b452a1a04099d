//! Rust expressions to the located tree.
//!
//! The reader judges only the Rust: which form of expression a property can have. The checker of
//! `flow-json` judges the flow.
//!
//! Where the reader reports a mistake, it puts [`Value::Unknown`] into the tree. No rule reports an
//! unknown value, so each mistake is reported once. The converse holds too: an unknown value is only
//! put where a mistake has been reported, or the flow would build without a part.
//!
//! Reading has an order. The `types` and the `version` of the flow come before its screens, which
//! depend on them. Expressions with `+` are written last, when the types of all inputs are known.

mod action;
mod advice;
mod bare;
mod children;
mod constant;
mod data;
mod each;
mod flow;
mod include;
mod json;
mod languages;
mod level;
mod list;
mod picture;
mod term;
mod text;
mod value;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;
use std::rc::Rc;

use flow_json::table::{self, Shape};
use flow_json::tree::{Node, Object, Value};
use flow_json::{Category, TextRange, Version};
use proc_macro2::Span;

use crate::errors::Errors;
use crate::spans::Spans;
use crate::syntax::{Expr, FieldValue, Meta, Struct, unraw};
use crate::texts::{Languages, Texts, Use};
use constant::Slot;
pub(crate) use constant::{
    Constant, ConstantText, Limit, Scalar, TextPart, is_constant, is_for_compiler,
};
use data::Types;
pub(crate) use each::{Count, Each, Loops, NAME, Total};
pub(crate) use include::{Include, read_include};
use level::LintLevel;
pub(crate) use level::{Level, Unneeded, apply_levels, apply_levels_everywhere};
pub(crate) use list::{CountTest, List, ListTest};
pub(crate) use picture::path_of;
pub(crate) use value::is_action;

/// What a flow is deployed with. It is no part of Flow JSON.
#[derive(Default)]
pub(crate) struct Deployed {
    /// The name that it is deployed as.
    pub(crate) name: String,
    /// The name that it had before.
    pub(crate) renamed_from: Option<String>,
    pub(crate) categories: Vec<Category>,
}

/// The body of `flow!`, read.
pub(crate) struct Flow {
    pub(crate) deployed: Deployed,
    /// The Flow JSON, with all that is inferred.
    pub(crate) tree: Node,
    /// The declaration of the values with which the endpoint ends the flow.
    pub(crate) reply: Option<Node>,
    /// The spans of the parts of the tree.
    pub(crate) spans: Spans,
    /// The constants that the tree refers to by their numbers.
    pub(crate) constants: Vec<Constant>,
    /// The loops over constant lists.
    pub(crate) loops: Loops,
    /// The files that were read for it.
    pub(crate) files: Vec<PathBuf>,
    /// The texts that it was read with.
    pub(crate) texts: Texts,
    /// The places of those texts.
    pub(crate) uses: Vec<Use>,
    /// Whether parts of it come from components of the author's own, maybe of another file.
    pub(crate) has_components: bool,
    /// The `#[allow]` and `#[warn]` of the author.
    pub(crate) levels: Vec<Level>,
}

/// Reads the body of `flow!`. A flow of several languages is read in the first of them.
pub(crate) fn read<'r>(body: &'r Expr, errors: &'r mut Errors) -> Flow {
    Reader::new(errors).flow(body)
}

/// Reads it in another of its languages.
pub(crate) fn read_in<'r>(
    body: &'r Expr,
    languages: &Rc<Languages>,
    language: usize,
    errors: &'r mut Errors,
) -> Flow {
    let mut reader = Reader::new(errors);
    reader.texts = Texts::Of(Rc::clone(languages), language);
    reader.flow(body)
}

/// Reads a component by itself, whose texts are not known.
pub(crate) fn read_alone<'r>(body: &'r Expr, errors: &'r mut Errors) -> Flow {
    let mut reader = Reader::new(errors);
    reader.texts = Texts::Unknown;
    reader.flow(body)
}

struct Reader<'r> {
    errors: &'r mut Errors,
    spans: Spans,
    /// The object types that the flow names.
    types: Types,
    /// The version of the flow. A component that is read by itself has none.
    written_version: Option<Version>,
    /// The property of the value that is being read.
    slot: Option<Slot>,
    constants: Vec<Constant>,
    loops: Loops,
    /// The loop that is being read, by its number.
    each: Option<usize>,
    files: Vec<PathBuf>,
    /// The texts of the flow, in the language that is being read.
    texts: Texts,
    uses: Vec<Use>,
    /// The keys that have been called missing in this language.
    missing_texts: Vec<String>,
    texts_may_be_unused: bool,
    levels: Vec<Level>,
    /// Whether an expression waits for the types of the operands of a `+`.
    joins: bool,
    /// Whether an `If` may have been read.
    has_branches: bool,
    /// The screen that is being read.
    screen: Option<&'r Struct>,
}

/// A field of a struct literal.
struct Field<'s> {
    /// The identifier as it is written, without `r#`.
    name: String,
    /// The key that `#[rename = "…"]` gives.
    rename: Option<String>,
    /// Whether `#[allow(…)]` or `#[warn(…)]` stands before it.
    has_level: bool,
    span: Span,
    value: &'s Expr,
}

impl Field<'_> {
    /// The key in an object that the table does not know.
    fn key(&self) -> Cow<'static, str> {
        Cow::Owned(self.rename.clone().unwrap_or_else(|| self.name.clone()))
    }
}

impl<'r> Reader<'r> {
    fn new(errors: &'r mut Errors) -> Self {
        Self {
            errors,
            spans: Spans::new(Span::call_site()),
            types: Types::default(),
            written_version: None,
            slot: None,
            constants: Vec::new(),
            loops: Loops::default(),
            each: None,
            files: Vec::new(),
            texts: Texts::None,
            uses: Vec::new(),
            missing_texts: Vec::new(),
            texts_may_be_unused: false,
            levels: Vec::new(),
            joins: false,
            has_branches: false,
            screen: None,
        }
    }
}

impl Reader<'_> {
    /// The fields with their attributes read. Reports a field that is written twice.
    fn fields<'s>(&mut self, all: &'s [FieldValue]) -> Vec<Field<'s>> {
        self.fields_of(None, all)
    }

    /// The fields of an object that may be known. The checker reports a property that it does not have.
    fn fields_of<'s>(
        &mut self,
        shape: Option<&'static Shape>,
        all: &'s [FieldValue],
    ) -> Vec<Field<'s>> {
        let mut fields: Vec<Field<'s>> = Vec::with_capacity(all.len());
        // To look through a few fields costs less than a map of them.
        let mut seen = (all.len() > 16).then(HashMap::new);
        for field in all {
            let field = self.field(shape, field);
            let first = match &mut seen {
                Some(seen) => {
                    let name = (field.name.clone(), field.rename.clone());
                    seen.insert(name, field.span)
                }
                None => {
                    let same =
                        |other: &&Field| other.name == field.name && other.rename == field.rename;
                    fields.iter().find(same).map(|first| first.span)
                }
            };
            match first {
                None => fields.push(field),
                Some(first) => {
                    let line = first.start().line;
                    let message = format!(
                        "`{}` is written twice; keep one, here or on line {line}",
                        field.name
                    );
                    self.errors.push(field.span, message);
                }
            }
        }
        fields
    }

    /// The version whose limits hold for constants, which the compiler tests.
    fn version(&self) -> Version {
        self.written_version.unwrap_or(Version::NEWEST)
    }

    /// Reads a misspelled word of `flow!` itself, which Flow JSON does not know, as what is meant.
    fn mend_words(&mut self, subject: &str, shape: &'static Shape, fields: &mut [Field<'_>]) {
        let own = || table::rust_fields(shape).iter().map(|field| field.name);
        for at in 0..fields.len() {
            let field = &fields[at];
            let is_known = own().any(|name| name == field.name)
                || shape.property_of_ident(&field.name).is_some()
                || field.rename.is_some()
                // The author knows that it is wrong.
                || field.has_level;
            if is_known {
                continue;
            }
            let properties = shape.properties.iter().map(|property| property.name);
            let Some(meant) = table::nearest(&field.name, own().chain(properties)) else {
                continue;
            };
            if own().any(|name| name == meant) && !fields.iter().any(|field| field.name == meant) {
                let message = format!(
                    "{subject} has no property `{}`; write `{meant}`",
                    field.name
                );
                self.errors.push(field.span, message);
                fields[at].name = meant.to_owned();
            }
        }
    }

    fn field<'s>(&mut self, shape: Option<&'static Shape>, field: &'s FieldValue) -> Field<'s> {
        let name = unraw(&field.name);
        let span = field.name.span();
        let rename = self.attributes(field);
        let is_known = || shape.is_none_or(|shape| shape.property_of_ident(&name).is_some());
        // The name of an input or a field says what is missing, and is reported as a value.
        if field.colon.is_none() && is_known() && self.source_of(&name).is_none() {
            let message = format!("`{name}` has no value; write `{name}: …`");
            self.errors.push(span, message);
        }
        let mut attributes = field.attributes.iter();
        Field {
            name,
            rename,
            has_level: attributes.any(|attribute| LintLevel::of(&attribute.path).is_some()),
            span,
            value: &field.value,
        }
    }

    /// The key that `#[rename = "…"]` gives. Notes `#[allow(…)]` and `#[warn(…)]`.
    fn attributes(&mut self, field: &FieldValue) -> Option<String> {
        let mut rename = None;
        for attribute in &field.attributes {
            if let Some(value) = attribute.value_of("rename") {
                match value.as_text() {
                    Some(key) => rename = Some(key.to_owned()),
                    None => {
                        let message = "the key is a string; write `#[rename = \"first-name\"]`";
                        self.errors.push(value.span(), message);
                    }
                }
                continue;
            }
            match (&attribute.meta, LintLevel::of(&attribute.path)) {
                (Meta::List(list), Some(level)) => self.level_of_field(level, list, field),
                _ => {
                    let message = "the only attributes here are `#[rename = \"…\"]`, which gives \
                                   the key in JSON, `#[allow(…)]`, which silences a warning, and \
                                   `#[warn(…)]`, which makes a warning of an error";
                    self.errors.push(attribute.path.span(), message);
                }
            }
        }
        rename
    }
}

impl Reader<'_> {
    /// The place of a span, for the tree.
    fn at(&mut self, span: Span) -> TextRange {
        self.spans.add(span)
    }

    fn string(&mut self, span: Span, text: impl Into<Cow<'static, str>>) -> Node {
        Node::string(self.at(span), text)
    }

    fn object_at(&mut self, span: Span, object: Object) -> Node {
        Node::new(self.at(span), Value::Object(object))
    }

    /// The value where a mistake has been reported.
    fn unknown(&mut self, span: Span) -> Node {
        Node::new(self.at(span), Value::Unknown)
    }
}
