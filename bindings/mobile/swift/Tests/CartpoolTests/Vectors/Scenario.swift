import Cartpool
import Foundation

private let startMs = 1_750_000_000_000

/// One file: one engine, its carts, its saved values. The grammar is in tests/README.md.
final class Scenario {
    private var engine: Engine
    private var cart: Cart
    private var carts: [String: Cart] = [:]
    private var saved: [String: String] = [:]

    init() throws {
        engine = try Engine.open(manualClockMs: startMs, seed: 1)
        cart = try engine.cart(id: String(repeating: "0", count: 32))
    }

    /// Plays every line; answers how many.
    static func play(_ text: String) throws -> Int {
        let scenario = try Scenario()
        let lines = try Line.all(text)
        var rest = lines[...]
        while let line = rest.popFirst() {
            do {
                if line.words.dropFirst() == ["batch"] {
                    let inside = rest.prefix { $0.isIndented }
                    rest = rest.dropFirst(inside.count)
                    guard let end = rest.popFirst(), end.words == ["end"] else { throw Failed("a batch ends with `end`") }
                    try scenario.settle(end.outcome) { try scenario.batch(line.words[0], inside) }
                } else {
                    let words = try line.words.map(scenario.resolved)
                    try scenario.settle(line.outcome) { try scenario.step(words[0], Array(words.dropFirst())) }
                }
            } catch {
                throw Failed("line \(line.number): \(line.words.joined(separator: " ")): \(error)")
            }
        }
        for cart in scenario.carts.values { try cart.system().verify() }
        scenario.engine.close()
        return lines.count
    }

    private func settle(_ outcome: Line.Outcome, _ act: () throws -> Int?) throws {
        let answer: Int?
        do {
            answer = try act()
        } catch let refused as CartpoolError {
            guard outcome == .refusal(refused.code.word()) else { throw Failed("refused with \(refused.code.word())") }
            return
        }
        switch outcome {
        case .refusal(let code): throw Failed("not refused with \(code)")
        case .version(let name) where name.hasPrefix("$"): saved[String(name.dropFirst())] = shown(answer)
        case .version(let wanted): try expect("version", answer, wanted)
        case .success: break
        }
    }

    /// The word, each `$name` in it replaced by what was saved.
    private func resolved(_ word: String) throws -> String {
        guard let dollar = word.firstIndex(of: "$") else { return word }
        let name = word[word.index(after: dollar)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
        guard let value = saved[String(name)] else { throw Failed("$\(name) is not saved") }
        return try String(word[..<dollar]) + value + resolved(String(word[name.endIndex...]))
    }

    private func step(_ first: String, _ words: [String]) throws -> Int? {
        switch first {
        case "options": try open(Arguments(words))
        case "price": return try price(words)
        case "price_of": try priceOf(words)
        case "cart": return try create(words)
        case "use": cart = try carts[words[0]] ?? engine.cart(id: String(repeating: "f", count: 32))
        case "token": try token(words[0])
        case "id": try id(words)
        case "clock": try engine.advanceClock(ms: Int64(milliseconds(words[0])))
        case "coupon": return try coupon(words[0], Arguments(words.dropFirst()))
        case "coupon_of": try check(engine.coupon(code: words[0]), words.dropFirst())
        case "transfer": return try transfer(words)
        case "ledger_of": try ledger(words)
        case "campaign": return try campaign(words[0], Arguments(words.dropFirst()))
        case "campaign_of": try check(engine.campaign(campaign: words[0]), words.dropFirst())
        case "campaign_list_of": try check(engine.campaignList(campaign: words[0]), words.dropFirst())
        case "cancel_campaign": return try engine.cancelCampaign(campaign: words[0])
        case "order_campaign": return try engine.orderCampaign(campaign: words[0])
        case "see_campaign": try seeCampaign(words)
        case "sweep": try check(engine.sweep(cartsMax: Int(UInt32.max)), words)
        case "see": try see(member(words[0]), words.dropFirst())
        case "see_at": try check(member(words[0]).viewAt(version: whole(words[1])), words.dropFirst(2))
        case "event": try event(words)
        case "blame": try blame(words)
        case "feed": try feed(words)
        default: return try member(first).say(Command(words[0], Arguments(words.dropFirst())))
        }
        return nil
    }

    private func batch(_ handle: String, _ inside: some Sequence<Line>) throws -> Int {
        let commands = try inside.map { line in
            let words = try line.words.map(resolved)
            return try Command(words[0], Arguments(words.dropFirst()))
        }
        return try member(resolved(handle)).batch(commands: commands)
    }

    /// A principal and the options on its handle: `ana[expect_version=3]`.
    private func member(_ handle: String) throws -> Member {
        let name = handle.prefix { $0 != "[" }
        let member = name == "system" ? cart.system() : cart.member(id: String(name))
        if name.endIndex == handle.endIndex { return member }
        let given = try Arguments(handle.dropFirst(name.count + 1).dropLast().split(separator: ",").map { try resolved(String($0)) })
        return try member.with(commandId: given.maybeText("command_id"), expectVersion: given.maybeNumber("expect_version"))
    }
}

extension Scenario {
    private func open(_ given: Arguments) throws {
        engine = try Engine.open(
            prices: given.maybeWord("prices"), limits: Limits(given), rates: given.maybeText("rates") == "on" ? Rates() : nil,
            maxBytes: given.maybeNumber("max_bytes"), manualClockMs: startMs, seed: 1)
        try given.areAllRead()
    }

