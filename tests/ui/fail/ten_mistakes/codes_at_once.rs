use top_core::TopEnum;

#[derive(TopEnum)]
#[top(name = "Status")]
enum Status {
    #[top(nam = "WAIT")]
    Wait,
    #[top(name = 5)]
    Five,
    Paid(u8),
    #[top(name = "Same")]
    One,
    Same,
    #[top(name = "")]
    Empty,
    #[top(other, skip)]
    Other(String),
    #[top(other)]
    Unknown(String),
}

fn main() {}
