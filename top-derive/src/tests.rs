use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use syn::{File, Item, LitStr};

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

/// Returns the messages of the errors.
fn errors(which: Derive, input: &str) -> Vec<String> {
    let messages = expand(which, input).items.into_iter().filter_map(|item| match item {
        Item::Macro(item) => Some(item.mac.parse_body::<LitStr>().unwrap().value()),
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

/// Wrong structs, one a line, of one mistake and one error each.
const BROKEN_STRUCTS: &str = r#"
    struct X {}
    #[top(method = "")] struct X {}
    #[top(method = "a.b")] struct X {}
    #[top(method = ".a.b.c")] struct X {}
    #[top(method = "a.b.c.")] struct X {}
    #[top(method = "a.b_c.d")] struct X {}
    #[top(method = "a.b.名")] struct X {}
    #[top(method = 5)] struct X {}
    #[top(method = a.b.c)] struct X {}
    #[top(method)] struct X {}
    #[top(method = )] struct X {}
    #[top(method("a.b.c"))] struct X {}
    #[top(method: "a.b.c")] struct X {}
    #[top(metod = "a.b.c")] struct X {}
    #[top(metod = "a.b.c", method = "a.b.c")] struct X {}
    #[top(method = "a.b.c", method = "a.b.c")] struct X {}
    #[top(method = "a.b.c")] #[top(method = "a.b.d")] struct X {}
    #[top(method = "a.b.c" response = Y)] struct X {}
    #[top(method = "a.b.c", response = Vec<Y> crate = z)] struct X {}
    #[top(method = "a.b.c", response)] struct X {}
    #[top(method = "a.b.c", response = "Y")] struct X {}
    #[top(method = "a.b.c", response = 5)] struct X {}
    #[top(method = "a.b.c", response = Vec<Y)] struct X {}
    #[top(method = "a.b.c", response(Y))] struct X {}
    #[top(method = "a.b.c", crate = "y")] struct X {}
    #[top(method = "a.b.c", crate = y<z>)] struct X {}
    #[top(method = "a.b.c", name = "x")] struct X {}
    #[top(method = "a.b.c", skip)] struct X {}
    #[top(method = "a.b.c", nothing = 1)] struct X {}
    #[top(method = "a.b.c", top::krate = y)] struct X {}
    #[top(method = "a.b.c",, response = Y)] struct X {}
    #[top(method = "a.b.c", "y")] struct X {}
    #[top(method = "a.b.c", { name = "x", skip })] struct X {}
    #[top] #[top(method = "a.b.c")] struct X {}
    #[top = "x"] #[top(method = "a.b.c")] struct X {}
    enum X { A, B }
    union X { a: u8 }
    struct X(String);
"#;

/// Wrong fields of a request, of one mistake and one error each.
const BROKEN_FIELDS: &str = r#"
    #[top(name)] a: String
    #[top(name = "")] a: String
    #[top(name = "a b")] a: String
    #[top(name = "a\tb")] a: String
    #[top(name = "a\"b")] a: String
    #[top(name = "a\\b")] a: String
    #[top(name = "名称")] a: String
    标题: String
    #[top(name = a)] a: String
    #[top(name = b"a")] a: String
    #[top(name = "a"x)] a: String
    #[top(rename = "b")] a: String
    #[top(method = "a.b.c")] a: String
    #[top(metod = "a.b.c")] a: String
    #[top(name = "timestamp")] a: String
    session: String
    r#v: String
    a: String, #[top(name = "a")] b: String
    #[top(name = "b")] a: String, b: String
    #[top(skip = true)] a: String
    #[top(skip())] a: String
    #[top(skip, name = "b", max_len = 3)] a: String
    #[top(max_len)] a: String
    #[top(max_len = "32")] a: String
    #[top(max_len = "x")] a: String
    #[top(max_len = 32u8)] a: String
    #[top(max_len = -1)] a: String
    #[top(max_len = 1.5)] a: String
    #[top(max_len = 4294967296)] a: String
    #[top(max_len = 99999999999999999999999999999999999999999999)] a: String
    #[top(max_len = MAX)] a: String
    #[top(max_len = true)] a: String
    #[top(max_len(32))] a: String
    #[top(max_len 32)] a: String
    #[top(max_len = 32 33)] a: String
    #[top(max_len = 32 name = "b")] a: String
    #[top(max_len = 0)] a: String
    #[top(max_bytes = 0)] a: String
    #[top(max_len = 1, min_len = 2)] a: String
    #[top(max_bytes = 1, min_len = 2)] a: String
    #[top(max_len = 3)] a: Option<Box<i64>>
    #[top(max_len = 3)] a: Vec<String>
    #[top(max_len = 3)] a: DateTime
    #[top(max_len = 3)] a: bool
    #[top(max_bytes = 3)] a: Json
    #[top(one_of("A"))] a: i64
    #[top(one_of("A"))] a: BTreeMap<String, String>
    #[top(one_of)] a: String
    #[top(one_of())] a: String
    #[top(one_of = "A")] a: String
    #[top(one_of("A", 5))] a: String
    #[top(one_of("A" "B"))] a: String
    #[top(one_of("A", "A"))] a: String
    #[top(one_of("AB", "A"), max_len = 1)] a: String
    #[top(one_of("AB", "A"), min_len = 2)] a: String
    #[top(one_of("名"), max_bytes = 2)] a: String
    #[top(min = 1)] a: Cow<'static, str>
    #[top(min = 1)] a: Vec<u8>
    #[top(min = 1)] a: bool
    #[top(min = "1")] a: i64
    #[top(min = "one")] a: i64
    #[top(min = 0.5)] a: i64
    #[top(min = 5i64)] a: i64
    #[top(min = 0.5f32)] a: Decimal
    #[top(min = 5e3)] a: Decimal
    #[top(min = "5e3")] a: Decimal
    #[top(min = ".5")] a: Decimal
    #[top(min = "five")] a: Alias
    #[top(min = MIN)] a: i64
    #[top(min = 'a')] a: i64
    #[top(min = 2, max = 1)] a: i64
    #[top(min = -1, max = -2)] a: Alias
    #[top(min = 0, max = -0.5)] a: Decimal
    #[top(min = 9, max = "08.99")] a: Decimal
    #[top(min = 99999999999999999999, max = 1)] a: Decimal
    #[top(max = 256)] a: u8
    #[top(min = -1)] a: u32
    #[top(max = 9223372036854775808)] a: i64
    #[top(min = 1)] a: DateTime
    #[top(min = "2020-01-01")] a: DateTime
    #[top(min = "2021-02-29 00:00:00")] a: DateTime
    #[top(min = "0000-01-01 00:00:00")] a: DateTime
    #[top(min = "2021-01-01 24:00:00")] a: DateTime
    #[top(min = "2021-01-01 00:00:00", max = "2020-12-31 23:59:59")] a: DateTime
    #[top(digits = 3)] a: String
    #[top(digits = 0)] a: i64
    #[top(max_items = 3)] a: String
    #[top(max_items = 0)] a: Vec<i64>
    #[top(max_items = 1, min_items = 2)] a: Vec<i64>
    a: f64
    a: Option<Vec<f32>>
    a: u64
    a: BTreeMap<String, usize>
    a: Box<Self>
    a: Box<(X)>
"#;

/// What must not be taken for a mistake.
const SOUND_FIELDS: &str = r#"
    #[top()] a: String
    #[top(max_len = 1_000, min_len = 0x10,)] a: Option<Cow<'static, str>>
    #[top(name = r"b", max_len = 3)] #[top(min_len = 3)] a: Alias, #[top(skip)] b: f64
    #[top(name = "a.b")] v: String, #[top(skip)] session: String
    #[top(min = -128, max = 127)] a: i8
    #[top(min = -9223372036854775808, max = 9223372036854775807)] a: i64
    #[top(min = "-1.50", max = -1.5)] a: Decimal
    #[top(min = 99999999999999999999)] a: Decimal
    #[top(min = "2020-02-29 00:00:00", max = "2020-02-29 00:00:00")] a: DateTime
    #[top(one_of("名", "😀"), max_len = 2, min_len = 1)] a: String
    #[top(max_len = 3, max_items = 3, min = 1, digits = 2)] a: Alias
    #[top(max_items = 3)] a: Vec<u8>
    a: Option<Box<X>>, b: Vec<Self>, c: other::X, d: chrono::DateTime<Utc>
"#;

#[test]
fn reports_one_error_for_one_mistake() {
    for input in BROKEN_STRUCTS.trim().lines() {
        let errors = errors(Derive::TopApi, input);
        assert_eq!(errors.len(), 1, "{input}\n{errors:#?}");
    }
    for field in BROKEN_FIELDS.trim().lines() {
        let errors = errors(Derive::TopApi, &format!("#[top(method = \"a.b.c\")] struct X {{ {field} }}"));
        assert_eq!(errors.len(), 1, "{field}\n{errors:#?}");
    }
}

#[test]
fn reports_no_error_without_a_mistake() {
    for field in SOUND_FIELDS.trim().lines() {
        let errors = errors(Derive::TopApi, &format!("#[top(method = \"a.b.c\")] struct X {{ {field} }}"));
        assert!(errors.is_empty(), "{field}\n{errors:#?}");
    }
}

#[test]
fn reports_every_mistake_at_once() {
    // Names of their own, so that no two mistakes make a third.
    let fields = BROKEN_FIELDS.trim().lines().enumerate().map(|(index, field)| {
        let rename = |text: String, name: &str| {
            text.replace(&format!(" {name}:"), &format!(" {name}{index}:"))
                .replace(&format!("\"{name}\""), &format!("\"{name}{index}\""))
        };
        rename(rename(format!(" {}", field.trim()), "a"), "b")
    });
    let fields: Vec<_> = fields.collect();
    let errors =
        errors(Derive::TopApi, &format!("#[top(method = \"\")] struct X {{ {} }}", fields.join(",")));
    assert_eq!(errors.len(), BROKEN_FIELDS.trim().lines().count() + 1, "{errors:#?}");
}

/// Numbers that look random and are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn roll<'a>(&mut self, faces: &[&'a str]) -> &'a str {
        faces[self.below(faces.len())]
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "method", "response", "crate", "name", "max_len", "min_len", "max_bytes", "min", "max", "digits", "min_items",
    "max_items", "one_of", "skip", "r#type", "metod", "maxLen", "_", "top", "self", "Self", "fn", "true", "标题",
    "=", "=", "=", "=", ",", ",", ",", ":", "::", "-", ".", "<", ">", "->", "'a", "!", "#", "&", "?", "$", "..=",
    "0", "1", "32", "-5", "0.01", "1e9", "5u8", "99999999999999999999", "\"a.b.c\"", "\"\"", "\"a b\"", "b\"x\"", "c\"x\"",
    "'x'", "r\"\\\"", "\"2020-01-01 00:00:00\"", "\"0.1\"", "(\"A\", \"B\")", "(", ")", "[", "]", "{", "}", "()", "(=)",
];

#[rustfmt::skip]
const TYPES: &[&str] = &[
    "String", "Option<String>", "i64", "u8", "f64", "Decimal", "DateTime", "bool", "Vec<T>", "Box<Self>", "Box<X>", "Self",
    "BTreeMap<String, Vec<u64>>", "Cow<'a, str>", "Cow", "Option", "Box<>", "[T; N]", "[u8; { 1 + 2 }]", "(T, u8)", "dyn Fn(T) -> u8",
    "<T as Trait>::Type", "T::Type", "*const T", "&'a mut T", "!", "_", "fn(u8)", "::std::string::String", "a!(b)", "(String)",
];

#[rustfmt::skip]
const SHELLS: &[&str] = &[
    "#[top(A)] struct X<'a, T: B, const N: usize = 2> where T: 'a { #[top(A)] C a: T0, #[top(A)] #[top A] b: T1 }",
    "/// doc\n#[doc = A] #[top(A)] struct r#fn { #[top(A)] r#in: T0, #[doc(hidden)] #[top(A)] b: T1, }",
    "#[top(A)] struct X(#[top(A)] T0, T1);", "#[top A] struct X;", "#[top(A)] enum X<T> { #[top(A)] A(T0), B { b: T1 } }",
    "#[top(A)] union X { #[top(A)] a: T0, b: T1 }", "#[top(A)] struct X { A }", "A struct X A", "",
];

#[test]
fn never_panics() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut accepted = 0;
    for _ in 0..10_000 {
        let mut input = dice.roll(SHELLS).replace("T0", dice.roll(TYPES)).replace("T1", dice.roll(TYPES));
        while input.contains(" A") || input.contains("(A)") {
            let words: Vec<_> = (0..dice.below(12)).map(|_| dice.roll(WORDS)).collect();
            let words = words.join(" ");
            input = input.replacen("(A)", &format!("({words})"), 1).replacen(" A", &format!(" {words}"), 1);
        }
        let Ok(tokens) = input.parse::<TokenStream>() else { continue };
        accepted += 1;
        for which in [Derive::TopApi, Derive::TopObject] {
            let output = derive(tokens.clone(), which);
            assert!(syn::parse2::<File>(output).is_ok(), "{input}");
        }
    }
    assert!(accepted > 500, "{accepted} inputs were tokens at all");
}
