use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
    #[top(other)]
    Unknown(String),
}

fn main() {}
