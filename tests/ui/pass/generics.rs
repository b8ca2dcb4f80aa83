use std::borrow::Cow;
use std::collections::BTreeMap;
use std::marker::PhantomData;

use top_core::{TopApi, TopObject, Wire};

#[derive(TopApi)]
#[top(method = "taobao.page.get", response = Page<'a, T, N>)]
struct PageGet<'a, T: Clone, Skipped = (), const N: usize = 2>
where
    Skipped: Send + Sync + Default,
{
    filter: T,
    #[top(max_len = 8)]
    cursor: Cow<'a, str>,
    #[top(skip)]
    skipped: Skipped,
    #[top(skip)]
    size: PhantomData<[u8; N]>,
}

#[derive(TopObject)]
struct Page<'a, T, const N: usize> {
    items: Vec<Option<T>>,
    by_name: BTreeMap<String, T>,
    next: Option<Box<Page<'a, T, N>>>,
    cursor: Option<Cow<'a, str>>,
    #[top(skip)]
    size: PhantomData<[u8; N]>,
}

#[derive(TopObject)]
#[top(builder, debug, success = "page.cursor", ok = "1", custom = Self::check)]
struct Built<'a, T: Clone, const N: usize>
where
    T: Wire,
{
    page: Option<Page<'a, T, N>>,
    value: T,
    more: Option<Vec<T>>,
}

impl<'a, T: Clone + Wire, const N: usize> Built<'a, T, N> {
    fn check(&self) -> Result<(), &'static str> {
        if self.page.is_some() { Err("no page") } else { Ok(()) }
    }
}

trait Family {
    type Member;
}

struct Numbers;

impl Family for Numbers {
    type Member = i64;
}

// The bound is on what travels, not on the parameter that only names it.
#[derive(TopObject)]
struct Related<F: Family>
where
    F::Member: Wire,
{
    member: F::Member,
    members: Vec<F::Member>,
}

/// No wire type, so nothing may ask it to be one.
#[derive(Default)]
struct Local;

fn call<A: TopApi>(_: &A) -> Option<A::Response> {
    None
}

fn main() {
    let request =
        PageGet::<'_, _, Local> { filter: 5_i64, cursor: "a".into(), skipped: Local, size: PhantomData };
    assert!(request.validate().is_ok());
    let _ = (&request.skipped, request.size);
    assert!(call(&request).is_none_or(|page| page.items.is_empty() && page.size == PhantomData));

    let built = Built::<'_, String, 3>::new("a".to_owned()).more(["b".to_owned()]);
    assert!(built.validate().is_ok() && built.page.is_none() && built.value == "a" && built.more.is_some());
    let _: fn(&Built<'_, i64, 1>) -> String = |built| format!("{built:?}");

    let related = Related::<Numbers> { member: 1, members: vec![2] };
    assert!(related.validate().is_ok());
    assert_eq!(Related::<Numbers>::DESCRIPTOR.fields().len(), 2);
}
