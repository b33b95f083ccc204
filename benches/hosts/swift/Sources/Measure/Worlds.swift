import Cartpool
import Foundation

/// So many carts in the engine, each with its four members held.
struct Ours {
    let engine: Engine
    private let members: [Member]

    init(carts: Int) throws {
        engine = try Engine.open()
        for (at, name) in skus.enumerated() {
            try engine.setPrice(sku: name, currency: "EUR", amount: Decimal(cents(at)) / 100)
        }
        var members: [Member] = []
        members.reserveCapacity(carts * seats)
        for number in 0..<carts {
            let cart = try engine.createCart(owner: person(number, 0), currency: "EUR")
            let seated = (0..<seats).map { cart.member(id: person(number, $0)) }
            for seat in 1..<seats { try seated[0].addMember(member: person(number, seat), role: "editor") }
            for event in 0..<adds { try seated[event % seats].addItem(sku: sku(number, event % lines), quantity: 1) }
            members += seated
        }
        self.members = members
    }

    func member(_ cart: Int, _ seat: Int) -> Member { members[cart * seats + seat] }

    /// Makes room on the first cart's lines, which hold 9,999.
    func emptyLines() throws {
        for line in seats + 1...seats + lines { try member(0, 0).setQuantity(line: line, quantity: 1) }
    }

    func play(_ steps: [Step]) throws {
        for step in steps {
            let member = member(step.cart, step.seat)
            switch step.kind {
            case .add: try member.addItem(sku: step.sku, quantity: 1)
            case .set: try member.setQuantity(line: step.line, quantity: step.quantity)
            case .remove: try member.removeItem(line: step.line)
            case .total: _ = try member.total()
            }
        }
    }
}

/// The same carts by hand.
struct Theirs {
    private let all = HandRolled()
    private let ids: [String]
    private let people: [String]

    init(carts: Int) throws {
        for (at, name) in skus.enumerated() { all.setPrice(name, Decimal(cents(at)) / 100) }
        ids = (0..<carts).map { padded($0, 32) }
        people = (0..<carts * seats).map { person($0 / seats, $0 % seats) }
        for number in 0..<carts {
            let seated = people[number * seats..<(number + 1) * seats]
            let roles = seated.enumerated().map { ($0.element, $0.offset == 0 ? HandRolled.Role.owner : .editor) }
            all.create(ids[number], members: Dictionary(uniqueKeysWithValues: roles))
            for event in 0..<adds { try add(number, event % seats, sku(number, event % lines)) }
        }
    }

    func add(_ cart: Int, _ seat: Int, _ sku: String) throws {
        _ = try all.add(ids[cart], people[cart * seats + seat], sku, 1)
    }

    func total(_ cart: Int) throws -> Decimal { try all.total(ids[cart], people[cart * seats]) }

    /// Makes room on the first cart's lines, as the engine's are made.
    func emptyLines() throws {
        for slot in 0..<lines { _ = try all.set(ids[0], people[0], sku(0, slot), 1) }
    }

    func play(_ steps: [Step]) throws {
        for step in steps {
            let id = ids[step.cart], member = people[step.cart * seats + step.seat]
            switch step.kind {
            case .add: _ = try all.add(id, member, step.sku, 1)
            case .set: _ = try all.set(id, member, step.sku, step.quantity)
            case .remove: _ = try all.remove(id, member, step.sku)
            case .total: _ = try all.total(id, member)
            }
        }
    }
}
