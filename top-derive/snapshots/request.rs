#[automatically_derived]
impl ::top_core::__private::Object for ItemSellerGet {
    fn descriptor(&self) -> &'static ::top_core::__private::Descriptor {
        <Self as ::top_core::__private::TopObject>::DESCRIPTOR
    }
    fn field(&self, index: usize) -> ::top_core::__private::Value<'_> {
        match index {
            0 => <Vec<String> as ::top_core::__private::Wire>::value(&self.fields),
            1 => <Option<i64> as ::top_core::__private::Wire>::value(&self.item_id),
            2 => <Cow<'static, str> as ::top_core::__private::Wire>::value(&self.r#type),
            3 => <Option<Decimal> as ::top_core::__private::Wire>::value(&self.price),
            4 => <DateTime as ::top_core::__private::Wire>::value(&self.since),
            5 => <i8 as ::top_core::__private::Wire>::value(&self.offset),
            _ => ::top_core::__private::Value::Absent,
        }
    }
}
#[automatically_derived]
impl ::top_core::__private::Wire for ItemSellerGet {
    const TYPE: ::top_core::__private::Type = ::top_core::__private::Type::Object(
        ::top_core::__private::descriptor_of::<Self>,
    );
    fn value(&self) -> ::top_core::__private::Value<'_> {
        ::top_core::__private::Value::Object(self)
    }
    fn read(slot: ::top_core::__private::Slot<'_>) -> Self {
        let mut members = slot
            .members(<Self as ::top_core::__private::TopObject>::DESCRIPTOR);
        Self {
            fields: <Vec<String> as ::top_core::__private::Wire>::read(members.slot()),
            item_id: <Option<i64> as ::top_core::__private::Wire>::read(members.slot()),
            r#type: <Cow<
                'static,
                str,
            > as ::top_core::__private::Wire>::read(members.slot()),
            price: <Option<
                Decimal,
            > as ::top_core::__private::Wire>::read(members.slot()),
            since: <DateTime as ::top_core::__private::Wire>::read(members.slot()),
            offset: <i8 as ::top_core::__private::Wire>::read(members.slot()),
        }
    }
}
#[automatically_derived]
impl ::top_core::__private::TopObject for ItemSellerGet {
    const DESCRIPTOR: &'static ::top_core::__private::Descriptor = &::top_core::__private::Descriptor::request(
            "ItemSellerGet",
            &[
                (::top_core::__private::Field::new(
                        "fields",
                        <Vec<String> as ::top_core::__private::Wire>::TYPE,
                    )
                    .with_docs("The fields to return."))
                    .with_rules(
                        &[
                            ::top_core::__private::Rule::MaxItems(20),
                            ::top_core::__private::Rule::MinItems(1),
                        ],
                    ),
                (::top_core::__private::Field::new(
                        "num_iid",
                        <Option<i64> as ::top_core::__private::Wire>::TYPE,
                    )
                    .with_rust_name("item_id"))
                    .with_rules(
                        &[
                            ::top_core::__private::Rule::Min(
                                ::top_core::__private::Bound::Number(1),
                            ),
                            ::top_core::__private::Rule::Digits(19),
                        ],
                    ),
                (::top_core::__private::Field::new(
                    "type",
                    <Cow<'static, str> as ::top_core::__private::Wire>::TYPE,
                ))
                    .with_rules(
                        &[
                            ::top_core::__private::Rule::OneOf(&["A", "B"]),
                            ::top_core::__private::Rule::MaxLen(1),
                            ::top_core::__private::Rule::MinLen(1),
                            ::top_core::__private::Rule::MaxBytes(3),
                        ],
                    ),
                (::top_core::__private::Field::new(
                    "price",
                    <Option<Decimal> as ::top_core::__private::Wire>::TYPE,
                ))
                    .with_rules(
                        &[
                            ::top_core::__private::Rule::Min(
                                ::top_core::__private::Bound::Decimal("0.01"),
                            ),
                            ::top_core::__private::Rule::Max(
                                ::top_core::__private::Bound::Decimal("100.00"),
                            ),
                        ],
                    ),
                (::top_core::__private::Field::new(
                    "since",
                    <DateTime as ::top_core::__private::Wire>::TYPE,
                ))
                    .with_rules(
                        &[
                            ::top_core::__private::Rule::Min(
                                ::top_core::__private::Bound::Date(
                                    ::top_core::__private::DateTime::from_valid_parts(
                                        2008,
                                        2,
                                        29,
                                        23,
                                        59,
                                        59,
                                    ),
                                ),
                            ),
                            ::top_core::__private::Rule::Max(
                                ::top_core::__private::Bound::Date(
                                    ::top_core::__private::DateTime::from_valid_parts(
                                        2030,
                                        1,
                                        1,
                                        0,
                                        0,
                                        0,
                                    ),
                                ),
                            ),
                        ],
                    ),
                (::top_core::__private::Field::new(
                    "offset",
                    <i8 as ::top_core::__private::Wire>::TYPE,
                ))
                    .with_rules(
                        &[
                            ::top_core::__private::Rule::Min(
                                ::top_core::__private::Bound::Number(-5),
                            ),
                            ::top_core::__private::Rule::Max(
                                ::top_core::__private::Bound::Number(5),
                            ),
                        ],
                    ),
            ],
        )
        .with_docs("Reads one item.\n\nIt has to be on sale.");
}
#[automatically_derived]
impl ::top_core::__private::TopApi for ItemSellerGet {
    type Response = ItemSellerGetResponse;
    const METHOD: &'static str = "taobao.item.seller.get";
    const API: &'static ::top_core::__private::Api = &::top_core::__private::Api::new::<
        Self,
        ItemSellerGetResponse,
    >("taobao.item.seller.get", &[0, 1, 5, 3, 4, 2]);
}
