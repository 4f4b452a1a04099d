//! Every operation through the client, against the local service.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::time::{Duration, SystemTime};

use flow_deploy::*;
use flow_local::{Assumptions, LocalService, PublishedUpdate};

const FLOW: &str = r#"{"version":"7.3","screens":[]}"#;

struct Account {
    service: LocalService,
    client: Client,
    id: String,
}

impl Account {
    async fn new() -> Self {
        Self::assuming(Assumptions::default()).await
    }

    async fn assuming(assumptions: Assumptions) -> Self {
        let builder = LocalService::builder().assumptions(assumptions);
        let service = builder.start().await.unwrap();
        Self {
            client: service.client_builder().build().unwrap(),
            id: service.account_id().to_owned(),
            service,
        }
    }

    /// Makes a flow and gives its id.
    async fn flow(&self, name: &str) -> String {
        let input = CreateWhatsAppFlowInput::new(&self.id, name, [Category::Survey]);
        let created = self
            .client
            .create_whatsapp_flow(&input.flow_json(FLOW))
            .await;
        created.unwrap().flow_id.unwrap()
    }

    async fn publish(&self, flow: &str) -> Result<(), Error> {
        let input = PublishWhatsAppFlowInput::new(&self.id, flow);
        self.client.publish_whatsapp_flow(&input).await
    }

    async fn deprecate(&self, flow: &str) -> Result<(), Error> {
        let input = DeprecateWhatsAppFlowInput::new(&self.id, flow);
        self.client.deprecate_whatsapp_flow(&input).await
    }

    async fn delete(&self, flow: &str) -> Result<(), Error> {
        let input = DeleteWhatsAppFlowInput::new(&self.id, flow);
        self.client.delete_whatsapp_flow(&input).await
    }

    async fn rename(&self, flow: &str, name: &str) -> Result<(), Error> {
        let input = UpdateWhatsAppFlowInput::new(&self.id, flow).flow_name(name);
        self.client.update_whatsapp_flow(&input).await
    }

    async fn replace(&self, flow: &str, json: &str) -> Result<Vec<String>, Error> {
        let input = UpdateWhatsAppFlowAssetsInput::new(&self.id, flow, json);
        let updated = self.client.update_whatsapp_flow_assets(&input).await?;
        Ok(updated.validation_errors)
    }

    async fn get(&self, flow: &str) -> Result<GetWhatsAppFlowOutput, Error> {
        let input = GetWhatsAppFlowInput::new(&self.id, flow);
        self.client.get_whatsapp_flow(&input).await
    }

    async fn status(&self, flow: &str) -> FlowStatus {
        self.get(flow).await.unwrap().flow_status
    }
}

fn kind<T: std::fmt::Debug>(outcome: Result<T, Error>) -> ServiceErrorKind {
    let error = outcome.unwrap_err();
    error.service().unwrap_or_else(|| panic!("{error}")).kind
}

#[tokio::test]
async fn what_each_status_allows() {
    let account = Account::new().await;
    let refused = ServiceErrorKind::InvalidParameters;

    let flow = account.flow("a").await;
    assert_eq!(kind(account.deprecate(&flow).await), refused);
    account.rename(&flow, "b").await.unwrap();
    account.publish(&flow).await.unwrap();
    assert_eq!(account.status(&flow).await, FlowStatus::Published);

    assert_eq!(kind(account.rename(&flow, "c").await), refused);
    assert_eq!(kind(account.publish(&flow).await), refused);
    assert_eq!(kind(account.delete(&flow).await), refused);
    assert_eq!(account.replace(&flow, FLOW).await.unwrap(), [""; 0]);
    assert_eq!(account.status(&flow).await, FlowStatus::Draft);

    account.publish(&flow).await.unwrap();
    account.deprecate(&flow).await.unwrap();
    assert_eq!(account.status(&flow).await, FlowStatus::Deprecated);
    assert_eq!(kind(account.rename(&flow, "c").await), refused);
    assert_eq!(kind(account.replace(&flow, FLOW).await), refused);
    assert_eq!(kind(account.publish(&flow).await), refused);
    assert_eq!(kind(account.deprecate(&flow).await), refused);
    assert_eq!(kind(account.delete(&flow).await), refused);

    let draft = account.flow("d").await;
    account.delete(&draft).await.unwrap();
    let not_found = ServiceErrorKind::ResourceNotFound;
    assert_eq!(kind(account.get(&draft).await), not_found);
    assert_eq!(kind(account.delete(&draft).await), not_found);

    let blocked = account.flow("e").await;
    assert!(
        account
            .service
            .set_flow_status(&blocked, FlowStatus::Blocked)
    );
    assert_eq!(kind(account.publish(&blocked).await), refused);
    let health = account.get(&blocked).await.unwrap().health_status.unwrap();
    assert_eq!(health.can_send_message, Availability::Blocked);
    assert!(!account.service.set_flow_status("7", FlowStatus::Blocked));
}

