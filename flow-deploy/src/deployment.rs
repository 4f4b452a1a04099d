//! From the flows of a program to the flows of an account.

mod apply;
mod endpoint;
#[cfg(feature = "flow-dsl")]
mod flow;
mod observe;
mod parallel;
mod plan;
mod report;
#[cfg(feature = "flow-dsl")]
mod source_report;

use std::fmt;

use flow_json::Category;

use crate::{Client, Error};
pub use endpoint::Notice;
pub use flow_json::diff::{Change, ChangeKind};
pub use plan::{Action, Conflict, FlowPlan, Plan};
pub use report::{ApplyError, FlowReport, Outcome, Progress, Report, Step};

/// A flow as it should be in the account, however it was written.
///
/// ```
/// use flow_deploy::{Category, DesiredFlow};
///
/// let flow = DesiredFlow::new("survey", [Category::Survey], r#"{"version":"7.3","screens":[]}"#)
///     .endpoint_uri("https://example.com/flow");
/// assert_eq!(flow.name, "survey");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DesiredFlow {
    /// The name, 1–200 characters: a flow is known by it in the account.
    pub name: String,
    /// 1–9 categories.
    pub categories: Vec<Category>,
    /// The Flow JSON, 1–10 485 760 bytes.
    pub json: String,
    /// The endpoint that Meta calls; `None` leaves it as it is.
    pub endpoint_uri: Option<String>,
    /// Where its values stand in Rust.
    #[cfg(feature = "flow-dsl")]
    source: Option<flow_dsl::Flow>,
}

impl DesiredFlow {
    /// A flow without an endpoint of its own.
    pub fn new(
        name: impl Into<String>,
        categories: impl IntoIterator<Item = Category>,
        json: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            categories: categories.into_iter().collect(),
            json: json.into(),
            endpoint_uri: None,
            #[cfg(feature = "flow-dsl")]
            source: None,
        }
    }

    /// Sets the [`endpoint_uri`](Self::endpoint_uri) field.
    #[must_use]
    pub fn endpoint_uri(mut self, uri: impl Into<String>) -> Self {
        self.endpoint_uri = Some(uri.into());
        self
    }
}

/// Without the Flow JSON.
impl fmt::Debug for DesiredFlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DesiredFlow")
            .field("name", &self.name)
            .field("categories", &self.categories)
            .field("json", &format_args!("({} bytes)", self.json.len()))
            .field("endpoint_uri", &self.endpoint_uri)
            .finish_non_exhaustive()
    }
}

/// How flows get into an account: as drafts, or published.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use flow_deploy::{Action, Category, Deployment, DesiredFlow};
/// use flow_local::LocalService;
///
/// let service = LocalService::start().await?;
/// let deployment = Deployment::new(service.client_builder().build()?, service.account_id());
/// let json = r#"{"version":"7.3","screens":[]}"#;
/// let plan = deployment.plan([DesiredFlow::new("survey", [Category::Survey], json)]).await?;
/// assert_eq!(plan.flows[0].action, Action::Create);
///
/// let report = deployment.apply(&plan, |name, progress| println!("{name}: {progress}")).await?;
/// assert!(report.is_success());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Deployment {
    client: Client,
    account: String,
    publish: bool,
    update_published: bool,
    parallel: usize,
}

impl Deployment {
    /// How many flows are worked on at once if nothing else is said.
    pub const PARALLEL: usize = 8;

    /// To an account, `waba-…` or its ARN: as drafts, [eight](Self::PARALLEL) flows at once.
    pub fn new(client: Client, account: impl Into<String>) -> Self {
        Self {
            client,
            account: account.into(),
            publish: false,
            update_published: false,
            parallel: Self::PARALLEL,
        }
    }

    /// Whether the flows should be published. Publishing cannot be undone. Without it, a published
    /// flow that differs is a [conflict](Conflict::IsPublished).
    pub fn publish(mut self, publish: bool) -> Self {
        self.publish = publish;
        self
    }

    /// Whether flows that are published may be updated. Each is off the air, which is to say that
    /// it cannot be sent, from its update until it is published again right after it.
    pub fn update_published(mut self, allow: bool) -> Self {
        self.update_published = allow;
        self
    }

    /// How many flows are worked on at once; at least one.
    pub fn parallel(mut self, limit: usize) -> Self {
        self.parallel = limit;
        self
    }

    /// Compares the desired flows with the account. Reads only, and writes nothing.
    ///
    /// It takes one request for each hundred flows of the account, and two for each desired flow
    /// that is there, the download of its Flow JSON among them; a third if an endpoint is desired, or
    /// needed by a flow that is to be published. If a flow with an endpoint is to be published, the public keys of the account's
    /// phone numbers are looked at once.
    ///
    /// # Errors
    ///
    /// The first request that failed for good.
    pub async fn plan(&self, flows: impl IntoIterator<Item = DesiredFlow>) -> Result<Plan, Error> {
        self.plan_with_progress(flows, |_, _| {}).await
    }

    /// Makes a plan as [`plan`](Self::plan) does. `progress` gets the number of deployed flows that are
    /// known so far, and the number of all to look at.
    ///
    /// # Errors
    ///
    /// The first request that failed for good.
    pub async fn plan_with_progress(
        &self,
        flows: impl IntoIterator<Item = DesiredFlow>,
        progress: impl Fn(usize, usize) + Sync,
    ) -> Result<Plan, Error> {
        let desired: Vec<DesiredFlow> = flows.into_iter().collect();
        let seen = self.observe(&desired, &progress).await?;
        let mut plan = self.compare(desired, seen);
        self.check_endpoints(&mut plan).await;
        Ok(plan)
    }
}
