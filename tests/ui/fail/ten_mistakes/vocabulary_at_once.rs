use top_core::{TopApi, TopObject};

#[derive(TopApi)]
#[top(method = "taobao.item.update", session = "always", idempotent = 1, sucess = "ok")]
struct ItemUpdate {
    #[top(items(max_len = "3"), list = "tab")]
    titles: Vec<String>,
    #[top(json, example = EXAMPLE)]
    name: Option<String>,
    #[top(items(min = 3))]
    count: i64,
    #[top(custom = "check")]
    level: u8,
    twice: Option<Option<i64>>,
}

#[derive(TopObject)]
#[top(success = "result.done", code = "codes", message = "", ok = 5)]
struct ItemUpdateResponse {
    codes: Vec<i64>,
}

fn main() {}
