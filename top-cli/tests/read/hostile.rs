//! Input that nobody wrote, or somebody wrote to do harm: no panic, and errors that lie within it.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use top_cli::document::Parameter;
use top_cli::read;

const PAGE: &str = include_str!("../fixtures/pages/order.txt");
const DOCUMENT: &str = include_str!("../fixtures/document.json");

/// What hurts where it is put in.
const PIECES: [&str; 24] = [
    "\0",
    "\u{202e}",
    "\u{200b}",
    "\u{a0}",
    "\r",
    "\n",
    "\t",
    "|",
    "• ",
    "• └ ",
    "└",
    "└└└ └",
    "- ",
    "{",
    "}",
    "[",
    "\"",
    "\\",
    "<a>",
    "</a>",
    "必须",
    "请求参数\n",
    "响应参数\n",
    "taobao.a.b (甲)\n",
];

#[derive(Debug, Clone)]
enum Change {
    Truncate(prop::sample::Index),
    Delete(prop::sample::Index),
    Duplicate(prop::sample::Index, usize),
    Swap(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, String),
    Splice(prop::sample::Index, prop::sample::Index),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let index = any::<prop::sample::Index>;
    let piece = prop_oneof![prop::sample::select(&PIECES[..]).prop_map(str::to_owned), any::<String>()];
    let change = prop_oneof![
        index().prop_map(Change::Truncate),
        index().prop_map(Change::Delete),
        (index(), 1..200_usize).prop_map(|(line, times)| Change::Duplicate(line, times)),
        (index(), index()).prop_map(|(one, other)| Change::Swap(one, other)),
        (index(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        (index(), index()).prop_map(|(at, from)| Change::Splice(at, from)),
    ];
    prop::collection::vec(change, 1..8)
}

/// Makes a change: of lines, or between two characters.
fn change(text: &str, change: &Change) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |index: &prop::sample::Index| *index.get(&starts);
    match change {
        _ if lines.is_empty() => return text.to_owned(),
        Change::Truncate(index) => return text[..at(index)].to_owned(),
        Change::Insert(index, piece) => {
            return format!("{}{piece}{}", &text[..at(index)], &text[at(index)..]);
        }
        Change::Splice(index, from) => return format!("{}{}", &text[..at(index)], &text[at(from)..]),
        Change::Delete(index) => _ = lines.remove(index.index(lines.len())),
        Change::Swap(one, other) => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            lines.swap(one, other);
        }
        Change::Duplicate(index, times) => {
            let line = index.index(lines.len());
            lines.splice(line..line, std::iter::repeat_n(lines[line], *times));
        }
    }
    lines.concat()
}

/// Reads an input and checks what holds of all.
fn read(input: &[u8]) {
    let outcomes = read::documents(input);
    assert!(!outcomes.is_empty());
    let text = String::from_utf8_lossy(input);
    let lines: Vec<&str> = text.split('\n').collect();
    for outcome in outcomes {
        match outcome {
            Ok(document) => assert!(depth(&document.request).max(depth(&document.response)) <= 64),
            Err(error) => {
                let line = lines.get(error.line() - 1).unwrap_or_else(|| panic!("{error}"));
                assert!((1..=line.chars().count() + 1).contains(&error.column()), "{error}\n{line}");
            }
        }
    }
}

fn depth(parameters: &[Parameter]) -> usize {
    parameters.iter().map(|parameter| 1 + depth(&parameter.members)).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn a_changed_page_is_read_or_refused(changes in changes()) {
        read(changes.iter().fold(PAGE.to_owned(), |text, made| change(&text, made)).as_bytes());
    }

    #[test]
    fn a_changed_document_is_read_or_refused(changes in changes()) {
        let lines = format!("{DOCUMENT}{{\"name\":\"taobao.a.b\"}}\n{DOCUMENT}");
        read(changes.iter().fold(lines, |text, made| change(&text, made)).as_bytes());
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        read(text.as_bytes());
        read(format!("taobao.a.b (甲)\n请求参数\n{text}\n响应参数\n{text}").as_bytes());
        read(format!("{{\"name\":\"a.b\",{text}").as_bytes());
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
        read(&bytes);
    }
}

