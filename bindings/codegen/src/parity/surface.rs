//! What can be called in core and in each host, as its own sources declare it, with the docs that stand there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{ImplItem, Item, Type, Visibility};

use super::Host;
use crate::docs;
use crate::model::{Docs, Error, Result};

/// What holds the calls, in the table's order.
pub(super) const CLASSES: &[&str] =
    &["Engine", "Cart", "Member", "Batch", "Watch", "CampaignWatch", "Token"];

/// The docs of each call by its name: `Engine.set_price`, or in C `cartpool_set_price`.
pub(super) type Surface = BTreeMap<String, String>;

/// Core's public methods, those of `engine.rs` and `cart.rs` first, without the shortcuts of commands.
pub(super) fn core(root: &Path) -> Result<Vec<(String, Docs)>> {
    let mut calls = Vec::new();
    let mut files = rust_files(&root.join("core/src"))?;
    files.sort_by_key(|path| !(path.ends_with("engine.rs") || path.ends_with("cart.rs")));
    for path in files {
        if path.ends_with("cart/verbs.rs") {
            continue;
        }
        for (name, attributes) in methods(&path, |item| matches!(item.vis, Visibility::Public(_)))?
        {
            calls.push((name, docs::of(&attributes)));
        }
    }
    Ok(calls)
}

/// What a host's hand-written sources declare.
pub(super) fn of(host: Host, root: &Path) -> Result<Surface> {
    match host {
        Host::Python => python(root),
        Host::Node => node(root),
        Host::Mobile => mobile(root),
        Host::C => c(root),
    }
}

fn python(root: &Path) -> Result<Surface> {
    let text = read(&root.join("bindings/python/_cartpool.pyi.in"))?;
    let mut surface = Surface::new();
    let mut class = "";
    let mut last = String::new();
    let mut in_docs = false;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("class ") {
            class = rest.split(['(', ':']).next().unwrap_or_default();
            last.clear();
        } else if let Some(rest) = indented(line, "def ").or_else(|| indented(line, "async def ")) {
            last = format!("{class}.{}", rest.split('(').next().unwrap_or_default());
            surface.entry(last.clone()).or_default();
        }
        let marks = line.matches("\"\"\"").count();
        if (in_docs || marks > 0)
            && let Some(docs) = surface.get_mut(&last)
        {
            docs.push_str(line.trim().trim_matches('"'));
            docs.push('\n');
        }
        in_docs ^= marks % 2 == 1;
    }
    Ok(surface)
}

fn node(root: &Path) -> Result<Surface> {
    let folder = root.join("bindings/node");
    let text = read(&folder.join("index.d.ts"))? + &read(&folder.join("lib/campaigns.d.ts"))?;
    let mut surface = Surface::new();
    let (mut class, mut docs) = (String::new(), String::new());
    for line in text.lines() {
        let declared = ["export class ", "export interface ", "export declare class "];
        if let Some(rest) = declared.iter().find_map(|start| line.strip_prefix(start)) {
            let name = rest.split([' ', '<']).next().unwrap_or_default();
            // What the engine can do about campaigns is declared in a file of its own.
            class = name.replace("Campaigns", "Engine");
        } else if let Some(comment) = line.trim_start().strip_prefix(['/', '*']) {
            if comment.starts_with("**") {
                docs.clear();
            }
            docs.push_str(comment.trim_matches(['*', '/', ' ']));
            docs.push('\n');
        } else if let Some(member) = line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')) {
            let member = member.trim_start_matches("static ").trim_start_matches("readonly ");
            let name = member.split(['(', ':', '?', '<']).next().unwrap_or_default();
            if name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '[') {
                surface.insert(format!("{class}.{name}"), std::mem::take(&mut docs));
            }
        }
    }
    Ok(surface)
}

fn mobile(root: &Path) -> Result<Surface> {
    let mut surface = Surface::new();
    for path in rust_files(&root.join("bindings/mobile/src"))? {
        if path.ends_with("generated.rs") {
            continue;
        }
        for (name, attributes) in methods(&path, |item| matches!(item.vis, Visibility::Public(_)))?
        {
            surface.insert(name, text(&attributes));
        }
    }
    Ok(surface)
}

fn c(root: &Path) -> Result<Surface> {
    let mut surface = Surface::new();
    for path in rust_files(&root.join("bindings/c/src"))? {
        if path.ends_with("generated.rs") {
            continue;
        }
        for item in parsed(&path)?.items {
            if let Item::Fn(item) = item
                && item.sig.abi.is_some()
            {
                surface.insert(item.sig.ident.to_string(), text(&item.attrs));
            }
        }
    }
    Ok(surface)
}

fn indented<'a>(line: &'a str, start: &str) -> Option<&'a str> {
    line.strip_prefix("    ")?.strip_prefix(start)
}

/// The methods that `wanted` picks from the impl blocks of [`CLASSES`] in one file, with their attributes.
fn methods(
    path: &Path,
    wanted: impl Fn(&syn::ImplItemFn) -> bool,
) -> Result<Vec<(String, Vec<syn::Attribute>)>> {
    let mut found = Vec::new();
    for item in parsed(path)?.items {
        let Item::Impl(block) = item else { continue };
        let Type::Path(ty) = &*block.self_ty else { continue };
        let Some(class) = ty.path.get_ident().map(ToString::to_string) else { continue };
        if block.trait_.is_some() || !CLASSES.contains(&class.as_str()) {
            continue;
        }
        for method in block.items {
            if let ImplItem::Fn(method) = method
                && wanted(&method)
            {
                found.push((format!("{class}.{}", method.sig.ident), method.attrs));
            }
        }
    }
    Ok(found)
}

fn text(attributes: &[syn::Attribute]) -> String {
    docs::lines(attributes).join("\n")
}

fn parsed(path: &Path) -> Result<syn::File> {
    let failed = |error: syn::Error| Error(format!("{}: {error}", path.display()));
    syn::parse_file(&read(path)?).map_err(failed)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| Error(format!("{}: {error}", path.display())))
}

/// Every Rust file under `folder`, in the order of their paths.
fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let failed = |error: std::io::Error| Error(format!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
