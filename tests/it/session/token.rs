//! What is read as a token, and what is not.

use http::{HeaderMap, StatusCode};
use top_core::session::{AuthorizationCode, OAuth, RefreshToken, SecurityLevel, Token};
use top_core::{App, DateTime, Error, ErrorKind};

const SECRET: &str = "SENTINEL-SECRET";

fn start() -> DateTime {
    "2016-01-01 12:00:00".parse().unwrap()
}

fn after(seconds: i64) -> Option<DateTime> {
    DateTime::from_unix_millis(start().unix_millis() + seconds * 1_000)
}

fn read(status: u16, body: &str) -> Result<Token, Error> {
    let oauth = OAuth::new(&App::new("12345678", SECRET), "https://example.com/callback");
    let request = oauth.prepare_create(&AuthorizationCode::new("SENTINEL-CODE")).unwrap();
    assert!(!request.url().contains("SENTINEL"));
    let status = StatusCode::from_u16(status).unwrap();
    request.decode(status, &HeaderMap::new(), body.to_owned(), start())
}

#[test]
fn a_token_is_read_as_the_platform_writes_it() {
    let token = read(
        200,
        r#"{"w2_expires_in":300,"w1_expires_in":"86400","r1_expires_in":86400,"r2_expires_in":86400,
            "re_expires_in":"31536000","expires_in":"86400","token_type":"Bearer","access_token":"SENTINEL-A",
            "refresh_token":"SENTINEL-R","taobao_user_id":263685215,"taobao_user_nick":"%E5%95%86%E5%AE%B6+17",
            "sub_taobao_user_id":"9007199254740993","sub_taobao_user_nick":"%E5%95%86%3A1","taobao_open_uid":"AAE",
            "hra_expires_in":"86400"}"#,
    )
    .unwrap();
    assert_eq!(token.session().expose(), "SENTINEL-A");
    assert_eq!(token.refresh_token().map(RefreshToken::expose), Some("SENTINEL-R"));
    assert_eq!(token.expires_at(), after(86_400));
    assert_eq!(token.refresh_expires_at(), after(31_536_000));
    assert_eq!(token.level_expires_at(SecurityLevel::W1), after(86_400));
    assert_eq!(token.level_expires_at(SecurityLevel::W2), after(300));
    assert_eq!((token.user_id(), token.user_nick()), (Some("263685215"), Some("商家 17")));
    assert_eq!((token.sub_user_id(), token.sub_user_nick()), (Some("9007199254740993"), Some("商:1")));
    assert_eq!(token.open_uid(), Some("AAE"));
    assert!(!token.is_expired(after(86_399).unwrap()));
    assert!(token.is_expired(after(86_400).unwrap()));
    assert!(!format!("{token:?}{token:#?}").contains("SENTINEL"));
}

