use top_core::TopEnum;

#[derive(TopEnum)]
#[top(name = "PAID")]
enum Status {
    Paid,
    #[top(other)]
    Other(String),
}

fn main() {}
