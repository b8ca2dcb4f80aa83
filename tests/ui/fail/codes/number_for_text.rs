use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = 3)]
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
