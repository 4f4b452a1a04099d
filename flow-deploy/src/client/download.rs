//! Flow JSON from where Meta keeps it.

use http::Method;

use super::Client;
use super::attempt::Request;
use super::call::Task;
use super::settle::{Lost, Settled};
use crate::endpoint::{checked_link, needs_tls};
use crate::error::{DOWNLOAD, Error};
use crate::operation::{AssetType, ListWhatsAppFlowAssetsInput, MetaFlowAsset};

struct Download;

impl Task for Download {
    type Output = Vec<u8>;

    fn output(body: &[u8]) -> Result<Self::Output, String> {
        Ok(body.to_vec())
    }

    async fn settle(&self, _: &Client, _: Lost<'_>) -> Settled<Self::Output> {
        Settled::Again
    }
}

impl Client {
    /// The content of an asset. The request goes to Meta, and carries nothing of AWS.
    ///
    /// # Errors
    ///
    /// Where the link is none, has ended, or gives no answer. A link lives for a short while:
    /// list the assets again.
    pub async fn download_asset(&self, asset: &MetaFlowAsset) -> Result<Vec<u8>, Error> {
        let url = checked_link(&asset.download_url, self.shared.plain_http);
        let url = url.ok_or(Error::DownloadUrl)?;
        if needs_tls(&url) {
            return Err(Error::NoTls);
        }
        let limits = &self.shared.limits;
        let request = Request {
            operation: DOWNLOAD,
            method: Method::GET,
            url,
            body: None,
            target: None,
            shows_answer: true,
            signed: false,
            silence: limits.read,
            whole: limits.operation,
        };
        self.send(&request, &Download).await
    }

    /// The Flow JSON that a flow has now; `None` if it has none. Compare it as a value, not byte for
    /// byte: Meta may write the JSON otherwise.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn download_flow_json(
        &self,
        id: impl Into<String>,
        flow_id: impl Into<String>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let input = ListWhatsAppFlowAssetsInput::new(id, flow_id);
        let mut assets = self.whatsapp_flow_assets(input);
        while let Some(asset) = assets.next().await.transpose()? {
            if asset.asset_type == AssetType::FlowJson {
                return self.download_asset(&asset).await.map(Some);
            }
        }
        Ok(None)
    }
}
