//! Endpoints on AWS Lambda, behind a function URL, API Gateway or a load balancer.

use lambda_http::Error;

use crate::endpoint::Endpoint;
use crate::handler::{Handler, KeySource};

/// Serves an endpoint until Lambda ends the process.
///
/// The time limit of the function must be longer than the endpoint's deadline, so that a slow answer
/// still gets its status.
///
/// ```no_run
/// use flow_endpoint::{Answer, AppSecret, Endpoint, PrivateKey, Protocol, Refusal, Request};
///
/// async fn answer(request: Request) -> Result<Answer, Refusal> {
///     Ok(Answer::screen("DAY", serde_json::json!({ "days": [] }))?)
/// }
///
/// #[tokio::main(flavor = "current_thread")]
/// async fn main() -> Result<(), lambda_http::Error> {
///     let secret = AppSecret::new(&std::env::var("APP_SECRET")?);
///     let key = PrivateKey::from_variable("PRIVATE_KEY", None)?;
///     flow_endpoint::lambda::run(Endpoint::new(Protocol::signed([secret]), key, answer)).await
/// }
/// ```
pub async fn run<H, K>(endpoint: Endpoint<H, K>) -> Result<(), Error>
where
    H: Handler + 'static,
    K: KeySource + 'static,
{
    lambda_http::run(endpoint).await
}
