//! What the platform expects in return.

use std::fmt;

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};

use super::SpiError;
use crate::api::TopObject;
use crate::flatten::{Lists, write_json_string, write_members};
use crate::value::Object;

/// The answer to a call of the platform: JSON in UTF-8, unless it is [taken](Self::raw) as it is.
///
/// The HTTP status is 200 for failures, too, as it is in the answers of the platform's own gateway.
#[derive(Clone, PartialEq, Eq)]
pub struct SpiAnswer {
    status: StatusCode,
    content_type: HeaderValue,
    body: Bytes,
}

impl SpiAnswer {
    /// Writes a declared response.
    ///
    /// Its members stand at the top, without a member around them, as in the platform's demonstration of a failure
    /// (see [`failure`](Self::failure)), and lists are plain arrays. For a success no public document says so; it is
    /// the documented response parameters and nothing else.
    pub fn of<R: TopObject>(response: &R) -> Self {
        Self::of_object(response)
    }

    fn of_object(response: &dyn Object) -> Self {
        let mut body = vec![b'{'];
        write_members(response, Lists::Plain, true, &mut body);
        body.push(b'}');
        Self::json(body)
    }

    /// Writes a failure: `{"flag":"failure","sub_code":...,"sub_message":...}`.
    ///
    /// These are the names that the platform gives the members (奇门, 验签返回报文, in a [public
    /// copy](https://blog.csdn.net/lxw1844912514/article/details/124802533)). Before an API goes online it checks
    /// that a call with a wrong signature is answered by `sign-check-failure` and `Illegal request`. An application
    /// whose console maps them to other names answers with a struct of its own, see
    /// [`SpiBuilder::refuse_with`](super::SpiBuilder::refuse_with).
    pub fn failure(sub_code: &str, sub_message: &str) -> Self {
        let mut body = br#"{"flag":"failure""#.to_vec();
        for (name, text) in [("sub_code", sub_code), ("sub_message", sub_message)] {
            body.push(b',');
            write_json_string(name, &mut body);
            body.push(b':');
            write_json_string(text, &mut body);
        }
        body.push(b'}');
        Self::json(body)
    }

    fn json(body: Vec<u8>) -> Self {
        Self::raw(HeaderValue::from_static("application/json;charset=UTF-8"), body)
    }

    /// Takes an answer as it is, for example in XML (`text/xml;charset=UTF-8`), which some APIs want.
    pub fn raw(content_type: HeaderValue, body: impl Into<Bytes>) -> Self {
        Self { status: StatusCode::OK, content_type, body: body.into() }
    }

    /// Writes the failure that a refused call is answered with, by its [code](SpiError::sub_code) and
    /// [message](SpiError::sub_message). It has no value of the call.
    pub fn refusal(error: &SpiError) -> Self {
        Self::failure(&error.sub_code(), &error.sub_message())
    }

    /// Sets the HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Returns the body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Returns the answer as HTTP has it, `application/json;charset=UTF-8` its Content-Type.
    pub fn into_http(self) -> Response<Bytes> {
        let mut answer = Response::new(self.body);
        *answer.status_mut() = self.status;
        answer.headers_mut().insert(header::CONTENT_TYPE, self.content_type);
        answer
    }
}

impl fmt::Debug for SpiAnswer {
    /// Shows no body: what a response holds is the author's to print.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SpiAnswer")
            .field("status", &self.status.as_u16())
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
