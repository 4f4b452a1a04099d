use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use flow_deploy::Credentials;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::assumptions::Assumptions;
use crate::kms::KmsKey;
use crate::rate::Rate;
use crate::state::{Clock, Shared, State, Validator};
use crate::store::Store;
use crate::{LocalService, operations, server};

/// The settings of a [`LocalService`], which [`start`](Self::start) starts.
#[must_use]
pub struct LocalServiceBuilder {
    accounts: Vec<String>,
    credentials: Credentials,
    region: String,
    assumptions: Assumptions,
    latency: Duration,
    rate: Option<u32>,
    port: u16,
    validator: Validator,
    kms_keys: Vec<KmsKey>,
    clock: Clock,
}

impl LocalServiceBuilder {
    pub(crate) fn new() -> Self {
        Self {
            accounts: Vec::new(),
            credentials: Credentials::new("AKIDLOCALSERVICE", "the-secret-of-the-local-service"),
            region: "us-east-1".to_owned(),
            assumptions: Assumptions::default(),
            latency: Duration::ZERO,
            rate: None,
            port: 0,
            validator: Arc::new(operations::default_validator),
            kms_keys: Vec::new(),
            clock: Arc::new(SystemTime::now),
        }
    }

    /// Adds an account by its id, `waba-…`. Without any, there is one of the service's own.
    pub fn account(mut self, id: impl Into<String>) -> Self {
        self.accounts.push(id.into());
        self
    }

    /// The keys that requests must be signed with.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// The Region that requests must be signed for; `us-east-1` by default.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The function that finds the validation errors of Flow JSON, in place of Meta.
    ///
    /// By default it asks only for a JSON object with `version` and `screens`.
    /// [`check_flow_json`](crate::check_flow_json) finds the mistakes that Meta would refuse.
    pub fn validator(
        mut self,
        validator: impl Fn(&[u8]) -> Vec<String> + Send + Sync + 'static,
    ) -> Self {
        self.validator = Arc::new(validator);
        self
    }

    /// Adds a key of AWS KMS, by its ARN (`arn:aws:kms:us-east-1:111122223333:key/…`) and its public half as
    /// `SubjectPublicKeyInfo` in DER. `decrypt` does RSAES-OAEP with SHA-256, and gives `None` where the
    /// ciphertext is not of the key.
    ///
    /// The service answers `Decrypt` and `GetPublicKey` of KMS then, at the same address:
    /// `service.client_builder().build_kms()`.
    pub fn kms_key(
        mut self,
        arn: impl Into<String>,
        public_key_der: impl Into<Vec<u8>>,
        decrypt: impl Fn(&[u8]) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        self.kms_keys.push(KmsKey {
            arn: arn.into(),
            public_key_der: public_key_der.into(),
            decrypt: Arc::new(decrypt),
        });
        self
    }

    /// The clock of the service; the system's by default.
    pub fn clock(mut self, clock: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The behaviour where AWS documents nothing.
    pub fn assumptions(mut self, assumptions: Assumptions) -> Self {
        self.assumptions = assumptions;
        self
    }

    /// The least time that an answer takes; zero by default.
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// The requests a second that the service takes, at least one. Those of a second may come at once; what is
    /// beyond is throttled, as by [`Fault::throttled`](crate::Fault::throttled). No limit by default.
    pub fn requests_per_second(mut self, limit: u32) -> Self {
        self.rate = Some(limit);
        self
    }

    /// The loopback port to serve on; a free one by default.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts the service.
    ///
    /// # Errors
    ///
    /// The port is taken.
    ///
    /// # Panics
    ///
    /// Outside of a Tokio runtime.
    pub async fn start(self) -> io::Result<LocalService> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let listener = TcpListener::bind(address).await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let mut accounts = self.accounts;
        if accounts.is_empty() {
            accounts.push("waba-00000000000000000000000000000001".to_owned());
        }
        let account_id = accounts[0].clone();
        let started = SystemTime::now();
        let store = Store::new(accounts, self.region.clone(), self.assumptions.clone());
        let seed = format!("{started:?} {endpoint}");
        let state = Arc::new(State {
            endpoint,
            account_id,
            credentials: self.credentials,
            region: self.region,
            assumptions: self.assumptions,
            latency: self.latency,
            rate: self.rate.map(Rate::new),
            validator: self.validator,
            kms_keys: self.kms_keys,
            clock: self.clock,
            started,
            shared: Shared::new(store, seed),
        });
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(server::serve(listener, Arc::clone(&state), stopped));
        Ok(LocalService {
            state,
            stop: Some(stop),
            task,
        })
    }
}

impl fmt::Debug for LocalServiceBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalServiceBuilder")
            .field("accounts", &self.accounts)
            .field("credentials", &self.credentials)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}
