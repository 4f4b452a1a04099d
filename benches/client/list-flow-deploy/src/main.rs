//! Prints how many flows an account has.

use std::error::Error;

use flow_deploy::{Client, ListWhatsAppFlowsInput};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    #[cfg(feature = "chain")]
    let client = Client::from_aws_config().await?;
    #[cfg(not(feature = "chain"))]
    let client = Client::from_env()?;
    let input = ListWhatsAppFlowsInput::new(std::env::var("WABA_ID")?);
    let page = client.list_whatsapp_flows(&input).await?;
    println!("{}", page.flows.len());
    Ok(())
}
