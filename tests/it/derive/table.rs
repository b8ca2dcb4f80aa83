//! What the tables hold of documentation.

use top_core::{TopApi, TopEnum, TopObject};

/** A request
 * of several lines.
 *
 *     indented
 */
#[derive(Debug, TopApi)]
#[top(method = "taobao.table.read")]
struct TableReadRequest {
    /// One line.
    #[top(example = "i7/T1rfxpXcVhXXXH9QcZ")]
    path: String,
    /// The first of two paragraphs,
    /// of two lines.
    ///
    /// The second.
    #[top(example = -0.10)]
    price: Option<String>,
    /** A block, 块 */
    #[top(example = 007)]
    number: String,
    #[doc = "An attribute,"]
    #[doc = " and another."]
    #[doc = concat!("not ", "seen")]
    #[top(example = true)]
    flag: Option<bool>,
    #[cfg(any())]
    gone: NoSuchType,
    #[cfg_attr(all(), top(name = "renamed", max_len = 3))]
    attributed: Option<String>,
    #[cfg(not(any()))]
    last: i64,
}

#[derive(Debug, TopEnum)]
enum Conditional {
    A,
    #[cfg(any())]
    B,
    #[cfg(any())]
    #[top(other)]
    Other(i64),
    #[cfg(not(any()))]
    #[top(other)]
    Other(String),
}

#[test]
fn docs_are_carried_as_they_are_read() {
    let descriptor = TableReadRequest::DESCRIPTOR;
    assert_eq!(descriptor.docs(), "A request\nof several lines.\n\n    indented");
    let docs: Vec<_> = descriptor.fields().iter().map(top_core::descriptor::Field::docs).collect();
    let expected = [
        "One line.",
        "The first of two paragraphs,\nof two lines.\n\nThe second.",
        "A block, 块",
        "An attribute,\nand another.",
        "",
        "",
    ];
    assert_eq!(docs, expected);
}

#[test]
fn examples_are_text_as_typed() {
    let examples: Vec<_> =
        TableReadRequest::DESCRIPTOR.fields().iter().map(top_core::descriptor::Field::example).collect();
    assert_eq!(examples, ["i7/T1rfxpXcVhXXXH9QcZ", "-0.10", "007", "true", "", ""]);
}

#[test]
fn what_is_configured_away_is_not_in_the_table() {
    let names: Vec<_> =
        TableReadRequest::DESCRIPTOR.fields().iter().map(top_core::descriptor::Field::wire_name).collect();
    assert_eq!(names, ["path", "price", "number", "flag", "renamed", "last"]);
    assert_eq!(Conditional::from("B").as_str(), "B");
    assert_eq!(Conditional::from("A").as_str(), Conditional::A.as_str());
}
