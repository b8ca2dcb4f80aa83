//! Requests beside the documented ones: twenty flat parameters, a struct of 230 fields, seven levels.

use serde::Serialize;
use top_core::{DateTime, Decimal, TopApi, TopObject};

/// Twenty parameters, as `taobao.item.add` has them.
#[derive(TopApi)]
#[top(method = "taobao.item.add")]
pub(crate) struct Flat {
    #[top(max_len = 120)]
    pub(crate) title: String,
    #[top(max_len = 200)]
    pub(crate) desc: String,
    pub(crate) num: i64,
    pub(crate) price: Decimal,
    pub(crate) r#type: String,
    pub(crate) stuff_status: String,
    #[top(max_len = 16)]
    pub(crate) location_state: String,
    #[top(max_len = 16)]
    pub(crate) location_city: String,
    pub(crate) cid: i64,
    #[top(max_len = 512)]
    pub(crate) props: Option<String>,
    #[top(max_len = 64)]
    pub(crate) outer_id: Option<String>,
    pub(crate) approve_status: Option<String>,
    pub(crate) freight_payer: Option<String>,
    pub(crate) valid_thru: Option<i64>,
    pub(crate) has_invoice: Option<bool>,
    pub(crate) has_warranty: Option<bool>,
    pub(crate) auto_repost: Option<bool>,
    pub(crate) list_time: Option<DateTime>,
    #[top(max_items = 10)]
    pub(crate) seller_cids: Option<Vec<String>>,
    pub(crate) postage_id: Option<i64>,
}

pub(crate) fn flat() -> Flat {
    Flat {
        title: "Nokia N97 全新行货".to_owned(),
        desc: "这是一个好商品, 7 天内可以退货 & 换货".to_owned(),
        num: 30,
        price: "200.07".parse().unwrap(),
        r#type: "fixed".to_owned(),
        stuff_status: "new".to_owned(),
        location_state: "浙江".to_owned(),
        location_city: "杭州".to_owned(),
        cid: 1512,
        props: Some("20000:33564;21514:38489;1627207:28341".to_owned()),
        outer_id: Some("12345".to_owned()),
        approve_status: Some("onsale".to_owned()),
        freight_payer: Some("seller".to_owned()),
        valid_thru: Some(7),
        has_invoice: Some(true),
        has_warranty: Some(true),
        auto_repost: Some(false),
        list_time: Some("2016-01-01 12:00:00".parse().unwrap()),
        seller_cids: Some(vec!["1105".to_owned(), "1106".to_owned()]),
        postage_id: None,
    }
}

/// A request of one struct with 230 fields, the most that is documented.
#[derive(TopApi)]
#[top(method = "taobao.car.vehicleinfo.register")]
pub(crate) struct WideRequest {
    pub(crate) vehicle: Wide,
}

