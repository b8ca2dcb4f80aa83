//! The platform's own errors.

use std::fmt;
use std::time::Duration;

use super::{ErrorKind, SignedText, SubCode, codes};
use crate::secret::Echoes;

/// An error that the platform answered with (`error_response`).
#[derive(Clone, PartialEq, Eq)]
pub struct ApiError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    method: &'static str,
    code: i64,
    texts: Texts,
    status: u16,
    signed: Option<SignedText>,
}

/// The message, `sub_code`, `sub_msg` and `request_id`, one behind the other: memory asked for four times would be an eighth
/// of what an error takes to read.
#[derive(Clone, PartialEq, Eq)]
struct Texts {
    all: String,
    /// Where each ends, if it is there.
    ends: [Option<usize>; 4],
}

impl Texts {
    fn new(texts: [Option<&str>; 4], secrets: &Echoes<'_>) -> Self {
        let mut all = String::with_capacity(texts.iter().flatten().map(|text| text.len()).sum());
        let mut ends = [None; 4];
        for (end, text) in ends.iter_mut().zip(texts) {
            if let Some(text) = text {
                secrets.append(text, &mut all);
                *end = Some(all.len());
            }
        }
        Self { all, ends }
    }

    fn get(&self, index: usize) -> Option<&str> {
        let start = self.ends[..index].iter().flatten().last().copied().unwrap_or_default();
        self.all.get(start..self.ends[index]?)
    }
}

impl ApiError {
    /// Makes the error `code` with its message, for answers of a test gateway.
    pub fn new(code: i64, msg: impl Into<String>) -> Self {
        Self::answered(code, [Some(&msg.into()), None, None, None], &Echoes::default())
    }

    /// Makes the error `code` with its message, `sub_code`, `sub_msg` and `request_id`, all `secrets` blotted out.
    pub(crate) fn answered(code: i64, mut texts: [Option<&str>; 4], secrets: &Echoes<'_>) -> Self {
        texts[0].get_or_insert("");
        let texts = Texts::new(texts, secrets);
        Self(Box::new(Inner { method: "", code, texts, status: 200, signed: None }))
    }

    /// Sets what the service behind the platform said (`sub_code`, `sub_msg`).
    #[must_use]
    pub fn with_sub(mut self, sub_code: impl Into<String>, sub_msg: impl Into<String>) -> Self {
        let (sub_code, sub_msg) = (sub_code.into(), sub_msg.into());
        let texts = [Some(self.msg()), Some(&sub_code), Some(&sub_msg), self.request_id()];
        self.0.texts = Texts::new(texts, &Echoes::default());
        self
    }

