#[automatically_derived]
impl ::top_core::__::TopObject for TimeGet {
    const TABLE: ::top_core::__::Table = ::top_core::__::Table::request(
        "TimeGet",
        "",
        &[],
        &[],
    );
    const DESCRIPTOR: &'static ::top_core::__::Descriptor = ::top_core::__::describe::<
        Self,
        (),
        0,
    >();
    fn lend<'lent>(&'lent self, borrower: &mut ::top_core::__::Borrower<'lent, '_>) {
        borrower.take(&[]);
    }
    fn from_reader(_: &mut ::top_core::__::Reader<'_>) -> Self {
        Self {}
    }
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
