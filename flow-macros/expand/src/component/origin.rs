//! The use of a component that a finding comes from, for messages.
//!
//! A finding inside a definition of this crate has its place there and names the use. A finding inside
//! a definition of another crate has the place of the use and names the file of the definition.

use std::collections::HashMap;

use flow_json::Diagnostic;
use proc_macro2::Span;

use super::definition::{Definition, path_span};
use crate::spans::Spans;
use crate::syntax::{Arm, Block, Expr, Group, Path, Pattern, unraw};

/// A use that has been replaced.
pub(crate) struct Origin {
    name: String,
    span: Span,
    /// The use of the definition that contains this use.
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
            file: at.file(),
            lines: definition.lines(),
            foreign: definition.is_foreign(),
        }
    }

    /// Whether a place is inside the definition.
    fn contains(&self, span: Span) -> bool {
        let line = span.start().line;
        span.file() == self.file && self.lines.0 <= line && line <= self.lines.1
    }
}

/// Marks an expression with the use that it came through.
pub(super) fn mark(expr: Expr, index: usize) -> Expr {
    Expr::Group(Box::new(Group {
        span: expr.span(),
        origin: Some(index),
        inner: expr,
    }))
}

fn marked(mut expr: &Expr) -> Option<usize> {
    let mut found = None;
    while let Expr::Group(group) = expr {
        // The innermost mark wins: it is the use nearest to the component.
        found = group.origin.or(found);
        expr = &group.inner;
    }
    found
}

/// Adds the use that a component came from to the messages about it.
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
        let mut notes = Vec::new();
        if let Some(again) = again {
            let Origin {
                foreign,
                file,
                lines,
                ..
            } = &origins[again];
            // A mistake in an argument is not inside the definition, and needs no note.
            let inside = origins[again].contains(spans.get(diagnostic.place.loc));
            if *foreign {
                let (used, line) = (used(origins, again), lines.0);
                notes.push(format!("{used}, defined at {file}:{line}"));
            } else if inside || first.is_some() {
                notes.push(used(origins, again));
            }
        }
        if let (Some(first), Some((_, label))) = (first, related) {
            notes.push(format!("{label}: {}", used(origins, first)));
            diagnostic.related = None;
        }
        if !notes.is_empty() {
            diagnostic
                .message
                .push_str(&format!(" ({})", notes.join("; ")));
        }
    }
}

/// The use and the uses around it, outermost last: `Badge` in `Card` on line 12.
fn used(origins: &[Origin], index: usize) -> String {
    let Origin {
        name, span, parent, ..
    } = &origins[index];
    match parent {
        Some(outer) => format!("`{name}` in {}", used(origins, *outer)),
        None => format!("`{name}` on line {}", span.start().line),
    }
}

/// The uses by the JSON pointers of the components that came from them.
#[derive(Default)]
struct Places {
    pointer: String,
    origins: HashMap<String, usize>,
}

impl Places {
    /// The innermost use that a value came from.
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
        for screens in body.values_of("screens") {
            let Expr::Array(screens) = screens.bare() else {
                continue;
            };
            for (index, screen) in screens.items.iter().enumerate() {
                self.pointer = format!("/screens/{index}/layout/children");
                let layouts = screen
                    .values_of("layout")
                    .flat_map(|layout| layout.values_of("children"));
                for children in screen.values_of("children").chain(layouts) {
                    self.components(children);
                }
            }
        }
    }

    fn components(&mut self, expr: &Expr) {
        let Expr::Array(list) = expr.bare() else {
            return;
        };
        let components = list.items.iter().flat_map(|item| match item.bare() {
            Expr::For(each) => each.parts(),
            _ => std::slice::from_ref(item),
        });
        for (index, item) in components.enumerate() {
            self.at(index, |this| this.component(item));
        }
    }

    fn component(&mut self, expr: &Expr) {
        if let Some(index) = marked(expr) {
            self.origins.insert(self.pointer.clone(), index);
        }
        match expr.bare() {
            Expr::Struct(_) => {
                for list in ["children", "then", "else"] {
                    for components in expr.values_of(list) {
                        self.at(list, |this| this.components(components));
                    }
                }
                for cases in expr.values_of("cases") {
                    let Expr::Struct(cases) = cases.bare() else {
                        continue;
                    };
                    for case in &cases.fields {
                        self.case(&unraw(&case.name), &case.value);
                    }
                }
            }
            Expr::If(choice) => {
                self.at("then", |this| this.block(&choice.then));
                match choice.otherwise.as_ref().map(|(_, branch)| branch) {
                    Some(Expr::Block(block)) => self.at("else", |this| this.block(block)),
                    Some(other) => self.at("else/0", |this| this.component(other)),
                    None => {}
                }
            }
            Expr::Match(choice) => {
                for arm in &choice.arms {
                    self.arm(arm);
                }
            }
            _ => {}
        }
    }

    fn block(&mut self, block: &Block) {
        if let Some(body) = &block.body {
            self.components(body);
        }
    }

    fn arm(&mut self, arm: &Arm) {
        for pattern in &arm.patterns {
            if let Pattern::Key { text, .. } = pattern {
                self.case(text, &arm.body);
            }
        }
    }

    fn case(&mut self, key: &str, body: &Expr) {
        let key = flow_json::pointer::escape(key);
        self.at("cases", |this| this.at(key, |this| this.components(body)));
    }
}
