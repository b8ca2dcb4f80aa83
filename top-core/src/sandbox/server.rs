//! The HTTP server under the gateway: one thread with a runtime of its own, so that any test can use it.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::sync::oneshot;

use super::gateway::Body;
use super::{Shared, batch, gateway, tokens};
use crate::wire::File;

/// The largest body that the gateway reads, in bytes.
const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// A running server. Dropping it closes its connections and ends its thread.
pub(super) struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(address: SocketAddr, shared: Arc<Shared>) -> io::Result<Self> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _context = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("top-sandbox".to_owned()).spawn(move || {
            runtime.spawn(accept(listener, shared));
            // Both a message and a dropped sender mean the end; the runtime then drops what it runs.
            let _ = runtime.block_on(stopped);
        })?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // A server that is gone already needs no stopping.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn accept(listener: tokio::net::TcpListener, shared: Arc<Shared>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file descriptors, most likely: let the open connections make progress.
            tokio::task::yield_now().await;
            continue;
        };
        // Answers are small and wait for nothing.
        let _ = stream.set_nodelay(true);
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(move |request| serve(Arc::clone(&shared), request));
            // A client that goes away mid-way is its own business.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn serve(
    shared: Arc<Shared>,
    request: hyper::Request<Incoming>,
) -> io::Result<hyper::Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let answer = match Limited::new(body, MAX_BODY_BYTES).collect().await {
        Ok(body) => {
            let body = body.to_bytes();
            // A handler may take its time, and even call the gateway itself.
            let at = Arc::clone(&shared);
            let answer = if head.uri.path() == batch::PATH {
                tokio::task::spawn_blocking(move || batch::answer(&shared, &head, &body)).await
            } else if head.uri.path() == tokens::PATH {
                Ok(Some(tokens::answer(&shared, &head, &read_body(&head, body).await)))
            } else {
                let body = read_body(&head, body).await;
                tokio::task::spawn_blocking(move || gateway::answer(&shared, &head, &body)).await
            };
            match answer {
                Ok(Some(answer)) => gateway::dated(answer, at.now()),
                // An error of the service closes its connection.
                Ok(None) => return Err(io::ErrorKind::ConnectionAborted.into()),
                Err(_) => gateway::status(StatusCode::INTERNAL_SERVER_ERROR),
            }
        }
        Err(error) if error.is::<LengthLimitError>() => gateway::status(StatusCode::PAYLOAD_TOO_LARGE),
        Err(_) => gateway::status(StatusCode::BAD_REQUEST),
    };
    Ok(answer.map(Full::new))
}

/// Reads the pairs and files of a body by its Content-Type; one without a type is taken for a form.
async fn read_body(head: &Parts, body: Bytes) -> Body {
    let content_type =
        head.headers.get(header::CONTENT_TYPE).map_or(Ok(""), HeaderValue::to_str).unwrap_or("?");
    let form = "application/x-www-form-urlencoded";
    if content_type.is_empty()
        || content_type.get(..form.len()).is_some_and(|start| start.eq_ignore_ascii_case(form))
    {
        return Body::Parameters(form_urlencoded::parse(&body).into_owned().collect(), Vec::new());
    }
    let is_raw = ["application/json", "text/xml", "application/xml"]
        .iter()
        .any(|raw| content_type.get(..raw.len()).is_some_and(|start| start.eq_ignore_ascii_case(raw)));
    if is_raw {
        return Body::Raw(body);
    }
    match multer::parse_boundary(content_type) {
        Ok(boundary) => read_multipart(boundary, body).await.unwrap_or(Body::Unreadable),
        Err(_) => Body::Unreadable,
    }
}

async fn read_multipart(boundary: String, body: Bytes) -> multer::Result<Body> {
    let (mut pairs, mut files) = (Vec::new(), Vec::new());
    let mut parts = multer::Multipart::with_reader(&*body, boundary);
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(ToString::to_string);
        match file_name {
            // As bytes: what starts with a byte order mark would be read without it as text.
            None => pairs.push((name, String::from_utf8_lossy(&part.bytes().await?).into_owned())),
            Some(file_name) => {
                let file = File::new(file_name, part.bytes().await?);
                files.push((
                    name,
                    content_type.map_or(file.clone(), |content_type| file.with_content_type(content_type)),
                ));
            }
        }
    }
    Ok(Body::Parameters(pairs, files))
}
