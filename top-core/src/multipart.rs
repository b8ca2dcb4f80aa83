//! `multipart/form-data`, the form of a request with files.

use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::params::Params;
use crate::sign::hexadecimal;

/// Writes parameters and files; returns the boundary and the body.
pub(crate) fn write(params: &Params, signature: &str) -> (String, Bytes) {
    let boundary = boundary(params, signature);
    let size: usize = params.files().iter().map(|(_, file)| file.bytes().len()).sum();
    let mut body = Vec::with_capacity(size + 4_096);
    for (name, value) in params.iter().chain([("sign", signature)]) {
        start_part(&boundary, name, &mut body);
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for (name, file) in params.files() {
        start_part(&boundary, name, &mut body);
        body.extend_from_slice(b"; filename=\"");
        body.extend_from_slice(escape(file.name()).as_bytes());
        body.extend_from_slice(b"\"\r\nContent-Type: ");
        body.extend_from_slice(file.content_type().as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(file.bytes());
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--");
    body.extend_from_slice(boundary.as_bytes());
    body.extend_from_slice(b"--\r\n");
    (boundary, body.into())
}

/// Returns a boundary that stands in none of the parts: a digest of all of them, which none can hold, keyed by the
/// signature, so that nobody who supplies a part can compute it.
fn boundary(params: &Params, signature: &str) -> String {
    let text = Sha256::new().chain_update(signature).chain_update(params.signed_text());
    let digest =
        params.files().iter().fold(text, |digest, (_, file)| digest.chain_update(file.bytes())).finalize();
    let digits = digest[..16].iter().flat_map(|byte| hexadecimal(*byte));
    b"top".iter().chain(digits).map(|&digit| char::from(digit)).collect()
}

fn start_part(boundary: &str, name: &str, body: &mut Vec<u8>) {
    body.extend_from_slice(b"--");
    body.extend_from_slice(boundary.as_bytes());
    body.extend_from_slice(b"\r\nContent-Disposition: form-data; name=\"");
    body.extend_from_slice(escape(name).as_bytes());
    body.extend_from_slice(b"\"");
}

/// Escapes what would end a quoted name, as browsers do.
fn escape(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
