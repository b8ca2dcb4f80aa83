use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other(i64),
}

fn main() {}
