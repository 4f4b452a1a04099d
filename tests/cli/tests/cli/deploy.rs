//! `plan` and `apply`.

use crate::program::{builder, run, run_for, service, service_with};
use flow_deploy::{
    BusinessPublicKey, Category, CreateWhatsAppFlowInput, FlowStatus, OperationName,
    PutWhatsAppBusinessPublicKeyInput, UpdateWhatsAppFlowAssetsInput,
};
use flow_local::{Assumptions, Fault, Target};
use serde_json::json;

#[tokio::test]
async fn plan_then_apply_then_nothing() {
    let service = service().await;
    let plan = run_for(&service, "plan").await.exits(0);
    plan.says(&[
        "+ greeting  create",
        "+ survey    create",
        "3 flows: 3 create.",
    ]);
    run_for(&service, "plan --detailed-exit-code")
        .await
        .exits(4);
    assert!(
        service
            .requests()
            .iter()
            .all(|request| request.method == "GET")
    );

    let applied = run_for(&service, "apply").await.exits(0);
    let applied = applied.says(&["✓ greeting", "created", "Up to date: 3 flows."]);
    // Not on a terminal, progress is lines.
    for line in ["greeting: create", "greeting: done", "booking: done"] {
        assert!(
            applied.stderr.lines().any(|other| other == line),
            "{applied:?}"
        );
    }
    assert!(!applied.stderr.contains('\x1b') && !applied.stdout.contains('\x1b'));
    assert_eq!(service.flows().len(), 3);

    run_for(&service, "plan --detailed-exit-code")
        .await
        .exits(0)
        .says(&["3 unchanged."]);
    let again = run_for(&service, "apply --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(again["unchanged"], true);
    assert_eq!(again["applied"][0]["outcome"], "done");
}

#[tokio::test]
async fn what_is_not_in_the_program_is_named_and_a_renamed_flow_carried_over() {
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let make = async |name: &str, publish| {
        let json = r#"{"version":"7.3","screens":[{"id":"A","title":"A","layout":{"type":"SingleColumnLayout","children":[{"type":"Footer","label":"Close","on-click-action":{"name":"complete"}}]},"terminal":true}]}"#;
        let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Other])
            .flow_json(json)
            .publish(publish);
        client.create_whatsapp_flow(&input).await.unwrap().flow_id
    };
    make("claim", true).await;
    let hello = make("hello", false).await;
    let before = service.flows();
    run_for(&service, "plan").await.exits(0).says(&[
        "\nNot in this program, and left as they are:\n  draft      hello\n  published  claim\n",
        "Was one renamed? `renamed_from: \"OLD\"` in its `flow!`, or `--renamed-from\nNEW=OLD`, carries it over, with its id.\n",
        "`deprecate NAME` ends a published flow for ever. `delete NAME` deletes a draft.\n",
    ]);
    // A plan of some flows cannot tell.
    let some = run_for(&service, "plan survey").await.exits(0);
    assert!(!some.stdout.contains("Not in"), "{some:?}");
    let plan = run_for(&service, "plan --renamed-from greeting=hello --output json").await;
    let plan = plan.exits(0).json();
    let greeting = &plan["flows"][0];
    assert_eq!(
        (&greeting["action"], &greeting["renamed_from"]),
        (&json!("update"), &json!("hello"))
    );
    assert_eq!(plan["not_in_program"].as_array().unwrap().len(), 1);
    assert_eq!(plan["not_in_program"][0]["name"], "claim");
    assert_eq!(service.flows(), before);
    run_for(&service, "apply --renamed-from greeting=hello")
        .await
        .exits(0)
        .says(&[r#"flow: name "hello" → "greeting""#]);
    let flows = service.flows();
    assert_eq!(flows.len(), 4);
    let greeting = flows.iter().find(|flow| flow.name == "greeting").unwrap();
    assert_eq!(Some(&greeting.flow_id), hello.as_ref());
    let claim = flows.iter().find(|flow| flow.name == "claim").unwrap();
    assert_eq!(claim.status, FlowStatus::Published);
    run_for(&service, "plan --renamed-from none=hello")
        .await
        .exits(2);
    run_for(&service, "plan --renamed-from greeting")
        .await
        .exits(2);
}

#[tokio::test]
async fn a_plan_as_json() {
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let other = r#"{"version":"7.3","screens":[{"id":"HELLO","title":"Hi"}]}"#;
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "greeting", [Category::Other])
        .flow_json(other);
    let id = client.create_whatsapp_flow(&input).await.unwrap().flow_id;
    let plan = run_for(&service, "plan greeting --output json")
        .await
        .exits(0)
        .json();
    assert_eq!(plan["account"], service.account_id());
    assert_eq!(
        (&plan["local"], &plan["unchanged"]),
        (&json!(false), &json!(false))
    );
    let flow = &plan["flows"][0];
    assert_eq!(
        (&flow["name"], &flow["action"]),
        (&json!("greeting"), &json!("update"))
    );
    assert_eq!(
        (&flow["flow_id"], &flow["status"]),
        (&json!(id), &json!("DRAFT"))
    );
    let title = json!({
        "screen": "HELLO", "component": null, "kind": "property", "property": "title",
        "before": "Hi", "after": "Hello",
    });
    let changes = flow["changes"].as_array().unwrap();
    assert!(changes.contains(&title), "{changes:?}");
    let human = run_for(&service, "plan greeting").await.exits(0);
    human.says(&[
        "~ greeting  update",
        r#"screen HELLO: title "Hi" → "Hello""#,
    ]);
}

