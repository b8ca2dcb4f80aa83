//! `json`, `list` and files.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use top_core::sandbox::Sandbox;
use top_core::{App, CallOptions, DateTime, File, Json, TopApi, TopEnum, TopObject};

use super::{parameter, violations};

#[derive(Debug, Clone, PartialEq, TopEnum)]
enum Color {
    Red,
    #[top(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.forms.send", response = FormsSendResponse)]
struct FormsSendRequest {
    #[top(list = "json")]
    names: Vec<String>,
    #[top(list = "comma")]
    ids: Option<Vec<i64>>,
    #[top(list = "comma")]
    colors: Vec<Color>,
    #[top(list = "json")]
    other_colors: Option<Vec<Color>>,
    inside: Inside,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Inside {
    #[top(json)]
    part: Part,
    #[top(json)]
    parts: Option<Vec<Part>>,
    #[top(json)]
    by_name: BTreeMap<String, Part>,
    #[top(json)]
    any: Option<Json>,
    plain: Part,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Part {
    id: i64,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
struct FormsSendResponse {
    inside: Option<Inside>,
}

fn request() -> FormsSendRequest {
    FormsSendRequest {
        names: vec!["a,b".to_owned(), "\"".to_owned()],
        ids: Some(vec![1, 2]),
        colors: vec![Color::Red, Color::Other("BLUE".to_owned())],
        other_colors: Some(vec![Color::Other("a,b".to_owned())]),
        inside: Inside {
            part: Part { id: 1 },
            parts: Some(vec![Part { id: 2 }]),
            by_name: BTreeMap::from([("x".to_owned(), Part { id: 3 })]),
            any: Some("[4]".parse().unwrap()),
            plain: Part { id: 5 },
        },
    }
}

#[test]
fn lists_are_joined_by_commas_or_written_as_json() {
    let request = request();
    assert_eq!(parameter(&request, "names").unwrap(), r#"["a,b","\""]"#);
    assert_eq!(parameter(&request, "ids").unwrap(), "1,2");
    assert_eq!(parameter(&request, "colors").unwrap(), "Red,BLUE");
    assert_eq!(parameter(&request, "other_colors").unwrap(), r#"["a,b"]"#);
    assert_eq!(violations(&request), Vec::<String>::new());
}

#[test]
fn json_inside_of_json_is_text() {
    let expected = r#"{"part":"{\"id\":1}","parts":"[{\"id\":2}]","by_name":"{\"x\":{\"id\":3}}","any":"[4]","plain":{"id":5}}"#;
    assert_eq!(parameter(&request(), "inside").unwrap(), expected);
}

#[tokio::test]
async fn all_forms_are_read_back() {
    let sandbox = Sandbox::start().unwrap();
    sandbox.handle(|received: FormsSendRequest| {
        assert_eq!(received, request());
        Ok(FormsSendResponse { inside: Some(received.inside) })
    });

    let reply = sandbox.client().execute(&request()).await.unwrap();

    assert_eq!(reply.inside, Some(request().inside));
}

#[test]
fn a_file_is_a_parameter_with_a_limit() {
    #[derive(Debug, TopApi)]
    #[top(method = "taobao.picture.upload")]
    struct PictureUpload {
        #[top(max_bytes = 3)]
        img: Option<File>,
        #[top(max_bytes = 4)]
        thumb: File,
    }

    let file = |bytes: &'static [u8]| File::new("a.png", bytes);
    let request = PictureUpload { img: Some(file(b"123")), thumb: file(b"1234") };
    assert_eq!(violations(&request), Vec::<String>::new());
    let request = PictureUpload { img: Some(file(b"1234")), thumb: file(b"1234") };
    assert_eq!(violations(&request), ["img: max_bytes"]);
    drop((request.img, request.thumb));
}

#[derive(TopApi)]
#[top(method = "taobao.forms.get", response = FormsGetResponse)]
struct FormsGetRequest {}

#[derive(Debug, TopObject)]
struct FormsGetResponse {
    part: Part,
    #[top(json)]
    any: Json,
}

#[test]
fn json_text_behind_a_struct_is_read_as_what_it_holds() {
    let call = App::new("12345678", "helloworld")
        .prepare(&FormsGetRequest {}, &CallOptions::new(), DateTime::MIN)
        .unwrap();
    for body in [r#"{"part":{"id":1},"any":"7"}"#, r#"{"any":"7","part":{"id":1}}"#] {
        let reply = call.decode(StatusCode::OK, &HeaderMap::new(), body).unwrap();
        assert_eq!((reply.part.id, reply.any.as_str()), (1, "7"));
    }
}
