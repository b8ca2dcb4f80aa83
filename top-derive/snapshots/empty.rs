#[automatically_derived]
impl ::top_core::__private::Object for TimeGet {
    fn descriptor(&self) -> &'static ::top_core::__private::Descriptor {
        <Self as ::top_core::__private::TopObject>::DESCRIPTOR
    }
    fn field(&self, _: usize) -> ::top_core::__private::Value<'_> {
        ::top_core::__private::Value::Absent
    }
}
#[automatically_derived]
impl ::top_core::__private::Wire for TimeGet {
    const TYPE: ::top_core::__private::Type = ::top_core::__private::Type::Object(
        ::top_core::__private::descriptor_of::<Self>,
    );
    fn value(&self) -> ::top_core::__private::Value<'_> {
        ::top_core::__private::Value::Object(self)
    }
    fn read(slot: ::top_core::__private::Slot<'_>) -> Self {
        let _ = slot.members(<Self as ::top_core::__private::TopObject>::DESCRIPTOR);
        Self {}
    }
}
#[automatically_derived]
impl ::top_core::__private::TopObject for TimeGet {
    const DESCRIPTOR: &'static ::top_core::__private::Descriptor = &::top_core::__private::Descriptor::request(
        "TimeGet",
        &[],
    );
}
#[automatically_derived]
impl ::top_core::__private::TopApi for TimeGet {
    type Response = ();
    const METHOD: &'static str = "taobao.time.get";
    const API: &'static ::top_core::__private::Api = &::top_core::__private::Api::new::<
        Self,
        (),
    >("taobao.time.get", &[]);
}
