use top_core::{TopEnum, TopObject, Wire};

#[derive(Debug, PartialEq, TopEnum)]
enum Status {
    Paid,
    Other(String),
}

#[derive(Debug, PartialEq, TopEnum)]
enum Level {
    High,
    #[top(other)]
    Other(i64),
}

#[derive(TopObject)]
#[top(debug, success = "stat")]
struct Item {
    status: Option<Status>,
    levels: Vec<Level>,
}

fn write(value: &impl Wire) {
    value.value();
}

fn main() {
    let item = Item { status: Some("Paid".into()), levels: vec![Level::from(1)] };
    write(&item.levels);
    println!(
        "{item:?} {:?}",
        Status::from("Paid".to_owned()).as_str().len() as i64 + Level::High.as_number()
    );
}
