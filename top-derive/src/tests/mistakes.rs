//! One error for one mistake, and none for none.

use super::errors;
use crate::model::Derive;

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
    #[top(method = "a.b.c", response = Page<Y> crate = z)] struct X {}
    #[top(method = "a.b.c", response)] struct X {}
    #[top(method = "a.b.c", response = "Y")] struct X {}
    #[top(method = "a.b.c", response = 5)] struct X {}
    #[top(method = "a.b.c", response = String)] struct X {}
    #[top(method = "a.b.c", response = Vec<Y>)] struct X {}
    #[top(method = "a.b.c", response = Option<i64>)] struct X {}
    #[top(method = "a.b.c", returns = String)] struct X {}
    #[top(method = "a.b.c", description = "d")] struct X {}
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
    #[top(method = "a.b.c", session = "some")] struct X {}
    #[top(method = "a.b.c", session = required)] struct X {}
    #[top(method = "a.b.c", idempotent = true)] struct X {}
    #[top(method = "a.b.c", success = "a")] struct X {}
    #[top(method = "a.b.c", custom = "check")] struct X {}
    #[top(method = "a.b.c", custom = check())] struct X {}
    #[top(method = "a.b.c", debug, builder, debug)] struct X {}
    #[top(method = "a.b.c", other)] struct X {}
    enum X { A, B }
    union X { a: u8 }
    struct X(String);
"#;

