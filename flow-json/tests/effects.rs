//! What a change means for people, endpoints, senders and readers of replies.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;

use flow_json::Version;
use flow_json::diff::{Effect, EffectKind, Who, effects, same_but_defaults};
use flow_json::read;
use generator::Flow;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn of(before: &Value, after: &Value) -> Vec<Effect> {
    let tree = |flow: &Value| read(&flow.to_string()).into_result().unwrap();
    effects(&tree(before), &tree(after))
}

fn lines(before: &Value, after: &Value) -> Vec<String> {
    of(before, after).iter().map(ToString::to_string).collect()
}

/// A flow with an endpoint: `DAY` asks it and leads to `END`, which ends the flow.
fn booking() -> Value {
    json!({
        "version": "7.2", "data_api_version": "3.0",
        "routing_model": { "DAY": ["MORE", "END"], "MORE": ["END"], "END": [] },
        "screens": [
            {
                "id": "DAY", "title": "Day", "sensitive": ["note"],
                "data": { "slots": { "type": "number", "__example__": 1 } },
                "layout": { "type": "SingleColumnLayout", "children": [
                    { "type": "TextInput", "name": "note", "label": "Note" },
                    { "type": "Dropdown", "name": "size", "label": "Size",
                      "data-source": [{ "id": "s", "title": "S" }, { "id": "m", "title": "M" }] },
                    { "type": "Footer", "label": "Next", "on-click-action": { "name": "data_exchange",
                      "payload": { "size": "${form.size}", "note": "${form.note}" } } },
                    { "type": "EmbeddedLink", "text": "More", "on-click-action": { "name": "navigate",
                      "next": { "type": "screen", "name": "MORE" }, "payload": {} } },
                ] },
            },
            {
                "id": "MORE", "title": "More",
                "layout": { "type": "SingleColumnLayout", "children": [
                    { "type": "Footer", "label": "Next", "on-click-action": { "name": "navigate",
                      "next": { "type": "screen", "name": "END" }, "payload": { "at": "${screen.DAY.form.size}" } } },
                ] },
            },
            {
                "id": "END", "title": "End", "terminal": true, "refresh_on_back": false,
                "data": { "at": { "type": "string", "__example__": "s" } },
                "layout": { "type": "SingleColumnLayout", "children": [
                    { "type": "Footer", "label": "Send", "on-click-action": { "name": "complete",
                      "payload": { "size": "${screen.DAY.form.size}", "kind": "a", "at": "${data.at}" } } },
                ] },
            },
        ],
    })
}

/// The flow without an endpoint: `DAY` leads to `END` by itself.
fn by_itself() -> Value {
    let mut flow = booking();
    flow.as_object_mut().unwrap().remove("data_api_version");
    flow["screens"][0]["layout"]["children"][2]["on-click-action"] = json!({
        "name": "navigate", "next": { "type": "screen", "name": "END" }, "payload": { "at": "${form.size}" }
    });
    flow
}

fn set(flow: &Value, pointer: &str, value: Value) -> Value {
    let mut flow = flow.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = flow.pointer_mut(parent).unwrap();
    match key.parse::<usize>() {
        Ok(index) => parent.as_array_mut().unwrap()[index] = value,
        Err(_) => parent[key] = value,
    }
    flow
}

