::core::compile_error! {
    "codes are text or numbers, whatever the parameter is: remove it"
}
::core::compile_error! {
    "a code is no discriminant: remove `= 1` and write `#[top(name = 1)]`"
}
#[automatically_derived]
impl<T: Copy> ::top_core::__::Wire for Level<T>
where
    T: ::core::marker::Send + ::core::marker::Sync,
{
    const TYPE: ::top_core::__::Type = ::top_core::__::Type::String;
    fn value(&self) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Absent
    }
    fn read(_: &mut ::top_core::__::Reader<'_>) -> Self {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<T: Copy> ::core::convert::From<i64> for Level<T> {
    fn from(_: i64) -> Self {
        ::core::unreachable!()
    }
}
#[automatically_derived]
impl<T: Copy> ::core::convert::From<&::core::primitive::str> for Level<T> {
    fn from(_: &::core::primitive::str) -> Self {
        ::core::unreachable!()
    }
}
#[automatically_derived]
#[allow(dead_code, unreachable_pub)]
impl<T: Copy> Level<T> {
    /// Returns the code on the wire.
    fn as_str(&self) -> &::core::primitive::str {
        ::core::unreachable!()
    }
    /// Returns the code on the wire.
    fn as_number(&self) -> ::core::primitive::i64 {
        ::core::unreachable!()
    }
}
