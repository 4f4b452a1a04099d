//! Puts in the place of each use what it stands for.
//!
//! This goes through the places where components stand and only those, as the table knows them.

use flow_json::table::{self, Shape, Type};
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Block, Expr, ExprArray, ExprGroup, ExprIf, ExprMatch, ExprStruct, Path, Stmt, Token, token,
};

use super::arguments::bind;
use super::constants::{Home, relocate};
use super::definition::{Answers, Definition, path_span, text_of};
use super::origin::{self, Origin};
use super::substitute::{fold, substitute};
use crate::errors::Errors;
use crate::read::{bare, is_action, string_literal};

/// Where names of components are looked up.
#[derive(Clone, Copy)]
enum Scope<'d> {
    /// Where the macro stands.
    Here(&'d Answers),
    /// In the module of a definition.
    Inside(&'d Definition),
}

/// What became of a body.
#[derive(Default)]
pub(super) struct Spliced {
    /// The names that are not known yet, by every use of them. In the body the uses stand as what
    /// is known to be wrong.
    pub(super) open: Vec<Path>,
    /// The uses that have been replaced.
    pub(super) origins: Vec<Origin>,
}

/// Replaces the uses in the body of a flow.
pub(super) fn splice(body: &mut Expr, answers: &Answers, errors: &mut Errors) -> Spliced {
    let mut splicer = Splicer::new(Scope::Here(answers), errors);
    splicer.flow(body);
    splicer.spliced
}

/// What a definition gives where it stands, for some arguments.
pub(super) fn given(
    definition: &Definition,
    arguments: &[Option<Expr>],
    errors: &mut Errors,
) -> Punctuated<Expr, Token![,]> {
    let home = Home::own();
    let mut splicer = Splicer::new(Scope::Inside(definition), errors);
    let given = splicer.instance(definition, arguments, home, &|span| span);
    given.unwrap_or_default()
}

/// The uses in the body of a definition.
pub(super) fn uses(body: &Expr) -> Vec<Path> {
    let (answers, mut errors) = (Answers::new(), Errors::default());
    let mut splicer = Splicer::new(Scope::Here(&answers), &mut errors);
    splicer.given(body.clone());
    splicer.spliced.open
}

/// Whether a name that Flow JSON does not have is meant to be one that it has.
///
/// This is stricter than [`table::nearest`]: names of authors may be like those of Flow JSON.
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
    /// Where the constants of the definition are that we are inside of.
    home: Option<Home>,
    /// The use that we are inside of.
    parent: Option<usize>,
    errors: &'e mut Errors,
    spliced: Spliced,
}

type List = Punctuated<Expr, Token![,]>;

impl<'d, 'e> Splicer<'d, 'e> {
    fn new(scope: Scope<'d>, errors: &'e mut Errors) -> Self {
        let spliced = Spliced::default();
        Self {
            scope,
            home: None,
            parent: None,
            errors,
            spliced,
        }
    }

    fn flow(&mut self, body: &mut Expr) {
        for screens in fields(body, "screens") {
            let Expr::Array(screens) = bare_mut(screens) else {
                continue;
            };
            for screen in &mut screens.elems {
                for list in fields(screen, "children") {
                    self.components(list);
                }
                for layout in fields(screen, "layout") {
                    for list in fields(layout, "children") {
                        self.components(list);
                    }
                }
            }
        }
    }

    /// A list of components.
    fn components(&mut self, expr: &mut Expr) {
        if let Expr::Array(array) = bare_mut(expr) {
            let mut elems = Punctuated::new();
            self.all(array, &mut elems);
            array.elems = elems;
        }
    }

    /// What a definition gives: one component or a list.
    fn given(&mut self, mut body: Expr) -> List {
        let mut elems = Punctuated::new();
        match bare_mut(&mut body) {
            Expr::Array(array) => self.all(array, &mut elems),
            _ => self.component(body, &mut elems),
        }
        elems
    }