fn without(flow: &Value, pointer: &str) -> Value {
    let mut flow = flow.clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = flow.pointer_mut(parent).unwrap();
    match parent {
        Value::Array(items) => drop(items.remove(key.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(key)),
    }
    flow
}

const SIZES: &str = "/screens/0/layout/children/1/data-source";
const REQUEST: &str = "/screens/0/layout/children/2/on-click-action/payload";
const REPLY: &str = "/screens/2/layout/children/0/on-click-action/payload";

#[track_caller]
fn says(before: &Value, after: &Value, expected: &[&str]) {
    assert_eq!(lines(before, after), expected);
}

#[test]
fn versions() {
    let flow = booking();
    says(
        &flow,
        &set(&flow, "/version", json!("7.3")),
        &[
            "breaking for people in the flow, senders: version: 7.3 in place of 7.2: apps too old for it are not sent the flow",
        ],
    );
    says(
        &flow,
        &set(&flow, "/version", json!("7.1")),
        &[
            "compatible for people in the flow: version: 7.1 in place of 7.2: older apps know it too",
        ],
    );
    let old = set(&by_itself(), "/version", json!("4.0"));
    let date = json!({ "type": "DatePicker", "name": "note", "label": "Day" });
    let old = set(&old, "/screens/0/layout/children/0", date);
    let found = of(&old, &set(&old, "/version", json!("7.2")));
    assert_eq!(found[1].who, [Who::Reader]);
    assert!(
        found[1].is_breaking && found[1].reason.starts_with("dates"),
        "{found:?}"
    );
}

#[test]
fn exchange_of_data() {
    let flow = booking();
    says(
        &flow,
        &set(&flow, "/data_api_version", json!("4.0")),
        &["breaking for the endpoint: data_api_version: 4.0 in place of 3.0"],
    );
    let found = lines(&flow, &without(&flow, "/data_api_version"));
    assert_eq!(
        found[0],
        "breaking for the endpoint: data_api_version: the endpoint is not called any more"
    );
    let found = lines(&by_itself(), &flow);
    assert_eq!(
        found[0],
        "breaking for the endpoint: data_api_version: the flow exchanges data with an endpoint now, in 3.0"
    );
    says(&flow, &set(&flow, "/screens/0/title", json!("Date")), &[]);
}

#[test]
fn screens() {
    let renamed = |flow: &Value| {
        let text = flow.to_string();
        serde_json::from_str::<Value>(&text.replace("\"MORE\"", "\"DETAILS\"")).unwrap()
    };
    says(
        &booking(),
        &renamed(&booking()),
        &[
            "breaking for people in the flow, the endpoint: screen MORE: it is `DETAILS` now; an answer or a request that names it fails",
        ],
    );
    says(
        &by_itself(),
        &renamed(&by_itself()),
        &[
            "compatible for people in the flow: screen MORE: it is `DETAILS` now; nothing outside of the flow names it",
        ],
    );
    let gone = without(&without(&by_itself(), "/screens/1"), "/routing_model/MORE");
    let gone = set(&gone, "/routing_model/DAY", json!(["END"]));
    says(
        &by_itself(),
        &gone,
        &[
            "compatible for people in the flow: screen MORE: it is gone; nothing outside of the flow names it",
        ],
    );
    says(
        &gone,
        &by_itself(),
        &["compatible for people in the flow: screen MORE: it is new"],
    );
    let first: Value =
        serde_json::from_str(&by_itself().to_string().replace("DAY", "DATE")).unwrap();
    says(
        &by_itself(),
        &first,
        &[
            "breaking for senders: screen DAY: it is `DATE` now; messages that open the flow on it fail",
        ],
    );
}

#[test]
fn where_a_flow_is_opened() {
    let flow = set(
        &by_itself(),
        "/routing_model",
        json!({ "DAY": ["END"], "MORE": ["END"] }),
    );
    let led = set(&flow, "/routing_model/DAY", json!(["END", "MORE"]));
    says(
        &flow,
        &led,
        &[
            "breaking for senders: screen MORE: a way leads to it now, so that nothing can open the flow on it",
        ],
    );
    says(
        &led,
        &flow,
        &["compatible for senders: screen MORE: the flow can be opened on it now"],
    );
    let mut swapped = flow.clone();
    swapped["screens"].as_array_mut().unwrap().swap(0, 1);
    says(
        &flow,
        &swapped,
        &[
            "breaking for senders: screen DAY: a message that names no screen opens MORE in its place",
        ],
    );
}

#[test]
fn routes() {
    let flow = booking();
    let gone = set(&flow, "/routing_model/DAY", json!(["MORE"]));
    says(
        &flow,
        &gone,
        &[
            "breaking for people in the flow, the endpoint: screen DAY, route to END: it is gone, and phones refuse an answer that takes it",
        ],
    );
    says(
        &gone,
        &flow,
        &["compatible for the endpoint: screen DAY, route to END: it is new"],
    );
}

#[test]
fn data_of_screens() {
    let flow = booking();
    let field = json!({ "type": "string", "__example__": "x" });
    let found = of(&flow, &set(&flow, "/screens/0/data/name", field.clone()));
    assert_eq!(found.len(), 1);
    assert!(found[0].is_breaking);
    assert_eq!(found[0].who, [Who::Endpoint, Who::Sender]);
    assert_eq!(found[0].kind, EffectKind::Data);
    // A screen that only the flow itself opens gets its data from the flow.
    let flow = by_itself();
    says(
        &flow,
        &set(&flow, "/screens/2/data/name", field.clone()),
        &[],
    );
    says(
        &flow,
        &set(&flow, "/screens/0/data/slots", field),
        &["breaking for senders: screen DAY, data `slots`: it is text now, and was a number"],
    );
    says(
        &flow,
        &without(&flow, "/screens/0/data/slots"),
        &[
            "breaking for senders: screen DAY, data `slots`: it is gone, and phones may refuse data that a screen does not declare",
        ],
    );
    let whole = set(&flow, "/screens/0/data/slots/type", json!("integer"));
    assert!(of(&flow, &whole)[0].is_breaking);
    says(
        &whole,
        &flow,
        &[
            "compatible for senders: screen DAY, data `slots`: other parts of it are declared; what was sent still fits",
        ],
    );
}

#[test]
fn replies() {
    let flow = by_itself();
    says(
        &flow,
        &without(&flow, &format!("{REPLY}/kind")),
        &["breaking for readers of replies: reply `kind`: it is gone"],
    );
    says(
        &flow,
        &set(&flow, &format!("{REPLY}/kind"), json!(1)),
        &["breaking for readers of replies: reply `kind`: it is a number now, and was text"],
    );
    says(
        &flow,
        &set(&flow, &format!("{REPLY}/new"), json!("x")),
        &[
            "compatible for readers of replies: reply `new`: it is new; payloads of messages that are open lack it",
        ],
    );
    let link = json!({ "type": "EmbeddedLink", "text": "No", "on-click-action": { "name": "complete",
        "payload": { "kind": "b", "at": "x" } } });
    let mut two = flow.clone();
    let children = two.pointer_mut("/screens/2/layout/children").unwrap();
    children.as_array_mut().unwrap().push(link);
    says(
        &flow,
        &two,
        &["breaking for readers of replies: reply `size`: it is not always there any more"],
    );
}

#[test]
fn requests() {
    let flow = booking();
    says(
        &flow,
        &without(&flow, &format!("{REQUEST}/note")),
        &["breaking for the endpoint: screen DAY, request `note`: it is gone"],
    );
    says(
        &flow,
        &set(&flow, &format!("{REQUEST}/more"), json!("x")),
        &[
            "compatible for the endpoint: screen DAY, request `more`: it is new; payloads of messages that are open lack it",
        ],
    );
    let back = set(&flow, "/screens/2/refresh_on_back", json!(true));
    says(
        &flow,
        &back,
        &["breaking for the endpoint: screen END: going back from it asks the endpoint now"],
    );
    assert!(!of(&back, &flow)[0].is_breaking);
    let asks = json!({ "name": "data_exchange", "payload": {} });
    let asks = set(&flow, "/screens/1/layout/children/0/on-click-action", asks);
    assert_eq!(
        lines(&flow, &asks),
        [
            "breaking for the endpoint: screen MORE: it sends requests now, which the endpoint has to answer"
        ]
    );
    assert_eq!(
        lines(&asks, &flow),
        ["compatible for the endpoint: screen MORE: it sends no requests any more"]
    );
}

#[test]
fn options() {
    let flow = booking();
    let fewer = without(&flow, &format!("{SIZES}/1"));
    says(
        &flow,
        &fewer,
        &[
            "breaking for readers of replies: reply `size`: it cannot be `m` any more",
            "breaking for the endpoint: screen DAY, request `size`: it cannot be `m` any more",
            "breaking for the endpoint, readers of replies: screen DAY, input `size`: it cannot be `m` any more",
        ],
    );
    let more = of(&fewer, &flow);
    assert_eq!(more.len(), 3);
    assert!(more.iter().all(|effect| !effect.is_breaking), "{more:?}");
    let dynamic = set(&flow, SIZES, json!("${data.sizes}"));
    assert!(of(&flow, &dynamic).iter().all(|effect| !effect.is_breaking));
    assert!(of(&dynamic, &flow).iter().all(|effect| effect.is_breaking));
    // Its title is for people.
    says(
        &flow,
        &set(&flow, &format!("{SIZES}/1/title"), json!("Medium")),
        &[],
    );
}

#[test]
fn what_the_chat_hides() {
    let flow = booking();
    let open = without(&flow, "/screens/0/sensitive");
    says(
        &flow,
        &open,
        &[
            "breaking for people in the flow: screen DAY, input `note`: it is not `sensitive` any more: the chat shows what was entered",
        ],
    );
    says(
        &open,
        &flow,
        &[
            "compatible for people in the flow: screen DAY, input `note`: it is `sensitive` now: the chat hides what was entered",
        ],
    );
}

#[test]
fn default_values_are_no_difference_and_others_are() {
    let flow = booking();
    let tree = |flow: &Value| read(&flow.to_string()).root.unwrap();
    let is_same = |other: &Value| same_but_defaults(&tree(&flow), &tree(other));
    let field = "/screens/0/layout/children/0";
    assert!(is_same(&set(
        &flow,
        "/screens/0/refresh_on_back",
        json!(false)
    )));
    assert!(is_same(&without(&flow, "/screens/2/refresh_on_back")));
    assert!(is_same(&set(
        &flow,
        &format!("{field}/required"),
        json!(false)
    )));
    for other in [
        set(&flow, "/screens/0/refresh_on_back", json!(true)),
        set(&flow, &format!("{field}/required"), json!(true)),
        set(&flow, "/screens/0/unknown", json!(false)),
        without(&flow, "/screens/2/terminal"),
        without(&flow, "/screens/1"),
        // Not a property, but a value that the flow sends.
        set(&flow, &format!("{REPLY}/refresh_on_back"), json!(false)),
    ] {
        assert!(!is_same(&other), "{other}");
    }
}

#[test]
fn any_documents_can_be_compared() {
    let texts = [
        "null",
        "[]",
        r#"{"screens":{}}"#,
        r#"{"screens":[1,{"id":"A"},{"id":"A"}]}"#,
    ];
    let trees = texts.map(|text| read(text).root.unwrap());
    for (a, before) in trees.iter().enumerate() {
        for (b, after) in trees.iter().enumerate() {
            let found = effects(before, after);
            assert!(a != b || found.is_empty());
        }
    }
}

/// The payloads of `complete` of a flow: values that its types and options allow. Of each input the
/// value is one of its options, or a value of its kind.
fn payloads(flow: &Value, number: usize) -> Vec<Map<String, Value>> {
    let actions = ends(flow);
    let payload = |(screen, payload): &(&Value, Map<String, Value>)| {
        let value = |node: &Value| value_of(flow, screen, node, number);
        payload
            .iter()
            .filter_map(|(key, node)| Some((key.clone(), value(node)?)))
            .collect()
    };
    actions.iter().map(payload).collect()
}

/// Each `complete` with its screen and its payload.
fn ends(flow: &Value) -> Vec<(&Value, Map<String, Value>)> {
    fn walk(node: &Value, found: &mut Vec<Map<String, Value>>) {
        match node {
            Value::Object(object) if object.get("name") == Some(&json!("complete")) => {
                let payload = object.get("payload").and_then(Value::as_object);
                found.push(payload.cloned().unwrap_or_default());
            }
            Value::Object(object) => object.values().for_each(|node| walk(node, found)),
            Value::Array(items) => items.iter().for_each(|node| walk(node, found)),
            _ => {}
        }
    }
    let screens = flow["screens"].as_array().unwrap();
    let mut all = Vec::new();
    for screen in screens {
        let mut found = Vec::new();
        walk(&screen["layout"], &mut found);
        all.extend(found.into_iter().map(|payload| (screen, payload)));
    }
    all
}

fn input<'f>(node: &'f Value, name: &str) -> Option<&'f Value> {
    match node {
        Value::Object(object)
            if object.get("name") == Some(&json!(name)) && object.contains_key("label") =>
        {
            Some(node)
        }
        Value::Object(object) => object.values().find_map(|node| input(node, name)),
        Value::Array(items) => items.iter().find_map(|node| input(node, name)),
        _ => None,
    }
}

