//! Operations of AWS KMS: JSON 1.1, with the operation in the header `x-amz-target`.

use std::marker::PhantomData;

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::Client;
use super::attempt::Request;
use super::call::Task;
use super::settle::{Lost, Settled};
use crate::error::Error;
use crate::kms::Trent;

/// An operation of KMS as a task.
struct Kms<T>(PhantomData<fn(T)>);

impl<T: Trent> Task for Kms<T> {
    type Output = T::Output;

    fn output(body: &[u8]) -> Result<Self::Output, String> {
        let body: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        T::read(&body).ok_or_else(|| "a member is missing or no base64".to_owned())
    }

    /// It does no harm to ask again.
    async fn settle(&self, _: &Client, _: Lost<'_>) -> Settled<Self::Output> {
        Settled::Again
    }
}

impl Client {
    /// Calls an operation of KMS.
    pub(crate) async fn call_kms<T: Trent>(&self, input: &T) -> Result<T::Output, Error> {
        let limits = &self.shared.limits;
        let request = Request {
            operation: T::NAME,
            method: Method::POST,
            url: self.shared.endpoint.clone(),
            body: Some(Bytes::from(input.body().to_string())),
            target: Some(T::TARGET),
            shows_answer: false,
            signed: true,
            silence: limits.read,
            whole: limits.operation,
        };
        self.send(&request, &Kms::<T>(PhantomData)).await
    }
}
