::top_core::__::object! {
    self 'lent ItemSellerGet request("ItemSellerGet"
    "Reads one item.\n\nIt has to be on sale.") ["fields" "The fields to return."
    "num_iid" "" "type" "" "" "" "" "" "offset" ""] { (0, ::top_core::__::Detail::Rules(&
    [::top_core::__::Rule::MaxItems(20), ::top_core::__::Rule::MinItems(1)])), (1,
    ::top_core::__::Detail::RustName("item_id")), (1, ::top_core::__::Detail::Rules(&
    [::top_core::__::Rule::Min(::top_core::__::Bound::Number(1)),
    ::top_core::__::Rule::Digits(19)])), (2, ::top_core::__::Detail::Rules(&
    [::top_core::__::Rule::OneOf(& ["A", "B"]), ::top_core::__::Rule::MaxLen(1),
    ::top_core::__::Rule::MinLen(1), ::top_core::__::Rule::MaxBytes(3)])), (3,
    ::top_core::__::Detail::Field(< Option < Decimal > as ::top_core::__::Wire > ::TYPE
    .parameter("price", "").with_rules(&
    [::top_core::__::Rule::Min(::top_core::__::Bound::Decimal("0.01")),
    ::top_core::__::Rule::Max(::top_core::__::Bound::Decimal("100.00"))]))), (4,
    ::top_core::__::Detail::Field(< DateTime as ::top_core::__::Wire > ::TYPE
    .parameter("since", "").with_rules(&
    [::top_core::__::Rule::Min(::top_core::__::Bound::Date(::top_core::__::DateTime::from_valid_parts(2008,
    2, 29, 23, 59, 59))),
    ::top_core::__::Rule::Max(::top_core::__::Bound::Date(::top_core::__::DateTime::from_valid_parts(2030,
    1, 1, 0, 0, 0)))]))), (5, ::top_core::__::Detail::Rules(&
    [::top_core::__::Rule::Min(::top_core::__::Bound::Number(- 5)),
    ::top_core::__::Rule::Max(::top_core::__::Bound::Number(5))])), } [(Vec < String >,
    Option < i64 >, Cow < 'static, str >, (), (), i8,)] [fields.read item_id.read r#type
    .read price(Option < Decimal >) since(DateTime) offset.read] take {
    "Calls `taobao.item.seller.get` (session: optional).\n\n| wire name | type | required | example | limits | description |\n|---|---|---|---|---|---|\n| `fields` | String[] | yes |  | at most 20 elements; at least 1 elements | The fields to return. |\n| `num_iid` | Number | no |  | not less than 1; at most 19 digits in all |  |\n| `type` | String | yes |  | one of `A`, `B`; at most 1 UTF-16 code units long; at least 1 UTF-16 code units long; at most 3 bytes long |  |\n| `price` | Price | no |  | not less than 0.01; not more than 100.00 |  |\n| `since` | Date | yes |  | not less than 2008-02-29 23:59:59; not more than 2030-01-01 00:00:00 |  |\n| `offset` | Number | yes |  | not less than -5; not more than 5 |  |"
    ItemSellerGetResponse, "taobao.item.seller.get"[0, 1, 5, 3, 4, 2] }
}
