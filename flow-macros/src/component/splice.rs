//! Puts in the place of each use what it stands for.
//!
//! This goes through the places where components stand and only those, as the table knows them. The
//! place of a use is told by the way to it (`/screens/0/children/2/then/0`), so that the answers to
//! what was asked find their uses again when the same tokens are read once more.

use flow_json::table::{self, Shape, Type};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{
    Block, Expr, ExprArray, ExprGroup, ExprIf, ExprMatch, ExprStruct, Path, Stmt, Token, token,
};

use super::arguments::bind;
use super::definition::{Answers, Definition};
use super::origin::{self, Origin};
use super::substitute::{fold, substitute};
use crate::errors::Errors;
use crate::read::{bare, is_action, string_literal};

/// A use of which the definition is not known yet.
pub(crate) struct Use {
    /// What it is called in the scope of the use.
    pub(crate) path: Path,
    pub(super) place: String,
}

/// Where names of components are looked up.
#[derive(Clone, Copy)]
pub(crate) enum Scope<'d> {
    /// Where the macro stands.
    Here(&'d Answers),
    /// In the module of a definition.
    Inside(&'d Definition),
}

/// What became of a body.
#[derive(Default)]
pub(crate) struct Spliced {
    /// The uses that must be asked for. They stand in the body as what is known to be wrong.
    pub(crate) open: Vec<Use>,
    /// The uses that have been replaced.
    pub(crate) origins: Vec<Origin>,
}

/// Replaces the uses in the body of a flow.
pub(crate) fn splice(body: &mut Expr, answers: &Answers, errors: &mut Errors) -> Spliced {
    let mut splicer = Splicer::new(Scope::Here(answers), errors);
    splicer.flow(body);
    splicer.spliced
}

/// What a definition gives for some arguments.
pub(super) fn given(
    definition: &Definition,
    arguments: &[Option<Expr>],
    errors: &mut Errors,
) -> Punctuated<Expr, Token![,]> {
    let Some(mut body) = definition.body.clone() else {
        return Punctuated::new();
    };
    substitute(&mut body, definition, arguments, errors);
    Splicer::new(Scope::Inside(definition), errors).given(body)
}

/// Finds the uses in the body of a definition.
pub(super) fn uses(body: &mut Expr, errors: &mut Errors) -> Vec<Use> {
    let answers = Answers::new();
    let mut splicer = Splicer::new(Scope::Here(&answers), errors);
    splicer.given(body.clone());
    splicer.spliced.open
}

/// Whether a name that Flow JSON does not have is meant to be one that it has.
pub(super) fn misspelled(name: &str) -> Option<&'static str> {
    let plain = |text: &str| text.to_lowercase().replace('_', "");
    let wanted = plain(name);
    let allowed = if wanted.len() < 8 { 1 } else { 2 };
    let known = table::COMPONENTS
        .iter()
        .map(|component| component.shape.name);
    table::nearest(name, known)
        .filter(|known| strsim::osa_distance(&wanted, &plain(known)) <= allowed)
}

struct Splicer<'d, 'e> {
    scope: Scope<'d>,
    /// The way to where we are, in the scope.
    place: String,
    /// The use that we are inside of.
    parent: Option<usize>,
    errors: &'e mut Errors,
    spliced: Spliced,
}

impl<'d, 'e> Splicer<'d, 'e> {
    fn new(scope: Scope<'d>, errors: &'e mut Errors) -> Self {
        let spliced = Spliced::default();
        Self {
            scope,
            place: String::new(),
            parent: None,
            errors,
            spliced,
        }
    }

    fn at(&mut self, step: impl std::fmt::Display, go: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        self.place.push_str(&format!("/{step}"));
        go(self);
        self.place.truncate(length);
    }

    fn flow(&mut self, body: &mut Expr) {
        let Expr::Struct(flow) = bare_mut(body) else {
            return;
        };
        for field in &mut flow.fields {
            if !named(&field.member, "screens") {
                continue;
            }
            let Expr::Array(screens) = bare_mut(&mut field.expr) else {
                continue;
            };
            for (index, screen) in screens.elems.iter_mut().enumerate() {
                if let Expr::Struct(screen) = bare_mut(screen) {
                    self.at(index, |this| this.screen(screen));
                }
            }
        }
    }

    fn screen(&mut self, screen: &mut ExprStruct) {
        for field in &mut screen.fields {
            if named(&field.member, "children") {
                self.at("children", |this| this.components(&mut field.expr));
            } else if named(&field.member, "layout")
                && let Expr::Struct(layout) = bare_mut(&mut field.expr)
            {
                self.at("layout", |this| this.shape(&table::LAYOUT, layout));
            }
        }
    }

