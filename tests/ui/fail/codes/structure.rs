use top_core::TopEnum;

#[derive(TopEnum)]
struct Status {
    code: String,
}

fn main() {}
