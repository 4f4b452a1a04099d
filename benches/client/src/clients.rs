//! Both clients, set up for the same service, and the calls to measure.

use aws_sdk_socialmessaging as sdk;
use aws_sdk_socialmessaging::config::{BehaviorVersion, Region};
use aws_sdk_socialmessaging::primitives::Blob;
use flow_deploy::{Credentials, ListWhatsAppFlowsInput, UpdateWhatsAppFlowAssetsInput};

use crate::{ACCOUNT, Error};

const REGION: &str = "eu-west-1";
const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const FLOW_ID: &str = "1234567890123456";

/// The size of an upload in bytes, before base64.
const UPLOAD: usize = 100_000;

/// The client of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// flow-deploy.
    FlowDeploy,
    /// aws-sdk-socialmessaging.
    Sdk,
}

impl Which {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::FlowDeploy, Self::Sdk];

    /// The name of the crate.
    pub fn name(self) -> &'static str {
        match self {
            Self::FlowDeploy => "flow-deploy",
            Self::Sdk => "aws-sdk-socialmessaging",
        }
    }
}

/// The operation of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A page of 20 flows.
    List,
    /// Flow JSON of 100 KB.
    Upload,
}

impl Operation {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::List, Self::Upload];

    /// The name of the operation in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Upload => "upload",
        }
    }
}

/// Both clients.
pub struct Clients {
    flow_deploy: flow_deploy::Client,
    sdk: sdk::Client,
    upload: Vec<u8>,
}

impl Clients {
    /// Clients of the service at this endpoint.
    pub fn new(endpoint: &str) -> Result<Self, Error> {
        let flow_deploy = flow_deploy::Client::builder()
            .endpoint(endpoint)
            .region(REGION)
            .credentials(Credentials::new(KEY_ID, SECRET_KEY))
            .build()?;
        let credentials =
            sdk::config::Credentials::new(KEY_ID, SECRET_KEY, None, None, "benchmark");
        let config = sdk::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(endpoint)
            .region(Region::new(REGION))
            .credentials_provider(credentials)
            .build();
        let component = br#"{"type":"TextBody","text":"Good day"},"#;
        Ok(Self {
            flow_deploy,
            sdk: sdk::Client::from_conf(config),
            upload: component.iter().copied().cycle().take(UPLOAD).collect(),
        })
    }

    /// Makes the input of a call, and the call.
    pub async fn call(&self, which: Which, operation: Operation) -> Result<(), Error> {
        match (which, operation) {
            (Which::FlowDeploy, Operation::List) => {
                let input = ListWhatsAppFlowsInput::new(ACCOUNT);
                let page = self.flow_deploy.list_whatsapp_flows(&input).await?;
                answered(page.flows.len() == 20)
            }
            (Which::Sdk, Operation::List) => {
                let page = self.sdk.list_whats_app_flows().id(ACCOUNT).send().await?;
                answered(page.flows().len() == 20)
            }
            (Which::FlowDeploy, Operation::Upload) => {
                let json = self.upload.clone();
                let input = UpdateWhatsAppFlowAssetsInput::new(ACCOUNT, FLOW_ID, json);
                let output = self.flow_deploy.update_whatsapp_flow_assets(&input).await?;
                answered(output.validation_errors.is_empty())
            }
            (Which::Sdk, Operation::Upload) => {
                let call = self.sdk.update_whats_app_flow_assets();
                let call = call.id(ACCOUNT).flow_id(FLOW_ID);
                let json = Blob::new(self.upload.clone());
                let output = call.flow_json(json).send().await?;
                answered(output.validation_errors().is_empty())
            }
        }
    }
}

fn answered(as_expected: bool) -> Result<(), Error> {
    if as_expected {
        Ok(())
    } else {
        Err("another answer than the service gave".into())
    }
}
