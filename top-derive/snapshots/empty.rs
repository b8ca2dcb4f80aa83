::top_core::__::object! {
    self 'lent TimeGet request("TimeGet" "") [] [::top_core::__::Typed < (), 0 >] [] take
    { "Calls `taobao.time.get` (session: optional). nothing."(), "taobao.time.get"[] }
}
