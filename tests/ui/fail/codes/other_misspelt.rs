use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(othr)]
    Other(String),
}

fn main() {}
