::core::compile_error! {
    "unknown key `metod`; did you mean `method`? (a struct that derives `TopApi` takes `method`, `response`, `session`, `idempotent`, `builder`, `debug`, `crate` and `custom`)"
}
::core::compile_error! {
    "`max_len` takes a number: write `max_len = 3`, without quotes"
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::Object for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    fn descriptor(&self) -> &'static ::top_core::__::Descriptor {
        <Self as ::top_core::__::TopObject>::DESCRIPTOR
    }
    fn field(&self, _: ::core::primitive::usize) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Absent
    }
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::Wire for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    const TYPE: ::top_core::__::Type = ::top_core::__::Type::of::<Self>();
    fn value(&self) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Absent
    }
    fn read(_: &mut ::top_core::__::Reader<'_>) -> Self {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::TopObject for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    const DESCRIPTOR: &'static ::top_core::__::Descriptor = &::top_core::__::Descriptor::declared_request(
        "TimeGet",
        &[],
    );
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::TopApi for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    type Response = Vec<T>;
    const METHOD: &'static ::core::primitive::str = "";
    const API: &'static ::top_core::__::Api = &::top_core::__::Api::declared::<
        Self,
    >(&[]);
}
