use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = 16)]
    Paid,
    #[top(name = 0x10)]
    AlsoPaid,
    #[top(other)]
    Other(i64),
}

fn main() {}
