//! The syntax tree of a body of `flow!`.
//!
//! A flow uses a part of Rust's grammar, and not with Rust's meaning: a list of components holds `if`
//! and `match` side by side, and the arms need not have one type. So the tree has a form for each
//! expression that a flow can use, and holds all others as tokens, for the compiler to judge.

mod attribute;
mod choice;
mod literal;
mod operator;
mod path;
mod text;
mod tokens;
mod ty;

use flow_json::keyword::{is_never_a_name, needs_raw};
use proc_macro2::extra::DelimSpan;
use proc_macro2::{Ident, Punct, Span, TokenStream};

pub(crate) use attribute::{Attribute, Meta};
pub(crate) use choice::{Arm, Block, For, If, Match, Pattern};
pub(crate) use literal::{Literal, Number};
pub(crate) use operator::{BinaryOperator, CAST, COMPARISON, UnaryOperator};
pub(crate) use path::{Path, is_name, starts_with_colons};
pub(crate) use text::{Placeholder, Text};
pub(crate) use tokens::unspaced;
pub(crate) use ty::{NoType, Type, TypeKind};

/// An expression.
#[derive(Clone)]
pub(crate) enum Expr {
    /// `[a, b]`
    Array(Array),
    /// `a + b`
    Binary(Box<Binary>),
    /// `{ a }`
    Block(Block),
    /// `f(a, b)`
    Call(Call),
    /// `a as T`
    Cast(Box<Cast>),
    /// `a.b`
    Field(Box<Field>),
    /// `for a in b { … }`
    For(Box<For>),
    /// An expression in a group without brackets, from `macro_rules!` or from a component.
    Group(Box<Group>),
    /// `if a { … } else { … }`
    If(Box<If>),
    /// `a[b]`
    Index(Box<Index>),
    Literal(Literal),
    /// `m!( … )`
    Macro(Macro),
    /// `match a { … }`
    Match(Box<Match>),
    /// `a.f(b)`
    MethodCall(Box<MethodCall>),
    /// `(a)`
    Paren(Box<Paren>),
    /// `a`, `a::b`
    Path(Path),
    /// Tokens that only the compiler understands.
    Rust(TokenStream),
    /// `Name { field: a }`
    Struct(Struct),
    /// `text!("key", name = a)`
    Text(Box<Text>),
    /// `!a`
    Unary(Box<Unary>),
    /// A mistake that has been reported, or will be.
    Wrong(TokenStream),
}

#[derive(Clone)]
pub(crate) struct Array {
    pub(crate) brackets: DelimSpan,
    pub(crate) items: Vec<Expr>,
}

impl Array {
    pub(crate) fn new(items: Vec<Expr>, at: Span) -> Self {
        let brackets = delimiters(at);
        Self { brackets, items }
    }

    /// Its place in the tree: the first bracket, or both if it is empty.
    pub(crate) fn place(&self) -> Span {
        if self.items.is_empty() {
            self.brackets.join()
        } else {
            self.brackets.open()
        }
    }
}

#[derive(Clone)]
pub(crate) struct Binary {
    pub(crate) left: Expr,
    pub(crate) operator: BinaryOperator,
    pub(crate) right: Expr,
}

#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) function: Box<Expr>,
    pub(crate) parens: DelimSpan,
    pub(crate) arguments: Vec<Expr>,
}

#[derive(Clone)]
pub(crate) struct Cast {
    pub(crate) value: Expr,
    pub(crate) as_token: Ident,
    pub(crate) ty: Type,
}

#[derive(Clone)]
pub(crate) struct Field {
    pub(crate) base: Expr,
    pub(crate) dot: Punct,
    pub(crate) member: Member,
}

/// The name or number behind a dot.
#[derive(Clone)]
pub(crate) enum Member {
    Name(Ident),
    Index(proc_macro2::Literal),
}

#[derive(Clone)]
pub(crate) struct Group {
    pub(crate) span: Span,
    /// The use of a component that it came from, by its number.
    pub(crate) origin: Option<usize>,
    pub(crate) inner: Expr,
}

