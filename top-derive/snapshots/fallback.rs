::core::compile_error! {
    "unknown key `metod`; did you mean `method`? (a struct that derives `TopApi` takes `method`, `response`, `session`, `idempotent`, `builder`, `debug`, `crate` and `custom`)"
}
::core::compile_error! {
    "`max_len` takes a number: write `max_len = 3`, without quotes"
}
::core::compile_error! {
    "an answer is an object with members, and this is a list: declare a struct with the documented response parameters (响应参数)"
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::TopObject for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    type Fields = ();
    const DESCRIPTOR: &'static ::top_core::__::Descriptor = &::top_core::__::Descriptor::declared_request(
        "TimeGet",
        "",
        &[],
    );
    fn lend<'lent>(&'lent self, _: &mut ::top_core::__::Borrower<'lent, '_>) {}
    fn from_reader(_: &mut ::top_core::__::Reader<'_>) -> Self {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::TopApi for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    type Response = ();
    const API: &'static ::top_core::__::Api = &::top_core::__::Api::declared::<
        Self,
    >("", &[]);
}
