//! Frozen classes: records, the lazily read view and its entries, events.

use std::fmt::Write;

use super::{class_names, copied, docstring, entries, is_mapping, rust_docs};
use crate::model::{EVENT_HEAD, Field, Model, Record, Type, Variant};

/// How each enum shows itself: by its word.
pub(super) fn enums(model: &Model) -> String {
    let mut text = String::new();
    for unit in &model.enums {
        let name = &unit.name;
        let _ = writeln!(
            text,
            "impl Show for cartpool::{name} {{\ntype Shown = &'static str;\n\
             fn show(&self, _: &dyn value::Names) -> Self::Shown {{\nself.name()\n}}\n}}\n"
        );
    }
    text
}

/// The records that are copied whole.
pub(super) fn records(model: &Model) -> String {
    copied(model).into_iter().map(|record| self::record(model, record)).collect()
}

fn record(model: &Model, record: &Record) -> String {
    let name = &record.name;
    let mut text = rust_docs(&docstring(&record.docs, &[], ""));
    let _ = writeln!(
        text,
        "#[pyclass(frozen, eq, get_all, module = \"cartpool\")]\n#[derive(Clone, Debug, PartialEq)]\npub(crate) struct {name} {{"
    );
    for field in &record.fields {
        text.push_str(&rust_docs(&docstring(&field.docs, &[], "")));
        let _ = writeln!(text, "pub(crate) {}: {},", field.name, shown(model, &field.ty));
    }
    text.push_str("}\n\n");
    text.push_str(&value(name, "self", record.fields.iter().map(|field| field.name.as_str())));
    let _ = writeln!(
        text,
        "impl Show for cartpool::{name} {{\ntype Shown = {name};\n\
         fn show(&self, names: &dyn value::Names) -> {name} {{\n{name} {{"
    );
    for field in &record.fields {
        let _ = writeln!(text, "{0}: self.{0}.show(names),", field.name);
    }
    text.push_str("}\n}\n}\n\n");
    text
}

/// The view, which reads the cart's copy at each access, and its entries, which know their place in it.
pub(super) fn view(model: &Model) -> String {
    let Some(view) = model.records.iter().find(|record| record.name == "CartView") else {
        return String::new();
    };
    let mut text = rust_docs(&docstring(&view.docs, &[], ""));
    let lists: Vec<_> = entries(model).into_iter().map(|(_, field)| &field.name).collect();
    let kept: String = lists.iter().map(|list| format!("{list}: value::Kept,\n")).collect();
    let empty: String = lists.iter().map(|list| format!("{list}: value::Kept::new(),\n")).collect();
    let _ = writeln!(
        text,
        "#[pyclass(frozen, eq, module = \"cartpool\")]\npub(crate) struct CartView {{\n\
         pub(crate) inner: Arc<CoreView>,\n{kept}}}\n\n\
         impl CartView {{\n/// A view that makes its lists when they are first read.\n\
         pub(crate) fn new(inner: Arc<CoreView>) -> Self {{\nSelf {{ inner, {empty} }}\n}}\n}}\n\n\
         impl PartialEq for CartView {{\nfn eq(&self, other: &Self) -> bool {{\nself.inner == other.inner\n}}\n}}\n"
    );
    text.push_str("#[pymethods]\nimpl CartView {\n");
    for field in &view.fields {
        text.push_str(&getter(model, field, "self.inner", "&*self.inner"));
    }
    text.push_str("}\n\n");
    let plain = view.fields.iter().filter(|field| !matches!(field.ty, Type::List(_)));
    text.push_str(&value("CartView", "self.inner", plain.map(|field| field.name.as_str())));
    for (entry, field) in entries(model) {
        text.push_str(&view_entry(model, entry, field));
    }
    text
}

fn view_entry(model: &Model, entry: &Record, field: &Field) -> String {
    let (name, list) = (&entry.name, &field.name);
    let mut text = rust_docs(&docstring(&entry.docs, &[], ""));
    let _ = writeln!(
        text,
        "#[pyclass(frozen, eq, module = \"cartpool\")]\npub(crate) struct {name} {{\npub(crate) view: Arc<CoreView>,\npub(crate) at: usize,\n}}\n\n\
         impl {name} {{\n\
         /// All of a view's, in its order.\n\
         pub(crate) fn all(view: &Arc<CoreView>) -> Vec<Self> {{\n\
         (0..view.{list}.len()).map(|at| Self {{ view: Arc::clone(view), at }}).collect()\n}}\n\n\
         fn get(&self) -> &cartpool::{name} {{\n&self.view.{list}[self.at]\n}}\n}}\n\n\
         impl PartialEq for {name} {{\n\
         /// Seats are numbers of one cart: the same in another cart may be somebody else.\n\
         fn eq(&self, other: &Self) -> bool {{\nself.view.id == other.view.id && self.get() == other.get()\n}}\n}}\n\n\
         #[pymethods]\nimpl {name} {{"
    );
    for field in &entry.fields {
        text.push_str(&getter(model, field, "self.get()", "&*self.view"));
    }
    text.push_str("}\n\n");
    text.push_str(&value(name, "self.get()", entry.fields.iter().map(|field| field.name.as_str())));
    text
}

fn getter(model: &Model, field: &Field, owner: &str, names: &str) -> String {
    let name = &field.name;
    let entry =
        entries(model).into_iter().find(|(_, list)| owner == "self.inner" && list.name == *name);
    let docs = rust_docs(&docstring(&field.docs, &[], ""));
    if let Some((entry, _)) = entry {
        return format!(
            "{docs}#[getter]\nfn {name}<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {{\n\
             self.{name}.tuple(py, || {}::all(&self.inner))\n}}\n\n",
            entry.name
        );
    }
    let (ty, read) =
        (shown(model, &field.ty), show(model, &field.ty, &format!("{owner}.{name}"), names));
    format!("{docs}#[getter]\nfn {name}(&self) -> {ty} {{\n{read}\n}}\n\n")
}

