use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = 3u8)]
    Paid,
    #[top(other)]
    Other(i64),
}

fn main() {}
