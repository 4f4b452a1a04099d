//! All that the parser accepts is Rust, and operators bind as they do there: it reads random expressions as
//! `syn` does.

use proc_macro2::TokenStream;
use proptest::prelude::*;
use quote::{ToTokens, quote};
use syn::visit_mut::{VisitMut, visit_expr_mut};

use super::plain;
use crate::errors::Errors;
use crate::parse::parse;
use crate::syntax::{Block, Expr};

/// How many there are for one seed.
const EXPRESSIONS: usize = 40;

/// The beginnings of our messages about parts of Rust that flows have no use for.
const REFUSED: &[&str] = &[
    "`?` has no meaning here",
    "a range has no meaning here",
    "braces in a condition stand in parentheses",
    "nothing is assigned here",
    "`..` has no meaning here",
    "this belongs to the `>` before it",
    "`if let` has no counterpart",
    "expected `else` or `,`",
    "a new statement begins here",
    "a condition is missing",
    "a record begins with its name",
    "a `for` has one name here",
    "a list is missing",
    "a `for` goes over a constant list, not a range",
    "`_` is a word",
    "`Self` is a word",
    "`await` is a word",
    "`return` is a word",
    "`loop` is a word",
];

/// Our tree with parentheses around all its parts. `None` if the compiler refuses a part that is left to it.
fn in_parentheses(expr: &Expr) -> Option<TokenStream> {
    let all = |exprs: &[Expr]| exprs.iter().map(in_parentheses).collect::<Option<Vec<_>>>();
    let block = |block: &Block| {
        let body = match &block.body {
            Some(body) => match &**body {
                Expr::Rust(statements) => {
                    syn::parse2::<syn::Block>(quote!({ #statements })).ok()?;
                    statements.clone()
                }
                body => in_parentheses(body)?,
            },
            None => TokenStream::new(),
        };
        Some(quote!({ #body }))
    };
    let part = |expr: &Expr| in_parentheses(expr).map(|inner| quote!((#inner)));
    Some(match expr {
        Expr::Array(array) => {
            let items = all(&array.items)?;
            quote!([#(#items),*])
        }
        Expr::Binary(binary) => {
            let (left, right) = (part(&binary.left)?, part(&binary.right)?);
            let operator = &binary.operator;
            quote!(#left #operator #right)
        }
        Expr::Block(inner) => block(inner)?,
        Expr::Call(call) => {
            let (function, arguments) = (part(&call.function)?, all(&call.arguments)?);
            quote!(#function(#(#arguments),*))
        }
        Expr::Cast(cast) => {
            let (value, ty) = (part(&cast.value)?, &cast.ty);
            quote!(#value as #ty)
        }
        Expr::Field(field) => {
            let (base, mut whole) = (part(&field.base)?, TokenStream::new());
            expr.to_tokens(&mut whole);
            let behind = whole.into_iter().last()?;
            quote!(#base.#behind)
        }
        Expr::For(each) => {
            let (list, body) = (part(&each.list)?, block(&each.body)?);
            let name = &each.name;
            quote!(for #name in #list #body)
        }
        Expr::If(choice) => {
            let (condition, then) = (part(&choice.condition)?, block(&choice.then)?);
            let otherwise = match &choice.otherwise {
                Some((_, branch)) => {
                    let branch = in_parentheses(branch)?;
                    Some(quote!(else #branch))
                }
                None => None,
            };
            quote!(if #condition #then #otherwise)
        }
        Expr::Index(index) => {
            let (base, index) = (part(&index.base)?, part(&index.index)?);
            quote!(#base[#index])
        }
        Expr::Match(choice) => {
            let value = part(&choice.value)?;
            let arms = choice.arms.iter().map(|arm| {
                let (head, body) = (&arm.head, in_parentheses(&arm.body)?);
                Some(quote!(#head => #body,))
            });
            let arms: TokenStream = arms.collect::<Option<_>>()?;
            quote!(match #value { #arms })
        }
        Expr::MethodCall(call) => {
            let (receiver, arguments) = (part(&call.receiver)?, all(&call.arguments)?);
            let method = &call.method;
            quote!(#receiver.#method(#(#arguments),*))
        }
        Expr::Paren(paren) => part(&paren.inner)?,
        Expr::Rust(tokens) => {
            syn::parse2::<syn::Expr>(tokens.clone()).ok()?;
            quote!((#tokens))
        }
        Expr::Struct(literal) => {
            let path = &literal.path;
            let fields = literal.fields.iter().map(|field| {
                let (name, value) = (&field.name, in_parentheses(&field.value)?);
                Some(quote!(#name: #value,))
            });
            let fields: TokenStream = fields.collect::<Option<_>>()?;
            quote!(#path { #fields })
        }
        Expr::Unary(unary) => {
            let (operator, operand) = (&unary.operator, part(&unary.operand)?);
            quote!(#operator #operand)
        }
        Expr::Group(_) | Expr::Text(_) | Expr::Wrong(_) => return None,
        Expr::Literal(_) | Expr::Macro(_) | Expr::Path(_) => expr.to_token_stream(),
    })
}

/// Puts one pair of parentheses around each expression.
struct InParentheses;

impl VisitMut for InParentheses {
    fn visit_expr_mut(&mut self, expr: &mut syn::Expr) {
        while let syn::Expr::Paren(paren) = expr {
            *expr = std::mem::replace(&mut *paren.expr, syn::Expr::PLACEHOLDER);
        }
        visit_expr_mut(self, expr);
        let inner = &*expr;
        // Not as a tree: an `else` takes no parentheses.
        *expr = syn::Expr::Verbatim(quote!((#inner)));
    }

    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        for statement in &mut block.stmts {
            if let syn::Stmt::Macro(call) = statement
                && call.semi_token.is_none()
            {
                let call = syn::Expr::Verbatim(call.mac.to_token_stream());
                *statement = syn::Stmt::Expr(call, None);
            }
        }
        syn::visit_mut::visit_block_mut(self, block);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        // We take these braces for none, since rustfmt puts them there.
        while let syn::Expr::Block(body) = &mut *arm.body
            && body.label.is_none()
            && let [
                syn::Stmt::Expr(_, None)
                | syn::Stmt::Macro(syn::StmtMacro {
                    semi_token: None, ..
                }),
            ] = body.block.stmts[..]
        {
            *arm.body = match body.block.stmts.remove(0) {
                syn::Stmt::Expr(inner, _) => inner,
                other => syn::Expr::Verbatim(other.into_token_stream()),
            };
        }
        syn::visit_mut::visit_arm_mut(self, arm);
        arm.comma = Some(Default::default());
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        syn::visit_mut::visit_field_value_mut(self, field);
        field.colon_token = Some(Default::default());
    }
}

/// Finds `a! b {}`, which `syn` takes for the definition of a macro, whatever `a` is. rustc refuses all
/// but `macro_rules!`.
struct DefinesMacro(bool);

impl VisitMut for DefinesMacro {
    fn visit_item_macro_mut(&mut self, item: &mut syn::ItemMacro) {
        self.0 |= item.ident.is_some() && !item.mac.path.is_ident("macro_rules");
    }
}

/// What `syn` makes of it, if rustc takes it too.
fn read_by_syn(source: &str) -> Result<syn::Expr, String> {
    let mut expr = syn::parse_str(source).map_err(|error| error.to_string())?;
    let mut macros = DefinesMacro(false);
    macros.visit_expr_mut(&mut expr);
    if macros.0 {
        return Err("a macro has a name behind its `!`".to_owned());
    }
    Ok(expr)
}

fn shape(mut expr: syn::Expr) -> String {
    InParentheses.visit_expr_mut(&mut expr);
    plain(&expr.to_token_stream())
        .replace(",]", "]")
        .replace(",)", ")")
        .replace(",}", "}")
}

/// How our reading of an expression differs from `syn`'s.
fn differs(source: &str) -> Result<(), String> {
    let Ok(tokens) = source.parse::<TokenStream>() else {
        return Ok(());
    };
    let trees: Vec<_> = tokens.into_iter().collect();
    if trees.is_empty() {
        return Ok(());
    }
    let mut errors = Errors::default();
    let ours = parse(&trees, &mut errors);
    let theirs = read_by_syn(source);
    // Whether a comma in `<>` or `||` separates is guessed, and a wrong guess refuses too much.
    let is_guessed = source.contains(',') && source.contains(['<', '|']);
    match (errors.0.first(), theirs) {
        (Some(_), Err(_)) => Ok(()),
        (Some(error), Ok(_)) if REFUSED.iter().any(|known| error.message.starts_with(known)) => {
            Ok(())
        }
        (Some(_), Ok(_)) if is_guessed => Ok(()),
        (Some(error), Ok(_)) => Err(format!("only we refuse it: {}", error.message)),
        (None, theirs) => {
            // Casts and cases that are left to nobody.
            if !crate::read::is_for_compiler(&ours, &mut errors) && theirs.is_err() {
                return Ok(());
            }
            match (in_parentheses(&ours), theirs) {
                (None, Err(_)) => Ok(()),
                (None, Ok(_)) if is_guessed => Ok(()),
                (None, Ok(_)) => Err("the compiler refuses a part of it".to_owned()),
                (Some(_), Err(error)) => Err(format!("only we accept it: {error}")),
                (Some(ours), Ok(theirs)) => {
                    let written = ours.to_string();
                    let ours = syn::parse2(ours).map_err(|error| format!("{error}: {written}"))?;
                    let (ours, theirs) = (shape(ours), shape(theirs));
                    if ours == theirs {
                        Ok(())
                    } else {
                        Err(format!("ours:   {ours}\ntheirs: {theirs}"))
                    }
                }
            }
        }
    }
}

/// The operands of random expressions.
const OPERANDS: &[&str] = &[
    "1",
    "1.5",
    "a",
    "a",
    "form.a",
    "data.b.c",
    "\"x\"",
    "A::B",
    "::a::b",
    "-2",
    "m!(1)",
    "m![]",
    "m! {}",
    "p.0",
    "q.0.1",
    "A {}",
    "A { b }",
    "true",
    "'c'",
    "f::<A, B>()",
    "<A as B<C, D>>::E",
    "g.h::<i64>()",
    "()",
    "(a, b)",
    "[]",
    "{}",
    "const { 1 }",
    "unsafe { a; b }",
    "|x, y| x",
    "|| a",
    "move |x| x",
    "'l: { a }",
    "return",
    "_",
    "r#if",
    "_x",
];
const OPERATORS: &[&str] = &[
    "||", "&&", "+", "-", "*", "/", "%", "|", "^", "&", "<<", ">>", "==", "!=", "<", ">", "<=",
    ">=", "<", "<<", "<-", "=", "+=", "..", "..=", "=>", "&&&", "- -", "> >", "++", "<>", ", ",
    " ",
];
const TYPES: &[&str] = &[
    "i64",
    "A::B",
    "Vec<u8>",
    "Vec<Vec<u8>>",
    "&A",
    "&'a A",
    "[u8]",
    "[u8; 2]",
    "(A)",
    "m!()",
    "A<'a, 1>",
    "A::<B>",
    "_",
    "if::A",
    "A::",
    "Self",
    "Vec<",
    "A<B, C>",
];
const PREFIXES: &[&str] = &["-", "!", "*", "&", "&mut ", "- ", "..", "&&"];
const SUFFIXES: &[&str] = &[
    ".a",
    ".f(1)",
    ".0",
    "[1]",
    "(1)",
    "?",
    ".f::<A>(b)",
    ".0.1",
    " {}",
    ".\"x\"",
    ".1u8",
    ".await",
    "::c",
    "!",
];
/// `#` is for an expression, `@` for an operator, `:` for a type, `~` for a space or none.
const FORMS: &[(&str, usize)] = &[
    ("#~@~#", 10),
    ("# as :~@ #", 4),
    ("# as :", 2),
    ("(#)", 4),
    ("#[#]", 1),
    ("#.f(#, #)", 2),
    ("[#, #]", 2),
    ("{ # }", 2),
    ("{ #; # }", 1),
    ("if # { # }", 2),
    ("if # { # } else { # }", 3),
    ("if # { # } else #", 1),
    ("for a in # { # }", 2),
    ("for _ in # { # }", 1),
    ("match # { \"a\" | \"b\" => #, _ => # }", 2),
    ("match # { \"a\" => # _ => #, }", 2),
    ("A { b: #, c:# }", 2),
    ("|x, y| #", 1),
    ("const { # }", 1),
    ("# #", 1),
];

/// A text that is nearly an expression.
fn expression(rng: &mut fastrand::Rng, depth: u32, source: &mut String) {
    let pick = |rng: &mut fastrand::Rng, among: &[&'static str]| among[rng.usize(..among.len())];
    match rng.u32(..12) {
        _ if depth == 0 => source.push_str(pick(rng, OPERANDS)),
        0..3 => source.push_str(pick(rng, OPERANDS)),
        3 => {
            source.push_str(pick(rng, PREFIXES));
            expression(rng, depth - 1, source);
        }
        4 => {
            expression(rng, depth - 1, source);
            source.push_str(pick(rng, SUFFIXES));
        }
        _ => {
            let mut left = rng.usize(..FORMS.iter().map(|(_, weight)| weight).sum::<usize>());
            let chosen = FORMS.iter().find(|(_, weight)| {
                let is_chosen = left < *weight;
                left = left.wrapping_sub(*weight);
                is_chosen
            });
            for character in chosen.unwrap().0.chars() {
                match character {
                    '#' => expression(rng, depth - 1, source),
                    '@' => source.push_str(pick(rng, OPERATORS)),
                    ':' => source.push_str(pick(rng, TYPES)),
                    '~' => source.push_str(pick(rng, &["", " "])),
                    other => source.push(other),
                }
            }
        }
    }
}

/// The text without all that it is wrong without, too.
fn shortened(mut source: String) -> String {
    for length in [16, 8, 4, 3, 2, 1] {
        let mut start = 0;
        while start + length <= source.len() {
            let shorter = format!("{}{}", &source[..start], &source[start + length..]);
            match differs(&shorter) {
                Ok(()) => start += 1,
                Err(_) => source = shorter,
            }
        }
    }
    source
}

#[test]
fn types_of_casts_are_those_of_rust() {
    for source in [
        "a as &mut b",
        "a as &'a mut b",
        "a as &b",
        "a as &mut &mut b < 1",
        "[if a as &'a A {}]",
    ] {
        assert_eq!(differs(source), Ok(()), "{source}");
    }
}

#[test]
fn a_macro_has_no_name_behind_its_mark() {
    assert_eq!(differs("{a!A{}}"), Ok(()));
}

proptest! {
    #[test]
    fn what_is_accepted_is_rust(seed in any::<u64>()) {
        let mut rng = fastrand::Rng::with_seed(seed);
        for _ in 0..EXPRESSIONS {
            let mut source = String::new();
            let depth = rng.u32(1..5);
            expression(&mut rng, depth, &mut source);
            if differs(&source).is_err() {
                let source = shortened(source);
                prop_assert!(false, "{}\n{}", source, differs(&source).unwrap_err());
            }
        }
    }
}
