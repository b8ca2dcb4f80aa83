use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = "PAID")]
    Paid,
    #[top(other)]
    Other(i64),
}

fn main() {}
