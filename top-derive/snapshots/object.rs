#[doc = ::core::concat!(
    "On the wire:\n\n| wire name | type | always there | example | limits | description |\n|---|---|---|---|---|---|\n| `id` | `T` | yes |  |  |  |\n| `name` | String | yes |  |  |  |\n| `children` | `Node`[] | yes |  |  |  |"
)]
#[automatically_derived]
#[allow(deprecated)]
impl<'a, T, U: Clone, const N: usize> crate::sdk::__::TopObject for Node<'a, T, U, N>
where
    U: Default,
    T: crate::sdk::__::Wire,
    U: crate::sdk::__::Wire,
{
    type Fields = crate::sdk::__::Typed<((), Cow<'a, str>, ()), 3>;
    const TABLE: crate::sdk::__::Table = crate::sdk::__::Table::object(
        "Node",
        "",
        &["", "", "name", "", "", ""],
        &[
            (
                0,
                crate::sdk::__::Detail::Field(
                    <T as crate::sdk::__::Wire>::TYPE.field("id", ""),
                ),
            ),
            (
                2,
                crate::sdk::__::Detail::Field(
                    <Vec<Node<'a, T, U, N>> as crate::sdk::__::Wire>::TYPE
                        .field("children", ""),
                ),
            ),
        ],
    );
    fn lend<'lent>(&'lent self, borrower: &mut crate::sdk::__::Borrower<'lent, '_>) {
        borrower
            .take(
                &[
                    <T as crate::sdk::__::Wire>::lend(&self.id),
                    &self.name,
                    <Vec<
                        Node<'a, T, U, N>,
                    > as crate::sdk::__::Wire>::lend(&self.children),
                ],
            );
    }
    fn from_reader(reader: &mut crate::sdk::__::Reader<'_>) -> Self {
        Self {
            id: <T as crate::sdk::__::Wire>::read(reader),
            name: reader.read(),
            children: <Vec<Node<'a, T, U, N>> as crate::sdk::__::Wire>::read(reader),
            seen: ::core::default::Default::default(),
        }
    }
}