#[derive(Clone)]
pub(crate) struct Index {
    pub(crate) base: Expr,
    pub(crate) brackets: DelimSpan,
    pub(crate) index: Expr,
}

#[derive(Clone)]
pub(crate) struct Macro {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) path: Path,
    pub(crate) bang: Punct,
    pub(crate) group: proc_macro2::Group,
}

#[derive(Clone)]
pub(crate) struct MethodCall {
    pub(crate) receiver: Expr,
    pub(crate) dot: Punct,
    pub(crate) method: Ident,
    pub(crate) parens: DelimSpan,
    pub(crate) arguments: Vec<Expr>,
}

#[derive(Clone)]
pub(crate) struct Paren {
    pub(crate) parens: DelimSpan,
    pub(crate) inner: Expr,
}

#[derive(Clone)]
pub(crate) struct Struct {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) path: Path,
    pub(crate) braces: DelimSpan,
    pub(crate) fields: Vec<FieldValue>,
}

impl Struct {
    /// Its name, if that is one word.
    pub(crate) fn name(&self) -> Option<&Ident> {
        self.path.get_ident()
    }
}

/// `name: value`, or `name` alone.
#[derive(Clone)]
pub(crate) struct FieldValue {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) colon: Option<Punct>,
    pub(crate) value: Expr,
}

#[derive(Clone)]
pub(crate) struct Unary {
    pub(crate) operator: UnaryOperator,
    pub(crate) operand: Expr,
}

impl Expr {
    /// An expression that is a name.
    pub(crate) fn name(name: Ident) -> Self {
        Expr::Path(name.into())
    }

    /// The expression for a mistake at that name, which has been reported or will be.
    pub(crate) fn wrong(name: impl Into<Path>) -> Self {
        Expr::Wrong(quote::ToTokens::into_token_stream(name.into()))
    }

    /// The place of its first token.
    pub(crate) fn span(&self) -> Span {
        match self {
            Expr::Array(array) => array.brackets.join(),
            Expr::Binary(binary) => binary.left.span(),
            Expr::Block(block) => block.braces.join(),
            Expr::Call(call) => call.function.span(),
            Expr::Cast(cast) => cast.value.span(),
            Expr::Field(field) => field.base.span(),
            Expr::For(each) => each.for_token.span(),
            Expr::Group(group) => group.span,
            Expr::If(choice) => choice.if_token.span(),
            Expr::Index(index) => index.base.span(),
            Expr::Literal(literal) => literal.span(),
            Expr::Macro(call) => call.path.span(),
            Expr::Match(choice) => choice.match_token.span(),
            Expr::MethodCall(call) => call.receiver.span(),
            Expr::Paren(paren) => paren.parens.join(),
            Expr::Path(path) => path.span(),
            Expr::Rust(tokens) | Expr::Wrong(tokens) => first_span(tokens),
            Expr::Struct(literal) => literal.path.span(),
            Expr::Text(text) => text.word.span(),
            Expr::Unary(unary) => unary.operator.span(),
        }
    }

    /// The expression inside the groups without brackets around it.
    pub(crate) fn bare(&self) -> &Expr {
        let mut expr = self;
        while let Expr::Group(group) = expr {
            expr = &group.inner;
        }
        expr
    }

    pub(crate) fn bare_mut(&mut self) -> &mut Expr {
        let mut expr = self;
        while let Expr::Group(group) = expr {
            expr = &mut group.inner;
        }
        expr
    }

    /// The single identifier that it is.
    pub(crate) fn as_ident(&self) -> Option<&Ident> {
        match self.bare() {
            Expr::Path(path) => path.get_ident(),
            _ => None,
        }
    }

