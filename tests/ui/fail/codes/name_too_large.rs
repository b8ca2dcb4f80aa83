use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = 9223372036854775808)]
    Paid,
    #[top(other)]
    Other(i64),
}

fn main() {}
