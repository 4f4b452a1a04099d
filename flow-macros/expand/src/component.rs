//! Components of the author's own.
//!
//! `#[component] fn Name( … ) { … }` becomes a macro `Name!` that carries the tokens of its
//! [`Definition`](definition::Definition). A flow that uses names which Flow JSON does not have calls
//! these macros one after the other. Each macro adds its definition to the state that it was called
//! with. The last one calls `__flow_with_components!` with all definitions. There each use is replaced
//! by the components of its definition, and the flow is read as if the author had written them out.
//! So rustc looks the names up, in the scope of the use: they may be imported, renamed, or come from
//! another crate.
//!
//! A definition that uses other components must look these up in its own scope, which is the place of
//! the definition. It asks for them there, one depth after the other. At depth 0 a definition is known
//! without the components that it uses. At depth 1 it is known with these as they are at depth 0, and
//! so on until no component is open. So components may be defined in any order, and one that contains
//! itself is found.

mod arguments;
mod attribute;
mod carrier;
mod check;
mod constants;
mod definition;
mod extract;
mod function;
mod origin;
mod parameter;
mod splice;
mod substitute;
mod version;

#[cfg(test)]
mod tests;

use flow_json::scope::Scope;
use flow_json::tree::{Node, Value};
use flow_json::{Diagnostic, Rule, Style, TextRange};
use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
use crate::read::{Each, Flow, Loops, Unneeded, apply_levels, read};
use crate::texts::{in_all_languages, name_languages, unused};
use crate::types::{Form, Source, ends_by_endpoint, types};
use crate::{emit, parse};
pub(crate) use attribute::{attribute, nest};
use definition::{Answers, FlowState};
use splice::splice;
pub(crate) use substitute::rename;

/// The expansion of `flow!`. A flow without components of the author's own is complete after one call.
pub(crate) fn flow(tokens: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let mut body = parse::parse_body(tokens.clone(), &mut errors);
    let spliced = splice(&mut body, &Answers::new(), &mut errors);
    let flow = read(&body, &mut errors);
    if spliced.open.is_empty() {
        let flows = in_all_languages(&body, flow, &mut errors);
        let (found, unneeded) = checked_in_all(&flows, &errors, |_, _| {});
        no_end_for_the_reply(&flows[0], &mut errors);
        let types = types(Source::Rust(&body, &flows[0]), Form::Whole);
        let flow = emit::emit(&flows, &errors.0, &found);
        return quote!(#flow #types #unneeded);
    }
    let (diagnostics, _) = checked(&flow);
    let asked = carrier::distinct(&spliced.open);
    let names = asked.iter().map(definition::text_of).collect();
    let state = FlowState {
        body: tokens,
        names,
        answers: Vec::new(),
    };
    let ask = carrier::ask_for_definitions(&asked, &state);
    let missing = spliced.open.iter().map(|path| carrier::missing(path, path));
    // If a component is not found, `__flow_with_components!` is never called. Then the mistakes that
    // are known here are reported, and `FLOW` and a sketch of its types exist all the same, so that
    // the missing component hides no other mistake.
    let sketch = types(Source::Rust(&body, &flow), Form::Sketch);
    let fallback = Flow {
        tree: Node::new(TextRange::NOWHERE, Value::Unknown),
        constants: Vec::new(),
        loops: Loops::default(),
        files: Vec::new(),
        ..flow
    };
    let spans = &fallback.spans;
    let mistakes = errors
        .0
        .iter()
        .map(|mistake| (mistake.span, mistake.message.clone()));
    let found = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == flow_json::Severity::Error);
    let found = found.map(|diagnostic| {
        (
            spans.get(diagnostic.place.loc),
            emit::text(diagnostic, |place| emit::line(spans, place)),
        )
    });
    let open = quote!(!__FLOW_HAS_ITS_COMPONENTS);
    let mistakes: Vec<_> = mistakes.chain(found).collect();
    let without = emit::emit(&[fallback], &[], &[]);
    let errors = mistakes
        .iter()
        .map(|(span, message)| carrier::error_if(&open, *span, message));
    quote! {
        #(#missing)*
        #ask
        #[doc(hidden)]
        #[allow(dead_code, unreachable_pub)]
        mod __flow_without_components {
            pub const __FLOW_HAS_ITS_COMPONENTS: ::core::primitive::bool = false;
            #without
            #sketch
        }
        #[doc(hidden)]
        #[allow(unreachable_pub, unused_imports)]
        pub use __flow_without_components::*;
        #(#errors)*
    }
}

