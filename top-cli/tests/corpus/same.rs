//! What is made of the pages is what `top-apis` declares of them, but for the words of the documentation.

use top_core::describe::Registry;
use top_core::descriptor::{Api, Descriptor, Type};

/// Writes down all that a declaration says of the wire.
fn meaning(api: &Api) -> String {
    let mut text = format!("{} session {:?} {}\n", api.method(), api.session(), api.is_idempotent());
    object(api.request(), 1, &mut text);
    object(api.response(), 1, &mut text);
    text
}

fn object(descriptor: &Descriptor, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    text.push_str(&format!("{indent}{} request {}\n", descriptor.name(), descriptor.is_request()));
    for field in descriptor.fields() {
        text.push_str(&format!(
            "{indent}  {} required {} rules {:?} {:?} example {:?} secret {} json {} {} of ",
            field.wire_name(),
            field.is_required(),
            field.rules(),
            field.item_rules(),
            field.example(),
            field.is_secret(),
            field.is_json_text(),
            field.is_json_list(),
        ));
        ty(field.ty(), depth + 1, text);
    }
}

fn ty(it: Type, depth: usize, text: &mut String) {
    match it.required() {
        Type::Object(descriptor) => object(descriptor(), depth, text),
        Type::List(element) => {
            text.push_str("list of ");
            ty(*element, depth, text);
        }
        Type::Map(value) => {
            text.push_str("map of ");
            ty(*value, depth, text);
        }
        scalar => text.push_str(&format!("{scalar:?}\n")),
    }
}

#[test]
fn the_pages_become_what_top_apis_declares() {
    let made: &Registry = &pages::apis::APIS;
    let mut count = 0;
    for declared in top_apis::APIS.iter() {
        let made = made.get(declared.method()).unwrap_or_else(|| panic!("no {}", declared.method()));
        assert_eq!(meaning(made), meaning(declared));
        count += 1;
    }
    println!("{count} pages became what top-apis declares");
}
