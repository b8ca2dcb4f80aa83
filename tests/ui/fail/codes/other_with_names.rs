use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    Paid,
    #[top(other)]
    Other {
        code: String,
    },
}

fn main() {}
