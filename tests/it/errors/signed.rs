//! The explanation of error 25.

use http::{HeaderMap, StatusCode};
use top_core::{ApiError, App, CallOptions, Error, File, SignMethod, TopApi, TopObject};

#[derive(Debug, TopApi)]
#[top(method = "taobao.password.set")]
struct PasswordSetRequest {
    nick: String,
    #[top(secret)]
    password: String,
    account: Account,
    picture: Option<File>,
}

#[derive(Debug, TopObject)]
struct Account {
    #[top(secret)]
    pin: String,
    note: String,
}

fn request(picture: Option<File>) -> PasswordSetRequest {
    PasswordSetRequest {
        nick: "商家 1".to_owned(),
        password: "SENTINEL-PASSWORD".to_owned(),
        account: Account { pin: "SENTINEL-PIN".to_owned(), note: "x".to_owned() },
        picture,
    }
}

fn refused(sign_method: SignMethod, picture: Option<File>) -> (ApiError, String) {
    let app = App::new("12345678", "SENTINEL-SECRET")
        .with_sign_method(sign_method)
        .with_session("SENTINEL-SESSION");
    let options = CallOptions::new().extra("echo", "of SENTINEL-PIN, undocumented");
    let call = app.prepare(&request(picture), &options, "2016-01-01 12:00:00".parse().unwrap()).unwrap();
    let body = r#"{"error_response":{"code":25,"msg":"Invalid signature","request_id":"r"}}"#;
    let sent = String::from_utf8(call.body().to_vec()).unwrap();
    match call.decode(StatusCode::OK, &HeaderMap::new(), body) {
        Err(Error::Api(error)) => (error, sent),
        other => panic!("expected an error of the platform, got {other:?}"),
    }
}

#[test]
fn a_refused_signature_shows_the_text_that_was_signed_without_its_secrets() {
    let text = "accountSECRETapp_key12345678echoof SECRET, undocumentedformatjsonmethodtaobao.password.setnick商家 1\
        passwordSECRETsessionSECRETsign_methodMETHODsimplifytruetimestamp2016-01-01 12:00:00v2.0"
        .replace("SECRET", "[redacted]");
    for sign_method in SignMethod::ALL {
        for picture in [None, Some(File::new("a.png", vec![0x31; 9]))] {
            let (error, _) = refused(sign_method, picture);
            let signed = error.signed().unwrap();

            let text = text.replace("METHOD", sign_method.as_str());
            let text =
                if sign_method == SignMethod::Md5 { format!("[AppSecret]{text}[AppSecret]") } else { text };
            assert_eq!(signed.to_string(), text);
            assert_eq!(signed.sign_method(), sign_method);
        }
    }
}

#[test]
fn the_message_of_a_refused_signature_has_the_names_and_no_value() {
    let (error, _) = refused(SignMethod::HmacSha256, None);

    let shown = Error::from(error).to_string();

    assert!(
        shown.ends_with(
            "request_id r; check the AppSecret of this AppKey and the sign method; signed by hmac-sha256 were account, \
             app_key, echo, format, method, nick, password, session, sign_method, simplify, timestamp, v \
             (`ApiError::signed` has the text)"
        ),
        "{shown}"
    );
}

#[test]
fn nothing_of_the_explanation_holds_a_secret_or_the_signature() {
    let (error, sent) = refused(SignMethod::Md5, None);
    let signature = sent.split_once("&sign=").unwrap().1.to_owned();
    assert!(sent.contains("SENTINEL"));

    let shown = format!("{error}{error:?}{error:#?}{}{:?}", error.signed().unwrap(), error.signed());
    let debug = format!("{error:?}");

    assert!(!shown.contains("SENTINEL") && !shown.contains(&signature), "{shown}");
    assert!(!debug.contains("商家"), "values are for those who ask: {debug}");
}

#[test]
fn only_a_refused_signature_is_explained() {
    let app = App::new("12345678", "helloworld");
    let call =
        app.prepare(&request(None), &CallOptions::new(), "2016-01-01 12:00:00".parse().unwrap()).unwrap();
    let body = r#"{"error_response":{"code":29,"msg":"Invalid app key"}}"#;

    let Err(Error::Api(error)) = call.decode(StatusCode::OK, &HeaderMap::new(), body) else { panic!() };

    assert!(error.signed().is_none());
    assert_eq!(ApiError::new(25, "Invalid signature").signed(), None);
}
