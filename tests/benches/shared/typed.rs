//! The same responses for serde: structs by hand, each with the error beside it. They are less lenient than ours: numbers as
//! text and text as numbers, other shapes of lists and other wrappers, and raw control characters are errors here.

#![allow(clippy::struct_field_names, reason = "the names are those of the bodies")]

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use top_core::{DateTime, Decimal};

/// An answer as it is in the body: a response, or an error.
pub(crate) trait Answer: DeserializeOwned {
    type Response: DeserializeOwned;

    /// The name of the wrapper.
    const NAME: &'static str;

    fn into_result(self) -> Result<Self::Response, ApiError>;
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct ApiError {
    pub(crate) code: i64,
    pub(crate) msg: String,
    pub(crate) sub_code: Option<String>,
    pub(crate) sub_msg: Option<String>,
    pub(crate) request_id: Option<String>,
}

macro_rules! answers {
    ($($wrapped:ident $simplified:ident $response:ident $name:literal { $($field:ident: $type:ty,)* })*) => {$(
        #[derive(Debug, PartialEq, Deserialize)]
        pub(crate) struct $response {
            $(pub(crate) $field: $type,)*
            pub(crate) request_id: Option<String>,
        }

        #[derive(Deserialize)]
        pub(crate) struct $wrapped {
            #[serde(rename = $name)]
            response: Option<$response>,
            error_response: Option<ApiError>,
        }

        impl Answer for $wrapped {
            type Response = $response;

            const NAME: &'static str = $name;

            fn into_result(self) -> Result<$response, ApiError> {
                self.response.ok_or_else(|| self.error_response.unwrap())
            }
        }

        #[derive(Deserialize)]
        pub(crate) struct $simplified {
            $($field: $type,)*
            request_id: Option<String>,
            error_response: Option<ApiError>,
        }

        impl Answer for $simplified {
            type Response = $response;

            const NAME: &'static str = "";

            fn into_result(self) -> Result<$response, ApiError> {
                match self.error_response {
                    Some(error) => Err(error),
                    None => Ok($response { $($field: self.$field,)* request_id: self.request_id }),
                }
            }
        }
    )*};
}

answers! {
    PhoneWrapped PhoneSimplified Phone "phone_bank_credit_process_response" {
        biz_code: Option<String>,
        data: Option<PhoneData>,
        message: Option<String>,
    }
    BillWrapped BillSimplified Bill "tmall_fin_car_open_bill_notify_response" {
        result: Option<BillResult>,
    }
    LoanWrapped LoanSimplified Loan "alibaba_idle_interact_loan_callback_response" {
        idle_point_result: Option<LoanResult>,
    }
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct PhoneData {
    pub(crate) bank_code: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) event_time: Option<i64>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct BillResult {
    pub(crate) message: Option<String>,
    pub(crate) succeeded: Option<bool>,
    pub(crate) retry: Option<bool>,
    pub(crate) code: Option<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct LoanResult {
    pub(crate) success: Option<bool>,
    pub(crate) data: Option<String>,
    pub(crate) biz_error: Option<LoanError>,
}

#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct LoanError {
    pub(crate) err_code: Option<String>,
    pub(crate) err_msg: Option<String>,
}

/// The price of an item: as text it is kept as it is; as a number it is a float, whose digits are not all kept.
pub(crate) trait Price: DeserializeOwned {
    fn shown(&self) -> Cow<'_, str>;
}

impl Price for Decimal {
    fn shown(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }
}

impl Price for f64 {
    fn shown(&self) -> Cow<'_, str> {
        Cow::Owned(format!("{self:.2}"))
    }
}

#[derive(Deserialize)]
#[serde(bound = "")]
pub(crate) struct ItemsWrapped<P: Price> {
    items_onsale_get_response: Option<Items<P>>,
    error_response: Option<ApiError>,
}

#[derive(Deserialize)]
#[serde(bound = "")]
struct Items<P: Price> {
    items: ItemList<P>,
    total_results: Option<i64>,
    request_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "")]
struct ItemList<P: Price> {
    item: Vec<Item<P>>,
}

#[derive(Deserialize)]
#[serde(bound = "")]
pub(crate) struct ItemsSimplified<P: Price> {
    #[serde(default = "Vec::new")]
    items: Vec<Item<P>>,
    total_results: Option<i64>,
    request_id: Option<String>,
    error_response: Option<ApiError>,
}

/// The items of either form.
#[derive(Deserialize)]
#[serde(bound = "")]
pub(crate) struct ItemsResponse<P: Price> {
    pub(crate) items: Vec<Item<P>>,
    pub(crate) total_results: Option<i64>,
    pub(crate) request_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(bound = "")]
pub(crate) struct Item<P: Price> {
    pub(crate) num_iid: Option<i64>,
    pub(crate) title: Option<String>,
    pub(crate) price: Option<P>,
    pub(crate) pic_url: Option<String>,
    pub(crate) num: Option<i64>,
    pub(crate) on_sale: Option<bool>,
    pub(crate) modified: Option<DateTime>,
    pub(crate) seller: Option<Seller>,
}

#[derive(Deserialize)]
pub(crate) struct Seller {
    pub(crate) user_id: Option<i64>,
    pub(crate) nick: Option<String>,
    pub(crate) city: Option<String>,
}

impl<P: Price> Answer for ItemsWrapped<P> {
    type Response = ItemsResponse<P>;

    const NAME: &'static str = "items_onsale_get_response";

    fn into_result(self) -> Result<ItemsResponse<P>, ApiError> {
        let Some(Items { items, total_results, request_id }) = self.items_onsale_get_response else {
            return Err(self.error_response.unwrap());
        };
        Ok(ItemsResponse { items: items.item, total_results, request_id })
    }
}

impl<P: Price> Answer for ItemsSimplified<P> {
    type Response = ItemsResponse<P>;

    const NAME: &'static str = "";

    fn into_result(self) -> Result<ItemsResponse<P>, ApiError> {
        let Self { items, total_results, request_id, error_response } = self;
        match error_response {
            Some(error) => Err(error),
            None => Ok(ItemsResponse { items, total_results, request_id }),
        }
    }
}

/// The items in XML, whose root is the response.
#[derive(Deserialize)]
#[serde(bound = "")]
pub(crate) struct ItemsXml<P: Price> {
    items: ItemList<P>,
    total_results: Option<i64>,
    request_id: Option<String>,
}

impl<P: Price> ItemsXml<P> {
    pub(crate) fn into_response(self) -> ItemsResponse<P> {
        let Self { items, total_results, request_id } = self;
        ItemsResponse { items: items.item, total_results, request_id }
    }
}
