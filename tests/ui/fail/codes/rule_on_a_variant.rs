use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(max_len = 3)]
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
