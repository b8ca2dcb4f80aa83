//! `cargo top sign`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use top_core::SignMethod;
use top_core::sign::sign;

use super::{run, run_with, tool};

const SECRET: &str = "SENTINEL-secret-17";

/// Every vector that is there: those of the repository, and those of the whole collection beside it.
#[allow(clippy::print_stdout, reason = "a test that tests less says so")]
fn vectors() -> Vec<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut vectors = Vec::new();
    for file in ["tests/fixtures/vectors.json", "../shared/vectors/vectors.json"] {
        let Ok(text) = fs::read_to_string(root.join(file)) else {
            println!("skipped: there is no {file}");
            continue;
        };
        let all: Value = serde_json::from_str(&text).unwrap();
        vectors.extend(all["sign"].as_array().unwrap().iter().cloned());
    }
    assert!(vectors.len() >= 30, "{} vectors", vectors.len());
    vectors
}

#[test]
fn every_official_signature_is_made() {
    let folder = tempfile();
    for vector in vectors() {
        let mut command = tool();
        command.args(["sign", "@-"]).env("TOP_APP_SECRET", vector["secret"].as_str().unwrap());
        command.args(["--sign-method", vector["sign_method"].as_str().unwrap()]);
        if let Some(body) = vector["body"].as_str() {
            let path = folder.join("body");
            fs::write(&path, body).unwrap();
            command.arg("--body").arg(path);
        }

        let done = run_with(&mut command, &vector["params"].to_string());

        let expected = format!("{}\n", vector["sign"].as_str().unwrap());
        assert_eq!((done.status, &done.stdout), (0, &expected), "{}", vector["id"]);
    }
}

fn tempfile() -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sign");
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_method_is_that_of_the_parameter_unless_one_is_named() {
    let sign =
        |arguments: &[&str]| run(tool().arg("sign").args(arguments).env("TOP_APP_SECRET", "helloworld"));

    let default = sign(&["foo=1", "bar=2", "foo_bar=3", "foobar=4"]);
    assert_eq!(default.succeeded(), "339676BF36C50A8BD3D8F6B4A81B2F9AA614B05BFCFEBEFC169CB830D6B77D3B\n");
    assert_eq!(sign(&["a=1", "sign_method=md5"]).succeeded().len(), 33);
    assert_eq!(sign(&["a=1", "sign_method=md5", "--sign-method", "hmac-sha256"]).succeeded().len(), 65);
    let error = sign(&["a=1", "sign_method=MD5"]);
    assert!(error.failed().contains("the parameter `sign_method` is \"MD5\": --sign-method"), "{error:?}");
    assert_eq!(sign(&["a=1"]).succeeded(), sign(&["a=1", "b=", "c= "]).succeeded());
}

#[test]
fn a_sign_among_the_parameters_is_signed_and_said_unless_it_is_what_is_expected() {
    let sign =
        |arguments: &[&str]| run(tool().arg("sign").args(arguments).env("TOP_APP_SECRET", "helloworld"));

    let with = sign(&["a=1", "sign=XYZ", "--sign-method", "md5"]);
    assert_eq!((with.status, with.stdout.as_str()), (0, "CC5DE5C08BB191ECA54DE9F60E56E771\n"));
    assert!(with.stderr.starts_with("`sign` is among the parameters and was signed with them"), "{with:?}");

    let alone = sign(&["a=1"]).succeeded().trim().to_owned();
    let captured = sign(&["a=1", &format!("sign={alone}"), "--expected", &alone]);
    assert_eq!(captured.succeeded().trim(), alone);
}

