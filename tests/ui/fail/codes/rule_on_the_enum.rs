use top_core::TopEnum;

#[derive(TopEnum)]
#[top(max_len = 3)]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
