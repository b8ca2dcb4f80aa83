//! The client's own limit of calls.

use std::time::Duration;

use tokio::time::Instant;
use top_core::client::{RateLimit, RetryPolicy};
use top_core::{Client, Error, ErrorKind, TopApi};

use super::{Script, Step, StockAddRequest, StockSetRequest};

async fn call(client: Client, stock: i64) -> Result<(), Error> {
    client.execute(&StockAddRequest { stock }).await.map(|_| ())
}

/// Makes calls at once and returns in what order and when they were sent.
async fn at_once(script: &Script, client: &Client, count: i64) -> (Vec<i64>, Vec<u128>) {
    let calls: Vec<_> = (0..count).map(|stock| tokio::spawn(call(client.clone(), stock))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let order = script.calls().iter().map(|call| call.form["stock"].parse().unwrap()).collect();
    (order, script.times())
}

#[tokio::test(start_paused = true)]
async fn calls_at_once_are_spaced_and_served_in_the_order_of_their_coming() {
    let script = Script::new([Step::success()]);
    let client = script.client().rate_limit(RateLimit::per_second(10)).build().unwrap();

    let (order, times) = at_once(&script, &client, 8).await;

    assert_eq!(order, (0..8).collect::<Vec<_>>());
    assert_eq!(times, (0..8).map(|index| index * 100).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_burst_is_let_through_and_never_more_in_any_window() {
    let script = Script::new([Step::success()]);
    let limit = RateLimit::new(10, Duration::from_secs(1)).burst(5);
    let client = script.client().rate_limit(limit).build().unwrap();

    at_once(&script, &client, 40).await;
    tokio::time::sleep(Duration::from_millis(730)).await;
    let (_, times) = at_once(&script, &client, 40).await;

    assert_eq!(times[..6], [0, 0, 0, 0, 0, 100]);
    for start in &times {
        let window = times.iter().filter(|time| (*start..start + 1_000).contains(time)).count();
        assert!(window <= 14, "{window} calls from {start}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_api_is_counted_by_itself_and_one_can_have_a_limit_of_its_own() {
    let script = Script::new([Step::success()]);
    let client = script
        .client()
        .rate_limit_of_each(RateLimit::per_second(1))
        .rate_limit_of(StockSetRequest::METHOD, RateLimit::per_second(4))
        .build()
        .unwrap();

    let add = async {
        for stock in 0..3 {
            call(client.clone(), stock).await.unwrap();
        }
        script.times().last().copied()
    };
    let set = async {
        for stock in 0..3 {
            client.execute(&StockSetRequest { stock }).await.unwrap();
        }
        script.times().last().copied()
    };

    assert_eq!(tokio::join!(add, set), (Some(2_000), Some(500)));
}

#[tokio::test(start_paused = true)]
async fn the_limit_of_all_holds_beside_that_of_each() {
    let script = Script::new([Step::success()]);
    let client = script
        .client()
        .rate_limit(RateLimit::per_second(2))
        .rate_limit_of_each(RateLimit::per_second(10))
        .build()
        .unwrap();

    let (_, times) = at_once(&script, &client, 4).await;

    assert_eq!(times, [0, 500, 1_000, 1_500]);
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_turn_comes_too_late_fails_at_once_and_takes_nobodys_turn() {
    let script = Script::new([Step::success()]);
    let client = script
        .client()
        .timeout(Duration::from_secs(2))
        .rate_limit(RateLimit::new(1, Duration::from_secs(1)))
        .build()
        .unwrap();

    let start = Instant::now();
    let calls: Vec<_> = (0..4).map(|stock| tokio::spawn(call(client.clone(), stock))).collect();
    tokio::task::yield_now().await;
    let error = call(client.clone(), 4).await.unwrap_err();

    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!((error.kind(), error.method()), (ErrorKind::Throttled, Some("taobao.stock.add")));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(2)));
    assert!(!error.may_have_been_executed() && error.is_retryable());
    assert!(error.to_string().contains("2000 ms"), "{error}");
    let mut served = 0;
    for call in calls {
        match call.await.unwrap() {
            Ok(()) => served += 1,
            Err(error) => assert!(matches!(error, Error::Limited(_)), "{error}"),
        }
    }
    assert_eq!((served, script.times()), (2, vec![0, 1_000]));
    // Those that failed booked nothing.
    call(client, 5).await.unwrap();
    assert_eq!(script.times(), [0, 1_000, 2_000]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waited_has_the_timestamp_of_its_turn() {
    let script = Script::new([Step::success()]);
    let (start, noon) = (Instant::now(), top_core::DateTime::new(2016, 1, 1, 12, 0, 0).unwrap());
    let clock = move || {
        let elapsed = i64::try_from(start.elapsed().as_millis()).unwrap();
        top_core::DateTime::from_unix_millis(noon.unix_millis() + elapsed).unwrap()
    };
    let limit = RateLimit::new(6, Duration::from_secs(60));
    let client = script.client().clock(clock).rate_limit(limit).build().unwrap();

    at_once(&script, &client, 2).await;

    let calls = script.calls();
    let timestamps: Vec<_> = calls.iter().map(|call| call.form["timestamp"].as_str()).collect();
    assert_eq!(timestamps, ["2016-01-01 12:00:00", "2016-01-01 12:00:10"]);
}

#[tokio::test(start_paused = true)]
async fn retries_wait_for_their_turn_and_the_platforms_word_goes_before_the_limits() {
    let script = Script::new([Step::error(7, "", "")]);
    let client = script
        .client()
        .timeout(Duration::from_secs(5))
        .retry(RetryPolicy::standard())
        .rate_limit(RateLimit::new(1, Duration::from_secs(2)))
        .build()
        .unwrap();

    let error = call(client, 0).await.unwrap_err();

    assert_eq!(script.times(), [0, 2_000, 4_000]);
    assert!(matches!(error, Error::Api(error) if error.code() == 7));
}

#[tokio::test(start_paused = true)]
async fn an_invalid_request_takes_nobodys_turn() {
    #[derive(Debug, TopApi)]
    #[top(method = "taobao.stock.add")]
    struct Blank {
        stock: String,
    }

    let script = Script::new([Step::success()]);
    let client = script.client().rate_limit(RateLimit::per_second(1)).build().unwrap();

    for _ in 0..3 {
        let error = client.execute(&Blank { stock: String::new() }).await.unwrap_err();
        assert!(matches!(error, Error::Validation(_)));
    }
    call(client, 0).await.unwrap();

    assert_eq!(script.times(), [0]);
}

#[tokio::test(start_paused = true)]
async fn odd_limits_are_survived() {
    for limit in [
        RateLimit::per_second(0),
        RateLimit::per_second(u32::MAX).burst(u32::MAX),
        RateLimit::new(0, Duration::ZERO).burst(0),
        RateLimit::new(1, Duration::MAX).burst(u32::MAX),
    ] {
        let script = Script::new([Step::success()]);
        let client = script.client().rate_limit(limit).rate_limit_of_each(limit).build().unwrap();
        for stock in 0..2 {
            call(client.clone(), stock).await.unwrap();
        }
        assert_eq!(script.calls().len(), 2, "{limit:?}");
    }
}
