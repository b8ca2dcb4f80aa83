//! Rules, and dates.

use serde_json::{Value, json};
use top_core::{DateTime, File, Json, TopApi, TopObject, Violations};

use super::assert_outcomes;

#[derive(TopApi)]
#[top(method = "taobao.probe.get")]
struct Required<T> {
    x: T,
}

#[derive(Default, TopApi)]
#[top(method = "taobao.probe.get")]
struct Limited {
    #[top(max_len = 1)]
    one_unit: Option<String>,
    #[top(max_len = 2)]
    two_units: Option<String>,
    #[top(max_bytes = 2)]
    file: Option<File>,
    #[top(max_items = 2)]
    two_items: Option<Vec<String>>,
    #[top(min = 0, max = 100)]
    number: Option<i64>,
}

#[test]
fn rules_refuse_what_the_official_checks_refuse() {
    assert_outcomes(
        "validation",
        |id, _| outcome(id),
        |vector| vector["error"]["code"].clone(),
        &[
            (
                "empty_u3000",
                json!("40"),
                "Text of ideographic blanks passes the official check and is then silently left out, as all white space.",
            ),
            (
                "list_trailing_commas",
                json!("41"),
                "A list is typed, so that empty elements are seen and refused instead of being counted or not.",
            ),
            (
                "file_stream",
                json!("no such value"),
                "A file is given by its bytes, so that its size is always known.",
            ),
            ("objlist_object", json!("no such value"), "A list of structs is typed, and never is an object."),
            (
                "objlist_invalid",
                json!("no such value"),
                "A list of structs is typed, and broken JSON is refused where a `Json` is made of it.",
            ),
        ],
    );
}

fn outcome(id: &str) -> Value {
    let checked = match id {
        "empty_str" => required(""),
        "empty_blank" => required(" \t\n"),
        "empty_u3000" => required("\u{3000}"),
        "empty_zero" => Required { x: 0 }.validate().and(Required { x: false }.validate()),
        "empty_jsonlist" => required("[]"),
        "maxlen_eq" => two_units("ab"),
        "maxlen_over" => two_units("abc"),
        "maxlen_cjk" => two_units("淘宝"),
        "maxlen_emoji" => Limited { one_unit: Some("\u{1f600}".to_owned()), ..Limited::default() }.validate(),
        "maxlen_null" | "min_null" => Limited::default().validate(),
        "maxlen_notrim" => two_units("a  "),
        "list_eq" => two_items("a,b"),
        "list_trailing_commas" => two_items("a,b,,,"),
        "max_over" => number(101),
        "max_eq" => number(100),
        "min_under" => number(-1),
        "file_over" => Limited { file: Some(File::new("f", vec![0; 3])), ..Limited::default() }.validate(),
        "file_stream" | "objlist_object" => return json!("no such value"),
        "objlist_invalid" => {
            assert!("[1,".parse::<Json>().is_err());
            return json!("no such value");
        }
        _ => panic!("no case for {id}"),
    };
    match checked {
        Ok(()) => Value::Null,
        Err(violations) => json!(violations.iter().next().unwrap().code().to_string()),
    }
}

fn required(text: &str) -> Result<(), Violations> {
    Required { x: text.to_owned() }.validate()
}

fn two_units(text: &str) -> Result<(), Violations> {
    Limited { two_units: Some(text.to_owned()), ..Limited::default() }.validate()
}

fn two_items(text: &str) -> Result<(), Violations> {
    let items = text.split(',').map(str::to_owned).collect();
    Limited { two_items: Some(items), ..Limited::default() }.validate()
}

fn number(number: i64) -> Result<(), Violations> {
    Limited { number: Some(number), ..Limited::default() }.validate()
}

#[test]
fn dates_mean_what_they_mean_to_the_official_parser() {
    let ours = |text: &str, _: &Value| match text.parse::<DateTime>() {
        Ok(date) => json!(date.unix_millis()),
        Err(_) => Value::Null,
    };
    assert_outcomes(
        "dates",
        ours,
        |vector| vector["epoch_ms"].clone(),
        &[
            (
                "2016-01-01 12:00:00.5",
                json!(1_451_620_800_500_i64),
                "A fraction of a second is part of the time, and not text to be ignored.",
            ),
            (
                "2016-13-45 25:61:61",
                Value::Null,
                "No clock shows such a time: to roll it over would be to make one up.",
            ),
            (
                "2016-01-01",
                json!(1_451_577_600_000_i64),
                "A date without a time has one reading only, midnight.",
            ),
            (
                "2016-01-01T12:00:00",
                json!(1_451_620_800_000_i64),
                "The separator of ISO 8601 leaves no doubt about what is meant.",
            ),
        ],
    );
}
