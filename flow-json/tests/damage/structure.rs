//! Mistakes that the table alone tells.

use flow_json::table::{COMPONENTS, Dynamic, Format, OUTSIDE_FORMS, Type};
use flow_json::tree::{Node, Value};
use flow_json::{TextRange, Version};

use super::{Damaged, Kind, is_plain, json, set, take};

/// The components that show a text and nothing else.
const TEXTS: [&str; 4] = ["TextHeading", "TextSubheading", "TextBody", "TextCaption"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        name: "a required property is deleted",
        rules: &["S10", "C11"],
        make: |flow| {
            let version = flow.version;
            let given = flow.given(|given, _| {
                let since = given.property.required;
                since.is_some_and(|since| version >= since) && given.property.name != "version"
            })?;
            let object = super::object_at(&mut flow.root, &given.path);
            object.entries.remove(given.index);
            Some(())
        },
    },
    Kind {
        name: "a component has no type",
        rules: &["S10"],
        make: |flow| take(flow.some(|site, _| site.is_component)?, "type").map(drop),
    },
    Kind {
        name: "there is no version",
        rules: &["V1"],
        make: |flow| take(super::object_at(&mut flow.root, &[]), "version").map(drop),
    },
    Kind {
        name: "there is no such version",
        rules: &["V2"],
        make: |flow| {
            set(
                super::object_at(&mut flow.root, &[]),
                "version",
                json("\"9.9\""),
            );
            Some(())
        },
    },
    Kind {
        name: "a key is misspelled",
        rules: &["S1", "C12", "S10"],
        make: |flow| {
            let given = flow.given(|_, _| true)?;
            let object = super::object_at(&mut flow.root, &given.path);
            let key = &mut object.entries[given.index].key;
            *key = format!("{key}x").into();
            Some(())
        },
    },
    Kind {
        name: "a value is null",
        rules: &["S5", "S26"],
        make: |flow| {
            flow.value(|given, _| given.property.name != "version")?
                .value = Value::Null;
            Some(())
        },
    },
    Kind {
        name: "a word stands for a number or a truth value",
        rules: &["S5", "S12"],
        make: |flow| {
            let wanted =
                |ty: &Type| matches!(ty, Type::Boolean | Type::Number | Type::Integer { .. });
            *flow.value(|given, _| wanted(&given.property.ty))? = json("\"yes\"");
            Some(())
        },
    },
    Kind {
        name: "a text is a number",
        rules: &["S5", "S26"],
        make: |flow| {
            *flow.value(|given, node| {
                let text = matches!(given.property.ty, Type::String(_));
                text && given.property.name != "version" && node.as_str().is_some()
            })? = json("5");
            Some(())
        },
    },
    Kind {
        name: "a list is empty",
        rules: &["S7", "I5"],
        make: |flow| {
            flow.value(|given, node| {
                let least = matches!(given.property.ty, Type::Array { min: 1.., .. });
                (least || given.property.name == "then") && node.as_array().is_some()
            })?
            .value = Value::Array(Vec::new());
            Some(())
        },
    },
    Kind {
        name: "a list is too long",
        rules: &["S9", "C5", "C16"],
        make: |flow| {
            let node = flow.value(|given, node| {
                let bounded = matches!(
                    given.property.ty,
                    Type::Array {
                        max: Some(..=20),
                        ..
                    }
                );
                bounded && node.as_array().is_some_and(|list| !list.is_empty())
            })?;
            if let Value::Array(items) = &mut node.value {
                let first = items[0].clone();
                items.resize(21, first);
            }
            Some(())
        },
    },
    Kind {
        name: "a text is empty",
        rules: &["S8"],
        make: |flow| text(flow, ""),
    },
    Kind {
        name: "a text is blank",
        rules: &["S14"],
        make: |flow| text(flow, " \t"),
    },
    Kind {
        name: "a text is too long",
        rules: &["W3"],
        make: |flow| {
            let node = flow.value(|given, node| {
                let text = matches!(
                    given.property.ty,
                    Type::String(Format::Text | Format::NotBlank)
                );
                text && given.property.max_chars.is_some() && is_plain(node)
            })?;
            node.value = Value::String("é".repeat(5_000).into());
            Some(())
        },
    },
    Kind {
        name: "a choice is none of the words",
        rules: &["S17", "V7"],
        make: |flow| {
            *flow.value(|given, _| matches!(given.property.ty, Type::Choice(_)))? =
                json("\"nonsense\"");
            Some(())
        },
    },
    Kind {
        name: "a number is too small",
        rules: &["S23"],
        make: |flow| {
            let node = flow.value(|given, _| {
                matches!(given.property.ty, Type::Integer { min: Some(_), .. })
            })?;
            *node = json("-1");
            Some(())
        },
    },
    Kind {
        name: "a number is too large",
        rules: &["S24"],
        make: |flow| {
            let node = flow.value(|given, _| {
                matches!(given.property.ty, Type::Integer { max: Some(_), .. })
            })?;
            *node = json("100000");
            Some(())
        },
    },
    Kind {
        name: "there is no such component",
        rules: &["S4"],
        make: |flow| {
            set(
                flow.some(|site, _| site.is_component)?,
                "type",
                json("\"Buton\""),
            );
            Some(())
        },
    },
    Kind {
        name: "a component is of a later version",
        rules: &["S4"],
        make: |flow| {
            let version = flow.version;
            let mut later = COMPONENTS.iter();
            let later = later.find(|component| component.shape.since > version)?;
            // Nothing refers to a text, and nothing depends on there being one.
            let text = flow.some(|site, _| TEXTS.contains(&site.shape.name))?;
            let later = Node::string(TextRange::NOWHERE, later.shape.name);
            set(text, "type", later);
            Some(())
        },
    },
    Kind {
        name: "a property is of a later version",
        rules: &["S1"],
        make: |flow| {
            let version = flow.version;
            let site = flow.site(|site, _| {
                let mut properties = site.shape.properties.iter();
                properties.any(|property| property.since > version)
            })?;
            let mut properties = site.shape.properties.iter();
            let later = properties.find(|property| property.since > version)?;
            let object = super::object_at(&mut flow.root, &site.path);
            object.push(later.name, TextRange::NOWHERE, json("true"));
            Some(())
        },
    },
    Kind {
        name: "an input in a form has a value of its own",
        rules: &["S1"],
        make: |flow| {
            let (own, _) = OUTSIDE_FORMS[flow.rng.usize(0..2)];
            let input = flow.some(|site, _| {
                site.is_component && site.in_form && site.shape.property(own).is_some()
            })?;
            set(input, own, json("\"x\""));
            Some(())
        },
    },
    Kind {
        name: "a form stands in a form",
        rules: &["P4"],
        make: |flow| {
            let form = flow.component("Form")?;
            let Value::Array(children) = &mut super::member(form, "children")?.value else {
                return None;
            };
            children.push(json(r#"{"type": "Form", "name": "inner", "children": []}"#));
            Some(())
        },
    },
    Kind {
        name: "an input stands outside a form before 4.0",
        rules: &["S25"],
        make: |flow| {
            if flow.version >= Version::V4_0 {
                return None;
            }
            let layout = flow.some(|site, _| site.shape.name == "SingleColumnLayout")?;
            let Value::Array(children) = &mut super::member(layout, "children")?.value else {
                return None;
            };
            children.push(json(
                r#"{"type": "TextInput", "name": "outside", "label": "A"}"#,
            ));
            Some(())
        },
    },
    Kind {
        name: "there is no such action",
        rules: &["S4c"],
        make: |flow| {
            set(flow.some(|site, _| site.is_action)?, "name", json("\"go\""));
            Some(())
        },
    },
    Kind {
        name: "an action has a key of another",
        rules: &["S22"],
        make: |flow| {
            flow.action("complete")?
                .push("next", TextRange::NOWHERE, json("{}"));
            Some(())
        },
    },
    Kind {
        name: "an address is none",
        rules: &["S6"],
        make: |flow| {
            set(flow.action("open_url")?, "url", json("\"example\""));
            Some(())
        },
    },
    Kind {
        name: "a pattern is none",
        rules: &["S6"],
        make: |flow| {
            let pattern = |property: &str| property == "pattern";
            *flow.value(|given, _| pattern(given.property.name))? = json("\"(a\"");
            Some(())
        },
    },
    Kind {
        name: "a colour is none",
        rules: &["S15"],
        make: |flow| {
            let color = |ty: &Type| matches!(ty, Type::String(Format::Color));
            *flow.value(|given, _| color(&given.property.ty))? = json("\"red\"");
            Some(())
        },
    },
    Kind {
        name: "a name is an expression",
        rules: &["S15"],
        make: |flow| {
            let name = |ty: &Type| matches!(ty, Type::String(Format::Name));
            *flow.value(|given, _| name(&given.property.ty))? = json("\"${data.name}\"");
            Some(())
        },
    },
    Kind {
        name: "an expression stands in an older version",
        rules: &["S12"],
        make: |flow| {
            if flow.version >= Version::V6_0 {
                return None;
            }
            *flow.value(|given, _| given.property.dynamic == Dynamic::Yes)? = json("\"`1`\"");
            Some(())
        },
    },
    Kind {
        name: "an id has a digit",
        rules: &["S11"],
        make: |flow| {
            let id = |ty: &Type| matches!(ty, Type::String(Format::ScreenId));
            *flow.value(|given, _| id(&given.property.ty))? = json("\"STEP_1\"");
            Some(())
        },
    },
    Kind {
        name: "a switch goes by a word",
        rules: &["S13"],
        make: |flow| {
            set(flow.component("Switch")?, "value", json("\"gold\""));
            Some(())
        },
    },
    Kind {
        name: "a case begins with a digit",
        rules: &["S16"],
        make: |flow| {
            let switch = flow.component("Switch")?;
            if let Value::Object(cases) = &mut super::member(switch, "cases")?.value {
                cases.entries[0].key = "1".into();
            }
            Some(())
        },
    },
    Kind {
        name: "a switch has no case",
        rules: &["I6"],
        make: |flow| {
            set(flow.component("Switch")?, "cases", json("{}"));
            Some(())
        },
    },
    Kind {
        name: "a condition is blank",
        rules: &["I8"],
        make: |flow| {
            set(flow.component("If")?, "condition", json("\" \""));
            Some(())
        },
    },
    Kind {
        name: "a field has no example",
        rules: &["S10"],
        make: |flow| take(flow.field(|_| true)?, "__example__").map(drop),
    },
    Kind {
        name: "a field has no type",
        rules: &["D11"],
        make: |flow| take(flow.field(|_| true)?, "type").map(drop),
    },
    Kind {
        name: "a field is of no type",
        rules: &["D12"],
        make: |flow| {
            set(flow.field(|_| true)?, "type", json("\"text\""));
            Some(())
        },
    },
    Kind {
        name: "a list is of what is not said",
        rules: &["D13"],
        make: |flow| take(flow.field(|field| field.get("items").is_some())?, "items").map(drop),
    },
    Kind {
        name: "an example stands too deep",
        rules: &["D10"],
        make: |flow| {
            let field = flow.field(|field| field.get("items").is_some())?;
            if let Value::Object(items) = &mut super::member(field, "items")?.value {
                items.push("__example__", TextRange::NOWHERE, json("\"x\""));
            }
            Some(())
        },
    },
];

/// Puts a text in the place of one that cannot be blank.
fn text(flow: &mut Damaged, text: &'static str) -> Option<()> {
    *flow.value(|given, _| {
        matches!(
            given.property.ty,
            Type::String(Format::NotBlank | Format::Name | Format::Image(_))
        )
    })? = Node::string(TextRange::NOWHERE, text);
    Some(())
}
