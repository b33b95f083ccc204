//! A struct per event, the union of them, and the function that fills it.

use super::records::{self, Texts};
use super::{comment, structure_name};
use crate::model::{Model, Record, Result, Type, Variant};

/// The records that events carry and no view does.
pub(super) fn carried(model: &Model) -> Vec<&Record> {
    let shown = records::shown(model);
    let fields = model.events.iter().flat_map(|event| &event.fields);
    let named: Vec<&str> = fields.filter_map(|field| records::inside(&field.ty)).collect();
    let is_carried = |record: &&Record| {
        named.contains(&record.name.as_str())
            && record.name != "ItemOption"
            && shown.iter().all(|other| other.name != record.name)
    };
    model.records.iter().filter(is_carried).collect()
}

/// The struct of an event's own fields, where it has any.
pub(super) fn structure(event: &Variant) -> Result<String> {
    if event.fields.is_empty() {
        return Ok(String::new());
    }
    Ok(format!(
        "/// What a `CARTPOOL_EVENT_{}` says. {}",
        event.word.to_ascii_uppercase(),
        records::declared(&structure_name(&event.name), &comment(&event.docs)[4..], &event.fields)?
    ))
}

/// The union, and what fills it.
pub(super) fn body(model: &Model) -> String {
    let (mut members, mut arms) = (String::new(), String::new());
    for event in model.events.iter().filter(|event| !event.fields.is_empty()) {
        members.push_str(&comment(&event.docs));
        members.push_str(&format!("pub {}: {},\n", event.word, structure_name(&event.name)));
        arms.push_str(&arm(event));
    }
    format!(
        "/// An event's own fields. The event's kind says which member holds them; a kind without fields has none.\n\
         #[repr(C)]\n#[derive(Clone, Copy)]\npub union CartpoolEventBody {{\n{members}}}\n\n\
         /// What `event` says beside its head.\n\
         pub(crate) fn event_body(arena: &mut Arena, names: &Names, event: &Event<'_>) -> CartpoolEventBody {{\n\
         match event {{\n{arms}\
         // SAFETY: all zeros are a value of every member.\n\
         _ => unsafe {{ core::mem::zeroed() }},\n}}\n}}\n"
    )
}

fn arm(event: &Variant) -> String {
    let names: Vec<&str> = event.fields.iter().map(|field| field.name.as_str()).collect();
    let (mut before, mut fields) = (String::new(), String::new());
    for field in &event.fields {
        let place = (field.name.clone(), format!("*{}", field.name));
        let (list, value) = records::filled(field, &place.0, &place.1, Texts::Copied);
        before.push_str(&list);
        fields.push_str(&value);
    }
    let pattern = event.rust("Event", &format!(" {{ {} }}", names.join(", ")));
    let Variant { word, name, .. } = event;
    let structure = structure_name(name);
    format!(
        "{pattern} => {{\n{before}CartpoolEventBody {{\n{word}: {structure} {{\n{fields}}},\n}}\n}}\n"
    )
}

/// Whether a field is a list of keys and values, each in the caller's words.
pub(super) fn is_pair(ty: &Type) -> bool {
    matches!(ty, Type::Record(name) if name == "ItemOption")
}
