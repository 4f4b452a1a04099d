//! The demands of Meta when a flow with an endpoint is published.

use super::Deployment;
use super::conflict::{Conflict, DATA_API_VERSION, Notice};
use super::observe::needs_endpoint;
use super::parallel::parallel;
use super::plan::{Action, FlowPlan, Plan};
use crate::{
    BusinessPublicKeySignatureStatus, Error, GetLinkedWhatsAppBusinessAccountInput,
    GetWhatsAppBusinessPublicKeyInput, ServiceErrorKind,
};

/// The keys of an account's phone numbers: whether there is one, and the numbers without a good key,
/// each with its problem.
struct Keys {
    has_one: bool,
    without: Vec<(String, &'static str)>,
}

impl Deployment {
    /// Looks at the public keys, if a flow that is to be published needs one.
    pub(super) async fn check_endpoints(&self, plan: &mut Plan) {
        let asks = |flow: &FlowPlan| flow.publishes && data_api_version(flow).is_some();
        if !plan.flows.iter().any(asks) {
            return;
        }
        let keys = self.keys().await;
        for flow in plan.flows.iter_mut().filter(|flow| asks(flow)) {
            if let Some(version) = data_api_version(flow)
                && version != DATA_API_VERSION
            {
                flow.notices.push(Notice::DataApiVersion { version });
            }
            let deployed = flow.deployed.as_ref();
            let deployed = deployed.and_then(|flow| flow.endpoint_uri.clone());
            if let Some(endpoint_uri) = flow.desired.endpoint_uri.clone().or(deployed) {
                flow.notices.push(Notice::EndpointIsCalled { endpoint_uri });
            }
            match &keys {
                Err(error) => flow.notices.push(Notice::PublicKeysUnknown {
                    reason: error.to_string(),
                }),
                Ok(keys) if keys.has_one => {
                    let without = keys.without.iter().cloned();
                    let notices = without.map(|(phone_number_id, problem)| Notice::PublicKey {
                        phone_number_id,
                        problem,
                    });
                    flow.notices.extend(notices);
                }
                Ok(keys) => {
                    let line = |(phone, problem): &(String, &str)| format!("{phone} has {problem}");
                    let phone_numbers = keys.without.iter().map(line).collect();
                    flow.action = Action::Conflict(Conflict::NoPublicKey { phone_numbers });
                    flow.settle();
                }
            }
        }
    }

    async fn keys(&self) -> Result<Keys, Error> {
        let input = GetLinkedWhatsAppBusinessAccountInput::new(&self.account);
        let account = self.client.get_linked_whatsapp_business_account(&input);
        let phones = account.await?.account.map(|account| account.phone_numbers);
        let phones = phones.unwrap_or_default();
        let mut keys = Keys {
            has_one: false,
            without: Vec::new(),
        };
        let ids = phones.iter().map(|phone| phone.phone_number_id.as_str());
        let found = parallel(self.parallel, ids.collect(), |id| self.key(id)).await;
        for (phone, problem) in phones.into_iter().zip(found) {
            match problem? {
                None => keys.has_one = true,
                Some(problem) => keys.without.push((phone.phone_number_id, problem)),
            }
        }
        Ok(keys)
    }

    /// The problem of a phone number's key, if it has one.
    async fn key(&self, phone_number_id: &str) -> Result<Option<&'static str>, Error> {
        let input = GetWhatsAppBusinessPublicKeyInput::new(phone_number_id);
        let output = match self.client.get_whatsapp_business_public_key(&input).await {
            Ok(output) => output,
            Err(error) => {
                let kind = error.service().map(|service| service.kind);
                return match kind {
                    Some(ServiceErrorKind::ResourceNotFound) => Ok(Some("no public key")),
                    _ => Err(error),
                };
            }
        };
        Ok(match output.business_public_key_signature_status {
            Some(BusinessPublicKeySignatureStatus::Mismatch) => {
                Some("a public key whose signature does not match")
            }
            // A key in KMS may be told by the status alone.
            Some(_) => None,
            None if output.business_public_key.is_some() => None,
            None => Some("no public key"),
        })
    }
}

/// The version of the data API that the flow speaks, if it calls an endpoint.
fn data_api_version(flow: &FlowPlan) -> Option<String> {
    let json = flow_json::read(&flow.desired.json).root?;
    let version = json.get("data_api_version").and_then(|node| node.as_str());
    needs_endpoint(&json).then(|| version.unwrap_or_default().to_owned())
}
