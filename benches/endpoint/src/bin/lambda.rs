//! A flow endpoint by flow-endpoint, as a function of AWS Lambda.

use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let served = flow_endpoint::lambda::run(endpoint_benches::endpoint()?).await;
    served.map_err(|error| error.to_string().into())
}
