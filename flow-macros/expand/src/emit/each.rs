//! Loops over constant lists: what the compiler writes and tests for each item.

use std::mem;

use flow_json::tree::{Node, Value};
use flow_json::{Layout, write};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::json::{Loop, check, name, warn_if};
use crate::read::{Constant, Count, CountTest, Each, Loops, NAME, Scalar, Total};

/// The values of a loop in a flow, which stand there once.
pub(super) struct Repeated {
    /// The number of the loop.
    pub(super) number: usize,
    /// The number of the first value.
    pub(super) first: usize,
    /// How many values they are, with all that is in them.
    pub(super) count: usize,
    /// How many bytes of JSON they are, without constants.
    pub(super) bytes: usize,
}

/// Finds the loops among the items of a list. The first item is the value of that number.
pub(super) fn repeated(items: &[Node], mut first: usize, loops: &Loops, found: &mut Vec<Repeated>) {
    if loops.each.is_empty() {
        return;
    }
    for (at, item) in items.iter().enumerate() {
        if let Some((number, inside)) = loops.starting(&items[at..]) {
            let bytes: usize = inside
                .iter()
                .map(|item| write(item, Layout::Minified).len() + 1)
                .sum();
            found.push(Repeated {
                number,
                first,
                count: inside.iter().map(values_of).sum(),
                // There is no comma behind the last.
                bytes: bytes - 1,
            });
        }
        first += values_of(item);
    }
}

/// How many values a value is, with all that is in it.
fn values_of(node: &Node) -> usize {
    let mut count = 0;
    let mut left = vec![node];
    while let Some(node) = left.pop() {
        count += 1;
        match &node.value {
            Value::Array(items) => left.extend(items),
            Value::Object(object) => left.extend(object.entries.iter().map(|entry| &entry.value)),
            _ => {}
        }
    }
    count
}

/// The name of the number of items of a loop.
pub(super) fn count_name(number: usize) -> Ident {
    format_ident!("__FLOW_COUNT_{number}")
}

/// The name of the JSON of a loop.
pub(super) fn json_name(number: usize) -> Ident {
    format_ident!("__FLOW_LOOP_{number}")
}

/// The values that an expression has for the items of a loop.
///
/// `value` is the expression: of a text if `is_text`, otherwise of a scalar.
pub(super) fn values(
    name: &Ident,
    number: usize,
    each: &Each,
    (value, is_text): (&TokenStream, bool),
    are_ids: bool,
) -> TokenStream {
    let (list, item) = (&each.list, &each.name);
    let count = count_name(number);
    let again = Ident::new(NAME, item.span());
    let span = list.span();
    // The names have the place of the list, so that an error about its items is there.
    let local = |name| Ident::new(name, span);
    let (items, values, index) = (
        local("__flow_items"),
        local("__flow_values"),
        local("__flow_index"),
    );
    let items_of = quote_spanned! {span=>
        let #items: &'static [_] = #list;
        let #items = ::flow_dsl::__private::copied(#items);
    };
    let (function, none) = if is_text {
        (
            quote!(texts),
            quote!(::flow_dsl::__private::Fat { text: "" }),
        )
    } else {
        let none = quote!(::flow_dsl::__private::Scalar::Bool(false));
        (quote!(scalars), none)
    };
    quote! {
        const #name: &::flow_dsl::__private::Column<#count> = &::flow_dsl::__private::#function({
            #items_of
            let mut #values = [#none; #count];
            let mut #index = 0;
            while #index < #count {
                #[allow(unused_variables)]
                let #item = #items[#index];
                #[allow(unused_variables, non_snake_case)]
                let #again = #item;
                #values[#index] = #value;
                #index += 1;
            }
            #values
        }, #are_ids);
    }
}

