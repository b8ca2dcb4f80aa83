crate::sdk::__::object! {
    self 'lent #[allow(deprecated)]
    "On the wire:\n\n| wire name | type | always there | example | limits | description |\n|---|---|---|---|---|---|\n| `id` | `T` | yes |  |  |  |\n| `name` | String | yes |  |  |  |\n| `children` | `Node`[] | yes |  |  |  |"
    Node([< 'a, T, U : Clone, const N : usize >] [< 'a, T, U, N >] [where U : Default, T
    : crate ::sdk::__::Wire, U : crate ::sdk::__::Wire,]) object("Node" "") ["" "" "name"
    "" "" ""] { (0, crate ::sdk::__::Detail::Field(< T as crate ::sdk::__::Wire > ::TYPE
    .field("id", ""))), (2, crate ::sdk::__::Detail::Field(< Vec < Node < 'a, T, U, N > >
    as crate ::sdk::__::Wire > ::TYPE.field("children", ""))), } [((), Cow < 'a, str >,
    (),)] [id(T) name.read children(Vec < Node < 'a, T, U, N > >)] take skip[seen]
}