#[tokio::test]
async fn publishing_needs_yes_and_updating_what_is_published_its_own_leave() {
    let service = service().await;
    let refused = run_for(&service, "apply greeting survey --publish")
        .await
        .exits(3);
    refused.says(&["this publishes greeting, survey, which cannot be undone: it needs --yes"]);
    assert!(service.flows().is_empty());
    run_for(&service, "apply greeting survey --publish --yes")
        .await
        .exits(0);
    assert!(
        service
            .flows()
            .iter()
            .all(|flow| flow.status == FlowStatus::Published)
    );

    // The published flow is changed by somebody and published again.
    let client = service.client_builder().build().unwrap();
    let greeting = || {
        let mut flows = service.flows().into_iter();
        flows.find(|flow| flow.name == "greeting").unwrap()
    };
    let published = greeting();
    let json = String::from_utf8(published.flow_json.unwrap().to_vec()).unwrap();
    let json = json.replace("Welcome", "Good day");
    let id = &published.flow_id;
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), id, json);
    client.update_whatsapp_flow_assets(&input).await.unwrap();
    service.set_flow_status(id, FlowStatus::Published);
    let conflict = run_for(&service, "plan").await.exits(1);
    conflict.says(&[
        "! greeting  conflict: it is published: an update needs `publish` and `update_published`",
    ]);
    let unpublished = run_for(&service, "apply greeting --yes").await.exits(3);
    unpublished.says(&[
        "published and different: greeting",
        "--publish --update-published",
    ]);
    let plan = run_for(&service, "plan greeting --publish").await.exits(0);
    plan.says(&["~ greeting  update and publish; it is published, and off the air in between"]);
    let refused = run_for(&service, "apply greeting --publish --yes")
        .await
        .exits(3);
    refused.says(&[
        "`greeting` is published, and off the air",
        "--update-published",
    ]);
    let unasked = run_for(&service, "apply greeting --publish --update-published").await;
    unasked.exits(3).says(&["needs --yes"]);
    let done = run_for(
        &service,
        "apply greeting --publish --update-published --yes",
    )
    .await;
    let done = done.exits(0).says(&["updated and published"]);
    for line in [
        "greeting: rehearse",
        "greeting: update",
        "greeting: publish",
    ] {
        assert!(done.stderr.contains(line), "{done:?}");
    }
    assert_eq!(greeting().status, FlowStatus::Published);
    run("apply --update-published --local")
        .exits(2)
        .says(&["--publish"]);
}

