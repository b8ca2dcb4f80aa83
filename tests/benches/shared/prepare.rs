//! From a request to the bytes of a call.

use std::hint::black_box;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use sha2::Sha256;
use top_core::{App, CallOptions, DateTime, SignMethod, TopApi};

use super::blog::{self, Blog};
use super::tuned::{self, Broken, Tuned, encode};
use super::{Case, Contender, documented, subjects};

pub(crate) const APP_KEY: &str = "12345678";
pub(crate) const APP_SECRET: &str = "helloworld";
pub(crate) const SESSION: &str = "6100e23a4b2f96c8d8f2f1a4c8e0b7";

pub(crate) fn app(method: SignMethod) -> App {
    App::new(APP_KEY, APP_SECRET).with_session(SESSION).with_sign_method(method)
}

pub(crate) fn timestamp() -> DateTime {
    "2016-01-01 12:00:00".parse().unwrap()
}

/// A request and the three ways to prepare it.
struct Subject<A> {
    name: &'static str,
    make: fn() -> A,
    tuned: fn(&mut Tuned, &A, DateTime) -> Result<Vec<u8>, Broken>,
    blog: fn(&Blog, &A, DateTime) -> Result<String, Broken>,
}

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |more: Vec<Case>| cases.extend(more);
    add(of(&Subject { name: "phone", make: documented::phone, tuned: tuned::phone, blog: blog::phone }));
    add(of(&Subject { name: "bill", make: documented::bill, tuned: tuned::bill, blog: blog::bill }));
    add(of(&Subject { name: "loan", make: documented::loan, tuned: tuned::loan, blog: blog::loan }));
    add(of(&Subject { name: "flat-20", make: subjects::flat, tuned: tuned::flat, blog: blog::flat }));
    add(of(&Subject { name: "wide-230", make: subjects::wide, tuned: tuned::wide, blog: blog::wide }));
    add(of(&Subject { name: "deep-7", make: subjects::deep, tuned: tuned::deep, blog: blog::deep }));
    cases
}

fn of<A: TopApi + 'static>(subject: &Subject<A>) -> Vec<Case> {
    SignMethod::ALL.into_iter().map(|method| case(subject, method)).collect()
}

fn case<A: TopApi + 'static>(subject: &Subject<A>, method: SignMethod) -> Case {
    let &Subject { name, make, tuned, blog } = subject;
    let (app, options, timestamp, request) = (app(method), CallOptions::new(), timestamp(), make());
    let (mut by_hand, mut by_hand_built, by_blog) = (Tuned::new(method), Tuned::new(method), Blog { method });

    let body = app.prepare(&request, &options, timestamp).unwrap().body().clone();
    assert_eq!(tuned(&mut by_hand, &request, timestamp).unwrap(), body, "{name}, by hand");
    assert_eq!(blog(&by_blog, &request, timestamp).unwrap(), body, "{name}, as in a blog");
    let mut floor = Floor::of(&body, method);
    assert_eq!(floor.run(), body, "{name}, floor");

    let built_app = app.clone();
    let contenders = vec![
        Contender::new("floor", move || {
            black_box(floor.run());
        }),
        Contender::new("tuned", {
            let request = make();
            move || {
                black_box(tuned(&mut by_hand, black_box(&request), timestamp).unwrap());
            }
        }),
        Contender::new("ours", {
            let (request, options) = (make(), options.clone());
            move || {
                black_box(app.prepare(black_box(&request), &options, timestamp).unwrap());
            }
        }),
        Contender::new("blog", {
            let request = make();
            move || {
                black_box(blog(&by_blog, black_box(&request), timestamp).unwrap());
            }
        }),
        Contender::new("tuned, request built", move || {
            black_box(tuned(&mut by_hand_built, black_box(&make()), timestamp).unwrap());
        }),
        Contender::new("ours, request built", move || {
            black_box(built_app.prepare(black_box(&make()), &options, timestamp).unwrap());
        }),
    ];
    Case { group: "prepare", name: format!("{name} {method}"), reference: "tuned", contenders }
}

/// What nobody can do without: the digest of ready bytes, and ready pairs as a form.
struct Floor {
    method: SignMethod,
    hmac: Hmac<Md5>,
    hmac_sha256: Hmac<Sha256>,
    text: Vec<u8>,
    pairs: Vec<(Vec<u8>, Vec<u8>)>,
    form: Vec<u8>,
}

impl Floor {
    fn of(body: &[u8], method: SignMethod) -> Self {
        let mut text = Vec::new();
        let mut pairs = Vec::new();
        for (name, value) in form_urlencoded::parse(body).filter(|(name, _)| name != "sign") {
            text.extend_from_slice(name.as_bytes());
            text.extend_from_slice(value.as_bytes());
            pairs.push((name.as_bytes().to_vec(), value.as_bytes().to_vec()));
        }
        let key = APP_SECRET.as_bytes();
        let (hmac, hmac_sha256) = (Hmac::new_from_slice(key).unwrap(), Hmac::new_from_slice(key).unwrap());
        Self { method, hmac, hmac_sha256, text, pairs, form: Vec::new() }
    }

    fn run(&mut self) -> &[u8] {
        self.form.clear();
        for (name, value) in &self.pairs {
            self.form.extend_from_slice(name);
            self.form.push(b'=');
            encode(value, &mut self.form);
            self.form.push(b'&');
        }
        self.form.extend_from_slice(b"sign=");
        let text = black_box(&self.text);
        match self.method {
            SignMethod::Md5 => {
                let digest = Md5::new().chain_update(APP_SECRET).chain_update(text).chain_update(APP_SECRET);
                tuned::write_hexadecimal(&digest.finalize(), &mut self.form);
            }
            SignMethod::Hmac => {
                let digest = self.hmac.clone().chain_update(text).finalize().into_bytes();
                tuned::write_hexadecimal(&digest, &mut self.form);
            }
            _ => {
                let digest = self.hmac_sha256.clone().chain_update(text).finalize().into_bytes();
                tuned::write_hexadecimal(&digest, &mut self.form);
            }
        }
        &self.form
    }
}
