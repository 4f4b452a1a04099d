//! Puts in the place of each use what it stands for.
//!
//! This goes through the places where components stand and only those, as the table knows them.

use flow_json::table::{self, Shape, Type};
use proc_macro2::Span;
use quote::ToTokens;

use super::arguments::bind;
use super::constants::{Home, relocate};
use super::definition::{Answers, Definition, path_span, text_of};
use super::origin::{self, Origin};
use super::substitute::{fold, substitute};
use crate::errors::Errors;
use crate::parse::parse_again;
use crate::read::is_action;
use crate::syntax::{Array, Block, Expr, If, Literal, Match, Path, Struct, delimiters, unraw};

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
) -> Vec<Expr> {
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
    table::nearest(name, known).filter(|known| table::distance(&wanted, &plain(known)) <= allowed)
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
        for screens in body.values_of_mut("screens") {
            let Expr::Array(screens) = screens.bare_mut() else {
                continue;
            };
            for screen in &mut screens.items {
                for list in screen.values_of_mut("children") {
                    self.components(list);
                }
                for layout in screen.values_of_mut("layout") {
                    for list in layout.values_of_mut("children") {
                        self.components(list);
                    }
                }
            }
        }
    }

    /// A list of components.
    fn components(&mut self, expr: &mut Expr) {
        if let Expr::Array(array) = expr.bare_mut() {
            let mut elems = Vec::new();
            self.all(array, &mut elems);
            array.items = elems;
        }
    }

    /// What a definition gives: one component or a list.
    fn given(&mut self, mut body: Expr) -> Vec<Expr> {
        let mut elems = Vec::new();
        match body.bare_mut() {
            Expr::Array(array) => self.all(array, &mut elems),
            _ => self.component(body, &mut elems),
        }
        elems
    }

    /// The components of a list, put among others.
    fn all(&mut self, list: &mut Array, out: &mut Vec<Expr>) {
        for item in std::mem::take(&mut list.items) {
            self.component(item, out);
        }
    }

    fn component(&mut self, mut expr: Expr, out: &mut Vec<Expr>) {
        match expr.bare_mut() {
            // An argument that is a list, among others.
            Expr::Array(list) if matches!(self.scope, Scope::Inside(_)) => {
                return self.all(list, out);
            }
            Expr::Struct(literal) => {
                let name = literal.name().map(ToString::to_string);
                match name.as_deref().map(|name| (table::component(name), name)) {
                    Some((Some(component), _)) => self.shape(&component.shape, literal),
                    Some((None, name)) if is_other(name) => {}
                    _ => return self.own(literal.clone(), out),
                }
            }
            Expr::If(choice) => match self.decided(&choice.condition) {
                Some(true) => return self.branch(&mut choice.then, out),
                Some(false) => {
                    return match choice.otherwise.take() {
                        Some((_, Expr::Block(mut block))) => self.branch(&mut block, out),
                        Some((_, other)) => self.component(other, out),
                        None => {}
                    };
                }
                None => self.choice(choice),
            },
            Expr::Match(choice) => match self.chosen(choice) {
                Some(body) => {
                    if let Some(Expr::Array(list)) = body.map(Expr::bare_mut) {
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
    fn branch(&mut self, block: &mut Block, out: &mut Vec<Expr>) {
        if let Some(expr) = &mut block.body {
            match expr.bare_mut() {
                Expr::Array(list) => self.all(list, out),
                _ => out.push((**expr).clone()),
            }
        }
    }

    fn choice(&mut self, choice: &mut If) {
        self.block(&mut choice.then);
        let Some((_, branch)) = &mut choice.otherwise else {
            return;
        };
        match branch.bare_mut() {
            Expr::Block(block) => self.block(block),
            Expr::If(inner) => {
                let mut given = Vec::new();
                self.component(Expr::If(inner.clone()), &mut given);
                *branch = as_branch(given);
            }
            _ => {}
        }
    }

    fn block(&mut self, block: &mut Block) {
        if let Some(expr) = &mut block.body {
            self.components(expr);
        }
    }

    /// The lists of components inside a component.
    fn shape(&mut self, shape: &'static Shape, literal: &mut Struct) {
        for field in &mut literal.fields {
            // Nearly all values are neither of these, and looking up what they belong to takes time.
            if !matches!(field.value.bare_mut(), Expr::Array(_) | Expr::Struct(_)) {
                continue;
            }
            match shape
                .property_of_ident(&unraw(&field.name))
                .map(|property| &property.ty)
            {
                Some(Type::Components) => self.components(&mut field.value),
                Some(Type::Cases) => {
                    if let Expr::Struct(cases) = field.value.bare_mut() {
                        cases
                            .fields
                            .iter_mut()
                            .for_each(|case| self.components(&mut case.value));
                    }
                }
                _ => {}
            }
        }
    }

    /// A use of a component of the author's own.
    fn own(&mut self, mut literal: Struct, out: &mut Vec<Expr>) {
        if let Some(attribute) = literal.attributes.first() {
            let message = "what a component of one's own stands for cannot have attributes here; \
                           write them inside it, or before the list";
            self.errors.push(attribute.path.span(), message);
        }
        // Components in its arguments belong to the scope of the use.
        for field in &mut literal.fields {
            if holds_components(&field.value) {
                self.components(&mut field.value);
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
            out.push(Expr::wrong(path));
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
            None => out.push(Expr::wrong(path)),
        }
    }

    /// What a definition gives for some arguments.
    fn instance(
        &mut self,
        definition: &'d Definition,
        arguments: &[Option<Expr>],
        home: Home,
        place: &impl Fn(Span) -> Span,
    ) -> Option<Vec<Expr>> {
        let body = relocate(definition.body.to_token_stream(), &home, place);
        let mut body = parse_again(body)?;
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
        match fold(condition.clone()).bare() {
            Expr::Literal(Literal::Flag { value, .. }) => Some(*value),
            _ => None,
        }
    }

    /// The case of a `match` in a definition, if its arguments choose one. They may choose none.
    fn chosen<'m>(&self, choice: &'m mut Match) -> Option<Option<&'m mut Expr>> {
        let Scope::Inside(_) = self.scope else {
            return None;
        };
        let value = choice
            .value
            .as_text()
            .filter(|value| !value.contains("${"))?;
        let arm = choice.arms.iter_mut().find(|arm| arm.is_for(value));
        Some(arm.map(|arm| &mut arm.body))
    }
}

/// Whether a name that is no component's is known to be something else.
fn is_other(name: &str) -> bool {
    is_action(name) || table::record(name).is_some() || misspelled(name).is_some()
}

/// Whether an argument is a list of components. It must be seen before the parameter is known.
fn holds_components(argument: &Expr) -> bool {
    let Expr::Array(list) = argument.bare() else {
        return false;
    };
    list.items.iter().any(|item| match item.bare() {
        Expr::Struct(literal) => match literal.name() {
            Some(name) => !is_other(&name.to_string()),
            None => true,
        },
        Expr::If(_) | Expr::Match(_) => true,
        _ => false,
    })
}

/// Components as what follows `else`.
fn as_branch(elems: Vec<Expr>) -> Expr {
    if elems.len() == 1
        && let Some(Expr::If(choice)) = elems.first().map(Expr::bare)
    {
        return Expr::If(choice.clone());
    }
    let braces = delimiters(Span::call_site());
    let list = Expr::Array(Array::new(elems, Span::call_site()));
    Expr::Block(Block {
        braces,
        body: Some(Box::new(list)),
    })
}
