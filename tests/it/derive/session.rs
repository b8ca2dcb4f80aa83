use top_core::sandbox::Sandbox;
use top_core::{CallOptions, Error, ErrorKind, TopApi};

use super::prepare;

#[derive(Debug, TopApi)]
#[top(method = "taobao.session.required.get", session = "required")]
struct Required {}

#[derive(Debug, TopApi)]
#[top(method = "taobao.session.optional.get", session = "optional", idempotent)]
struct Optional {}

#[derive(Debug, TopApi)]
#[top(method = "taobao.session.none.get", session = "none")]
struct Never {}

fn body<A: TopApi>(request: &A, options: &CallOptions) -> Result<String, Error> {
    let timestamp = "2016-01-01 12:00:00".parse().unwrap();
    let call = top_core::App::new("12345678", "secret").prepare(request, options, timestamp)?;
    Ok(String::from_utf8(call.body().to_vec()).unwrap())
}

#[test]
fn a_required_session_is_missed_before_anything_is_sent() {
    let error = prepare(&Required {}).unwrap_err();
    let Error::MissingSession(missing) = &error else { panic!("{error}") };
    assert_eq!(missing.method(), "taobao.session.required.get");
    let message = error.to_string();
    assert!(message.contains("`ClientBuilder::session`") && message.contains("`Call::session`"), "{message}");

    let options = CallOptions::new().session("the-session");
    assert!(body(&Required {}, &options).unwrap().contains("session=the-session"));
}

#[tokio::test]
async fn a_call_without_the_session_never_leaves() {
    let sandbox = Sandbox::start().unwrap();
    let error = sandbox.client().execute(&Required {}).await.unwrap_err();
    assert!(matches!(error, Error::MissingSession(_)), "{error}");
    assert!(sandbox.calls().is_empty());
}

#[test]
fn a_blank_session_is_none() {
    let options = CallOptions::new().session(" ");
    assert!(matches!(body(&Required {}, &options), Err(Error::MissingSession(_))));
}

#[tokio::test]
async fn the_sandbox_misses_a_required_session_with_the_code_of_the_platform() {
    #[derive(Debug, TopApi)]
    #[top(method = "taobao.session.required.get")]
    struct Forgetful {}

    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|_: Required| Ok(()));

    let Err(Error::Api(error)) = sandbox.client().execute(&Forgetful {}).await else {
        panic!("it was answered")
    };

    assert_eq!((error.code(), error.kind()), (26, ErrorKind::Session));
}

#[test]
fn an_optional_session_is_sent_if_there_is_one_and_none_is_never_sent() {
    let options = CallOptions::new().session("the-session");
    assert!(body(&Optional {}, &options).unwrap().contains("session=the-session"));
    assert!(!body(&Optional {}, &CallOptions::new()).unwrap().contains("session="));
    assert!(!body(&Never {}, &options).unwrap().contains("session=the-session"));
}

#[test]
fn the_api_says_how_it_is_called() {
    let modes =
        [Required::API, Optional::API, Never::API].map(|api| (api.session().as_str(), api.is_idempotent()));
    assert_eq!(modes, [("required", false), ("optional", true), ("none", false)]);
}
