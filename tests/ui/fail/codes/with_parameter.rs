use top_core::TopEnum;

#[derive(TopEnum)]
enum Status<const LEN: usize> {
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