#[tokio::test]
async fn what_breaks_a_published_flow_is_said_and_can_be_forbidden() {
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let own = run("json greeting").exits(0).json();
    let mut other = own.clone();
    other["screens"][0]["sensitive"] = json!(["mail"]);
    let input = json!({"type": "TextInput", "name": "mail", "label": "Mail"});
    let children = &mut other["screens"][0]["layout"]["children"];
    children.as_array_mut().unwrap().insert(1, input);
    let payload = json!({"mail": "${form.mail}"});
    children[2]["on-click-action"]["payload"] = payload;
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "greeting", [Category::Other])
        .flow_json(other.to_string())
        .publish(true);
    client.create_whatsapp_flow(&input).await.unwrap();
    let before = service.flows();
    let breaks = "breaking for readers of replies: reply `mail`: it is gone";
    let update = "--publish --update-published";
    let plan = run_for(&service, &format!("plan greeting {update}")).await;
    plan.exits(0).says(&[breaks]);
    for (command, shows) in [
        ("plan greeting --deny-breaking".to_owned(), true),
        (format!("plan greeting --deny-breaking {update}"), true),
        (
            format!("apply greeting --yes --deny-breaking {update}"),
            true,
        ),
        (
            format!("apply greeting --yes --deny-breaking {update} --output json"),
            false,
        ),
    ] {
        let refused = run_for(&service, &command).await.exits(3);
        assert_eq!(refused.stdout.contains(breaks), shows, "{refused:?}");
        refused.says(&["published, and changed in a breaking way: `greeting`"]);
    }
    assert_eq!(service.flows(), before);
    let plan = run_for(&service, "plan greeting --output json").await;
    let flow = &plan.exits(1).json()["flows"][0];
    assert_eq!(flow["breaks_published"], true);
    assert_eq!(
        flow["effects"][0],
        json!({
            "kind": "reply", "screen": null, "part": "reply `mail`", "who": ["reader"],
            "breaking": true, "reason": "it is gone",
        })
    );

    // A draft has no readers, and another text breaks nothing.
    let id = &before[0].flow_id;
    service.set_flow_status(id, FlowStatus::Draft);
    let plan = run_for(&service, "plan greeting --deny-breaking").await;
    plan.exits(0).says(&[breaks]);
    let text = own.to_string().replace("Welcome", "Good day");
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), id, text);
    client.update_whatsapp_flow_assets(&input).await.unwrap();
    service.set_flow_status(id, FlowStatus::Published);
    let plan = run_for(&service, &format!("plan greeting --deny-breaking {update}")).await;
    plan.exits(0)
        .says(&["compatible: only people in the flow notice"]);
}

#[tokio::test]
async fn one_failure_does_not_stop_the_others() {
    let service = service().await;
    service.inject(OperationName::CreateWhatsAppFlow, [Fault::code(400, "Odd")]);
    let applied = run_for(&service, "apply --parallel 1 --output json")
        .await
        .exits(1)
        .json();
    let outcomes: Vec<_> = (0..3)
        .map(|at| applied["applied"][at]["outcome"].clone())
        .collect();
    assert_eq!(outcomes, ["failed", "done", "done"]);
    assert!(
        applied["applied"][0]["error"]
            .as_str()
            .unwrap()
            .contains("Odd")
    );
    let again = run_for(&service, "apply").await.exits(0);
    assert!(again.stderr.contains("greeting: done") && !again.stderr.contains("survey"));

    service.inject(
        OperationName::ListWhatsAppFlows,
        [Fault::code(403, "AccessDeniedException")],
    );
    let failed = run_for(&service, "plan").await.exits(1);
    failed.says(&[
        "error: ListWhatsAppFlows failed: AccessDeniedException",
        "request id",
    ]);
    service.inject(Target::Download, [Fault::page(500)]);
    run_for(&service, "plan").await.exits(1);
}

#[tokio::test]
async fn what_meta_finds_is_shown_at_the_rust_line_and_never_lost() {
    let error = r#"{"error":"INVALID_TEXT","message":"not so","pointers":[
        {"path":"screens[0].layout.children[0].text"}]}"#;
    let found = [error.to_owned(), "and a sentence".to_owned()];
    let service = service_with(move |json| {
        let is_greeting = String::from_utf8_lossy(json).contains("HELLO");
        if is_greeting { found.to_vec() } else { vec![] }
    });
    let service = service.await;
    let shown = [
        "error[INVALID_TEXT]: not so",
        "tests/cli/src/flows.rs:",
        "TextHeading { text: \"Welcome\" }",
        "^^^^^^^^^",
        "error: and a sentence",
    ];
    let applied = run_for(&service, "apply").await.exits(1).says(&shown);
    applied.says(&[
        "Meta found 2 errors; it was created all the same, as a draft",
        "1 of 3 flows failed",
    ]);
    // The draft has them still: the run after is no success either.
    let again = run_for(&service, "apply").await.exits(1).says(&shown);
    again.says(&["! greeting  conflict: the account's flow is the same, and Meta found errors"]);
    run_for(&service, "status greeting")
        .await
        .exits(0)
        .says(&shown);
    let json = run_for(&service, "plan --output json")
        .await
        .exits(1)
        .json();
    assert_eq!(
        json["flows"][0]["validation_errors"],
        json!([error, "and a sentence"])
    );
}

