//! Authorisation in the browser, and the code that comes of it.

use bytes::Bytes;
use top_core::session::{
    AuthorizationCode, OAuth, RedirectError, TopAuthTokenCreateRequest, TopAuthTokenRefreshRequest, View,
    server,
};
use top_core::{App, Client, DateTime, Error, ErrorKind};

use super::{TestClock, sandbox};

const SECRET: &str = "SENTINEL-SECRET";

fn oauth() -> OAuth {
    OAuth::new(&App::new("12345678", SECRET), "https://example.com/回调?a=1&b=2")
}

#[test]
fn the_url_of_authorisation_names_everything_and_holds_no_secret() {
    let rest = "/authorize?response_type=code&client_id=12345678&\
                redirect_uri=https%3A%2F%2Fexample.com%2F%E5%9B%9E%E8%B0%83%3Fa%3D1%26b%3D2&state=s%2B%26%E5%AF%86";
    for (oauth, server, view) in [
        (oauth(), "https://oauth.taobao.com", "web"),
        (oauth().with_view(View::Tmall), "https://oauth.taobao.com", "tmall"),
        (oauth().with_server(server::SANDBOX).with_view(View::Wap), "https://oauth.tbsandbox.com", "wap"),
        (oauth().with_server("http://127.0.0.1:8080/"), "http://127.0.0.1:8080", "web"),
    ] {
        let url = oauth.authorize_url("s+&密").unwrap();
        assert_eq!(url, format!("{server}{rest}&view={view}"));
        assert!(!url.contains("SENTINEL"));
    }
}

#[test]
fn without_a_state_or_a_server_there_is_no_url() {
    for state in ["", " \t"] {
        assert!(oauth().authorize_url(state).unwrap_err().to_string().contains("`state`"));
    }
    for server in ["", "oauth.taobao.com", "ftp://oauth.taobao.com", "https://oauth.taobao.com/?a=1"] {
        assert!(oauth().with_server(server).authorize_url("s").is_err(), "{server}");
    }
    let unaddressed = OAuth::new(&App::new("12345678", SECRET), " ");
    assert!(unaddressed.authorize_url("s").unwrap_err().to_string().contains("redirect URI"));
}

#[test]
fn a_redirect_gives_its_code_to_the_browser_it_belongs_to() {
    for redirect in [
        "https://example.com/callback?code=Xy%2B1&state=s%2B1",
        "/callback?state=s%2B1&code=Xy%2B1#top",
        "code=Xy%2B1&state=s%2B1&other=1",
    ] {
        assert_eq!(oauth().read_redirect(redirect, "s+1").unwrap().expose(), "Xy+1", "{redirect}");
    }
}

#[test]
fn nothing_is_believed_with_another_state() {
    for redirect in [
        "code=Xy&state=s2",
        "code=Xy&state=s",
        "code=Xy&state=s11",
        "code=Xy&state=",
        "code=Xy",
        "error=access_denied",
        "",
    ] {
        assert_eq!(oauth().read_redirect(redirect, "s1").unwrap_err(), RedirectError::State, "{redirect}");
    }
    // No state was kept with the browser.
    assert_eq!(oauth().read_redirect("code=Xy&state=", "").unwrap_err(), RedirectError::State);
    assert_eq!(oauth().read_redirect("code=Xy", "").unwrap_err(), RedirectError::State);
}

#[test]
fn a_redirect_can_be_a_refusal_or_nothing_at_all() {
    let refused = oauth()
        .read_redirect("error=access_denied&error_description=user%20said+no&state=s", "s")
        .unwrap_err();
    assert_eq!(refused.to_string(), "the authorisation server answered with `access_denied`: user said no");
    for redirect in ["state=s", "state=s&code=", "state=s&code=1&code=2", "state=s&state=s&code=1"] {
        assert_eq!(oauth().read_redirect(redirect, "s").unwrap_err(), RedirectError::Malformed, "{redirect}");
    }
}

