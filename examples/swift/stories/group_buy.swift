// Sneakers with friends: three carts pledge to one campaign, its price tips for all of them, is lost, and tips again.
import Cartpool
import Foundation

let dayMs = 86_400_000
let engine = try Engine.open()
try engine.setPrice(sku: "SNEAKER", currency: "EUR", amount: 80)
let terms = CampaignTerms(
    skus: [CampaignSku(sku: "SNEAKER")],
    tiers: [CampaignTier(threshold: 5, percent: 10), CampaignTier(threshold: 10, percent: 25)],
    closesAtMs: engine.nowMs() + dayMs)
try engine.createCampaign(campaign: "sneakers", currency: "EUR", terms: terms)

func cart(of name: String) throws -> Member {
    try engine.createCart(owner: name, currency: "EUR").member(id: name)
}
let (ana, ben, cleo) = try (cart(of: "ana"), cart(of: "ben"), cart(of: "cleo"))

func progress(_ said: String) throws {
    let seen = try engine.campaign(campaign: "sneakers")
    let price = seen.skus[0].unitPrice.formatted(.number.precision(.fractionLength(2)))
    print("\(said): \(seen.quantity) pledged, \(price) each")
}

let pair = try ana.pledge(campaign: "sneakers", quantity: 2)
try progress("ana takes 2")

// The connection broke before the answer came: the same command id again has no second effect.
let retrying = try ben.with(commandId: engine.commandId())
let sent = try (0..<2).map { _ in try retrying.pledge(campaign: "sneakers", quantity: 2) }
precondition(sent[0] == sent[1])
try progress("ben takes 2, sent twice")

if let next = try ana.whatWouldTip(campaign: "sneakers") {
    print("\(next.missing) more would tip it")
    for share in next.shares {
        print("  \(share.member) would pay \(share.then) instead of \(share.now)")
    }
}
try cleo.pledge(campaign: "sneakers", quantity: 6)
try progress("cleo takes 6")
try ana.setQuantity(line: pair, quantity: 1)
try progress("ana gives one back")
try ana.adjustQuantity(line: pair, delta: 1)
try progress("ana thinks better of it")

print("what everybody heard:")
for moment in try engine.campaign(campaign: "sneakers").moments {
    print("  \(moment.kind.word()) \(moment.tier)")
}
for (name, member) in [("ana", ana), ("ben", ben), ("cleo", cleo)] {
    print("\(name) pays \(try member.total())")
}
for row in try engine.campaignList(campaign: "sneakers").skus {
    print("to order: \(row.quantity) x \(row.name), \(row.amount)")
}
