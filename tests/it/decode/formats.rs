//! The same content in JSON, simplified JSON and XML reads as equal values, whatever it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use top_core::{DateTime, Decimal, Json, TopApi, TopObject};

use super::decode_as;

#[derive(Debug, TopApi)]
#[top(method = "taobao.tree.get", response = Tree)]
struct TreeRequest {}

/// Holds one member of every type at every level, so that what is generated chooses the schema: an absent member is one
/// that the schema does not have.
#[derive(Debug, Clone, PartialEq, Default, TopObject)]
struct Tree {
    text: Option<String>,
    number: Option<i64>,
    flag: Option<bool>,
    date: Option<DateTime>,
    price: Option<Decimal>,
    json: Option<Json>,
    texts: Option<Vec<String>>,
    numbers: Option<Vec<i64>>,
    flags: Option<Vec<bool>>,
    prices: Option<Vec<Decimal>>,
    map: Option<BTreeMap<String, String>>,
    child: Option<Box<Tree>>,
    children: Option<Vec<Tree>>,
}

/// A value of the wire, apart from its format.
enum Wire {
    /// What JSON has in quotes.
    Text(String),
    /// What JSON has bare.
    Bare(String),
    Object(Vec<(String, Wire)>),
    /// Elements, and the name that wraps them.
    List(&'static str, Vec<Wire>),
}

impl Tree {
    fn to_wire(&self) -> Wire {
        fn bare(value: &impl ToString) -> Wire {
            Wire::Bare(value.to_string())
        }
        fn text(value: &impl ToString) -> Wire {
            Wire::Text(value.to_string())
        }
        fn list<T>(item: &'static str, values: &[T], each: impl Fn(&T) -> Wire) -> Wire {
            Wire::List(item, values.iter().map(each).collect())
        }

        // Another order than the table's.
        let members = [
            ("children", self.children.as_ref().map(|trees| list("tree", trees, Self::to_wire))),
            ("child", self.child.as_ref().map(|tree| tree.to_wire())),
            (
                "map",
                self.map.as_ref().map(|map| {
                    Wire::Object(map.iter().map(|(name, value)| (name.clone(), text(value))).collect())
                }),
            ),
            ("prices", self.prices.as_ref().map(|prices| list("price", prices, text))),
            ("flags", self.flags.as_ref().map(|flags| list("boolean", flags, bare))),
            ("numbers", self.numbers.as_ref().map(|numbers| list("number", numbers, bare))),
            ("texts", self.texts.as_ref().map(|texts| list("string", texts, text))),
            // Nothing but what is not declared would be no response.
            ("undeclared", self.text.as_ref().map(|_| Wire::Object(vec![("a".to_owned(), bare(&"1.50"))]))),
            ("json", self.json.as_ref().map(text)),
            ("price", self.price.as_ref().map(bare)),
            ("date", self.date.as_ref().map(text)),
            ("flag", self.flag.as_ref().map(bare)),
            ("number", self.number.as_ref().map(bare)),
            ("text", self.text.as_ref().map(text)),
        ];
        Wire::Object(
            members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect(),
        )
    }
}

/// How a body is written. It shares nothing with the writers of the engine.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
struct Style {
    xml: bool,
    wrapped: bool,
    pretty: bool,
    cdata: bool,
    numbers_quoted: bool,
}

impl Style {
    fn body(self, tree: &Tree) -> String {
        let mut out = String::new();
        let response = tree.to_wire();
        if self.xml {
            out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\" ?>");
            self.write_element("tree_get_response", &response, &mut out);
            out.push_str("<!--top011008055196.na61-->");
        } else if self.wrapped {
            self.write_json(&Wire::Object(vec![("tree_get_response".to_owned(), response)]), &mut out);
        } else {
            self.write_json(&response, &mut out);
        }
        out
    }

    fn indent(self, out: &mut String) {
        if self.pretty {
            out.push_str("\n  ");
        }
    }

