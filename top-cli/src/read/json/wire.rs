//! The form in which the platform's site sends a document, and what it says.
//!
//! Every member but the names may be absent or `null`, as they are in reduced documents.

use std::fmt;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::document::{Authorization, Document, ErrorCode, Parameter, Samples};
use crate::read::{authorization, type_name};

/// A document, or something else if it does not name an API.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireDocument {
    name: Option<String>,
    #[serde(default)]
    api_chinese_name: Text,
    #[serde(default)]
    description: Text,
    labels: Option<Vec<WireLabel>>,
    request_params: Option<Vec<WireParameter>>,
    response_params: Option<Vec<WireParameter>>,
    error_codes: Option<Vec<WireErrorCode>>,
    #[serde(default)]
    rsp_sample_json: Text,
    #[serde(default)]
    rsp_sample_simplify_json: Text,
    #[serde(default)]
    rsp_sample_xml: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLabel {
    #[serde(default)]
    key: Text,
    #[serde(default)]
    display_name: Text,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireParameter {
    name: String,
    #[serde(default, rename = "type")]
    type_name: Text,
    #[serde(default)]
    required: Flag,
    #[serde(default)]
    demo_value: Example,
    #[serde(default)]
    default_value: Example,
    #[serde(default)]
    description: Text,
    #[serde(default)]
    max_length: Text,
    #[serde(default)]
    max_list_size: Text,
    #[serde(default)]
    min_value: Text,
    #[serde(default)]
    max_value: Text,
    sub_params: Option<Vec<WireParameter>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireErrorCode {
    #[serde(default)]
    error_code: Text,
    #[serde(default)]
    error_msg: Text,
    #[serde(default)]
    solution: Text,
}

impl WireDocument {
    /// Returns whether this is a document, not only something with members of the same names.
    pub(super) fn names_an_api(&self) -> bool {
        self.name.as_ref().is_some_and(|name| !name.trim().is_empty())
    }

    /// Returns what the document says.
    pub(super) fn into_document(self) -> Document {
        let mut doubts = Vec::new();
        let mut parameters = |wire: Option<Vec<WireParameter>>| -> Vec<Parameter> {
            wire.unwrap_or_default().into_iter().map(|wire| wire.into_parameter(&mut doubts)).collect()
        };
        let request = parameters(self.request_params);
        let response = parameters(self.response_params);
        Document {
            method: self.name.unwrap_or_default().trim().to_owned(),
            title: self.api_chinese_name.0,
            description: self.description.0,
            category: None,
            authorization: self.labels.unwrap_or_default().iter().find_map(WireLabel::authorization),
            request,
            response,
            samples: Samples {
                json: self.rsp_sample_json.into_option(),
                simplified_json: self.rsp_sample_simplify_json.into_option(),
                xml: self.rsp_sample_xml.into_option(),
            },
            error_codes: self.error_codes.unwrap_or_default().into_iter().map(Into::into).collect(),
            doubts,
        }
    }
}

impl WireLabel {
    fn authorization(&self) -> Option<Authorization> {
        match self.key.0.as_str() {
            "required" => Some(Authorization::Required),
            "optional" => Some(Authorization::Optional),
            "no_need" => Some(Authorization::None),
            _ => authorization(&self.display_name.0),
        }
    }
}

impl WireParameter {
    fn into_parameter(self, doubts: &mut Vec<String>) -> Parameter {
        let name = self.name.trim().to_owned();
        let max_length = self.max_length.limit(&name, "maxLength", doubts);
        let max_list_size = self.max_list_size.limit(&name, "maxListSize", doubts);
        let min_value = self.min_value.limit(&name, "minValue", doubts);
        let max_value = self.max_value.limit(&name, "maxValue", doubts);
        let members = self.sub_params.unwrap_or_default();
        let members = members.into_iter().map(|member| member.into_parameter(doubts)).collect();
        Parameter {
            name,
            type_name: type_name(&self.type_name.0),
            is_required: self.required.0,
            example: self.demo_value.0,
            default: self.default_value.0,
            description: self.description.0,
            max_length,
            max_list_size,
            min_value,
            max_value,
            members,
        }
    }
}

impl From<WireErrorCode> for ErrorCode {
    fn from(wire: WireErrorCode) -> Self {
        Self { code: wire.error_code.0, message: wire.error_msg.0, solution: wire.solution.0 }
    }
}

/// A text, or the text of a number or a truth value; empty for `null`.
#[derive(Default)]
struct Text(String);

impl Text {
    fn into_option(self) -> Option<String> {
        Some(self.0).filter(|text| !text.trim().is_empty())
    }

    /// Returns the limit `key` of the parameter `name`.
    fn limit<N: FromStr>(&self, name: &str, key: &str, doubts: &mut Vec<String>) -> Option<N> {
        let text = self.0.trim();
        if text.is_empty() {
            return None;
        }
        let limit = text.strip_suffix(".0").unwrap_or(text).parse().ok();
        if limit.is_none() {
            doubts.push(format!("`{key}` of `{name}` is `{text}`, which is no such limit: it is left out"));
        }
        limit
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or null")
    }

    fn visit_str<E>(self, value: &str) -> Result<Text, E> {
        Ok(Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Text, E> {
        Ok(Text(value))
    }

    fn visit_unit<E>(self) -> Result<Text, E> {
        Ok(Text::default())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Text, E> {
        Ok(Text(value.to_string()))
    }

    /// Takes the form that numbers have when another crate of the build turns `arbitrary_precision` on.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
        serde_json::Number::deserialize(MapAccessDeserializer::new(map))
            .map(|number| Text(number.to_string()))
            .map_err(|_| A::Error::invalid_type(Unexpected::Map, &self))
    }
}

/// An example: text, or any JSON in the place of its text.
#[derive(Default, Deserialize)]
#[serde(from = "serde_json::Value")]
struct Example(String);

impl From<serde_json::Value> for Example {
    fn from(value: serde_json::Value) -> Self {
        Self(match value {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        })
    }
}

/// Whether a parameter is required: a truth value, or the text or the number of one.
#[derive(Default, Deserialize)]
#[serde(from = "Text")]
struct Flag(bool);

impl From<Text> for Flag {
    fn from(text: Text) -> Self {
        Self(matches!(text.0.trim(), "true" | "TRUE" | "True" | "1" | "必须" | "是" | "yes" | "Y"))
    }
}
