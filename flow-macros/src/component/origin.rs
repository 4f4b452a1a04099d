//! Which use a component came through, for messages.
//!
//! An error inside a definition stands there, and says the use that it came through. An error
//! inside a definition of another crate stands where the use does, and says where to look.

use std::collections::HashMap;

use flow_json::Diagnostic;
use proc_macro2::Span;
use quote::format_ident;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprGroup, Path, token};

use super::definition::{Definition, file, path_span};
use super::splice::plain;
use crate::read::bare;
use crate::spans::Spans;

/// A use that has been replaced.
pub(crate) struct Origin {
    name: String,
    span: Span,
    /// The use inside of whose definition this one stands.
    parent: Option<usize>,
    file: String,
    /// The first and the last line of the definition.
    lines: (usize, usize),
    /// Whether it is defined in another crate.
    foreign: bool,
}

impl Origin {
    pub(super) fn new(definition: &Definition, path: &Path, parent: Option<usize>) -> Self {
        let at = definition.name.span();
        Self {
            name: definition.name.to_string(),
            span: path_span(path),
            parent,
            file: file(at),
            lines: definition.lines(),
            foreign: definition.is_foreign(),
        }
    }

    /// Whether something stands in the definition.
    fn contains(&self, span: Span) -> bool {
        let line = span.start().line;
        file(span) == self.file && self.lines.0 <= line && line <= self.lines.1
    }
}