#[tokio::test]
async fn a_code_is_good_for_one_token() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let client = sandbox.client_builder().clock(clock.read()).build().unwrap();
    let oauth = OAuth::new(client.app(), "https://example.com/callback").with_server(sandbox.oauth_server());

    let code = sandbox.authorize("263685215");
    let token = client.create_token(&oauth, &code).await.unwrap();
    assert_eq!((token.user_id(), token.user_nick()), (Some("263685215"), Some("商家263685215")));
    assert_eq!(token.expires_at().map(DateTime::unix_millis), Some(clock.now().unix_millis() + 86_400_000));

    let error = client.create_token(&oauth, &code).await.unwrap_err();
    let Error::OAuth(refusal) = &error else { panic!("{error:?}") };
    assert_eq!((refusal.error(), refusal.status()), ("invalid_grant", Some(400)));
    assert_eq!(error.kind(), ErrorKind::Session);

    let refreshed = client.refresh_token(&oauth, token.refresh_token().unwrap()).await.unwrap();
    assert_ne!(refreshed.session(), token.session());

    let requests = sandbox.token_requests();
    let refused: Vec<_> = requests.iter().map(|request| request.error_code().is_some()).collect();
    assert_eq!(refused, [false, true, false]);
    assert_eq!(requests[0].parameter("redirect_uri"), Some("https://example.com/callback"));
    let shown = format!("{requests:?}");
    for secret in [code.expose(), "helloworld", token.refresh_token().unwrap().expose()] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn the_gateway_issues_tokens_as_text_of_json() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    for simplify in [true, false] {
        let client = sandbox.client_builder().simplify(simplify).clock(clock.read()).build().unwrap();
        let code = sandbox.authorize("263685215");
        let request = TopAuthTokenCreateRequest::new(&code);
        let reply = client.execute(&request).await.unwrap();
        assert!(reply.body().windows(18).any(|window| window == br#""token_result":"{\"#), "no text");
        let token = reply.token(clock.now()).unwrap();
        assert_eq!(token.user_nick(), Some("商家263685215"));
        let shown = format!("{reply:?}{token:?}{request:?}");
        for secret in [token.session().expose(), token.refresh_token().unwrap().expose(), code.expose()] {
            assert!(!shown.contains(secret), "{shown}");
        }

        let error = client.execute(&request).await.unwrap_err();
        assert!(
            matches!(&error, Error::Api(error) if error.sub_code() == Some("isv.invalid_grant")),
            "{error}"
        );

        let request = TopAuthTokenRefreshRequest::new(token.refresh_token().unwrap());
        let refreshed = client.execute(&request).await.unwrap().token(clock.now()).unwrap();
        assert_ne!(refreshed.session(), token.session());
    }
}

#[tokio::test]
async fn a_token_result_is_text_or_an_object_and_shown_in_no_error() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let client = sandbox.client_builder().clock(clock.read()).build().unwrap();
    let request = TopAuthTokenCreateRequest::new(&AuthorizationCode::new("SENTINEL-CODE"));
    for (result, session) in [
        (r#""{\"access_token\":\"SENTINEL-A\",\"expires_in\":\"60\"}""#, Some("SENTINEL-A")),
        (r#"{"access_token":"SENTINEL-A","expires_in":60}"#, Some("SENTINEL-A")),
        (r#""SENTINEL""#, None),
        (r#""{\"access_token\":\"SENTINEL""#, None),
        (r#""{\"refresh_token\":\"SENTINEL\"}""#, None),
        (r#""[\"SENTINEL\"]""#, None),
        ("null", None),
        ("5", None),
    ] {
        let body = format!(r#"{{"token_result":{result},"request_id":"1"}}"#);
        sandbox.answer_raw("taobao.top.auth.token.create", http::Response::new(Bytes::from(body)));
        let token = match client.execute(&request).await {
            Ok(reply) => reply.token(clock.now()),
            Err(error) => Err(error),
        };
        match (token, session) {
            (Ok(token), Some(session)) => {
                assert_eq!(token.session().expose(), session);
                assert_eq!(
                    token.expires_at().map(|end| end.unix_millis() - clock.now().unix_millis()),
                    Some(60_000)
                );
            }
            (Err(error), None) => {
                assert!(matches!(&error, Error::Decode(error) if error.path() == "token_result"), "{error}");
                let shown = format!("{error}{error:?}");
                assert!(!shown.contains("SENTINEL"), "{shown}");
            }
            (token, _) => panic!("{result}: {token:?}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_an_error_of_the_transport() {
    let client =
        Client::builder("12345678", SECRET).gateway("http://127.0.0.1:1/router/rest").build().unwrap();
    let oauth = OAuth::new(client.app(), "https://example.com/").with_server("http://127.0.0.1:1");
    let error = client.create_token(&oauth, &AuthorizationCode::new("SENTINEL-CODE")).await.unwrap_err();
    assert_eq!((error.kind(), error.method()), (ErrorKind::Transport, Some("oauth/token")));
    assert!(!format!("{error:?}").contains("SENTINEL"));
}

#[tokio::test]
async fn an_application_that_is_not_known_is_told_so() {
    let clock = TestClock::new();
    let sandbox = sandbox(&clock);
    let oauth = OAuth::new(&App::new("12345678", SECRET), "https://example.com/callback")
        .with_server(sandbox.oauth_server());
    let error = sandbox.client().create_token(&oauth, &sandbox.authorize("1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let shown = format!(
        "{error}{error:?}{oauth:?}{:?}",
        oauth.prepare_create(&AuthorizationCode::new("SENTINEL-CODE"))
    );
    assert!(!shown.contains("SENTINEL"), "{shown}");
}