/// The JSON of a loop, as a constant: the items, each with a comma behind it but the last.
pub(super) fn json(each: &Loop, text: &str, constants: &[Constant]) -> TokenStream {
    let json = json_name(each.number);
    let mut cells = match each.holes[..] {
        [] => Cells::without_opening(),
        _ => Cells::default(),
    };
    let mut from = each.from;
    for hole in &each.holes {
        cells.known.push_str(&text[from..hole.at]);
        from = hole.at;
        let values = name(hole.constant);
        // The quotes are written with what is around the text.
        if hole.is_value() && matches!(constants[hole.constant].scalar, Scalar::Text) {
            cells.known.push('"');
            cells.push(quote!(p::Piece::Text(#values)));
            cells.known.push('"');
        } else {
            cells.push(hole.piece(&values));
        }
    }
    cells.known.push_str(&text[from..each.to]);
    cells.known.push(',');
    // Each item but the first begins where the one before ends, so that the text between them is one.
    cells.known.push_str(&cells.opening);
    let rows = cells.rows(&count_name(each.number));
    quote! {
        const #json: &::flow_dsl::__private::str = {
            #rows
            ROWS.items()
        };
    }
}

/// The most bytes of a text that const evaluation writes in one step.
const SHORT: usize = 16;

/// The cells of a row.
#[derive(Default)]
pub(super) struct Cells {
    /// The text before the first piece.
    opening: String,
    /// The piece of each, and the text behind it.
    cells: Vec<(TokenStream, String)>,
    /// Text behind all that.
    pub(super) known: String,
}

impl Cells {
    /// Cells of which all text stands in each row.
    pub(super) fn without_opening() -> Self {
        let mut cells = Self::default();
        cells.push(quote!(p::Piece::Json("")));
        cells
    }

    /// Adds a piece behind the text.
    pub(super) fn push(&mut self, piece: TokenStream) {
        self.end();
        self.cells.push((piece, String::new()));
    }

    /// Gives the text its place.
    fn end(&mut self) {
        let known = mem::take(&mut self.known);
        match self.cells.last_mut() {
            None => self.opening = known,
            Some((_, behind)) if known.len() <= SHORT => *behind = known,
            Some(_) => self
                .cells
                .push((quote!(p::Piece::Json(#known)), String::new())),
        }
    }

    /// A constant of the text that the cells are for each item.
    pub(super) fn rows(mut self, count: &Ident) -> TokenStream {
        self.end();
        let (opening, number) = (&self.opening, self.cells.len());
        let cells = self
            .cells
            .iter()
            .map(|(piece, behind)| quote!(p::cell(#piece, #behind)));
        quote! {
            const CELLS: &[p::Cell<#count>; #number] = &[#(#cells),*];
            const ROWS: &p::Rows<#count, { p::rows_size(#opening, CELLS) }> = &p::rows(#opening, CELLS);
        }
    }
}

/// The numbers of items, and what is tested of lists with loops.
pub(super) fn tests(loops: &Loops) -> TokenStream {
    let counts = loops.each.iter().enumerate().map(|(number, each)| {
        let Each {
            list, list_name, ..
        } = each;
        let count = count_name(number);
        let span = list.span();
        let value = quote_spanned!(span=> { let items: &'static [_] = #list; items.len() });
        let empty = format!("{list_name} is empty; write at least 1 item, or leave the `for` out");
        let check = check(list, "check_count", quote!(#count, #empty));
        quote! {
            const #count: ::core::primitive::usize = #value;
            #check
        }
    });
    let counted = loops.counted.iter().map(|counted| {
        let count = total(&counted.total);
        match &counted.limit {
            Count::AtMost(most, message) => check(
                &counted.place,
                "check_most",
                quote!(#count, #most, #message),
            ),
            Count::Advice(test, rule, message) => {
                let condition = condition(*test, &count);
                let span = counted.place.span();
                warn_if("List", &condition, span, &rule.ident(), message)
            }
        }
    });
    let ids = loops.ids.iter().map(|ids| {
        let lists = ids.loops.iter().map(|(number, constant)| {
            let (column, list) = (name(*constant), &loops.each[*number].list_name);
            quote!((#list, #column.ids()))
        });
        let counts = ids.loops.iter().map(|(number, _)| count_name(*number));
        let (written, message) = (&ids.written, &ids.message);
        let count = written.len();
        let arguments = quote! {
            &[#(#lists),*],
            &[#(#written),*],
            [(0, 0); ::flow_dsl::__private::slots(#count #(+ #counts)*)],
            #message
        };
        check(
            &loops.each[ids.loops[0].0].list,
            "check_distinct",
            arguments,
        )
    });
    counts.chain(counted).chain(ids).collect()
}

/// A condition on a number of items.
pub(super) fn condition(test: CountTest, count: &TokenStream) -> TokenStream {
    match test {
        CountTest::MoreThan(most) => quote!((#count) > #most),
        CountTest::Within(most, limit) => quote!((#count) > #most && (#count) <= #limit),
        CountTest::FewerThan(fewest) => quote!((#count) < #fewest),
    }
}

/// A number of items, as an expression.
fn total(count: &Total) -> TokenStream {
    match count {
        Total::Known(number) => quote!(#number),
        Total::Each(number, times) => {
            let (count, times) = (count_name(*number), total(times));
            quote!(#count * (#times))
        }
        Total::Sum(parts) => {
            let parts = parts.iter().map(total);
            quote!(0 #(+ #parts)*)
        }
        Total::Most(parts) => {
            let parts = parts.iter().map(total);
            quote!(::flow_dsl::__private::most(&[#(#parts),*]))
        }
    }
}
