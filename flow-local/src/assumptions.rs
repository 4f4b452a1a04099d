use flow_deploy::ServiceErrorKind;
use flow_json::Category;

/// Assumptions about behaviour that AWS does not document.
///
/// A sound deployment works whichever way each of them is: test it both ways.
///
/// ```
/// use flow_deploy::ServiceErrorKind;
/// use flow_local::{Assumptions, PublishedUpdate};
///
/// let mut assumptions = Assumptions::default();
/// assumptions.taken_name = ServiceErrorKind::Dependency;
/// assumptions.published_update = PublishedUpdate::BackToDraft;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assumptions {
    /// The error for a name that another flow of the account has; `InvalidParameters` by default.
    pub taken_name: ServiceErrorKind,
    /// The error for an operation that a flow's status does not allow; `InvalidParameters` by
    /// default.
    pub wrong_status: ServiceErrorKind,
    /// The error for publishing Flow JSON with validation errors; `InvalidParameters` by default.
    pub invalid_publish: ServiceErrorKind,
    /// The error for a message that Meta refuses; `InvalidParameters` by default.
    pub refused_message: ServiceErrorKind,
    /// Whether a validation error is a JSON object as text, as Meta's own API gives it, and not a
    /// sentence; `false` by default.
    pub validation_errors_as_json: bool,
    /// The effect of `UpdateWhatsAppFlow` on a published flow; it is refused by default.
    pub published_update: PublishedUpdate,
    /// Whether a list begins with the newest flow; `false` by default.
    pub newest_first: bool,
    /// The size of a page that was asked for without one; 50 by default.
    pub default_page_size: usize,
    /// How many times the flows can be listed before a new one is among them; 0 by default.
    pub list_lag: u32,
    /// Whether a download gives the Flow JSON as other text of the same value; `false` by default:
    /// byte for byte.
    pub normalise_json: bool,
    /// Whether a download has a default member in each screen that was not uploaded; `false` by default.
    pub adds_members: bool,
    /// Whether a download has a member in each screen that was not uploaded and that this crate does not
    /// know; `false` by default.
    pub adds_unknown_members: bool,
    /// The largest body of a request that passes, in bytes; 15 MiB by default, which the largest
    /// Flow JSON fits in.
    pub largest_body: usize,
    /// More categories in answers, beside those that the flow was given; none by default. A reader
    /// must bear texts that it does not know.
    pub more_categories: Vec<String>,
}

/// The effect of `UpdateWhatsAppFlow` on a published flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PublishedUpdate {
    /// It is refused, as the guide's table of statuses says.
    Refused,
    /// It makes the flow a draft again, as other resellers of Meta's API say.
    BackToDraft,
    /// It changes the flow, which stays published.
    Done,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            taken_name: ServiceErrorKind::InvalidParameters,
            wrong_status: ServiceErrorKind::InvalidParameters,
            invalid_publish: ServiceErrorKind::InvalidParameters,
            refused_message: ServiceErrorKind::InvalidParameters,
            validation_errors_as_json: false,
            published_update: PublishedUpdate::Refused,
            newest_first: false,
            default_page_size: 50,
            list_lag: 0,
            normalise_json: false,
            adds_members: false,
            adds_unknown_members: false,
            largest_body: 15 * 1024 * 1024,
            more_categories: Vec::new(),
        }
    }
}

impl Assumptions {
    /// The categories of a flow in answers.
    pub(crate) fn categories(&self, categories: &[Category]) -> Vec<String> {
        let known = categories
            .iter()
            .map(|category| category.as_str().to_owned());
        known.chain(self.more_categories.iter().cloned()).collect()
    }
}
