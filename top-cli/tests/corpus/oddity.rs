//! What is odd about documents, and a sample that has all of it.

use std::collections::{BTreeMap, BTreeSet};

use top_cli::document::{Document, Parameter};

/// How many documents of a class are in a sample.
const OF_EACH_CLASS: usize = 3;

/// Returns some documents of every class, the first ones by their methods, and others spread evenly up to `count`.
pub(crate) fn sample(documents: BTreeMap<String, Document>, count: usize) -> BTreeMap<String, Document> {
    let mut chosen = BTreeSet::new();
    for (class, is_of_class) in CLASSES {
        let of_class: Vec<_> = documents.values().filter(|document| is_of_class(document)).collect();
        if of_class.is_empty() {
            println!("no document has {class}");
        }
        chosen.extend(of_class.iter().take(OF_EACH_CLASS).map(|document| document.method.clone()));
    }
    let step = (documents.len() / count.max(1)).max(1);
    let mut others = documents.keys().step_by(step);
    while chosen.len() < count {
        let Some(method) = others.next() else { break };
        chosen.insert(method.clone());
    }
    documents.into_iter().filter(|(method, _)| chosen.contains(method)).collect()
}

type IsOfClass = fn(&Document) -> bool;

const CLASSES: &[(&str, IsOfClass)] = &[
    ("no request parameter", |it| it.request.is_empty()),
    ("no response parameter", |it| it.response.is_empty()),
    ("a method with capitals", |it| it.method.bytes().any(|byte| byte.is_ascii_uppercase())),
    ("a method with a hyphen", |it| it.method.contains('-')),
    ("a method with a segment that begins with a digit", |it| {
        it.method.split('.').any(|segment| segment.starts_with(|first: char| first.is_ascii_digit()))
    }),
    ("a name in camel case", |it| any(it, |_, p| p.name.bytes().any(|byte| byte.is_ascii_uppercase()))),
    ("a name that is a keyword", |it| any(it, |_, p| matches!(p.name.as_str(), "type" | "match" | "in"))),
    ("a name that is a reserved word", |it| any(it, |_, p| matches!(p.name.as_str(), "priv" | "box"))),
    ("a name with a dot", |it| any(it, |_, p| p.name.contains('.'))),
    ("a name that begins with `_`", |it| any(it, |_, p| p.name.starts_with('_'))),
    ("a name of more than 40 characters", |it| any(it, |_, p| p.name.len() > 40)),
    ("a name twice", |it| lists(it).any(|(_, list)| has_twice(list))),
    ("a documented request_id", |it| it.response.iter().any(|p| p.name == "request_id")),
    ("a member `code` beside the envelope's", |it| it.response.iter().any(|p| p.name == "code")),
    ("a Price", |it| has_type(it, "Price")),
    ("a BigDecimal", |it| has_type(it, "BigDecimal")),
    ("a byte that is a number", |it| has_type(it, "byte")),
    ("bytes that are a file", |it| it.request.iter().any(|p| p.type_name == "byte[]")),
    ("bytes in a struct", |it| any(it, |depth, p| depth > 1 && p.type_name == "byte[]")),
    ("lists of bytes", |it| has_type(it, "byte[][]")),
    ("Json in a request", |it| it.request.iter().any(|p| p.type_name == "Json")),
    ("Json in a struct", |it| any(it, |depth, p| depth > 1 && p.type_name == "Json")),
    ("a Map", |it| any(it, |_, p| p.type_name == "Map" && p.members.is_empty())),
    ("no type", |it| any(it, |_, p| p.type_name.is_empty())),
    ("a list of no type", |it| has_type(it, "null[]")),
    ("a list of dates", |it| has_type(it, "Date[]")),
    ("a list of truth values", |it| has_type(it, "Boolean[]")),
    ("a list of numbers", |it| has_type(it, "Number[]")),
    ("a struct that is called as a type of the platform's", |it| {
        any(it, |_, p| !p.members.is_empty() && is_builtin(element(p)))
    }),
    ("a struct without members", |it| {
        any(it, |_, p| p.members.is_empty() && !p.type_name.is_empty() && !is_builtin(element(p)))
    }),
    ("a struct that contains itself", |it| has_recursion(&it.request) || has_recursion(&it.response)),
    ("two structs of one name", |it| has_clash(it)),
    ("a struct called Result", |it| any(it, |_, p| element(p) == "Result")),
    ("a struct called as a type of the prelude", |it| {
        any(it, |_, p| !p.members.is_empty() && matches!(element(p), "Option" | "String" | "Vec" | "HashMap"))
    }),
    ("seven levels", |it| any(it, |depth, _| depth >= 7)),
    ("more than 60 members in a struct", |it| lists(it).any(|(_, list)| list.len() > 60)),
    ("a struct and nothing else as request", |it| it.request.len() == 1 && !it.request[0].members.is_empty()),
    ("a list of structs as parameter", |it| {
        it.request.iter().any(|p| p.type_name.ends_with("[]") && !p.members.is_empty())
    }),
    ("a largest length of text", |it| {
        it.request.iter().any(|p| p.max_length.is_some() && p.type_name == "String")
    }),
    ("a largest length of a number", |it| {
        it.request.iter().any(|p| p.max_length.is_some() && p.type_name == "Number")
    }),
    ("a largest length of a file", |it| {
        it.request.iter().any(|p| p.max_length.is_some() && p.type_name == "byte[]")
    }),
    ("a largest length of a list", |it| {
        it.request.iter().any(|p| p.max_length.is_some() && p.type_name == "String[]")
    }),
    ("a largest number of elements", |it| it.request.iter().any(|p| p.max_list_size.is_some())),
    ("a smallest value", |it| it.request.iter().any(|p| p.min_value.is_some())),
    ("a largest value", |it| it.request.iter().any(|p| p.max_value.is_some())),
    ("a negative bound", |it| it.request.iter().any(|p| p.min_value.is_some_and(|value| value < 0))),
    ("a length in prose", |it| says(it, "最大长度") || says(it, "string(")),
    ("HTML", |it| says(it, "<br") || says(it, "<p>")),
    ("a link", |it| says(it, "http://") || says(it, "https://")),
    ("brackets", |it| says(it, "[")),
    ("several lines", |it| says(it, "\n")),
    ("a backtick", |it| says(it, "`")),
    ("the end of a comment", |it| says(it, "*/")),
    ("a control character", |it| {
        any(it, |_, p| p.description.chars().any(|c| c.is_control() && !c.is_whitespace()))
    }),
    ("an indented description", |it| any(it, |_, p| p.description.starts_with("    "))),
];

