//! `plan --out` and `apply --plan`.

use std::path::{Path, PathBuf};

use flow_deploy::{FlowStatus, UpdateWhatsAppFlowAssetsInput};
use flow_local::LocalService;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::{Done, SECRET, TOKEN, builder, end_of, program_for, run, run_for, service};

struct Saved {
    folder: TempDir,
}

impl Saved {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("plan.json")
    }

    /// Saves the plan of these flows and options.
    async fn plan(&self, service: &LocalService, options: &str) {
        let plan = format!("plan {options} --out {}", self.path().display());
        let saved = run_for(service, &plan).await.exits(0);
        assert!(saved.stderr.contains("Saved in "), "{saved:?}");
    }

    fn document(&self) -> Value {
        serde_json::from_slice(&std::fs::read(self.path()).unwrap()).unwrap()
    }

    fn change(&self, change: impl FnOnce(&mut Value)) {
        let mut document = self.document();
        change(&mut document);
        std::fs::write(self.path(), document.to_string()).unwrap();
    }

    async fn apply(&self, service: &LocalService, options: &str) -> Done {
        run_for(service, &apply(&self.path(), options)).await
    }
}

fn apply(path: &Path, options: &str) -> String {
    format!("apply --plan {} {options}", path.display())
}

#[tokio::test]
async fn what_was_reviewed_is_done_and_nothing_else() {
    let service = service().await;
    let saved = Saved::new();
    saved.plan(&service, "greeting survey --publish").await;
    let text = std::fs::read_to_string(saved.path()).unwrap();
    assert!(!text.contains(SECRET) && !text.contains(TOKEN), "{text}");
    let document = saved.document();
    assert_eq!(
        (&document["format"], &document["format_version"]),
        (&json!("flow-deploy-cli plan"), &json!(1))
    );
    assert_eq!(document["account"], service.account_id());
    assert_eq!(document["region"], service.region());
    assert_eq!(document["endpoint"], service.endpoint());
    let flow = &document["flows"][0];
    assert_eq!(
        (&flow["name"], &flow["action"]),
        (&json!("greeting"), &json!("create"))
    );
    assert_eq!(flow["desired_sha256"].as_str().unwrap().len(), 64);
    assert_eq!(flow["deployed_sha256"], Value::Null);

    // The account is that of the plan, and nobody is asked: `--yes` was the review.
    let mut command = program_for(&service, &apply(&saved.path(), ""));
    command.env_remove("WABA_ID");
    end_of(command)
        .await
        .exits(0)
        .says(&["Up to date: 2 flows."]);
    let flows = service.flows();
    assert_eq!(flows.len(), 2);
    assert!(
        flows
            .iter()
            .all(|flow| flow.status == FlowStatus::Published)
    );

    // A second time the account is not as it was.
    let again = saved.apply(&service, "").await.exits(3);
    again.says(&["the account has changed since the plan was made: `greeting`, `survey`; nothing was done: plan again"]);
    assert_eq!(service.flows(), flows);
}

