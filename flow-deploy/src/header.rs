//! The headers of AWS that answers have.

/// The name of the error; a URI may follow it.
pub const ERROR_TYPE: &str = "x-amzn-errortype";

/// The id of the request.
pub const REQUEST_ID: &str = "x-amzn-requestid";

/// How many milliseconds to wait before the next attempt.
pub const RETRY_AFTER: &str = "x-amz-retry-after";