    /// The text of the string literal that it is.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self.bare() {
            Expr::Literal(Literal::Text { value, .. }) => Some(value),
            _ => None,
        }
    }

    /// The values of the fields of that name of the struct literal that it is.
    pub(crate) fn values_of(&self, name: &'static str) -> impl Iterator<Item = &Expr> {
        let fields: &[FieldValue] = match self.bare() {
            Expr::Struct(literal) => &literal.fields,
            _ => &[],
        };
        let named = fields
            .iter()
            .filter(move |field| unraw(&field.name) == name);
        named.map(|field| &field.value)
    }

    pub(crate) fn values_of_mut(&mut self, name: &'static str) -> impl Iterator<Item = &mut Expr> {
        let fields: &mut [FieldValue] = match self.bare_mut() {
            Expr::Struct(literal) => &mut literal.fields,
            _ => &mut [],
        };
        let named = fields
            .iter_mut()
            .filter(move |field| unraw(&field.name) == name);
        named.map(|field| &mut field.value)
    }

    /// The first part of it, or itself, for which `holds` is true.
    pub(crate) fn find<'e>(&'e self, holds: &impl Fn(&Expr) -> bool) -> Option<&'e Expr> {
        if holds(self) {
            return Some(self);
        }
        let mut parts: Vec<&Expr> = Vec::new();
        match self {
            Expr::Array(array) => parts.extend(&array.items),
            Expr::Binary(binary) => parts.extend([&binary.left, &binary.right]),
            Expr::Block(block) => parts.extend(block.body.as_deref()),
            Expr::Call(call) => {
                parts.push(&call.function);
                parts.extend(&call.arguments);
            }
            Expr::Cast(cast) => parts.push(&cast.value),
            Expr::Field(field) => parts.push(&field.base),
            Expr::For(each) => {
                parts.push(&each.list);
                parts.extend(each.body.body.as_deref());
            }
            Expr::Group(group) => parts.push(&group.inner),
            Expr::If(choice) => {
                parts.push(&choice.condition);
                parts.extend(choice.then.body.as_deref());
                parts.extend(choice.otherwise.as_ref().map(|(_, branch)| branch));
            }
            Expr::Index(index) => parts.extend([&index.base, &index.index]),
            Expr::Match(choice) => {
                parts.push(&choice.value);
                parts.extend(choice.arms.iter().map(|arm| &arm.body));
            }
            Expr::MethodCall(call) => {
                parts.push(&call.receiver);
                parts.extend(&call.arguments);
            }
            Expr::Paren(paren) => parts.push(&paren.inner),
            Expr::Struct(literal) => parts.extend(literal.fields.iter().map(|field| &field.value)),
            Expr::Text(text) => {
                parts.push(&text.key);
                parts.extend(
                    text.placeholders
                        .iter()
                        .map(|placeholder| &placeholder.value),
                );
            }
            Expr::Unary(unary) => parts.push(&unary.operand),
            Expr::Literal(_) | Expr::Macro(_) | Expr::Path(_) | Expr::Rust(_) | Expr::Wrong(_) => {}
        }
        parts.into_iter().find_map(|part| part.find(holds))
    }
}

/// An identifier without `r#`.
pub(crate) fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    match text.strip_prefix("r#") {
        Some(plain) => plain.to_owned(),
        None => text,
    }
}

/// Whether a word is a keyword in all editions of Rust.
pub(crate) fn is_keyword(word: &str) -> bool {
    // No keyword is longer, but most names are. `gen` is a name up to the edition of 2021.
    word.len() <= 8 && word != "gen" && (needs_raw(word) || is_never_a_name(word))
}

/// The place of the first of some tokens.
pub(crate) fn first_span(tokens: &TokenStream) -> Span {
    let first = tokens.clone().into_iter().next();
    first.map_or_else(Span::call_site, |tree| tree.span())
}

/// Brackets that the author has not written, at a place.
pub(crate) fn delimiters(at: Span) -> DelimSpan {
    let mut group = proc_macro2::Group::new(proc_macro2::Delimiter::None, TokenStream::new());
    group.set_span(at);
    group.delim_span()
}
