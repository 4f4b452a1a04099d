//! Prints how many flows an account has.

use std::env::var;
use std::error::Error;

use aws_sdk_socialmessaging::Client;

#[cfg(feature = "chain")]
async fn client() -> Result<Client, Box<dyn Error>> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    Ok(Client::new(&config))
}

#[cfg(not(feature = "chain"))]
async fn client() -> Result<Client, Box<dyn Error>> {
    use aws_sdk_socialmessaging::config::{BehaviorVersion, Config, Credentials, Region};

    let credentials = Credentials::new(
        var("AWS_ACCESS_KEY_ID")?,
        var("AWS_SECRET_ACCESS_KEY")?,
        None,
        None,
        "environment",
    );
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(var("AWS_ENDPOINT_URL_SOCIALMESSAGING")?)
        .region(Region::new(var("AWS_REGION")?))
        .credentials_provider(credentials)
        .build();
    Ok(Client::from_conf(config))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = client().await?;
    let page = client
        .list_whats_app_flows()
        .id(var("WABA_ID")?)
        .send()
        .await?;
    println!("{}", page.flows().len());
    Ok(())
}
