use top_core::TopObject;

#[derive(TopObject)]
struct Item {
    #[top(respnse = Item)]
    title: String,
}

fn main() {}
