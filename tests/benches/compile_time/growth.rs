//! How the cost of compiling grows with the number of APIs, and of linking with the number that a program calls.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use plotters::prelude::*;

use crate::shapes::{self, Api};
use crate::{Way, build, write, write_crate};

/// The ways that are compared: ours, and derives that do less than ours.
const WAYS: [Way; 2] = [Way::Ours, Way::Serde];

/// What one build cost, and of how many APIs.
struct Point {
    mode: String,
    way: Way,
    apis: usize,
    cpu_seconds: f64,
    peak_megabytes: f64,
}

type Figure = fn(&Point) -> f64;

/// Builds crates of ever more APIs, one after the other for each number, prints a table and the slopes, and draws them.
pub(crate) fn report(workspace: &Path, root: &Path, counts: &[usize], modes: &[String], picture: &Path) {
    let mut points = Vec::new();
    println!(
        "| mode | APIs | ours: CPU s | serde-garde: CPU s | ratio | ours: ms an API | ours: peak MB | serde-garde: peak MB |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for mode in modes {
        let few = shapes::choose(root, 1);
        for way in Way::ALL {
            // Cargo reads all crates of a workspace, whichever it is to build.
            write_crate(workspace, root, way, &few);
        }
        for way in WAYS {
            // What they depend on is built once, and not measured.
            build(workspace, way, mode);
        }
        for &count in counts {
            let apis = shapes::choose(root, count);
            for way in WAYS {
                write_crate(workspace, root, way, &apis);
            }
            let costs = WAYS.map(|way| build(workspace, way, mode));
            let [ours, other] = costs;
            let amount = real(apis.len());
            println!(
                "| {mode} | {} | {:.2} | {:.2} | {:.3} | {:.1} | {:.0} | {:.0} |",
                apis.len(),
                ours.cpu_seconds,
                other.cpu_seconds,
                ours.cpu_seconds / other.cpu_seconds,
                ours.cpu_seconds * 1_000.0 / amount,
                ours.peak_megabytes,
                other.peak_megabytes
            );
            for (way, cost) in WAYS.into_iter().zip(costs) {
                let (cpu_seconds, peak_megabytes) = (cost.cpu_seconds, cost.peak_megabytes);
                points.push(Point { mode: mode.clone(), way, apis: apis.len(), cpu_seconds, peak_megabytes });
            }
        }
    }
    for mode in modes {
        for way in WAYS {
            let of_way: Vec<_> = points.iter().filter(|it| it.mode == *mode && it.way == way).collect();
            if let (Some(first), Some(last)) = (of_way.first(), of_way.last())
                && last.apis > first.apis
            {
                let more = real(last.apis - first.apis);
                println!(
                    "\n{mode}, {}: each API from the {}th to the {}th takes {:.1} ms and {:.2} MB",
                    way.name(),
                    first.apis,
                    last.apis,
                    (last.cpu_seconds - first.cpu_seconds) * 1_000.0 / more,
                    (last.peak_megabytes - first.peak_megabytes) / more
                );
            }
        }
    }
    draw(&points, modes, picture).expect("the plot can be drawn");
    println!("\ndrawn: {}", picture.display());
}

/// Draws CPU seconds and peak memory by the number of APIs, a row for each mode.
fn draw(points: &[Point], modes: &[String], picture: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let rows = u32::try_from(modes.len())?;
    let area = SVGBackend::new(picture, (960, 320 * rows)).into_drawing_area();
    area.fill(&WHITE)?;
    let figures: [(&str, Figure); 2] =
        [("CPU seconds", |point| point.cpu_seconds), ("peak megabytes", |point| point.peak_megabytes)];
    for (panel, (mode, (name, figure))) in area
        .split_evenly((modes.len(), 2))
        .iter()
        .zip(modes.iter().flat_map(|mode| figures.iter().map(move |figure| (mode, figure))))
    {
        let of_mode: Vec<_> = points.iter().filter(|point| point.mode == *mode).collect();
        let most = of_mode.iter().map(|point| figure(point)).fold(0.0, f64::max);
        let apis = of_mode.iter().map(|point| real(point.apis)).fold(0.0, f64::max);
        let mut chart = ChartBuilder::on(panel)
            .caption(format!("{mode}: {name} by APIs"), ("sans-serif", 16))
            .margin(10)
            .x_label_area_size(24)
            .y_label_area_size(52)
            .build_cartesian_2d(0.0..apis * 1.05, 0.0..most * 1.05)?;
        chart.configure_mesh().x_labels(6).y_labels(6).disable_mesh().draw()?;
        for (way, color) in WAYS.into_iter().zip([RGBColor(0, 96, 160), RGBColor(200, 80, 0)]) {
            let line = || {
                of_mode.iter().filter(|point| point.way == way).map(|point| (real(point.apis), figure(point)))
            };
            chart
                .draw_series(LineSeries::new(
                    std::iter::once((0.0, 0.0)).take(0).chain(line()),
                    color.stroke_width(2),
                ))?
                .label(way.name())
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], color.stroke_width(2)));
            chart.draw_series(line().map(|point| Circle::new(point, 3, color.filled())))?;
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperLeft)
            .border_style(BLACK.mix(0.3))
            .background_style(WHITE)
            .draw()?;
    }
    area.present()?;
    Ok(())
}

