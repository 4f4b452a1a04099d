//! Secrets that are shown again.

use super::model::{Model, written_text};
use super::rules::Check;
use super::sink::{Sink, Spot};
use super::wording::{code, member};
use crate::rule::{Rule, samples};
use crate::tree::Node;
use crate::version::Version;

/// The rules of this file, each with the function that looks for it.
pub(super) const CHECKS: &[Check] = &[Check {
    run: secrets,
    rules: &[&SECRET_SHOWN],
}];

/// A secret that is shown in the summary of the reply.
pub(super) const SECRET_SHOWN: Rule = Rule {
    id: "W21",
    name: "secret-shown",
    code: "SECRET_SHOWN",
    since: Version::V5_1,
    why: "`sensitive` tells clients what to hide in the summary of the reply that stands in the chat",
    samples: samples! {
        pass: Screen(V7_3, r#""sensitive": ["pin"]"#, r#"{"type": "TextInput", "name": "pin", "label": "PIN", "input-type": "passcode"}"#),
        fail: Children(V7_3, r#"{"type": "TextInput", "name": "pin", "label": "PIN", "input-type": "passcode"}"#),
    },
    ..Rule::WARNING
};

pub(super) fn secrets(model: &Model<'_>, sink: &mut Sink) {
    for screen in &model.screens {
        let sensitive = model.get(screen.object, "sensitive");
        let names = sensitive.into_iter().flat_map(Node::items);
        let known: Option<Vec<_>> = names.map(Node::as_str).collect();
        let Some(mut known) =
            known.filter(|_| sensitive.is_none_or(|list| list.as_array().is_some()))
        else {
            continue;
        };
        known.sort_unstable();
        for input in screen
            .components
            .iter()
            .filter(|one| one.name() == "TextInput")
        {
            let kind = model.property(input, "input-type").and_then(written_text);
            let name = model.property(input, "name");
            let (Some(kind @ ("password" | "passcode")), Some(name)) = (kind, name) else {
                continue;
            };
            let Some(text) = written_text(name).filter(|text| known.binary_search(text).is_err())
            else {
                continue;
            };
            let message = format!(
                "the {kind} {} is not in `sensitive` of its screen",
                code(text)
            );
            sink.report(&SECRET_SHOWN, Spot::value(name), message)
                .help(match sensitive {
                    Some(_) => "add it".to_owned(),
                    None => format!(
                        "add {} to the screen",
                        member(model.style, "sensitive", &format!("[\"{text}\"]"))
                    ),
                });
        }
    }
}