macro_rules! wide {
    (text: $($text:ident)*; optional: $($optional:ident)*; number: $($number:ident)*; flag: $($flag:ident)*;) => {
        #[derive(Clone, Default, Serialize, TopObject)]
        pub(crate) struct Wide {
            $(#[top(max_len = 64)] pub(crate) $text: String,)*
            $(
                #[top(max_len = 64)]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub(crate) $optional: Option<String>,
            )*
            $(pub(crate) $number: i64,)*
            $(pub(crate) $flag: bool,)*
        }

        /// Fills every field but half of the optional ones.
        fn fill() -> Wide {
            let mut wide = Wide::default();
            let (mut number, mut is_there) = (1, true);
            $(wide.$text = concat!("值 of ", stringify!($text)).to_owned();)*
            $(
                if is_there {
                    wide.$optional = Some(stringify!($optional).to_owned());
                }
                is_there = !is_there;
            )*
            $(
                number = number * 7 % 1_000_000_007;
                wide.$number = number;
            )*
            $(
                wide.$flag = is_there;
                is_there = !is_there;
            )*
            wide
        }

        impl Wide {
            /// Returns whether every text is within its limit, as hand-written code would check it.
            pub(crate) fn is_valid(&self, fits: fn(&str, usize) -> bool) -> bool {
                $(fits(&self.$text, 64) &&)* $(self.$optional.as_deref().is_none_or(|text| fits(text, 64)) &&)* true
            }

            /// Writes the struct as JSON, as hand-written code would: every name a constant.
            pub(crate) fn write(&self, out: &mut Vec<u8>, text: fn(&mut Vec<u8>, &str), number: fn(&mut Vec<u8>, i64)) {
                $(
                    out.extend_from_slice(concat!(",\"", stringify!($text), "\":").as_bytes());
                    text(out, &self.$text);
                )*
                $(
                    if let Some(value) = &self.$optional {
                        out.extend_from_slice(concat!(",\"", stringify!($optional), "\":").as_bytes());
                        text(out, value);
                    }
                )*
                $(
                    out.extend_from_slice(concat!(",\"", stringify!($number), "\":").as_bytes());
                    number(out, self.$number);
                )*
                $(
                    out.extend_from_slice(concat!(",\"", stringify!($flag), "\":").as_bytes());
                    out.extend_from_slice(if self.$flag { b"true" } else { b"false" });
                )*
            }
        }
    };
}

wide! {
    text:
            text_000 text_001 text_002 text_003 text_004 text_005 text_006 text_007 text_008 text_009
            text_010 text_011 text_012 text_013 text_014 text_015 text_016 text_017 text_018 text_019
            text_020 text_021 text_022 text_023 text_024 text_025 text_026 text_027 text_028 text_029
            text_030 text_031 text_032 text_033 text_034 text_035 text_036 text_037 text_038 text_039
            text_040 text_041 text_042 text_043 text_044 text_045 text_046 text_047 text_048 text_049
            text_050 text_051 text_052 text_053 text_054 text_055 text_056 text_057 text_058 text_059
            text_060 text_061 text_062 text_063 text_064 text_065 text_066 text_067 text_068 text_069;
    optional:
            note_000 note_001 note_002 note_003 note_004 note_005 note_006 note_007 note_008 note_009
            note_010 note_011 note_012 note_013 note_014 note_015 note_016 note_017 note_018 note_019
            note_020 note_021 note_022 note_023 note_024 note_025 note_026 note_027 note_028 note_029
            note_030 note_031 note_032 note_033 note_034 note_035 note_036 note_037 note_038 note_039
            note_040 note_041 note_042 note_043 note_044 note_045 note_046 note_047 note_048 note_049
            note_050 note_051 note_052 note_053 note_054 note_055 note_056 note_057 note_058 note_059;
    number:
            number_000 number_001 number_002 number_003 number_004 number_005 number_006 number_007
            number_008 number_009 number_010 number_011 number_012 number_013 number_014 number_015
            number_016 number_017 number_018 number_019 number_020 number_021 number_022 number_023
            number_024 number_025 number_026 number_027 number_028 number_029 number_030 number_031
            number_032 number_033 number_034 number_035 number_036 number_037 number_038 number_039
            number_040 number_041 number_042 number_043 number_044 number_045 number_046 number_047
            number_048 number_049 number_050 number_051 number_052 number_053 number_054 number_055
            number_056 number_057 number_058 number_059 number_060 number_061 number_062 number_063
            number_064 number_065 number_066 number_067 number_068 number_069;
    flag:
            flag_000 flag_001 flag_002 flag_003 flag_004 flag_005 flag_006 flag_007 flag_008 flag_009
            flag_010 flag_011 flag_012 flag_013 flag_014 flag_015 flag_016 flag_017 flag_018 flag_019
            flag_020 flag_021 flag_022 flag_023 flag_024 flag_025 flag_026 flag_027 flag_028 flag_029;
}

pub(crate) fn wide() -> WideRequest {
    WideRequest { vehicle: fill() }
}

/// A request of seven levels, the most that is documented.
#[derive(TopApi)]
#[top(method = "taobao.qimen.deliveryorder.batchcreate")]
pub(crate) struct DeepRequest {
    pub(crate) order: Node,
}

/// A struct of one level.
#[derive(Clone, Serialize, TopObject)]
pub(crate) struct Node {
    #[top(max_len = 50)]
    pub(crate) code: String,
    pub(crate) quantity: i64,
    #[top(max_len = 500)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) remark: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lines: Option<Vec<Self>>,
}

/// Makes a struct with `levels` of them below it, two at every second level.
fn node(levels: u8) -> Node {
    let count = if levels.is_multiple_of(2) { 2 } else { 1 };
    let lines = (levels > 0).then(|| vec![node(levels - 1); count]);
    let remark = (count == 2).then(|| "请在 \"周一\" 之前发货".to_owned());
    Node { code: format!("ORDER-{levels}"), quantity: i64::from(levels) * 100, remark, lines }
}

pub(crate) fn deep() -> DeepRequest {
    DeepRequest { order: node(6) }
}
