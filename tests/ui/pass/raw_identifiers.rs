#![allow(non_camel_case_types)]

use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.item.get", response = r#type)]
struct r#fn {
    r#type: Option<String>,
    #[top(name = "match")]
    r#loop: i64,
    #[top(skip)]
    r#in: bool,
}

#[derive(TopObject)]
struct r#type {
    r#struct: Vec<r#type>,
}

fn main() {
    let request = r#fn { r#type: None, r#loop: 1, r#in: true };
    assert!(request.validate().is_ok() && request.r#in);

    let descriptor = <r#fn as TopObject>::DESCRIPTOR;
    assert_eq!(descriptor.name(), "fn");
    let names: Vec<_> =
        descriptor.fields().iter().map(|field| (field.wire_name(), field.rust_name())).collect();
    assert_eq!(names, [("type", "type"), ("match", "loop")]);
    assert_eq!(r#type::DESCRIPTOR.name(), "type");
    assert_eq!(r#type::DESCRIPTOR.fields()[0].wire_name(), "struct");
}
