use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(crate = top_core)]
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
