//! Most answers are read while they are parsed, others are parsed first. What is read is the same.

use std::fmt;

use proptest::prelude::*;
use proptest::sample::Index;
use top_core::{DateTime, Decimal, Error, Json, Reply, TopApi, TopObject};

use super::decode_as;

#[derive(TopApi)]
#[top(method = "taobao.items.get", response = Everything)]
struct Request {}

#[derive(Debug, TopObject)]
struct Everything {
    text: Option<String>,
    number: Option<i64>,
    needed: String,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    json: Option<Json>,
    texts: Vec<String>,
    numbers: Option<Vec<i64>>,
    map: Option<std::collections::BTreeMap<String, i64>>,
    children: Vec<Self>,
    next: Option<Box<Self>>,
}

/// Members in the order of the table, each with values that are read, and with some that are not.
const MEMBERS: [(&str, &[&str]); 10] = [
    ("text", &[r#""a""#, r#""淘\n\u4e2d""#, r#""""#, "null", "1.50", "true", r#"{"k":[1 , {}]}"#]),
    ("number", &["1", r#""-1""#, r#"" ""#, "null", "-1.0e3", "9007199254740993", r#""x""#]),
    ("needed", &[r#""here""#, "0", "null"]),
    ("flag", &["true", r#""FALSE""#, "1", "2"]),
    ("date", &[r#""2016-1-1 1:2:3""#, "1451620800123", "7"]),
    ("price", &["12.30", r#""0.10""#, r#"" 1 ""#, r#""1,5""#]),
    ("json", &[r#"{"b" : [1.50]}"#, r#""[1]""#, r#""[""#, "null", "7"]),
    (
        "texts",
        &["[]", r#"["a","",null]"#, r#"{"string":["a", "b"]}"#, r#"{ "string" : [] }"#, "{}", r#"{"a":1}"#],
    ),
    ("numbers", &["[1,2]", r#"{"number":[1]}"#, r#""[1,-2]""#, "[1,]", "[,1]", "3", r#"{"a":[1],"b":2}"#]),
    ("map", &[r#"{"k":1,"l":2}"#, "{}", r#""{}""#, r#"{"k":"x"}"#]),
];

/// Members that are in no table, or are the platform's.
const OTHERS: [&str; 7] = [
    r#""request_id":"r""#,
    r#""request_id":"\u0072""#,
    r#""request_id":{}"#,
    r#""unknown":{"a":[1,{"b":null}],"request_id":"inner"}"#,
    r#""\u0074ext":"escaped""#,
    r#""error_response":{"code":15,"msg":"no"}"#,
    r#""":"" "#,
];

/// Objects, most of them with members in the order of the table.
fn object() -> impl Strategy<Value = String> {
    let leaf = members(Just(None).boxed());
    leaf.prop_recursive(3, 16, 3, |inner| {
        let inner = prop_oneof![
            1 => Just(None),
            4 => (prop::collection::vec(inner, 0..3), prop::sample::select(vec!["[]", "wrapped", "alone"]), any::<bool>()).prop_map(Some),
        ];
        members(inner.prop_map(|inside| {
            inside.map(|(objects, shape, is_text)| {
                let list = match shape {
                    "wrapped" => format!(r#"{{"everything":[{}]}}"#, objects.join(", ")),
                    "alone" if objects.len() == 1 => format!(r#"{{"everything":{}}}"#, objects[0]),
                    _ => format!("[{}]", objects.join(",")),
                };
                let next = objects.first().map_or("null", String::as_str);
                let next = if is_text && next.len() < 64 { serde_json::to_string(next).unwrap() } else { next.to_owned() };
                vec![format!(r#""children":{list}"#), format!(r#""next" : {next}"#)]
            })
        }).boxed())
    })
}

/// An object with some members of the table, what is inside behind them, and some others.
fn members(inside: BoxedStrategy<Option<Vec<String>>>) -> BoxedStrategy<String> {
    let member = |index: usize| {
        let (name, values) = MEMBERS[index];
        // The first values are those that are nearly always there.
        prop_oneof![
            3 => Just(values[0]),
            1 => prop::sample::select(values.to_vec()),
        ]
        .prop_map(move |value| format!(r#""{name}":{value}"#))
    };
    let all: Vec<_> = (0..MEMBERS.len()).map(member).collect();
    let is_there = prop::collection::vec(prop::bool::weighted(0.8), MEMBERS.len());
    let others = prop::collection::vec((any::<Index>(), prop::sample::select(OTHERS.to_vec())), 0..2);
    let order = prop_oneof![4 => Just(None), 1 => any::<u64>().prop_map(Some)];
    (all, is_there, inside, others, order, prop::sample::select(vec![",", " , ", ",\n"]))
        .prop_map(|(all, is_there, inside, others, order, comma)| {
            let kept = all
                .into_iter()
                .zip(is_there)
                .filter(|(member, is_there)| *is_there || member.contains("needed"));
            let mut members: Vec<_> =
                kept.map(|(member, _)| member).chain(inside.into_iter().flatten()).collect();
            if let Some(turn) = order {
                let turn = usize::try_from(turn % 16).unwrap() % members.len();
                members.rotate_left(turn);
            }
            for (at, other) in others {
                members.insert(at.index(members.len() + 1), other.to_owned());
            }
            format!("{{{}}}", members.join(comma))
        })
        .boxed()
}

fn body() -> impl Strategy<Value = String> {
    let error = [
        r#"{"error_response":{"code":15,"msg":"Remote service error","sub_code":"isv.x","sub_msg":"淘","request_id":"r"}}"#,
        r#"{"error_response" : {"code":"25" ,"msg":"\u6dd8","args":{"a":[1]},"request_id":7},"a":1}"#,
        r#"{"error_response":{"msg":null,"msg":"second","code":0}}"#,
        r#"{"error_response":{"code":15,"msg":"a",}}"#,
        r#"{"error_response":{"code":15.5}} x"#,
    ];
    prop_oneof![
        8 => object().prop_map(|object| format!(r#"{{"items_get_response":{object}}}"#)),
        4 => object(),
        1 => object().prop_map(|object| format!(r#"{{ "items_get_response" : {object} , "request_id":"outer"}}"#)),
        1 => object().prop_map(|object| format!(r#"{{"items_get_response":{object},"error_response":{{"code":1}}}}"#)),
        1 => object().prop_map(|object| format!(r#"{{"other_response":{object}}} "#)),
        2 => prop::sample::select(error.to_vec()).prop_map(str::to_owned),
    ]
}

/// Writes the first character of the first name as an escape, so that the body is parsed before it is read.
fn escape_first_name(body: &str) -> Option<String> {
    let quote = body.find('"')?;
    let first = body[quote + 1..].chars().next().filter(char::is_ascii_alphanumeric)?;
    body[..quote]
        .trim()
        .eq("{")
        .then(|| format!("{}\\u{:04x}{}", &body[..=quote], u32::from(first), &body[quote + 2..]))
}

/// Returns all that is told of an answer, but for where in the text its fault is.
fn told<T: fmt::Debug>(answer: &Result<Reply<T>, Error>) -> String {
    match answer {
        Ok(reply) => format!("{:?} {:?} {:?}", **reply, reply.request_id(), reply.to_json()),
        Err(Error::Decode(error)) => {
            let shown = error.to_string();
            let problem =
                shown.split("; the body").next().and_then(|problem| problem.split(" at line ").next());
            format!("{:?} {} {problem:?}", error.kind(), error.path())
        }
        Err(error) => format!("{error:?}"),
    }
}

fn assert_same(body: &str) -> Result<(), TestCaseError> {
    let Some(escaped) = escape_first_name(body) else { return Ok(()) };
    let answers = [body, &escaped].map(|body| told(&decode_as(&Request {}, body)));
    prop_assert_eq!(&answers[0], &answers[1], "{}", body);
    Ok(())
}

#[derive(TopApi)]
#[top(method = "taobao.tree.get", response = Tree)]
struct TreeRequest {}

#[derive(Debug, TopObject)]
struct Tree {
    branches: Vec<Self>,
    trunk: Option<Box<Self>>,
    rings: Option<Json>,
}

#[test]
fn as_many_levels_are_read_as_if_they_were_parsed_first() {
    let list = (r#"{"branches":{"tree":["#, r#"{"rings":[[]]}"#, "]}}");
    let lists = (r#"{"branches":["#, "", "]}");
    let objects = (r#"{"branches":[],"trunk":"#, r#"{"branches":[]}"#, "}");
    let rings = (r#"{"branches":[],"trunk":"#, r#"{"branches":[],"unknown":[[[[[]]]]]}"#, "}");
    for (open, inside, close) in [list, lists, objects, rings] {
        let read: Vec<_> = (1..110)
            .map(|levels| {
                let tree = format!("{}{inside}{}", open.repeat(levels), close.repeat(levels));
                let body = format!(r#"{{"tree_get_response":{tree}}}"#);
                let escaped = escape_first_name(&body).unwrap();
                let answers = [&body, &escaped].map(|body| decode_as(&TreeRequest {}, body));
                assert_eq!(told(&answers[0]), told(&answers[1]), "{levels} of {open}");
                answers[0].is_ok()
            })
            .collect();
        let most = read.iter().take_while(|&&is_read| is_read).count();
        assert!((20..70).contains(&most) && !read[most..].contains(&true), "{most} levels of {open}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4096) })]

    #[test]
    fn an_answer_is_read_as_if_it_were_parsed_first(body in body()) {
        assert_same(&body)?;
    }

    #[test]
    fn a_damaged_answer_is_refused_as_if_it_were_parsed_first(
        body in body(),
        changes in prop::collection::vec((any::<Index>(), prop_oneof![
            prop::sample::select("{}[]\":,\\0-.\n \ttn淘".chars().collect::<Vec<_>>()).prop_map(Some),
            Just(None),
        ]), 1..4),
        cut in prop_oneof![3 => Just(None), 1 => any::<Index>().prop_map(Some)],
    ) {
        let mut body: Vec<char> = body.chars().collect();
        for (index, change) in changes {
            let index = index.index(body.len());
            match change {
                Some(character) => body[index] = character,
                None => {
                    body.remove(index);
                }
            }
        }
        if let Some(cut) = cut {
            body.truncate(cut.index(body.len()));
        }
        assert_same(&body.into_iter().collect::<String>())?;
    }
}
