use top_core::TopEnum;

#[derive(TopEnum)]
enum Status {
    #[top(name = "WAIT_BUYER_PAY")]
    WaitBuyerPay,
}

fn main() {}
