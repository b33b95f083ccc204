// The week's groceries: a cart in a file, a child with a budget, what happened to a line, and going on after a restart.
import Cartpool
import Foundation

let folder = FileManager.default.temporaryDirectory.appendingPathComponent("family-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let path = folder.appendingPathComponent("carts.db").path

var engine = try Engine.open(path: path)
for (sku, price, category) in [
    ("MILK", "1.19", "dairy"), ("BREAD", "3.40", "bakery"), ("SWEETS", "2.50", "sweets"), ("ICE", "4.20", "frozen"),
] {
    try engine.setPrice(sku: sku, currency: "EUR", amount: Decimal(amount: price))
    try engine.setCategory(sku: sku, category: category)
}
var cart = try engine.createCart(owner: "mum", currency: "EUR", preset: .family)
var (mum, dad, kim) = (cart.member(id: "mum"), cart.member(id: "dad"), cart.member(id: "kim"))
try mum.addMember(member: "dad", role: "editor")
try mum.defineRole(
    name: "child", capabilities: [.viewItems, .addItems], moneyCap: 10, categoriesDenied: ["sweets"])
try mum.addMember(member: "kim", role: "child")

let milk = try mum.addItem(sku: "MILK", quantity: 2)
try dad.batch(commands: [
    .adjustQuantity(line: milk, delta: 2),
    .setNote(line: milk, note: "the fresh one"),
])
for (sku, quantity) in [("SWEETS", 1), ("ICE", 3), ("ICE", 2)] {
    var answer = "she gets it"
    do {
        try kim.addItem(sku: sku, quantity: quantity)
    } catch let refused as CartpoolError {
        answer = refused.code.word()
    }
    print("kim asks for \(quantity) x \(sku): \(answer)")
}
let seen = try dad.eventsSince().toCursor
print("saved at \(try mum.total())")
engine.close()

// Another day, another process: the same file, the same cart.
engine = try Engine.open(path: path)
cart = try engine.cart(id: cart.id())
(mum, dad) = (cart.member(id: "mum"), cart.member(id: "dad"))
let before = try mum.version()
try mum.setQuantity(line: milk, quantity: 3)
try mum.addItem(sku: "BREAD", quantity: 1)
if case .events(let events) = try dad.eventsSince(cursor: seen).body {
    print("since then: \(events.map { $0.event.word() }.joined(separator: ", "))")
}

print("what happened to the milk:")
for record in try dad.blame(line: milk) {
    print("  \(record.event.word())")
}
print("\(try mum.viewAt(version: before).total) then, \(try mum.total()) now")

try mum.setSplit(rule: .byWeight, parts: [ItemOption(key: "mum", value: "2"), ItemOption(key: "dad", value: "1")])
for share in try mum.bill().shares {
    print("\(share.member ?? "") owes \(share.total)")
}
engine.close()