#[tokio::test]
async fn what_cannot_be_published() {
    let account = Account::new().await;
    let refused = ServiceErrorKind::InvalidParameters;
    let flow = account.flow("a").await;
    assert_eq!(account.replace(&flow, "{}").await.unwrap().len(), 2);
    assert_eq!(kind(account.publish(&flow).await), refused);
    assert_eq!(account.get(&flow).await.unwrap().validation_errors.len(), 2);

    let dynamic = r#"{"version":"7.3","data_api_version":"4.0","screens":[]}"#;
    account.replace(&flow, dynamic).await.unwrap();
    assert_eq!(kind(account.publish(&flow).await), refused);
    let input = UpdateWhatsAppFlowInput::new(&account.id, &flow)
        .endpoint_uri("https://example.com/flow")
        .meta_app_id("77");
    account.client.update_whatsapp_flow(&input).await.unwrap();
    account.publish(&flow).await.unwrap();
    let got = account.get(&flow).await.unwrap();
    assert_eq!(got.data_api_version.as_deref(), Some("4.0"));
    assert_eq!(
        got.endpoint_uri.as_deref(),
        Some("https://example.com/flow")
    );
    assert_eq!(got.application.unwrap().id, "77");

    let empty = CreateWhatsAppFlowInput::new(&account.id, "empty", [Category::Other]);
    let empty = account.client.create_whatsapp_flow(&empty).await.unwrap();
    assert_eq!(
        kind(account.publish(&empty.flow_id.unwrap()).await),
        refused
    );
}

#[tokio::test]
async fn what_is_known_of_a_flow() {
    let mut assumptions = Assumptions::default();
    assumptions.more_categories = vec!["GAMES".to_owned()];
    let account = Account::assuming(assumptions).await;
    let flow = account.flow("a").await;
    let got = account.get(&flow).await.unwrap();
    assert_eq!(
        (got.flow_id.as_str(), got.flow_name.as_str()),
        (flow.as_str(), "a")
    );
    assert!(got.categories[0] == Category::Survey);
    assert_eq!(got.categories[1], FlowCategory::Other("GAMES".to_owned()));
    assert_eq!(got.json_version.as_deref(), Some("7.3"));
    assert_eq!((got.data_api_version, got.endpoint_uri), (None, None));
    assert!(got.whats_app_business_account.is_some() && got.application.is_none());
    let all = account
        .client
        .whatsapp_flows(ListWhatsAppFlowsInput::new(&account.id));
    let all = all.try_collect().await.unwrap();
    assert_eq!(all[0].flow_categories[1].as_str(), "GAMES");
}