    /// Sets the id of the call.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<String>) -> Self {
        let request_id = request_id.into();
        let texts = [Some(self.msg()), self.sub_code(), self.sub_msg(), Some(&request_id)];
        self.0.texts = Texts::new(texts, &Echoes::default());
        self
    }

    pub(crate) fn with_call(mut self, method: &'static str, status: u16) -> Self {
        self.0.method = method;
        self.0.status = status;
        self
    }

    pub(crate) fn with_signed(mut self, signed: Option<SignedText>) -> Self {
        self.0.signed = signed;
        self
    }

    /// Returns the method name of the API that was called, empty if it is not known.
    pub fn method(&self) -> &str {
        self.0.method
    }

    /// Returns the platform's code (错误码), for example 25 for an invalid signature; 0 if it gave none.
    pub fn code(&self) -> i64 {
        self.0.code
    }

    /// Returns the platform's message.
    pub fn msg(&self) -> &str {
        self.0.texts.get(0).unwrap_or_default()
    }

    /// Returns the code of the service behind the platform, for example `isv.invalid-parameter`.
    pub fn sub_code(&self) -> Option<&str> {
        self.0.texts.get(1)
    }

    /// Returns the message of the service behind the platform.
    pub fn sub_msg(&self) -> Option<&str> {
        self.0.texts.get(2)
    }

    /// Returns the id under which the platform knows the call; its support asks for it.
    pub fn request_id(&self) -> Option<&str> {
        self.0.texts.get(3)
    }

    /// Returns the HTTP status of the answer, which is 200 for most errors.
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Returns what the error asks for, by the platform's table of codes.
    pub fn kind(&self) -> ErrorKind {
        codes::kind(self.code(), self.sub_code_text())
    }

    /// Returns whether the same call may succeed later: codes 3 to 8 and 10, and of the others the sub-codes
    /// `accesscontrol.*` and `isp.*`, without the few `isp.*` that the shape of a parameter causes.
    ///
    /// Whether it may be *made* again is another question: see
    /// [`may_have_been_executed`](Self::may_have_been_executed).
    pub fn is_retryable(&self) -> bool {
        codes::is_retryable(self.code(), self.sub_code_text())
    }

    /// Returns whether the service behind the platform may have acted on the call, so that making it again may do its
    /// thing twice; what the gateway itself refuses was not acted on.
    pub fn may_have_been_executed(&self) -> bool {
        codes::may_have_been_executed(self.code(), self.sub_code_text())
    }

    /// Returns how long the platform refuses calls like this one (流控): the seconds of `This ban will last for N more
    /// seconds` in `sub_msg`, and one more; `None` if it does not say.
    pub fn retry_after(&self) -> Option<Duration> {
        codes::ban(self.sub_msg()?)
    }

    /// Returns whether the application has used up its calls of the day (`accesscontrol.limited-by-app-access-count`),
    /// which are counted anew from 00:00 GMT+8.
    pub fn is_daily_quota(&self) -> bool {
        self.sub_code() == Some(codes::DAILY_QUOTA)
    }

    /// Returns whether the user has to authorise the application again (codes 26, 27 and 53).
    ///
    /// Code 44, which one client reads so and no document explains, is of the kind [`ErrorKind::Session`] only.
    pub fn is_session_invalid(&self) -> bool {
        matches!(self.code(), 26 | 27 | 53)
    }

    /// Returns the data in the sub-code, for example the name of the parameter that is missing; `None` if it has none.
    ///
    /// ```
    /// use top_core::ApiError;
    /// use top_core::error::SubCode;
    ///
    /// let error = ApiError::new(40, "Missing required arguments").with_sub("isv.missing-parameter:nick", "");
    /// assert_eq!(error.sub_code_data(), Some(SubCode::MissingParameter("nick")));
    /// ```
    pub fn sub_code_data(&self) -> Option<SubCode<'_>> {
        SubCode::parse(self.sub_code()?)
    }

    /// Returns what to do about the error, in words, if its codes tell; the message ends with it.
    pub fn hint(&self) -> Option<&'static str> {
        codes::hint(self.code(), self.sub_code_text())
    }

    /// Returns what was signed, its secrets blotted out, if the platform refused the signature of a call (code 25);
    /// `None` for a batch.
    pub fn signed(&self) -> Option<&SignedText> {
        self.0.signed.as_ref()
    }

    fn sub_code_text(&self) -> &str {
        self.sub_code().unwrap_or_default()
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("method", &self.method())
            .field("code", &self.code())
            .field("msg", &self.msg())
            .field("sub_code", &self.sub_code())
            .field("sub_msg", &self.sub_msg())
            .field("request_id", &self.request_id())
            .field("status", &self.status())
            .field("signed", &self.signed())
            .finish()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { method, code, signed, .. } = &*self.0;
        if !method.is_empty() {
            write!(f, "{method}: ")?;
        }
        write!(f, "the platform answered with error {code}: {}", self.msg())?;
        if let Some(sub_code) = self.sub_code() {
            write!(f, ", sub_code {sub_code}")?;
        }
        if let Some(sub_msg) = self.sub_msg() {
            write!(f, ": {sub_msg}")?;
        }
        if let Some(request_id) = self.request_id() {
            write!(f, ", request_id {request_id}")?;
        }
        if let Some(hint) = self.hint() {
            write!(f, "; {hint}")?;
        }
        if let Some(signed) = signed {
            // The values are not for every log: who wants them asks for them.
            let names = signed.names().collect::<Vec<_>>().join(", ");
            write!(f, "; signed by {} were {names} (`ApiError::signed` has the text)", signed.sign_method())?;
        }
        Ok(())
    }
}

impl std::error::Error for ApiError {}
