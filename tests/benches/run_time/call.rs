//! Whole calls on loopback: the client, reqwest, and a socket, each posting the same bytes to a server in another process.

use std::future::Future;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::HeaderMap;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::runtime::Runtime;
use tokio_rustls::rustls;
use top_apis::phone_bank_credit_process::PhoneBankCreditProcessRequest;
use top_core::{CallOptions, Client, DateTime, SignMethod};

use crate::measure::{Figure, cpu_nanos};
use crate::server::{CONNECTIONS, message_length};
use crate::shared::documented;
use crate::shared::prepare::{self, APP_KEY, APP_SECRET, SESSION, app};
use crate::shared::tuned::{Tuned, phone};
use crate::shared::typed::{self, Answer};

/// How many calls a turn makes.
const CALLS: usize = 512;

/// The names of the contenders, in the order of their turns.
const NAMES: [&str; 4] = ["ours", "reqwest", "reqwest, tuned, serde_json", "socket"];

/// How calls are made: its name, and how many are under way at once.
const CASES: [(&str, usize); 2] = [("one after the other", 1), ("64 at a time", 64)];

/// Measures calls one after the other, and 64 at a time: the cases whose name has `part`, of all contenders or of one.
pub(crate) fn measure(
    rounds: usize,
    part: &str,
    contender: Option<&str>,
    mut report: impl FnMut(&str, &[Figure]),
) {
    let server = Server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let names: Vec<_> =
        NAMES.into_iter().filter(|name| contender.is_none_or(|contender| contender == *name)).collect();
    // Alone, a contender is its own reference.
    let reference = names.iter().position(|name| *name == "reqwest").unwrap_or_default();
    let mut notes = Vec::new();
    for (case, concurrency) in CASES {
        if names.is_empty() || !case.contains(part) {
            continue;
        }
        let contenders = Contenders::new(&server, concurrency);
        let mut times = vec![Vec::new(); names.len()];
        let mut connections = vec![0; names.len()];
        // The first round opens the connections and is not counted.
        for round in 0..=rounds {
            for step in 0..names.len() {
                let at = (step + round) % names.len();
                let before = server.connections(&runtime);
                let start = cpu_nanos();
                contenders.turn(names[at], &runtime, concurrency);
                let nanos = cpu_nanos() - start;
                // The question itself takes a connection.
                connections[at] += server.connections(&runtime) - before - 1;
                if round > 0 {
                    #[allow(clippy::cast_precision_loss, reason = "a turn is shorter than 2^53 ns")]
                    times[at].push(nanos as f64 / CALLS as f64);
                }
            }
        }
        let figures: Vec<_> = names
            .iter()
            .zip(&times)
            .map(|(name, nanos)| Figure::of(name, nanos, &times[reference]))
            .collect();
        report(case, &figures);
        let calls = CALLS * (rounds + 1);
        notes.extend(names.iter().zip(&connections).map(|(name, connections)| {
            format!("{case}, {name}: {connections} connections for {calls} calls")
        }));
    }
    println!("\n{}", notes.join("\n"));
}

