//! What a page of the platform's documentation says of one API, whatever form it was read from.
//!
//! Names, types and texts are verbatim: nothing is interpreted here.

/// The documentation of one API (API文档).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The method name, for example `taobao.phone.bank.credit.process`.
    pub method: String,
    /// The Chinese name (API中文名).
    pub title: String,
    /// What the API does (描述).
    pub description: String,
    /// The category that the API is listed in (API类目).
    pub category: Option<String>,
    /// Whether it is called on behalf of a user, if the document says so.
    pub authorization: Option<Authorization>,
    /// The request parameters (请求参数).
    pub request: Vec<Parameter>,
    /// The response parameters (响应参数).
    pub response: Vec<Parameter>,
    /// The sample answers (响应示例).
    pub samples: Samples,
    /// The documented error codes (错误码解释).
    pub error_codes: Vec<ErrorCode>,
    /// Where the document was doubtful and what was made of it, in words for whoever reads the outcome.
    pub doubts: Vec<String>,
}

/// Whether an API is called on behalf of a user (授权).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Authorization {
    /// 必须用户授权, 需要授权.
    Required,
    /// 可选授权.
    Optional,
    /// 不需用户授权, 不需要授权.
    None,
}

/// A parameter of a request, a member of a response, or a member of a struct in either.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parameter {
    /// The wire name (名称).
    pub name: String,
    /// The type (类型), for example `String`, `Number []`, `OrderDto[]`; empty if none is given.
    pub type_name: String,
    /// Whether it is required (必须).
    pub is_required: bool,
    /// The example value (示例值), empty if there is none.
    pub example: String,
    /// The default value (默认值), empty if there is none.
    pub default: String,
    /// What it means (描述), empty if nothing is said.
    pub description: String,
    /// The largest length (最大长度) in UTF-16 code units, of a number in digits, of a file in bytes.
    pub max_length: Option<u64>,
    /// The largest number of elements (最大列表长度).
    pub max_list_size: Option<u64>,
    /// The smallest value (最小值).
    pub min_value: Option<i64>,
    /// The largest value (最大值).
    pub max_value: Option<i64>,
    /// The members, if the type is a struct or a list of one.
    pub members: Vec<Parameter>,
}

/// The sample answers of a document, verbatim; many are no valid JSON or XML.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Samples {
    /// JSON.
    pub json: Option<String>,
    /// JSON as it is sent when `simplify=true` was asked for.
    pub simplified_json: Option<String>,
    /// XML.
    pub xml: Option<String>,
}

/// An error code that an API documents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ErrorCode {
    /// The code (错误码), mostly a sub-code such as `isv.invalid-parameter`.
    pub code: String,
    /// What it means (错误描述).
    pub message: String,
    /// What to do about it (解决方案).
    pub solution: String,
}

/// Returns whether the platform could have an API of this name: three segments or more of letters, digits and hyphens, with
/// dots between.
pub fn is_method_name(name: &str) -> bool {
    let is_segment = |segment: &str| {
        segment.bytes().any(|byte| byte.is_ascii_alphanumeric())
            && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    name.split('.').count() >= 3 && name.split('.').all(is_segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_has_three_segments_of_letters_digits_and_hyphens() {
        assert!(is_method_name("push.aliyuncs.com.push.20150518"));
        assert!(is_method_name("m-kvstore.aliyuncs.com.DescribeRegions.2015-03-01"));
        for no_method in [
            "",
            "taobao.user",
            "taobao..get",
            "taobao.user.get ",
            "taobao.user_x.get",
            "taobao.-.get",
            "a.b.c\"]",
        ] {
            assert!(!is_method_name(no_method), "{no_method}");
        }
    }
}
