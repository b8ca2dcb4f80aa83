use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = "")]
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
