//! Lists, maps and structs in an answer.

use std::collections::BTreeMap;

use top_core::{Json, TopObject};

use super::{assert_blank_is_absent, assert_misses, assert_reads, assert_refuses, read};

#[derive(Debug, Clone, PartialEq, TopObject)]
struct Item {
    id: i64,
    name: Option<String>,
}

fn item(id: i64, name: Option<&str>) -> Item {
    Item { id, name: name.map(str::to_owned) }
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

#[test]
fn lists_of_scalars_are_read_in_every_shape() {
    assert_reads::<Vec<i64>>(&[
        ("[1,2]", vec![1, 2]),
        (r#"["1",2.0]"#, vec![1, 2]),
        ("[]", vec![]),
        (r#"{"number":[1,2]}"#, vec![1, 2]),
        (r#"{"whatever":[1]}"#, vec![1]),
        (r#"{"number":[]}"#, vec![]),
        (r#"{"number":1}"#, vec![1]),
        (r#"{"number":"1"}"#, vec![1]),
        (r#"{"number":1,"number":2,"number":3}"#, vec![1, 2, 3]),
        ("{}", vec![]),
        ("null", vec![]),
        (r#""""#, vec![]),
        (r#"" ""#, vec![]),
        (r#""[1,2]""#, vec![1, 2]),
        (r#""[]""#, vec![]),
        (r#""{\"number\":[1]}""#, vec![1]),
    ]);
    assert_reads(&[
        (r#"["a",1,true,"",{"k":1.50}]"#, texts(["a", "1", "true", "", r#"{"k":1.50}"#])),
        (r#"{"string":"a"}"#, texts(["a"])),
        (r#"{"string":["a,b"]}"#, texts(["a,b"])),
        (r#"{"string":"a","string":"b"}"#, texts(["a", "b"])),
        (r#""[\"a\"]""#, texts(["a"])),
    ]);
    assert_eq!(read::<Vec<i64>>(None), Ok(vec![]));
}

#[test]
fn lists_of_structs_are_read_in_every_shape() {
    let two = vec![item(1, None), item(2, Some("x"))];
    assert_reads(&[
        (r#"[{"id":1},{"id":"2","name":"x"}]"#, two.clone()),
        (r#"{"item":[{"id":1},{"name":"x","id":2}]}"#, two.clone()),
        (r#"{"item":{"id":1},"item":{"id":2,"name":"x"}}"#, two.clone()),
        (r#""[{\"id\":1},{\"id\":2,\"name\":\"x\"}]""#, two.clone()),
        (r#"["{\"id\":1}",{"id":2,"name":"x"}]"#, two),
        (r#"{"item":{"id":1}}"#, vec![item(1, None)]),
        (r#"{"id":2,"name":"x"}"#, vec![item(2, Some("x"))]),
        (r#"{"item":[]}"#, vec![]),
        ("{}", vec![]),
        ("null", vec![]),
        (r#""""#, vec![]),
    ]);
}

#[test]
fn lists_hold_lists_options_and_json_too() {
    assert_reads(&[
        ("[[1],[],[2,3]]", vec![vec![1_i64], vec![], vec![2, 3]]),
        (r#"[{"number":[1]},{},null,"[2]"]"#, vec![vec![1], vec![], vec![], vec![2]]),
        (r#"{"list":[{"number":[1]},{"number":2}]}"#, vec![vec![1], vec![2]]),
    ]);
    assert_reads(&[(r#"[null,1,"","2"]"#, vec![None, Some(1_i64), None, Some(2)])]);
    let json = ["1.50", r#"{"a":null}"#, "null"].map(|text| text.parse::<Json>().unwrap());
    assert_reads(&[(r#"[1.50,{"a":null},null]"#, json.to_vec())]);
}

#[test]
fn what_is_no_list_is_refused() {
    assert_refuses::<Vec<i64>>(
        "a list",
        &[
            ("5", "a number"),
            ("true", "a boolean"),
            (r#""1,2""#, "text"),
            (r#""5""#, "text"),
            (r#"{"a":[1],"b":[2]}"#, "an object"),
            (r#"{"a":1,"b":2}"#, "an object"),
        ],
    );
    assert_refuses::<Vec<Item>>("a list", &[("5", "a number"), (r#""x""#, "text")]);
    let problem = |wire| read::<Vec<i64>>(Some(wire)).unwrap_err();
    assert_eq!(problem(r#"[1,"x",true]"#), "v[1]: expected a whole number, found text");
    assert_eq!(problem(r#"{"number":[1,null]}"#), "v[1]: expected a whole number, found null");
    assert_eq!(problem(r#"{"number":"x"}"#), "v[0]: expected a whole number, found text");
}

#[test]
fn an_optional_list_tells_empty_from_absent() {
    assert_reads(&[
        ("[]", Some(Vec::<i64>::new())),
        ("{}", Some(vec![])),
        (r#"{"number":[]}"#, Some(vec![])),
        ("null", None),
        (r#""""#, None),
        ("[1]", Some(vec![1])),
    ]);
    assert_eq!(read::<Option<Vec<i64>>>(None), Ok(None));
}

#[test]
fn maps_are_read_with_any_names() {
    let map = |entries: &[(&str, i64)]| -> BTreeMap<String, i64> {
        entries.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
    };
    assert_reads(&[
        (r#"{"b":1,"a":"2"}"#, map(&[("a", 2), ("b", 1)])),
        (r#"{"\u4e2d \"":1,"":2}"#, map(&[("", 2), ("中 \"", 1)])),
        ("{}", map(&[])),
        (r#""{\"a\":1}""#, map(&[("a", 1)])),
        (r#"{"a":1,"a":2}"#, map(&[("a", 2)])),
    ]);
    assert_reads(&[(r#"{"a":null}"#, BTreeMap::from([("a".to_owned(), None::<i64>)]))]);
    assert_refuses::<BTreeMap<String, i64>>(
        "an object",
        &[("[]", "an array"), ("5", "a number"), (r#""x""#, "text"), (r#""[]""#, "text"), (r#""""#, "text")],
    );
    assert_eq!(
        read::<BTreeMap<String, i64>>(Some(r#"{"a":1,"k":"x"}"#)).unwrap_err(),
        "v.k: expected a whole number, found text"
    );
    assert_misses::<BTreeMap<String, i64>>("an object");
    assert_blank_is_absent::<BTreeMap<String, i64>>();
}

#[test]
fn structs_are_read_from_objects_and_from_their_text() {
    assert_reads(&[
        (r#"{"id":1,"name":"x"}"#, item(1, Some("x"))),
        (r#"{"new":{"id":2},"id":"1"}"#, item(1, None)),
        (r#""{\"id\":1}""#, item(1, None)),
        (r#""\ufeff {\"id\": 1.0} ""#, item(1, None)),
    ]);
    assert_refuses::<Item>(
        "an object",
        &[
            ("[]", "an array"),
            (r#"[{"id":1}]"#, "an array"),
            ("5", "a number"),
            ("true", "a boolean"),
            (r#""""#, "text"),
            (r#""x""#, "text"),
            (r#""[]""#, "text"),
            (r#""null""#, "text"),
        ],
    );
    assert_eq!(read::<Item>(Some("{}")).unwrap_err(), "v.id: expected a whole number, found nothing");
    assert_misses::<Item>("an object");
    assert_blank_is_absent::<Item>();
}

#[test]
fn a_struct_contains_itself_in_a_box_or_a_list() {
    #[derive(Debug, PartialEq, TopObject)]
    struct Node {
        id: i64,
        next: Option<Box<Node>>,
        children: Vec<Node>,
    }
    let leaf = |id| Node { id, next: None, children: Vec::new() };

    assert_reads(&[(
        r#"{"id":1,"next":{"id":2,"next":"{\"id\":3}"},"children":{"node":[{"id":4},{"id":5,"children":[{"id":6}]}]}}"#,
        Node {
            id: 1,
            next: Some(Box::new(Node { next: Some(Box::new(leaf(3))), ..leaf(2) })),
            children: vec![leaf(4), Node { children: vec![leaf(6)], ..leaf(5) }],
        },
    )]);
}
