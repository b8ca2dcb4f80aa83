use std::borrow::Cow;

use top_core::{DateTime, Decimal, TopApi, TopObject};

use super::parameter;

/// Finds trades.
#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.trades.find", builder)]
#[non_exhaustive]
struct TradesFind<'a> {
    /// The fields (返回字段).
    #[top(max_items = 20)]
    fields: Vec<String>,
    buyer: Cow<'a, str>,
    page: i64,
    /// From when on.
    ///
    /// Inclusive.
    #[top(name = "start_created", min = "2008-01-01 00:00:00")]
    since: Option<DateTime>,
    title: Option<String>,
    price: Option<Decimal>,
    part: Option<Box<Part>>,
    parts: Option<Vec<Part>>,
    r#type: Option<bool>,
    #[top(skip)]
    note: u64,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
#[top(builder)]
struct Part {
    id: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, TopObject)]
#[top(builder)]
struct Generic<T, const N: usize>
where
    T: Clone,
{
    value: T,
    more: Option<Vec<T>>,
    new: Option<bool>,
    #[top(skip)]
    size: std::marker::PhantomData<[u8; N]>,
}

#[test]
fn new_takes_what_is_required_in_the_order_of_the_fields() {
    let since: DateTime = "2016-01-01 12:00:00".parse().unwrap();
    let request = TradesFind::new(["tid".to_owned()], "张三", 1)
        .since(since)
        .title("标题")
        .price(Decimal::from(5))
        .part(Part::new().id(7))
        .parts([Part::new()])
        .r#type(true);
    let expected = TradesFind {
        fields: vec!["tid".to_owned()],
        buyer: Cow::Borrowed("张三"),
        page: 1,
        since: Some(since),
        title: Some("标题".to_owned()),
        price: Some(Decimal::from(5)),
        part: Some(Box::new(Part { id: Some(7) })),
        parts: Some(vec![Part { id: None }]),
        r#type: Some(true),
        note: 0,
    };
    assert_eq!(request, expected);
    assert_eq!(parameter(&request, "start_created").unwrap(), "2016-01-01 12:00:00");
    assert_eq!(request.note, 0);
}

#[test]
fn what_is_optional_is_absent() {
    let request = TradesFind::new(Vec::new(), String::new(), 1);
    assert_eq!((request.since, request.title, request.price), (None, None, None));
}

#[test]
fn a_setter_is_not_in_the_way_of_the_constructor() {
    let generic = Generic::<String, 3>::new("a".to_owned()).more(["b".to_owned()]).with_new(true);
    assert_eq!(
        (generic.value.as_str(), generic.more.map(|more| more.len()), generic.new),
        ("a", Some(1), Some(true))
    );
    assert_eq!(generic.size, std::marker::PhantomData);
}

#[test]
fn more_than_seven_parameters_are_no_fault_of_the_author() {
    #[derive(Debug, TopApi)]
    #[top(method = "taobao.many.set", builder)]
    struct Many {
        a: i64,
        b: i64,
        c: i64,
        d: i64,
        e: i64,
        f: i64,
        self_: i64,
        value: i64,
        #[deprecated = "no longer read"]
        index: Option<i64>,
    }

    #[expect(deprecated)]
    let many = Many::new(1, 2, 3, 4, 5, 6, 7, 8).index(9);
    assert_eq!(many.a + many.b + many.c + many.d + many.e + many.f + many.self_ + many.value, 36);
    assert_eq!(parameter(&many, "index").unwrap(), "9");
}

#[test]
fn what_may_grow_is_built_from_another_crate() {
    use top_tests_renamed::{Kind, RenamedResult, RenamedSendRequest};

    let request = RenamedSendRequest::new(Kind::A, ["张三".to_owned()]).sender("SENTINEL");
    assert!(request.validate().is_ok() && !format!("{request:?}").contains("SENTINEL"));
    assert_eq!(parameter(&request, "names").unwrap(), r#"["张三"]"#);
    assert_eq!(RenamedResult::new().kind("B".into()).kind, Some(Kind::Other("B".to_owned())));
}

/// Other derives on the same struct see the attributes of their own alone.
#[derive(Debug, Clone, PartialEq, TopApi, bon::Builder, serde::Serialize, serde::Deserialize)]
#[top(method = "taobao.item.store")]
#[serde(rename_all = "camelCase")]
#[builder(on(String, into))]
struct ItemStore {
    /// The id.
    #[top(name = "num_iid", min = 1)]
    item_id: i64,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[top(max_len = 3, example = "标题")]
    title: Option<String>,
    #[builder(default)]
    #[serde(default)]
    #[top(max_items = 2)]
    tags: Vec<String>,
}

#[test]
fn bon_and_serde_derive_on_the_same_struct() {
    let request = ItemStore::builder().item_id(1).title("标题").build();
    assert_eq!(parameter(&request, "num_iid").unwrap(), "1");
    let json = serde_json::to_string(&request).unwrap();
    assert_eq!(json, r#"{"itemId":1,"title":"标题","tags":[]}"#);
    assert_eq!(serde_json::from_str::<ItemStore>(&json).unwrap(), request);
}
