//! Calls of the platform as extractors of axum.

use std::error::Error;
use std::fmt;

use axum_core::body::Body;
use axum_core::extract::rejection::{BytesRejection, FailedToBufferBody};
use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;

use super::{Spi, SpiAnswer, SpiCall, SpiError, VerifiedCall};
use crate::api::TopApi;

/// A refused call in axum: the error, and the answer that the platform gets.
///
/// A handler that takes `Result<SpiCall<_>, SpiRejection>` sees it first.
pub struct SpiRejection {
    error: SpiError,
    answer: SpiAnswer,
}

impl SpiRejection {
    fn new(spi: &Spi, error: SpiError) -> Self {
        let answer = spi.refuse(&error);
        Self { error, answer }
    }

    /// Returns why the call is refused, which is not for the caller to know.
    pub fn error(&self) -> &SpiError {
        &self.error
    }
}

impl fmt::Debug for SpiRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpiRejection").field("error", &self.error).finish_non_exhaustive()
    }
}

impl fmt::Display for SpiRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl Error for SpiRejection {}

impl IntoResponse for SpiRejection {
    fn into_response(self) -> Response {
        self.answer.into_response()
    }
}

impl IntoResponse for SpiAnswer {
    fn into_response(self) -> Response {
        self.into_http().map(Body::from)
    }
}

/// Verifies the call by the [`Spi`] of the state, and reads it as `A`.
impl<A: TopApi, S: Send + Sync> FromRequest<S> for SpiCall<A>
where
    Spi: FromRef<S>,
{
    type Rejection = SpiRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, SpiRejection> {
        let spi = Spi::from_ref(state);
        let call = verify(&spi, request).await?;
        call.receive().map_err(|error| SpiRejection::new(&spi, error))
    }
}

/// Verifies the call by the [`Spi`] of the state, for the handler to read it as what it is.
impl<S: Send + Sync> FromRequest<S> for VerifiedCall
where
    Spi: FromRef<S>,
{
    type Rejection = SpiRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, SpiRejection> {
        verify(&Spi::from_ref(state), request).await
    }
}

async fn verify(spi: &Spi, request: Request) -> Result<VerifiedCall, SpiRejection> {
    let (head, body) = request.into_parts();
    // Reading the body so keeps to the limit that the server has set.
    let body = Bytes::from_request(Request::from_parts(head.clone(), body), &()).await;
    let body = body.map_err(|error| {
        let mut rejection = match error {
            BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => {
                SpiRejection::new(spi, SpiError::BodyTooLarge)
            }
            _ => SpiRejection::new(spi, SpiError::UnreadBody),
        };
        rejection.answer = rejection.answer.with_status(error_status(&rejection.error));
        rejection
    })?;
    spi.verify(&head, body).map_err(|error| SpiRejection::new(spi, error))
}

fn error_status(error: &SpiError) -> StatusCode {
    match error {
        SpiError::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    }
}