    fn write_json(self, wire: &Wire, out: &mut String) {
        match wire {
            Wire::Bare(text) if !self.numbers_quoted => out.push_str(text),
            Wire::Text(text) | Wire::Bare(text) => out.push_str(&serde_json::to_string(text).unwrap()),
            Wire::Object(members) => {
                out.push('{');
                for (index, (name, wire)) in members.iter().enumerate() {
                    let _ = write!(out, "{}\"{name}\":", if index > 0 { "," } else { "" });
                    self.indent(out);
                    self.write_json(wire, out);
                }
                out.push('}');
            }
            Wire::List(item, elements) => {
                let _ = if self.wrapped { write!(out, "{{\"{item}\":[") } else { write!(out, "[") };
                for (index, wire) in elements.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    self.write_json(wire, out);
                }
                out.push_str(if self.wrapped { "]}" } else { "]" });
            }
        }
    }

    fn write_element(self, name: &str, wire: &Wire, out: &mut String) {
        let start = out.len();
        let _ = write!(out, "<{name}{}>", if self.cdata { " list=\"true\"" } else { "" });
        let inside = out.len();
        match wire {
            Wire::Text(text) | Wire::Bare(text) => self.write_text(text, out),
            Wire::Object(members) => {
                for (name, wire) in members {
                    self.indent(out);
                    self.write_element(name, wire, out);
                }
                self.indent(out);
            }
            Wire::List(item, elements) => {
                for wire in elements {
                    self.indent(out);
                    self.write_element(if self.wrapped { item } else { name }, wire, out);
                }
                self.indent(out);
            }
        }
        if out.len() == inside && !self.cdata {
            out.truncate(start);
            let _ = write!(out, "<{name}/>");
        } else {
            let _ = write!(out, "</{name}>");
        }
    }

    fn write_text(self, text: &str, out: &mut String) {
        if self.cdata && !text.contains(['\r', ']']) {
            let _ = write!(out, "<![CDATA[{text}]]>");
            return;
        }
        for character in text.chars() {
            match character {
                '"' => out.push_str("&quot;"),
                '<' | '>' | '&' | '\r' => {
                    let _ = write!(out, "&#{};", u32::from(character));
                }
                character if character > '\u{ffff}' && self.wrapped => {
                    let _ = write!(out, "&#x{:X};", u32::from(character));
                }
                character => out.push(character),
            }
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ \t]{1,3}",
        "[a-z<>&\"']{1,8}",
        "[中文😀\r\n\\\\/\\]\\[{}]{1,6}",
        "[0-9.]{1,4}",
        // What no XML has, but for a writer that does not know it.
        "[\u{1}-\u{8}\u{e}-\u{1f}a]{1,4}",
    ]
}

fn decimal() -> impl Strategy<Value = Decimal> {
    "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,6})?".prop_map(|text| text.parse().unwrap())
}

fn date() -> impl Strategy<Value = DateTime> {
    (0_i64..4_000_000_000).prop_map(|seconds| DateTime::from_unix_millis(seconds * 1_000).unwrap())
}

fn json() -> impl Strategy<Value = Json> {
    prop_oneof![Just("{}"), Just("[]"), Just(r#"{"a":[1.50,"<&\"中\u0001"]}"#), Just("[null,true]")]
        .prop_map(|text| text.parse().unwrap())
}

fn many<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Option<Vec<T>>> {
    prop::option::of(prop::collection::vec(of, 0..4))
}

fn leaf() -> impl Strategy<Value = Tree> {
    let scalars = (
        prop::option::of(text()),
        prop::option::of(any::<i64>()),
        prop::option::of(any::<bool>()),
        prop::option::of(date()),
        prop::option::of(decimal()),
        prop::option::of(json()),
    );
    let lists = (many(text()), many(any::<i64>()), many(any::<bool>()), many(decimal()));
    let map = prop::option::of(prop::collection::btree_map("[a-z]{1,4}", text(), 0..3));
    (scalars, lists, map).prop_map(|(scalars, lists, map)| {
        let (text, number, flag, date, price, json) = scalars;
        let (texts, numbers, flags, prices) = lists;
        Tree { text, number, flag, date, price, json, texts, numbers, flags, prices, map, ..Tree::default() }
    })
}

fn tree() -> impl Strategy<Value = Tree> {
    prop_oneof![Just(Tree::default()), leaf()].prop_recursive(4, 24, 4, |inner| {
        (leaf(), prop::option::of(inner.clone()), many(inner)).prop_map(|(leaf, child, children)| Tree {
            child: child.map(Box::new),
            children,
            ..leaf
        })
    })
}

fn style() -> impl Strategy<Value = Style> {
    any::<[bool; 5]>().prop_map(|[xml, wrapped, pretty, cdata, numbers_quoted]| Style {
        xml,
        wrapped,
        pretty,
        cdata,
        numbers_quoted,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_content_in_any_format_is_the_same_value(tree in tree(), styles in prop::collection::vec(style(), 4)) {
        for style in styles {
            let body = style.body(&tree);
            match decode_as(&TreeRequest {}, &body) {
                Ok(reply) => prop_assert_eq!(&*reply, &tree, "{:?}: {}", style, body),
                Err(error) => prop_assert!(false, "{style:?}: {body}: {error}"),
            }
        }
    }
}