/// Wrong responses, of one mistake and one error each.
const BROKEN_OBJECTS: &str = r#"
    #[top(code = "a")] struct X { a: String }
    #[top(session = "none")] struct X { a: String }
    #[top(success = "b")] struct X { a: String }
    #[top(success = "a.b")] struct X { a: String }
    #[top(success = "a.")] struct X { a: B }
    #[top(success = "a b")] struct X { a: B }
    #[top(success = "a", code = "a", ok = 5)] struct X { a: B }
    #[top(success = "a")] struct X { a: Vec<B> }
    #[top(success = "a")] struct X { a: Option<i64> }
    #[top(success = "a", message = "b")] struct X { a: Decimal, b: String }
    #[top(success = "a")] struct X { a: Json }
    #[top(success = "a", ok = "1")] struct X { a: Option<bool> }
    #[top(success = "a", ok = "")] struct X { a: bool }
    #[top(success = "a", ok = "0000")] struct X { a: Option<i64> }
    #[top(success = "a", ok = "ok")] struct X { a: i64 }
    #[top(success = "a", ok = 200)] struct X { a: i64 }
    #[top(sucess = "a")] struct X { a: i64 }
    #[top(success = "a", success_code = "0")] struct X { a: i64 }
    #[top(success = "a.b")] struct X { a: Option<Vec<B>> }
    #[top(success = "b")] struct X { #[top(name = "a")] b: bool }
    #[top(success = "b")] struct X { #[top(skip)] b: bool }
    #[top(success = "a")] enum X { A }
    struct X { #[top(list = "json")] a: Vec<B> }
    struct X { #[top(json)] a: String }
    struct X { a: Option<File> }
    struct X { a: Vec<File> }
    struct X { a: BTreeMap<String, Option<Option<B>>> }
"#;

/// Wrong enums, of one mistake and one error each.
const BROKEN_CODES: &str = r#"
    enum X { A }
    enum X {}
    enum X { A, O(String) }
    enum X { A, O(i64) }
    enum X { A, #[top(other)] O }
    enum X { A, #[top(other)] O(u8) }
    enum X { A, #[top(other)] O(Option<String>) }
    enum X { A, #[top(other)] O(String, String) }
    enum X { A, #[top(other)] O { code: String } }
    enum X { A, #[top(other)] O(String), #[top(other)] P(String) }
    enum X { #[top(other, name = "a")] O(String) }
    enum X { #[top(other = "a")] O(String) }
    enum X { A(String), #[top(other)] O(String) }
    enum X { A {}, #[top(other)] O(String) }
    enum X { A = 1, #[top(other)] O(String) }
    enum X { A = 1, #[top(other)] O(i64) }
    enum X { #[top(name = 1)] A, #[top(other)] O(i64) = 5 }
    enum X { A, #[top(other)] O(i64) }
    enum X { #[top(name = "a")] A, #[top(other)] O(i64) }
    enum X { #[top(name = "5")] A, #[top(other)] O(i64) }
    enum X { #[top(name = 5)] A, #[top(other)] O(String) }
    enum X { #[top(name = 5.0)] A, #[top(other)] O(i64) }
    enum X { #[top(name = 5i64)] A, #[top(other)] O(i64) }
    enum X { #[top(name = 9223372036854775808)] A, #[top(other)] O(i64) }
    enum X { #[top(name = "")] A, #[top(other)] O(String) }
    enum X { #[top(name = "B")] A, B, #[top(other)] O(String) }
    enum X { #[top(name = 1)] A, #[top(name = 0b1)] B, #[top(other)] O(i64) }
    enum X { #[top(skip)] A, #[top(other)] O(String) }
    #[top(debug)] enum X { A, #[top(other)] O(String) }
    enum X<T> { A, #[top(other)] O(String) }
    struct X { a: String }
    union X { a: u8 }
"#;

/// What must not be taken for a mistake.
const SOUND_CODES: &str = r#"
    enum X { #[top(other)] O(String) }
    enum X { A, r#type, #[top(name = "a b,c")] B, #[top(other)] Unknown(std::string::String) }
    #[top(crate = a::b)] enum X { #[top(name = -1)] A, #[top(name = 0xFF)] B, #[top(other)] O(i64) }
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
    #[top(default = 5)] a: Option<i64>
    #[top(required)] a: String
    #[top(optional)] a: String
    #[top(desc = "d", max_len = 3)] a: String
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
    #[top(max_len = 3)] a: Option<i64>
    a: Box<i64>
    a: Vec<Box<Option<Item>>>
    #[top(max_len = 3)] a: Vec<String>
    #[top(max_len = 3)] a: DateTime
    #[top(max_len = 3)] a: bool
    #[top(max_bytes = 3)] a: Json
    #[top(one_of("A"))] a: i64
    #[top(one_of(1, 2))] a: i64
    #[top(one_of(1, 2))] a: Option<Decimal>
    #[top(one_of(1))] a: Alias
    #[top(items(one_of(1, 2)))] a: Vec<i64>
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
    #[top(scale = 2)] a: i64
    #[top(scale = 2)] a: Option<String>
    #[top(items(scale = 2))] a: Vec<i64>
    #[top(scale = 2)] a: DateTime
    #[top(scale = -2)] a: Decimal
    #[top(decimals = 2)] a: Decimal
    #[top(precision = 2)] a: Decimal
    #[top(max_items = 3)] a: String
    #[top(max_items = 0)] a: Vec<i64>
    #[top(max_items = 1, min_items = 2)] a: Vec<i64>
    a: f64
    a: Option<Vec<f32>>
    a: u64
    a: BTreeMap<String, usize>
    a: Box<Self>
    a: Box<(X)>
    #[top(items(max_len = 3))] a: String
    #[top(items(max_len = 3))] a: BTreeMap<String, String>
    #[top(items)] a: Vec<String>
    #[top(items())] a: Vec<String>
    #[top(items = 5)] a: Vec<String>
    #[top(items(max_len))] a: Vec<String>
    #[top(items(max_len = 0))] a: Vec<String>
    #[top(items(max_len = 3))] a: Vec<i64>
    #[top(items(skip))] a: Vec<String>
    #[top(items(items(max_len = 3)))] a: Vec<String>
    #[top(items(method = "a.b.c"))] a: Vec<String>
    #[top(items(one_of("A", "A")))] a: Option<Vec<String>>
    #[top(items(min = 2, max = 1))] a: Vec<Option<i64>>
    #[top(min = 10, digits = 1)] a: i64
    #[top(max = -10, digits = 1)] a: Decimal
    #[top(json)] a: String
    #[top(json)] a: Vec<String>
    #[top(json)] a: Y
    #[top(list = "semicolon")] a: Vec<String>
    #[top(list = "json")] a: String
    #[top(list = "comma")] a: Vec<Json>
    #[top(list)] a: Vec<String>
    #[top(example = A)] a: String
    #[top(example)] a: String
    #[top(example = 'a')] a: String
    #[top(custom = 5)] a: String
    #[top(custom)] a: String
    #[top(secret = true)] a: String
    #[top(builder)] a: String
    #[top(success = "a")] a: String
    #[top(other)] a: String
    #[top(skip, secret)] a: String
    #[top(max_len = 3)] a: File
    a: Vec<File>
    a: Option<Vec<Option<File>>>
    a: Option<Option<String>>
    a: Vec<Vec<String>>
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
    #[top(list = "comma", items(max_len = 3), custom = a::check, example = 5, secret)] a: Option<Vec<String>>
    #[top(list = "json")] a: Vec<Code>, #[top(list = "comma")] b: Alias
    #[top(max_bytes = 3)] a: Option<File>, b: File
    #[top(items(max_len = 3, min = 1, max_items = 2))] a: Alias
    #[top(example = -0.5)] a: Decimal, #[top(example = true)] b: bool
    #[top(scale = 0)] a: Decimal, #[top(scale = 2, digits = 1, items(scale = 3))] b: Alias
    #[top(min = 10, digits = 2)] a: i64, #[top(max = -9.5, digits = 1)] b: Decimal
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
    for (derive, inputs) in [(Derive::TopObject, BROKEN_OBJECTS), (Derive::TopEnum, BROKEN_CODES)] {
        for input in inputs.trim().lines() {
            let errors = errors(derive, input);
            assert_eq!(errors.len(), 1, "{input}\n{errors:#?}");
        }
    }
}

#[test]
fn reports_no_error_without_a_mistake() {
    for field in SOUND_FIELDS.trim().lines() {
        let errors = errors(Derive::TopApi, &format!("#[top(method = \"a.b.c\")] struct X {{ {field} }}"));
        assert!(errors.is_empty(), "{field}\n{errors:#?}");
    }
    for input in SOUND_CODES.trim().lines() {
        let errors = errors(Derive::TopEnum, input);
        assert!(errors.is_empty(), "{input}\n{errors:#?}");
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
