//! Replaces each use of a component by the components of its definition.
//!
//! This goes only through the places that can hold components, as the table knows them.
//!
//! ```text
//! Card { title: "One", rows: [Row { text: "a" }] }        the use, in a flow
//!
//! fn Card(title: &str, rows: Components) {                the definition
//!     [TextHeading { text: "Card: " + title }, rows, Badge {}]
//! }
//!
//! TextHeading { text: "Card: One" }                       `title` is replaced and the text joined
//! TextBody { text: "a" }                                  `Row`, which the flow looks up
//! TextCaption { text: ui::Card::__u0_C0 }                 `Badge`, which `Card` looks up
//! ```
//!
//! # Invariants
//!
//! - A name is looked up in the scope where its author wrote it. So the components in the arguments of
//!   a use are replaced before the body of the definition is read: after that, an own component that is
//!   left in the body was written in the definition. See [`Scope`].
//! - `scope` and `parent` of [`Splicer`] belong to the definition that is being read. Each is set before
//!   its body is read and set back behind it.
//! - It comes to an end: a definition that contains itself has lost its body before it gets here, by
//!   [`Definition::spoil`].
//! - The index of a use in [`Definition::uses`] is the number in the names of its constants. See
//!   [`constants`](super::constants).

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

/// The scope in which names of components are looked up.
#[derive(Clone)]
enum Scope<'d> {
    /// The scope of the flow, with the definitions that it has asked for.
    Flow(&'d Answers),
    /// The scope of a definition, and the home of its constants.
    Definition(&'d Definition, Home),
}

/// The results beside the body itself.
#[derive(Default)]
pub(super) struct Spliced {
    /// The paths of the uses without a known definition, one for each use. In the body such a use is an
    /// [`Expr::Wrong`].
    pub(super) open: Vec<Path>,
    /// The uses that have been replaced.
    pub(super) origins: Vec<Origin>,
}

/// Replaces the uses in the body of a flow.
pub(super) fn splice(body: &mut Expr, answers: &Answers, errors: &mut Errors) -> Spliced {
    let mut splicer = Splicer::new(Scope::Flow(answers), errors);
    splicer.flow(body);
    splicer.spliced
}

/// The components of a definition for some arguments, in the place of the definition itself. A body
/// that does not parse has none; its mistakes have been reported.
pub(super) fn instantiate(
    definition: &Definition,
    arguments: &[Option<Expr>],
    errors: &mut Errors,
) -> Vec<Expr> {
    let answers = Answers::new();
    let mut splicer = Splicer::new(Scope::Flow(&answers), errors);
    let components = splicer.instance(definition, arguments, Home::own(), &|span| span);
    components.unwrap_or_default()
}

/// The uses in the body of a definition.
pub(super) fn uses(body: &Expr) -> Vec<Path> {
    let (answers, mut errors) = (Answers::new(), Errors::default());
    let mut splicer = Splicer::new(Scope::Flow(&answers), &mut errors);
    splicer.body(body.clone());
    splicer.spliced.open
}

/// The component of Flow JSON that a name is a misspelling of.
///
/// This is stricter than [`table::nearest`], since authors may choose names like those of Flow JSON.
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
    /// The use of the definition that is being read, by its index in `spliced.origins`.
    parent: Option<usize>,
    errors: &'e mut Errors,
    spliced: Spliced,
}

