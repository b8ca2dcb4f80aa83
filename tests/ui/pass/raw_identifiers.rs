#![allow(non_camel_case_types)]

use top_core::{TopApi, TopEnum, TopObject};

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

#[derive(TopObject)]
#[top(success = "type.struct", builder, debug)]
struct r#match {
    r#type: Option<r#impl>,
    r#in: String,
    r#for: Option<String>,
    r#as: Option<r#enum>,
}

#[derive(TopObject)]
struct r#impl {
    r#struct: bool,
}

#[derive(Debug, PartialEq, TopEnum)]
enum r#enum {
    r#if,
    #[top(other)]
    r#else(String),
}

fn main() {
    let value = r#match::new("a").r#for("b").r#type(r#impl { r#struct: true }).r#as(r#enum::r#if);
    assert!(value.validate().is_ok() && value.r#type.is_some_and(|inner| inner.r#struct));
    assert_eq!((value.r#in.as_str(), value.r#for.as_deref()), ("a", Some("b")));
    assert_eq!((r#enum::from("if"), r#enum::r#if.as_str()), (r#enum::r#if, "if"));
    assert_eq!(r#enum::from("x"), r#enum::r#else("x".to_owned()));
    assert_eq!(value.r#as, Some(r#enum::r#if));

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
