//! The state that all connections share.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use flow_deploy::Credentials;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::assumptions::Assumptions;
use crate::fault::Script;
use crate::kms::KmsKey;
use crate::links::Links;
use crate::log::Log;
use crate::rate::Rate;
use crate::signature::hex;
use crate::store::Store;

pub(crate) type Validator = Arc<dyn Fn(&[u8]) -> Vec<String> + Send + Sync>;
pub(crate) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

pub(crate) struct State {
    pub(crate) endpoint: String,
    pub(crate) account_id: String,
    pub(crate) credentials: Credentials,
    pub(crate) region: String,
    pub(crate) assumptions: Assumptions,
    pub(crate) latency: Duration,
    pub(crate) rate: Option<Rate>,
    pub(crate) validator: Validator,
    pub(crate) kms_keys: Vec<KmsKey>,
    pub(crate) clock: Clock,
    pub(crate) started: SystemTime,
    pub(crate) shared: Shared,
}

/// The part of the state that requests change.
pub(crate) struct Shared {
    store: Mutex<Store>,
    links: Mutex<Links>,
    script: Mutex<Script>,
    log: Mutex<Log>,
    requests: AtomicU64,
}

impl Shared {
    pub(crate) fn new(store: Store, seed: String) -> Self {
        Self {
            store: Mutex::new(store),
            links: Mutex::new(Links::new(seed)),
            script: Mutex::default(),
            log: Mutex::default(),
            requests: AtomicU64::new(0),
        }
    }
}

/// A poisoned mutex is taken all the same: a validator that panics has changed nothing.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.shared.store)
    }

    pub(crate) fn links(&self) -> MutexGuard<'_, Links> {
        lock(&self.shared.links)
    }

    pub(crate) fn script(&self) -> MutexGuard<'_, Script> {
        lock(&self.shared.script)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.shared.log)
    }

    pub(crate) fn now(&self) -> SystemTime {
        (self.clock)()
    }

    /// The size of a page, from the input or by default.
    pub(crate) fn page_size(&self, asked: Option<u32>) -> usize {
        let default = self.assumptions.default_page_size.max(1);
        asked.map_or(default, |size| size as usize)
    }

    /// The validation errors of Flow JSON, as texts or as JSON objects.
    pub(crate) fn validate(&self, flow_json: &[u8]) -> Vec<String> {
        let errors = (self.validator)(flow_json);
        if !self.assumptions.validation_errors_as_json {
            return errors;
        }
        let as_json = |message: String| {
            let error = json!({
                "error": "INVALID_FLOW_JSON", "error_type": "FLOW_JSON_ERROR", "message": message,
                "line_start": 1, "line_end": 1, "column_start": 1, "column_end": 1, "pointers": [],
            });
            error.to_string()
        };
        errors.into_iter().map(as_json).collect()
    }

    /// A new id in the form of a UUID. No two requests to any service have the same.
    pub(crate) fn next_request_id(&self) -> String {
        let number = self.shared.requests.fetch_add(1, Ordering::Relaxed);
        let seed = format!("{:?} {} {number}", self.started, self.endpoint);
        let hex = hex(&Sha256::digest(seed));
        let parts = [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..32],
        ];
        parts.join("-")
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("account_id", &self.account_id)
            .field("credentials", &self.credentials)
            .field("region", &self.region)
            .field("flows", &self.store().flows().len())
            .field("faults", &self.script().len())
            .finish_non_exhaustive()
    }
}