/// Each of these is repeated until it is long; what costs the square of its length then takes hours.
const REPEATED: [(&str, &str); 32] = [
    ("", "{\"name\":\"a.b\",\"requestParams\":[\n"),
    ("", "{\"name\":5,\"x\":[\n"),
    ("", "{\"x\":[\n"),
    ("", "{\"x\":["),
    ("", "{}\n"),
    ("", "{},"),
    ("[", "1,"),
    ("[", "\n1"),
    ("", "{\"data\":[{\"data\":"),
    ("", "{\"name\":\"a.b\",\"requestParams\":[{\"name\":5}]} "),
    ("{\"name\":\"a.b\",\"requestParams\":[", "{\"name\":\"a\",\"maxLength\":\"x\"},"),
    ("", "taobao.a.b (甲)\n"),
    ("", "taobao.a.b (甲)\n请求参数\n"),
    ("", "请求参数\n"),
    ("", "taobao.a.b (甲)\n请求参数\na String 必须\n响应参数\n"),
    ("taobao.a.b (甲)\n请求参数\n", "a String 必须 1 最大长度：32 甲\n"),
    ("taobao.a.b (甲)\n请求参数\na A 必须\n", "• └ a\n• String\n• 必须\n• 1\n• 甲\n"),
    ("taobao.a.b (甲)\n请求参数\na A 必须\n", "• a\n• A\n• 必须\n• 1\n• 甲\n"),
    ("taobao.a.b (甲)\n请求参数\na A 必须\n", "• └ a\n• a\n"),
    ("taobao.a.b (甲)\n响应参数\na A\n", "• a\n• A\n"),
    ("taobao.a.b (甲)\n响应参数\na A\n", "• └ a\n• A\n• a\n"),
    ("taobao.a.b (甲)\n响应参数\n名称\n类型\n示例值\n描述\n", "a\nA\n└ a\nA\n"),
    ("taobao.a.b (甲)\n响应参数\n名称\n类型\n示例值\n描述\n└ a\n", "a\nA\n1\n甲\n"),
    ("taobao.a.b (甲)\n响应参数\n", "\n"),
    ("taobao.a.b (甲)\n响应参数\na A ", "最大长度：1,"),
    ("taobao.a.b (甲)\n响应参数\na A ", "{[\""),
    ("taobao.a.b (甲)\n响应参数\na A\n响应示例\n", "<a>"),
    ("taobao.a.b (甲)\n响应参数\na A\n响应示例\n", "<a>1</a><"),
    ("taobao.a.b (甲)\n响应参数\na A\n请求示例\n", "a.setA(a);\nb.setB(a);\n"),
    ("taobao.a.b (甲)\n响应参数\na A\n错误码解释\n", "isv.a 甲\n乙\n"),
    ("", "<"),
    ("", "└"),
];

#[test]
fn long_input_takes_time_in_proportion() {
    for (start, repeated) in REPEATED {
        let time = |length: usize| {
            let input = format!("{start}{}", repeated.repeat(length / repeated.len()));
            let started = Instant::now();
            read(input.as_bytes());
            started.elapsed()
        };
        // A machine may be slow for other reasons: only what grows far more than the input does is a failure.
        let (short, long) = (time(20_000), time(160_000));
        assert!(
            long < short * 40 + Duration::from_secs(1),
            "{start:?} {repeated:?}: {short:?}, then {long:?}"
        );
    }
}

#[test]
#[ignore = "takes a minute: the figure for 5 MB"]
fn five_megabytes_take_seconds() {
    for (start, repeated) in REPEATED {
        let input = format!("{start}{}", repeated.repeat(5_000_000 / repeated.len()));
        let started = Instant::now();
        let outcomes = read::documents(input.as_bytes());
        let elapsed = started.elapsed();
        println!("{elapsed:>8.1?} {:>7} outcomes of {start:?} {repeated:?}", outcomes.len());
        assert!(elapsed < Duration::from_secs(60), "{start:?} {repeated:?}: {elapsed:?}");
    }
}
