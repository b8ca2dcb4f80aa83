//! Reads the text of a documentation page, as a browser copies it.
//!
//! A page is a title (`taobao.item.get (获取商品)`), what the API does, the tables of the request and the response, samples,
//! and error codes. Browsers differ in what they put between the cells of a table: blanks, tabs, line breaks; the members
//! of structs come as lists.

mod error_codes;
mod head;
mod header;
mod limits;
mod lines;
mod row;
mod samples;
mod sections;
mod table;

use self::head::Title;
use self::lines::Line;
use self::sections::{Kind, Section, heading, sections};
use super::ReadError;
use super::nesting::{Guide, nest};
use crate::document::{Document, Parameter};

/// How many doubts are told of one document.
const MAX_DOUBTS: usize = 50;

/// Reads the documents of a text, one a page; pages may follow each other.
pub fn documents(text: &str) -> Vec<Result<Document, ReadError>> {
    let lines = lines::lines(text);
    let titles = titles(&lines);
    let first = lines.iter().find(|line| !line.text.is_empty());
    let is_source = first.is_some_and(|line| line.text.starts_with('<') && is_html(&line.text));
    if titles.is_empty() || is_source {
        return vec![Err(no_page(&lines))];
    }
    let ends = titles.iter().skip(1).copied().chain([lines.len()]);
    let mut before = 0;
    let mut documents = Vec::new();
    for (&start, end) in titles.iter().zip(ends) {
        let way = lines.get(before..start).unwrap_or_default();
        documents.push(document(way, lines.get(start..end).unwrap_or_default()));
        before = start;
    }
    documents
}