/// The expansion of `__flow_with_components!`: the flow, with the definitions that it asked for.
pub(crate) fn finish(input: TokenStream) -> TokenStream {
    let state = match carrier::state::<FlowState>(input) {
        Ok(state) => state,
        Err(error) => return error,
    };
    let answers: Answers = state.names.into_iter().zip(state.answers).collect();
    let mut errors = Errors::default();
    let mut body = parse::parse_body(state.body, &mut errors);
    let spliced = splice(&mut body, &answers, &mut errors);
    let flow = Flow {
        has_components: true,
        ..read(&body, &mut errors)
    };
    let flows = in_all_languages(&body, flow, &mut errors);
    let (found, unneeded) = checked_in_all(&flows, &errors, |flow, found| {
        origin::explain(&body, &spliced.origins, &flow.spans, found);
    });
    no_end_for_the_reply(&flows[0], &mut errors);
    let types = types(Source::Rust(&body, &flows[0]), Form::HidingSketch);
    let flow = emit::emit(&flows, &errors.0, &found);
    quote! {
        #flow
        #types
        #unneeded
        #[doc(hidden)]
        #[allow(dead_code, unreachable_pub)]
        pub const __FLOW_HAS_ITS_COMPONENTS: ::core::primitive::bool = true;
    }
}

/// Reports a `reply` in a flow that no endpoint ends. With other mistakes it is not known what the flow is.
fn no_end_for_the_reply(flow: &Flow, errors: &mut Errors) {
    if let Some(reply) = &flow.reply
        && errors.0.is_empty()
        && !Scope::new(&flow.tree)
            .flow()
            .screens
            .iter()
            .any(ends_by_endpoint)
    {
        let message = "no endpoint ends this flow, for no `terminal` screen has a `data_exchange`; write \
                       `terminal: true` on the screen where it ends, or leave `reply` out";
        errors.push(flow.spans.get(reply.loc), message);
    }
}

/// The findings in each language, and the warnings of what is not needed: a `#[warn]`, or a text.
///
/// Either may be meant for a part that could not be read, so with errors none is called needless.
fn checked_in_all(
    flows: &[Flow],
    errors: &Errors,
    explain: impl Fn(&Flow, &mut [Diagnostic]),
) -> (Vec<Vec<Diagnostic>>, TokenStream) {
    let mut all = Vec::with_capacity(flows.len());
    let mut unneeded: Option<Vec<Unneeded>> = None;
    for flow in flows {
        let (mut found, unneeded_here) = checked(flow);
        explain(flow, &mut found);
        all.push(found);
        // One that is needed in some language is needed.
        match &mut unneeded {
            None => unneeded = Some(unneeded_here),
            Some(known) => known.retain(|one| unneeded_here.iter().any(|two| one.is(two))),
        }
    }
    name_languages(flows, &mut all);
    let warnings = if errors.0.is_empty() {
        let (unneeded, unused) = (
            emit::unneeded(&unneeded.unwrap_or_default()),
            unused(&flows[0]),
        );
        quote!(#unneeded #unused)
    } else {
        TokenStream::new()
    };
    (all, warnings)
}

/// The findings of the checker, with the `#[allow]` and `#[warn]` of the author applied, and each `#[warn]`
/// that is not needed.
fn checked(flow: &Flow) -> (Vec<Diagnostic>, Vec<Unneeded>) {
    let mut found = flow_json::check(&flow.tree, Style::Rust);
    // The compiler counts the items of a list with loops.
    found.retain(|found| {
        let in_loop = |each: &Each| each.values.0 == found.place.loc;
        found.rule != Rule::FEW_OPTIONS || !flow.loops.each.iter().any(in_loop)
    });
    let unneeded = apply_levels(&flow.levels, &flow.spans, &mut found);
    if !found.is_empty() {
        version::judge_once(flow, &mut found);
    }
    (found, unneeded)
}