/// The input that a value is bound to, and nothing else.
fn bound<'f>(flow: &'f Value, screen: &'f Value, node: &Value) -> Option<&'f Value> {
    let path = node.as_str()?.strip_prefix("${")?.strip_suffix('}')?;
    let (screen, name) = match path.strip_prefix("screen.") {
        Some(rest) => {
            let (id, rest) = rest.split_once('.')?;
            let mut screens = flow["screens"].as_array()?.iter();
            let screen = screens.find(|screen| screen["id"] == id)?;
            (screen, rest.strip_prefix("form.")?)
        }
        None => (screen, path.strip_prefix("form.")?),
    };
    input(&screen["layout"], name)
}

/// The ids of its options. `None` if one is known only when the flow runs.
fn ids(input: &Value) -> Option<Vec<String>> {
    let id = |option: &Value| {
        let id = option["id"].as_str()?;
        (!id.contains("${") && !id.contains('`')).then(|| id.to_owned())
    };
    input["data-source"].as_array()?.iter().map(id).collect()
}

fn is_several(input: &Value) -> bool {
    matches!(
        input["type"].as_str(),
        Some("CheckboxGroup" | "ChipsSelector")
    )
}

fn value_of(flow: &Value, screen: &Value, node: &Value, number: usize) -> Option<Value> {
    if let Some(input) = bound(flow, screen, node) {
        let ids = ids(input)?;
        let id = ids.get(number % ids.len())?;
        return Some(if is_several(input) {
            json!([id])
        } else {
            json!(id)
        });
    }
    match node {
        Value::String(text) if text.contains("${") || text.contains('`') => None,
        Value::Array(_) | Value::Object(_) => None,
        literal => Some(literal.clone()),
    }
}

