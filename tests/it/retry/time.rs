//! How long after, how often, and with what of its time a call is made again.

use std::time::Duration;

use tokio::time::Instant;
use top_core::client::RetryPolicy;
use top_core::error::TransportErrorKind;
use top_core::{Error, ErrorKind};

use super::{Script, Step, StockAddRequest, StockSetRequest};

const REQUEST: StockSetRequest = StockSetRequest { stock: 7 };

fn banned(seconds: u64) -> Step {
    let sub_msg = format!("This ban will last for {seconds} more seconds");
    Step::error(7, "accesscontrol.limited-by-api-access-count", &sub_msg)
}

#[tokio::test(start_paused = true)]
async fn the_waits_double_up_to_the_longest() {
    let script = Script::new([Step::error(15, "isp.x", "")]);
    let policy = RetryPolicy::standard()
        .max_attempts(7)
        .first_delay(Duration::from_millis(100))
        .max_delay(Duration::from_secs(1));
    let client = script.client().retry(policy).build().unwrap();

    client.execute(&REQUEST).await.unwrap_err();

    assert_eq!(script.times(), [0, 100, 300, 700, 1_500, 2_500, 3_500]);
}

#[tokio::test(start_paused = true)]
async fn the_waits_lie_between_a_half_and_the_whole_by_any_random_number() {
    for (random, wait) in
        [(0.0, 50), (0.5, 75), (1.0, 100), (7.0, 100), (-1.0, 50), (f64::NAN, 50), (f64::INFINITY, 50)]
    {
        let script = Script::new([Step::error(15, "isp.x", ""), Step::success()]);
        let client = script.client().random(move || random).retry(RetryPolicy::standard()).build().unwrap();
        client.execute(&REQUEST).await.unwrap();
        assert_eq!(script.times(), [0, wait], "{random}");
    }
}

