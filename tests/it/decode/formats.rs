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
#[derive(Clone, Copy)]
enum Wire<'a> {
    /// What XML has as its text, and JSON in quotes.
    Text(&'a str),
    /// What XML has as its text, and JSON bare.
    Bare(&'a str),
    Object(&'a dyn Fn(&mut dyn FnMut(&str, Wire<'_>))),
    List(&'a str, &'a dyn Fn(&mut dyn FnMut(Wire<'_>))),
}

/// How a body is written. It shares nothing with the writers of the engine.
#[derive(Debug, Clone, Copy)]
struct Style {
    xml: bool,
    wrapped: bool,
    pretty: bool,
    cdata: bool,
    numbers_quoted: bool,
}

impl Style {
    fn write(self, name: &str, wire: Wire<'_>, out: &mut String) {
        match (self.xml, wire) {
            (true, Wire::Text(text) | Wire::Bare(text)) => self.write_xml_text(text, out),
            (true, Wire::Object(members)) => {
                members(&mut |name, wire| self.write_element(name, wire, out));
                self.indent(out);
            }
            (true, Wire::List(item, elements)) => {
                let item = if self.wrapped { item } else { name };
                elements(&mut |wire| self.write_element(item, wire, out));
                self.indent(out);
            }
            (false, Wire::Text(text)) => out.push_str(&serde_json::to_string(text).unwrap()),
            (false, Wire::Bare(text)) if self.numbers_quoted => {
                let _ = write!(out, "\"{text}\"");
            }
            (false, Wire::Bare(text)) => out.push_str(text),
            (false, Wire::Object(members)) => {
                let mut separator = "{";
                members(&mut |name, wire| {
                    let _ = write!(out, "{separator}\"{name}\":");
                    self.indent(out);
                    self.write(name, wire, out);
                    separator = ",";
                });
                out.push_str(if separator == "{" { "{}" } else { "}" });
            }
            (false, Wire::List(item, elements)) => {
                if self.wrapped {
                    let _ = write!(out, "{{\"{item}\":");
                }
                let mut separator = "[";
                elements(&mut |wire| {
                    out.push_str(separator);
                    self.write(item, wire, out);
                    separator = ",";
                });
                out.push_str(if separator == "[" { "[]" } else { "]" });
                if self.wrapped {
                    out.push('}');
                }
            }
        }
    }

    fn write_element(self, name: &str, wire: Wire<'_>, out: &mut String) {
        self.indent(out);
        let start = out.len();
        let _ = write!(out, "<{name}{}>", if self.cdata { " list=\"true\"" } else { "" });
        let inside = out.len();
        self.write(name, wire, out);
        if out.len() == inside && !self.cdata {
            out.truncate(start);
            let _ = write!(out, "<{name}/>");
        } else {
            let _ = write!(out, "</{name}>");
        }
    }

    fn write_xml_text(self, text: &str, out: &mut String) {
        if self.cdata && !text.contains(['\r', ']']) {
            let _ = write!(out, "<![CDATA[{text}]]>");
            return;
        }
        for character in text.chars() {
            match character {
                '<' | '>' | '&' | '\r' => {
                    let _ = write!(out, "&#{};", u32::from(character));
                }
                '"' => out.push_str("&quot;"),
                character if character > '\u{ffff}' && self.wrapped => {
                    let _ = write!(out, "&#x{:X};", u32::from(character));
                }
                character => out.push(character),
            }
        }
    }

    fn indent(self, out: &mut String) {
        if self.pretty {
            out.push_str("\n  ");
        }
    }

    fn body(self, tree: &Tree) -> String {
        let mut out = String::new();
        let root: &dyn Fn(&mut dyn FnMut(&str, Wire<'_>)) = &|visit| {
            visit("tree_get_response", Wire::Object(&|visit| tree.visit(visit)));
        };
        match self {
            Style { xml: false, wrapped: false, .. } => {
                self.write("", Wire::Object(&|visit| tree.visit(visit)), &mut out);
            }
            Style { xml: true, .. } => {
                out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\" ?>");
                self.write("", Wire::Object(root), &mut out);
                out.push_str("<!--top011008055196.na61-->");
            }
            Style { .. } => self.write("", Wire::Object(root), &mut out),
        }
        out
    }
}

impl Tree {
    fn visit(&self, visit: &mut dyn FnMut(&str, Wire<'_>)) {
        fn list<T>(
            values: &Option<Vec<T>>,
            (name, item): (&str, &str),
            visit: &mut dyn FnMut(&str, Wire<'_>),
            each: impl Fn(&T, &mut dyn FnMut(Wire<'_>)),
        ) {
            if let Some(values) = values {
                visit(
                    name,
                    Wire::List(item, &|visit| {
                        for value in values {
                            each(value, visit);
                        }
                    }),
                );
            }
        }

        // The members stand in another order than the table's.
        list(&self.children, ("children", "tree"), visit, |tree, visit| {
            visit(Wire::Object(&|visit| tree.visit(visit)));
        });
        if let Some(child) = &self.child {
            visit("child", Wire::Object(&|visit| child.visit(visit)));
        }
        if let Some(map) = &self.map {
            visit(
                "map",
                Wire::Object(&|visit| {
                    for (name, text) in map {
                        visit(name, Wire::Text(text));
                    }
                }),
            );
        }
        list(&self.prices, ("prices", "price"), visit, |price, visit| visit(Wire::Text(price.as_str())));
        list(&self.flags, ("flags", "boolean"), visit, |flag, visit| visit(Wire::Bare(&flag.to_string())));
        list(&self.numbers, ("numbers", "number"), visit, |number, visit| {
            visit(Wire::Bare(&number.to_string()))
        });
        list(&self.texts, ("texts", "string"), visit, |text, visit| visit(Wire::Text(text)));
        // Nothing but what is not declared is no response.
        if self.text.is_some() {
            visit("undeclared", Wire::Object(&|visit| visit("a", Wire::Bare("1.50"))));
        }
        if let Some(json) = &self.json {
            visit("json", Wire::Text(json.as_str()));
        }
        if let Some(price) = &self.price {
            visit("price", Wire::Bare(price.as_str()));
        }
        if let Some(date) = &self.date {
            visit("date", Wire::Text(&date.to_string()));
        }
        if let Some(flag) = &self.flag {
            visit("flag", Wire::Bare(&flag.to_string()));
        }
        if let Some(number) = &self.number {
            visit("number", Wire::Bare(&number.to_string()));
        }
        if let Some(text) = &self.text {
            visit("text", Wire::Text(text));
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
