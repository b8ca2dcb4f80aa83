use top_core::TopEnum;

#[derive(TopEnum)]
union Status {
    code: u8,
}

fn main() {}