    /// A list of components.
    fn components(&mut self, expr: &mut Expr) {
        let Expr::Array(array) = bare_mut(expr) else {
            return;
        };
        let mut elems = Punctuated::new();
        for (index, item) in std::mem::take(&mut array.elems).into_iter().enumerate() {
            self.at(index, |this| this.component(item, &mut elems));
        }
        array.elems = elems;
    }

    /// What a definition gives: one component or a list.
    fn given(&mut self, body: Expr) -> Punctuated<Expr, Token![,]> {
        let mut elems = Punctuated::new();
        match body {
            Expr::Array(mut array) => {
                for (index, item) in std::mem::take(&mut array.elems).into_iter().enumerate() {
                    self.at(index, |this| this.component(item, &mut elems));
                }
            }
            one => self.component(one, &mut elems),
        }
        elems
    }

    fn component(&mut self, mut expr: Expr, out: &mut Punctuated<Expr, Token![,]>) {
        match bare_mut(&mut expr) {
            // An argument that is a list, among others.
            Expr::Array(list) if matches!(self.scope, Scope::Inside(_)) => {
                return self.all(list, out);
            }
            Expr::Struct(literal) => match literal.path.get_ident().map(ToString::to_string) {
                Some(name) => match table::component(&name) {
                    Some(component) => self.shape(&component.shape, literal),
                    None if is_other(&name) => {}
                    None => return self.own(literal.clone(), out),
                },
                None => return self.own(literal.clone(), out),
            },
            Expr::If(choice) => match self.decided(&choice.cond) {
                Some(true) => {
                    return self.at("then", |this| this.branch(&mut choice.then_branch, out));
                }
                Some(false) => {
                    let branch = choice.else_branch.take().map(|(_, branch)| *branch);
                    return self.at("else", |this| match branch {
                        Some(Expr::Block(mut block)) => this.branch(&mut block.block, out),
                        Some(other) => this.component(other, out),
                        None => {}
                    });
                }
                None => self.choice(choice),
            },
            Expr::Match(choice) => match self.chosen(choice) {
                Some(None) => return,
                Some(Some((index, mut body))) => {
                    if let Expr::Array(list) = bare_mut(&mut body) {
                        return self.at(index, |this| this.all(list, out));
                    }
                }
                None => {
                    for (index, arm) in choice.arms.iter_mut().enumerate() {
                        self.at(index, |this| this.components(&mut arm.body));
                    }
                }
            },
            _ => {}
        }
        out.push(expr);
    }

    /// The components of a list, put among others.
    fn all(&mut self, list: &mut ExprArray, out: &mut Punctuated<Expr, Token![,]>) {
        for (index, item) in std::mem::take(&mut list.elems).into_iter().enumerate() {
            self.at(index, |this| this.component(item, out));
        }
    }

    /// The components of a branch, put among others.
    fn branch(&mut self, block: &mut Block, out: &mut Punctuated<Expr, Token![,]>) {
        if let [Stmt::Expr(expr, None)] = &mut block.stmts[..] {
            match bare_mut(expr) {
                Expr::Array(list) => self.all(list, out),
                _ => out.push(expr.clone()),
            }
        }
    }

    fn choice(&mut self, choice: &mut ExprIf) {
        self.at("then", |this| this.block(&mut choice.then_branch));
        if let Some((_, branch)) = &mut choice.else_branch {
            self.at("else", |this| match bare_mut(branch) {
                Expr::Block(block) => this.block(&mut block.block),
                Expr::If(inner) => {
                    let mut given = Punctuated::new();
                    this.component(Expr::If(inner.clone()), &mut given);
                    **branch = one_or_block(given);
                }
                _ => {}
            });
        }
    }

    fn block(&mut self, block: &mut Block) {
        if let [Stmt::Expr(expr, None)] = &mut block.stmts[..] {
            self.components(expr);
        }
    }

    /// The lists of components inside a component.
    fn shape(&mut self, shape: &'static Shape, literal: &mut ExprStruct) {
        for field in &mut literal.fields {
            let syn::Member::Named(name) = &field.member else {
                continue;
            };
            let name = plain(name);
            match shape.property_of_ident(&name).map(|property| &property.ty) {
                Some(Type::Components) => self.at(name, |this| this.components(&mut field.expr)),
                Some(Type::Cases) => {
                    let Expr::Struct(cases) = bare_mut(&mut field.expr) else {
                        continue;
                    };
                    for case in &mut cases.fields {
                        let key = case.member.to_token_stream();
                        self.at(key, |this| this.components(&mut case.expr));
                    }
                }
                _ => {}
            }
        }
    }

