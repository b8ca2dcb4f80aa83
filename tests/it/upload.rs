//! Requests with files: sent in parts, the text signed, the bytes arriving as they were.

use top_core::error::{Actual, Error, ViolationKind};
use top_core::rules::Rule;
use top_core::sandbox::Sandbox;
use top_core::{App, CallOptions, DateTime, File, SignMethod, TopApi, TopObject};

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.picture.upload", response = PictureUploadResponse)]
struct PictureUploadRequest {
    image_input_title: String,
    #[top(max_bytes = 3_145_728)]
    img: File,
    thumbnail: Option<File>,
}

#[derive(Debug, TopObject)]
struct PictureUploadResponse {
    size: Option<i64>,
}

fn request() -> PictureUploadRequest {
    // Every byte there is, and text that looks like the end of a part.
    let bytes: Vec<u8> = (0..=255).chain(*b"\r\n--top0000--\r\n").collect();
    PictureUploadRequest {
        image_input_title: "标题 & \"引号\"\r\n".to_owned(),
        img: File::new("红色 \"T恤\".png", bytes).with_content_type("image/png"),
        thumbnail: None,
    }
}

#[tokio::test]
async fn a_file_arrives_as_it_was_by_every_sign_method() {
    for sign_method in SignMethod::ALL {
        let sandbox = Sandbox::start().unwrap();
        sandbox.handle(|received: PictureUploadRequest| {
            assert_eq!(received.image_input_title, request().image_input_title);
            assert_eq!(received.img.bytes(), request().img.bytes());
            assert_eq!(received.img.content_type(), "image/png");
            assert_eq!(received.thumbnail, None);
            Ok(PictureUploadResponse { size: i64::try_from(received.img.bytes().len()).ok() })
        });
        let client = sandbox.client_builder().sign_method(sign_method).session("s").build().unwrap();

        let reply = client.execute(&request()).await.unwrap();

        assert_eq!(reply.size, Some(271));
        let call = &sandbox.calls()[0];
        assert!(call.parameter("img").is_none(), "a file is no text parameter");
        assert_eq!(call.file("img").map(File::bytes), Some(request().img.bytes()));
        assert!(call.file("thumbnail").is_none());
    }
}

#[test]
fn a_request_without_its_optional_files_is_a_form() {
    #[derive(TopApi)]
    #[top(method = "taobao.picture.replace")]
    struct PictureReplaceRequest {
        img: Option<File>,
    }
    let app = App::new("1", "s");

    let call =
        app.prepare(&PictureReplaceRequest { img: None }, &CallOptions::new(), DateTime::now()).unwrap();

    assert!(
        call.headers()["content-type"].to_str().unwrap().starts_with("application/x-www-form-urlencoded")
    );
}

#[test]
fn the_bytes_of_a_file_are_not_signed() {
    let app = App::new("1", "s");
    let sign = |bytes: &'static [u8]| {
        let mut request = request();
        request.img = File::new("a", bytes);
        let call = app.prepare(&request, &CallOptions::new(), DateTime::MIN).unwrap();
        let body = String::from_utf8_lossy(call.body()).into_owned();
        let (_, sign) = body.split_once("name=\"sign\"\r\n\r\n").unwrap();
        sign.split_once("\r\n").unwrap().0.to_owned()
    };

    assert_eq!(sign(b"one"), sign(b"another"));
}

#[test]
fn a_file_over_its_limit_is_a_violation_in_bytes() {
    let mut request = request();
    request.img = File::new("a", vec![0; 3_145_729]);

    let violations = request.validate().unwrap_err();

    let kinds: Vec<_> = violations.iter().map(|violation| (violation.path(), violation.kind())).collect();
    assert_eq!(kinds, [("img", ViolationKind::Rule(Rule::MaxBytes(3_145_728), Actual::Bytes(3_145_729)))]);
}

#[tokio::test]
async fn an_upload_with_a_wrong_secret_is_refused_and_its_errors_are_silent() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|_: PictureUploadRequest| Ok(PictureUploadResponse { size: None }));
    let client = top_core::Client::builder(sandbox.app_key(), "wrong").gateway(sandbox.url());
    let client = client.session("SENTINEL-SESSION").build().unwrap();

    let error = client.execute(&request()).await.unwrap_err();

    assert!(matches!(&error, Error::Api(error) if error.code() == 25));
    let call = client.prepare(&request()).unwrap();
    let echo =
        call.decode(http::StatusCode::BAD_GATEWAY, &http::HeaderMap::new(), call.body().clone()).unwrap_err();
    assert!(!format!("{error:?}{call:?}{echo:?}{echo}").contains("SENTINEL"));
}

#[test]
fn a_file_is_taken_from_the_disk_under_its_own_name() {
    let file = File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();

    assert_eq!((file.name(), file.content_type()), ("Cargo.toml", "application/octet-stream"));
    assert!(file.bytes().starts_with(b"[package]"));
    assert!(File::open("no such file").is_err());
    assert!(File::open("/").is_err());
}

#[test]
fn a_file_is_read_to_its_end() {
    let file = File::from_reader("a.txt", &b"abc"[..]).unwrap();

    assert_eq!((file.name(), &file.bytes()[..]), ("a.txt", &b"abc"[..]));
}

#[test]
fn a_mime_type_is_guessed_by_the_ending_of_the_name() {
    let guessed = |name: &str| File::new(name, "").with_guessed_content_type().content_type().to_owned();

    assert_eq!(guessed("红色.PNG"), "image/png");
    assert_eq!(guessed("a.b.jpeg"), "image/jpeg");
    assert_eq!(guessed("a.unknown-ending"), "application/octet-stream");
    assert_eq!(guessed("png"), "application/octet-stream");
}
