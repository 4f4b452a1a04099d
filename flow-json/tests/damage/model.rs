//! Mistakes that only two parts of a flow tell.

use flow_json::table::{self, Dynamic, Type};
use flow_json::tree::{Node, Value};
use flow_json::{TextRange, Version};

use super::{Damaged, Kind, json, member, object_at, set, sites, take};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "there is no such field",
        rules: &["D1", "A2", "A22", "D9"],
        make: |flow| flow.reword("data.", |text| renamed(text, "data.")),
    },
    Kind {
        name: "there is no such input",
        rules: &["D19", "A1", "A22", "D9", "A2"],
        make: |flow| flow.reword("form.", |text| renamed(text, "form.")),
    },
    Kind {
        name: "there is no such screen to refer to",
        rules: &["D8", "A2", "A22"],
        make: |flow| flow.reword("${screen.", |text| renamed(text, "${screen.")),
    },
    Kind {
        name: "an expression has no end",
        rules: &["D16", "I18", "A22"],
        make: |flow| {
            if flow.version < Version::V6_0 {
                return None;
            }
            *flow.value(|given, _| {
                let scalar = !matches!(given.property.ty, Type::OneOf(_));
                scalar && given.property.dynamic == Dynamic::Yes
            })? = json("\"`1 +`\"");
            Some(())
        },
    },
    Kind {
        name: "two inputs have one name",
        rules: &["N1"],
        make: |flow| {
            let inputs = |site: &super::Site| {
                let component = table::component(site.shape.name);
                site.is_component && component.is_some_and(|one| one.input.is_some())
            };
            let first = flow.site(|site, _| inputs(site))?;
            let name = object_at(&mut flow.root, &first.path).get("name")?.clone();
            let second = flow.some(|site, _| {
                inputs(site) && site.screen == first.screen && site.path != first.path
            })?;
            set(second, "name", name);
            Some(())
        },
    },
    Kind {
        name: "two screens have one id",
        rules: &["N2"],
        make: |flow| {
            let first = flow.site(|site, _| site.shape.name == "Screen")?;
            let id = object_at(&mut flow.root, &first.path).get("id")?.clone();
            let second =
                flow.some(|site, _| site.shape.name == "Screen" && site.path != first.path)?;
            set(second, "id", id);
            Some(())
        },
    },
    Kind {
        name: "two options have one id",
        rules: &["C17"],
        make: |flow| {
            let node = flow.value(|given, node| {
                let list = ["data-source", "list-items"].contains(&given.property.name);
                let first = node.as_array().and_then(|items| items.first()?.get("id"));
                list && first.is_some_and(super::is_plain)
            })?;
            if let Value::Array(items) = &mut node.value {
                let again = items[0].clone();
                items.push(again);
            }
            Some(())
        },
    },
    Kind {
        name: "an id is reserved",
        rules: &["N3"],
        make: |flow| {
            set(screen(flow)?, "id", json("\"success\""));
            Some(())
        },
    },
    Kind {
        name: "a route leads nowhere",
        rules: &["RM2"],
        make: |flow| routes(flow, |_, to| to.push(json("\"NOWHERE\""))),
    },
    Kind {
        name: "a route leads to its own screen",
        rules: &["RM9"],
        make: |flow| {
            routes(flow, |from, to| {
                to.push(Node::string(TextRange::NOWHERE, from.to_owned()))
            })
        },
    },
    Kind {
        name: "a route leads back",
        rules: &["RM12"],
        make: |flow| {
            let Value::Object(model) =
                &mut member(object_at(&mut flow.root, &[]), "routing_model")?.value
            else {
                return None;
            };
            let mut entries = model.entries.iter();
            let (from, to) = entries.find_map(|entry| {
                let to = entry.value.as_array()?.first()?.as_str()?;
                Some((entry.key.to_string(), to.to_owned()))
            })?;
            if model.get(&to).is_none() {
                model.push(to.clone(), TextRange::NOWHERE, json("[]"));
            }
            if let Value::Array(back) = &mut member(model, &to)?.value {
                back.push(Node::string(TextRange::NOWHERE, from));
            }
            Some(())
        },
    },
    Kind {
        name: "an endpoint has no routes",
        rules: &["E2"],
        make: |flow| {
            let root = object_at(&mut flow.root, &[]);
            root.get("data_api_version")?;
            take(root, "routing_model").map(drop)
        },
    },
    Kind {
        name: "the endpoint is gone that is asked",
        rules: &["E1"],
        make: |flow| {
            flow.action("data_exchange")?;
            take(object_at(&mut flow.root, &[]), "data_api_version").map(drop)
        },
    },
    Kind {
        name: "a screen is refreshed without an endpoint",
        rules: &["E5"],
        make: |flow| {
            if object_at(&mut flow.root, &[])
                .get("data_api_version")
                .is_some()
            {
                return None;
            }
            set(screen(flow)?, "refresh_on_back", json("true"));
            Some(())
        },
    },
    Kind {
        name: "navigate leads nowhere",
        rules: &["A13"],
        make: |flow| {
            let navigate = flow.action("navigate")?;
            set(
                navigate,
                "next",
                json(r#"{"type": "screen", "name": "NOWHERE"}"#),
            );
            Some(())
        },
    },
    Kind {
        name: "navigate leads to its own screen",
        rules: &["A12"],
        make: |flow| {
            let site = flow.site(|site, _| site.is_action && site.shape.name == "navigate")?;
            let own = sites(&flow.root);
            let own = own
                .into_iter()
                .find(|other| other.shape.name == "Screen" && other.screen == site.screen)?;
            let id = object_at(&mut flow.root, &own.path).get("id")?.clone();
            let next = member(object_at(&mut flow.root, &site.path), "next")?;
            if let Value::Object(next) = &mut next.value {
                set(next, "name", id);
            }
            Some(())
        },
    },
    Kind {
        name: "navigate hands over what nobody asked for",
        rules: &["A14", "A15"],
        make: |flow| {
            let navigate = to_known_screen(flow)?;
            if let Value::Object(payload) = &mut member(navigate, "payload")?.value {
                payload.push("nobody_asked", TextRange::NOWHERE, json("1"));
            }
            Some(())
        },
    },
    Kind {
        name: "navigate does not hand over all",
        rules: &["A16"],
        make: |flow| {
            let navigate = to_known_screen(flow)?;
            let Value::Object(payload) = &mut member(navigate, "payload")?.value else {
                return None;
            };
            payload.entries.pop().map(drop)
        },
    },
    Kind {
        name: "navigate hands over a list for a list's item",
        rules: &["A17"],
        make: |flow| {
            let navigate = to_known_screen(flow)?;
            let Value::Object(payload) = &mut member(navigate, "payload")?.value else {
                return None;
            };
            // No field is a list of lists.
            payload.entries.first_mut()?.value = json("[[[]]]");
            Some(())
        },
    },
    Kind {
        name: "no screen is terminal",
        rules: &["T1", "A11"],
        make: |flow| {
            for site in sites(&flow.root) {
                if site.shape.name == "Screen" {
                    take(object_at(&mut flow.root, &site.path), "terminal");
                }
            }
            Some(())
        },
    },
    Kind {
        name: "success without an end",
        rules: &["S21"],
        make: |flow| {
            let screen = flow.some(|site, screen| {
                let terminal = screen.get("terminal").and_then(Node::as_bool);
                site.shape.name == "Screen" && terminal != Some(true)
            })?;
            set(screen, "success", json("true"));
            Some(())
        },
    },
    Kind {
        name: "the flow is complete too early",
        rules: &["A11"],
        make: |flow| {
            let screens: Vec<_> = sites(&flow.root)
                .into_iter()
                .filter(|site| site.shape.name == "Screen")
                .collect();
            let mut early = Vec::new();
            for screen in screens {
                let object = object_at(&mut flow.root, &screen.path);
                if object.get("terminal").and_then(Node::as_bool) != Some(true) {
                    early.push(screen.screen);
                }
            }
            let footer = flow.some(|site, _| {
                site.shape.name == "Footer" && site.is_component && early.contains(&site.screen)
            })?;
            let complete = json(r#"{"name": "complete", "payload": {}}"#);
            set(footer, "on-click-action", complete);
            Some(())
        },
    },
    Kind {
        name: "an example is of another type",
        rules: &["D15"],
        make: |flow| {
            let field = flow.field(|_| true)?;
            let example = match field.get("type").and_then(Node::as_str) {
                Some("string") => "5",
                _ => "\"five\"",
            };
            set(field, "__example__", json(example));
            Some(())
        },
    },
    Kind {
        name: "nobody is sensitive",
        rules: &["D18"],
        make: |flow| {
            if flow.version < Version::V5_1 {
                return None;
            }
            set(screen(flow)?, "sensitive", json(r#"["nobody"]"#));
            Some(())
        },
    },
    Kind {
        name: "a caption stands alone",
        rules: &["S18"],
        make: |flow| {
            let footer = flow.component("Footer")?;
            take(footer, "center-caption");
            take(footer, "right-caption");
            set(footer, "left-caption", json("\"€ 5\""));
            Some(())
        },
    },
    Kind {
        name: "there are two footers",
        rules: &["C2-Footer", "I4", "P1"],
        make: |flow| {
            let site = flow.site(|site, layout| {
                let children = layout.get("children").and_then(Node::as_array);
                let footer =
                    |child: &Node| child.get("type").and_then(Node::as_str) == Some("Footer");
                children.is_some_and(|children| {
                    site.shape.name == "SingleColumnLayout" && children.iter().any(footer)
                })
            })?;
            let layout = object_at(&mut flow.root, &site.path);
            if let Value::Array(children) = &mut member(layout, "children")?.value {
                let last = children.last()?.clone();
                children.push(last);
            }
            Some(())
        },
    },
    Kind {
        name: "the least is more than the most",
        rules: &["C4"],
        make: |flow| {
            let input = flow.component("TextInput")?;
            set(input, "min-chars", json("50"));
            set(input, "max-chars", json("10"));
            Some(())
        },
    },
    Kind {
        name: "the first day comes after the last",
        rules: &["C7b"],
        make: |flow| {
            if flow.version < Version::V5_0 {
                return None;
            }
            let picker = flow.component("DatePicker")?;
            for key in ["init-value", "unavailable-dates"] {
                take(picker, key);
            }
            set(picker, "min-date", json("\"2026-12-24\""));
            set(picker, "max-date", json("\"2026-01-06\""));
            Some(())
        },
    },
    Kind {
        name: "a picture and a colour stand in one list",
        rules: &["C6"],
        make: |flow| {
            if flow.version < Version::V5_0 {
                return None;
            }
            let item = flow.some(|site, _| {
                site.shape.name == "Item" && site.shape.property("color").is_some()
            })?;
            set(item, "image", json("\"aGVsbG8=\""));
            set(item, "color", json("\"#1D4ED8\""));
            Some(())
        },
    },
    Kind {
        name: "only one branch has a footer",
        rules: &["I1"],
        make: |flow| {
            let branch = flow.some(|site, object| {
                let then = object.get("then").and_then(Node::as_array);
                let footer =
                    |child: &Node| child.get("type").and_then(Node::as_str) == Some("Footer");
                site.shape.name == "If" && then.is_some_and(|then| then.iter().any(footer))
            })?;
            take(branch, "else").map(drop)
        },
    },
    Kind {
        name: "a field is updated that is none",
        rules: &["A20", "A20b"],
        make: |flow| {
            let update = flow.action("update_data")?;
            set(update, "payload", json(r#"{"nobody_asked": 1}"#));
            Some(())
        },
    },
    Kind {
        name: "a list acts nowhere",
        rules: &["E4"],
        make: |flow| {
            let list = flow.some(|site, list| {
                // Items in the data may act.
                let items = list.get("list-items").and_then(Node::as_array);
                let whole = list.get("on-click-action").is_some();
                site.shape.name == "NavigationList" && items.is_some() && whole
            })?;
            take(list, "on-click-action").map(drop)
        },
    },
    Kind {
        name: "a list stands beside a text",
        rules: &["P2"],
        make: |flow| {
            let layout = flow.some(|site, layout| {
                let children = layout.get("children").and_then(Node::as_array);
                let first = children.and_then(|children| children.first()?.get("type")?.as_str());
                site.shape.name == "SingleColumnLayout" && first == Some("NavigationList")
            })?;
            if let Value::Array(children) = &mut member(layout, "children")?.value {
                children.push(json(r#"{"type": "TextBody", "text": "Hi"}"#));
            }
            Some(())
        },
    },
    Kind {
        name: "the files of a picker go to a screen",
        rules: &["A8"],
        make: |flow| {
            let picker = flow.site(|site, _| site.shape.name.ends_with("Picker"))?;
            let component = table::component(picker.shape.name)?;
            if component.input != Some(table::Input::Files) {
                return None;
            }
            let name = object_at(&mut flow.root, &picker.path).get("name")?;
            let bound = format!("${{form.{}}}", name.as_str()?);
            let navigate = flow.some(|site, _| {
                site.is_action && site.shape.name == "navigate" && site.screen == picker.screen
            })?;
            if let Value::Object(payload) = &mut member(navigate, "payload")?.value {
                payload.push(
                    "files",
                    TextRange::NOWHERE,
                    Node::string(TextRange::NOWHERE, bound),
                );
            }
            Some(())
        },
    },
];

/// Some screen.
fn screen(flow: &mut Damaged) -> Option<&mut flow_json::tree::Object> {
    flow.some(|site, _| site.shape.name == "Screen")
}

/// A `navigate` whose next screen is written out and has data.
fn to_known_screen(flow: &mut Damaged) -> Option<&mut flow_json::tree::Object> {
    flow.some(|site, action| {
        let next = action.get("next").and_then(|next| next.get("name"));
        let payload = action.get("payload").and_then(Node::as_object);
        let filled = payload.is_some_and(|payload| !payload.entries.is_empty());
        site.shape.name == "navigate" && next.is_some_and(super::is_plain) && filled
    })
}

/// Changes the routes from some screen.
fn routes(flow: &mut Damaged, change: fn(&str, &mut Vec<Node>)) -> Option<()> {
    let Value::Object(model) = &mut member(object_at(&mut flow.root, &[]), "routing_model")?.value
    else {
        return None;
    };
    let entry = model.entries.first_mut()?;
    if let Value::Array(to) = &mut entry.value.value {
        change(&entry.key, to);
    }
    Some(())
}

/// A text in which the first name behind a word is another.
fn renamed(text: &str, word: &str) -> Option<String> {
    let start = text.find(word)? + word.len();
    // A word amid a name is none.
    let before = text[..start - word.len()].chars().last();
    if before.is_some_and(|before| before.is_alphanumeric() || before == '_') {
        return None;
    }
    let end = text[start..].find(['.', '}'])? + start;
    Some(format!("{}NOBODY{}", &text[..start], &text[end..]))
}