#[test]
fn what_makes_no_sense_is_refused_without_being_shown() {
    let sign = |arguments: &[&str]| run(tool().arg("sign").args(arguments));

    let error = sign(&["a=1"]);
    assert_eq!(error.failed(), "error: there is no AppSecret: set TOP_APP_SECRET, or give --secret\n");
    let error = sign(&["a=1", SECRET, "--secret", "x"]);
    assert_eq!(error.failed(), "error: parameter 2 is no NAME=VALUE and no @FILE\n");
    let error = sign(&["a=1", "a=2", "--secret", "x"]);
    assert_eq!(error.failed(), "error: the parameter `a` is given twice\n");
    let error = sign(&["--secret", SECRET, "--sign-method", "sha"]);
    assert!(error.status == 2 && !error.stderr.contains("SENTINEL"), "{error:?}");
    let error = run_with(tool().args(["sign", "@-", "--secret", SECRET]), "{\n\"a\": 1}");
    assert!(
        error.failed().contains("no JSON object of strings") && error.stderr.contains("line 2 column"),
        "{error:?}"
    );
    let help = run(tool().args(["sign", "--help"]).env("TOP_APP_SECRET", SECRET));
    assert!(help.succeeded().contains("TOP_APP_SECRET") && !help.stdout.contains("SENTINEL"), "{help:?}");
}

#[test]
fn an_explanation_shows_what_is_signed_and_no_secret() {
    let arguments = [
        "sign",
        "--explain",
        "v=2.0",
        "app_key=1",
        "session=SENTINEL-session",
        "b= ",
        "text=a\u{1b}[2J",
        "note=SENTINEL-secret-17",
    ];
    for method in ["md5", "hmac", "hmac-sha256", "legacy"] {
        let done = run(tool().args(arguments).args(["--sign-method", method]).env("TOP_APP_SECRET", SECRET));

        let shown = done.succeeded();
        assert!(!shown.contains("SENTINEL") && !shown.contains('\u{1b}'), "{shown}");
        for line in
            ["  session  [redacted]", "  text     a\\u{1b}[2J", "  b  blank: \" \"", "  note     [AppSecret]"]
        {
            assert!(shown.lines().any(|written| written == line), "{line} is not in\n{shown}");
        }
        assert!(shown.contains("app_key1note[AppSecret]session[redacted]texta\\u{1b}[2Jv2.0"), "{shown}");
    }
}

const PAIRS: [(&str, &str); 9] = [
    ("method", "taobao.miniapp.userInfo.get"),
    ("app_key", "12345678"),
    ("timestamp", "2016-01-01 12:00:00"),
    ("format", "json"),
    ("v", "2.0"),
    ("sign_method", "hmac-sha256"),
    ("Title", "淘宝 a+b 50%25"),
    ("empty", ""),
    ("json", r#"{"a": "淘/宝"}"#),
];

/// Signs pairs by `change`d rules, and returns the request that was sent: with the pairs as they are.
fn captured(pairs: &[(&str, &str)], signature: &str, body: Option<&str>) -> String {
    let form = format!("{}&sign={signature}", form_of(pairs));
    match body {
        None => format!(
            "POST /router/rest HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n{form}"
        ),
        Some(body) => format!("https://gw/router/rest?{form}\nContent-Type: application/json\n\n{body}"),
    }
}

fn form_of(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    pairs.iter().map(|(name, value)| format!("{name}={}", escape(value))).collect::<Vec<_>>().join("&")
}

fn signed(pairs: &[(&str, &str)]) -> String {
    sign(pairs.iter().copied(), None, &SECRET.into(), SignMethod::HmacSha256).as_str().to_owned()
}

/// Signs text that was put together wrongly.
fn signed_text(text: &[u8], secret: &str, method: SignMethod) -> String {
    sign([], Some(text), &secret.into(), method).as_str().to_owned()
}

fn with(name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    PAIRS.iter().map(|pair| if pair.0 == name { (pair.0, value) } else { *pair }).collect()
}

/// The text that is signed for the pairs, put together here, blanks kept if asked.
fn text(pairs: &[(&str, &str)], keep_blanks: bool) -> String {
    let mut pairs: Vec<_> = pairs.iter().filter(|(_, value)| keep_blanks || !value.is_empty()).collect();
    pairs.sort();
    concat(pairs)
}

fn concat<'p>(pairs: impl IntoIterator<Item = &'p (&'p str, &'p str)>) -> String {
    pairs.into_iter().flat_map(|(name, value)| [*name, *value]).collect()
}

