#[automatically_derived]
impl ::top_core::__::Object for TimeGet {
    fn descriptor(&self) -> &'static ::top_core::__::Descriptor {
        <Self as ::top_core::__::TopObject>::DESCRIPTOR
    }
    fn field(&self, _: usize) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Absent
    }
}
#[automatically_derived]
impl ::top_core::__::Wire for TimeGet {
    const TYPE: ::top_core::__::Type = ::top_core::__::Type::Object(
        ::top_core::__::descriptor_of::<Self>,
    );
    fn value(&self) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::Object(self)
    }
    fn read(slot: ::top_core::__::Slot<'_>) -> Self {
        let _ = slot.members(<Self as ::top_core::__::TopObject>::DESCRIPTOR);
        Self {}
    }
}
#[automatically_derived]
impl ::top_core::__::TopObject for TimeGet {
    const DESCRIPTOR: &'static ::top_core::__::Descriptor = &::top_core::__::Descriptor::request(
        "TimeGet",
        &[],
    );
}
#[automatically_derived]
impl ::top_core::__::TopApi for TimeGet {
    type Response = ();
    const METHOD: &'static str = "taobao.time.get";
    const API: &'static ::top_core::__::Api = &::top_core::__::Api::new::<Self>(&[]);
}
