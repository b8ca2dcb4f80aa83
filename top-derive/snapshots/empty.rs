#[automatically_derived]
impl ::top_core::__::TopObject for TimeGet {
    type Fields = ::top_core::__::Typed<(), 0>;
    const TABLE: ::top_core::__::Table = ::top_core::__::Table::request(
        "TimeGet",
        "",
        &[],
        &[],
    );
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
    const API: &'static ::top_core::__::Api = &::top_core::__::Api::declared::<
        Self,
    >("taobao.time.get", &[]);
}
