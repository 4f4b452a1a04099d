//! From the flows of a program to the flows of an account.

mod apply;
mod compare;
mod conflict;
mod desired_flow;
mod endpoint;
#[cfg(feature = "flow-dsl")]
mod flow;
mod observe;
mod parallel;
mod plan;
mod report;
mod republish;
#[cfg(feature = "flow-dsl")]
mod source_report;

use std::time::Duration;

use crate::Client;
pub use conflict::{Conflict, Notice};
pub use desired_flow::DesiredFlow;
pub use flow_json::diff::{Change, ChangeKind, Effect, EffectKind, Who};
pub use plan::{Action, FlowPlan, OtherFlow, Plan};
pub use report::{
    ApplyError, FlowReport, KeptLeftover, OffAir, Outcome, Progress, Report, Served, Step,
};

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
    republish_timeout: Duration,
}

impl Deployment {
    /// How many flows are worked on at once if nothing else is said.
    pub const PARALLEL: usize = 8;

    /// How long a published flow is tried to be published again if nothing else is said.
    pub const REPUBLISH_TIMEOUT: Duration = Duration::from_secs(5 * 60);

    /// To an account, `waba-…` or its ARN: as drafts, [eight](Self::PARALLEL) flows at once.
    pub fn new(client: Client, account: impl Into<String>) -> Self {
        Self {
            client: client.adaptive(),
            account: account.into(),
            publish: false,
            update_published: false,
            parallel: Self::PARALLEL,
            republish_timeout: Self::REPUBLISH_TIMEOUT,
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

    /// How long a published flow is tried to be published again after its update, whatever fails in
    /// between; [five minutes](Self::REPUBLISH_TIMEOUT) if nothing else is said.
    pub fn republish_timeout(mut self, limit: Duration) -> Self {
        self.republish_timeout = limit;
        self
    }

    /// How many flows are worked on at once; at least one.
    pub fn parallel(mut self, limit: usize) -> Self {
        self.parallel = limit;
        self
    }
}
