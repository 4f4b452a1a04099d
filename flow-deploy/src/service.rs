//! The services of AWS that the client speaks with.

use crate::signing;

/// A service, by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Service {
    /// In signatures and in the host names of its endpoints.
    pub(crate) name: &'static str,
    /// In the `services` section of the shared config, where it is in lower case.
    pub(crate) id: &'static str,
    /// The variable with a base URL in place of the Region's own.
    pub(crate) endpoint_variable: &'static str,
}

/// AWS End User Messaging Social.
pub(crate) const SOCIAL_MESSAGING: Service = Service {
    name: signing::SERVICE,
    id: "SocialMessaging",
    endpoint_variable: "AWS_ENDPOINT_URL_SOCIALMESSAGING",
};

/// AWS Key Management Service.
pub(crate) const KMS: Service = Service {
    name: "kms",
    id: "KMS",
    endpoint_variable: "AWS_ENDPOINT_URL_KMS",
};
