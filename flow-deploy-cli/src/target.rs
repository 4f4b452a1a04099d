//! The service that a command works with.

use std::time::Duration;

use flow_deploy::{Client, ClientBuilder, CreateWhatsAppFlowInput, DesiredFlow, KmsClient};
use flow_local::{LocalService, check_flow_json};

use crate::arguments::Service;
use crate::exit::Failure;
use crate::output::say;
use crate::patience::Watch;

/// A service, and an account of it if there is one.
pub(crate) struct Target {
    pub(crate) client: Client,
    account: Option<String>,
    /// Says why it takes long.
    _watch: Watch,
    /// Kept alive, since the service ends when it is dropped.
    local: Option<LocalService>,
}

/// The content of a local service's account when the command begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Filled {
    /// No flows.
    Empty,
    /// The flows of the program, as drafts.
    Drafts,
    /// The flows of the program, published if they have no errors.
    Published,
}

impl Target {
    /// AWS, or a local service with `--local`.
    pub(crate) async fn open(
        service: &Service,
        flows: &[DesiredFlow],
        filled: Filled,
    ) -> Result<Self, Failure> {
        if service.local {
            return Self::local(service, flows, filled).await;
        }
        let mut builder = builder(service)?;
        if let Some(url) = &service.endpoint_url {
            builder = builder.endpoint(url);
        }
        #[cfg(feature = "aws")]
        let client = builder.build_with_aws_config().await?;
        #[cfg(not(feature = "aws"))]
        let client = builder.build()?;
        Ok(Self {
            _watch: Watch::over(client.clone()),
            client,
            account: service.account().map(str::to_owned),
            local: None,
        })
    }

    /// A local service with one account.
    pub(crate) async fn local(
        options: &Service,
        flows: &[DesiredFlow],
        filled: Filled,
    ) -> Result<Self, Failure> {
        let mut builder = LocalService::builder().validator(check_flow_json);
        if let Some(account) = options.account() {
            builder = builder.account(account);
        }
        let service = builder.start().await?;
        let client = options.timed(service.client_builder());
        let client = client.environment(|variable| options.variable(variable));
        let client = client.build()?;
        let content = match filled {
            Filled::Empty => "with an empty account",
            Filled::Drafts => "with the flows of this program as drafts",
            Filled::Published => "with the flows of this program published",
        };
        say(&format!(
            "A local service at {} {content}, for this command only.",
            service.endpoint()
        ));
        if filled != Filled::Empty {
            for flow in flows {
                let categories = flow.categories.iter().copied();
                let mut input =
                    CreateWhatsAppFlowInput::new(service.account_id(), &flow.name, categories)
                        .flow_json(flow.json.as_str())
                        .publish(filled == Filled::Published);
                input.endpoint_uri = flow.endpoint_uri.clone();
                if filled == Filled::Published && input.endpoint_uri.is_none() {
                    input.endpoint_uri = Some("https://endpoint.example/".to_owned());
                }
                client.create_whatsapp_flow(&input).await?;
            }
        }
        Ok(Self {
            _watch: Watch::over(client.clone()),
            client,
            account: Some(service.account_id().to_owned()),
            local: Some(service),
        })
    }

    pub(crate) fn account(&self) -> Result<&str, Failure> {
        self.account.as_deref().ok_or_else(no_account)
    }

    pub(crate) fn is_local(&self) -> bool {
        self.local.is_some()
    }
}

/// The client of AWS KMS. `--endpoint-url` is of the other service; `AWS_ENDPOINT_URL_KMS` is of this one.
pub(crate) async fn kms(service: &Service) -> Result<KmsClient, Failure> {
    if service.local {
        let text = "a local service for this command has no keys in KMS: give --pem";
        return Err(Failure::usage(text));
    }
    let builder = builder(service)?;
    #[cfg(feature = "aws")]
    let client = builder.build_kms_with_aws_config().await?;
    #[cfg(not(feature = "aws"))]
    let client = builder.build_kms()?;
    Ok(client)
}

/// The builder of a client of AWS by the options and the environment.
fn builder(service: &Service) -> Result<ClientBuilder, Failure> {
    let builder = service.timed(Client::builder()).environment(|variable| {
        let option = service.variable(variable);
        option.or_else(|| std::env::var(variable).ok())
    });
    let builder = match &service.region {
        Some(region) => builder.region(region),
        None => builder,
    };
    with_profile(builder, service)
}

#[cfg(feature = "aws")]
fn with_profile(builder: ClientBuilder, service: &Service) -> Result<ClientBuilder, Failure> {
    Ok(match &service.profile {
        Some(profile) => builder.profile(profile),
        None => builder,
    })
}

#[cfg(not(feature = "aws"))]
fn with_profile(builder: ClientBuilder, service: &Service) -> Result<ClientBuilder, Failure> {
    match &service.profile {
        None => Ok(builder),
        Some(_) => Err(Failure::usage(
            "this program reads no profiles: switch on the feature `aws` of flow-deploy-cli",
        )),
    }
}

pub(crate) fn no_account() -> Failure {
    Failure::usage(
        "no account: give --account or set WABA_ID (`accounts` lists them), or try --local"
            .to_owned(),
    )
}

impl Service {
    /// A builder with the time limits of the options.
    fn timed(&self, builder: ClientBuilder) -> ClientBuilder {
        match self.request_timeout {
            // All attempts of a call have three minutes otherwise.
            Some(limit) => builder
                .read_timeout(limit)
                .slow_read_timeout(limit)
                .operation_timeout(limit.saturating_mul(3).max(Duration::from_secs(180))),
            None => builder,
        }
    }

    /// The options that take the place of a variable of the environment.
    fn variable(&self, name: &str) -> Option<String> {
        match name {
            "AWS_MAX_ATTEMPTS" => self.max_attempts.map(|attempts| attempts.to_string()),
            "AWS_RETRY_MODE" => self.retry_mode.map(|mode| mode.as_str().to_owned()),
            _ => None,
        }
    }

    /// The account in the options or the environment. An empty text counts as not set.
    pub(crate) fn account(&self) -> Option<&str> {
        self.account.as_deref().filter(|id| !id.is_empty())
    }

    /// Whether neither an option nor the environment names an account, a Region or a service.
    pub(crate) fn is_silent(&self) -> bool {
        let set = |option: &Option<String>| option.as_ref().is_some_and(|text| !text.is_empty());
        let options = [
            &self.account,
            &self.region,
            &self.endpoint_url,
            &self.profile,
        ];
        let variables = [
            "AWS_ACCESS_KEY_ID",
            "AWS_PROFILE",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_SOCIALMESSAGING",
        ];
        let in_environment = |name: &&str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        // An account that is empty was meant to be one: a plan for no account would look like success.
        self.account.is_none()
            && std::env::var_os("WABA_ID").is_none()
            && !options.into_iter().any(set)
            && !variables.iter().any(in_environment)
    }
}

#[cfg(all(test, not(feature = "aws")))]
mod tests {
    use super::*;

    #[test]
    fn a_profile_without_the_feature() {
        let service = Service {
            account: None,
            region: None,
            endpoint_url: None,
            profile: Some("sso".to_owned()),
            local: false,
            timeout: None,
            request_timeout: None,
            max_attempts: None,
            retry_mode: None,
        };
        let error = builder(&service).unwrap_err().to_string();
        assert!(
            error.ends_with("feature `aws` of flow-deploy-cli"),
            "{error}"
        );
    }
}
