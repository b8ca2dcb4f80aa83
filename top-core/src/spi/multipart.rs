//! A form of several parts, which has arrived as a whole.

use std::convert::Infallible;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::ready;
use futures_util::stream::once;
use multer::Multipart;

use crate::wire::File;

/// The fields of a form, texts in the charset of the call.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) texts: Vec<(String, Bytes)>,
    pub(super) files: Vec<(String, File)>,
}

/// Reads a form; `None` if it is none.
pub(super) fn read(content_type: &str, body: Bytes) -> Option<Parts> {
    let boundary = multer::parse_boundary(content_type).ok()?;
    // The bytes are all there, so that there is nothing to wait for.
    read_parts(boundary, body).now_or_never()?.ok()
}

async fn read_parts(boundary: String, body: Bytes) -> multer::Result<Parts> {
    let mut read = Parts::default();
    let mut parts = Multipart::new(once(ready(Ok::<_, Infallible>(body))), boundary);
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(ToString::to_string);
        let bytes = part.bytes().await?;
        match (file_name, content_type) {
            (None, _) => read.texts.push((name, bytes)),
            (Some(file_name), None) => read.files.push((name, File::new(file_name, bytes))),
            (Some(file_name), Some(content_type)) => {
                read.files.push((name, File::new(file_name, bytes).with_content_type(content_type)));
            }
        }
    }
    Ok(read)
}
