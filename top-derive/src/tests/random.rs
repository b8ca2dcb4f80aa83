//! Whatever is typed, the derives answer.

use proc_macro2::TokenStream;
use syn::File;

use crate::errors::Diagnostic;
use crate::model::Derive;

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
    "method", "response", "crate", "name", "max_len", "min_len", "max_bytes", "min", "max", "digits", "scale", "min_items",
    "max_items", "one_of", "skip", "session", "idempotent", "builder", "debug", "success", "code", "message", "ok", "items",
    "custom", "json", "list", "example", "secret", "other", "\"required\"", "\"comma\"", "\"json\"", "\"a.b\"", "(max_len = 3)", "(min = 1, one_of(\"A\"))", "r#type", "metod", "maxLen", "_", "top", "self", "Self", "fn", "true", "标题",
    "=", "=", "=", "=", ",", ",", ",", ":", "::", "-", ".", "<", ">", "->", "'a", "!", "#", "&", "?", "$", "..=",
    "0", "1", "32", "-5", "0.01", "1e9", "5u8", "99999999999999999999", "\"a.b.c\"", "\"\"", "\"a b\"", "b\"x\"", "c\"x\"",
    "'x'", "r\"\\\"", "\"2020-01-01 00:00:00\"", "\"0.1\"", "(\"A\", \"B\")", "(", ")", "[", "]", "{", "}", "()", "(=)",
];

#[rustfmt::skip]
const TYPES: &[&str] = &[
    "String", "Option<String>", "i64", "u8", "f64", "Decimal", "DateTime", "bool", "Vec<T>", "Box<Self>", "Box<X>", "Self",
    "BTreeMap<String, Vec<u64>>", "Cow<'a, str>", "Cow", "Option", "Box<>", "[T; N]", "[u8; { 1 + 2 }]", "(T, u8)", "dyn Fn(T) -> u8",
    "<T as Trait>::Type", "T::Type", "*const T", "&'a mut T", "!", "_", "fn(u8)", "::std::string::String", "a!(b)", "(String)", "File",
    "Vec<File>", "Option<Option<i64>>", "Vec<Vec<String>>", "Option<Box<Vec<Status>>>", "Json", "Option<a::B<'a, T>>",
];

#[rustfmt::skip]
const SHELLS: &[&str] = &[
    "#[top(A)] struct X<'a, T: B, const N: usize = 2> where T: 'a { #[top(A)] C a: T0, #[top(A)] #[top A] b: T1 }",
    "/// doc\n#[doc = A] #[top(A)] struct r#fn { #[top(A)] r#in: T0, #[doc(hidden)] #[top(A)] b: T1, }",
    "#[top(A)] struct X(#[top(A)] T0, T1);", "#[top A] struct X;", "#[top(A)] enum X<T> { #[top(A)] A(T0), B { b: T1 } }",
    "#[top(A)] pub(crate) enum X { #[top(A)] A, #[top(A)] B, C = 1, #[top(A)] D(T0), #[top(other)] E(String) }",
    "#[top(A)] enum X { #[top(name = 1, A)] A, #[top(name = 2, A)] r#type, #[top(other, A)] D(i64) }",
    "#[top(success = \"a.b\", A)] struct X<'a, T> { #[top(A)] a: T0, #[top(builder, A)] new: T1, #[top(A)] b: bool }",
    "#[top(builder, debug, A)] struct X { #[top(A)] a: T0, #[top(A)] new: T1, #[top(skip)] b: bool }",
    "#[top(A)] union X { #[top(A)] a: T0, b: T1 }", "#[top(A)] struct X { A }", "A struct X A", "",
];

/// Every roll is an impl or an error within the input, in whatever order the words fall.
#[test]
fn never_panics() {
    let rolls = std::env::var("TOP_DERIVE_ROLLS").map_or(10_000, |rolls| rolls.parse().unwrap());
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let (mut accepted, mut expanded) = (0, 0);
    for _ in 0..rolls {
        // What was rolled before is not to be kept.
        proc_macro2::extra::invalidate_current_thread_spans();
        let mut input = dice.roll(SHELLS).replace("T0", dice.roll(TYPES)).replace("T1", dice.roll(TYPES));
        while input.contains(" A)") || input.contains("(A)") || input.contains(" A ") {
            let words: Vec<_> = (0..dice.below(2) * dice.below(12)).map(|_| dice.roll(WORDS)).collect();
            let words = words.join(" ");
            input = input
                .replacen("(A)", &format!("({words})"), 1)
                .replacen(" A)", &format!(" {words})"), 1)
                .replacen(" A ", &format!(" {words} "), 1);
        }
        let Ok(tokens) = input.parse::<TokenStream>() else { continue };
        accepted += 1;
        for which in [Derive::TopApi, Derive::TopObject, Derive::TopEnum] {
            let output = match crate::expand(tokens.clone(), which) {
                Ok(output) => {
                    expanded += 1;
                    output
                }
                Err((reports, stubs)) => {
                    assert!(!reports.is_empty(), "{input}");
                    for report in reports {
                        let is_inside =
                            report.error.span().source_text().is_some_and(|text| !text.is_empty());
                        // What ends before it is complete is reported at its end.
                        let is_complete = report.diagnostic != Diagnostic::Unreadable;
                        assert!(is_inside || !is_complete, "{input}\n{}", report.error);
                    }
                    stubs
                }
            };
            assert!(syn::parse2::<File>(output).is_ok(), "{input}");
        }
    }
    assert!(accepted > rolls / 20, "{accepted} inputs were tokens at all");
    assert!(expanded > rolls / 100, "{expanded} inputs were declarations");
}