/// The server, which ends with this process.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg("serve")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { child, port: line.trim().parse().unwrap() }
    }

    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/router/rest", self.port)
    }

    fn connections(&self, runtime: &Runtime) -> u64 {
        runtime.block_on(async {
            let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
            let question = format!("GET {CONNECTIONS} HTTP/1.1\r\nHost: localhost\r\n\r\n");
            let answer = exchange(&mut stream, question.as_bytes()).await;
            let text = std::str::from_utf8(&answer).unwrap();
            text.rsplit("\r\n").next().unwrap().parse().unwrap()
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a request, and returns the whole answer.
async fn exchange(stream: &mut TcpStream, request: &[u8]) -> Vec<u8> {
    stream.write_all(request).await.unwrap();
    let mut answer = Vec::with_capacity(1024);
    loop {
        assert!(stream.read_buf(&mut answer).await.unwrap() > 0, "the server is gone");
        if message_length(&answer).is_some() {
            return answer;
        }
    }
}

struct Contenders {
    client: Client,
    request: Arc<PhoneBankCreditProcessRequest>,
    tuned: Mutex<Tuned>,
    reqwest: reqwest::Client,
    url: reqwest::Url,
    headers: HeaderMap,
    body: Bytes,
    http: Arc<[u8]>,
    streams: Vec<Arc<tokio::sync::Mutex<Option<TcpStream>>>>,
    port: u16,
}

impl Contenders {
    fn new(server: &Server, concurrency: usize) -> Self {
        let url = server.url();
        let client =
            Client::builder(APP_KEY, APP_SECRET).session(SESSION).gateway(url.as_str()).build().unwrap();
        let call = app(SignMethod::HmacSha256)
            .prepare(&documented::phone(), &CallOptions::new(), prepare::timestamp())
            .unwrap();
        let (headers, body) = (call.headers(), call.body().clone());
        let mut http = format!("POST /router/rest HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", server.port);
        for (name, value) in &headers {
            http.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
        }
        http.extend(["Content-Length: ", &body.len().to_string(), "\r\n\r\n"]);
        let http = [http.as_bytes(), &body].concat().into();
        Self {
            client,
            request: Arc::new(documented::phone()),
            tuned: Mutex::new(Tuned::new(SignMethod::HmacSha256)),
            reqwest: reqwest_client(),
            url: url.parse().unwrap(),
            headers,
            body,
            http,
            streams: (0..concurrency).map(|_| Arc::default()).collect(),
            port: server.port,
        }
    }

    fn turn(&self, name: &str, runtime: &Runtime, concurrency: usize) {
        match name {
            "ours" => all(runtime, concurrency, |_| {
                let (client, request) = (self.client.clone(), Arc::clone(&self.request));
                async move {
                    assert!(client.execute(&*request).await.unwrap().biz_code.is_some());
                }
            }),
            "reqwest" => all(runtime, concurrency, |_| {
                let post = self.post(self.body.clone());
                async move {
                    assert!(!post.await.is_empty());
                }
            }),
            "socket" => all(runtime, concurrency, |task| {
                let (stream, http, port) =
                    (Arc::clone(&self.streams[task]), Arc::clone(&self.http), self.port);
                async move {
                    let mut stream = stream.lock().await;
                    if stream.is_none() {
                        let opened = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                        opened.set_nodelay(true).unwrap();
                        *stream = Some(opened);
                    }
                    assert!(!exchange(stream.as_mut().unwrap(), &http).await.is_empty());
                }
            }),
            _ => all(runtime, concurrency, |_| {
                // As prepared and read by hand; what is sent is as long, with the time of now.
                let mut tuned = self.tuned.lock().unwrap();
                let body = phone(&mut tuned, &self.request, DateTime::now()).unwrap();
                let post = self.post(body.into());
                async move {
                    let answer = post.await;
                    let answer: typed::PhoneWrapped = serde_json::from_slice(&answer).unwrap();
                    assert!(answer.into_result().unwrap().biz_code.is_some());
                }
            }),
        }
    }

    fn post(&self, body: Bytes) -> impl Future<Output = Bytes> + Send + 'static {
        let request = self.reqwest.post(self.url.clone()).headers(self.headers.clone()).body(body);
        async move { request.send().await.unwrap().bytes().await.unwrap() }
    }
}

/// Makes the calls of a turn, shared by `concurrency` tasks.
fn all<F: Future<Output = ()> + Send + 'static>(
    runtime: &Runtime,
    concurrency: usize,
    call: impl Fn(usize) -> F,
) {
    runtime.block_on(async {
        if concurrency == 1 {
            for _ in 0..CALLS {
                call(0).await;
            }
            return;
        }
        let tasks: Vec<_> = (0..concurrency)
            .map(|task| {
                let calls: Vec<F> = (0..CALLS / concurrency).map(|_| call(task)).collect();
                tokio::spawn(async move {
                    for call in calls {
                        call.await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    });
}

/// Sets up reqwest as the built-in transport does, which trusts nobody where nothing is encrypted.
fn reqwest_client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls);
    builder
        .redirect(reqwest::redirect::Policy::none())
        .timeout(std::time::Duration::from_secs(30))
        .build()
        .unwrap()
}
