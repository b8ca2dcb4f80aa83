use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(name = "Paid")]
    AlsoPaid,
    #[top(other)]
    Other(String),
}

fn main() {}