    /// A use of a component of the author's own.
    fn own(&mut self, mut literal: ExprStruct, out: &mut Punctuated<Expr, Token![,]>) {
        // Components in its arguments belong to the scope of the use.
        for field in &mut literal.fields {
            if holds_components(&field.expr) {
                let name = field.member.to_token_stream();
                self.at(name, |this| this.components(&mut field.expr));
            }
        }
        let known = match self.scope {
            Scope::Here(answers) => answers.get(&self.place),
            Scope::Inside(definition) => definition
                .uses
                .iter()
                .find(|(place, _)| *place == self.place)
                .and_then(|(_, used)| used.as_ref()),
        };
        let Some(definition) = known else {
            if let Scope::Here(_) = self.scope {
                let place = self.place.clone();
                self.spliced.open.push(Use {
                    path: literal.path.clone(),
                    place,
                });
            }
            out.push(wrong(literal.path));
            return;
        };
        let path = literal.path.clone();
        let arguments = bind(definition, literal, self.errors);
        let Some(body) = &definition.body else {
            out.push(wrong(path));
            return;
        };
        let mut body = body.clone();
        substitute(&mut body, definition, &arguments, self.errors);

        let index = self.spliced.origins.len();
        self.spliced
            .origins
            .push(Origin::new(definition, &path, self.parent));
        let outer = (self.scope, std::mem::take(&mut self.place), self.parent);
        (self.scope, self.parent) = (Scope::Inside(definition), Some(index));
        let given = self.given(body);
        (self.scope, self.place, self.parent) = outer;
        out.extend(given.into_iter().map(|expr| origin::mark(expr, index)));
    }

    /// Whether the condition of an `if` in a definition is known once its arguments are.
    fn decided(&self, condition: &Expr) -> Option<bool> {
        let Scope::Inside(_) = self.scope else {
            return None;
        };
        match bare(&fold(condition.clone())) {
            Expr::Lit(literal) => match &literal.lit {
                syn::Lit::Bool(flag) => Some(flag.value),
                _ => None,
            },
            _ => None,
        }
    }

    /// The body of the case of a `match` in a definition whose value is known once its arguments
    /// are: none if there is no such case.
    fn chosen(&self, choice: &ExprMatch) -> Option<Option<(usize, Expr)>> {
        let Scope::Inside(_) = self.scope else {
            return None;
        };
        let value = string_literal(&choice.expr)?;
        let mut arms = choice.arms.iter().enumerate();
        let found = arms.find(|(_, arm)| matches(&arm.pat, &value));
        Some(found.map(|(index, arm)| (index, (*arm.body).clone())))
    }
}

/// Whether a name that is no component's is known to be something else.
fn is_other(name: &str) -> bool {
    is_action(name) || table::record(name).is_some() || misspelled(name).is_some()
}

/// Whether an argument is a list of components. It must be seen before the parameter is known.
fn holds_components(argument: &Expr) -> bool {
    let Expr::Array(list) = bare(argument) else {
        return false;
    };
    list.elems.iter().any(|item| match bare(item) {
        Expr::Struct(literal) => match literal.path.get_ident() {
            Some(name) => !is_other(&name.to_string()),
            None => true,
        },
        Expr::If(_) | Expr::Match(_) => true,
        _ => false,
    })
}

/// What stands for something that has been reported, or will be.
pub(super) fn wrong(path: Path) -> Expr {
    Expr::Verbatim(path.into_token_stream())
}

/// The components of an `else` as a branch.
fn one_or_block(elems: Punctuated<Expr, Token![,]>) -> Expr {
    if elems.len() == 1
        && let Some(Expr::If(choice)) = elems.first().map(bare)
    {
        return Expr::If(choice.clone());
    }
    let list = Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: token::Bracket::default(),
        elems,
    });
    let block = Block {
        brace_token: token::Brace::default(),
        stmts: vec![Stmt::Expr(list, None)],
    };
    Expr::Block(syn::ExprBlock {
        attrs: Vec::new(),
        label: None,
        block,
    })
}

fn matches(pattern: &syn::Pat, value: &str) -> bool {
    match pattern {
        syn::Pat::Lit(literal) => {
            matches!(&literal.lit, syn::Lit::Str(text) if text.value() == value)
        }
        syn::Pat::Or(patterns) => patterns.cases.iter().any(|pattern| matches(pattern, value)),
        syn::Pat::Paren(inner) => matches(&inner.pat, value),
        _ => false,
    }
}

fn named(member: &syn::Member, name: &str) -> bool {
    matches!(member, syn::Member::Named(ident) if ident == name)
}

/// An identifier without `r#`.
pub(super) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

/// The expression inside invisible groups.
pub(super) fn bare_mut(mut expr: &mut Expr) -> &mut Expr {
    while let Expr::Group(ExprGroup { expr: inner, .. }) = expr {
        expr = inner;
    }
    expr
}