/// Marks an expression with the use that it came through.
pub(super) fn mark(expr: Expr, index: usize) -> Expr {
    let name = format_ident!("use_{index}");
    let attribute: Attribute = syn::parse_quote!(#[#name]);
    let group_token = token::Group { span: expr.span() };
    Expr::Group(ExprGroup {
        attrs: vec![attribute],
        group_token,
        expr: Box::new(expr),
    })
}

fn marked(mut expr: &Expr) -> Option<usize> {
    let mut found = None;
    while let Expr::Group(group) = expr {
        let name = group
            .attrs
            .first()
            .and_then(|attribute| attribute.path().get_ident());
        if let Some(name) = name {
            // The inner one says it more precisely.
            found = name
                .to_string()
                .strip_prefix("use_")
                .and_then(|index| index.parse().ok())
                .or(found);
        }
        expr = &group.expr;
    }
    found
}

/// Adds to what is said of components what the reader of it must know of their uses.
pub(crate) fn explain(
    body: &Expr,
    origins: &[Origin],
    spans: &Spans,
    diagnostics: &mut [Diagnostic],
) {
    if origins.is_empty() || diagnostics.is_empty() {
        return;
    }
    let mut places = Places::default();
    places.flow(body);
    for diagnostic in diagnostics {
        let related = diagnostic.related.as_ref();
        let first = related.and_then(|(place, _)| places.origin(&place.pointer));
        let again = places.origin(&diagnostic.place.pointer);
        let mut says = Vec::new();
        if let Some(again) = again {
            let Origin {
                foreign,
                file,
                lines,
                ..
            } = &origins[again];
            // What stands in an argument is not to be looked for in the definition.
            let inside = origins[again].contains(spans.get(diagnostic.place.loc));
            if *foreign {
                let (used, line) = (used(origins, again), lines.0);
                says.push(format!("{used}, defined at {file}:{line}"));
            } else if inside || first.is_some() {
                says.push(used(origins, again));
            }
        }
        if let (Some(first), Some((_, what))) = (first, related) {
            says.push(format!("{what}: {}", used(origins, first)));
            diagnostic.related = None;
        }
        if !says.is_empty() {
            diagnostic
                .message
                .push_str(&format!(" ({})", says.join("; ")));
        }
    }
}

/// How something came into the flow.
fn used(origins: &[Origin], index: usize) -> String {
    let Origin {
        name, span, parent, ..
    } = &origins[index];
    match parent {
        Some(outer) => format!("`{name}` in {}", used(origins, *outer)),
        None => format!("`{name}` on line {}", span.start().line),
    }
}

/// The uses by the JSON pointers of the components that came through them.
#[derive(Default)]
struct Places {
    pointer: String,
    origins: HashMap<String, usize>,
}

impl Places {
    /// The innermost use that a value came through.
    fn origin(&self, mut pointer: &str) -> Option<usize> {
        loop {
            if let Some(index) = self.origins.get(pointer) {
                return Some(*index);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }

    fn at(&mut self, step: impl std::fmt::Display, go: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        self.pointer.push_str(&format!("/{step}"));
        go(self);
        self.pointer.truncate(length);
    }

    fn flow(&mut self, body: &Expr) {
        for screens in field(body, "screens") {
            let Expr::Array(screens) = bare(screens) else {
                continue;
            };
            for (index, screen) in screens.elems.iter().enumerate() {
                self.pointer = format!("/screens/{index}/layout/children");
                let layouts = field(screen, "layout").flat_map(|layout| field(layout, "children"));
                for children in field(screen, "children").chain(layouts) {
                    self.components(children);
                }
            }
        }
    }

    fn components(&mut self, expr: &Expr) {
        let Expr::Array(list) = bare(expr) else {
            return;
        };
        for (index, item) in list.elems.iter().enumerate() {
            self.at(index, |this| this.component(item));
        }
    }

    fn component(&mut self, expr: &Expr) {
        if let Some(index) = marked(expr) {
            self.origins.insert(self.pointer.clone(), index);
        }
        match bare(expr) {
            Expr::Struct(_) => {
                for list in ["children", "then", "else"] {
                    for components in field(expr, list) {
                        self.at(list, |this| this.components(components));
                    }
                }
                for cases in field(expr, "cases") {
                    let Expr::Struct(cases) = bare(cases) else {
                        continue;
                    };
                    for case in &cases.fields {
                        let syn::Member::Named(key) = &case.member else {
                            continue;
                        };
                        self.case(&plain(key), &case.expr);
                    }
                }
            }
            Expr::If(choice) => {
                self.at("then", |this| this.block(&choice.then_branch));
                match choice.else_branch.as_ref().map(|(_, branch)| &**branch) {
                    Some(Expr::Block(block)) => self.at("else", |this| this.block(&block.block)),
                    Some(other) => self.at("else/0", |this| this.component(other)),
                    None => {}
                }
            }
            Expr::Match(choice) => {
                for arm in &choice.arms {
                    self.pattern(&arm.pat, &arm.body);
                }
            }
            _ => {}
        }
    }

    fn block(&mut self, block: &syn::Block) {
        if let [syn::Stmt::Expr(expr, None)] = &block.stmts[..] {
            self.components(expr);
        }
    }

    fn pattern(&mut self, pattern: &syn::Pat, body: &Expr) {
        match pattern {
            syn::Pat::Lit(literal) => {
                if let syn::Lit::Str(key) = &literal.lit {
                    self.case(&key.value(), body);
                }
            }
            syn::Pat::Or(patterns) => {
                patterns
                    .cases
                    .iter()
                    .for_each(|pattern| self.pattern(pattern, body));
            }
            syn::Pat::Paren(inner) => self.pattern(&inner.pat, body),
            _ => {}
        }
    }

    fn case(&mut self, key: &str, body: &Expr) {
        let key = key.replace('~', "~0").replace('/', "~1");
        self.at("cases", |this| this.at(key, |this| this.components(body)));
    }
}

/// The values of the fields of that name of a struct literal.
fn field<'e>(expr: &'e Expr, name: &'static str) -> impl Iterator<Item = &'e Expr> {
    let fields = match bare(expr) {
        Expr::Struct(literal) => Some(&literal.fields),
        _ => None,
    };
    let of_name = move |field: &&syn::FieldValue| match &field.member {
        syn::Member::Named(ident) => plain(ident) == name,
        syn::Member::Unnamed(_) => false,
    };
    fields
        .into_iter()
        .flatten()
        .filter(of_name)
        .map(|field| &field.expr)
}
