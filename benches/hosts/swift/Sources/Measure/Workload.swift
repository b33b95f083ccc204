// Who does what to which cart: the same for the engine and for what is written by hand, decided by a seed.

let lines = 8
let seats = 4
let people = 1_000_000
/// Two more than a cart has lines, so that adds also make lines.
let slots = lines + 2
/// Adds that fill a cart, over its lines in turn.
let adds = 20

let skus: [String] = (0..<20_000).map { "SKU-\(padded($0, 5))" }

func cents(_ sku: Int) -> Int { 99 + sku % 2_000 }

/// The SKU in a cart's slot: different for each slot.
func sku(_ cart: Int, _ slot: Int) -> String { skus[(spread(cart) % skus.count + slot * 7_001) % skus.count] }

/// Who has a cart's seat: four different people.
func person(_ cart: Int, _ seat: Int) -> String { "p\(padded((spread(cart) % people + seat * 250_007) % people, 7))" }

func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

private func spread(_ number: Int) -> Int { Int(UInt32(truncatingIfNeeded: number + 1) &* 0x9e37_79b1) }

enum Kind { case add, set, remove, total }

struct Step {
    let kind: Kind
    let cart: Int
    let seat: Int
    let line: Int
    let quantity: Int
    let sku: String
}

/// 40 in a hundred add, 20 set, 10 remove, 30 read the total. It knows what each cart holds, and so each next step's line.
struct Mix {
    private struct Tracked {
        var version: Int
        var lines: [Int]
        var quantities: [Int]
    }

    private let carts: Int
    private var random: UInt64
    private var tracked: [Tracked]

    init(carts: Int) {
        self.carts = carts
        random = UInt64(carts)
        let filled = (0..<slots).map { slot in slot < lines ? (adds - slot + lines - 1) / lines : 0 }
        let full = Tracked(
            version: seats + adds, lines: (0..<slots).map { $0 < lines ? seats + 1 + $0 : 0 }, quantities: filled)
        tracked = Array(repeating: full, count: carts)
    }

    mutating func next(_ count: Int) -> [Step] { (0..<count).map { _ in next() } }

    private mutating func next() -> Step {
        let kinds: [Kind] = [.add, .add, .add, .add, .set, .set, .remove, .total, .total, .total]
        let cart = below(carts), slot = below(slots), seat = below(seats)
        var kind = kinds[below(10)]
        let line = tracked[cart].lines[slot]
        // What finds its slot empty, or its line full, does something else.
        if line == 0, kind != .total { kind = .add }
        if kind == .add, tracked[cart].quantities[slot] == 9_999 { kind = .set }
        if kind != .total { tracked[cart].version += 1 }
        switch kind {
        case .add:
            if line == 0 { tracked[cart].lines[slot] = tracked[cart].version }
            tracked[cart].quantities[slot] += 1
        case .set:
            // Any quantity up to 99, but not the one that is there.
            tracked[cart].quantities[slot] = (tracked[cart].quantities[slot] + below(98)) % 99 + 1
        case .remove:
            tracked[cart].lines[slot] = 0
            tracked[cart].quantities[slot] = 0
        case .total: break
        }
        let quantity = tracked[cart].quantities[slot]
        return Step(kind: kind, cart: cart, seat: seat, line: line, quantity: quantity, sku: sku(cart, slot))
    }

    /// SplitMix64 (Steele et al. 2014).
    private mutating func below(_ bound: Int) -> Int {
        random &+= 0x9e37_79b9_7f4a_7c15
        var bits = random
        bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
        // Swift shifts before it multiplies.
        return Int((((bits ^ bits >> 31) >> 32) * UInt64(bound)) >> 32)
    }
}
