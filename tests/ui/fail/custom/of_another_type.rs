use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get")]
struct ItemGet {
    #[top(custom = check_number)]
    title: Option<String>,
}

fn check_number(_: &i64) -> Result<(), &'static str> {
    Ok(())
}

fn main() {}
