//! Doc comments, taken apart by their sections.

use syn::{Attribute, Expr, Lit, Meta};

use crate::model::Docs;

/// The docs of an item. `# Examples` stay in Rust.
pub(crate) fn of(attributes: &[Attribute]) -> Docs {
    let mut docs = Docs::default();
    let mut section = String::new();
    for paragraph in paragraphs(attributes) {
        if let Some(rest) = paragraph.strip_prefix("# ") {
            let (title, body) = rest.split_once(' ').unwrap_or((rest, ""));
            title.clone_into(&mut section);
            if !body.is_empty() {
                file(&mut docs, &section, unlinked(body));
            }
        } else {
            file(&mut docs, &section, unlinked(&paragraph));
        }
    }
    docs
}

fn file(docs: &mut Docs, section: &str, paragraph: String) {
    match section {
        "" => docs.text.push(paragraph),
        "Errors" => docs.errors = Some(paragraph),
        "Events" => docs.events = Some(paragraph),
        _ => {}
    }
}

/// The comment's lines.
pub(crate) fn lines(attributes: &[Attribute]) -> Vec<String> {
    attributes.iter().filter_map(line).collect()
}

/// The comment's paragraphs, each on one line.
fn paragraphs(attributes: &[Attribute]) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in attributes.iter().filter_map(line) {
        let line = line.trim();
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let Expr::Lit(literal) = &pair.value else { return None };
    let Lit::Str(text) = &literal.lit else { return None };
    pair.path.is_ident("doc").then(|| text.value())
}

/// Reduces ``[`Token`](crate::Token)`` and ``[`Token`]`` to `` `Token` ``.
pub(crate) fn unlinked(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[`") {
        plain.push_str(before);
        let Some((word, tail)) = after.split_once("`]") else {
            rest = after;
            continue;
        };
        plain.push('`');
        plain.push_str(word);
        plain.push('`');
        let target = tail.strip_prefix('(').and_then(|tail| tail.split_once(')'));
        rest = target.map_or(tail, |(_, tail)| tail);
    }
    plain.push_str(rest);
    plain
}

/// Breaks a paragraph into lines of at most `width` characters.
pub(crate) fn wrapped(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