/// Returns the lines that pages begin with.
///
/// A line that names a method may also be an example, or a link to another API: one that begins a page is followed by the
/// tables of its parameters before another one comes.
fn titles(lines: &[Line<'_>]) -> Vec<usize> {
    let mut titles = Vec::new();
    let mut candidate: Option<usize> = None;
    let mut is_answered = true;
    for (index, line) in lines.iter().enumerate() {
        if let Some(title) = Title::read(&line.text).filter(Title::is_usual) {
            // The description may be the method once more.
            if title.has_name() || candidate.is_none() {
                candidate = Some(index);
            }
            continue;
        }
        match heading(&line.text) {
            Some(Kind::Public | Kind::Request) => {
                is_answered &= candidate.is_none();
                titles.extend(candidate.take());
            }
            // A page without a request, if the one before has its response; else an example in the table of the request.
            Some(Kind::Response) if is_answered => titles.extend(candidate.take()),
            Some(Kind::Response) => is_answered = true,
            Some(_) => candidate = None,
            None => {}
        }
    }
    titles
}

/// Reads the page that begins with its title; `way` is what comes before it.
fn document(way: &[Line<'_>], page: &[Line<'_>]) -> Result<Document, ReadError> {
    let sections = sections(page);
    // A line of the description may read like a heading: the table is where its header follows.
    let has_table = |section: &&Section| {
        let mut lines = page.get(section.lines.clone()).unwrap_or_default().iter().skip(1);
        lines.find(|line| !line.text.is_empty()).is_some_and(|line| sections::is_header(&line.text))
    };
    let part = |kind| {
        let of_kind = || sections.iter().filter(move |section| section.kind == kind);
        of_kind().find(has_table).or_else(|| of_kind().next())
    };
    if let (None, None, Some(title)) = (part(Kind::Request), part(Kind::Response), page.first()) {
        return Err(title.error(
            "neither `请求参数` nor `响应参数` follows this title: copy the page from its title to its end",
        ));
    }
    let body = |section: &Section| page.get(section.lines.start + 1..section.lines.end).unwrap_or_default();
    let category = way.iter().rev().take(8).find_map(|line| head::category(&line.text));
    let mut document = Document { category, ..Document::default() };
    if let Some(section) = part(Kind::Head) {
        head::read(page.get(section.lines.clone()).unwrap_or_default(), &mut document);
    }
    for section in sections.iter().filter(|section| section.kind == Kind::ResponseSample) {
        samples::answers(body(section), &mut document.samples);
    }
    let code = part(Kind::RequestSample).map(|section| Guide::from_code(&samples::code(body(section))));
    let answer = answer_guide(&document);
    let mut doubts = Vec::new();
    let mut parameters = |kind, guide: &Guide| -> Vec<Parameter> {
        let Some(section) = part(kind) else {
            doubts.push(without(kind));
            return Vec::new();
        };
        let items = table::items(kind, body(section), guide, &mut doubts);
        nest(items, guide, &mut doubts)
    };
    document.request = parameters(Kind::Request, &code.unwrap_or_default());
    document.response = parameters(Kind::Response, &answer);
    if let Some(section) = part(Kind::ErrorCodes) {
        document.error_codes = error_codes::read(body(section));
    }
    doubts.extend(cut_off(&sections, &document));
    doubts.truncate(MAX_DOUBTS);
    document.doubts = doubts;
    Ok(document)
}

/// Returns what the sample answers show, the first of them that shows anything.
fn answer_guide(document: &Document) -> Guide {
    let samples = &document.samples;
    let xml = samples.xml.iter().map(|xml| Guide::from_xml(xml));
    let json = samples.json.iter().map(|json| Guide::from_json(json));
    xml.chain(json).find(|guide| !guide.is_empty()).unwrap_or_default()
}

fn without(kind: Kind) -> String {
    let (table, what) =
        if kind == Kind::Response { ("响应参数", "response") } else { ("请求参数", "request") };
    format!("the page has no table of {what} parameters (`{table}`): copy the whole of it if the API has any")
}

/// Returns the doubt whether the page goes on behind its last table.
fn cut_off(sections: &[Section], document: &Document) -> Option<String> {
    let parameters = match sections.last()?.kind {
        Kind::Request => &document.request,
        Kind::Response => &document.response,
        _ => return None,
    };
    let mut last = parameters.last()?;
    while let Some(member) = last.members.last() {
        last = member;
    }
    last.description.is_empty().then(|| {
        format!(
            "the text ends with `{}`, which has no description: it may have been cut off there",
            last.name
        )
    })
}

/// Says why a text is no page.
fn no_page(lines: &[Line<'_>]) -> ReadError {
    let is = |test: fn(&str) -> bool| lines.iter().find(|line| test(&line.text));
    let is_title = |text: &str| Title::read(text).is_some_and(|title| title.is_usual());
    let is_table = |text: &str| matches!(heading(text), Some(Kind::Request | Kind::Response));
    if let Some(line) = is(is_html) {
        line.error(
            "this is the source of a page: open it in a browser, select all, and copy the text that it shows",
        )
    } else if let Some(line) = is(is_title) {
        line.error("no `请求参数` follows this title: copy the page from its title to its end")
    } else if let Some(line) = is(is_table) {
        line.error("no title comes before this: copy the page from the line with the method, `taobao.item.get (…)`, on")
    } else {
        let message = "this is neither a page of the documentation, in which a line such as `taobao.item.get (…)` is \
                       followed by `请求参数`, nor documentation JSON: copy the whole page of the API";
        let first = lines.iter().find(|line| !line.text.is_empty()).or(lines.first());
        first.map_or_else(|| ReadError::new(1, 1, message), |line| line.error(message))
    }
}

/// Returns whether a line holds a tag of HTML.
fn is_html(text: &str) -> bool {
    const TAGS: [&str; 9] = ["!doctype html", "html", "head", "body", "div", "table", "tr", "td", "span"];
    text.split('<').skip(1).any(|tag| {
        TAGS.iter().any(|name| {
            let (start, after) = tag.split_at_checked(name.len()).unwrap_or_default();
            start.eq_ignore_ascii_case(name) && after.starts_with(['>', ' ', '/'])
        })
    })
}
