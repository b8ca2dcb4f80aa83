use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other(u8),
}

fn main() {}
