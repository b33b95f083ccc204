import Cartpool
import Foundation
import Testing

/// An engine with a priced shelf, and a cart of ana's.
struct Shop {
    let engine: Engine
    let cart: Cart
    let ana: Member

    init(path: String? = nil, limits: Limits? = nil) throws {
        engine = try Engine.open(path: path, limits: limits)
        try engine.setPrice(sku: "TEA", currency: "EUR", amount: Decimal(amount: "4.50"))
        cart = try engine.createCart(owner: "ana", currency: "EUR")
        ana = cart.member(id: "ana")
    }

    /// A member who may edit.
    func editor(_ name: String) throws -> Member {
        try ana.addMember(member: name, role: "editor")
        return cart.member(id: name)
    }
}

/// What `act` is refused with, or nothing.
func refused(_ act: () throws -> some Any) -> CartpoolError? {
    do {
        _ = try act()
        return nil
    } catch {
        return error as? CartpoolError
    }
}

/// The code that `act` is refused with, or nothing.
func refusal(_ act: () throws -> some Any) -> ErrorCode? { refused(act)?.code }

/// A folder that is there for as long as `act` runs.
func withFolder<Answer>(_ act: (String) throws -> Answer) throws -> Answer {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cartpool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try act(folder.path)
}

/// A listener that does more than it should.
final class Nosy: Listener {
    private let act: @Sendable () -> Void
    init(_ act: @escaping @Sendable () -> Void) { self.act = act }
    func changed() { act() }
}
