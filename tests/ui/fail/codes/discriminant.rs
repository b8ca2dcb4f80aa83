use top_core::TopEnum;

#[derive(TopEnum)]
#[repr(u8)]
enum Status {
    #[top(name = 1)]
    Paid = 1,
    #[top(other)]
    Other(i64),
}

fn main() {}
