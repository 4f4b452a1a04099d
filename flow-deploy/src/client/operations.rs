//! The operations as methods.

use crate::Client;
use crate::error::Error;
use crate::operation::*;

use super::pager::Items;

impl Client {
    /// Creates a flow: `CreateWhatsAppFlow`.
    ///
    /// A success may come with
    /// [`validation_errors`](CreateWhatsAppFlowOutput::validation_errors). If no answer comes,
    /// the flow may exist all the same; a second call would then be refused for its name.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn create_whatsapp_flow(
        &self,
        input: &CreateWhatsAppFlowInput,
    ) -> Result<CreateWhatsAppFlowOutput, Error> {
        self.call(input).await
    }

    /// Changes a flow's name, categories, endpoint or app: `UpdateWhatsAppFlow`.
    ///
    /// Only a draft can be changed for sure: the effect on a published flow is not documented.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn update_whatsapp_flow(&self, input: &UpdateWhatsAppFlowInput) -> Result<(), Error> {
        self.call(input).await
    }

    /// Replaces the Flow JSON of a flow: `UpdateWhatsAppFlowAssets`.
    ///
    /// A published flow goes back to being a draft, and cannot be sent until it is published
    /// again. A success may come with
    /// [`validation_errors`](UpdateWhatsAppFlowAssetsOutput::validation_errors). If no answer
    /// comes, it does no harm to call it again.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn update_whatsapp_flow_assets(
        &self,
        input: &UpdateWhatsAppFlowAssetsInput,
    ) -> Result<UpdateWhatsAppFlowAssetsOutput, Error> {
        self.call(input).await
    }

    /// Publishes a draft, so that it can be sent: `PublishWhatsAppFlow`. This cannot be undone.
    ///
    /// Meta calls the endpoint of a flow that has one at once, and refuses if it does not answer
    /// as it should.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn publish_whatsapp_flow(
        &self,
        input: &PublishWhatsAppFlowInput,
    ) -> Result<(), Error> {
        self.call(input).await
    }

    /// Ends a published flow, which can never be sent again: `DeprecateWhatsAppFlow`. This
    /// cannot be undone.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn deprecate_whatsapp_flow(
        &self,
        input: &DeprecateWhatsAppFlowInput,
    ) -> Result<(), Error> {
        self.call(input).await
    }

    /// Deletes a draft: `DeleteWhatsAppFlow`. This cannot be undone.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn delete_whatsapp_flow(&self, input: &DeleteWhatsAppFlowInput) -> Result<(), Error> {
        self.call(input).await
    }

    /// The details of a flow, without its Flow JSON: `GetWhatsAppFlow`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn get_whatsapp_flow(
        &self,
        input: &GetWhatsAppFlowInput,
    ) -> Result<GetWhatsAppFlowOutput, Error> {
        self.call(input).await
    }

    /// A link to try a flow, which lives for about 30 days: `GetWhatsAppFlowPreview`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn get_whatsapp_flow_preview(
        &self,
        input: &GetWhatsAppFlowPreviewInput,
    ) -> Result<GetWhatsAppFlowPreviewOutput, Error> {
        self.call(input).await
    }

    /// One page of an account's flows: `ListWhatsAppFlows`. For all of them use
    /// [`whatsapp_flows`](Self::whatsapp_flows).
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn list_whatsapp_flows(
        &self,
        input: &ListWhatsAppFlowsInput,
    ) -> Result<ListWhatsAppFlowsOutput, Error> {
        self.call(input).await
    }

    /// An account's flows, from the page that the input asks for: `ListWhatsAppFlows` as often
    /// as need be.
    pub fn whatsapp_flows(&self, input: ListWhatsAppFlowsInput) -> Items<MetaFlowSummary> {
        Items::new(self.clone(), input)
    }

    /// One page of a flow's files: `ListWhatsAppFlowAssets`. For all of them use
    /// [`whatsapp_flow_assets`](Self::whatsapp_flow_assets).
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn list_whatsapp_flow_assets(
        &self,
        input: &ListWhatsAppFlowAssetsInput,
    ) -> Result<ListWhatsAppFlowAssetsOutput, Error> {
        self.call(input).await
    }

    /// A flow's files, from the page that the input asks for: `ListWhatsAppFlowAssets` as often
    /// as need be.
    pub fn whatsapp_flow_assets(&self, input: ListWhatsAppFlowAssetsInput) -> Items<MetaFlowAsset> {
        Items::new(self.clone(), input)
    }

    /// One page of the accounts that are linked in this Region:
    /// `ListLinkedWhatsAppBusinessAccounts`. For all of them use
    /// [`linked_whatsapp_business_accounts`](Self::linked_whatsapp_business_accounts).
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn list_linked_whatsapp_business_accounts(
        &self,
        input: &ListLinkedWhatsAppBusinessAccountsInput,
    ) -> Result<ListLinkedWhatsAppBusinessAccountsOutput, Error> {
        self.call(input).await
    }

    /// The accounts that are linked in this Region, from the page that the input asks for:
    /// `ListLinkedWhatsAppBusinessAccounts` as often as need be.
    pub fn linked_whatsapp_business_accounts(
        &self,
        input: ListLinkedWhatsAppBusinessAccountsInput,
    ) -> Items<LinkedWhatsAppBusinessAccountSummary> {
        Items::new(self.clone(), input)
    }

    /// An account with its phone numbers: `GetLinkedWhatsAppBusinessAccount`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn get_linked_whatsapp_business_account(
        &self,
        input: &GetLinkedWhatsAppBusinessAccountInput,
    ) -> Result<GetLinkedWhatsAppBusinessAccountOutput, Error> {
        self.call(input).await
    }

    /// Sets the key that flows with an endpoint encrypt with, for a phone number:
    /// `PutWhatsAppBusinessPublicKey`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn put_whatsapp_business_public_key(
        &self,
        input: &PutWhatsAppBusinessPublicKeyInput,
    ) -> Result<(), Error> {
        self.call(input).await
    }

    /// Sends a message: `SendWhatsAppMessage`. [`SendWhatsAppMessageInput::flow`] makes the input of
    /// one that opens a flow.
    ///
    /// A success means that Meta has taken the message. Whether it arrives is told by events, which
    /// have its [`message_id`](SendWhatsAppMessageOutput::message_id).
    ///
    /// It is tried again only while it is sure that nothing was sent, or a person would get the message
    /// twice.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; [`Error::NotRepeated`] if no answer tells whether the
    /// message was sent; else any other [`Error`].
    pub async fn send_whatsapp_message(
        &self,
        input: &SendWhatsAppMessageInput,
    ) -> Result<SendWhatsAppMessageOutput, Error> {
        self.call(input).await
    }

    /// The key of a phone number, and whether Meta takes it for good:
    /// `GetWhatsAppBusinessPublicKey`.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] before anything is sent; else any other [`Error`].
    pub async fn get_whatsapp_business_public_key(
        &self,
        input: &GetWhatsAppBusinessPublicKeyInput,
    ) -> Result<GetWhatsAppBusinessPublicKeyOutput, Error> {
        self.call(input).await
    }
}