#[tokio::test]
async fn previews() {
    let account = Account::new().await;
    let flow = account.flow("a").await;
    let input = GetWhatsAppFlowPreviewInput::new(&account.id, &flow);
    let preview = async |input: &GetWhatsAppFlowPreviewInput| {
        let output = account
            .client
            .get_whatsapp_flow_preview(input)
            .await
            .unwrap();
        assert_eq!(output.flow_id, flow);
        output.preview
    };
    let first = preview(&input).await;
    assert!(first.expires_at.ends_with("+0000"), "{first:?}");
    assert_eq!(preview(&input.clone().invalidate(false)).await, first);
    assert_eq!(
        account.get(&flow).await.unwrap().preview,
        Some(first.clone())
    );
    let second = preview(&input.invalidate(true)).await;
    assert_ne!(first.preview_url, second.preview_url);
    let shown = reqwest::get(&second.preview_url).await.unwrap();
    assert_eq!(shown.text().await.unwrap(), FLOW);
    assert_eq!(
        reqwest::get(&first.preview_url).await.unwrap().status(),
        403
    );
}

#[tokio::test]
async fn lists_come_in_pages_and_as_one() {
    let mut assumptions = Assumptions::default();
    assumptions.default_page_size = 3;
    let account = Account::assuming(assumptions).await;
    let mut ids = Vec::new();
    for n in 0..7 {
        ids.push(account.flow(&format!("flow {n}")).await);
    }
    let list = ListWhatsAppFlowsInput::new(&account.id);
    let first = account.client.list_whatsapp_flows(&list).await.unwrap();
    assert_eq!(first.flows.len(), 3);
    let token = first.next_token.unwrap();
    assert!(token.contains('+'), "{token}");
    let second = list.clone().next_token(token).max_results(100);
    let second = account.client.list_whatsapp_flows(&second).await.unwrap();
    assert_eq!((second.flows.len(), second.next_token), (4, None));

    account.service.clear_requests();
    let all = account.client.whatsapp_flows(list.clone());
    let all: Vec<_> = all.try_collect().await.unwrap();
    assert!(all.iter().map(|flow| &flow.flow_id).eq(&ids));
    assert_eq!(account.service.requests().len(), 3);

    // Nothing is asked for that is not needed.
    account.service.clear_requests();
    let mut some = account.client.whatsapp_flows(list.max_results(2));
    assert!(account.service.requests().is_empty());
    some.next().await.unwrap().unwrap();
    some.next().await.unwrap().unwrap();
    assert_eq!(account.service.requests().len(), 1);

    let bad = ListWhatsAppFlowsInput::new(&account.id).next_token("x");
    let mut bad = account.client.whatsapp_flows(bad);
    let error = bad.next().await.unwrap();
    assert_eq!(kind(error), ServiceErrorKind::Validation);
    assert!(bad.next().await.is_none());
}