#[tokio::test]
async fn nothing_is_done_when_the_account_changes_in_between() {
    let service = service().await;
    run_for(&service, "apply greeting").await.exits(0);
    let id = service.flows()[0].flow_id.clone();
    // The second list is that of the apply: it comes late, and a change before it.
    service.inject(OperationName::ListWhatsAppFlows, [Fault::none()]);
    let late = std::time::Duration::from_millis(1500);
    service.inject(OperationName::ListWhatsAppFlows, [Fault::slow(late)]);
    let client = service.client_builder().build().unwrap();
    let (run, ()) = tokio::join!(run_for(&service, "apply"), async {
        while service.pending_faults() > 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), id, "{}");
        client.update_whatsapp_flow_assets(&input).await.unwrap();
    });
    run.exits(3)
        .says(&["nothing was done, for the account has changed", "greeting"]);
    assert_eq!(service.flows().len(), 1);
}

#[tokio::test]
async fn a_flow_with_an_endpoint_is_not_published_without_all_that_meta_asks() {
    let service = service().await;
    let publish = "apply booking --publish --yes";
    let refused = run_for(&service, publish).await.exits(1);
    refused.says(&["has no endpoint"]);
    let with_endpoint = "booking --publish --flow-endpoint booking=https://e.example/";
    let refused = run_for(&service, &format!("apply --yes {with_endpoint}"))
        .await
        .exits(1);
    refused.says(&["no phone number of the account has a valid public key"]);
    assert!(service.flows().is_empty());

    let client = service.client_builder().build().unwrap();
    let phone = service.account_id().replace("waba-", "phone-number-id-");
    let key = BusinessPublicKey::Pem("-----BEGIN PUBLIC KEY-----".to_owned());
    let input = PutWhatsAppBusinessPublicKeyInput::new(phone, key);
    client
        .put_whatsapp_business_public_key(&input)
        .await
        .unwrap();
    let plan = run_for(&service, &format!("plan {with_endpoint}"))
        .await
        .exits(0);
    plan.says(&[
        "note: publishing makes Meta call https://e.example/ at once",
        "10 seconds",
    ]);
    // A key that cannot be read stops nothing.
    let denied = Fault::code(403, "AccessDeniedException");
    service.inject(OperationName::GetWhatsAppBusinessPublicKey, [denied]);
    let plan = run_for(&service, &format!("plan {with_endpoint}"))
        .await
        .exits(0);
    plan.says(&["could not be looked at", "AccessDeniedException"]);
    run_for(&service, &format!("apply --yes {with_endpoint}"))
        .await
        .exits(0);
    assert_eq!(service.flows()[0].status, FlowStatus::Published);

    run_for(&service, "plan --flow-endpoint other=https://e.example/")
        .await
        .exits(2);
    run_for(&service, "plan --flow-endpoint booking=http://e.example/")
        .await
        .exits(2);
}

#[tokio::test]
async fn without_an_account() {
    run("plan")
        .exits(0)
        .says(&["No AWS account", "A local service", "3 flows: 3 create."]);
    let refused = run("apply").exits(2);
    refused.says(&["no account: give --account or set WABA_ID"]);
    run("apply --local").exits(0).says(&["Up to date"]);
    let plan = run("plan --local --output json").exits(0).json();
    assert_eq!(plan["local"], true);
    run("plan unknown --local")
        .exits(2)
        .says(&["no flow `unknown`", "greeting, survey, booking"]);
}

/// The files of a folder by name.
fn files(folder: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap();
    let entries = entries.map(|entry| {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        (name, std::fs::read(entry.path()).unwrap())
    });
    entries.collect()
}