#[test]
fn what_is_missing_is_not_made_up() {
    type Case = (&'static str, Option<i64>, bool, Option<i64>);
    let cases: [Case; 8] = [
        (r#""expires_in":60"#, Some(60), false, None),
        (r#""expires_in":60,"refresh_token":"R""#, Some(60), true, None),
        (r#""expires_in":60,"refresh_token":"R","re_expires_in":0"#, Some(60), false, None),
        (r#""expires_in":60,"refresh_token":"R","re_expires_in":"0""#, Some(60), false, None),
        (r#""expires_in":60,"refresh_token":"","re_expires_in":5"#, Some(60), false, None),
        (r#""expires_in":-5,"refresh_token":null"#, Some(0), false, None),
        (r#""refresh_token":"R""#, None, true, None),
        // 60 and 120 seconds after the start.
        (
            r#""expire_time":1451620860000,"refresh_token":"R","refresh_token_valid_time":"1451620920000""#,
            Some(60),
            true,
            Some(120),
        ),
    ];
    for (members, seconds, is_refreshable, refresh_seconds) in cases {
        let token = read(200, &format!(r#"{{"access_token":"A",{members}}}"#)).unwrap();
        assert_eq!(token.expires_at(), seconds.and_then(after), "{members}");
        assert_eq!(token.is_refreshable(start()), is_refreshable, "{members}");
        assert_eq!(token.refresh_expires_at(), refresh_seconds.and_then(after), "{members}");
    }
    let endless = read(200, r#"{"access_token":"A","expires_in":9223372036854775807}"#).unwrap();
    assert_eq!(endless.expires_at(), Some(DateTime::MAX));
    let odd = read(200, r#"{"access_token":"A","taobao_user_nick":"%FF%FE"}"#).unwrap();
    assert_eq!(odd.user_nick(), Some("%FF%FE"));
}

#[test]
fn a_refresh_without_a_new_refresh_token_keeps_the_old_one() {
    let oauth = OAuth::new(&App::new("12345678", SECRET), "https://example.com/callback");
    let request = oauth.prepare_refresh(&RefreshToken::new("SENTINEL-OLD")).unwrap();
    let read = |body: &str| {
        let token = request.decode(StatusCode::OK, &HeaderMap::new(), body.to_owned(), start()).unwrap();
        token.refresh_token().map(|refresh_token| refresh_token.expose().to_owned())
    };
    assert_eq!(read(r#"{"access_token":"A"}"#).as_deref(), Some("SENTINEL-OLD"));
    assert_eq!(read(r#"{"access_token":"A","refresh_token":"new"}"#).as_deref(), Some("new"));
    assert_eq!(read(r#"{"access_token":"A","re_expires_in":0}"#), None);
    assert!(!format!("{request:?}").contains("SENTINEL"));
}

#[test]
fn answers_that_are_no_token_are_errors_without_secrets() {
    for (status, body, kind, word) in [
        (
            400,
            r#"{"error":"invalid_client","error_description":"appkey"}"#,
            ErrorKind::Configuration,
            "appkey",
        ),
        (400, r#"{"error":"invalid_grant"}"#, ErrorKind::Session, "`invalid_grant`"),
        (
            200,
            r#"{"error":"SENTINEL-CODE","error_description":"SENTINEL-CODE of SENTINEL-SECRET"}"#,
            ErrorKind::Session,
            "of",
        ),
        (503, r#"{"error":"temporarily_unavailable"}"#, ErrorKind::Platform, "503"),
        (200, "<!DOCTYPE html><html>SENTINEL</html>", ErrorKind::Decode, "a page of HTML"),
        (502, "<html>SENTINEL</html>", ErrorKind::Platform, "502"),
        (200, "", ErrorKind::Decode, "the body is empty"),
        (200, r#"{"access_token":"SENTINEL"#, ErrorKind::Decode, "no JSON"),
        (200, r#"["SENTINEL"]"#, ErrorKind::Decode, "expected an object"),
        (200, r#"{"refresh_token":"SENTINEL"}"#, ErrorKind::Decode, "`access_token`"),
        (200, r#"{"access_token":" ","refresh_token":"SENTINEL"}"#, ErrorKind::Decode, "`access_token`"),
        (200, r#"{"access_token":"SENTINEL","expires_in":"soon"}"#, ErrorKind::Decode, "`expires_in`"),
        (200, r#"{"access_token":{"SENTINEL":1}}"#, ErrorKind::Decode, "`access_token`"),
        (500, r#"{"access_token":"SENTINEL"}"#, ErrorKind::Platform, "500"),
    ] {
        let error = read(status, body).unwrap_err();
        let shown = format!("{error}\n{error:?}");
        assert_eq!(error.kind(), kind, "{body}: {shown}");
        assert!(error.to_string().contains(word), "{body}: {shown}");
        assert!(!shown.contains("SENTINEL"), "{body}: {shown}");
    }
}

#[test]
fn a_token_comes_back_from_its_parts() {
    let token = Token::new("A")
        .with_expiry(start())
        .with_refresh_token("R", after(60))
        .with_level(SecurityLevel::R2, start())
        .with_user("1", "商家")
        .with_sub_user("2", "商家:子")
        .with_open_uid("AAE");
    let rebuilt = Token::new(token.session().clone())
        .with_expiry(token.expires_at().unwrap())
        .with_refresh_token(token.refresh_token().unwrap().clone(), token.refresh_expires_at())
        .with_level(SecurityLevel::R2, token.level_expires_at(SecurityLevel::R2).unwrap())
        .with_user(token.user_id().unwrap(), token.user_nick().unwrap())
        .with_sub_user(token.sub_user_id().unwrap(), token.sub_user_nick().unwrap())
        .with_open_uid(token.open_uid().unwrap());
    assert!(rebuilt == token);
    assert!(!Token::new("A").is_expired(DateTime::MAX));
}
