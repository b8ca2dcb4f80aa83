//! Nothing that is shown holds the secret, the signature or a value of a call.

use std::fmt::Write as _;

use top_core::spi::{Spi, SpiAnswer, sign_call};
use top_core::{TopApi, TopObject};

use super::{JSON, QUERY, noon, unsigned};

const SECRET: &str = "SENTINEL-SECRET";

#[derive(TopApi)]
#[top(method = "taobao.spi.order.push", response = (), debug)]
struct PasswordPushRequest {
    #[top(secret)]
    password: String,
    #[top(max_len = 5)]
    note: Option<String>,
}

#[derive(TopObject)]
struct Told {
    password: String,
}

#[test]
fn debug_and_errors_of_every_part_are_silent() {
    let builder = Spi::builder(SECRET).clock(noon);
    let mut shown = format!("{builder:?}");
    let spi = builder.build().unwrap();
    let _ = write!(shown, "{spi:?} {spi:#?}");

    let query = format!("{QUERY}&session=SENTINEL-SESSION");
    let later = query.replace("12%3A", "13%3A");
    let mut signatures = Vec::new();
    for (query, content_type, body) in [
        (query.as_str(), JSON, r#"{"password":"SENTINEL"}"#),
        (&query, JSON, r#"{"password":"SENTINEL","note":"SENTINEL"}"#),
        (&query, JSON, r#"{"password":["SENTINEL"#),
        (&query, JSON, r#"{"password":"SENTINEL","note":}"#),
        (&query, "text/xml", "<password>SENTINEL</password>"),
        (&later, JSON, r#"{"password":"SENTINEL"}"#),
    ] {
        let mut request = unsigned(query, content_type, body);
        sign_call(&mut request, &SECRET.into()).unwrap();
        signatures.push(request.uri().query().unwrap().rsplit_once("sign=").unwrap().1.to_owned());
        let (mut head, body) = request.into_parts();
        for _ in 0..2 {
            match spi.receive::<PasswordPushRequest>(&head, body.clone()) {
                Ok(call) => {
                    assert_eq!(call.password, "SENTINEL");
                    let _ = write!(shown, "{call:?} {:#?}", call.call());
                }
                Err(error) => {
                    let _ = write!(shown, "{error} {error:?} {}", error.sub_message());
                    let _ = write!(shown, "{:?}", spi.refuse(&error).into_http());
                }
            }
            // Then once more, as somebody else's.
            head.uri = format!("{}0", head.uri).parse().unwrap();
        }
    }
    let _ = write!(shown, "{:?}", SpiAnswer::of(&Told { password: "SENTINEL".to_owned() }));

    assert!(!shown.contains("SENTINEL"), "{shown}");
    for signature in signatures {
        assert!(!shown.contains(&signature), "{shown}");
    }
    assert!(shown.contains("[redacted]") && shown.contains("SpiCall"), "{shown}");
}