#[tokio::test]
async fn what_was_live_is_kept_first_and_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("kept").join("here");
    let service = service().await;
    let client = service.client_builder().build().unwrap();
    let old = r#"{"version":"7.3","screens":[{"id":"HELLO","title":"Hi"}]}"#;
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "greeting", [Category::Other])
        .flow_json(old);
    let id = client.create_whatsapp_flow(&input).await.unwrap().flow_id;
    let id = id.unwrap();
    let command = format!("apply --backup {}", backup.display());
    let applied = run_for(&service, &command).await.exits(0);
    assert!(applied.stderr.contains("greeting: kept in "), "{applied:?}");
    // The other flows were not there, so that nothing of them was live.
    let kept = files(&backup);
    assert_eq!(kept.len(), 1);
    let (name, json) = kept.first_key_value().unwrap();
    assert!(name.starts_with(&format!("greeting.{id}.20")) && name.ends_with("Z.json"));
    assert_eq!(json, old.as_bytes());

    // As often as one likes, also within a second.
    for _ in 0..2 {
        let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &id, old);
        client.update_whatsapp_flow_assets(&input).await.unwrap();
        let applied = run_for(&service, &format!("{command} --output json")).await;
        let applied = applied.exits(0).json();
        assert_eq!(applied["backup"][0]["flow_id"], json!(id));
    }
    assert_eq!(files(&backup).len(), 3);
    assert!(files(&backup).values().all(|json| json == old.as_bytes()));
    assert!(
        kept.iter()
            .all(|(name, _)| files(&backup).contains_key(name))
    );

    // Nothing is done without the backup that was asked for.
    let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &id, old);
    client.update_whatsapp_flow_assets(&input).await.unwrap();
    let before = service.flows();
    let file = backup.join(kept.first_key_value().unwrap().0);
    let failed = run_for(&service, &format!("apply --backup {}", file.display())).await;
    failed.exits(1).says(&["error: cannot make the folder "]);
    assert_eq!(service.flows(), before);
}

#[tokio::test]
async fn all_flows_of_an_account_are_pulled() {
    let folder = tempfile::tempdir().unwrap();
    let service = service().await;
    run_for(&service, "apply").await.exits(0);
    let client = service.client_builder().build().unwrap();
    let name = "../../etc/passwd";
    let input =
        CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Other]).flow_json("{}");
    client.create_whatsapp_flow(&input).await.unwrap();
    let pull = format!("pull --all {}", folder.path().display());
    run_for(&service, &pull)
        .await
        .exits(0)
        .says(&["4 flows of 4 written to "]);
    let written = files(folder.path());
    for flow in service.flows() {
        let json = flow.flow_json.unwrap().to_vec();
        let mut names = written.keys().filter(|name| name.contains(&flow.flow_id));
        assert_eq!(written[names.next().unwrap()], json);
    }
    assert!(written.keys().all(|name| !name.starts_with('.')));

    // One that fails does not stop the others.
    service.inject(Target::Download, [Fault::code(404, "None"), Fault::none()]);
    let pulled = run_for(&service, &format!("{pull} --output json")).await;
    let pulled = pulled.exits(1).json();
    let flows = pulled["flows"].as_array().unwrap();
    let failed = flows.iter().filter(|flow| flow["file"].is_null());
    assert_eq!((flows.len(), failed.count()), (4, 1));
    assert_eq!(files(folder.path()).len(), 7);
    run("pull --local").exits(2);
    run("pull greeting --all x --local").exits(2);
}

#[tokio::test]
async fn what_is_served_otherwise_is_said() {
    let mut adds = Assumptions::default();
    adds.adds_unknown_members = true;
    let service = builder().assumptions(adds).start().await.unwrap();
    let applied = run_for(&service, "apply greeting").await.exits(0);
    applied.says(&[
        "  ✓ greeting  1000000000000001  created\n",
        "      note: the service does not serve what it was given:\n",
        "        screen HELLO: is_new_to_all added: false\n",
    ]);
    let applied = run_for(&service, "apply greeting --output json").await;
    let applied = &applied.exits(0).json()["applied"][0];
    assert_eq!(applied["served"], "differs");
    assert_eq!(applied["served_changes"][0]["property"], "is_new_to_all");
}