#[tokio::test]
async fn a_change_of_the_account_is_refused() {
    let service = service().await;
    run_for(&service, "apply greeting").await.exits(0);
    let client = service.client_builder().build().unwrap();
    let id = service.flows().remove(0).flow_id;
    let put = async |json: &str| {
        let input = UpdateWhatsAppFlowAssetsInput::new(service.account_id(), &id, json);
        client.update_whatsapp_flow_assets(&input).await.unwrap();
    };
    put(r#"{"version":"7.3","screens":[{"id":"HELLO","title":"Hi"}]}"#).await;
    let saved = Saved::new();
    saved.plan(&service, "greeting").await;
    assert_eq!(
        saved.document()["flows"][0]["deployed_sha256"]
            .as_str()
            .unwrap()
            .len(),
        64
    );

    put(r#"{"version":"7.3","screens":[{"id":"HELLO","title":"Hi!"}]}"#).await;
    let before = service.flows();
    let refused = saved.apply(&service, "--output json").await.exits(3);
    let document = refused.json();
    assert_eq!(document["error"]["kind"], "refused");
    assert_eq!(document["flows"][0]["action"], "update");
    refused.says(&["error: the account has changed since the plan was made: `greeting`"]);
    assert_eq!(service.flows(), before);

    // White space and the order of members are no change.
    put(r#"{"screens":[{"id":"HELLO","title":"Hi"}],"version": "7.3"}"#).await;
    saved
        .apply(&service, "")
        .await
        .exits(0)
        .says(&["✓ greeting"]);
}

#[tokio::test]
async fn another_account_region_or_service_is_refused() {
    let service = service().await;
    let saved = Saved::new();
    saved.plan(&service, "greeting").await;
    let other = builder()
        .region("eu-west-1")
        .account("waba-other")
        .start()
        .await
        .unwrap();
    let refused = saved.apply(&other, "").await.exits(3);
    let refused = refused.says(&[
        "the plan was made for another place: its account is waba-00000000000000000000000000000001, and here it is waba-other, its Region is us-east-1, and here it is eu-west-1, its endpoint is ",
    ]);
    assert!(
        refused.stderr.ends_with("nothing was done: plan again\n"),
        "{refused:?}"
    );
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn another_program_is_refused_before_anything_is_sent() {
    let service = service().await;
    let saved = Saved::new();
    saved.plan(&service, "").await;
    service.clear_requests();
    for (change, says) in [
        (
            json!({"name": "greeting", "desired_sha256": "0"}),
            "`greeting` is another",
        ),
        (
            json!({"name": "dropped", "desired_sha256": "0"}),
            "`dropped` is gone",
        ),
    ] {
        saved.change(|document| document["flows"][0] = change);
        let refused = saved.apply(&service, "").await.exits(3);
        refused.says(&["the program has changed since the plan was made", says]);
    }
    saved.change(|document| {
        document["flows"].as_array_mut().unwrap().remove(0);
    });
    let refused = saved.apply(&service, "").await.exits(3);
    refused.says(&["`greeting` is new"]);
    assert!(service.requests().is_empty());
}

/// Whoever changes the file can have nothing done that was not planned.
#[tokio::test]
async fn a_file_that_somebody_changed_is_refused() {
    let service = service().await;
    let saved = Saved::new();
    saved.plan(&service, "greeting").await;
    saved.change(|document| document["options"]["publish"] = true.into());
    saved
        .apply(&service, "")
        .await
        .exits(3)
        .says(&["`greeting`"]);
    saved.change(|document| {
        document["options"]["publish"] = false.into();
        document["flows"][0]["action"] = "update".into();
    });
    saved.apply(&service, "").await.exits(3);
    assert!(service.flows().is_empty());
}

#[tokio::test]
async fn a_file_that_is_no_plan() {
    let service = service().await;
    let saved = Saved::new();
    for (text, says) in [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        ("[1]", "its `format` is not `flow-deploy-cli plan`"),
        (
            r#"{"version": "7.3"}"#,
            "its `format` is not `flow-deploy-cli plan`",
        ),
        (
            r#"{"format": "flow-deploy-cli plan"}"#,
            "its `format_version` is no number",
        ),
        (
            r#"{"format": "flow-deploy-cli plan", "format_version": 2}"#,
            "has version 2 of the format of plans, and this program knows version 1: plan again",
        ),
        (
            r#"{"format": "flow-deploy-cli plan", "format_version": 1, "flows": [{}]}"#,
            "a member is missing or of another type",
        ),
    ] {
        std::fs::write(saved.path(), text).unwrap();
        saved.apply(&service, "").await.exits(2).says(&[says]);
    }
    run_for(&service, "apply --plan /nonexistent/plan.json")
        .await
        .exits(2)
        .says(&["cannot read the plan /nonexistent/plan.json"]);
    let unwritten = run_for(&service, "plan --out /nonexistent/plan.json --output json").await;
    let unwritten = unwritten.exits(1);
    assert_eq!(unwritten.json()["error"]["kind"], "failed");
    // The options are those of the plan.
    for option in [
        "greeting",
        "--publish",
        "--renamed-from greeting=a",
        "--local",
    ] {
        saved
            .apply(&service, option)
            .await
            .exits(2)
            .says(&["cannot be used with"]);
    }
    run("plan --local --out plan.json")
        .exits(2)
        .says(&["can never be carried out"]);
    run("plan --out plan.json")
        .exits(2)
        .says(&["can never be carried out"]);
    assert!(service.flows().is_empty());
}

/// Drafts of rehearsals that came after the plan are not deleted.
#[tokio::test]
async fn what_came_since_is_left() {
    let service = service().await;
    let saved = Saved::new();
    saved.plan(&service, "greeting").await;
    let client = service.client_builder().build().unwrap();
    let name = "flow-deploy-rehearsal-1-0123456789abcdef";
    let input = flow_deploy::CreateWhatsAppFlowInput::new(
        service.account_id(),
        name,
        [flow_deploy::Category::Other],
    );
    client
        .create_whatsapp_flow(&input.flow_json("{}"))
        .await
        .unwrap();
    saved.apply(&service, "").await.exits(0);
    assert!(service.flows().iter().any(|flow| flow.name == name));
}
