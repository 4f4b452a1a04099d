use super::*;
use crate::read::read;
use crate::source::TextRange;

fn tree(text: &str) -> Node {
    read(text).into_result().unwrap()
}

/// A flow of one screen with these children.
fn with_children(children: &str) -> Node {
    tree(&format!(
        r#"{{"version": "7.3", "screens": [{{"id": "A", "title": "A", "layout": {{
            "type": "SingleColumnLayout", "children": {children}}}}}]}}"#
    ))
}

fn types<'t>(screen: &Screen<'t>) -> Vec<&'t str> {
    let components = screen.components.iter();
    components.map(Component::type_name).collect()
}

fn action_pointers(screen: &Screen<'_>) -> Vec<String> {
    let actions = screen.actions.iter();
    let pointers = actions.map(|action| action.pointer(screen));
    let root = "/screens/0/layout/children";
    let pointers = pointers.map(|pointer| pointer.strip_prefix(root).unwrap().to_owned());
    pointers.collect()
}

#[test]
fn components_come_before_those_in_them() {
    let flow = with_children(
        r#"[
            {"type": "Form", "name": "f", "children": [
                {"type": "If", "condition": "true",
                    "then": [{"type": "TextInput", "name": "a"}],
                    "else": [{"type": "OptIn", "name": "b"}]},
                {"type": "Switch", "value": "${form.a}", "cases": {
                    "x": [{"type": "TextBody"}],
                    "y/z": [{"type": "DatePicker", "name": "c"}]}}
            ]},
            {"type": "Footer"}
        ]"#,
    );
    let model = Flow::new(&flow);
    let [screen] = &model.screens[..] else {
        panic!("one screen")
    };
    let expected = [
        "Form",
        "If",
        "TextInput",
        "OptIn",
        "Switch",
        "TextBody",
        "DatePicker",
        "Footer",
    ];
    assert_eq!(types(screen), expected);
    let lists: Vec<_> = screen.components.iter().map(|one| one.list).collect();
    assert_eq!(lists, [0, 0, 0, 1, 0, 0, 1, 0]);
    let day = screen.input("c").unwrap();
    let pointer = "/screens/0/layout/children/0/children/1/cases/y~1z/0";
    assert_eq!(day.pointer(screen), pointer);
    assert!(screen.is_in_form(day));
    let inputs: Vec<_> = screen.inputs().map(Component::name).collect();
    assert_eq!(inputs, ["TextInput", "OptIn", "DatePicker"]);
}

#[test]
fn an_action_is_the_value_of_a_property_for_actions() {
    let flow = with_children(
        r#"[
            {"type": "Form", "name": "f", "init-values": {"name": "complete"}, "children": [
                {"type": "Dropdown", "name": "complete", "label": "x",
                    "data-source": [
                        {"id": "1", "title": "x", "on-select-action": {"name": "update_data", "payload": {}}},
                        {"id": "2", "title": "x", "name": "navigate"}],
                    "on-unselect-action": {"name": "update_data", "payload": {
                        "x": {"name": "complete"}, "on-click-action": {"name": "complete"}}}}
            ]},
            {"type": "NavigationList", "name": "complete", "list-items": [
                {"id": "1", "main-content": {"title": "x"}, "on-click-action": {
                    "name": "navigate", "next": {"type": "screen", "name": "B"}, "payload": {}}}]},
            {"type": "Footer", "label": "x", "on-click-action": {"name": "done"}}
        ]"#,
    );
    let model = Flow::without_expressions(&flow);
    let screen = &model.screens[0];
    let expected = [
        "/0/children/0/data-source/0/on-select-action",
        "/0/children/0/on-unselect-action",
        "/1/list-items/0/on-click-action",
    ];
    assert_eq!(action_pointers(screen), expected);
    assert!(!screen.actions_known, "there is no action `done`");
    let option = screen.actions[2].option().unwrap();
    assert_eq!(option.get("id").unwrap().as_str(), Some("1"));
    let targets: Vec<_> = screen.navigations().map(|(_, to)| to.as_str()).collect();
    assert_eq!(targets, [Some("B")]);
}

