use top_core::TopEnum;

#[derive(TopEnum)]
#[top(other)]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
