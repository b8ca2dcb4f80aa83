//! Sends a request of every API with every field set, and reads an answer with every member set.

use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, Mutex};

use http::{HeaderMap, StatusCode};
use top_core::descriptor::SessionMode;
use top_core::dynamic::DynamicObject;
use top_core::sandbox::Sandbox;
use top_core::value::{Object, Value};
use top_core::{App, CallOptions, Client, DateTime, TopApi, TopObject};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// Returns the paths of the fields of an object that hold nothing.
fn absent(object: &dyn Object, path: &str, found: &mut Vec<String>) {
    for (index, field) in object.descriptor().fields().iter().enumerate() {
        let path = format!("{path}.{}", field.wire_name());
        absent_value(object.field(index), &path, found);
    }
}

fn absent_value(value: Value<'_>, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Absent => found.push(path.to_owned()),
        Value::Object(object) => absent(object, path, found),
        Value::List(list) if list.count() == 0 => found.push(path.to_owned()),
        Value::List(list) => {
            (0..list.count()).for_each(|index| absent_value(list.element(index), path, found))
        }
        _ => {}
    }
}

/// What the gateway saw, and what it answered.
struct Seen<A: TopApi> {
    request: A,
    response: String,
}

async fn round_trip<A>(sandbox: &Sandbox, client: &Client) -> Outcome
where
    A: TopApi + Debug + 'static,
    A::Response: Debug,
{
    let full = DynamicObject::full_example(A::DESCRIPTOR);
    full.validate()?;
    let answer = DynamicObject::full_example(A::Response::DESCRIPTOR).to_json().to_string();
    let seen = Arc::new(Mutex::new(Vec::<Seen<A>>::new()));
    sandbox.handle({
        let (seen, answer) = (Arc::clone(&seen), answer.clone());
        move |request: A| {
            let response = read_answer(&request, &answer).expect("the response is read from its own example");
            let response_text = format!("{response:?}");
            seen.lock().expect("no panic").push(Seen { request, response: response_text });
            Ok(response)
        }
    });

    let options = options::<A>();
    let reply = client.execute_dynamic(A::API, &full, options.clone()).await?;
    same("the answer, by its table", &(*reply).to_json().to_string(), &answer)?;
    let first = seen.lock().expect("no panic").pop().ok_or("the gateway saw nothing")?;
    let mut missing = Vec::new();
    absent(&first.request, "request", &mut missing);
    let cut: Vec<_> = {
        let mut cut = Vec::new();
        absent(&full, "request", &mut cut);
        cut
    };
    same("the fields without a value", &format!("{missing:?}"), &format!("{cut:?}"))?;
    same(
        "the parameters",
        &format!("{:?}", pairs(&first.request.params())),
        &format!("{:?}", pairs(&full.params(A::API))),
    )?;

    let mut call = client.call(&first.request);
    if A::API.session() != SessionMode::None {
        call = call.session("the session of the user");
    }
    let reply = call.await?;
    let second = seen.lock().expect("no panic").pop().ok_or("the gateway saw nothing")?;
    same("the request", &format!("{:?}", second.request), &format!("{:?}", first.request))?;
    same(
        "the parameters again",
        &format!("{:?}", pairs(&second.request.params())),
        &format!("{:?}", pairs(&first.request.params())),
    )?;
    same("the response", &format!("{:?}", *reply), &second.response)?;
    samples(&first.request)
}

fn pairs(params: &top_core::Params) -> Vec<(String, String)> {
    let texts = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    texts.chain(params.files().iter().map(|(name, file)| ((*name).to_owned(), format!("{file:?}")))).collect()
}

fn options<A: TopApi>() -> CallOptions {
    match A::API.session() {
        SessionMode::None => CallOptions::new(),
        _ => CallOptions::new().session("the session of the user"),
    }
}

fn read_answer<A: TopApi>(request: &A, body: &str) -> Result<A::Response, top_core::Error> {
    let call = App::new("12345678", "helloworld").prepare(request, &options::<A>(), DateTime::MIN)?;
    call.decode(StatusCode::OK, &HeaderMap::new(), body.to_owned()).map(top_core::Reply::into_inner)
}

/// Reads the documented answers, which are one value in three formats.
fn samples<A: TopApi>(request: &A) -> Outcome
where
    A::Response: Debug,
{
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
    let mut first: Option<String> = None;
    for ending in ["json", "simplified.json", "xml"] {
        let Ok(body) = std::fs::read_to_string(folder.join(format!("{}.{ending}", A::METHOD))) else {
            continue;
        };
        // One documented sample has `xxx` where a number is: it is mended, as no parser could read it.
        let body =
            body.replace("\"brand_id\":xxx", "\"brand_id\":7").replace("<brand_id>xxx<", "<brand_id>7<");
        let read = format!("{:?}", read_answer(request, &body)?);
        match &first {
            None => first = Some(read),
            Some(first) => same(&format!("the sample in {ending}"), &read, first)?,
        }
    }
    if first.is_some() {
        println!("{}: the documented samples are one value", A::METHOD);
    }
    Ok(())
}

fn same(what: &str, is: &str, expected: &str) -> Outcome {
    if is == expected { Ok(()) } else { Err(format!("{what}: {is}\n is not {expected}").into()) }
}

macro_rules! apis {
    ($($request:path,)*) => {
        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Outcome {
            let sandbox = Sandbox::start()?;
            let client = sandbox.client();
            let (mut count, mut failures) = (0, 0);
            $({
                count += 1;
                // On the heap: the states of thousands of calls would otherwise lie side by side in that of `main`.
                if let Err(error) = Box::pin(round_trip::<$request>(&sandbox, &client)).await {
                    failures += 1;
                    println!("{}: {error}", <$request as TopApi>::METHOD);
                }
            })*
            println!("{} of {count} APIs came back equal, request and response", count - failures);
            if failures == 0 { Ok(()) } else { Err("some did not".into()) }
        }
    };
}