fn lists(document: &Document) -> impl Iterator<Item = (usize, &[Parameter])> {
    let mut lists = vec![(1, document.request.as_slice()), (1, document.response.as_slice())];
    let mut index = 0;
    while let Some(&(depth, list)) = lists.get(index) {
        lists.extend(
            list.iter().map(|it| (depth + 1, it.members.as_slice())).filter(|(_, list)| !list.is_empty()),
        );
        index += 1;
    }
    lists.into_iter()
}

fn any(document: &Document, is: impl Fn(usize, &Parameter) -> bool) -> bool {
    lists(document).any(|(depth, list)| list.iter().any(|it| is(depth, it)))
}

fn has_type(document: &Document, type_name: &str) -> bool {
    any(document, |_, it| it.type_name.replace(' ', "") == type_name && it.members.is_empty())
}

fn says(document: &Document, words: &str) -> bool {
    any(document, |_, it| it.description.contains(words))
}

fn element(parameter: &Parameter) -> &str {
    parameter.type_name.trim_end_matches(['[', ']', ' '])
}

fn is_builtin(name: &str) -> bool {
    matches!(
        name,
        "String" | "Number" | "Boolean" | "Date" | "Price" | "BigDecimal" | "byte" | "Json" | "Map" | "null"
    )
}

fn has_twice(list: &[Parameter]) -> bool {
    let mut names = BTreeSet::new();
    list.iter().any(|it| !names.insert(it.name.as_str()))
}

fn has_recursion(list: &[Parameter]) -> bool {
    fn inside<'a>(list: &'a [Parameter], around: &mut Vec<(&'a str, BTreeSet<&'a str>)>) -> bool {
        list.iter().filter(|it| !it.members.is_empty()).any(|it| {
            let names: BTreeSet<_> = it.members.iter().map(|member| member.name.as_str()).collect();
            if around.iter().any(|(name, outer)| *name == element(it) && names.is_subset(outer)) {
                return true;
            }
            around.push((element(it), names));
            let is = inside(&it.members, around);
            around.pop();
            is
        })
    }
    inside(list, &mut Vec::new())
}

fn has_clash(document: &Document) -> bool {
    let mut shapes = BTreeMap::<&str, BTreeSet<&str>>::new();
    lists(document).any(|(_, list)| {
        list.iter().filter(|it| !it.members.is_empty()).any(|it| {
            let names: BTreeSet<_> = it.members.iter().map(|member| member.name.as_str()).collect();
            *shapes.entry(element(it)).or_insert_with(|| names.clone()) != names
        })
    })
}