/// What every event has beside its own fields.
const HEAD: &str = "\
    /// The version the event made.\nversion: u64,\n\
    /// When, in Unix milliseconds.\nat_ms: u64,\n\
    /// The member who caused it; nobody where the host did, or where people may not be seen.\n\
    actor: Option<String>,\n\
    /// Whether the host itself caused it.\nis_system: bool,\n";

/// One class an event, and what makes the right one of a recorded event.
pub(super) fn events(model: &Model) -> String {
    let mut text: String = model.events.iter().map(|event| self::event(model, event)).collect();
    let arms: String = model.events.iter().map(|event| arm(model, event)).collect();
    let _ = writeln!(
        text,
        "/// The Python object of a recorded event.\n\
         pub(crate) fn event<'py>(py: Python<'py>, names: &Events, recorded: &Recorded<'_>) -> PyResult<Bound<'py, PyAny>> {{\n\
         let (version, at_ms) = (recorded.version, recorded.at_ms);\n\
         let (actor, is_system) = value::cause(names, recorded.cause);\n\
         Ok(match &recorded.event {{\n{arms}}})\n}}\n"
    );
    let added = class_names(model).into_iter();
    let added: String = added.map(|class| format!("module.add_class::<{class}>()?;\n")).collect();
    let _ = writeln!(
        text,
        "/// Adds every generated class to the module.\n\
         pub(crate) fn add_classes(module: &Bound<'_, PyModule>) -> PyResult<()> {{\n{added}Ok(())\n}}"
    );
    text
}

fn event(model: &Model, event: &Variant) -> String {
    let name = &event.name;
    let mut text = rust_docs(&docstring(&event.docs, &[], ""));
    let _ = writeln!(
        text,
        "#[pyclass(frozen, eq, get_all, module = \"cartpool.events\")]\n#[derive(Debug, PartialEq)]\n\
         pub(crate) struct {name} {{\n{HEAD}"
    );
    for field in &event.fields {
        text.push_str(&rust_docs(&docstring(&field.docs, &[], "")));
        let _ = writeln!(text, "{}: {},", field.name, shown(model, &field.ty));
    }
    let _ = writeln!(
        text,
        "}}\n\n#[pymethods]\nimpl {name} {{\n/// The event's name.\n#[classattr]\n\
         fn kind() -> &'static str {{\n\"{}\"\n}}\n}}\n",
        event.word
    );
    let head = EVENT_HEAD.iter().skip(1).copied();
    text.push_str(&value(
        name,
        "self",
        head.chain(event.fields.iter().map(|field| field.name.as_str())),
    ));
    text
}

fn arm(model: &Model, event: &Variant) -> String {
    let Variant { name, fields, .. } = event;
    let bound: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
    let pattern =
        if bound.is_empty() { String::new() } else { format!("{{ {} }}", bound.join(", ")) };
    // A pattern's bindings are references already.
    let filled = fields.iter().map(|field| {
        let name = &field.name;
        if is_mapping(model, &field.ty) {
            format!("{name}: Mapping::of({name}), ")
        } else {
            format!("{name}: {}, ", show(model, &field.ty, name, "names"))
        }
    });
    let filled: String = filled.collect();
    format!(
        "{} => \
         Bound::new(py, {name} {{ version, at_ms, actor, is_system, {filled} }})?.into_any(),\n",
        event.rust("Event", &pattern)
    )
}

/// What every class has that holds values: how it shows, hashes and is copied. The first field tells most of them apart, and
/// any hash agrees with equality.
fn value<'a>(
    class: &str,
    fields_of: &str,
    mut fields: impl Iterator<Item = &'a str> + Clone,
) -> String {
    let names: Vec<_> = fields.clone().map(|field| format!("\"{field}\"")).collect();
    let first = fields.next().unwrap_or_default();
    format!(
        "#[pymethods]\nimpl {class} {{\nfn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {{\n\
         value::repr(slf, \"{class}\", &[{}])\n}}\n\n\
         fn __hash__(&self) -> u64 {{\nvalue::hash(&{fields_of}.{first})\n}}\n\n\
         fn __copy__(slf: Py<Self>) -> Py<Self> {{\nslf\n}}\n\n\
         fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {{\nslf\n}}\n\n\
         fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<()> {{\nvalue::value_not_pickled(slf)\n}}\n}}\n\n",
        names.join(", ")
    )
}

fn show(model: &Model, ty: &Type, place: &str, names: &str) -> String {
    if is_mapping(model, ty) {
        format!("Mapping::of(&{place})")
    } else {
        format!("{place}.show({names})")
    }
}

/// The Rust type that becomes the Python value of `ty`.
fn shown(model: &Model, ty: &Type) -> String {
    match ty {
        _ if is_mapping(model, ty) => "Mapping".into(),
        Type::Bool => "bool".into(),
        Type::U32 => "u32".into(),
        Type::U64 | Type::LineId => "u64".into(),
        Type::I32 => "i32".into(),
        Type::I64 => "i64".into(),
        Type::Text | Type::CartId | Type::TokenHash | Type::Currency => "String".into(),
        Type::Seat | Type::TextRef => "Option<String>".into(),
        Type::Decimal | Type::Price => "Amount".into(),
        Type::Money => "Money".into(),
        Type::Capabilities => "Tuple<&'static str>".into(),
        Type::Enum(_) => "&'static str".into(),
        Type::Record(name) => name.clone(),
        Type::Option(inner) => format!("Option<{}>", shown(model, inner)),
        Type::List(inner) => format!("Tuple<{}>", shown(model, inner)),
    }
}