/// Whether a reader that was written for a flow knows every value of a payload.
fn can_read(flow: &Value, payload: &Map<String, Value>) -> Result<(), String> {
    for (key, value) in payload {
        let ends = ends(flow);
        let mut nodes = ends
            .iter()
            .filter_map(|(screen, payload)| Some((*screen, payload.get(key)?)));
        let is_known = nodes.any(|(screen, node)| match bound(flow, screen, node) {
            Some(input) => match ids(input) {
                Some(ids) => {
                    let known: BTreeSet<_> = ids.into_iter().collect();
                    match value {
                        Value::String(id) => !is_several(input) && known.contains(id),
                        Value::Array(chosen) => {
                            let mut chosen = chosen.iter().filter_map(Value::as_str);
                            is_several(input) && chosen.all(|id| known.contains(id))
                        }
                        _ => false,
                    }
                }
                None => true,
            },
            None => match node {
                Value::String(text) if text.contains("${") || text.contains('`') => true,
                literal => std::mem::discriminant(literal) == std::mem::discriminant(value),
            },
        });
        if !is_known {
            return Err(format!("{key}: {value}"));
        }
    }
    Ok(())
}

/// A flow whose every reply has all choices of the flow in it as well.
fn with_choices(mut flow: Value) -> Value {
    fn choices(node: &Value, found: &mut Vec<String>) {
        match node {
            Value::Object(object) => {
                if let (Some(name), Some(Value::Array(_))) =
                    (object.get("name"), object.get("data-source"))
                {
                    found.push(name.as_str().unwrap().to_owned());
                }
                object.values().for_each(|node| choices(node, found));
            }
            Value::Array(items) => items.iter().for_each(|node| choices(node, found)),
            _ => {}
        }
    }
    fn add(node: &mut Value, more: &[(String, Value)]) {
        match node {
            Value::Object(object) if object.get("name") == Some(&json!("complete")) => {
                let payload = object.entry("payload").or_insert_with(|| json!({}));
                for (key, value) in more {
                    payload[key] = value.clone();
                }
            }
            Value::Object(object) => object.values_mut().for_each(|node| add(node, more)),
            Value::Array(items) => items.iter_mut().for_each(|node| add(node, more)),
            _ => {}
        }
    }
    let mut more = Vec::new();
    for screen in flow["screens"].as_array().unwrap() {
        let mut names = Vec::new();
        choices(&screen["layout"], &mut names);
        let id = screen["id"].as_str().unwrap();
        let binding = |name: String| {
            let text = format!("${{screen.{id}.form.{name}}}");
            (format!("{id}_{name}"), json!(text))
        };
        more.extend(names.into_iter().map(binding));
    }
    add(&mut flow["screens"], &more);
    flow
}

