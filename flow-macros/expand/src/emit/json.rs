//! The Flow JSON as an expression of type `&'static str`.
//!
//! Without constants of Rust it is one literal, and the compiler computes nothing. With them it is a
//! list of pieces, which `flow_dsl` joins when the compiler evaluates constants.

use std::collections::HashSet;

use flow_json::expr::Operand;
use flow_json::tree::{Constant as Part, Node, Value};
use flow_json::{Layout, Rule, TextRange, write, write_with};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::each::{self, Repeated};
use super::source_map::SourceMap;
use super::text;
use crate::read::{Constant, Each, Flow, Limit, List, ListTest, Loops, Scalar};
use crate::syntax::Expr;

/// A place in the text where a constant belongs: the piece that it makes, and its number.
pub(super) struct Hole {
    pub(super) at: usize,
    piece: &'static str,
    pub(super) constant: usize,
}

impl Hole {
    /// Whether it is a whole value.
    pub(super) fn is_value(&self) -> bool {
        self.piece == "Value"
    }

    /// The piece for a value.
    pub(super) fn piece(&self, value: &impl ToTokens) -> TokenStream {
        let piece = format_ident!("{}", self.piece);
        quote!(p::Piece::#piece(#value))
    }
}

/// A part of the text that the compiler writes.
enum Written {
    Hole(Hole),
    Loop(Loop),
}

/// The values of a loop, which are written once in the text: from one byte to another, with the constants
/// among them.
pub(super) struct Loop {
    pub(super) number: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) holes: Vec<Hole>,
}

/// The Flow JSON of a flow, and what belongs to it.
pub(super) struct Json {
    pub(super) text: TokenStream,
    /// The places of its values in the source.
    pub(super) places: SourceMap,
    /// A call that adds the values that have no places there.
    pub(super) repeats: TokenStream,
}

