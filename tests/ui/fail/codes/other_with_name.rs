use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(other, name = "OTHER")]
    Other(String),
}

fn main() {}
