#[automatically_derived]
#[allow(deprecated)]
impl<'a, T, U: Clone, const N: usize> crate::sdk::__private::Object for Node<'a, T, U, N>
where
    U: Default,
    T: crate::sdk::__private::Wire,
    U: crate::sdk::__private::Wire,
{
    fn descriptor(&self) -> &'static crate::sdk::__private::Descriptor {
        <Self as crate::sdk::__private::TopObject>::DESCRIPTOR
    }
    fn field(&self, index: usize) -> crate::sdk::__private::Value<'_> {
        match index {
            0 => <T as crate::sdk::__private::Wire>::value(&self.id),
            1 => <Cow<'a, str> as crate::sdk::__private::Wire>::value(&self.name),
            2 => {
                <Vec<
                    Node<'a, T, U, N>,
                > as crate::sdk::__private::Wire>::value(&self.children)
            }
            _ => crate::sdk::__private::Value::Absent,
        }
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl<'a, T, U: Clone, const N: usize> crate::sdk::__private::Wire for Node<'a, T, U, N>
where
    U: Default,
    T: crate::sdk::__private::Wire,
    U: crate::sdk::__private::Wire,
{
    const TYPE: crate::sdk::__private::Type = crate::sdk::__private::Type::Object(
        crate::sdk::__private::descriptor_of::<Self>,
    );
    fn value(&self) -> crate::sdk::__private::Value<'_> {
        crate::sdk::__private::Value::Object(self)
    }
    fn read(slot: crate::sdk::__private::Slot<'_>) -> Self {
        let mut members = slot
            .members(<Self as crate::sdk::__private::TopObject>::DESCRIPTOR);
        Self {
            id: <T as crate::sdk::__private::Wire>::read(members.slot()),
            name: <Cow<'a, str> as crate::sdk::__private::Wire>::read(members.slot()),
            children: <Vec<
                Node<'a, T, U, N>,
            > as crate::sdk::__private::Wire>::read(members.slot()),
            seen: ::core::default::Default::default(),
        }
    }
}
#[automatically_derived]
#[allow(deprecated)]
impl<'a, T, U: Clone, const N: usize> crate::sdk::__private::TopObject
for Node<'a, T, U, N>
where
    U: Default,
    T: crate::sdk::__private::Wire,
    U: crate::sdk::__private::Wire,
{
    const DESCRIPTOR: &'static crate::sdk::__private::Descriptor = &crate::sdk::__private::Descriptor::object(
        "Node",
        &[
            crate::sdk::__private::Field::new(
                "id",
                <T as crate::sdk::__private::Wire>::TYPE,
            ),
            crate::sdk::__private::Field::new(
                "name",
                <Cow<'a, str> as crate::sdk::__private::Wire>::TYPE,
            ),
            crate::sdk::__private::Field::new(
                "children",
                <Vec<Node<'a, T, U, N>> as crate::sdk::__private::Wire>::TYPE,
            ),
        ],
    );
}
