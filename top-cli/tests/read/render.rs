//! Writes documents as pages, in each of the forms in which browsers copy them.

use std::fmt::Write;

use top_cli::document::{Document, Parameter};

/// How the cells of a page are kept apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form {
    pub(crate) rows: Rows,
    pub(crate) members: Members,
    /// Whether cells without text are there, so that others keep their place.
    pub(crate) has_empty_cells: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    Blanks,
    Tabs,
    Pipes,
    Lines,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Members {
    /// As a list, one cell an item, each with this bullet.
    Bullets(&'static str),
    /// One cell a line, without bullets.
    Lines,
    /// Each in a row of the table.
    Rows,
}

/// Every form that is read.
pub(crate) fn forms() -> Vec<Form> {
    let mut forms = Vec::new();
    for has_empty_cells in [true, false] {
        for rows in [Rows::Blanks, Rows::Tabs, Rows::Pipes, Rows::Lines] {
            for bullet in ["•", "*", "-", "·", "\t●"] {
                forms.push(Form { rows, members: Members::Bullets(bullet), has_empty_cells });
            }
            let members = if rows == Rows::Lines { Members::Lines } else { Members::Rows };
            forms.push(Form { rows, members, has_empty_cells });
        }
    }
    forms
}

/// Writes a page.
pub(crate) fn page(document: &Document, form: Form) -> String {
    let mut page =
        format!("{} ({})\n\n{}\n\n公共参数\n\n", document.method, document.title, document.description);
    page.push_str("请求参数\n\n");
    table(&mut page, form, &["名称", "类型", "是否必须", "示例值", "更多限制", "描述"], &document.request);
    page.push_str("\n响应参数\n\n");
    table(&mut page, form, &["名称", "类型", "示例值", "描述"], &document.response);
    page.push_str("\n请求示例\n\n  • JAVA\n");
    page.push_str(&java(&document.request));
    page.push_str("\n响应示例\n\n  • XML示例\n  • JSON示例\n");
    let root = format!("{}_response", document.method.replace('.', "_"));
    writeln!(page, "<{root}>").unwrap();
    xml(&mut page, 1, &document.response);
    writeln!(page, "</{root}>\n\n异常示例\n\n错误码解释\n\n错误码 错误描述 解决方案\n").unwrap();
    page
}

fn table(page: &mut String, form: Form, header: &[&str], parameters: &[Parameter]) {
    let is_request = header.len() == 6;
    row(page, form.rows, header);
    if form.rows == Rows::Pipes {
        page.push_str("| --- | --- |\n");
    }
    for parameter in parameters {
        let mut cells = cells(parameter, is_request);
        if is_request {
            let limits_and_description = cells.remove(4);
            let (limits, description) = limits_and_description.split_once('|').unwrap();
            cells.extend([limits, description].map(str::to_owned));
        }
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        // Tabs and pipes always leave their place to empty cells.
        let keeps_place =
            matches!(form.rows, Rows::Tabs | Rows::Pipes) || form.rows == Rows::Lines && form.has_empty_cells;
        let cells = cells.into_iter().filter(|cell| keeps_place || !cell.is_empty()).collect::<Vec<_>>();
        row(page, form.rows, &cells);
        members(page, form, is_request, &parameter.members);
    }
}

fn members(page: &mut String, form: Form, is_request: bool, parameters: &[Parameter]) {
    for parameter in parameters {
        let mut cells = cells(parameter, is_request);
        if is_request {
            cells[4] = cells[4].replacen('|', if cells[4].starts_with('|') { "" } else { "，" }, 1);
        }
        if parameter.members.is_empty() {
            cells[0] = format!("└ {}", cells[0]);
        }
        match form.members {
            Members::Rows => {
                // A row within the table has the column of limits too.
                if is_request && form.rows != Rows::Blanks {
                    cells.insert(4, String::new());
                }
                let is_there = |cell: &&str| form.rows != Rows::Blanks || !cell.is_empty();
                row(page, form.rows, &cells.iter().map(String::as_str).filter(is_there).collect::<Vec<_>>());
            }
            Members::Bullets(bullet) => {
                for cell in cells.iter().filter(|cell| form.has_empty_cells || !cell.is_empty()) {
                    writeln!(page, "  {bullet} {cell}").unwrap();
                }
            }
            Members::Lines => {
                for cell in cells.iter().filter(|cell| form.has_empty_cells || !cell.is_empty()) {
                    writeln!(page, "    {cell}").unwrap();
                }
            }
        }
        members(page, form, is_request, &parameter.members);
    }
}

/// Returns the cells of a member; in that of a request the last is the limits, `|` and the description.
fn cells(parameter: &Parameter, is_request: bool) -> Vec<String> {
    let mut cells = vec![parameter.name.clone(), parameter.type_name.clone()];
    let mut description = parameter.description.clone();
    if is_request {
        cells.push(if parameter.is_required { "必须" } else { "可选" }.to_owned());
        let mut limits = Vec::new();
        limits.extend(parameter.max_length.map(|limit| format!("最大长度：{limit}")));
        limits.extend(parameter.max_list_size.map(|limit| format!("最大列表长度：{limit}")));
        limits.extend(parameter.min_value.map(|limit| format!("最小值：{limit}")));
        limits.extend(parameter.max_value.map(|limit| format!("最大值：{limit}")));
        description = format!("{}|{description}", limits.join(","));
    }
    cells.extend([parameter.example.clone(), description]);
    cells
}

fn row(page: &mut String, rows: Rows, cells: &[&str]) {
    match rows {
        Rows::Blanks => writeln!(page, "{}", cells.join(" ")),
        Rows::Tabs => writeln!(page, "{}", cells.join("\t")),
        Rows::Pipes => writeln!(page, "| {} |", cells.join(" | ")),
        Rows::Lines => writeln!(page, "{}", cells.join("\n")),
    }
    .unwrap();
}

fn xml(page: &mut String, level: usize, parameters: &[Parameter]) {
    let indentation = "    ".repeat(level);
    for parameter in parameters {
        let name = &parameter.name;
        if parameter.members.is_empty() {
            writeln!(page, "{indentation}<{name}>{}</{name}>", parameter.example).unwrap();
            continue;
        }
        writeln!(page, "{indentation}<{name}>").unwrap();
        if parameter.type_name.ends_with(']') {
            writeln!(page, "{indentation}<element_of_it>").unwrap();
        }
        xml(page, level + 1, &parameter.members);
        if parameter.type_name.ends_with(']') {
            writeln!(page, "{indentation}</element_of_it>").unwrap();
        }
        writeln!(page, "{indentation}</{name}>").unwrap();
    }
}

fn java(parameters: &[Parameter]) -> String {
    let mut code = String::from("XRequest req = new XRequest();\n");
    setters(&mut code, "req", &mut 0, parameters);
    code.push_str("XResponse rsp = client.execute(req);\n");
    code
}

fn setters(code: &mut String, object: &str, count: &mut usize, parameters: &[Parameter]) {
    for parameter in parameters {
        let words = parameter.name.split('_');
        let mut setter = String::from("set");
        for word in words {
            let mut letters = word.chars();
            setter.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            setter.push_str(letters.as_str());
        }
        if parameter.members.is_empty() {
            writeln!(code, "{object}.{setter}(\"{}\");", parameter.example).unwrap();
            continue;
        }
        *count += 1;
        let mut value = format!("obj{count}");
        writeln!(code, "XRequest.Y {value} = new XRequest.Y();").unwrap();
        if parameter.type_name.ends_with(']') {
            writeln!(code, "List<XRequest.Y> list{count} = new ArrayList<XRequest.Y>();").unwrap();
            writeln!(code, "list{count}.add({value});").unwrap();
        }
        let list = format!("list{count}");
        setters(code, &value, count, &parameter.members);
        if parameter.type_name.ends_with(']') {
            value = list;
        }
        writeln!(code, "{object}.{setter}({value});").unwrap();
    }
}
