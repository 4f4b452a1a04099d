//! The description of an endpoint that `flow_endpoint::endpoint!` makes a trait of.
//!
//! It is the body of a macro that only `endpoint!` calls, so that a flow whose endpoint is elsewhere
//! pays for some tokens alone.

use flow_json::model::Flow;
use flow_json::tree::Node;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use super::names::{self, Names};
use crate::spans::Spans;

/// A screen as the description names it: its module and its id.
pub(super) struct Target<'a> {
    pub(super) module: &'a Ident,
    pub(super) id: &'a str,
}

impl ToTokens for Target<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { module, id } = self;
        tokens.extend(quote!(#module #id));
    }
}

/// The routes of a flow, as indices of its screens.
pub(super) struct Routes {
    /// For each screen, those that it leads to.
    forward: Vec<Vec<usize>>,
    /// For each screen, those that lead to it.
    backward: Vec<Vec<usize>>,
}

impl Routes {
    /// The routes that `routing_model` declares.
    pub(super) fn new(flow: &Flow<'_>) -> Self {
        let mut routes = Self {
            forward: vec![Vec::new(); flow.screens.len()],
            backward: vec![Vec::new(); flow.screens.len()],
        };
        let model = flow.top("routing_model").and_then(Node::as_object);
        for entry in model.iter().flat_map(|model| &model.entries) {
            let Some(from) = flow.ids.find(&entry.key) else {
                continue;
            };
            let targets = entry.value.as_array().unwrap_or(&[]).iter();
            for to in targets.filter_map(|to| flow.ids.find(to.as_str()?)) {
                if from != to && !routes.forward[from].contains(&to) {
                    routes.forward[from].push(to);
                    routes.backward[to].push(from);
                }
            }
        }
        routes
    }

    /// The screens that an answer to a `data_exchange` may show: the same, those that it leads to, and
    /// those that lead to it, which is a step back.
    fn after(&self, screen: usize) -> Vec<usize> {
        let mut after = vec![screen];
        after.extend(&self.forward[screen]);
        after.extend(self.before(screen));
        after
    }

    /// The screens that lead to a screen, and not also the other way, which is no valid flow.
    fn before(&self, screen: usize) -> impl Iterator<Item = usize> {
        let before = self.backward[screen].iter().copied();
        before.filter(move |from| !self.forward[screen].contains(from))
    }

    /// The screens that an answer to `BACK` may show. From a first screen the phone goes nowhere, and
    /// the answer does not count.
    fn back(&self, screen: usize) -> Vec<usize> {
        let back: Vec<_> = self.before(screen).collect();
        if back.is_empty() { vec![screen] } else { back }
    }
}

/// The names of the types of an endpoint, which no other type of the flow may have.
pub(super) fn type_of_back(module: &Ident) -> String {
    names::of_type(&format!("back from {}", text(module)), "")
}

/// The macro with the description. `modules` has the module and the id of each screen, `exchanges` tells
/// which screens exchange data, and `end` is the type with which the endpoint ends the flow.
pub(super) fn description<'a>(
    flow: &Flow<'_>,
    modules: impl Fn(usize) -> Option<Target<'a>>,
    exchanges: impl Fn(usize) -> bool,
    end: Option<&Ident>,
) -> TokenStream {
    let routes = Routes::new(flow);
    let end = end.map_or_else(|| quote!(ends), ToTokens::to_token_stream);
    let list = |screens: Vec<usize>| {
        let screens = screens.into_iter().filter_map(&modules);
        quote!([#(#screens)*])
    };
    let mut methods = Names::default();
    for fixed in ["init", "error_notice"] {
        methods.take(fixed.to_owned());
    }
    // An answer to `INIT` may show a screen that no other leads to.
    let entries = list(flow.entries());
    let mut screens = TokenStream::new();
    let mut backs = TokenStream::new();
    for (index, screen) in flow.screens.iter().enumerate() {
        let Some(target) = modules(index) else {
            continue;
        };
        let span = target.module.span();
        if exchanges(index) {
            let method = names::ident(&methods.take(text(target.module)), span);
            let ends = (screen.terminal == Some(true)).then_some(&end);
            let after = list(routes.after(index));
            screens.extend(quote!({ #method #target #after #ends }));
        }
        let refresh = screen.object.get("refresh_on_back").and_then(Node::as_bool);
        if refresh == Some(true) {
            let method = methods.take(format!("back_from_{}", text(target.module)));
            let method = Ident::new(&method, span);
            let ty = Ident::new(&type_of_back(target.module), Span::call_site());
            let id = target.id;
            let back = list(routes.back(index));
            backs.extend(quote!({ #method #ty #id #back }));
        }
    }
    quote! {
        #[allow(unused_macros)]
        macro_rules! the_flow_above_with_a_data_api_version {
            ($($to:tt)*) => { $($to)* ! { #entries [#screens] [#backs] } };
        }
    }
}

/// What rustc shows to whoever names the trait of a flow without having called `endpoint!`: an item of its name,
/// hidden by a feature whose name says what to write. No build has the feature, so rustc reads the item and
/// drops it.
pub(super) fn forgotten(flow: &Flow<'_>, spans: &Spans) -> TokenStream {
    const WRITE: &str = "write `flow_endpoint::endpoint!();` behind the flow";
    let members = flow.node.as_object();
    let Some(version) = members.and_then(|members| members.entry("data_api_version")) else {
        return TokenStream::new();
    };
    // rustc shows the name of the feature where it stands, if that is not where the item is.
    let place = spans.get(version.value.loc);
    let mut write = Literal::string(WRITE);
    write.set_span(place);
    let attribute = quote_spanned!(place=> #[cfg(feature = #write)]);
    let name = Ident::new("Endpoint", spans.get(version.key_loc));
    quote!(#attribute pub trait #name {})
}

/// The name of a module without `r#`.
fn text(module: &Ident) -> String {
    let text = module.to_string();
    text.strip_prefix("r#").unwrap_or(&text).to_owned()
}