#[tokio::test]
async fn the_next_item_can_be_given_up_and_asked_for_again() {
    let service = LocalService::builder()
        .latency(Duration::from_millis(100))
        .start()
        .await
        .unwrap();
    let client = service.client_builder().build().unwrap();
    let input = CreateWhatsAppFlowInput::new(service.account_id(), "a", [Category::Other]);
    client.create_whatsapp_flow(&input).await.unwrap();
    service.clear_requests();
    let mut flows = client.whatsapp_flows(ListWhatsAppFlowsInput::new(service.account_id()));
    let hasty = tokio::time::timeout(Duration::from_millis(20), flows.next()).await;
    assert!(hasty.is_err());
    assert_eq!(flows.next().await.unwrap().unwrap().flow_name, "a");
    assert!(flows.next().await.is_none() && flows.next().await.is_none());
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn flow_json_is_had_back_without_aws() {
    for normalise_json in [false, true] {
        let mut assumptions = Assumptions::default();
        assumptions.normalise_json = normalise_json;
        let account = Account::assuming(assumptions).await;
        let flow = account.flow("a").await;
        let list = ListWhatsAppFlowAssetsInput::new(&account.id, &flow);
        let assets = account
            .client
            .list_whatsapp_flow_assets(&list)
            .await
            .unwrap();
        let [asset] = &assets.flow_assets[..] else {
            panic!("{assets:?}")
        };
        assert_eq!(
            (asset.name.as_str(), &asset.asset_type),
            ("flow.json", &AssetType::FlowJson)
        );
        let json = account.client.download_asset(asset).await.unwrap();
        assert_eq!(json == FLOW.as_bytes(), !normalise_json);
        let value = |json: &[u8]| serde_json::from_slice::<serde_json::Value>(json).unwrap();
        assert_eq!(value(&json), value(FLOW.as_bytes()));
        let logged = account.service.requests().pop().unwrap();
        assert!(logged.operation.is_none() && logged.header("amz-sdk-request").is_none());
        let again = account.client.download_flow_json(&account.id, &flow).await;
        assert_eq!(again.unwrap(), Some(json));
    }
    let account = Account::new().await;
    let input = CreateWhatsAppFlowInput::new(&account.id, "empty", [Category::Other]);
    let created = account.client.create_whatsapp_flow(&input).await.unwrap();
    let flow = created.flow_id.unwrap();
    let none = account.client.download_flow_json(&account.id, &flow).await;
    assert_eq!(none.unwrap(), None);
}

#[tokio::test]
async fn a_link_that_has_ended_or_is_not_safe() {
    let clock = std::sync::Arc::new(std::sync::Mutex::new(SystemTime::now()));
    let now = clock.clone();
    let service = LocalService::builder()
        .clock(move || *now.lock().unwrap())
        .start()
        .await
        .unwrap();
    let client = service.client_builder().build().unwrap();
    let id = service.account_id();
    let input = CreateWhatsAppFlowInput::new(id, "a", [Category::Other]).flow_json(FLOW);
    let flow = client
        .create_whatsapp_flow(&input)
        .await
        .unwrap()
        .flow_id
        .unwrap();
    let list = ListWhatsAppFlowAssetsInput::new(id, flow);
    let mut asset = client
        .whatsapp_flow_assets(list)
        .next()
        .await
        .unwrap()
        .unwrap();
    *clock.lock().unwrap() += Duration::from_secs(301);
    let error = client.download_asset(&asset).await.unwrap_err();
    assert_eq!(error.service().unwrap().status, 403);
    assert!(!error.to_string().contains(&asset.download_url), "{error}");
    for unsafe_url in ["http://example.com/x", "file:///etc/passwd", "x"] {
        asset.download_url = unsafe_url.to_owned();
        let error = client.download_asset(&asset).await.unwrap_err();
        assert!(matches!(error, Error::DownloadUrl), "{error}");
    }
}

#[tokio::test]
async fn linked_accounts() {
    let service = LocalService::builder()
        .region("eu-west-1")
        .account("waba-1a")
        .account("waba-2b")
        .start()
        .await
        .unwrap();
    let client = service.client_builder().build().unwrap();
    let list = ListLinkedWhatsAppBusinessAccountsInput::new().max_results(1);
    let page = client
        .list_linked_whatsapp_business_accounts(&list)
        .await
        .unwrap();
    assert!(page.linked_accounts.len() == 1 && page.next_token.is_some());
    let all = client
        .linked_whatsapp_business_accounts(list)
        .try_collect()
        .await
        .unwrap();
    let ids: Vec<_> = all.iter().map(|account| account.id.as_str()).collect();
    assert_eq!(ids, ["waba-1a", "waba-2b"]);
    assert_eq!(
        all[0].arn,
        "arn:aws:social-messaging:eu-west-1:123456789012:waba/1a"
    );
    assert_eq!(all[0].registration_status, RegistrationStatus::Complete);
    let age = SystemTime::now().duration_since(all[0].link_date).unwrap();
    assert!(age < Duration::from_secs(60), "{age:?}");

    let input = GetLinkedWhatsAppBusinessAccountInput::new(&all[1].arn);
    let output = client
        .get_linked_whatsapp_business_account(&input)
        .await
        .unwrap();
    let account = output.account.unwrap();
    assert_eq!(account.summary, all[1]);
    assert_eq!(
        account.phone_numbers[0].phone_number_id,
        "phone-number-id-2b"
    );
    let input = GetLinkedWhatsAppBusinessAccountInput::new("waba-3");
    let unknown = client.get_linked_whatsapp_business_account(&input).await;
    assert_eq!(kind(unknown), ServiceErrorKind::ResourceNotFound);
}

#[tokio::test]
async fn business_public_keys() {
    let account = Account::new().await;
    let phone = account.id.replace("waba-", "phone-number-id-");
    let get = GetWhatsAppBusinessPublicKeyInput::new(&phone);
    let key = async || {
        account
            .client
            .get_whatsapp_business_public_key(&get)
            .await
            .unwrap()
    };
    assert_eq!(key().await, GetWhatsAppBusinessPublicKeyOutput::default());

    let pem = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n";
    let put = async |id: &str, key| {
        let input = PutWhatsAppBusinessPublicKeyInput::new(id, key);
        account
            .client
            .put_whatsapp_business_public_key(&input)
            .await
    };
    put(&phone, BusinessPublicKey::Pem(pem.to_owned()))
        .await
        .unwrap();
    let got = key().await;
    assert_eq!(got.business_public_key.as_deref(), Some(pem));
    let status = got.business_public_key_signature_status;
    assert_eq!(status, Some(BusinessPublicKeySignatureStatus::Valid));

    let arn = "arn:aws:kms:us-east-1:123456789012:alias/flows".to_owned();
    put(&phone, BusinessPublicKey::KmsKeyArn(arn.clone()))
        .await
        .unwrap();
    assert_eq!(key().await.business_public_key, None);
    let unknown = put("phone-number-id-7", BusinessPublicKey::KmsKeyArn(arn)).await;
    assert_eq!(kind(unknown), ServiceErrorKind::ResourceNotFound);
}

/// The client works with each behaviour that AWS leaves undocumented.
#[tokio::test]
async fn each_assumption_can_be_changed() {
    let mut assumptions = Assumptions::default();
    assumptions.taken_name = ServiceErrorKind::Dependency;
    assumptions.wrong_status = ServiceErrorKind::Validation;
    assumptions.invalid_publish = ServiceErrorKind::AccessDeniedByMeta;
    assumptions.validation_errors_as_json = true;
    assumptions.published_update = PublishedUpdate::BackToDraft;
    assumptions.newest_first = true;
    let account = Account::assuming(assumptions.clone()).await;
    let first = account.flow("first").await;
    let second = account.flow("second").await;
    assert_eq!(
        kind(account.rename(&second, "first").await),
        ServiceErrorKind::Dependency
    );
    assert_eq!(
        kind(account.deprecate(&first).await),
        ServiceErrorKind::Validation
    );
    let errors = account.replace(&first, "{}").await.unwrap();
    let error: serde_json::Value = serde_json::from_str(&errors[0]).unwrap();
    assert!(error["message"].as_str().unwrap().contains("`version`"));
    assert_eq!(
        kind(account.publish(&first).await),
        ServiceErrorKind::AccessDeniedByMeta
    );
    account.publish(&second).await.unwrap();
    account.rename(&second, "renamed").await.unwrap();
    assert_eq!(account.status(&second).await, FlowStatus::Draft);
    let list = ListWhatsAppFlowsInput::new(&account.id);
    let flows = account
        .client
        .list_whatsapp_flows(&list)
        .await
        .unwrap()
        .flows;
    assert_eq!(flows[0].flow_name, "renamed");

    assumptions.published_update = PublishedUpdate::Done;
    assumptions.list_lag = 2;
    assumptions.largest_body = 300;
    let account = Account::assuming(assumptions).await;
    let flow = account.flow("a").await;
    for expected in [0, 0, 1] {
        let flows = account
            .client
            .list_whatsapp_flows(&list)
            .await
            .unwrap()
            .flows;
        assert_eq!(flows.len(), expected);
    }
    account.publish(&flow).await.unwrap();
    account.rename(&flow, "b").await.unwrap();
    assert_eq!(account.status(&flow).await, FlowStatus::Published);
    let error = account.replace(&flow, &" ".repeat(300)).await.unwrap_err();
    assert_eq!(error.service().unwrap().status, 413);
}
