//! Signatures, beyond the official vectors.

use top_core::sign::{ParseSignMethodError, sign};
use top_core::{App, AppSecret, Session, SignMethod};

const PAIRS: [(&str, &str); 3] = [("foo", "1"), ("bar", "2"), ("foo_bar", "3")];

fn signed(pairs: &[(&str, &str)], body: Option<&[u8]>, method: SignMethod) -> String {
    sign(pairs.iter().copied(), body, &"helloworld".into(), method).as_str().to_owned()
}

/// Asserts that two calls of [`sign`] give the same by every method.
#[track_caller]
fn assert_same(left: (&[(&str, &str)], Option<&[u8]>), right: (&[(&str, &str)], Option<&[u8]>)) {
    for method in SignMethod::ALL {
        assert_eq!(signed(left.0, left.1, method), signed(right.0, right.1, method), "{method}");
    }
}

#[track_caller]
fn assert_different(left: (&[(&str, &str)], Option<&[u8]>), right: (&[(&str, &str)], Option<&[u8]>)) {
    for method in SignMethod::ALL {
        assert_ne!(signed(left.0, left.1, method), signed(right.0, right.1, method), "{method}");
    }
}

#[test]
fn the_keyed_methods_are_those_of_their_standards() {
    let data: &[u8] = b"what do ya want for nothing?";
    let signed = |method| sign([], Some(data), &"Jefe".into(), method);

    // RFC 2202, test case 2.
    assert_eq!(signed(SignMethod::Hmac).as_str(), "750C783E6AB0B503EAA86E310A5DB738");
    // RFC 4231, test case 2.
    assert_eq!(
        signed(SignMethod::HmacSha256).as_str(),
        "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843"
    );
}

#[test]
fn the_order_of_the_pairs_does_not_matter() {
    let mut reversed = PAIRS;
    reversed.reverse();

    assert_same((&PAIRS, None), (&reversed, None));
}

#[test]
fn names_are_sorted_before_values_are_joined_to_them() {
    assert_same((&[("a", "2"), ("a1", "3")], None), (&[("a1", "3"), ("a", "2")], None));
    assert_same((&[("a", "b1"), ("c", "2")], None), (&[("ab", "1c2")], None));
    assert_different((&[("b", "1"), ("a", "2")], None), (&[("b1a", "2")], None));
}

#[test]
fn pairs_of_one_name_keep_their_order() {
    assert_same((&[("a", "1"), ("a", "2")], None), (&[("a1a", "2")], None));
}

#[test]
fn blank_names_and_values_are_left_out() {
    let more = [("", "x"), (" ", "x"), ("\u{3000}", "x"), ("x", ""), ("x", "\t\n"), ("x", "\u{2028}")];
    let all: Vec<_> = PAIRS.into_iter().chain(more).collect();

    assert_same((&all, None), (&PAIRS, None));
    assert_different((&[("x", "\u{a0}")], None), (&[], None));
}

#[test]
fn a_body_follows_the_pairs() {
    assert_same((&[("a", "1")], Some(b"body")), (&[("a", "1body")], None));
    assert_different((&[("a", "1")], Some(b"body")), (&[("a", "1")], None));
}

#[test]
fn an_empty_body_is_none_and_a_blank_one_is_a_body() {
    assert_same((&PAIRS, Some(b"")), (&PAIRS, None));
    assert_different((&PAIRS, Some(b" ")), (&PAIRS, None));
}

#[test]
fn a_body_need_not_be_text() {
    assert_different((&PAIRS, Some(b"\xff\xfe\0")), (&PAIRS, Some(b"\xff\xfd\0")));
}

#[test]
fn secret_and_method_change_the_signature() {
    let other = |method| sign(PAIRS, None, &"helloworlD".into(), method).as_str().to_owned();
    for method in SignMethod::ALL {
        assert_ne!(signed(&PAIRS, None, method), other(method));
    }
    assert_ne!(signed(&PAIRS, None, SignMethod::Md5), signed(&PAIRS, None, SignMethod::Hmac));
}

#[test]
fn a_secret_may_be_empty_longer_than_a_block_or_not_ascii() {
    let secrets = ["", "密钥", &"k".repeat(64), &"k".repeat(65), &"k".repeat(1000)];
    for method in SignMethod::ALL {
        let mut signatures: Vec<_> = secrets
            .iter()
            .map(|&secret| sign(PAIRS, None, &secret.into(), method).as_str().to_owned())
            .collect();
        signatures.sort();
        signatures.dedup();
        assert_eq!(signatures.len(), secrets.len(), "{method}");
    }
}

#[test]
fn a_signature_is_upper_case_hexadecimal_digits() {
    for (method, len) in [(SignMethod::Md5, 32), (SignMethod::Hmac, 32), (SignMethod::HmacSha256, 64)] {
        let signature = signed(&PAIRS, None, method);

        assert_eq!(signature.len(), len);
        assert!(signature.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F')), "{signature}");
    }
}

#[test]
fn a_method_is_read_as_the_platform_spells_it() {
    for method in SignMethod::ALL {
        assert_eq!(method.as_str().parse(), Ok(method));
        assert_eq!(method.to_string(), method.as_str());
    }
    assert_eq!(SignMethod::ALL.map(SignMethod::as_str), ["md5", "hmac", "hmac-sha256"]);
    assert_eq!(SignMethod::default(), SignMethod::HmacSha256);
}

#[test]
fn any_other_method_is_refused() {
    for text in ["", "MD5", "Hmac", "hmac-md5", "hmac_sha256", "hmacsha256", "sha256", " md5", "md5 "] {
        let error: ParseSignMethodError = text.parse::<SignMethod>().unwrap_err();

        assert_eq!(error.to_string(), "the sign method is none of `md5`, `hmac`, `hmac-sha256`");
    }
}

#[test]
fn what_must_stay_secret_shows_nothing() {
    let (secret, session) = (AppSecret::new("sentinel-secret"), Session::new("sentinel-session"));
    let signature = sign(PAIRS, None, &secret, SignMethod::Md5);
    let app = App::new("12345678", secret.clone()).with_session(session.clone());

    for shown in
        [format!("{secret:?}"), format!("{session:?}"), format!("{signature:?}"), format!("{app:?} {app:#?}")]
    {
        assert!(!shown.contains("sentinel"), "{shown}");
        assert!(!shown.contains(signature.as_str()), "{shown}");
        assert!(shown.contains("[redacted]") || shown.contains(".."), "{shown}");
    }
    assert_eq!((secret.expose(), session.expose()), ("sentinel-secret", "sentinel-session"));
}
