::core::compile_error! {
    "unknown key `metod`; did you mean `method`? (a struct that derives `TopApi` takes `method`, `response` and `crate`)"
}
::core::compile_error! {
    "`max_len` takes a number: write `max_len = 3`, without quotes"
}
#[automatically_derived]
impl<T: Copy> ::top_core::__private::Object for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    fn descriptor(&self) -> &'static ::top_core::__private::Descriptor {
        <Self as ::top_core::__private::TopObject>::DESCRIPTOR
    }
    fn field(&self, _: usize) -> ::top_core::__private::Value<'_> {
        ::top_core::__private::Value::Absent
    }
}
#[automatically_derived]
impl<T: Copy> ::top_core::__private::Wire for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    const TYPE: ::top_core::__private::Type = ::top_core::__private::Type::Object(
        ::top_core::__private::descriptor_of::<Self>,
    );
    fn value(&self) -> ::top_core::__private::Value<'_> {
        ::top_core::__private::Value::Absent
    }
    fn read(_: ::top_core::__private::Slot<'_>) -> Self {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<T: Copy> ::top_core::__private::TopObject for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    const DESCRIPTOR: &'static ::top_core::__private::Descriptor = &::top_core::__private::Descriptor::request(
        "TimeGet",
        &[],
    );
}
#[automatically_derived]
impl<T: Copy> ::top_core::__private::TopApi for TimeGet<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    type Response = Vec<T>;
    const METHOD: &'static str = "";
    const API: &'static ::top_core::__private::Api = &::top_core::__private::Api::new::<
        Self,
        (),
    >("", &[]);
}
