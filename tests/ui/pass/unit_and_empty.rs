use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.time.get", response = Empty)]
struct Unit;

#[derive(TopObject)]
struct Empty {}

#[derive(TopObject)]
struct EmptyTuple();

#[derive(TopApi)]
#[top(method = "taobao.times.get")]
#[top()]
struct Skipped {
    #[top(skip)]
    count: f64,
}

fn main() {
    assert!(Unit.validate().is_ok());
    assert!(Empty {}.validate().is_ok());
    assert!(EmptyTuple().validate().is_ok());
    assert!(Skipped { count: 1.0 }.validate().is_ok_and(|()| true));
    assert!(Skipped { count: 1.0 }.count > 0.0);
    assert!(Unit::DESCRIPTOR.is_request() && !Empty::DESCRIPTOR.is_request());
    assert!(Skipped::DESCRIPTOR.fields().is_empty());
    let _: fn() -> <Skipped as TopApi>::Response = || ();
}
