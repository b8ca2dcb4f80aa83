//! `byte[]`: a file that is uploaded.

use std::path::Path;
use std::{fmt, fs, io};

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

    /// Takes a file from the disk, under its own name; a name that is no Unicode is shown as far as it is.
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, or `path` ends with no name.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let name = path
            .file_name()
            .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the path has no file name"))?;
        Ok(Self::new(name.to_string_lossy(), fs::read(path)?))
    }

    /// Takes a file by its name from what `reader` gives until its end.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be read.
    pub fn from_reader(name: impl Into<String>, mut reader: impl io::Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes)?;
        Ok(Self::new(name, bytes))
    }

    /// Sets the MIME type that the ending of the name stands for, `application/octet-stream` if it stands for none.
    #[cfg(feature = "mime")]
    #[must_use]
    pub fn with_guessed_content_type(self) -> Self {
        let guessed = mime_guess::from_path(&self.name).first_or_octet_stream();
        self.with_content_type(guessed.essence_str())
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
