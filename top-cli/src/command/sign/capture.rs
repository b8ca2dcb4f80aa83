//! A call as it was captured: an HTTP message, a URL, a form.

use std::borrow::Cow;

use encoding_rs::GBK;
use percent_encoding::percent_decode;

/// What a call holds, decoded.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Capture {
    /// The parameters in the order in which they come, `sign` among them.
    pub(super) pairs: Vec<(String, String)>,
    /// A body that is signed.
    pub(super) body: Option<Vec<u8>>,
    /// A body that holds parameters, and so is not signed itself.
    pub(super) form: Option<Vec<u8>>,
    /// What was seen on the way.
    pub(super) notes: Vec<String>,
}

impl Capture {
    /// Reads a whole HTTP message, or a URL with headers and body below it, or a form.
    pub(super) fn read(text: &[u8]) -> Self {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let (first, rest) = split_line(text);
        let target = target(&String::from_utf8_lossy(first));
        let Some(target) = target else { return Self::of_url("", text, "") };
        let (mut rest, mut content_type) = (rest, String::new());
        loop {
            let (line, below) = split_line(rest);
            if line.is_empty() {
                rest = below;
                break;
            }
            let line_text = String::from_utf8_lossy(line);
            match line_text.split_once(':').filter(|(name, _)| is_header_name(name)) {
                Some((name, value)) => {
                    if name.eq_ignore_ascii_case("content-type") {
                        value.trim().clone_into(&mut content_type);
                    }
                    rest = below;
                }
                // The body may stand directly below the URL.
                None => break,
            }
        }
        Self::of_url(&target, rest, &content_type)
    }

    /// Reads a URL and a body, by its type or by what it looks like.
    pub(super) fn of_url(url: &str, body: &[u8], content_type: &str) -> Self {
        let mut capture = Self::default();
        let url = url.split('#').next().unwrap_or_default();
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        capture.add_form(query.as_bytes());
        if body.iter().all(u8::is_ascii_whitespace) {
            return capture;
        }
        match kind(path, body, content_type) {
            Kind::Signed => capture.body = Some(body.to_vec()),
            Kind::Form => {
                // Editors end files with a line break, forms do not.
                let form = body.trim_ascii_end();
                capture.add_form(form);
                capture.form = Some(form.to_vec());
            }
            Kind::Multipart(boundary) => {
                capture.add_parts(body, &boundary);
                capture.form = Some(body.to_vec());
            }
        }
        capture
    }

    fn add_form(&mut self, form: &[u8]) {
        for pair in form.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
            let at = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
            let name = self.decode(&pair[..at]);
            let value = self.decode(pair.get(at + 1..).unwrap_or_default());
            self.add(name, value);
        }
    }

    fn decode(&mut self, text: &[u8]) -> String {
        let blanks: Vec<u8> = text.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
        let bytes: Vec<u8> = percent_decode(&blanks).collect();
        self.text(bytes)
    }

    fn text(&mut self, bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap_or_else(|error| {
            let (text, _, is_broken) = GBK.decode(error.as_bytes());
            let note = if is_broken {
                "something is sent that is neither UTF-8 nor GBK: the platform reads UTF-8"
            } else {
                "text is sent in GBK: the platform reads UTF-8"
            };
            self.note(note.to_owned());
            Cow::into_owned(text)
        })
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Adds a parameter; one that is in URL and body at once is one on the platform.
    fn add(&mut self, name: String, value: String) {
        if let Some((_, known)) = self.pairs.iter_mut().find(|(known, _)| *known == name) {
            let note = format!(
                "`{name}` is sent twice{}: the last one is taken here",
                if *known == value { ", alike" } else { ", with different values" }
            );
            *known = value;
            return self.note(note);
        }
        self.pairs.push((name, value));
    }

    fn add_parts(&mut self, body: &[u8], boundary: &str) {
        let delimiter = format!("--{boundary}");
        let body = String::from_utf8_lossy(body).into_owned();
        for part in body.split(&delimiter).skip(1) {
            let Some((head, value)) = part.split_once("\r\n\r\n").or_else(|| part.split_once("\n\n")) else {
                continue;
            };
            let value = value.strip_suffix("\r\n").or_else(|| value.strip_suffix('\n')).unwrap_or(value);
            let attribute = |name: &str| {
                let (_, rest) = head.split_once(&format!("{name}=\""))?;
                Some(rest.split('"').next().unwrap_or_default().to_owned())
            };
            match (attribute(" name").or_else(|| attribute(";name")), attribute("filename")) {
                (Some(name), None) => self.add(name, value.to_owned()),
                (Some(name), Some(_)) => self.note(format!("`{name}` is a file, which is not signed")),
                (None, _) => {}
            }
        }
    }
}

enum Kind {
    Signed,
    Form,
    Multipart(String),
}

