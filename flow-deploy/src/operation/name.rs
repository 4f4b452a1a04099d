use std::fmt;

macro_rules! operation_names {
    ($($name:ident),* $(,)?) => {
        /// The operations of the service that this crate knows, by their names.
        ///
        /// ```
        /// use flow_deploy::OperationName;
        ///
        /// assert_eq!(OperationName::ALL.len(), 14);
        /// assert_eq!(OperationName::PublishWhatsAppFlow.as_str(), "PublishWhatsAppFlow");
        /// ```
        #[allow(missing_docs, reason = "each is the operation of its name")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OperationName {
            $($name,)*
        }

        impl OperationName {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name in the words of the service, which IAM knows as well.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)*
                }
            }
        }
    };
}

operation_names! {
    CreateWhatsAppFlow,
    UpdateWhatsAppFlow,
    UpdateWhatsAppFlowAssets,
    PublishWhatsAppFlow,
    DeprecateWhatsAppFlow,
    DeleteWhatsAppFlow,
    GetWhatsAppFlow,
    GetWhatsAppFlowPreview,
    ListWhatsAppFlows,
    ListWhatsAppFlowAssets,
    ListLinkedWhatsAppBusinessAccounts,
    GetLinkedWhatsAppBusinessAccount,
    PutWhatsAppBusinessPublicKey,
    GetWhatsAppBusinessPublicKey,
}

impl fmt::Display for OperationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
