//! A flow as it should be in the account.

use std::fmt;

use flow_json::Category;

use crate::CreateWhatsAppFlowInput;

/// A flow as it should be in the account, however it was written.
///
/// ```
/// use flow_deploy::{Category, DesiredFlow};
///
/// let flow = DesiredFlow::new("survey", [Category::Survey], r#"{"version":"7.3","screens":[]}"#)
///     .endpoint_uri("https://example.com/flow");
/// assert_eq!(flow.name, "survey");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DesiredFlow {
    /// The name, 1–200 characters: a flow is known by it in the account.
    pub name: String,
    /// 1–9 categories.
    pub categories: Vec<Category>,
    /// The Flow JSON, 1–10 485 760 bytes.
    pub json: String,
    /// The endpoint that Meta calls; `None` leaves it as it is.
    pub endpoint_uri: Option<String>,
    /// The name that the flow had before. If the account has a flow of that name and none of the new one,
    /// it gets the new name and keeps its id.
    pub renamed_from: Option<String>,
    /// The language of it, such as `pt_BR`, if it is one flow in several. Its name ends with the language then:
    /// `booking.pt_BR`.
    pub language: Option<String>,
    /// Where its values stand in Rust.
    #[cfg(feature = "flow-dsl")]
    pub(super) source: Option<flow_dsl::Flow>,
}

impl DesiredFlow {
    /// A flow without an endpoint of its own.
    pub fn new(
        name: impl Into<String>,
        categories: impl IntoIterator<Item = Category>,
        json: impl Into<String>,
    ) -> Self {
        Self {
            name: name.into(),
            categories: categories.into_iter().collect(),
            json: json.into(),
            endpoint_uri: None,
            renamed_from: None,
            language: None,
            #[cfg(feature = "flow-dsl")]
            source: None,
        }
    }

    /// Sets the [`endpoint_uri`](Self::endpoint_uri) field.
    #[must_use]
    pub fn endpoint_uri(mut self, uri: impl Into<String>) -> Self {
        self.endpoint_uri = Some(uri.into());
        self
    }

    /// Sets the [`renamed_from`](Self::renamed_from) field. It may stay in the program: where the account
    /// has the flow by its new name, or neither, it says nothing.
    ///
    /// ```
    /// use flow_deploy::{Category, DesiredFlow};
    ///
    /// let flow = DesiredFlow::new("survey", [Category::Survey], r#"{"version":"7.3","screens":[]}"#)
    ///     .renamed_from("poll");
    /// assert_eq!(flow.renamed_from.as_deref(), Some("poll"));
    /// ```
    #[must_use]
    pub fn renamed_from(mut self, name: impl Into<String>) -> Self {
        self.renamed_from = Some(name.into());
        self
    }

    /// The name that it has in all languages: `booking` for `booking.pt_BR`, and its own for a flow without
    /// a [`language`](Self::language).
    ///
    /// ```
    /// use flow_deploy::{Category, DesiredFlow};
    ///
    /// let mut flow = DesiredFlow::new("booking.ar", [Category::Other], r#"{"version":"7.3","screens":[]}"#);
    /// assert_eq!(flow.set(), "booking.ar");
    /// flow.language = Some("ar".to_owned());
    /// assert_eq!(flow.set(), "booking");
    /// ```
    pub fn set(&self) -> &str {
        let language = self.language.as_deref();
        let set = language.and_then(|code| self.name.strip_suffix(code)?.strip_suffix('.'));
        set.unwrap_or(&self.name)
    }

    /// The input that creates the flow in an account under a name.
    pub(super) fn create_input(&self, account: &str, name: &str) -> CreateWhatsAppFlowInput {
        let categories = self.categories.iter().copied();
        let mut input =
            CreateWhatsAppFlowInput::new(account, name, categories).flow_json(self.json.as_str());
        input.endpoint_uri = self.endpoint_uri.clone();
        input
    }
}

/// Without the Flow JSON.
impl fmt::Debug for DesiredFlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DesiredFlow")
            .field("name", &self.name)
            .field("categories", &self.categories)
            .field("json", &format_args!("({} bytes)", self.json.len()))
            .field("endpoint_uri", &self.endpoint_uri)
            .field("renamed_from", &self.renamed_from)
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}
