//! Reading by a table what a declared struct reads by its fields.

use std::collections::BTreeMap;

use super::{DynamicList, DynamicMap, DynamicObject, Held};
use crate::decode::Reader;
use crate::descriptor::{Descriptor, Type};
use crate::wire::File;

/// Opens the file that JSON names at a parameter, and keeps what went wrong with it itself.
pub(super) type OpenFile<'o> = &'o mut dyn FnMut(&'static str, &str) -> File;

impl DynamicObject {
    /// Reads every field, in the order of the table, from the object that `reader` is in.
    pub(crate) fn from_reader(reader: &mut Reader<'_>, descriptor: &'static Descriptor) -> Self {
        read_object(reader, descriptor, &mut None)
    }
}

/// Reads the fields of the object that `reader` is in. `open` is asked for the files of JSON text, which cannot hold them.
pub(super) fn read_object(
    reader: &mut Reader<'_>,
    descriptor: &'static Descriptor,
    open: &mut Option<OpenFile<'_>>,
) -> DynamicObject {
    let fields = descriptor.fields().iter();
    let values = fields.map(|field| match (field.ty().required(), &mut *open) {
        (Type::File, Some(open)) if field.is_required() || !reader.is_absent(Type::File) => {
            Held::File(Box::new(open(field.wire_name(), &reader.string())))
        }
        // A file has no place below the parameters of a request.
        _ => read(reader, field.ty()),
    });
    DynamicObject { descriptor, values: values.collect() }
}

/// Reads the next place as a value of the type `ty`.
pub(super) fn read(reader: &mut Reader<'_>, ty: Type) -> Held {
    match ty {
        Type::Optional(inner) if reader.is_absent(*inner) => {
            reader.skip();
            Held::Absent
        }
        Type::Optional(inner) => read(reader, *inner),
        Type::Number { min, max } => Held::Number(reader.number(min, max)),
        Type::Boolean => Held::Boolean(reader.boolean()),
        Type::Date => Held::Date(reader.date()),
        Type::Decimal => Held::Decimal(reader.decimal()),
        Type::Json => Held::Json(reader.json()),
        Type::File => Held::File(Box::new(reader.file())),
        Type::Enum(codes) if codes.is_number() => Held::Number(reader.number(i64::MIN, i64::MAX)),
        Type::String | Type::Enum(_) => Held::String(reader.string()),
        Type::Object(descriptor) => {
            let descriptor = descriptor();
            reader.enter_object(descriptor);
            Held::Object(read_object(reader, descriptor, &mut None))
        }
        Type::List(element) => {
            let mut elements = Vec::with_capacity(reader.enter_list(*element, size_of::<Held>()));
            while reader.enter_element() {
                elements.push(read(reader, *element));
            }
            Held::List(DynamicList { element_type: *element, elements })
        }
        Type::Map(value) => {
            let mut members = BTreeMap::new();
            reader.enter_map();
            while reader.enter_element() {
                let name = reader.member_name();
                members.insert(name, read(reader, *value));
            }
            Held::Map(DynamicMap(members))
        }
    }
}
