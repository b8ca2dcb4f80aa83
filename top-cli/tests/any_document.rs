//! Whatever a document says, what is printed is a module with the structs of the document in it, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use proptest::sample::select;
use syn::{Fields, Item};
use top_cli::document::{Authorization, Document, ErrorCode, Parameter};
use top_cli::module::{FieldType, Module};
use top_cli::rust::{self, Style};

/// Text that means something to Rust, to Markdown, to rustdoc or to a terminal, and any other.
fn text() -> impl Strategy<Value = String> {
    let odd = select(vec![
        "",
        " ",
        "\n",
        "\r\n",
        "\0",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "*/",
        "/*",
        "//",
        "///",
        "```",
        "`",
        "\"",
        "\\",
        "#",
        "'",
        "{",
        "}",
        "[",
        "]",
        "<",
        ">",
        "<br/>",
        "<a href=\"//x.com/\">y</a>",
        "&lt;",
        "&#x27;",
        "https://a.b/c",
        "|",
        "\t",
        "    ",
        "1. ",
        "- ",
        "+ ",
        "===",
        "---",
        "~~~",
        "#[doc]",
        "TODO(top)",
        "最大长度:32,",
        "string(50)",
        "保留2位小数",
        "订单",
        "😀",
        "self",
        "fn",
        "a_b",
        "true",
        "7",
    ]);
    let piece = prop_oneof![4 => odd.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(vec![
            "type", "self", "Self", "crate", "_", "_t", "a", "b", "new", "orderCode", "is_3D", "dimission.employee", "session", "sign",
            "a__b", "3d", "with_new", "request", "match", "priv", "a-b", "A", "r#type", "params", "Ok", "None",
        ]).prop_map(str::to_owned),
        2 => "[a-z_]{1,12}",
        1 => text(),
    ]
}

fn type_name() -> impl Strategy<Value = String> {
    let base = prop_oneof![
        6 => select(vec![
            "String", "Number", "Boolean", "Date", "Price", "BigDecimal", "byte", "Json", "Map", "", "null", "Field List", "Result",
            "Option", "Vec", "Box", "T", "Self", "Order", "OrderDto", "orderDto", "SKU", "TopObject", "DateTime", "Clone", "Debug",
        ]).prop_map(str::to_owned),
        1 => text(),
    ];
    (base, select(vec!["", "", "[]", " []", "[][]"])).prop_map(|(base, lists)| base + lists)
}

fn parameter() -> impl Strategy<Value = Parameter> {
    let limits = || prop::option::of(prop_oneof![0..40_u64, any::<u64>()]);
    let bounds = || prop::option::of(prop_oneof![-40..40_i64, any::<i64>()]);
    let leaf = (
        (name(), type_name(), any::<bool>(), text(), text(), text()),
        (limits(), limits(), bounds(), bounds()),
    )
        .prop_map(|((name, type_name, is_required, example, default, description), limits)| {
            let (max_length, max_list_size, min_value, max_value) = limits;
            Parameter {
                name,
                type_name,
                is_required,
                example,
                default,
                description,
                max_length,
                max_list_size,
                min_value,
                max_value,
                members: Vec::new(),
            }
        });
    leaf.prop_recursive(6, 40, 5, |inner| {
        (inner.clone(), prop::collection::vec(inner, 0..5)).prop_map(|(mut outer, members)| {
            outer.members = members;
            outer
        })
    })
}

fn document() -> impl Strategy<Value = Document> {
    let authorization = select(vec![
        None,
        Some(Authorization::Required),
        Some(Authorization::Optional),
        Some(Authorization::None),
    ]);
    let parameters = || prop::collection::vec(parameter(), 0..6);
    let error_code =
        (text(), text(), text()).prop_map(|(code, message, solution)| ErrorCode { code, message, solution });
    (
        "[a-zA-Z0-9]-?[a-z]{0,6}(\\.[a-zA-Z0-9][a-zA-Z0-9-]{0,8}){2,4}",
        (text(), text(), prop::option::of(text()), authorization),
        (parameters(), parameters()),
        (
            prop::collection::vec(error_code, 0..3),
            prop::collection::vec(text().prop_map(|text| format!("doubt {text}")), 0..2),
        ),
    )
        .prop_map(
            |(
                method,
                (title, description, category, authorization),
                (request, response),
                (error_codes, doubts),
            )| {
                Document {
                    method,
                    title,
                    description,
                    category,
                    authorization,
                    request,
                    response,
                    error_codes,
                    doubts,
                    ..Document::default()
                }
            },
        )
}

/// Returns the structs of a source with their fields, and the number of other items.
fn structs(source: &str) -> (Vec<(String, Vec<String>)>, usize) {
    let file = syn::parse_file(source).unwrap_or_else(|error| panic!("{error}: {source}"));
    let mut others = 0;
    let mut structs = Vec::new();
    for item in file.items {
        let Item::Struct(item) = item else {
            others += 1;
            continue;
        };
        let Fields::Named(fields) = item.fields else { panic!("{source}") };
        let names = fields.named.iter().filter_map(|field| field.ident.as_ref());
        structs.push((
            item.ident.to_string(),
            names.map(|name| name.to_string().replacen("r#", "", 1)).collect(),
        ));
    }
    (structs, others)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("TOP_DOCUMENTS").ok().and_then(|count| count.parse().ok()).unwrap_or(64)
    ))]

    #[test]
    fn whatever_a_document_says_the_source_holds_its_structs_and_nothing_else(document in document()) {
        let Ok(module) = Module::of(&document) else { panic!("{}", document.method) };
        let style = Style { path: Some("my_crate::apis".to_owned()), ..Style::default() };
        let source = rust::print(&module, &style);
        let (structs, others) = structs(&source);
        let expected: Vec<(String, Vec<String>)> = module
            .structs
            .iter()
            .map(|it| (it.name.clone(), it.fields.iter().map(|field| field.name.clone()).collect()))
            .collect();
        prop_assert_eq!(structs, expected);
        // The imports.
        let has_map = |ty: &FieldType| format!("{ty:?}").contains("Map");
        let imports = 1 + usize::from(module.structs.iter().flat_map(|it| &it.fields).any(|field| has_map(&field.ty)));
        prop_assert_eq!(others, imports);
        // Nothing that a reader cannot see.
        let is_hidden = |it: char| it != '\n' && (it.is_control() || ('\u{202a}'..='\u{202e}').contains(&it));
        prop_assert!(!source.contains(is_hidden), "{}", source);
        // Every line of the platform's words is a comment or inside quotes: `/*` and `*/` open and close nothing.
        prop_assert_eq!(source.matches("TODO(top): ").count() >= module.all_todos().count(), true);
        prop_assert_eq!(rust::print(&module, &style), source);
    }
}
