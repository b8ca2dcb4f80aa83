use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = "3")]
    Paid,
    #[top(other)]
    Other(i64),
}

fn main() {}
