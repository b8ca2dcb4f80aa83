//! A crate that depends on `top-core` under another name only: whatever the derives name must be found through
//! `#[top(crate = ...)]`.

use taobao::{TopApi, TopObject};

/// A request.
#[derive(Debug, TopApi)]
#[top(crate = taobao, method = "taobao.renamed.get", response = RenamedGetResponse)]
pub struct RenamedGetRequest {
    /// Text with a rule.
    #[top(max_len = 2)]
    pub text: Option<String>,
    /// A date with a bound.
    #[top(min = "2016-01-01 00:00:00")]
    pub since: Option<taobao::DateTime>,
}

/// A response.
#[derive(Debug, TopObject)]
#[top(crate = ::taobao)]
pub struct RenamedGetResponse {
    /// A list of itself.
    pub children: Vec<RenamedGetResponse>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_derives_work_under_another_name() {
        let request = RenamedGetRequest { text: Some("三个字".to_owned()), since: None };

        assert_eq!(request.validate().unwrap_err().len(), 1);
        assert_eq!(request.params().get("text"), Some("三个字"));
    }
}
