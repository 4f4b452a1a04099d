use super::description::*;
use super::members::Shown;
use super::*;
use crate::value::{FlowCategory, FlowStatus, text_enum};

operation! {
    /// The input of [`Client::list_whatsapp_flows`](crate::Client::list_whatsapp_flows), and of
    /// [`Client::whatsapp_flows`](crate::Client::whatsapp_flows) for all pages.
    ListWhatsAppFlows(ListWhatsAppFlowsInput) -> ListWhatsAppFlowsOutput
        = GET "/v1/whatsapp/flow/list", slow = false;
    new = "The first page of an account's flows.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
    }
    optional {
        /// Which page, 1–600 characters: the token that the page before it gave.
        next_token: page_token = "nextToken",
        /// The size of a page, 1–100.
        max_results: page_size = "maxResults",
    }
}

output! {
    /// The output of [`Client::list_whatsapp_flows`](crate::Client::list_whatsapp_flows).
    ListWhatsAppFlowsOutput {
        /// The flows of this page. AWS promises no order.
        required flows: Vec<MetaFlowSummary> = "flows",
        /// The token of the next page; absent on the last one.
        optional next_token: Option<String> = "nextToken",
    }
}

output! {
    /// A flow in a list.
    MetaFlowSummary {
        /// The flow's id.
        required flow_id: String = "flowId",
        /// The flow's name, which no other flow of the account has.
        required flow_name: String = "flowName",
        /// Where the flow is in its life.
        required flow_status: FlowStatus = "flowStatus",
        /// The flow's categories.
        required flow_categories: Vec<FlowCategory> = "flowCategories",
        /// The errors that Meta found in the Flow JSON.
        required validation_errors: Vec<String> = "validationErrors" by json::validation_errors,
    }
}

operation! {
    /// The input of [`Client::list_whatsapp_flow_assets`](crate::Client::list_whatsapp_flow_assets),
    /// and of [`Client::whatsapp_flow_assets`](crate::Client::whatsapp_flow_assets) for all pages.
    ListWhatsAppFlowAssets(ListWhatsAppFlowAssetsInput) -> ListWhatsAppFlowAssetsOutput
        = GET "/v1/whatsapp/flow/assets", slow = false;
    new = "The first page of a flow's assets.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {
        /// Which page, 1–600 characters: the token that the page before it gave.
        next_token: page_token = "nextToken",
        /// The size of a page, 1–100.
        max_results: page_size = "maxResults",
    }
}

output! {
    /// The output of [`Client::list_whatsapp_flow_assets`](crate::Client::list_whatsapp_flow_assets).
    ListWhatsAppFlowAssetsOutput {
        /// The assets of this page.
        required flow_assets: Vec<MetaFlowAsset> = "flowAssets",
        /// The token of the next page; absent on the last one.
        optional next_token: Option<String> = "nextToken",
    }
}

output! {
    /// A file of a flow.
    MetaFlowAsset {
        /// The file's name, `flow.json`.
        required name: String = "name",
        /// The type of the file.
        required asset_type: AssetType = "assetType",
        /// Where it can be had for a short while, without authentication. It is Meta's, not AWS's:
        /// [`Client::download_asset`](crate::Client::download_asset) sends it no AWS header.
        required download_url: String = "downloadUrl",
    }
}

text_enum! {
    /// The type of a flow's file.
    AssetType {
        /// The Flow JSON.
        FlowJson = "FLOW_JSON",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_the_wire() {
        let input = ListWhatsAppFlowsInput::new("waba-1")
            .next_token("a+/=")
            .max_results(7);
        let query = input.members().into_query();
        let query: Vec<_> = query
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            query,
            [("id", "waba-1"), ("maxResults", "7"), ("nextToken", "a+/=")]
        );
    }

    #[test]
    fn a_missing_member_is_named() {
        let flow = r#"{"flowId":"1","flowName":"n","flowStatus":"DRAFT","flowCategories":["X"],"validationErrors":[]}"#;
        let read = |flow: &str| {
            ListWhatsAppFlowsOutput::read(format!(r#"{{"flows":[{flow}]}}"#).as_bytes())
        };
        let output = read(flow).unwrap();
        assert_eq!(output.flows[0].flow_categories[0].as_str(), "X");
        for member in [
            "flowId",
            "flowName",
            "flowStatus",
            "flowCategories",
            "validationErrors",
        ] {
            let error = read(&flow.replace(&format!(r#""{member}""#), r#""other""#)).unwrap_err();
            let missing = format!("`flows`: missing field `{member}` at");
            assert!(error.starts_with(&missing), "{error}");
        }
    }
}