#[test]
fn a_misspelled_name_hides_no_action() {
    let complete = r#"{"name": "complete", "payload": {}}"#;
    for children in [
        format!(r#"[{{"type": "Foter", "on-click-action": {complete}}}]"#),
        format!(r#"[{{"on-click-action": {complete}}}]"#),
        format!(r#"[{{"type": "Footer", "on-clik-action": {complete}}}]"#),
        format!(r#"[{{"type": "Dropdown", "data-sorce": [{{"on-select-action": {complete}}}]}}]"#),
        format!(r#"[{{"type": "Dropdown", "data-source": [{{"on-selct-action": {complete}}}]}}]"#),
        format!(
            r#"[{{"type": "Frm", "childern": [{{"type": "Footer", "on-click-action": {complete}}}]}}]"#
        ),
        format!(
            r#"[{{"type": "Swich", "cases": {{"x": [{{"type": "Footer", "on-click-action": {complete}}}]}}}}]"#
        ),
    ] {
        let flow = with_children(&children);
        let model = Flow::new(&flow);
        let screen = &model.screens[0];
        let [action] = &screen.actions[..] else {
            panic!("{children}")
        };
        let pointer = action.pointer(screen);
        assert!(std::ptr::eq(flow.pointer(&pointer).unwrap(), action.node));
    }
    let flow = tree(&format!(
        r#"{{"screens": [{{"layout": {{"childern": [{{"type": "Footer", "on-click-action": {complete}}}]}}}}]}}"#
    ));
    let model = Flow::new(&flow);
    assert_eq!(model.screens[0].actions.len(), 1);
    assert!(!model.screens[0].components_known);
}

#[test]
fn parts_that_are_no_parts_are_left_out_and_marked() {
    for (children, known) in [
        ("[]", true),
        ("{}", false),
        ("7", false),
        (r#"["x", {"type": "TextBody"}]"#, false),
        (r#"[{"type": "TextBody"}]"#, true),
        (r#"[{"type": "Form"}]"#, false),
        (r#"[{"type": "Switch", "cases": []}]"#, false),
    ] {
        let flow = with_children(children);
        let model = Flow::new(&flow);
        assert_eq!(model.screens[0].components_known, known, "{children}");
    }
    for (text, screens, ids_known) in [
        ("7", 0, false),
        ("{}", 0, false),
        (r#"{"screens": {}}"#, 0, false),
        (r#"{"screens": [7, {"id": "A"}]}"#, 1, false),
        (r#"{"screens": [{}]}"#, 1, false),
        (
            r#"{"screens": [{"id": "A", "layout": [{"type": "TextBody"}]}]}"#,
            1,
            true,
        ),
    ] {
        let flow = tree(text);
        let model = Flow::new(&flow);
        assert_eq!((model.screens.len(), model.ids_known), (screens, ids_known));
        for screen in &model.screens {
            assert!(std::ptr::eq(
                flow.pointer(&screen.pointer()).unwrap(),
                screen.node
            ));
            for component in &screen.components {
                let node = flow.pointer(&component.pointer(screen)).unwrap();
                assert!(std::ptr::eq(node, component.node));
            }
        }
        assert!(model.screen_at(0).is_none() || screens == 1 && !text.contains('7'));
    }
}

#[test]
fn a_screen_at_a_position_is_that_of_the_document() {
    let flow = tree(r#"{"screens": [7, {"id": "A"}, {"id": "B"}]}"#);
    let model = Flow::new(&flow);
    let id = |position| model.screen_at(position)?.id;
    assert_eq!([0, 1, 2, 3].map(id), [None, Some("A"), Some("B"), None]);
}

#[test]
fn only_a_full_model_has_expressions() {
    let flow = with_children(
        r#"[{"type": "TextBody", "text": "${data.a}"},
            {"type": "Footer", "label": "`${form.b} + 1`", "on-click-action": {
                "name": "complete", "payload": {"x": ["${data.c}", {"y": "${screen.A.form.d}"}]}}}]"#,
    );
    let model = Flow::new(&flow);
    let names: std::collections::BTreeSet<_> = model.screens[0]
        .references()
        .filter_map(|reference| reference.name(0).map(str::to_owned))
        .collect();
    assert_eq!(names.into_iter().collect::<String>(), "abcd");
    let model = Flow::without_expressions(&flow);
    assert_eq!(model.screens[0].references().count(), 0);
    assert_eq!(model.screens[0].actions.len(), 1);
}

#[test]
fn depth_costs_no_stack() {
    const DEPTH: usize = 200_000;
    let node = |value| Node::new(TextRange::NOWHERE, value);
    let object = |entries: Vec<(&'static str, Node)>| {
        let mut object = Object::default();
        for (key, value) in entries {
            object.push(key, TextRange::NOWHERE, value);
        }
        node(Value::Object(object))
    };
    let text = |text: &'static str| Node::string(TextRange::NOWHERE, text);
    let mut payload = text("${data.x}");
    for _ in 0..DEPTH {
        payload = node(Value::Array(vec![payload]));
    }
    let action = object(vec![("name", text("complete")), ("payload", payload)]);
    let footer = object(vec![("type", text("Footer")), ("on-click-action", action)]);
    let mut children = node(Value::Array(vec![footer]));
    for _ in 0..DEPTH {
        let form = object(vec![("type", text("Form")), ("children", children)]);
        children = node(Value::Array(vec![form]));
    }
    let layout = object(vec![("children", children)]);
    let screen = object(vec![("id", text("A")), ("layout", layout)]);
    let flow = object(vec![("screens", node(Value::Array(vec![screen])))]);

    let model = Flow::new(&flow);
    let screen = &model.screens[0];
    assert_eq!(screen.components.len(), DEPTH + 1);
    let reference = screen.references().next().unwrap();
    assert!(screen.is_in_form(&screen.components[DEPTH]));
    let pointer = reference.place(screen).pointer;
    let named = flow.pointer(&pointer).unwrap();
    assert!(std::ptr::eq(named, reference.expression.node));
    let mut flow = flow;
    let mut number = 0;
    each_known_object(&mut flow, &mut |_, _| number += 1);
    assert_eq!(number, DEPTH + 5);
    // Dropping a tree goes as deep as the tree.
    std::mem::forget(flow);
}
