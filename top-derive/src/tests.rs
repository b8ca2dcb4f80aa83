mod mistakes;
mod random;
mod catalogue;
mod docs;

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, File, Item, LitStr, Meta};

use crate::derive;
use crate::model::Derive;

/// Compares the formatted expansion with `snapshots/<name>.rs`; set `UPDATE_SNAPSHOTS` to write it instead.
fn assert_snapshot(name: &str, which: Derive, input: &str) {
    let actual = prettyplease::unparse(&expand(which, input));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots").join(name).with_extension("rs");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &actual).unwrap();
    }
    assert_eq!(actual, fs::read_to_string(&path).unwrap(), "{}", path.display());
}

fn expand(which: Derive, input: &str) -> File {
    let input: TokenStream = input.parse().unwrap();
    syn::parse2(derive(input, which)).unwrap()
}

/// Returns the documentation on the impls of traits, those that `top-core` writes first.
fn attributes_of_impls(file: &File) -> Vec<String> {
    let calls = file.items.iter().filter_map(|item| match item {
        Item::Macro(item) => Some(item.mac.tokens.clone()),
        _ => None,
    });
    let given = calls.flat_map(tables_in);
    let impls = file.items.iter().filter_map(|item| match item {
        Item::Impl(item) if item.trait_.is_some() => Some(&item.attrs),
        _ => None,
    });
    let values = impls.flatten().filter(|attr| attr.path().is_ident("doc")).map(|attr| match &attr.meta {
        Meta::NameValue(pair) => &pair.value,
        _ => panic!("a doc comment has a value"),
    });
    let text = |value: &Expr| match value {
        Expr::Macro(concat) => concat.mac.parse_body::<LitStr>().unwrap().value(),
        value => syn::parse2::<LitStr>(value.to_token_stream()).unwrap().value(),
    };
    given.chain(values.map(text)).collect()
}

/// Returns the tables that are given to a macro of `top-core`.
fn tables_in(tokens: TokenStream) -> Vec<String> {
    let tables = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => tables_in(group.stream()),
        TokenTree::Literal(literal) => syn::parse_str::<LitStr>(&literal.to_string())
            .map(|text| text.value())
            .into_iter()
            .filter(|text| text.contains("wire name | type") || text.ends_with(": nothing."))
            .collect(),
        _ => Vec::new(),
    });
    tables.collect()
}

/// Returns the messages of the errors.
fn errors(which: Derive, input: &str) -> Vec<String> {
    let messages = expand(which, input).items.into_iter().filter_map(|item| match item {
        Item::Macro(item)
            if item.mac.path.segments.last().is_some_and(|last| last.ident == "compile_error") =>
        {
            Some(item.mac.parse_body::<LitStr>().unwrap().value())
        }
        _ => None,
    });
    messages.collect()
}

#[test]
fn expands_a_request() {
    let input = r#"
        /// Reads one item.
        ///
        /// It has to be on sale.
        #[top(method = "taobao.item.seller.get", response = ItemSellerGetResponse)]
        pub struct ItemSellerGet {
            /// The fields to return.
            #[top(max_items = 20, min_items = 1)]
            pub fields: Vec<String>,
            #[top(name = "num_iid", min = 1, digits = 19)]
            pub item_id: Option<i64>,
            #[top(one_of("A", "B"), max_len = 1, min_len = 1, max_bytes = 3)]
            pub r#type: Cow<'static, str>,
            #[top(min = 0.01, max = "100.00")]
            pub price: Option<Decimal>,
            #[top(min = "2008-02-29 23:59:59", max = "2030-01-01 00:00:00")]
            pub since: DateTime,
            #[top(min = -5, max = 5)]
            pub offset: i8,
        }
    "#;
    assert_snapshot("request", Derive::TopApi, input);
}

#[test]
fn expands_an_object() {
    let input = r"
        #[top(crate = crate::sdk)]
        struct Node<'a, T, U: Clone, const N: usize>
        where
            U: Default
        {
            id: T,
            name: Cow<'a, str>,
            #[deprecated]
            children: Vec<Node<'a, T, U, N>>,
            #[top(skip)]
            seen: [U; N],
        }
    ";
    assert_snapshot("object", Derive::TopObject, input);
}

#[test]
fn expands_an_empty_request() {
    assert_snapshot("empty", Derive::TopApi, r#"#[top(method = "taobao.time.get")] struct TimeGet;"#);
}

#[test]
fn expands_a_broken_request() {
    let input = r#"
        #[top(metod = "taobao.time.get", response = Vec<T>)]
        struct TimeGet<T: Copy> { #[top(max_len = "3")] a: T }
    "#;
    assert_snapshot("fallback", Derive::TopApi, input);
}

#[test]
fn expands_codes() {
    let text = r#"
        /// The state of a trade.
        #[derive(Debug)]
        pub enum Status {
            /// Not paid.
            #[top(name = "WAIT_BUYER_PAY")]
            WaitBuyerPay,
            r#type,
            #[top(other)]
            Other(String),
        }
    "#;
    assert_snapshot("codes", Derive::TopEnum, text);
    let number =
        "#[top(crate = sdk)] enum Level { #[top(name = -1)] Low, #[top(other)] #[deprecated] Unknown(i64) }";
    assert_snapshot("number_codes", Derive::TopEnum, number);
    assert_snapshot(
        "codes_fallback",
        Derive::TopEnum,
        "enum Level<T: Copy> { Low = 1, #[top(other)] Unknown(i64) }",
    );
}

#[test]
fn expands_the_whole_vocabulary() {
    let request = r#"
        #[top(method = "taobao.item.get", session = "required", idempotent, debug, builder, custom = check)]
        pub(crate) struct ItemGet<'a> {
            /// The tags.
            ///
            /// One at least.
            #[top(list = "json", min_items = 1, items(max_len = 3, one_of("A", "B|C")), example = "A")]
            tags: Vec<String>,
            #[top(secret, custom = self::check_title)]
            title: Option<Cow<'a, str>>,
            #[top(custom = check_id)]
            #[deprecated = "no longer read"]
            new: Option<i64>,
            #[top(skip)]
            seen: bool,
        }
    "#;
    assert_snapshot("vocabulary", Derive::TopApi, request);
    let response = r#"
        #[top(success = "result.is_success", ok = "1", code = "code", message = "result.message", builder)]
        struct ItemGetResponse {
            result: Option<Box<Outcome>>,
            code: Option<String>,
            #[top(json)]
            item: Option<Item>,
        }
    "#;
    assert_snapshot("outcome", Derive::TopObject, response);
}

#[test]
fn writes_little_for_ten_fields() {
    let field = |index| {
        format!(
            "/// What the field means (第 {index} 个字段的描述).\n\
             #[top(max_len = 64)] pub field_{index}: Option<String>,"
        )
    };
    let fields = (0..10).map(field).collect::<Vec<_>>().concat();
    let input = format!(
        "/// Does something.\n\
         #[top(method = \"taobao.item.get\", response = ItemGetResponse)] pub struct ItemGet {{ {fields} }}"
    );
    let expansion = prettyplease::unparse(&expand(Derive::TopApi, &input));
    let lines = expansion.lines().count();
    assert!(lines <= 40, "{lines} lines\n{expansion}");
}
