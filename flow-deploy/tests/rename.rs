//! Flows of another name, and flows that nobody desires.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use flow_deploy::*;
use flow_local::{Assumptions, Fault, LocalFlow, LocalService, PublishedUpdate};

const OLD: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"old"}]}"#;
const NEW: &str = r#"{"version":"7.3","screens":[{"id":"A","title":"new"}]}"#;

async fn make(service: &LocalService, name: &str, publish: bool) -> String {
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), name, [Category::Survey])
        .flow_json(OLD)
        .publish(publish);
    let created = client.create_whatsapp_flow(&input).await.unwrap();
    created.flow_id.unwrap()
}

fn deployment(service: &LocalService) -> Deployment {
    let client = service.client_builder().retry(RetryPolicy::never());
    Deployment::new(client.build().unwrap(), service.account_id())
}

fn poll_to_survey(json: &str) -> DesiredFlow {
    DesiredFlow::new("survey", [Category::Survey], json).renamed_from("poll")
}

fn flow(service: &LocalService, id: &str) -> LocalFlow {
    let mut flows = service.flows().into_iter();
    flows.find(|flow| flow.flow_id == id).unwrap()
}

#[tokio::test]
async fn a_draft_gets_its_new_name_and_keeps_its_id() {
    let service = LocalService::start().await.unwrap();
    let id = make(&service, "poll", false).await;
    let deployment = deployment(&service);
    let plan = deployment.plan([poll_to_survey(OLD)]).await.unwrap();
    assert_eq!(plan.flows[0].action, Action::Update);
    assert_eq!(plan.flows[0].renamed_from(), Some("poll"));
    let changes: Vec<_> = plan.flows[0]
        .changes
        .iter()
        .map(|c| c.to_string())
        .collect();
    assert_eq!(changes, [r#"flow: name "poll" → "survey""#]);
    assert!(plan.others.is_empty());
    let report = deployment.apply(&plan, |_, _| {}).await.unwrap();
    assert!(report.is_success(), "{report:?}");
    assert_eq!(flow(&service, &id).name, "survey");
    assert_eq!(service.flows().len(), 1);
    let plan = deployment.plan([poll_to_survey(OLD)]).await.unwrap();
    assert!(plan.is_unchanged());
}

#[tokio::test]
async fn a_published_flow_is_renamed_with_leave_and_has_its_name_again_if_that_fails() {
    for update in [PublishedUpdate::BackToDraft, PublishedUpdate::Refused] {
        let mut assumptions = Assumptions::default();
        assumptions.published_update = update;
        let builder = LocalService::builder().assumptions(assumptions);
        let service = builder.start().await.unwrap();
        let id = make(&service, "poll", true).await;
        let allowed = deployment(&service).publish(true).update_published(true);
        let careful = deployment(&service).publish(true);
        let plan = careful.plan([poll_to_survey(NEW)]).await.unwrap();
        let report = careful.apply(&plan, |_, _| {}).await.unwrap();
        assert!(matches!(report.flows[0].outcome, Outcome::NotAllowed));
        service.inject(OperationName::PublishWhatsAppFlow, [Fault::page(400)]);
        let report = allowed.apply(&plan, |_, _| {}).await.unwrap();
        assert!(report.flows[0].is_put_back, "{report:?}");
        let kept = flow(&service, &id);
        assert_eq!(
            (&*kept.name, &kept.status),
            ("poll", &FlowStatus::Published)
        );
        let report = allowed.apply(&plan, |_, _| {}).await.unwrap();
        assert!(report.is_success(), "{report:?}");
        let renamed = flow(&service, &id);
        assert_eq!(
            (&*renamed.name, &renamed.status),
            ("survey", &FlowStatus::Published)
        );
        assert_eq!(renamed.flow_json.as_deref(), Some(NEW.as_bytes()));
        assert_eq!(service.flows().len(), 1);
    }
}

#[tokio::test]
async fn a_former_name_says_nothing_where_the_new_one_is_or_the_old_one_has_ended() {
    let service = LocalService::start().await.unwrap();
    let old = make(&service, "poll", true).await;
    make(&service, "survey", false).await;
    let deployment = deployment(&service);
    let plan = deployment.plan([poll_to_survey(OLD)]).await.unwrap();
    assert_eq!(plan.flows[0].action, Action::Unchanged);
    assert_eq!(plan.others[0].flow_id, old);

    let service = LocalService::start().await.unwrap();
    let old = make(&service, "poll", true).await;
    service.set_flow_status(&old, FlowStatus::Deprecated);
    let deployment = self::deployment(&service);
    let plan = deployment.plan([poll_to_survey(OLD)]).await.unwrap();
    assert_eq!(plan.flows[0].action, Action::Create);
}

#[tokio::test]
async fn a_flow_is_not_carried_over_while_another_has_or_had_its_name() {
    let service = LocalService::start().await.unwrap();
    make(&service, "poll", false).await;
    let deployment = deployment(&service);
    let conflict = Action::Conflict(Conflict::RenamedFrom {
        name: "poll".to_owned(),
    });
    let poll = DesiredFlow::new("poll", [Category::Survey], OLD);
    let plan = deployment.plan([poll_to_survey(OLD), poll]).await.unwrap();
    assert_eq!(plan.flows[0].action, conflict);
    assert_eq!(plan.flows[1].action, Action::Unchanged);
    let other = DesiredFlow::new("other", [Category::Survey], OLD).renamed_from("poll");
    let plan = deployment.plan([poll_to_survey(OLD), other]).await.unwrap();
    assert!(plan.flows.iter().all(|flow| flow.action == conflict));
}

#[tokio::test]
async fn what_nobody_desires_is_listed_and_never_touched() {
    let service = LocalService::start().await.unwrap();
    make(&service, "live", true).await;
    make(&service, "draft", false).await;
    make(&service, "flow-deploy-rehearsal-1-0123456789abcdef", false).await;
    let before = service.flows();
    let deployment = deployment(&service).publish(true).update_published(true);
    let survey = DesiredFlow::new("survey", [Category::Survey], OLD);
    let plan = deployment.plan([survey]).await.unwrap();
    let mut others: Vec<_> = plan.others.iter().map(|o| (&*o.name, &o.status)).collect();
    others.sort_by_key(|other| other.0);
    assert_eq!(
        others,
        [
            ("draft", &FlowStatus::Draft),
            ("live", &FlowStatus::Published)
        ]
    );
    deployment.apply(&plan, |_, _| {}).await.unwrap();
    for flow in before
        .iter()
        .filter(|flow| !flow.name.contains("rehearsal"))
    {
        assert!(service.flows().contains(flow));
    }
}
