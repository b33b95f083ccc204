import Foundation

/// What one writes in an afternoon: a class with a lock, dictionaries, and Decimal for money; role, line, total, version, the
/// last 24 events. Without invitations, command ids, most limits, views of people's rights or a feed.
final class HandRolled: @unchecked Sendable {
    enum Refused: Error { case cartNotFound, capabilityMissing, quantityIsZero, priceNotFound, lineNotFound, tooMuch }

    enum Role { case owner, editor, viewer }

    struct Line {
        let id: Int
        let sku: String
        let unitPrice: Decimal
        var quantity: Int
        var changedBy: String
    }

    struct Event {
        let version: Int
        let at: Date
        let kind: Kind
        let member: String
        let sku: String
        let quantity: Int
    }

    final class Cart {
        var members: [String: Role]
        var lines: [Line] = []
        var total: Decimal = 0
        var version: Int
        var events: [Event] = []

        init(members: [String: Role]) {
            self.members = members
            version = members.count
        }

        func record(_ kind: Kind, _ member: String, _ sku: String, _ quantity: Int) -> Int {
            version += 1
            if events.count == 24 { events.removeFirst() }
            events.append(Event(version: version, at: Date(), kind: kind, member: member, sku: sku, quantity: quantity))
            return version
        }
    }

    private let lock = NSLock()
    private var carts: [String: Cart] = [:]
    private var prices: [String: Decimal] = [:]

    func setPrice(_ sku: String, _ price: Decimal) {
        lock.withLock { prices[sku] = price }
    }

    func create(_ id: String, members: [String: Role]) {
        lock.withLock { carts[id] = Cart(members: members) }
    }

    func add(_ id: String, _ member: String, _ sku: String, _ quantity: Int) throws -> Int {
        try lock.withLock {
            let cart = try allowed(id, member)
            guard quantity > 0 else { throw Refused.quantityIsZero }
            guard let price = prices[sku] else { throw Refused.priceNotFound }
            if let at = cart.lines.firstIndex(where: { $0.sku == sku && $0.unitPrice == price }) {
                guard cart.lines[at].quantity + quantity <= 9_999 else { throw Refused.tooMuch }
                cart.lines[at].quantity += quantity
                cart.lines[at].changedBy = member
            } else {
                guard cart.lines.count < 250 else { throw Refused.tooMuch }
                cart.lines.append(
                    Line(id: cart.version + 1, sku: sku, unitPrice: price, quantity: quantity, changedBy: member))
            }
            cart.total += price * Decimal(quantity)
            return cart.record(.add, member, sku, quantity)
        }
    }

    func set(_ id: String, _ member: String, _ sku: String, _ quantity: Int) throws -> Int {
        try lock.withLock {
            let cart = try allowed(id, member)
            guard quantity > 0 else { throw Refused.quantityIsZero }
            guard let at = cart.lines.firstIndex(where: { $0.sku == sku }) else { throw Refused.lineNotFound }
            cart.total += cart.lines[at].unitPrice * Decimal(quantity - cart.lines[at].quantity)
            cart.lines[at].quantity = quantity
            cart.lines[at].changedBy = member
            return cart.record(.set, member, sku, quantity)
        }
    }

    func remove(_ id: String, _ member: String, _ sku: String) throws -> Int {
        try lock.withLock {
            let cart = try allowed(id, member)
            guard let at = cart.lines.firstIndex(where: { $0.sku == sku }) else { throw Refused.lineNotFound }
            let line = cart.lines.remove(at: at)
            cart.total -= line.unitPrice * Decimal(line.quantity)
            return cart.record(.remove, member, sku, line.quantity)
        }
    }

    func total(_ id: String, _ member: String) throws -> Decimal {
        try lock.withLock {
            guard let cart = carts[id], cart.members[member] != nil else { throw Refused.cartNotFound }
            return cart.total
        }
    }

    private func allowed(_ id: String, _ member: String) throws -> Cart {
        guard let cart = carts[id], let role = cart.members[member] else { throw Refused.cartNotFound }
        guard role != .viewer else { throw Refused.capabilityMissing }
        return cart
    }
}
