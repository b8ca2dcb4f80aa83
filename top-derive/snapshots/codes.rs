#[automatically_derived]
#[allow(dead_code, unreachable_pub)]
impl Status {
    /// Returns the code on the wire.
    #[inline]
    pub const fn as_str(&self) -> &::core::primitive::str {
        match self {
            Self::WaitBuyerPay => "WAIT_BUYER_PAY",
            Self::r#type => "type",
            Self::Other(code) => code.as_str(),
        }
    }
}
#[automatically_derived]
impl ::core::convert::From<&::core::primitive::str> for Status {
    #[inline]
    fn from(code: &::core::primitive::str) -> Self {
        match code {
            "WAIT_BUYER_PAY" => Self::WaitBuyerPay,
            "type" => Self::r#type,
            _ => Self::Other(::core::convert::From::from(code)),
        }
    }
}
#[automatically_derived]
impl ::core::convert::From<String> for Status {
    #[inline]
    fn from(code: String) -> Self {
        match <Self as ::core::convert::From<&::core::primitive::str>>::from(&code) {
            Self::Other(_) => Self::Other(code),
            documented => documented,
        }
    }
}
#[doc = ::core::concat!(
    "On the wire:\n\n| code | variant | meaning |\n|---|---|---|\n| `WAIT_BUYER_PAY` | `WaitBuyerPay` | Not paid. |\n| `type` | `type` |  |\n| any other | `Other` | the code as it came |"
)]
#[automatically_derived]
impl ::top_core::__::Wire for Status {
    const TYPE: ::top_core::__::Type = ::top_core::__::Type::Enum(
        &::top_core::__::Enum::text(
                "Status",
                &[
                    ::top_core::__::Code::new("WAIT_BUYER_PAY").with_docs("Not paid."),
                    ::top_core::__::Code::new("type"),
                ],
            )
            .with_docs("The state of a trade."),
    );
    #[inline]
    fn value(&self) -> ::top_core::__::Value<'_> {
        ::top_core::__::Value::String(self.as_str())
    }
    #[inline]
    fn read(reader: &mut ::top_core::__::Reader<'_>) -> Self {
        <Self as ::core::convert::From<String>>::from(reader.string())
    }
}
