//! CPU time of contenders that take turns.

use nix::time::{ClockId, clock_gettime};

use crate::shared::Case;

/// How long the turn of a contender takes, about.
const TURN_NANOS: u64 = 6_000_000;

/// What a contender took: minimum, median and maximum of all rounds.
pub(crate) struct Figure {
    pub(crate) name: &'static str,
    pub(crate) nanos: [f64; 3],
    /// Of the reference's time in the same round.
    pub(crate) ratio: [f64; 3],
}

impl Figure {
    /// Takes the times of one contender and of the reference, round by round.
    pub(crate) fn of(name: &'static str, times: &[f64], reference: &[f64]) -> Self {
        let ratios: Vec<f64> =
            times.iter().zip(reference).map(|(time, reference)| time / reference).collect();
        Self { name, nanos: spread(times), ratio: spread(&ratios) }
    }
}

fn spread(values: &[f64]) -> [f64; 3] {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    [values[0], values[values.len() / 2], values[values.len() - 1]]
}

/// Returns the CPU time of the process until now.
pub(crate) fn cpu_nanos() -> u64 {
    let time = clock_gettime(ClockId::CLOCK_PROCESS_CPUTIME_ID).unwrap();
    u64::try_from(time.tv_sec() * 1_000_000_000 + time.tv_nsec()).unwrap()
}

/// Lets the contenders of a case take turns.
pub(crate) fn measure(case: &mut Case, rounds: usize) -> Vec<Figure> {
    let count = case.contenders.len();
    let mut times = vec![Vec::with_capacity(rounds); count];
    let mut batches = vec![1_u64; count];
    for (contender, batch) in case.contenders.iter_mut().zip(&mut batches) {
        // Until a turn takes long enough; it warms up, too.
        loop {
            let nanos = turn(&mut contender.work, *batch);
            if nanos >= TURN_NANOS / 2 {
                *batch = (*batch * TURN_NANOS / nanos).max(1);
                break;
            }
            *batch *= 2;
        }
    }
    for round in 0..rounds {
        for step in 0..count {
            // Nobody always comes after the same one.
            let at = (step + round) % count;
            let nanos = turn(&mut case.contenders[at].work, batches[at]);
            #[allow(
                clippy::cast_precision_loss,
                reason = "a turn is shorter than the 2^53 ns of a quarter of a year"
            )]
            times[at].push(nanos as f64 / batches[at] as f64);
        }
    }
    let reference =
        case.contenders.iter().position(|contender| contender.name == case.reference).unwrap_or(0);
    let figure = |(at, contender): (usize, &crate::shared::Contender)| {
        Figure::of(contender.name, &times[at], &times[reference])
    };
    case.contenders.iter().enumerate().map(figure).collect()
}

fn turn(work: &mut Box<dyn FnMut()>, batch: u64) -> u64 {
    let start = cpu_nanos();
    for _ in 0..batch {
        work();
    }
    cpu_nanos() - start
}
