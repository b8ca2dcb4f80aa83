//! What `rustdoc` is given to show.

use super::{attributes_of_impls, expand};
use crate::model::Derive;

/// Returns the documentation on the impls of what `input` expands to.
fn docs(which: Derive, input: &str) -> Vec<String> {
    attributes_of_impls(&expand(which, input))
}

#[test]
fn the_table_has_what_the_documents_say_of_a_field() {
    let input = r#"
        #[top(method = "taobao.item.get", response = R, idempotent)]
        struct X {
            /// The `title|name` of [an item](crate::Item) | <b>bold
            /// in [two][1] lines: [`Item`], [1, 2], <https://taobao.com>, \| and \
            ///
            /// [1]: https://taobao.com
            #[top(name = "a|b", max_len = 3, example = "a|b `c`")]
            a: String,
            /// A ``code ` of | two`` and a lone ` tick [.
            b: Option<i64>,
            /// Of <T: Copy> and <Vec::new>.
            c: Vec<bool>,
        }
    "#;
    let expected = [
        "Calls `taobao.item.get` (session: optional; may be called again).",
        "",
        "| wire name | type | required | example | limits | description |",
        "|---|---|---|---|---|---|",
        "| `a\\|b` | String | yes | `` a\\|b `c` `` | at most 3 UTF-16 code units long | The `title\\|name` of an item \\| \
         \\<b>bold in two lines: `Item`, \\[1, 2], <https://taobao.com>, \\| and \\\\ |",
        "| `b` | Number | no |  |  | A ``code ` of \\| two`` and a lone \\` tick \\[. |",
        "| `c` | Boolean[] | yes |  |  | Of \\<T: Copy> and \\<Vec::new>. |",
    ];
    assert_eq!(docs(Derive::TopApi, input), [expected.join("\n")]);
}

#[test]
fn of_a_struct_it_is_said_what_is_always_there() {
    let input = r#"#[top(success = "a.b", code = "c")] struct X { a: Option<Y>, c: String }"#;
    let expected = [
        "On the wire:",
        "",
        "| wire name | type | always there | example | limits | description |",
        "|---|---|---|---|---|---|",
        "| `a` | `Y` | no |  |  |  |",
        "| `c` | String | yes |  |  |  |",
    ];
    let outcome = "Succeeds if `a.b` is true. A failure has its code in `c`.";
    assert_eq!(docs(Derive::TopObject, input), [expected.join("\n"), outcome.to_owned()]);
}

#[test]
fn the_outcome_says_which_value_is_success() {
    for (ok, expected) in [
        ("", "Succeeds if `c` is absent or blank."),
        ("0000", "Succeeds if `c` is `0000`."),
        ("a`b", "Succeeds if `c` is ``a`b``."),
    ] {
        let input = format!("#[top(success = \"c\", ok = {ok:?})] struct X {{ c: String }}");
        assert_eq!(docs(Derive::TopObject, &input)[1], expected);
    }
}

#[test]
fn an_enum_has_a_table_of_its_codes() {
    let input = r#"
        enum X {
            /// Not paid | yet.
            ///
            /// More.
            #[top(name = "WAIT")]
            Wait,
            r#type,
            #[top(other)]
            Other(String),
        }
    "#;
    let expected = [
        "On the wire:",
        "",
        "| code | variant | meaning |",
        "|---|---|---|",
        "| `WAIT` | `Wait` | Not paid \\| yet. |",
        "| `type` | `type` |  |",
        "| any other | `Other` | the code as it came |",
    ];
    assert_eq!(docs(Derive::TopEnum, input), [expected.join("\n")]);
}
