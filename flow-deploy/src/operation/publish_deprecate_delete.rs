use super::description::*;
use super::members::Shown;
use super::*;

operation! {
    /// The input of [`Client::publish_whatsapp_flow`](crate::Client::publish_whatsapp_flow).
    /// Every member is required.
    PublishWhatsAppFlow(PublishWhatsAppFlowInput) -> ()
        = POST "/v1/whatsapp/flow/publish", slow = true;
    new = "A flow to publish.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {}
}

operation! {
    /// The input of [`Client::deprecate_whatsapp_flow`](crate::Client::deprecate_whatsapp_flow).
    /// Every member is required.
    DeprecateWhatsAppFlow(DeprecateWhatsAppFlowInput) -> ()
        = POST "/v1/whatsapp/flow/deprecate", slow = true;
    new = "A flow to deprecate.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {}
}

operation! {
    /// The input of [`Client::delete_whatsapp_flow`](crate::Client::delete_whatsapp_flow).
    /// Every member is required.
    DeleteWhatsAppFlow(DeleteWhatsAppFlowInput) -> ()
        = DELETE "/v1/whatsapp/flow", slow = true;
    new = "A flow to delete.";
    required {
        /// The WhatsApp Business Account: `waba-…` or its ARN, 1–115 characters.
        id: account_id = "id",
        /// The flow, 1–100 digits.
        flow_id: flow_id = "flowId",
    }
    optional {}
}
