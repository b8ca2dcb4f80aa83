//! `byte[]`: a file that is uploaded.

use std::fmt;

use bytes::Bytes;

use super::{Reader, Wire};
use crate::descriptor::Type;
use crate::value::Value;

/// A file to upload (`byte[]`), a parameter of a request.
///
/// A request with a file is sent as `multipart/form-data`. The bytes are not signed. Inside a struct there is no place
/// for a file on the wire.
///
/// ```
/// use top_core::File;
///
/// let picture = File::new("red.png", &b"\x89PNG\r\n\x1a\n"[..]).with_content_type("image/png");
/// assert_eq!((picture.name(), picture.bytes().len()), ("red.png", 8));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: String,
    content_type: String,
    bytes: Bytes,
}

impl File {
    /// Takes a file by its name, without control characters, and its bytes; its MIME type is `application/octet-stream` until set.
    pub fn new(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let content_type = "application/octet-stream".to_owned();
        Self { name: name.into().replace(char::is_control, ""), content_type, bytes: bytes.into() }
    }

    /// Sets the MIME type. Control characters in it are left out.
    #[must_use]
    pub fn with_content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into().replace(char::is_control, "");
        self
    }

    /// Returns the file name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the MIME type.
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// Returns the bytes.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl fmt::Debug for File {
    /// Shows how large the file is, not what is in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

impl Wire for File {
    const TYPE: Type = Type::File;

    fn value(&self) -> Value<'_> {
        Value::File(self)
    }

    fn read(reader: &mut Reader<'_>) -> Self {
        reader.file()
    }
}