/// Builds programs that call 1, 10 and 100 of the APIs of a crate, in release, and prints their sizes.
pub(crate) fn programs(workspace: &Path, root: &Path, apis: &[Api]) {
    println!("| program | calls | megabytes | without symbols |\n|---|---|---|---|");
    for way in WAYS {
        write_crate(workspace, root, way, apis);
        for calls in [1, 10, 100] {
            write_program(workspace, way, calls.min(apis.len()));
            let status = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
                .args(["build", "--release", "--quiet", "--package", "program"])
                .current_dir(workspace)
                .env("CARGO_INCREMENTAL", "0")
                .env("CARGO_TARGET_DIR", workspace.join("target"))
                .status()
                .expect("cargo runs");
            assert!(status.success(), "cargo failed");
            let program = workspace.join("target/release/program");
            let stripped = workspace.join("target/release/program-stripped");
            let status = Command::new("strip").arg("-o").args([&stripped, &program]).status();
            let size = |file: &Path| {
                fs::metadata(file).map_or(f64::NAN, |data| real(usize::try_from(data.len()).unwrap_or(0)))
            };
            let without =
                if status.is_ok_and(|status| status.success()) { size(&stripped) } else { f64::NAN };
            println!(
                "| {} | {calls} | {:.2} | {:.2} |",
                way.name(),
                size(&program) / 1_048_576.0,
                without / 1_048_576.0
            );
        }
    }
}

/// Writes a program that reads requests and makes calls of which nothing is known before it runs.
fn write_program(workspace: &Path, way: Way, calls: usize) {
    let folder = workspace.join("program");
    let dependencies = match way {
        Way::Ours => {
            "ours = { path = \"../ours\" }\ntop-core = { path = \"CORE\", default-features = false }\nhttp = \"1\"\n"
        }
        Way::Serde | Way::SerdeBothWays => "serde-garde = { path = \"../serde-garde\" }\n",
    };
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../top-core");
    let manifest = format!(
        "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{}",
        dependencies.replace("CORE", &core.display().to_string())
    );
    write(&folder.join("Cargo.toml"), &manifest);
    let mut source = "fn main() {\n    let which = std::env::args().count();\n    let body = std::env::args().nth(1).unwrap_or_default().into_bytes();\n".to_owned();
    if way == Way::Ours {
        source.push_str(
            "    let app = top_core::App::new(\"12345678\", \"helloworld\");\n    let headers = http::HeaderMap::new();\n",
        );
    }
    for index in 0..calls {
        let arguments =
            if way == Way::Ours { "&app, request, &headers, body.clone()" } else { "request, &body" };
        let _ = writeln!(
            source,
            "    if which == {index} {{\n        let request: &{0}::m{index}::Request = std::hint::black_box(None).unwrap();\n        println!(\"{{}}\", {0}::m{index}::call({arguments}).is_ok());\n    }}",
            way.name().replace('-', "_")
        );
    }
    source.push_str("}\n");
    write(&folder.join("src/main.rs"), &source);
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"ours\", \"serde-garde\", \"serde-garde-both-ways\", \"program\"]\n";
    write(&workspace.join("Cargo.toml"), members);
}

/// Returns a number of things as a real number.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
