::top_core::__::object! {
    self 'lent
    "On the wire:\n\n| wire name | type | always there | example | limits | description |\n|---|---|---|---|---|---|\n| `result` | `Outcome` | no |  |  |  |\n| `code` | String | no |  |  |  |\n| `item` | `Item` | no |  | as JSON text |  |"
    ItemGetResponse object("ItemGetResponse" "") ["" "" "code" "" "" ""] { (0,
    ::top_core::__::Detail::Field(< Option < Box < Outcome > > as ::top_core::__::Wire >
    ::TYPE.field("result", ""))), (2, ::top_core::__::Detail::Field(< Option < Item > as
    ::top_core::__::Wire > ::TYPE.field("item", "").as_json_text())), } [((), Option <
    String >, (),)] outcome { const DESCRIPTOR : & 'static ::top_core::__::Descriptor = &
    ::top_core::__::describe_with:: < Self > (::top_core::__::Outcome::new(& ["result",
    "is_success"]).with_ok("1").inside:: < Outcome > ().with_code(& ["code"])
    .with_message(::top_core::__::Outcome::path:: < Outcome > (& ["result",
    "message"]))); } [result(Option < Box < Outcome > >) code.read item(Option < Item >)]
    take
}
///Succeeds if `result.is_success` is `1`. A failure has its code in `code`, its message in `result.message`.
#[automatically_derived]
impl ::top_core::__::BusinessOutcome for ItemGetResponse {}
#[automatically_derived]
#[allow(dead_code, unreachable_pub)]
impl ItemGetResponse {
    ///Creates it without anything: nothing is required.
    #[must_use]
    #[allow(clippy::new_without_default)]
    #[inline]
    fn new() -> Self {
        Self {
            result: ::core::option::Option::None,
            code: ::core::option::Option::None,
            item: ::core::option::Option::None,
        }
    }
    ///Wire name `result`, optional.
    #[must_use]
    #[inline]
    fn result(mut self, result: impl ::core::convert::Into<Box<Outcome>>) -> Self {
        self.result = ::core::option::Option::Some(::core::convert::Into::into(result));
        self
    }
    ///Wire name `code`, optional.
    #[must_use]
    #[inline]
    fn code(mut self, code: impl ::core::convert::Into<String>) -> Self {
        self.code = ::core::option::Option::Some(::core::convert::Into::into(code));
        self
    }
    ///Wire name `item`, optional; as JSON text.
    #[must_use]
    #[inline]
    fn item(mut self, item: Item) -> Self {
        self.item = ::core::option::Option::Some(item);
        self
    }
}