#[track_caller]
fn assert_explained(request: &str, secret: &str, cause: &str) {
    let mut command = tool();
    command.args(["sign", "--explain", "--request", "-"]).env("TOP_APP_SECRET", secret);
    let done = run_with(&mut command, request);
    assert_eq!(done.status, 1, "{done:?}");
    let (_, why) = done.stdout.split_once("why they differ\n").unwrap_or_else(|| panic!("{done:?}"));
    assert!(why.contains(cause), "{cause} is not in\n{why}");
    assert!(!why.contains("no known mistake") && !done.stdout.contains(SECRET), "{}", done.stdout);
}

#[test]
fn a_request_that_is_signed_well_is_said_to_be() {
    let request = captured(&PAIRS, &signed(&PAIRS), None);
    let sign = |arguments: &[&str]| {
        run_with(
            tool().args(["sign", "--request", "-"]).args(arguments).env("TOP_APP_SECRET", SECRET),
            &request,
        )
    };

    assert_eq!(sign(&[]).succeeded(), format!("{}\n", signed(&PAIRS)));
    assert!(sign(&["--explain"]).succeeded().ends_with("They are the same.\n"));
    let other = sign(&["--expected", "00"]);
    assert_eq!(other.failed(), "error: another signature is expected: --explain finds out why\n");
    assert_eq!(other.stdout, format!("{}\n", signed(&PAIRS)));
}

