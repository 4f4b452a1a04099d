//! What to write where routes are wrong.

use super::Route;
use crate::check::model::Model;
use crate::check::wording::code;
use crate::tree::Node;

/// A routing model for the screens as they stand: by `navigate`, and to the next screen where the
/// endpoint is asked. `None` for flows of many screens.
pub(in crate::check) fn routing_model(model: &Model<'_>) -> Option<String> {
    const FEW: usize = 6;
    if !model.ids_known || model.screens.is_empty() || model.screens.len() > FEW {
        return None;
    }
    let asked = model.screens.iter().enumerate().map(|(index, screen)| {
        let asks = screen.actions.iter().any(|one| one.name == "data_exchange");
        let next = model.screens.get(index + 1).filter(|_| asks);
        let id = next.and_then(|next| next.id);
        id.map(|id| (id.to_owned(), screen.anchor.loc))
            .into_iter()
            .collect()
    });
    let asked: Vec<Vec<_>> = asked.collect();
    let nodes: Vec<Node> = model
        .screens
        .iter()
        .map(|screen| screen.node.clone())
        .collect();
    let routes = crate::infer::routing_model(&nodes, &asked);
    let lists = routes.entries.iter().map(|entry| {
        let targets = entry.value.items().iter().filter_map(Node::as_str);
        let targets: Vec<_> = targets.map(|id| format!("\"{id}\"")).collect();
        format!("\"{}\": [{}]", entry.key, targets.join(", "))
    });
    let lists: Vec<_> = lists.collect();
    Some(format!("\"routing_model\": {{{}}}", lists.join(", ")))
}

/// How the first screen can be the one that the flow begins with: nothing leads to it.
pub(super) fn let_begin(
    model: &Model<'_>,
    modelled: &[Route<'_>],
    navigates: &[Route<'_>],
) -> String {
    let name = |screen: usize| code(model.screens[screen].known_id());
    let first = name(0);
    let to_first = |routes: &[Route<'_>]| routes.iter().find(|one| one.to == 0).map(|one| one.from);
    let from_first = |to: usize| navigates.iter().any(|one| one.from == 0 && one.to == to);
    let what = match (to_first(modelled), to_first(navigates)) {
        // The `navigate` needs a route all the same.
        (Some(from), _) if from_first(from) => {
            let from = name(from);
            format!("write {from} in the list of {first} in place of {first} in the list of {from}")
        }
        (Some(from), Some(_)) => format!(
            "leave {first} out of the list of {}, and the `navigate` to it out",
            name(from)
        ),
        (Some(from), None) => format!("leave {first} out of the list of {}", name(from)),
        (None, Some(from)) => format!("leave out the `navigate` from {} to {first}", name(from)),
        (None, None) => format!("leave out what leads to {first}"),
    };
    format!("let the flow begin with {first}: {what}")
}
