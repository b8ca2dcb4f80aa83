//! Structs of more fields than the expansion takes at once.

use top_core::{TopApi, TopObject};

use super::{answer, parameter};

macro_rules! declare_wide {
    ($($field:ident $value:literal)*) => {
        #[derive(Debug, TopApi)]
        #[top(method = "taobao.wide.read", response = WideReadResponse)]
        struct WideReadRequest {
            $($field: Option<i64>,)*
            last: Option<Last>,
        }

        #[derive(Debug, PartialEq, TopObject)]
        struct WideReadResponse {
            $($field: i64,)*
            last: Option<Last>,
        }

        const VALUES: &[(&str, i64)] = &[$((stringify!($field), $value)),*];

        fn request() -> WideReadRequest {
            WideReadRequest { $($field: Some($value),)* last: Some(Last { number: 99 }) }
        }

        fn response() -> WideReadResponse {
            WideReadResponse { $($field: $value,)* last: Some(Last { number: 99 }) }
        }
    };
}

/// A type that the derive does not know by its name.
#[derive(Debug, PartialEq, TopObject)]
struct Last {
    number: i64,
}

declare_wide! {
    f01 1 f02 2 f03 3 f04 4 f05 5 f06 6 f07 7 f08 8 f09 9 f10 10 f11 11 f12 12 f13 13 f14 14 f15 15 f16 16 f17 17 f18 18
    f19 19 f20 20 f21 21 f22 22 f23 23 f24 24 f25 25 f26 26 f27 27 f28 28 f29 29 f30 30 f31 31 f32 32 f33 33 f34 34
}

#[test]
fn every_field_is_written_under_its_name() {
    for (name, value) in VALUES {
        assert_eq!(parameter(&request(), name), Some(value.to_string()));
    }
    assert_eq!(parameter(&request(), "last").as_deref(), Some(r#"{"number":99}"#));
    assert_eq!(request().params().len(), VALUES.len() + 1);
}

#[test]
fn every_field_is_read_from_its_name() {
    let members: Vec<_> = VALUES.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
    let body = format!(r#"{{{},"last":{{"number":99}}}}"#, members.join(","));
    assert_eq!(*answer(&request(), &body), response());
}