/// The Flow JSON of a flow.
pub(super) fn expression(flow: &Flow) -> Json {
    let mut written: Vec<Written> = Vec::new();
    let mut places = SourceMap::new(flow.has_components);
    let (mut repeats, mut repeated) = (Vec::new(), Vec::new());
    let mut number_of_value = 0;
    // The number of the first value behind the last loop.
    let mut behind = 0;
    let text = write_with(&flow.tree, Layout::Minified, &mut |at, node| {
        places.push(node.loc, &flow.spans);
        if let Value::Array(items) = &node.value {
            each::repeated(items, number_of_value + 1, &flow.loops, &mut repeated);
        }
        let starts = |values: &&Repeated| values.first == number_of_value;
        if let Some(values) = repeated.iter().find(starts) {
            let Repeated { number, count, .. } = *values;
            written.push(Written::Loop(Loop {
                number,
                from: at,
                to: at + values.bytes,
                holes: Vec::new(),
            }));
            let times = each::count_name(number);
            repeats.push(quote!((#number_of_value, #count, #times)));
            behind = number_of_value + count;
        }
        let mut holes = Vec::new();
        if let Some(constant) = list_of(node, flow) {
            let list = scan_name(constant);
            repeats.push(quote!((#number_of_value, 1, 1 + #list.values())));
            let piece = "Json";
            holes.push(Hole {
                at,
                piece,
                constant,
            });
        } else {
            hole(at, node, &mut holes);
        }
        match written.last_mut() {
            Some(Written::Loop(last)) if number_of_value < behind => last.holes.append(&mut holes),
            _ => written.extend(holes.into_iter().map(Written::Hole)),
        }
        number_of_value += 1;
    });
    let repeats = if repeats.is_empty() {
        TokenStream::new()
    } else {
        quote! {
            .__with_repeats({
                type Number = ::core::primitive::usize;
                const REPEATS: &[(Number, Number, Number)] = &[#(#repeats),*];
                REPEATS
            })
        }
    };
    // A case of several keys has its components, and the loops among them, once for each.
    let mut seen = HashSet::new();
    let loops = written.iter().filter_map(|written| match written {
        Written::Loop(each) if seen.insert(each.number) => {
            Some(each::json(each, &text, &flow.constants))
        }
        _ => None,
    });
    let own = text::constants(flow).chain(loops).collect();
    Json {
        text: pieces(&text, &written, own),
        places,
        repeats,
    }
}

/// The number of the list that a value is, if it is a constant one.
fn list_of(node: &Node, flow: &Flow) -> Option<usize> {
    match node.value {
        Value::Constant(Part::Value(index)) if flow.constants[index].list.is_some() => Some(index),
        _ => None,
    }
}

/// Notes the constants of a value that begins at a byte of the text.
fn hole(at: usize, node: &Node, holes: &mut Vec<Hole>) {
    match &node.value {
        Value::Constant(Part::Value(constant)) => {
            holes.push(Hole {
                at,
                piece: "Value",
                constant: *constant,
            });
        }
        Value::Constant(Part::Type(constant)) => {
            holes.push(Hole {
                at,
                piece: "Type",
                constant: *constant,
            });
        }
        Value::Expression(expression) => {
            for hole in &expression.holes {
                // The position of the constant in the text is one without escapes and quotes. So the
                // text before it is written as JSON, and its length without the last quote counts.
                let before = expression.text[..hole.at].to_owned();
                let quoted = write(&Node::string(TextRange::NOWHERE, before), Layout::Minified);
                let piece = match hole.operand {
                    Operand::Condition => "Condition",
                    Operand::Backtick => "Backtick",
                    Operand::Joined => "Joined",
                };
                let at = at + quoted.len() - 1;
                holes.push(Hole {
                    at,
                    piece,
                    constant: hole.constant,
                });
            }
        }
        _ => {}
    }
}

/// The text with the constants in their places. `own` are the constants that are those of this language:
/// its texts, and the JSON of each loop.
fn pieces(text: &str, written: &[Written], own: TokenStream) -> TokenStream {
    if written.is_empty() {
        return quote_literal(text);
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for part in written {
        let (at, piece) = match part {
            Written::Hole(hole) => (hole.at, hole.piece(&name(hole.constant))),
            Written::Loop(each) => {
                let json = each::json_name(each.number);
                (each.from, quote!(p::Piece::Json(#json)))
            }
        };
        let known = &text[from..at];
        from = match part {
            Written::Hole(_) => at,
            Written::Loop(each) => each.to,
        };
        if !known.is_empty() {
            pieces.push(quote!(p::Piece::Json(#known)));
        }
        pieces.push(piece);
    }
    let rest = &text[from..];
    pieces.push(quote!(p::Piece::Json(#rest)));
    let json = match &pieces[..] {
        short if short.len() <= MOST_PIECES => joined(short),
        long => {
            let parts: Vec<_> = long
                .chunks(MOST_PIECES)
                .map(|part| {
                    let part = joined(part);
                    quote!(p::Piece::Json(#part))
                })
                .collect();
            joined(&parts)
        }
    };
    quote! {{
        use ::flow_dsl::__private as p;
        #own
        #json
    }}
}

/// The JSON as a raw string. A string with a `\` before each quote would be longer and slower for rustc.
pub(super) fn quote_literal(json: &str) -> TokenStream {
    // More hashes than follow any quote in the text.
    let mut hashes = "#".to_owned();
    while json.contains('#') && json.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let raw = format!("r{hashes}\"{json}\"{hashes}");
    // `proc-macro2` would read the text character by character before the compiler does.
    let literal = if proc_macro::is_available() {
        raw.parse()
            .map(|raw: proc_macro::TokenStream| raw.into())
            .ok()
    } else {
        raw.parse().ok()
    };
    literal.unwrap_or_else(|| quote!(#json))
}

/// The most pieces in one list. The compiler's lint `long_running_const_eval` refuses longer ones.
const MOST_PIECES: usize = 200;

/// The text of some pieces.
pub(super) fn joined(pieces: &[TokenStream]) -> TokenStream {
    quote! {{
        const PIECES: &[p::Piece] = &[#(#pieces),*];
        const JSON: &p::Json<{ p::length(PIECES) }> = &p::Json::write(PIECES);
        JSON.as_str()
    }}
}

pub(super) fn name(index: usize) -> Ident {
    format_ident!("__FLOW_CONSTANT_{index}")
}

fn list_name(index: usize) -> Ident {
    format_ident!("__FLOW_LIST_{index}")
}

fn scan_name(index: usize) -> Ident {
    format_ident!("__FLOW_SCAN_{index}")
}

/// The constants by name, beside `FLOW`, so that the author's expressions are in the author's scope. Those of
/// texts stand beside the JSON of each language.
pub(super) fn constants(constants: &[Constant], loops: &Loops) -> TokenStream {
    constants
        .iter()
        .enumerate()
        .filter(|(_, constant)| constant.text.is_none())
        .map(|(index, constant)| item(index, constant, loops))
        .collect()
}

fn item(index: usize, constant: &Constant, loops: &Loops) -> TokenStream {
    if let Some(list) = &constant.list {
        return list_item(index, &constant.value, list);
    }
    let value = &constant.value;
    let span = value.span();
    let name = Ident::new(&name(index).to_string(), Span::call_site());
    let text =
        quote_spanned!(span=> { let text: &'static ::flow_dsl::__private::str = #value; text });
    let scalar = match constant.scalar {
        Scalar::Text if constant.each.is_some() => {
            quote_spanned!(span=> ::flow_dsl::__private::Fat { text: #text })
        }
        Scalar::Text => quote_spanned!(span=> ::flow_dsl::__private::Scalar::Text(#text)),
        Scalar::Boolean => quote_spanned! {span=>
            ::flow_dsl::__private::Scalar::Bool({ let flag: ::flow_dsl::__private::bool = #value; flag })
        },
        Scalar::Number => of_unknown_type(value, span, "number"),
        Scalar::Integer => of_unknown_type(value, span, "integer"),
        Scalar::Any => of_unknown_type(value, span, "scalar"),
        Scalar::Items => unreachable!("a list has its tests"),
    };
    let each = constant.each.map(|number| (number, &loops.each[number]));
    let constant_of_it = match each {
        None => quote! {
            const #name: ::flow_dsl::__private::Scalar = #scalar;
        },
        Some((number, each)) => {
            let is_text = matches!(constant.scalar, Scalar::Text);
            each::values(
                &name,
                number,
                each,
                (&scalar, is_text),
                loops.are_ids(index),
            )
        }
    };
    let tests = tests(constant, &name, &loops.each);
    quote!(#constant_of_it #tests)
}

/// What is tested of a constant.
pub(super) fn tests(constant: &Constant, name: &Ident, loops: &[Each]) -> TokenStream {
    let value = &constant.value;
    let limits = constant.limits.iter().map(|(limit, message)| {
        let (test, message) = (test(*limit), noted(constant, message));
        quote!((::flow_dsl::__private::Test::#test, #message))
    });
    let each = constant.each.map(|number| &loops[number]);
    let check = match each {
        None => check(value, "check", quote!(#name, &[#(#limits),*])),
        Some(each) => {
            let list = &each.list_name;
            check(value, "check_each", quote!(#name, #list, &[#(#limits),*]))
        }
    };
    let advice = constant.advice.as_ref().map(|advice| {
        let function = if each.is_some() {
            "is_any_longer"
        } else {
            "is_longer"
        };
        let message = noted(constant, &advice.message);
        advise(function, name, value.span(), advice.max_chars, &message)
    });
    quote!(#check #advice)
}

/// A message about a constant, with the place of a text behind what is wrong with it.
fn noted(constant: &Constant, message: &str) -> String {
    match (&constant.text, message.split_once("; ")) {
        (Some(text), Some((wrong, help))) => format!("{wrong} ({}); {help}", text.note),
        (Some(text), None) => format!("{message} ({})", text.note),
        (None, _) => message.to_owned(),
    }
}

/// A call that stops the build at an expression of the author's.
pub(super) fn check(value: &Expr, function: &str, arguments: TokenStream) -> TokenStream {
    // The compiler underlines an error from the path of the call to its brackets. The path has the span
    // of the first token of the author's expression and the brackets that of the last, so the whole
    // expression is underlined.
    let span = value.span();
    let function = Ident::new(function, span);
    let last = value.to_token_stream().into_iter().last();
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(last.map_or(span, |last| last.span()));
    quote_spanned!(span=> const _: () = ::flow_dsl::__private::#function #arguments;)
}

/// A list of options, its JSON and its tests. Each test is a constant of its own, so that one build
/// reports all that fail.
fn list_item(index: usize, value: &Expr, list: &List) -> TokenStream {
    let span = value.span();
    let (json, items, scan) = (name(index), list_name(index), scan_name(index));
    let List {
        name,
        empty,
        duplicate,
        ..
    } = list;
    let parts = list.parts.iter().map(|(part, limits)| {
        let part = format_ident!("{part}");
        let limits = limits.iter().map(|(limit, message)| {
            let test = test(*limit);
            quote!((::flow_dsl::__private::Test::#test, #message))
        });
        let part = quote!(::flow_dsl::__private::Part::#part);
        check(
            value,
            "check_items",
            quote!(#items, #scan, #name, #part, &[#(#limits),*]),
        )
    });
    let count = check(value, "check_count", quote!(#items.len(), #empty));
    let ids = check(value, "check_ids", quote!(#items, #scan, #name, #duplicate));
    let advice = list.advice.iter().map(|advice| {
        let condition = match advice.test {
            ListTest::Count(count) => each::condition(count, &quote!(#items.len())),
            ListTest::Longer(part, max) => {
                let part = format_ident!("{part}");
                quote!(#scan.has_longer(#items, ::flow_dsl::__private::Part::#part, #max))
            }
        };
        warn_if(
            "List",
            &condition,
            span,
            &advice.rule.ident(),
            &advice.message,
        )
    });
    let list = quote_spanned! {span=>
        { let list: &'static [::flow_dsl::Item] = #value; list }
    };
    quote! {
        const #items: &[::flow_dsl::Item] = #list;
        const #scan: &::flow_dsl::__private::Scan<{ ::flow_dsl::__private::list_size(#items) }> =
            &::flow_dsl::__private::scan(#items, [(0, 0); ::flow_dsl::__private::slots(#items.len())]);
        const #json: &::flow_dsl::__private::str = #scan.json();
        #count
        #(#parts)*
        #ids
        #(#advice)*
    }
}

/// A warning that is one only if the text is long.
fn advise(
    function: &str,
    name: &Ident,
    span: Span,
    max_chars: usize,
    message: &str,
) -> TokenStream {
    let function = format_ident!("{function}");
    let condition = quote!(::flow_dsl::__private::#function(#name, #max_chars));
    let rule = Rule::LONG_TEXT.ident();
    warn_if("Text", &condition, span, &rule, message)
}

/// A warning under a condition on constants. Of the two constants of the same name the compiler takes
/// the one whose type has the result of the test, and only one of them is deprecated.
pub(super) fn warn_if(
    subject: &str,
    condition: &TokenStream,
    span: Span,
    rule: &str,
    message: &str,
) -> TokenStream {
    let subject = Ident::new(subject, Span::call_site());
    let rule = Ident::new(rule, span);
    quote! {
        const _: () = {
            struct #subject<const TRUE: ::flow_dsl::__private::bool>;
            #[allow(non_upper_case_globals, dead_code)]
            impl #subject<false> {
                const #rule: () = ();
            }
            #[allow(non_upper_case_globals, dead_code)]
            impl #subject<true> {
                #[deprecated(note = #message)]
                const #rule: () = ();
            }
            #subject::<{ #condition }>::#rule
        };
    }
}

/// The value of a constant whose type only the compiler knows. If it is none that can stand here, the
/// error is about the receiver of the method. That is a name, so that it has the place of the author's
/// expression and not that of the whole macro.
pub(crate) fn of_unknown_type(value: impl ToTokens, span: Span, method: &str) -> TokenStream {
    let method = Ident::new(method, span);
    let name = Ident::new("__flow_constant", span);
    quote_spanned! {span=> {
        let #name = ::flow_dsl::__private::constant(#value);
        #name.#method()
    }}
}

fn test(limit: Limit) -> TokenStream {
    match limit {
        Limit::NotBlank => quote!(NotBlank),
        Limit::MinChars(least) => quote!(MinChars(#least)),
        Limit::Plain => quote!(Plain),
        Limit::Absent => quote!(Absent),
        Limit::Uri => quote!(Uri),
        Limit::Color => quote!(Color),
        Limit::Date => quote!(Date),
        Limit::OneOf(choices) => {
            let values = choices.iter().map(|choice| choice.value);
            quote!(OneOf(&[#(#values),*]))
        }
        Limit::AtLeast(bound) => quote!(AtLeast(#bound)),
        Limit::AtMost(bound) => quote!(AtMost(#bound)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_literal_is_the_text() {
        for text in ["", "{}", r##"{"a":"#b","c":"\"#"}"##, r###"""##"###, "\\"] {
            let literal: syn::LitStr = syn::parse2(quote_literal(text)).unwrap();
            assert_eq!(literal.value(), text);
        }
    }
}
