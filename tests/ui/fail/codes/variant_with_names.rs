use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid {
        at: i64,
    },
    #[top(other)]
    Other(String),
}

fn main() {}
