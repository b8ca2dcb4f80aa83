//! How often everybody of `run_time` asks for memory; a program of its own, because the counter replaces the allocator.
//!
//! ```text
//! cargo bench -p top-tests --bench allocations
//! ```

#![allow(clippy::print_stdout, reason = "its report is what it is run for")]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

#[path = "../shared/mod.rs"]
mod shared;

fn main() {
    println!("| case | contender | allocations | bytes |\n|---|---|---|---|");
    for case in shared::cases() {
        for mut contender in case.contenders {
            // Buffers that are reused have their size after the first time.
            (contender.work)();
            let counted = allocation_counter::measure(&mut contender.work);
            let (name, count) = (contender.name, counted.count_total);
            let name = if name == case.reference { format!("{name} (reference)") } else { name.to_owned() };
            println!("| {} {} | {name} | {count} | {} |", case.group, case.name, counted.bytes_total);
        }
    }
}