    /// The components of a list, put among others.
    fn all(&mut self, list: &mut ExprArray, out: &mut List) {
        for item in std::mem::take(&mut list.elems) {
            self.component(item, out);
        }
    }

    fn component(&mut self, mut expr: Expr, out: &mut List) {
        match bare_mut(&mut expr) {
            // An argument that is a list, among others.
            Expr::Array(list) if matches!(self.scope, Scope::Inside(_)) => {
                return self.all(list, out);
            }
            Expr::Struct(literal) => {
                let name = literal.path.get_ident().map(ToString::to_string);
                match name.as_deref().map(|name| (table::component(name), name)) {
                    Some((Some(component), _)) => self.shape(&component.shape, literal),
                    Some((None, name)) if is_other(name) => {}
                    _ => return self.own(literal.clone(), out),
                }
            }
            Expr::If(choice) => match self.decided(&choice.cond) {
                Some(true) => return self.branch(&mut choice.then_branch, out),
                Some(false) => {
                    return match choice.else_branch.take().map(|(_, branch)| *branch) {
                        Some(Expr::Block(mut block)) => self.branch(&mut block.block, out),
                        Some(other) => self.component(other, out),
                        None => {}
                    };
                }
                None => self.choice(choice),
            },
            Expr::Match(choice) => match self.chosen(choice) {
                Some(body) => {
                    if let Some(Expr::Array(list)) = body.map(bare_mut) {
                        self.all(list, out);
                    }
                    return;
                }
                None => choice
                    .arms
                    .iter_mut()
                    .for_each(|arm| self.components(&mut arm.body)),
            },
            _ => {}
        }
        out.push(expr);
    }

    /// The components of a branch, put among others.
    fn branch(&mut self, block: &mut Block, out: &mut List) {
        if let [Stmt::Expr(expr, None)] = &mut block.stmts[..] {
            match bare_mut(expr) {
                Expr::Array(list) => self.all(list, out),
                _ => out.push(expr.clone()),
            }
        }
    }

    fn choice(&mut self, choice: &mut ExprIf) {
        self.block(&mut choice.then_branch);
        let Some((_, branch)) = &mut choice.else_branch else {
            return;
        };
        match bare_mut(branch) {
            Expr::Block(block) => self.block(&mut block.block),
            Expr::If(inner) => {
                let mut given = Punctuated::new();
                self.component(Expr::If(inner.clone()), &mut given);
                **branch = as_branch(given);
            }
            _ => {}
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
            // Nearly all values are neither of these, and looking up what they belong to takes time.
            if !matches!(bare_mut(&mut field.expr), Expr::Array(_) | Expr::Struct(_)) {
                continue;
            }
            let syn::Member::Named(name) = &field.member else {
                continue;
            };
            match shape
                .property_of_ident(&plain(name))
                .map(|property| &property.ty)
            {
                Some(Type::Components) => self.components(&mut field.expr),
                Some(Type::Cases) => {
                    if let Expr::Struct(cases) = bare_mut(&mut field.expr) {
                        cases
                            .fields
                            .iter_mut()
                            .for_each(|case| self.components(&mut case.expr));
                    }
                }
                _ => {}
            }
        }
    }

