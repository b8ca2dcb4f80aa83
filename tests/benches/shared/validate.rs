//! The checks alone, and their share of a call's preparation.

use std::hint::black_box;

use top_core::{CallOptions, SignMethod, TopApi};

use super::prepare::{app, timestamp};
use super::{Case, Contender, documented, subjects};

pub(crate) fn cases() -> Vec<Case> {
    let bill = |biz_no: usize| {
        let mut bill = documented::bill();
        bill.bill_status_request_top.biz_no = "1".repeat(biz_no);
        bill
    };
    let loan = |user: &str| {
        let mut loan = documented::loan();
        user.clone_into(&mut loan.user);
        loan
    };
    let flat = |title: usize| {
        let mut flat = subjects::flat();
        flat.title = "淘".repeat(title);
        flat
    };
    let wide = |text: usize| {
        let mut wide = subjects::wide();
        wide.vehicle.text_069 = "1".repeat(text);
        wide
    };
    let deep = |code: usize| {
        let mut deep = subjects::deep();
        let mut node = &mut deep.order;
        while node.lines.is_some() {
            node = node.lines.as_mut().and_then(|lines| lines.last_mut()).unwrap();
        }
        node.code = "1".repeat(code);
        deep
    };
    vec![
        // None of its fields has a limit: there is no invalid one.
        case("phone", documented::phone(), None),
        case("bill", documented::bill(), Some(bill(65))),
        case("loan", documented::loan(), Some(loan(""))),
        case("flat-20", subjects::flat(), Some(flat(121))),
        case("wide-230", subjects::wide(), Some(wide(65))),
        case("deep-7", subjects::deep(), Some(deep(51))),
    ]
}

fn case<A: TopApi + 'static>(name: &str, valid: A, invalid: Option<A>) -> Case {
    let (app, timestamp) = (app(SignMethod::HmacSha256), timestamp());
    let (options, unchecked) = (CallOptions::new(), CallOptions::new().skip_validation());
    assert!(valid.validate().is_ok() && app.prepare(&valid, &options, timestamp).is_ok(), "{name}");

    let valid = std::rc::Rc::new(valid);
    let mut contenders = vec![
        Contender::new("prepare", {
            let (app, valid) = (app.clone(), valid.clone());
            move || {
                black_box(app.prepare(black_box(&*valid), &options, timestamp).unwrap());
            }
        }),
        Contender::new("prepare, unchecked", {
            let valid = valid.clone();
            move || {
                black_box(app.prepare(black_box(&*valid), &unchecked, timestamp).unwrap());
            }
        }),
        Contender::new("validate", move || black_box(&*valid).validate().unwrap()),
    ];
    if let Some(invalid) = invalid {
        assert!(invalid.validate().is_err(), "{name}");
        contenders.push(Contender::new("validate, one violation", move || {
            black_box(black_box(&invalid).validate().unwrap_err());
        }));
    }
    Case { group: "validate", name: name.to_owned(), reference: "prepare", contenders }
}
