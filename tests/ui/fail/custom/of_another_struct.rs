use top_core::TopApi;

#[derive(TopApi)]
#[top(method = "taobao.item.get", custom = check_text)]
struct ItemGet {
    item_id: i64,
}

fn check_text(_: &String) -> Result<(), &'static str> {
    Ok(())
}

fn main() {}