impl<'d, 'e> Splicer<'d, 'e> {
    fn new(scope: Scope<'d>, errors: &'e mut Errors) -> Self {
        let spliced = Spliced::default();
        Self {
            scope,
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

    /// Replaces the uses in a list of components.
    fn components(&mut self, expr: &mut Expr) {
        if let Expr::Array(array) = expr.bare_mut() {
            let mut items = Vec::new();
            self.append(array, &mut items);
            array.items = items;
        }
    }

    /// The components of a body, which is one component or a list.
    fn body(&mut self, mut body: Expr) -> Vec<Expr> {
        let mut components = Vec::new();
        match body.bare_mut() {
            Expr::Array(array) => self.append(array, &mut components),
            _ => self.component(body, &mut components),
        }
        components
    }

    /// Appends the components of a list to others.
    fn append(&mut self, list: &mut Array, out: &mut Vec<Expr>) {
        for item in std::mem::take(&mut list.items) {
            self.component(item, out);
        }
    }

    fn component(&mut self, mut expr: Expr, out: &mut Vec<Expr>) {
        match expr.bare_mut() {
            // An argument of type `Components` is a list inside the list of the definition.
            Expr::Array(list) if self.is_in_definition() => {
                return self.append(list, out);
            }
            Expr::Struct(literal) => {
                let name = literal.name().map(ToString::to_string);
                match name.as_deref().map(|name| (table::component(name), name)) {
                    Some((Some(component), _)) => self.shape(&component.shape, literal),
                    Some((None, name)) if is_other(name) => {}
                    _ => return self.own_component(literal.clone(), out),
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
            Expr::For(each) => {
                if let Some(inner) = each.body.body.take() {
                    let span = inner.span();
                    let components = self.body(*inner);
                    let list = Expr::Array(Array::new(components, span));
                    each.body.body = Some(Box::new(list));
                }
            }
            Expr::Match(choice) => match self.chosen(choice) {
                Some(body) => {
                    if let Some(Expr::Array(list)) = body.map(Expr::bare_mut) {
                        self.append(list, out);
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

    /// Appends the components of a branch to others.
    fn branch(&mut self, block: &mut Block, out: &mut Vec<Expr>) {
        if let Some(expr) = &mut block.body {
            match expr.bare_mut() {
                Expr::Array(list) => self.append(list, out),
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
                let mut components = Vec::new();
                self.component(Expr::If(inner.clone()), &mut components);
                *branch = as_branch(components);
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
            // Nearly all values are neither of these, and looking up their property takes time.
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

    /// Appends the components that replace the use of an own component.
    fn own_component(&mut self, mut literal: Struct, out: &mut Vec<Expr>) {
        if let Some(attribute) = literal.attributes.first() {
            let message = "what a component of one's own stands for cannot have attributes here; \
                           write them inside it, or before the list";
            self.errors.push(attribute.path.span(), message);
        }
        // Names in the arguments belong to the scope of the use, so they come before the body.
        for field in &mut literal.fields {
            if holds_components(&field.value) {
                self.components(&mut field.value);
            }
        }
        let path = literal.path.clone();
        let Some((definition, home)) = self.look_up(&path) else {
            out.push(Expr::wrong(path));
            return;
        };
        // The tokens of a definition in this crate keep their places, but their names are resolved as
        // if no macro had made them. Tokens of another crate have no place here and get that of the
        // use.
        let (at, foreign) = (path_span(&path), definition.is_foreign());
        let place = move |span: Span| if foreign { at } else { span.resolved_at(at) };
        let arguments = bind(definition, literal, &home, &place, self.errors);
        let index = self.spliced.origins.len();
        self.spliced
            .origins
            .push(Origin::new(definition, &path, self.parent));
        let parent = self.parent.replace(index);
        let components = self.instance(definition, &arguments, home, &place);
        self.parent = parent;
        match components {
            Some(components) => {
                out.extend(components.into_iter().map(|expr| origin::mark(expr, index)));
            }
            None => out.push(Expr::wrong(path)),
        }
    }

    /// The definition of a path in the current scope, and the home of its constants. Notes a path that
    /// the flow has not asked for yet.
    fn look_up(&mut self, path: &Path) -> Option<(&'d Definition, Home)> {
        let text = text_of(path);
        match &self.scope {
            Scope::Flow(answers) => {
                let known = answers.get(&text);
                if known.is_none() {
                    self.spliced.open.push(path.clone());
                }
                Some((known?, Home::at(path.clone())))
            }
            Scope::Definition(outer, home) => {
                let index = outer.uses.iter().position(|(used, _)| *used == text)?;
                let known = outer.uses[index].1.as_ref()?;
                Some((known, home.of_use(index)))
            }
        }
    }

    fn is_in_definition(&self) -> bool {
        matches!(self.scope, Scope::Definition(..))
    }

    /// The components of a definition for some arguments. `None` if its body has mistakes.
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
        let scope = std::mem::replace(&mut self.scope, Scope::Definition(definition, home));
        let components = self.body(body);
        self.scope = scope;
        Some(components)
    }

    /// The value of an `if` condition in a definition, if the arguments decide it.
    fn decided(&self, condition: &Expr) -> Option<bool> {
        if !self.is_in_definition() {
            return None;
        }
        match fold(condition.clone()).bare() {
            Expr::Literal(Literal::Flag { value, .. }) => Some(*value),
            _ => None,
        }
    }

    /// The body of the case that the arguments choose in a `match` of a definition. `None` if they
    /// decide nothing, `Some(None)` if no case has their value.
    fn chosen<'m>(&self, choice: &'m mut Match) -> Option<Option<&'m mut Expr>> {
        if !self.is_in_definition() {
            return None;
        }
        let value = choice
            .value
            .as_text()
            .filter(|value| !value.contains("${"))?;
        let arm = choice.arms.iter_mut().find(|arm| arm.is_for(value));
        Some(arm.map(|arm| &mut arm.body))
    }
}

/// Whether a name that is no component of Flow JSON is no own component either.
fn is_other(name: &str) -> bool {
    is_action(name) || table::record(name).is_some() || misspelled(name).is_some()
}

/// Whether an argument is a list of components. Its form must tell, since the definition with the
/// types of the parameters may not be known yet.
fn holds_components(argument: &Expr) -> bool {
    let Expr::Array(list) = argument.bare() else {
        return false;
    };
    list.items.iter().any(|item| match item.bare() {
        Expr::Struct(literal) => match literal.name() {
            Some(name) => !is_other(&name.to_string()),
            None => true,
        },
        Expr::For(_) | Expr::If(_) | Expr::Match(_) => true,
        _ => false,
    })
}

/// The branch behind `else` with these components: an `if`, or a block.
fn as_branch(components: Vec<Expr>) -> Expr {
    if components.len() == 1
        && let Some(Expr::If(choice)) = components.first().map(Expr::bare)
    {
        return Expr::If(choice.clone());
    }
    let braces = delimiters(Span::call_site());
    let list = Expr::Array(Array::new(components, Span::call_site()));
    Expr::Block(Block {
        braces,
        body: Some(Box::new(list)),
    })
}