    private func price(_ words: [String]) throws -> Int {
        let given = Arguments(words.dropFirst(2))
        let currency = given.maybeText("currency") ?? "EUR"
        let version = try engine.setPrice(sku: words[0], currency: currency, amount: Decimal(amount: words[1]))
        guard let category = given.maybeText("category") else { return version }
        return try engine.setCategory(sku: words[0], category: category)
    }

    private func priceOf(_ words: [String]) throws {
        let price = try engine.price(sku: words[0], currency: words[1])
        if words.count > 2 { try expect("price", price, words[2]) }
    }

    private func create(_ words: [String]) throws -> Int {
        let given = Arguments(words.dropFirst())
        cart = try engine.createCart(
            owner: given.text("owner"), currency: given.text("currency"), preset: given.maybeWord("preset"),
            title: given.maybeText("title"), purpose: given.maybeText("purpose"))
        carts[words[0]] = cart
        return try cart.system().version()
    }

    private func token(_ name: String) throws {
        let token = try Token()
        saved[name] = token.reveal()
        saved["\(name).hash"] = token.hash()
    }

    /// The engine makes ids for its own time; the offset goes into the 48 bits that carry it.
    private func id(_ words: [String]) throws {
        let atMs = try engine.nowMs() + (words.count > 1 ? milliseconds(words[1]) : 0)
        let hex = String(atMs, radix: 16)
        let time = String(repeating: "0", count: 12 - hex.count) + hex
        saved[words[0]] = "\(time.prefix(8))-\(time.dropFirst(8))\(engine.commandId().dropFirst(13))"
    }

    private func coupon(_ code: String, _ given: Arguments) throws -> Int {
        let terms = try CouponTerms(
            percent: given.maybeAmount("percent"), amount: given.maybeAmount("amount"), tiers: given.pairs("tiers"),
            buy: given.maybeNumber("buy"), get: given.maybeNumber("get"), skus: given.list("skus"),
            label: given.maybeText("label"), exclusive: given.flag("exclusive"), priority: given.maybeNumber("priority"),
            usesMax: given.maybeNumber("uses_max"), memberUsesMax: given.maybeNumber("member_uses_max"),
            validFromMs: given.maybeNumber("valid_from_ms"), validUntilMs: given.maybeNumber("valid_until_ms"))
        let currency = try given.text("currency")
        try given.areAllRead()
        return try engine.defineCoupon(code: code, currency: currency, terms: terms)
    }

    private func transfer(_ words: [String]) throws -> Int {
        let given = Arguments(words.dropFirst(2))
        return try engine.recordTransfer(
            group: words[0], currency: words[1], payer: given.text("payer"), payee: given.text("payee"),
            amount: given.amount("amount"), commandId: given.maybeText("command_id"),
            expectVersion: given.maybeNumber("expect_version"))
    }

