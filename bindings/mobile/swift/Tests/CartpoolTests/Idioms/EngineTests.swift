import Cartpool
import Foundation
import Testing

@Suite struct EngineTests {
    @Test func aRefusalHasItsKindItsCodeAndItsFact() throws {
        let shop = try Shop(limits: Limits(quantityMax: 5))
        try shop.ana.addMember(member: "ben", role: "viewer")
        let ben = shop.cart.member(id: "ben")
        let denied = try #require(refused { try ben.addItem(sku: "TEA", quantity: 1) })
        guard case .denied(.capabilityMissing, let text, .missing(capability: .addItems)) = denied else { throw denied }
        #expect(text == denied.localizedDescription && !text.contains("ben"))
        #expect(denied.code.kind() == .denied && denied.code.rawValue > 0)

        let bounded = try #require(refused { try shop.ana.addItem(sku: "TEA", quantity: 6) })
        guard case .limitReached(.exceedsQuantityMax, _, .limit(max: 5)) = bounded else { throw bounded }
        #expect(bounded.code.word() == "exceeds_quantity_max")

        let late = refused { try shop.ana.with(expectVersion: 1).addItem(sku: "TEA", quantity: 1) }
        #expect(late?.context == .version(expected: 1, actual: 2))
    }

    @Test func aCartIsFoundByItsId() throws {
        let shop = try Shop()
        #expect(try shop.engine.cart(id: shop.cart.id()).member(id: "ana").view() == shop.ana.view())
        #expect(refusal { try shop.engine.cart(id: "lunch") } == .cartIdNotValid)
    }

    @Test func anOutsiderLearnsNothing() throws {
        let shop = try Shop()
        let nowhere = try shop.engine.cart(id: String(repeating: "0", count: 32)).member(id: "eve")
        #expect(refusal { try shop.cart.member(id: "eve").view() } == .cartNotFound)
        #expect(refusal { try nowhere.view() } == .cartNotFound)
    }

    @Test func aRetryWithTheSameCommandIdHasOneEffect() throws {
        let shop = try Shop()
        let retrying = try shop.ana.with(commandId: shop.engine.commandId())
        #expect(try retrying.addItem(sku: "TEA", quantity: 1) == retrying.addItem(sku: "TEA", quantity: 1))
        #expect(refusal { try retrying.addItem(sku: "TEA", quantity: 2) } == .commandIdReused)
        #expect(refusal { try shop.ana.with(commandId: "again") } == .commandIdNotValid)
    }

    @Test func aBatchHappensAtOnceOrNotAtAll() throws {
        let shop = try Shop()
        let version = try shop.ana.batch(commands: [.addItem(sku: "TEA", quantity: 1), .renameCart(title: "Friday")])
        #expect(version == 3)
        let half: [Command] = [.addItem(sku: "TEA", quantity: 1), .removeItem(line: 99)]
        #expect(refusal { try shop.ana.batch(commands: half) } == .lineNotFound)
        #expect(refusal { try shop.ana.batch(commands: []) } == .batchMustNotBeEmpty)
        #expect(try shop.ana.version() == 3)
        let many = Array(repeating: Command.addItem(sku: "TEA", quantity: 1), count: 100)
        #expect(try shop.ana.batch(commands: many) == 103)
    }

    @Test func aTokenShowsItselfOnlyWhenAsked() throws {
        let shop = try Shop()
        let token = try Token()
        let secret = token.reveal()
        #expect(secret.count == 43)
        #expect(!"\(token)".contains(secret) && !String(reflecting: token).contains(secret))
        try shop.ana.invite(tokenHash: token.hash(), role: "editor")
        _ = try shop.cart.member(id: "ben").acceptInvitation(token: secret)
        #expect(try shop.ana.view().members.count == 2)
    }

    @Test func theSameSeedMakesTheSameIds() throws {
        let ids = try (0..<2).map { _ in
            try Engine.open(manualClockMs: 1, seed: 7).createCart(owner: "ana", currency: "EUR").id()
        }
        #expect(ids[0] == ids[1])
    }

    @Test func cartsAreThereAfterTheEngineIsClosed() throws {
        try withFolder { folder in
            let path = folder + "/carts.db"
            let shop = try Shop(path: path)
            try shop.ana.addItem(sku: "TEA", quantity: 2)
            #expect(shop.engine.durability() == .synced)
            #expect(try shop.engine.drain(timeoutMs: 10_000))
            #expect(refusal { try shop.ana.view() } == .engineIsClosed)
            let again = try Engine.open(path: path, durability: .buffered)
            #expect(try again.cart(id: shop.cart.id()).member(id: "ana").total().description == "9.00 EUR")
            again.close()
        }
    }

    @Test func twoEnginesOnOneFileAreOne() async throws {
        try withFolder { folder in
            let path = folder + "/carts.db"
            let shop = try Shop(path: path)
            let other = try Engine.open(path: path)
            let ana = try other.cart(id: shop.cart.id()).member(id: "ana")
            try ana.addItem(sku: "TEA", quantity: 1)
            #expect(try shop.ana.view() == ana.view())
            other.close()
            shop.engine.close()
        }
    }

    @Test func whatCannotBeOpenedSaysWhy() throws {
        #expect(refusal { try Engine.open(durability: .synced) } == .durabilityNotValid)
        #expect(refusal { try Engine.open(path: "/nowhere/carts.db") } == .storageNotFound)
        try withFolder { folder in
            let path = folder + "/carts.db"
            try Data("no journal, but long enough to be read as one; ".utf8).write(to: URL(fileURLWithPath: path))
            #expect(refusal { try Engine.open(path: path) } == .storageNotRecognized)
        }
    }
}