#[test]
fn mistakes_about_parameters_are_found() {
    let lower = with("method", "taobao.miniapp.userinfo.get");
    let without = |name: &str| PAIRS.iter().filter(|pair| pair.0 != name).copied().collect::<Vec<_>>();
    let simplified: Vec<_> = PAIRS.into_iter().chain([("simplify", "true")]).collect();
    let encoded = "%E6%B7%98%E5%AE%9D%20a%2Bb%2050%2525";
    let json = "%7B%22a%22%3A%20%22%E6%B7%98%2F%E5%AE%9D%22%7D";
    let all_encoded: Vec<_> = with("Title", encoded)
        .into_iter()
        .map(|(name, value)| match name {
            "timestamp" => (name, "2016-01-01%2012%3A00%3A00"),
            "json" => (name, json),
            _ => (name, value),
        })
        .collect();
    for (signed_pairs, cause) in [
        (lower, "`method` was signed in lower case, as taobao.miniapp.userinfo.get"),
        (without("sign_method"), "`sign_method` was not signed"),
        (without("Title"), "`Title` was not signed"),
        (simplified, "`simplify=true` was signed, and is not sent"),
        (with("timestamp", "2016-01-01 04:00:00"), "signed as 2016-01-01 04:00:00, 8:00 hours behind"),
        (with("timestamp", "2016-01-01 13:30:00"), "1:30 hours ahead of what is sent"),
        (with("timestamp", "1451620800000"), "in another form: milliseconds"),
        (with("Title", "淘宝 a+b 50%"), "decoded once more before they were signed, `+` apart"),
        (with("Title", "淘宝 a b 50%25"), "every `+` was signed as a blank"),
        (with("json", r#"{"a":"淘/宝"}"#), "JSON was signed without the blanks"),
        (with("json", r#"{"a": "\u6dd8/\u5b9d"}"#), "as `\\u` escapes"),
        (with("json", r#"{"a": "淘\/宝"}"#), "`\\/` for every slash"),
        (all_encoded, "the values were signed percent-encoded"),
    ] {
        assert_explained(&captured(&PAIRS, &signed(&signed_pairs), None), SECRET, cause);
    }
}

#[test]
fn mistakes_about_the_whole_are_found() {
    let right = text(&PAIRS, false);
    let method = SignMethod::HmacSha256;
    let gbk = encoding_rs::GBK.encode(&right).0.into_owned();
    let given = concat(PAIRS.iter().filter(|pair| !pair.1.is_empty()));
    let mut sorted: Vec<_> = PAIRS.iter().filter(|pair| !pair.1.is_empty()).collect();
    sorted.sort();
    let joined = sorted.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    sorted.sort_by_key(|(name, _)| name.to_lowercase());
    let caseless = concat(sorted);
    for (signature, cause) in [
        (
            signed_text(text(&PAIRS, true).as_bytes(), SECRET, method),
            "blank parameters were signed, too: `empty`",
        ),
        (signed_text(&gbk, SECRET, method), "signed in GBK, not in UTF-8"),
        (signed_text(given.as_bytes(), SECRET, method), "in the order in which they are given here"),
        (signed_text(joined.as_bytes(), SECRET, method), "`=` and `&` were signed"),
        (signed_text(caseless.as_bytes(), SECRET, method), "without regard to upper and lower case"),
        (signed_text(right.as_bytes(), SECRET, SignMethod::Md5), "signed by md5, not by hmac-sha256"),
        (signed_text(right.as_bytes(), SECRET, SignMethod::Hmac), "signed by hmac, not by hmac-sha256"),
        (
            signed_text(format!("{right}{SECRET}").as_bytes(), "", SignMethod::Md5),
            "the MD5 of the text with the secret behind it",
        ),
        (signed_text(right.as_bytes(), "SENTINEL-secret-17\n", method), "with a line break behind it"),
        (signed(&PAIRS).to_lowercase(), "not in upper case"),
        ("AB".to_owned(), "is no signature: it has 2 characters"),
    ] {
        assert_explained(&captured(&PAIRS, &signature, None), SECRET, cause);
    }
    let request = captured(&PAIRS, &signed(&PAIRS), None);
    assert_explained(
        &request,
        " SENTINEL-secret-17 ",
        "without the white space around it that was given here",
    );
}

#[test]
fn mistakes_about_the_body_are_found() {
    let body = r#"{"a": 1}"#;
    let request = captured(&PAIRS, &signed(&PAIRS), Some(body));
    assert_explained(&request, SECRET, "the body was not signed");

    let form = form_of(&PAIRS);
    let both = format!("{}{form}", text(&PAIRS, false));
    let signature = signed_text(both.as_bytes(), SECRET, SignMethod::HmacSha256);
    let request = format!("https://gw/router/rest?sign={signature}\n\n{form}");
    assert_explained(&request, SECRET, "the body was signed behind the parameters, though it is a form");
}

#[test]
fn two_mistakes_at_once_are_found() {
    let wrong = text(&with("timestamp", "2016-01-01 04:00:00"), false);
    let signature = signed_text(wrong.as_bytes(), SECRET, SignMethod::Hmac);

    let cause =
        "it was signed by hmac, not by hmac-sha256, and `timestamp` was signed as 2016-01-01 04:00:00";
    assert_explained(&captured(&PAIRS, &signature, None), SECRET, cause);
}

#[test]
fn a_secret_that_is_another_is_the_likely_cause_where_there_is_no_other() {
    let request = captured(&PAIRS, &signed(&PAIRS), None);
    let mut command = tool();
    command.args(["sign", "--explain", "--request", "-"]).env("TOP_APP_SECRET", "another secret");

    let done = run_with(&mut command, &request);

    assert_eq!(done.status, 1);
    assert!(done.stdout.contains("most likely the expected one was made with another AppSecret"), "{done:?}");
}

#[test]
fn a_url_and_a_body_are_a_call() {
    let (system, rest) = PAIRS.split_at(6);
    let url = format!("https://gw/router/rest?{}&sign={}", form_of(system), signed(&PAIRS));
    let sign =
        |body: &str| run_with(tool().args(["sign", &url, "--body", "-"]).env("TOP_APP_SECRET", SECRET), body);

    assert_eq!(sign(&form_of(rest)).succeeded(), format!("{}\n", signed(&PAIRS)));
    // Without the form it is another call, and JSON is signed as it is.
    assert_eq!(sign("").status, 1);
    let json = signed_text(format!("{}{{}}", text(system, false)).as_bytes(), SECRET, SignMethod::HmacSha256);
    assert_eq!(sign("{}").stdout, format!("{json}\n"));
}

#[test]
fn whoever_closes_the_pipe_gets_no_panic() {
    use std::process::Stdio;
    let mut child = tool()
        .args(["sign", "a=1", "--explain"])
        .env("TOP_APP_SECRET", SECRET)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
