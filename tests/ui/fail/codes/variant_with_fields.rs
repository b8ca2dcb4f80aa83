use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid(i64),
    #[top(other)]
    Other(String),
}

fn main() {}
