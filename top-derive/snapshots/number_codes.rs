#[automatically_derived]
#[allow(dead_code, unreachable_pub)]
#[allow(deprecated)]
impl Level {
    /// Returns the code on the wire.
    #[inline]
    const fn as_number(&self) -> ::core::primitive::i64 {
        match self {
            Self::Low => -1,
            Self::Unknown(code) => *code,
        }
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl ::core::convert::From<i64> for Level {
    #[inline]
    fn from(code: i64) -> Self {
        match code {
            -1 => Self::Low,
            _ => Self::Unknown(code),
        }
    }
}
#[doc = ::core::concat!(
    "On the wire:\n\n| code | variant | meaning |\n|---|---|---|\n| `-1` | `Low` |  |\n| any other | `Unknown` | the code as it came |"
)]
#[automatically_derived]
#[allow(deprecated)]
impl sdk::__::Wire for Level {
    const TYPE: sdk::__::Type = sdk::__::Type::Enum(
        &sdk::__::Enum::number("Level", &[sdk::__::Code::new("-1")]),
    );
    #[inline]
    fn value(&self) -> sdk::__::Value<'_> {
        sdk::__::Value::Number(self.as_number())
    }
    #[inline]
    fn read(reader: &mut sdk::__::Reader<'_>) -> Self {
        <Self as ::core::convert::From<
            i64,
        >>::from(reader.number(::core::primitive::i64::MIN, ::core::primitive::i64::MAX))
    }
}