fn kind(path: &str, body: &[u8], content_type: &str) -> Kind {
    let text = String::from_utf8_lossy(body);
    let start = text.trim_start();
    let is = |ty: &str| content_type.get(..ty.len()).is_some_and(|start| start.eq_ignore_ascii_case(ty));
    if is("multipart/") || (content_type.is_empty() && start.starts_with("--") && start.contains("name=\"")) {
        let named = content_type.split_once("boundary=").map(|(_, boundary)| {
            boundary.split(';').next().unwrap_or_default().trim_matches([' ', '"']).to_owned()
        });
        let first = || start.lines().next().unwrap_or_default().trim_start_matches("--").trim().to_owned();
        return Kind::Multipart(named.unwrap_or_else(first));
    }
    if path.ends_with("/batch") {
        return Kind::Signed;
    }
    let is_form = is("application/x-www-form-urlencoded")
        || (content_type.is_empty()
            && !start.starts_with(['{', '[', '<', '#'])
            && start.split('&').next().is_some_and(|first| first.contains('=')));
    if is_form { Kind::Form } else { Kind::Signed }
}

/// Returns the target of a line that starts an HTTP message or is a URL.
fn target(line: &str) -> Option<String> {
    let line = line.trim();
    let line = ["GET ", "POST ", "PUT "].iter().find_map(|method| line.strip_prefix(method)).unwrap_or(line);
    let target = line.split(' ').next().unwrap_or_default();
    let is_target = ["http://", "https://", "/"].iter().any(|start| target.starts_with(start));
    is_target.then(|| target.to_owned())
}

fn is_header_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn split_line(text: &[u8]) -> (&[u8], &[u8]) {
    let at = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
    let line = text[..at].strip_suffix(b"\r").unwrap_or(&text[..at]);
    (line, text.get(at + 1..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(capture: &Capture) -> Vec<(&str, &str)> {
        capture.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    #[test]
    fn an_http_message_is_its_query_and_its_form() {
        let message = b"POST /router/rest?v=2.0&a=%E6%B7%98+%2B HTTP/1.1\r\nHost: x\r\nContent-Type: \
                        application/x-www-form-urlencoded;charset=UTF-8\r\n\r\nb=1=2&c\n";

        let capture = Capture::read(message);

        assert_eq!(pairs(&capture), [("v", "2.0"), ("a", "淘 +"), ("b", "1=2"), ("c", "")]);
        assert_eq!(capture.form.as_deref(), Some(&b"b=1=2&c"[..]));
        assert_eq!(capture.notes, [""; 0]);
    }

    #[test]
    fn a_body_is_read_by_what_it_looks_like() {
        let json = Capture::read(b"https://gw/router/rest?v=2.0\n\n{\"a\": \"b=1\"}");
        assert_eq!(
            (pairs(&json), json.body.as_deref()),
            (vec![("v", "2.0")], Some(&b"{\"a\": \"b=1\"}"[..]))
        );
        let batch = Capture::read(b"https://gw/router/batch?v=2.0\n\nmethod=a\r\n-S-\r\nmethod=b");
        assert!(batch.body.is_some() && batch.pairs.len() == 1);
        let form = Capture::read(b"v=2.0&a=%7B%7D");
        assert_eq!(pairs(&form), [("v", "2.0"), ("a", "{}")]);
        let below = Capture::read(b"https://gw/router/rest?v=2.0\na=1");
        assert_eq!(pairs(&below), [("v", "2.0"), ("a", "1")]);
    }

    #[test]
    fn parts_are_parameters_and_files() {
        let message = "POST /router/rest HTTP/1.1\r\nContent-Type: multipart/form-data;boundary=B7\r\n\r\n--B7\r\n\
                       Content-Disposition: form-data; name=\"title\"\r\n\r\n淘\r\n宝\r\n--B7\r\n\
                       Content-Disposition:form-data;name=\"photo\";filename=\"a.png\"\r\n\r\n\u{1}\r\n--B7--\r\n";

        let capture = Capture::read(message.as_bytes());

        assert_eq!(pairs(&capture), [("title", "淘\r\n宝")]);
        assert_eq!(capture.notes, ["`photo` is a file, which is not signed"]);
    }

    #[test]
    fn what_is_odd_is_said() {
        let capture = Capture::read(b"/?a=1&a=2&b=%CC%D4");

        assert_eq!(pairs(&capture), [("a", "2"), ("b", "淘")]);
        assert_eq!(
            capture.notes,
            [
                "`a` is sent twice, with different values: the last one is taken here",
                "text is sent in GBK: the platform reads UTF-8"
            ]
        );
    }

    #[test]
    fn a_broken_escape_stands_for_itself() {
        assert_eq!(
            pairs(&Capture::read(b"/?a=50%&b=%zz&=x&&c=%")),
            [("a", "50%"), ("b", "%zz"), ("", "x"), ("c", "%")]
        );
    }
}
