//! The data in a sub-code.

/// What a sub-code (子错误码) says, in the forms that the platform documents.
///
/// What stands behind the colon of a sub-code is data: `isv.missing-parameter:nick` is about the parameter `nick`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubCode<'a> {
    /// `isv.missing-parameter:NAME`: a parameter is not there (缺少参数).
    MissingParameter(&'a str),
    /// `isv.invalid-parameter:NAME`: a parameter is wrong (参数无效).
    InvalidParameter(&'a str),
    /// `isv.invalid-permission:WHAT`: something may not be done (权限不够).
    InvalidPermission(&'a str),
    /// `isv.parameters-mismatch:A-and-B`: parameters do not belong together (参数不匹配).
    ParametersMismatch(Vec<&'a str>),
    /// `isv.WHAT-not-exist:NAME`: what the parameter `name` points at is not there (不存在).
    NotExist {
        /// What is not there, for example `user`.
        what: &'a str,
        /// The parameter, for example `nick`.
        name: &'a str,
    },
    /// `isv.SERVICE-service-error:CODE`: a service behind the platform refused, with a code of its own.
    ServiceError {
        /// The service, for example `item`.
        service: &'a str,
        /// Its code, for example `SELLER_NOT_FOUND`.
        code: &'a str,
    },
}

impl<'a> SubCode<'a> {
    /// Reads a sub-code; returns `None` if it has no data, or is of no documented form.
    pub fn parse(sub_code: &'a str) -> Option<Self> {
        let (name, data) = sub_code.strip_prefix("isv.")?.split_once(':')?;
        if data.is_empty() {
            return None;
        }
        Some(match name {
            "missing-parameter" => Self::MissingParameter(data),
            "invalid-parameter" => Self::InvalidParameter(data),
            "invalid-permission" => Self::InvalidPermission(data),
            "parameters-mismatch" => Self::ParametersMismatch(data.split("-and-").collect()),
            _ => match (name.strip_suffix("-not-exist"), name.strip_suffix("-service-error")) {
                (Some(what), _) => {
                    Self::NotExist { what, name: data.strip_prefix("invalid-").unwrap_or(data) }
                }
                (_, Some(service)) => Self::ServiceError { service, code: data },
                _ => return None,
            },
        })
    }
}
