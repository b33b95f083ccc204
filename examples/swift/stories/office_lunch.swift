// An office orders lunch: a link admits colleagues, everybody adds, the bill splits to the cent, and one pays for all.
import Cartpool
import Foundation

let engine = try Engine.open()
for (sku, price) in [("PIZZA", "11.50"), ("SALAD", "8.90"), ("WATER", "2.80")] {
    try engine.setPrice(sku: sku, currency: "EUR", amount: Decimal(amount: price))
}
let cart = try engine.createCart(owner: "ana", currency: "EUR", title: "Friday lunch")
let (ana, ben) = (cart.member(id: "ana"), cart.member(id: "ben"))
let (cleo, dan) = (cart.member(id: "cleo"), cart.member(id: "dan"))

// The token's text goes into a link; the engine keeps its hash.
let token = try Token()
try ana.invite(tokenHash: token.hash(), role: "editor")
try ben.acceptInvitation(token: token.reveal())
try cleo.acceptInvitation(token: token.reveal())
try ana.addMember(member: "dan", role: "viewer")

let pizza = try ana.addItem(sku: "PIZZA", quantity: 1)
try ben.adjustQuantity(line: pizza, delta: 1)
try ana.setBeneficiaries(line: pizza, beneficiaries: ["ana", "ben"])
let salad = try cleo.addItem(sku: "SALAD", quantity: 1)
try cleo.setBeneficiaries(line: salad, beneficiaries: ["cleo"])
try cleo.setNote(line: salad, note: "no onions")
try ben.addItem(sku: "WATER", quantity: 2)
do {
    try dan.addItem(sku: "WATER", quantity: 1)
} catch let refused as CartpoolError {
    print("dan may only look: \(refused.code.word())")
}

let view = try ana.view()
print(view.title ?? "")
for line in view.lines {
    let note = line.note.map { " (\($0))" } ?? ""
    print("  \(line.quantity) x \(line.sku) \(line.lineTotal) by \(line.addedBy ?? "")\(note)")
}

// What is for somebody, they pay; the rest is shared, and the tip goes by what each has.
try ana.addAdjustment(kind: .tip, amount: Decimal(amount: "4.00"))
try ana.fixBill()
let bill = try ana.bill()
try ana.recordPayment(payer: "ana", amount: bill.total.amount)
for share in bill.shares {
    print("\(share.member ?? "") owes \(share.total)")
}
print("\(bill.total) in all")

for transfer in try ana.settlement().transfers {
    print("\(transfer.payer ?? "?") pays \(transfer.payee ?? "?") \(transfer.amount)")
}
if case .events(let events) = try ana.eventsSince().body {
    print("\(events.count) changes, none lost")
}
