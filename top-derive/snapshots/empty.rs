#[automatically_derived]
impl ::top_core::__::Object for TimeGet {
    fn descriptor(&self) -> &'static ::top_core::__::Descriptor {
        <Self as ::top_core::__::TopObject>::DESCRIPTOR
    }
    fn field(&self, _: ::core::primitive::usize) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Absent
    }
}
#[automatically_derived]
impl ::top_core::__::Wire for TimeGet {
    const TYPE: ::top_core::__::Type = ::top_core::__::Type::of::<Self>();
    fn value(&self) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Object(self)
    }
    fn read(reader: &mut ::top_core::__::Reader<'_>) -> Self {
        reader.enter_object(<Self as ::top_core::__::TopObject>::DESCRIPTOR);
        let value = Self {};
        reader.leave();
        value
    }
}
#[automatically_derived]
impl ::top_core::__::TopObject for TimeGet {
    const DESCRIPTOR: &'static ::top_core::__::Descriptor = &::top_core::__::Descriptor::declared_request(
        "TimeGet",
        &[],
    );
}
#[doc = ::core::concat!("Calls `taobao.time.get` (session: optional). nothing.")]
#[automatically_derived]
impl ::top_core::__::TopApi for TimeGet {
    type Response = ();
    const METHOD: &'static ::core::primitive::str = "taobao.time.get";
    const API: &'static ::top_core::__::Api = &::top_core::__::Api::declared::<
        Self,
    >(&[]);
}
