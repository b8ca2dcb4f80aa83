//! `cargo top sandbox`.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStdout, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use top_apis::APIS;
use top_core::dynamic::DynamicObject;
use top_core::{BlockingClient, CallOptions, Client, Error};

use super::{run, tool};

const SECRET: &str = "SENTINEL-secret-17";

/// A running gateway, which is ended with the test.
struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    url: String,
}

impl Running {
    fn start(arguments: &[&str]) -> Self {
        let mut command = tool();
        command.arg("sandbox").args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        // The address comes first, and at once.
        let mut url = String::new();
        stdout.read_line(&mut url).unwrap();
        Self { child, stdout, url: url.trim_end().to_owned() }
    }

    fn client(&self, key: &str, secret: &str) -> BlockingClient {
        Client::builder(key, secret).gateway(self.url.as_str()).build_blocking().unwrap()
    }

    /// Stops it by a signal: its exit status, and all that it wrote since its address.
    fn stop(mut self, signal: Signal) -> (Option<i32>, String, String) {
        kill(Pid::from_raw(self.child.id().try_into().unwrap()), signal).unwrap();
        let status = self.child.wait().unwrap();
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        (status.code(), stdout, stderr)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It is gone already, unless the test has failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_declared_api_is_answered_until_it_is_stopped() {
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let running = Running::start(&[]);
        assert!(running.url.starts_with("http://127.0.0.1:"), "{}", running.url);
        let client = running.client("12345678", "helloworld");
        for api in APIS.iter() {
            let request = DynamicObject::example(api.request());
            let reply = client.execute_dynamic(api, &request, CallOptions::new()).unwrap();
            assert_eq!(*reply, DynamicObject::example(api.response()));
        }
        let url = running.url.clone();

        let (status, stdout, stderr) = running.stop(signal);

        assert_eq!((status, stderr.as_str()), (Some(0), ""));
        assert!(stdout.starts_with("AppKey     12345678\nAppSecret  helloworld\n3 APIs"), "{stdout}");
        let hint = format!(
            "TOP_GATEWAY={url} TOP_APP_KEY=12345678 TOP_APP_SECRET=helloworld cargo top call METHOD --example"
        );
        assert!(stdout.contains(&hint), "{stdout}");
        for (index, api) in APIS.iter().enumerate() {
            let logged = format!("  {}  ok  sandbox0000000{}  ", api.method(), index + 1);
            assert!(stdout.lines().any(|line| line.contains(&logged) && line.ends_with(" ms")), "{stdout}");
        }
    }
}

#[test]
fn what_is_refused_is_logged_and_no_secret_is() {
    let running = Running::start(&["--app-key", "4272", "--secret", SECRET]);
    let api = APIS.get("tmall.fin.car.open.bill.notify").unwrap();
    let request = DynamicObject::example(api.request());
    let too_long = request.to_json().as_str().replace("GH_APP", &"x".repeat(33));
    let too_long = DynamicObject::from_json(api.request(), &too_long).unwrap();
    let options = CallOptions::new().session("SENTINEL-session");
    let code = |outcome: Result<_, Error>| match outcome {
        Err(Error::Api(error)) => error.code(),
        _ => 0,
    };

    let good = running.client("4272", SECRET);
    assert_eq!(code(good.execute_dynamic(api, &request, options.clone())), 0);
    assert_eq!(code(good.execute_dynamic(api, &too_long, options.clone().skip_validation())), 41);
    assert_eq!(code(running.client("4272", "another").execute_dynamic(api, &request, options)), 25);
    let (status, stdout, stderr) = running.stop(Signal::SIGINT);

    assert_eq!((status, stderr.as_str()), (Some(0), ""));
    assert!(!stdout.contains("SENTINEL"), "{stdout}");
    assert!(stdout.contains("AppKey     4272\nAppSecret  the one that was given\n"), "{stdout}");
    let invalid = "error 41 isv.invalid-parameter:bill_status_equest_top.channel  sandbox00000002";
    assert!(stdout.contains(invalid) && stdout.contains("error 25  sandbox00000003"), "{stdout}");
}

#[test]
fn a_method_from_outside_cannot_write_to_the_terminal() {
    use std::io::Write as _;
    let running = Running::start(&[]);
    let address = running.url.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    let head = "GET /router/rest?method=%1b%5b2J%0aok HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();

    let (_, stdout, _) = running.stop(Signal::SIGINT);

    assert!(stdout.contains("\\u{1b}[2J\\nok  error 22"), "{stdout}");
}

#[test]
fn an_address_that_cannot_be_listened_on_is_an_error() {
    let running = Running::start(&[]);
    let taken = running.url.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();

    let error = run(tool().args(["sandbox", "--listen", &taken]));
    assert!(error.failed().starts_with(&format!("error: {taken}: ")), "{error:?}");
    let error = run(tool().args(["sandbox", "--listen", "8080"]));
    assert!(error.failed().contains("an address is written like 127.0.0.1:8080"), "{error:?}");
}
