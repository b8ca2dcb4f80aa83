//! Requests as the official client was seen to send them.

use serde_json::Value;
use top_core::sign::sign;
use top_core::{App, CallOptions, Format, SignMethod, TopApi};

use super::section;

/// The parameters of a captured request, `sign` among them, and the raw body that is signed with them, if one is.
fn read(vector: &Value) -> (Vec<(String, String)>, Option<&str>) {
    let (head, body) = (vector["request_head"].as_str().unwrap(), vector["body_utf8"].as_str().unwrap());
    let target = head.split(' ').nth(1).unwrap();
    let query = target.split_once('?').unwrap().1;
    let mut pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    // Part of the server's own address, and no parameter.
    pairs.retain(|(name, _)| name != "from");
    if head.contains("application/x-www-form-urlencoded") {
        pairs.extend(form_urlencoded::parse(body.as_bytes()).into_owned());
    } else if let Some((_, boundary)) = head.split_once("boundary=") {
        let boundary = format!("--{}", boundary.split_once("\r\n").unwrap().0);
        for part in body.split(&boundary) {
            let Some((head, value)) = part.split_once("\r\n\r\n") else { continue };
            if !head.contains("filename=") {
                let name = head.split_once("name=\"").unwrap().1.split_once('"').unwrap().0;
                pairs.push((name.to_owned(), value.trim_end_matches("\r\n").to_owned()));
            }
        }
    } else {
        return (pairs, Some(body));
    }
    (pairs, None)
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
}

#[test]
fn captured_requests_are_signed_as_here() {
    for (case, vector) in section("wire") {
        let (pairs, body) = read(&vector);
        let method: SignMethod = value(&pairs, "sign_method").unwrap().parse().unwrap();
        let unsigned = pairs.iter().filter(|(name, _)| name != "sign");
        let unsigned = unsigned.map(|(name, value)| (name.as_str(), value.as_str()));

        let signature = sign(unsigned, body.map(str::as_bytes), &"helloworld".into(), method);

        assert_eq!(Some(signature.as_str()), value(&pairs, "sign"), "{case}");
    }
}

#[test]
fn a_captured_request_for_xml_is_the_one_that_is_sent_here() {
    #[derive(TopApi)]
    #[top(method = "taobao.item.seller.get")]
    struct ItemSellerGetRequest {
        q: String,
        num_iid: i64,
        fields: Vec<String>,
    }

    let (_, vector) = section("wire").into_iter().find(|(case, _)| case.contains("format=xml")).unwrap();
    let (mut official, _) = read(&vector);
    official.retain(|(name, _)| name != "sign");
    let request = ItemSellerGetRequest {
        q: "淘宝 &+".to_owned(),
        num_iid: 11_223_344,
        fields: vec!["num_iid".to_owned(), "title".to_owned()],
    };
    let app = App::new("12345678", "helloworld")
        .with_sign_method(SignMethod::Md5)
        .with_format(Format::Xml)
        .with_partner_id(value(&official, "partner_id").unwrap())
        .with_session("test");
    let options = CallOptions::new().target_app_key(value(&official, "target_app_key").unwrap());
    let call = app.prepare(&request, &options, "2016-01-01 12:00:00".parse().unwrap()).unwrap();

    let mut ours: Vec<_> = form_urlencoded::parse(call.body()).into_owned().collect();
    ours.retain(|(name, _)| name != "sign");
    ours.sort();
    official.sort();

    assert_eq!(ours, official);
}
