//! What is written from the descriptors: documentation, JSON Schema, the table of APIs.

use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use serde_json::{Value, json};
use top_apis::alibaba_idle_interact_loan_callback::AlibabaIdleInteractLoanCallbackRequest;
use top_core::{DateTime, Decimal, TopApi, TopObject};

#[test]
fn markdown_reads_like_the_page_of_the_platform() {
    let page = AlibabaIdleInteractLoanCallbackRequest::API.to_markdown();

    for line in [
        "# `alibaba.idle.interact.loan.callback`",
        "| `user` | String | yes (必须) | `3` |  | The user (用户标识). |",
        "| `infos` | IdleLoanCallbackInfo | yes (必须) |  |  | What is reported (回调信息). |",
        "| `infos.type` | String | yes (必须) | `CREDIT` |  | The kind of process (类型). |",
        r#"| `infos.fund_products` | String[] | no (可选) | `["xx"]` |  | The lenders (资方列表). |"#,
        "| `idle_point_result.biz_error.err_code` | String | `xx` | The code of the error (错误码). |",
    ] {
        assert!(page.lines().any(|written| written == line), "{line} is missing in\n{page}");
    }
}

/// A category (类目) that holds categories.
#[derive(Debug, Clone, PartialEq, TopObject)]
struct Category {
    #[top(max_len = 4)]
    name: String,
    children: Vec<Category>,
}

#[derive(Debug, Clone, PartialEq, TopApi)]
#[top(method = "taobao.category.save")]
struct CategorySaveRequest {
    /// The title
    /// of two | lines.
    #[top(min_len = 2, max_len = 5)]
    title: String,
    #[top(max_items = 2)]
    tags: Vec<String>,
    #[top(one_of("A", "B"))]
    kind: Option<String>,
    #[top(min = -3, max = 300, digits = 2)]
    count: Option<i32>,
    #[top(min_items = 1)]
    categories: Option<Vec<Category>>,
    until: Option<DateTime>,
    /// What it costs (精确到2位小数).
    #[top(scale = 2)]
    price: Option<Decimal>,
    #[top(items(scale = 0), min_items = 1)]
    shares: Option<Vec<Decimal>>,
}

#[test]
fn markdown_describes_a_struct_that_contains_itself_once() {
    let page = CategorySaveRequest::API.to_markdown();

    assert!(page.contains("| `categories[].children` | Category[] |"), "{page}");
    assert!(!page.contains("children[].name"), "{page}");
    assert!(page.contains("The title of two \\| lines."), "{page}");
    assert!(page.contains("| `price` | Price | no (可选) |  | at most 2 digits after the point |"), "{page}");
    assert!(page.contains("| at least 1 elements; each at most 0 digits after the point |"), "{page}");
    assert!(page.contains("at least 2 UTF-16 code units long; at most 5 UTF-16 code units long"), "{page}");
}

fn schema_of<A: TopApi>() -> Value {
    serde_json::from_str(&A::API.to_json_schema()).unwrap()
}

#[test]
fn a_schema_names_what_is_required_and_defines_each_struct_once() {
    let schema = schema_of::<CategorySaveRequest>();

    assert_eq!(schema["required"], json!(["title", "tags"]));
    assert_eq!(schema["properties"]["categories"]["items"], json!({"$ref": "#/$defs/Category"}));
    assert_eq!(
        schema["$defs"]["Category"]["properties"]["children"]["items"],
        json!({"$ref": "#/$defs/Category"})
    );
    assert_eq!(schema["properties"]["count"]["maximum"], json!(99));
    assert_eq!(schema["properties"]["count"]["minimum"], json!(-3));
}

/// The JSON of a request before it is flattened.
fn json_of(request: &CategorySaveRequest) -> Value {
    let mut json = json!({"title": request.title, "tags": request.tags});
    let mut insert = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            json[name] = value;
        }
    };
    insert("kind", request.kind.as_ref().map(|kind| json!(kind)));
    insert("count", request.count.map(|count| json!(count)));
    insert("until", request.until.map(|until| json!(until.to_string())));
    insert("price", request.price.as_ref().map(|price| json!(price.as_str())));
    insert(
        "shares",
        request.shares.as_ref().map(|shares| shares.iter().map(|share| json!(share.as_str())).collect()),
    );
    let params = request.params();
    insert(
        "categories",
        params.get("categories").map(|categories| serde_json::from_str(categories).unwrap()),
    );
    json
}

fn text() -> impl Strategy<Value = String> {
    // Within the Basic Multilingual Plane, where a character is one UTF-16 code unit.
    proptest::string::string_regex("[ab,汉　 ]{0,7}").unwrap()
}

/// Without an exponent, of which JSON Schema does not know where it moves the point.
fn decimal() -> impl Strategy<Value = Decimal> {
    proptest::string::string_regex(r"[+-]?([0-9]{1,3}(\.[0-9]{0,4})?|\.[0-9]{1,3})")
        .unwrap()
        .prop_map(|text| text.parse().unwrap())
}

fn categories() -> impl Strategy<Value = Vec<Category>> {
    let leaf = text().prop_map(|name| Category { name, children: Vec::new() });
    let category = leaf.prop_recursive(3, 12, 3, |inner| {
        (text(), prop::collection::vec(inner, 0..3)).prop_map(|(name, children)| Category { name, children })
    });
    prop::collection::vec(category, 0..3)
}

fn request() -> impl Strategy<Value = CategorySaveRequest> {
    (
        text(),
        prop::collection::vec(text(), 0..4),
        prop::option::of(prop_oneof![Just("A".to_owned()), Just("B".to_owned()), text()]),
        prop::option::of(-150..150),
        prop::option::of(categories()),
        prop::option::of(
            (0..2_000_000_000_000_i64).prop_map(|millis| DateTime::from_unix_millis(millis).unwrap()),
        ),
        prop::option::of(decimal()),
        prop::option::of(prop::collection::vec(decimal(), 0..3)),
    )
        .prop_map(|(title, tags, kind, count, categories, until, price, shares)| CategorySaveRequest {
            title,
            tags,
            kind,
            count,
            categories,
            until,
            price,
            shares,
        })
}

/// The schema, read by a library that knows nothing of ours.
fn compiled() -> &'static (Schemas, SchemaIndex) {
    static COMPILED: LazyLock<(Schemas, SchemaIndex)> = LazyLock::new(|| {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.add_resource("request.json", schema_of::<CategorySaveRequest>()).unwrap();
        let schema = compiler.compile("request.json", &mut schemas).unwrap();
        (schemas, schema)
    });
    &COMPILED
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_schema_accepts_exactly_what_validation_accepts(request in request()) {
        let (schemas, schema) = compiled();
        let json = json_of(&request);

        let violations = request.validate();

        prop_assert_eq!(schemas.validate(&json, *schema).is_ok(), violations.is_ok(), "{} {:?}", json, violations);
    }
}