#[tokio::test(start_paused = true)]
async fn odd_delays_are_survived() {
    for delay in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        for step in [Step::error(15, "isp.x", ""), banned(3)] {
            let script = Script::new([step, Step::success()]);
            let policy = RetryPolicy::standard().first_delay(delay).max_delay(delay).attempt_timeout(delay);
            let client = script.client().timeout(Duration::MAX).retry(policy).build().unwrap();
            let outcome = client.execute(&REQUEST).await;
            // A wait for ever is over no end of a call.
            assert_eq!(outcome.is_ok(), delay != Duration::MAX, "{delay:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_waits_are_spread_unless_told_otherwise() {
    let waits: std::collections::BTreeSet<_> = {
        let mut waits = Vec::new();
        for _ in 0..32 {
            let script = Script::new([Step::error(15, "isp.x", ""), Step::success()]);
            let policy =
                RetryPolicy::standard().first_delay(Duration::from_secs(10)).max_delay(Duration::MAX);
            let builder = top_core::Client::builder("1", "s").transport(script.clone());
            builder.retry(policy).build().unwrap().execute(&REQUEST).await.unwrap();
            waits.push(script.times()[1]);
        }
        assert!(waits.iter().all(|wait| (5_000..=10_001).contains(wait)), "{waits:?}");
        waits.into_iter().collect()
    };
    assert!(waits.len() > 16, "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn a_ban_is_waited_for_to_the_second_after_it() {
    for request_is_idempotent in [true, false] {
        let script = Script::new([banned(7), Step::success()]);
        let client = script.client().random(|| 0.0).retry(RetryPolicy::standard()).build().unwrap();

        if request_is_idempotent {
            client.execute(&REQUEST).await.unwrap();
        } else {
            client.execute(&StockAddRequest { stock: 7 }).await.unwrap();
        }

        assert_eq!(script.times(), [0, 8_000]);
    }
}

#[tokio::test(start_paused = true)]
async fn those_who_wait_for_one_ban_come_back_one_by_one() {
    let script = Script::new([banned(1), Step::success()]);
    let client = script.client().retry(RetryPolicy::standard()).build().unwrap();

    client.execute(&REQUEST).await.unwrap();

    assert_eq!(script.times(), [0, 2_100]);
}

#[tokio::test(start_paused = true)]
async fn a_ban_that_outlasts_the_call_is_its_error_at_once() {
    for seconds in [30, 4_213, u64::MAX] {
        let (start, script) = (Instant::now(), Script::new([banned(seconds)]));
        let client = script.client().retry(RetryPolicy::standard()).build().unwrap();

        let error = client.execute(&REQUEST).await.unwrap_err();

        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds.saturating_add(1))));
        assert_eq!(error.kind(), ErrorKind::Throttled);
        assert_eq!((script.times(), start.elapsed()), (vec![0], Duration::ZERO));
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_in_total_holds_all_attempts_and_waits() {
    let (start, script) = (Instant::now(), Script::new([Step::Hang]));
    let policy = RetryPolicy::standard()
        .max_attempts(100)
        .attempt_timeout(Duration::from_secs(3))
        .first_delay(Duration::from_secs(1));
    let client = script.client().timeout(Duration::from_secs(12)).retry(policy).build().unwrap();

    let error = client.execute(&REQUEST).await.unwrap_err();

    // 3, wait 1, 3, wait 2, and of the third attempt's 3 all; a wait of 4 would be over the end.
    assert!(matches!(error, Error::Transport(error) if error.kind() == TransportErrorKind::Timeout));
    assert_eq!(script.times(), [0, 4_000, 9_000]);
    assert_eq!(start.elapsed(), Duration::from_secs(12));
    let timeouts: Vec<_> = script.calls().iter().map(|call| call.timeout.as_secs()).collect();
    assert_eq!(timeouts, [3, 3, 3]);
}

#[tokio::test(start_paused = true)]
async fn the_last_attempt_has_what_is_left() {
    let (start, script) = (Instant::now(), Script::new([Step::Hang]));
    let policy = RetryPolicy::standard().attempt_timeout(Duration::from_secs(4)).first_delay(Duration::ZERO);
    let client = script.client().retry(policy).build().unwrap();

    client.call(&REQUEST).timeout(Duration::from_secs(10)).await.unwrap_err();

    let timeouts: Vec<_> = script.calls().iter().map(|call| call.timeout.as_secs()).collect();
    assert_eq!(timeouts, [4, 4, 2]);
    assert_eq!(start.elapsed(), Duration::from_secs(10));
}

#[tokio::test(start_paused = true)]
async fn a_call_can_have_a_policy_of_its_own() {
    let script = Script::new([Step::error(15, "isp.x", "")]);
    let client = script.client().retry(RetryPolicy::standard()).build().unwrap();

    client.call(&REQUEST).retry(RetryPolicy::off()).await.unwrap_err();
    assert_eq!(script.calls().len(), 1);
    client.call(&REQUEST).retry(RetryPolicy::standard().max_attempts(2)).await.unwrap_err();
    assert_eq!(script.calls().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_budget_of_all_calls_is_used_up_and_earned_again() {
    let script = Script::new([Step::error(15, "isp.x", "")]);
    let client = script.client().retry(RetryPolicy::standard()).retry_budget(5, 2).build().unwrap();
    let calls = || script.calls().len();

    // 1 and 3 retries, 1 and the last 2 retries, and then 1 each.
    for expected in [4, 7, 8, 9] {
        client.execute(&REQUEST).await.unwrap_err();
        assert_eq!(calls(), expected);
    }
    // A policy of a call has no budget of its own.
    client.call(&REQUEST).retry(RetryPolicy::standard().max_attempts(9)).await.unwrap_err();
    assert_eq!(calls(), 10);

    script.0.lock().unwrap().steps = [Step::success()].into();
    for _ in 0..2 {
        client.execute(&REQUEST).await.unwrap();
    }
    script.0.lock().unwrap().steps = [Step::error(15, "isp.x", "")].into();
    client.execute(&REQUEST).await.unwrap_err();
    assert_eq!(calls(), 14, "two calls that went well earned one retry");
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_a_timestamp_and_a_signature_of_its_own() {
    let script = Script::new([Step::error(15, "isp.x", ""), banned(2), Step::success()]);
    let (start, noon) = (Instant::now(), top_core::DateTime::new(2016, 1, 1, 12, 0, 0).unwrap());
    let clock = move || {
        let elapsed = i64::try_from(start.elapsed().as_millis()).unwrap();
        top_core::DateTime::from_unix_millis(noon.unix_millis() + elapsed).unwrap()
    };
    let policy = RetryPolicy::standard().first_delay(Duration::from_secs(1));
    let client = script.client().clock(clock).retry(policy).build().unwrap();

    client.call(&REQUEST).session("s").await.unwrap();

    let calls = script.calls();
    let timestamps: Vec<_> = calls.iter().map(|call| call.form["timestamp"].as_str()).collect();
    assert_eq!(timestamps, ["2016-01-01 12:00:00", "2016-01-01 12:00:01", "2016-01-01 12:00:05"]);
    for call in &calls {
        let pairs = call.form.iter().filter(|(name, _)| *name != "sign");
        let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
        let expected =
            top_core::sign::sign(pairs, None, &"helloworld".into(), top_core::SignMethod::HmacSha256);
        assert_eq!(call.form["sign"], expected.as_str());
    }
    let signatures: std::collections::BTreeSet<_> = calls.iter().map(|call| &call.form["sign"]).collect();
    assert_eq!(signatures.len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_is_not_made_again() {
    let script = Script::new([Step::error(15, "isp.x", "")]);
    let policy = RetryPolicy::standard().first_delay(Duration::from_secs(1));
    let client = script.client().retry(policy).build().unwrap();

    let outcome = tokio::time::timeout(Duration::from_millis(500), client.execute(&REQUEST)).await;
    tokio::time::sleep(Duration::from_secs(60)).await;

    assert!(outcome.is_err());
    assert_eq!(script.calls().len(), 1);
}