fn generated(seed: u64) -> Value {
    let text = Flow::new(Version::V7_3, seed, 4).text();
    with_choices(serde_json::from_str(&text).unwrap())
}

/// Changes something that may matter, chosen by a number.
fn change(flow: &mut Value, mut at: usize) {
    fn all<'f>(node: &'f mut Value, found: &mut Vec<&'f mut Value>) {
        let is_end = node.get("name") == Some(&json!("complete")) && node.get("payload").is_some();
        if is_end {
            found.push(&mut node["payload"]);
            return;
        }
        match node {
            Value::Object(object) => {
                for (key, node) in object {
                    if key == "data-source" && node.is_array() {
                        found.push(node);
                    } else {
                        all(node, found);
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|node| all(node, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    all(flow, &mut found);
    let count = found.len();
    if count == 0 {
        return;
    }
    let target = &mut *found[at % count];
    at /= count;
    match target {
        Value::Array(options) => match at % 3 {
            0 if options.len() > 1 => drop(options.pop()),
            1 => options[0]["id"] = json!("another"),
            _ => options.push(json!({ "id": "one-more", "title": "One more" })),
        },
        Value::Object(payload) => {
            let key = payload.keys().nth(at % payload.len().max(1)).cloned();
            match (key, at % 4) {
                (Some(key), 0) => drop(payload.remove(&key)),
                (Some(key), 1) => drop(payload.insert(key, json!(7))),
                (Some(key), 2) => drop(payload.insert(key, json!("text"))),
                _ => drop(payload.insert("one_more".to_owned(), json!(true))),
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_flow_has_no_effect_on_itself(seed in 0_u64..10_000) {
        let flow = Flow::new(Version::V7_3, seed, 4);
        prop_assert!(effects(&flow.root, &flow.root.clone()).is_empty());
        // Nor has its text, which is another tree.
        let text = read(&flow.text()).root.unwrap();
        prop_assert!(effects(&flow.root, &text).is_empty());
        prop_assert!(same_but_defaults(&flow.root, &text));
    }

    #[test]
    fn after_a_compatible_change_every_payload_of_the_old_flow_is_read(
        seed in 0_u64..10_000, changes in prop::collection::vec(0_usize..10_000, 1..4)
    ) {
        let before = generated(seed);
        let mut after = before.clone();
        for at in changes {
            change(&mut after, at);
        }
        let found = of(&before, &after);
        if found.iter().any(|effect| effect.is_breaking) {
            return Ok(());
        }
        for number in 0..8 {
            for payload in payloads(&before, number) {
                if let Err(unread) = can_read(&after, &payload) {
                    prop_assert!(false, "{unread} of {payload:?} by {after}: {found:?}");
                }
            }
        }
    }
}

/// Both ways happen often enough for the test above to mean something.
#[test]
fn the_changes_of_the_test_are_of_both_kinds() {
    let (mut breaking, mut unread, mut compatible) = (0, 0, 0);
    for seed in 0..600 {
        let before = generated(seed);
        let mut after = before.clone();
        change(&mut after, usize::try_from(seed).unwrap() * 7919);
        let found = of(&before, &after);
        let is_breaking = found.iter().any(|effect| effect.is_breaking);
        breaking += usize::from(is_breaking);
        compatible += usize::from(!is_breaking && before != after);
        let mut all = (0..8).flat_map(|number| payloads(&before, number));
        unread += usize::from(all.any(|payload| can_read(&after, &payload).is_err()));
    }
    assert!(
        breaking > 50 && compatible > 50 && unread > 20,
        "{breaking} {compatible} {unread}"
    );
}
