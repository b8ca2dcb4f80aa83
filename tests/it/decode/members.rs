//! Members: what is read, what is passed over, and where the first fault is.

use std::collections::BTreeMap;

use top_core::{Decimal, TopApi, TopObject};

use super::{Item, decode, decode_as, failure};

#[test]
fn members_may_come_in_any_order() {
    for body in [
        r#"{"items":[{"num_iid":1,"price":"2"}],"total_results":7,"note":"n","location":{"city":"c"}}"#,
        r#"{"location":{"city":"c"},"note":"n","total_results":7,"items":[{"price":"2","num_iid":1}]}"#,
        r#"{"note":"n","items":[{"price":"2","num_iid":1}],"location":{"city":"c"},"total_results":7}"#,
    ] {
        let response = decode(body).unwrap().into_inner();

        assert_eq!(response.items, [Item { num_iid: Some(1), price: Some(Decimal::from(2)) }]);
        assert_eq!((response.total_results, response.note.as_deref()), (Some(7), Some("n")));
        assert_eq!(response.location.unwrap().city, "c");
    }
}

#[test]
fn members_that_are_not_declared_are_passed_over_at_every_level() {
    let reply = decode(
        r#"{"new":[{"deep":[[]]}],"items":[{"num_iid":1,"new":{"num_iid":2}},{"new":null}],"total":1e400000000,"new":""}"#,
    );
    let ids: Vec<_> = reply.unwrap().items.iter().map(|item| item.num_iid).collect();
    assert_eq!(ids, [Some(1), None]);
}

#[test]
fn a_member_given_twice_is_read_once() {
    let reply = decode(r#"{"total_results":7,"note":"n","total_results":7}"#).unwrap();

    assert_eq!((reply.total_results, reply.note.as_deref()), (Some(7), Some("n")));
}

#[test]
fn optional_members_and_lists_may_be_missing_or_null() {
    let reply = decode(r#"{"items":null,"total_results":null,"note":null,"location":null}"#).unwrap();
    assert_eq!(*reply, super::Response::default());
}

#[test]
fn required_members_are_missed() {
    #[derive(Debug, TopObject)]
    struct Required {
        id: i64,
        text: String,
    }
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get", response = Required)]
    struct Request {}

    let error = failure(decode_as(&Request {}, r#"{"text":"x"}"#));
    assert_eq!((error.path(), error.problem()), ("id", "expected a whole number, found nothing"));
    let error = failure(decode_as(&Request {}, r#"{"id":1,"text":null}"#));
    assert_eq!((error.path(), error.problem()), ("text", "expected text, found null"));
    let reply = decode_as(&Request {}, r#"{"id":1,"text":""}"#).unwrap();
    assert_eq!((reply.id, reply.text.as_str()), (1, ""));
}

#[test]
fn the_path_leads_to_the_member() {
    #[derive(Debug, TopObject)]
    struct Deep {
        items: Vec<Item>,
        location: Option<super::Location>,
        by_id: Option<BTreeMap<String, Vec<Item>>>,
        matrix: Option<Vec<Vec<i64>>>,
        #[top(name = "innerText")]
        inner: Option<Box<Deep>>,
    }
    #[derive(TopApi)]
    #[top(method = "taobao.probe.get", response = Deep)]
    struct Request {}

    for (body, path) in [
        (r#"{"items":[{"price":"1"},{"price":"x"}]}"#, "items[1].price"),
        (r#"{"items":{"item":[{"price":"1"},{"price":"x"}]}}"#, "items[1].price"),
        (r#"{"items":{"item":{"price":"x"}}}"#, "items[0].price"),
        (r#"{"items":"[{\"price\":true}]"}"#, "items[0].price"),
        (r#"{"items":7}"#, "items"),
        (r#"{"location":{}}"#, "location.city"),
        (r#"{"location":"Hangzhou"}"#, "location"),
        (r#"{"by_id":{"a":[],"k":[{"num_iid":"x"}]}}"#, "by_id.k[0].num_iid"),
        (r#"{"matrix":[[1],[2,"x"]]}"#, "matrix[1][1]"),
        (r#"{"innerText":{"innerText":{"location":{}}}}"#, "innerText.innerText.location.city"),
        (r#"{"probe_get_response":{"items":[{"price":"x"}]}}"#, "items[0].price"),
    ] {
        let error = failure(decode_as(&Request {}, body));

        assert_eq!(error.path(), path, "{body}");
        assert!(error.to_string().contains(&format!("could not be read at `{path}`: expected ")), "{error}");
    }
}

#[test]
fn of_several_faults_the_first_declared_one_is_reported() {
    let error =
        failure(decode(r#"{"location":{},"total_results":"x","items":[{"price":"x"},{"num_iid":"x"}]}"#));

    assert_eq!(error.path(), "items[0].price");
}