    private func campaign(_ id: String, _ given: Arguments) throws -> Int {
        let nowMs = engine.nowMs()
        func at(_ name: String) throws -> Int? { try given.maybeSpan(name).map { nowMs + $0 } }
        let terms = try CampaignTerms(
            skus: given.list("skus").map(campaignSku), tiers: given.list("tiers").map(campaignTier),
            closesAtMs: nowMs + milliseconds(given.text("closes_at")), measure: given.maybeWord("measure"),
            minimum: given.maybeNumber("minimum"), maximum: given.maybeNumber("maximum"),
            memberMin: given.maybeNumber("member_min"), memberMax: given.maybeNumber("member_max"),
            leader: given.maybeText("leader"), opensAtMs: at("opens_at"), locksAtMs: at("locks_at"),
            atDeadline: given.maybeWord("at_deadline"), extensionMs: given.maybeSpan("extension"))
        let currency = try given.text("currency")
        try given.areAllRead()
        return try engine.createCampaign(campaign: id, currency: currency, terms: terms)
    }

    private func campaignSku(_ word: String) throws -> CampaignSku {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return try CampaignSku(sku: parts[0], unitPrice: parts.count > 1 ? Decimal(amount: parts[1]) : nil)
    }

    private func campaignTier(_ word: String) throws -> CampaignTier {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let threshold = try whole(parts[0])
        return parts[1].hasSuffix("%")
            ? try CampaignTier(threshold: threshold, percent: Decimal(amount: String(parts[1].dropLast())))
            : try CampaignTier(threshold: threshold, unitPrice: Decimal(amount: parts[1]))
    }
}

extension Scenario {
    /// The view, and of the reads of the bill those that are named.
    private func see(_ member: Member, _ claims: some Sequence<String>) throws {
        let view = try member.view()
        for claim in claims {
            let root = claim.prefix { $0 != "." }
            let rest = String(claim.dropFirst(root.count + 1))
            switch root {
            case "bill": try check(member.bill(), [rest])
            case "explain": try check(member.explain(), [rest])
            case "settlement": try check(member.settlement(), [rest])
            default: try check(view, [claim])
            }
        }
    }

    private func ledger(_ words: [String]) throws {
        let view = try engine.ledger(group: words[0], currency: words[1])
        let settlement = try engine.ledgerSettlement(group: words[0], currency: words[1])
        for claim in words.dropFirst(2) {
            let isSettled = claim.hasPrefix("settlement.")
            try check(isSettled ? settlement : view, [isSettled ? String(claim.dropFirst("settlement.".count)) : claim])
        }
    }

    private func seeCampaign(_ words: [String]) throws {
        let member = try member(words[0])
        let seen = try member.campaign(campaign: words[1])
        guard try member.whatWouldTip(campaign: words[1]) == seen.next else { throw Failed("what would tip differs") }
        try check(seen, words.dropFirst(2))
    }

    private func event(_ words: [String]) throws {
        let record = try member(words[0]).event(version: whole(words[1]))
        for claim in words.dropFirst(2).map(pair) { try expect(claim.name, fact(record, claim.name), claim.value) }
    }

    private func blame(_ words: [String]) throws {
        let versions = try member(words[0]).blame(line: whole(words[1])).map { String($0.version) }
        for claim in words.dropFirst(2) where claim != "versions=" + versions.joined(separator: ",") { throw Failed("\(versions)") }
    }

    private func feed(_ words: [String]) throws {
        let since = pair(words[1]).value
        let cursor = since.contains(".") ? since : "\(engine.epoch()).\(since)"
        let page = try member(words[0]).eventsSince(cursor: cursor)
        var facts = ["version": page.toCursor.split(separator: ".").last.map(String.init), "reset": "false"]
        switch page.body {
        case .events(let events): facts["versions"] = events.map { String($0.version) }.joined(separator: ",")
        case .reset(let view):
            facts["reset"] = "true"
            facts["version"] = String(view.version)
        case .revoked(let version): facts["version"] = String(version)
        }
        for claim in words.dropFirst(2).map(pair) { try expect(claim.name, facts[claim.name] ?? nil, claim.value) }
    }

    private func check(_ view: Any, _ claims: some Sequence<String>) throws {
        for claim in claims.map(pair) {
            try expect(claim.name, fact(view, claim.name.split(separator: ".")), claim.value)
        }
    }
}

private func whole(_ text: String) throws -> Int {
    guard let number = Int(text) else { throw Failed("\(text) is no number") }
    return number
}

private func expect(_ name: String, _ actual: Any?, _ wanted: String) throws {
    guard isSame(actual, wanted) else { throw Failed("\(name) is \(shown(actual)), not \(wanted)") }
}
