use std::collections::BTreeMap;

use top_core::TopObject;

#[derive(Default, TopObject)]
struct Category {
    #[top(max_len = 3)]
    name: String,
    parent: Option<Box<Self>>,
    children: Vec<Category>,
    by_name: Option<BTreeMap<String, Box<Category>>>,
    shop: Option<Box<Shop>>,
}

#[derive(Default, TopObject)]
struct Shop {
    category: Box<Category>,
}

fn main() {
    let leaf = || Category { name: "leaf".to_owned(), ..Category::default() };
    let shop = Shop { category: Box::new(leaf()) };
    let tree = Category {
        parent: Some(Box::new(leaf())),
        children: vec![Category::default(), leaf()],
        by_name: Some(BTreeMap::from([("a".to_owned(), Box::new(leaf()))])),
        shop: Some(Box::new(shop)),
        ..Category::default()
    };
    assert!(Category::default().validate().is_ok());
    assert!(tree.validate().is_err());
}