    /// A use of a component of the author's own.
    fn own(&mut self, mut literal: ExprStruct, out: &mut List) {
        if let Some(attribute) = literal.attrs.first() {
            let message = "what a component of one's own stands for cannot have attributes here; \
                           write them inside it, or before the list";
            self.errors.push(attribute.path().span(), message);
        }
        // Components in its arguments belong to the scope of the use.
        for field in &mut literal.fields {
            if holds_components(&field.expr) {
                self.components(&mut field.expr);
            }
        }
        let path = literal.path.clone();
        let (known, home) = match self.scope {
            Scope::Here(answers) => {
                let known = answers.get(&text_of(&path));
                if known.is_none() {
                    self.spliced.open.push(path.clone());
                }
                (known, Home::at(path.clone()))
            }
            Scope::Inside(definition) => {
                let text = text_of(&path);
                let index = definition.uses.iter().position(|(used, _)| *used == text);
                let known = index.and_then(|index| definition.uses[index].1.as_ref());
                let outer = self.home.clone().unwrap_or_else(Home::own);
                (known, outer.of_use(index.unwrap_or_default()))
            }
        };
        let Some(definition) = known else {
            out.push(wrong(path));
            return;
        };
        // The tokens of a definition in this crate stay where they are, but came through no macro.
        // Those of other crates are not to be seen from here: they stand where the use does.
        let (at, foreign) = (path_span(&path), definition.is_foreign());
        let place = move |span: Span| if foreign { at } else { span.resolved_at(at) };
        let arguments = bind(definition, literal, &home, &place, self.errors);
        let index = self.spliced.origins.len();
        self.spliced
            .origins
            .push(Origin::new(definition, &path, self.parent));
        let parent = self.parent.replace(index);
        let given = self.instance(definition, &arguments, home, &place);
        self.parent = parent;
        match given {
            Some(given) => out.extend(given.into_iter().map(|expr| origin::mark(expr, index))),
            None => out.push(wrong(path)),
        }
    }

    /// What a definition gives for some arguments.
    fn instance(
        &mut self,
        definition: &'d Definition,
        arguments: &[Option<Expr>],
        home: Home,
        place: &impl Fn(Span) -> Span,
    ) -> Option<List> {
        let body = relocate(definition.body.to_token_stream(), &home, place);
        let mut body = syn::parse2(body).ok()?;
        substitute(&mut body, definition, arguments, self.errors);
        let scope = std::mem::replace(&mut self.scope, Scope::Inside(definition));
        let outer = self.home.replace(home);
        let given = self.given(body);
        (self.scope, self.home) = (scope, outer);
        Some(given)
    }

    /// Whether the condition of an `if` in a definition holds, if its arguments say so.
    fn decided(&self, condition: &Expr) -> Option<bool> {
        let Scope::Inside(_) = self.scope else {
            return None;
        };
        match bare(&fold(condition.clone())) {
            Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Bool(flag),
                ..
            }) => Some(flag.value),
            _ => None,
        }
    }

    /// The case of a `match` in a definition, if its arguments choose one. They may choose none.
    fn chosen<'m>(&self, choice: &'m mut ExprMatch) -> Option<Option<&'m mut Expr>> {
        let Scope::Inside(_) = self.scope else {
            return None;
        };
        let value = string_literal(&choice.expr).filter(|value| !value.contains("${"))?;
        let arm = choice.arms.iter_mut().find(|arm| matches(&arm.pat, &value));
        Some(arm.map(|arm| &mut *arm.body))
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

/// Components as what follows `else`.
fn as_branch(elems: List) -> Expr {
    if elems.len() == 1
        && let Some(Expr::If(choice)) = elems.first().map(bare)
    {
        return Expr::If(choice.clone());
    }
    let bracket_token = token::Bracket::default();
    let list = Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token,
        elems,
    });
    let brace_token = token::Brace::default();
    let block = Block {
        brace_token,
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

/// The values of the fields of that name of a struct literal.
fn fields<'e>(expr: &'e mut Expr, name: &'static str) -> impl Iterator<Item = &'e mut Expr> {
    let fields = match bare_mut(expr) {
        Expr::Struct(literal) => Some(&mut literal.fields),
        _ => None,
    };
    let of_name = move |field: &&mut syn::FieldValue| match &field.member {
        syn::Member::Named(ident) => plain(ident) == name,
        syn::Member::Unnamed(_) => false,
    };
    fields
        .into_iter()
        .flatten()
        .filter(of_name)
        .map(|field| &mut field.expr)
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
