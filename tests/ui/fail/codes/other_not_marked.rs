use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    Other(String),
}

fn main() {}
