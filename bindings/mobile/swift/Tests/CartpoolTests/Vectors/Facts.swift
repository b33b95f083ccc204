import Cartpool
import Foundation

/// What a path of names leads to in a view: `lines.3.sku`. A list's entries are found by how scenarios call them.
func fact(_ value: Any, _ path: some Sequence<Substring>) throws -> Any? {
    try path.reduce(unwrapped(value)) { value, name in
        guard let value else { return nil }
        if let list = value as? [Any] {
            return list.enumerated().first { key($0.offset, $0.element) == name }.flatMap { unwrapped($0.element) }
        }
        guard let child = fields(value).first(where: { $0.name == name }) else { throw Failed("nothing is called \(name)") }
        return unwrapped(child.value)
    }
}

/// The facts of an event: `name` and `member` are the record's, `event.` reaches its own fields of these names.
func fact(_ record: EventRecord, _ name: String) throws -> Any? {
    switch name {
    case "name": return record.event.word()
    case "member": return record.isSystem ? "system" : record.actor
    default: break
    }
    let path = (name.hasPrefix("event.") ? name.dropFirst("event.".count) : Substring(name)).split(separator: ".")
    let payload = Mirror(reflecting: record.event).children.first?.value
    let isItsOwn = payload.map { fields($0).contains { $0.name == path[0] } } ?? false
    return try fact(isItsOwn ? payload as Any : record, path)
}

/// Whether a fact is what a scenario wants: amounts by value, lists by their length.
func isSame(_ actual: Any?, _ wanted: String) -> Bool {
    switch actual {
    case let money as Money: money.amount == Decimal(string: wanted)
    case let amount as Decimal: amount == Decimal(string: wanted)
    default: shown(actual) == wanted
    }
}

/// A fact as scenarios write it.
func shown(_ actual: Any?) -> String {
    switch actual {
    case nil: "null"
    case let list as [Any]: String(list.count)
    case let worded as any Worded: worded.word()
    case let option as LineOption: "\(option.key):\(option.value)"
    case let value?: "\(value)"
    }
}

private func fields(_ value: Any) -> [(name: String, value: Any)] {
    Mirror(reflecting: value).children.map { (snake($0.label ?? ""), $0.value) }
}

private func unwrapped(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first.flatMap { unwrapped($0.value) }
}

private func snake(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
}

private func key(_ at: Int, _ entry: Any) -> String {
    switch entry {
    case let share as ShareEntry: return shown(share.member)
    case let share as TippingShare: return share.member
    case let campaign as CampaignEntry: return campaign.campaign
    case let sku as CampaignSkuEntry: return sku.sku
    case let pledge as PledgeEntry: return String(pledge.line)
    case let option as LineOption: return shown(option)
    case let cell as CellEntry:
        let row = cell.line ?? cell.adjustment
        let name = cell.reason == .refund ? nil : row.map(String.init)
        return "\(name ?? cell.reason.word()):\(shown(cell.member))"
    default:
        let named = fields(entry)
        let own = named.first { $0.name == "id" } ?? named.first { $0.name == "name" }
        return own.map { shown(unwrapped($0.value)) } ?? String(at)
    }
}
