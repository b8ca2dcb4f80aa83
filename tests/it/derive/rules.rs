//! `items` and `custom`.

#![allow(clippy::box_collection, reason = "a box is looked through, whatever it holds")]

use top_core::{Decimal, TopApi, TopObject};

use super::violations;

#[derive(Debug, Clone, TopApi)]
#[top(method = "taobao.rules.check", custom = Self::check_range)]
struct RulesCheckRequest {
    #[top(max_items = 4, items(max_len = 2, one_of("A", "BB", "标题")))]
    tags: Vec<String>,
    #[top(items(min = 1, max = 9, digits = 1))]
    numbers: Option<Vec<i64>>,
    #[top(items(min = 0.01))]
    prices: Option<Vec<Option<Decimal>>>,
    #[top(custom = not_blue)]
    color: String,
    #[top(custom = even, max = 100)]
    from: Option<i64>,
    to: Option<i64>,
    inside: Option<Vec<Inside>>,
}

#[derive(Debug, Clone, TopObject)]
#[top(custom = check_inside)]
struct Inside {
    #[top(items(min_len = 1))]
    names: Vec<String>,
    #[top(custom = short)]
    text: Option<String>,
}

impl RulesCheckRequest {
    fn check_range(&self) -> Result<(), &'static str> {
        if self.from > self.to && self.to.is_some() { Err("from is not after to") } else { Ok(()) }
    }
}

fn not_blue(color: &str) -> Result<(), &'static str> {
    if color == "blue" { Err("the color is not blue") } else { Ok(()) }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "a check takes a reference")]
fn even(number: &i64) -> Result<(), &'static str> {
    if number % 2 == 0 { Ok(()) } else { Err("the number is even") }
}

fn short(text: &str) -> Result<(), &'static str> {
    if text.len() < 3 { Ok(()) } else { Err("too long") }
}

fn check_inside(inside: &Inside) -> Result<(), &'static str> {
    if inside.names.is_empty() { Err("there is a name") } else { Ok(()) }
}

fn request() -> RulesCheckRequest {
    RulesCheckRequest {
        tags: vec!["A".to_owned(), "标题".to_owned()],
        numbers: Some(vec![1, 9]),
        prices: Some(vec![Some("0.01".parse().unwrap())]),
        color: "red".to_owned(),
        from: Some(2),
        to: Some(3),
        inside: Some(vec![Inside { names: vec!["a".to_owned()], text: Some("ab".to_owned()) }]),
    }
}

#[test]
fn what_keeps_every_rule_is_valid() {
    assert_eq!(violations(&request()), Vec::<String>::new());
    let absent =
        RulesCheckRequest { numbers: None, prices: None, from: None, to: None, inside: None, ..request() };
    assert_eq!(violations(&absent), Vec::<String>::new());
}

#[test]
fn rules_of_elements_name_the_element() {
    let broken = RulesCheckRequest {
        tags: ["A", "BB", "BBB"].map(str::to_owned).to_vec(),
        numbers: Some(vec![0, 5, 10]),
        prices: Some(vec![Some("0.001".parse().unwrap())]),
        ..request()
    };
    let expected = [
        "tags[2]: max_len",
        "tags[2]: one_of",
        "numbers[0]: min",
        "numbers[2]: max",
        "numbers[2]: digits",
        "prices[0]: min",
    ];
    assert_eq!(violations(&broken), expected);
}

#[test]
fn own_checks_name_the_field_or_the_struct() {
    let broken = RulesCheckRequest {
        color: "blue".to_owned(),
        from: Some(101),
        to: Some(1),
        inside: Some(vec![
            Inside { names: Vec::new(), text: None },
            Inside { names: vec![String::new()], text: Some("abc".to_owned()) },
        ]),
        ..request()
    };
    let expected = [
        "from: max",
        "inside[0]: there is a name",
        "inside[1].names[0]: min_len",
        "inside[1].text: too long",
        "color: the color is not blue",
        "from: the number is even",
        "from is not after to",
    ];
    assert_eq!(violations(&broken), expected);
}

#[test]
fn the_table_has_the_rules_of_elements() {
    let field = &RulesCheckRequest::DESCRIPTOR.fields()[0];
    let keys =
        |rules: &[top_core::rules::Rule]| rules.iter().map(top_core::rules::Rule::key).collect::<Vec<_>>();
    assert_eq!(keys(field.rules()), ["max_items"]);
    assert_eq!(keys(field.item_rules()), ["max_len", "one_of"]);
}
