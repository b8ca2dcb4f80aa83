::top_core::__::object! {
    self 'lent #[allow(deprecated)] ItemGet([< 'a >] [< 'a >] []) request("ItemGet" "")
    ["tags" "The tags.\n\nOne at least." "title" "" "new" ""] { (0,
    ::top_core::__::Detail::Example("A")), (0, ::top_core::__::Detail::JsonList), (0,
    ::top_core::__::Detail::ItemRules(& [::top_core::__::Rule::MaxLen(3),
    ::top_core::__::Rule::OneOf(& ["A", "B|C"])])), (0, ::top_core::__::Detail::Rules(&
    [::top_core::__::Rule::MinItems(1)])), (1, ::top_core::__::Detail::Secret), } [(Vec <
    String >, Option < Cow < 'a, str > >, Option < i64 >,)] [tags.read title.read new
    .read] take_with_checks(| checks : & mut ::top_core::__::Checks < '_, '_ > | { if let
    ::core::option::Option::Some(value) = & self.title { checks.field(1,
    self::check_title(value)); } if let ::core::option::Option::Some(value) = & self.new
    { checks.field(2, check_id(value)); } checks.object(check(& * self)); }) skip[seen] {
    #[allow(deprecated)] ([< 'a >] [< 'a >] [])
    "Calls `taobao.item.get` (session: required; may be called again).\n\n| wire name | type | required | example | limits | description |\n|---|---|---|---|---|---|\n| `tags` | String[] | yes | `A` | at least 1 elements; each at most 3 UTF-16 code units long; each one of `A`, `B\\|C`; as a JSON array | The tags. |\n| `title` | String | no |  | checked further; secret |  |\n| `new` | Number | no |  | checked further |  |"(),
    "taobao.item.get"[2, 0, 1].with_session(::top_core::__::SessionMode::Required)
    .idempotent() } [#[allow(deprecated)] Debug([< 'a >] [< 'a >] [])]
}
#[automatically_derived]
#[allow(dead_code, unreachable_pub)]
#[allow(deprecated)]
impl<'a> ItemGet<'a> {
    /**Creates it with what is required, and nothing else.

* `tags`: The tags. Wire name `tags`, required; at least 1 elements; each at most 3 UTF-16 code units long; each one of `A`, `B|C`; as a JSON array; for example `A`.*/
    #[must_use]
    #[inline]
    pub(crate) fn new(tags: impl ::core::convert::Into<Vec<String>>) -> Self {
        Self {
            tags: ::core::convert::Into::into(tags),
            title: ::core::option::Option::None,
            new: ::core::option::Option::None,
            seen: ::core::default::Default::default(),
        }
    }
    ///Wire name `title`, optional; checked further; secret.
    #[must_use]
    #[inline]
    pub(crate) fn title(
        mut self,
        title: impl ::core::convert::Into<Cow<'a, str>>,
    ) -> Self {
        self.title = ::core::option::Option::Some(::core::convert::Into::into(title));
        self
    }
    ///Wire name `new`, optional; checked further.
    #[deprecated = "no longer read"]
    #[must_use]
    #[inline]
    pub(crate) fn with_new(mut self, new: i64) -> Self {
        self.new = ::core::option::Option::Some(new);
        self
    }
}
