//! The other end of the calls, in a process of its own, so that its CPU time is not counted: it reads requests, and answers
//! each with the same bytes.

use std::cell::Cell;
use std::io::Write;
use std::rc::Rc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::LocalSet;

use crate::shared::bodies;

/// The target that is answered with the number of connections so far.
pub(crate) const CONNECTIONS: &str = "/connections";

/// Serves on a port of its own, which it prints, until its standard input ends.
pub(crate) fn serve() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    // When the parent ends, however it ends, so does this.
    std::thread::spawn(|| {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        std::process::exit(0);
    });
    let connections = Rc::new(Cell::new(0));
    LocalSet::new().block_on(&runtime, async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("{}", listener.local_addr().unwrap().port());
        std::io::stdout().flush().unwrap();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            connections.set(connections.get() + 1);
            tokio::task::spawn_local(answer(stream, Rc::clone(&connections)));
        }
    });
}

async fn answer(mut stream: TcpStream, connections: Rc<Cell<u64>>) {
    stream.set_nodelay(true).unwrap();
    let body = bodies::wrapped("taobao.phone.bank.credit.process", bodies::PHONE);
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/javascript;charset=UTF-8\r\nContent-Length: ";
    let answer = format!("{head}{}\r\n\r\n{body}", body.len());
    let mut buffer = Vec::with_capacity(16 * 1024);
    loop {
        while let Some(length) = message_length(&buffer) {
            if buffer.starts_with(format!("GET {CONNECTIONS}").as_bytes()) {
                let body = connections.get().to_string();
                let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                stream.write_all(answer.as_bytes()).await.unwrap();
            } else {
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
            buffer.drain(..length);
        }
        match stream.read_buf(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// Returns how long the first message of `buffer` is, `None` if it is not whole.
pub(crate) fn message_length(buffer: &[u8]) -> Option<usize> {
    let head = buffer.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&buffer[..head]).unwrap();
    let body = text.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().unwrap())
    });
    let length = head + body.unwrap_or_default();
    (buffer.len() >= length).then_some(length)
}
