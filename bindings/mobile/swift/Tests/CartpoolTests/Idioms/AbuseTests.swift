import Cartpool
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct AbuseTests {
    @Test(arguments: [0, -1, Int.min, Int.max, 1 << 53, 1 << 32, Int(UInt32.max) + 2])
    func aQuantityAtItsEdgesIsRefusedAndNeverRounded(quantity: Int) throws {
        let shop = try Shop()
        let line = try shop.ana.addItem(sku: "TEA", quantity: 1)
        let calls: [() throws -> Int] = [
            { try shop.ana.addItem(sku: "TEA", quantity: quantity) },
            { try shop.ana.addItem(sku: "TEA", quantity: quantity, note: "slowly") },
            { try shop.ana.setQuantity(line: line, quantity: quantity) },
            { try shop.ana.setQuantity(line: line, quantity: quantity, seenQuantity: 1) },
            { try shop.ana.batch(commands: [.addItem(sku: "TEA", quantity: quantity)]) },
        ]
        let expected: ErrorCode = quantity == 0 ? .quantityMustNotBeZero : .argumentNotValid
        for call in calls { #expect(refusal(call) == expected) }
        #expect(try shop.ana.version() == 2)
    }

    @Test(arguments: [Int.min, Int.max, -1, 1 << 53])
    func anIdThatIsNoneIsRefused(line: Int) throws {
        let shop = try Shop()
        let codes: Set<ErrorCode?> = [.argumentNotValid, .lineNotFound]
        #expect(codes.contains(refusal { try shop.ana.removeItem(line: line) }))
        #expect(codes.contains(refusal { try shop.ana.setQuantity(line: line, quantity: 1) }))
        #expect(refusal { try shop.ana.adjustQuantity(line: 2, delta: line) } != nil)
        #expect(refusal { try shop.ana.viewAt(version: line) } != nil)
        #expect(refusal { try Engine.open(maxBytes: line < 0 ? line : -1) } == .argumentNotValid)
    }

    @Test func textIsMeasuredInFullAndRefusedBeyondItsBound() throws {
        let shop = try Shop()
        #expect(refusal { try shop.ana.addItem(sku: "", quantity: 1) } == .skuNotValid)
        try shop.engine.setPrice(sku: String(repeating: "x", count: 64), currency: "EUR", amount: 1)
        #expect(try shop.ana.addItem(sku: String(repeating: "x", count: 64), quantity: 1) == 2)
        #expect(refusal { try shop.ana.addItem(sku: String(repeating: "x", count: 65), quantity: 1) } == .skuNotValid)
        #expect(try shop.ana.setNote(line: 2, note: String(repeating: "ü", count: 1_000)) == 3)
        #expect(refusal { try shop.ana.setNote(line: 2, note: String(repeating: "ü", count: 1_001)) } == .exceedsNoteMax)
        let huge = String(repeating: "x", count: 64 << 20)
        #expect(refusal { try shop.ana.addItem(sku: huge, quantity: 1) } == .exceedsCommandBytesMax)
        #expect(refusal { try shop.ana.setNote(line: 2, note: huge) } == .exceedsCommandBytesMax)
    }

    @Test(arguments: ["T\u{0}EA", "T\u{1}EA", "T\u{7f}EA"])
    func controlCharactersAreRefused(sku: String) throws {
        let shop = try Shop()
        #expect(refusal { try shop.ana.addItem(sku: sku, quantity: 1) } == .skuNotValid)
        #expect(refusal { try shop.ana.addItem(sku: sku, quantity: 1, note: "slowly") } == .skuNotValid)
    }

    @Test(arguments: ["مرحبا", "👩‍👩‍👧‍👦", "e\u{301}", "\u{e9}", "𝄞", "\u{feff}tea", "日本語"])
    func textKeepsItsBytes(text: String) throws {
        let shop = try Shop()
        let line = try shop.ana.addItem(sku: "TEA", quantity: 1, note: text)
        let note = try #require(try shop.ana.view().lines.first { $0.id == line }?.note)
        #expect(Array(note.utf8) == Array(text.utf8))
    }

    @Test func idsAreNotNormalised() throws {
        let shop = try Shop()
        try shop.ana.addMember(member: "e\u{301}", role: "viewer")
        try shop.ana.addMember(member: "\u{e9}", role: "viewer")
        #expect(try shop.ana.view().members.count == 3)
    }

    @Test func bytesThatAreNoTextNeverReachTheLibrary() throws {
        let shop = try Shop()
        let lone = String(decoding: [0xED, 0xA0, 0x80] as [UInt8], as: UTF8.self)
        let line = try shop.ana.addItem(sku: "TEA", quantity: 1, note: lone)
        #expect(try shop.ana.view().lines.first { $0.id == line }?.note == lone)
    }

    @Test func aClosedEngineRefusesAndClosingAgainIsNoTrouble() throws {
        let shop = try Shop()
        let watch = try shop.ana.watch()
        shop.engine.close()
        shop.engine.close()
        #expect(shop.engine.isClosed())
        #expect(refusal { try shop.ana.addItem(sku: "TEA", quantity: 1) } == .engineIsClosed)
        #expect(refusal { try shop.ana.total() } == .engineIsClosed)
        #expect(refusal { try shop.engine.createCart(owner: "ana", currency: "EUR") } == .engineIsClosed)
        #expect(refusal { try watch.page() } == .engineIsClosed)
        #expect(try shop.engine.drain(timeoutMs: 1))
    }

    @Test func aHandleKeepsWhatItNeedsAlive() throws {
        func orphan() throws -> Member { try Shop().ana }
        let ana = try orphan()
        #expect(try ana.addItem(sku: "TEA", quantity: 1) == 2)
        let watch = try ana.watch()
        #expect(try watch.page().toCursor == ana.eventsSince().toCursor)
    }

    @Test func handlesLetGoOfInManyTasksAreGivenBackOnce() async throws {
        let shop = try Shop()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<500 {
                        let member = shop.cart.member(id: "ana")
                        async let version = member.version()
                        async let total = member.total()
                        _ = try? await (version, total)
                    }
                }
            }
        }
        #expect(try shop.ana.version() == 1)
    }

    @Test func aListenerMayCallBackAtWill() async throws {
        let shop = try Shop()
        let watch = try shop.ana.watch()
        _ = try watch.page()
        let heard = Bells()
        let nosy = Nosy {
            _ = try? shop.ana.view()
            _ = try? shop.ana.addItem(sku: "TEA", quantity: 1)
            _ = try? watch.page()
            _ = try? shop.ana.watch()
            shop.engine.close()
            Task { await heard.ring() }
        }
        #expect(try !watch.poll(listener: nosy))
        #expect(try shop.ana.addItem(sku: "TEA", quantity: 1) == 2)
        await heard.wait(for: 1)
        #expect(shop.engine.isClosed())
    }

    @Test func aListenerThatBlocksHoldsUpOnlyItsOwnCaller() async throws {
        let shop = try Shop()
        let ben = try shop.editor("ben")
        let watch = try shop.ana.watch()
        _ = try watch.page()
        let gate = DispatchSemaphore(value: 0)
        let heard = Bells()
        #expect(try !watch.poll(listener: Nosy { Task { await heard.ring() }; gate.wait() }))
        let blocked = Thread { _ = try? ben.addItem(sku: "TEA", quantity: 1) }
        blocked.start()
        await heard.wait(for: 1)
        for _ in 0..<100 { _ = try shop.ana.addItem(sku: "TEA", quantity: 1) }
        #expect(try shop.ana.view().lines.map(\.quantity) == [101])
        shop.engine.close()
        #expect(shop.engine.isClosed())
        gate.signal()
    }

    @Test func optionsAreNoPlaceToSmuggle() throws {
        let shop = try Shop()
        let twice = [ItemOption(key: "size", value: "L"), ItemOption(key: "size", value: "M")]
        #expect(refusal { try shop.ana.addItem(sku: "TEA", quantity: 1, options: twice) } == .optionNotValid)
        func many(_ options: Int) -> [ItemOption] { (0..<options).map { ItemOption(key: "key-\($0)", value: "x") } }
        #expect(refusal { try shop.ana.addItem(sku: "TEA", quantity: 1, options: many(21)) } == .exceedsOptionsMax)
        #expect(refusal { try shop.ana.addItem(sku: "TEA", quantity: 1, options: many(100_000)) } == .exceedsCommandBytesMax)
        let proto = [ItemOption(key: "__proto__", value: "x")]
        #expect(try shop.ana.addItem(sku: "TEA", quantity: 1, options: proto) == 2)
        #expect(try shop.ana.view().lines[0].options.map(\.key) == ["__proto__"])
    }

    @Test func aWaitThatIsCancelledAtAnyMomentLosesNoChange() async throws {
        let shop = try Shop()
        var cursor = try shop.ana.eventsSince().toCursor
        for round in 0..<200 {
            let from = cursor
            let reading = Task {
                for try await page in shop.ana.pages(since: from) { return page.toCursor }
                return from
            }
            let adding = Task.detached { try shop.ana.addItem(sku: "TEA", quantity: 1) }
            if round.isMultiple(of: 3) { await Task.yield() }
            reading.cancel()
            cursor = (try? await reading.value) ?? from
            _ = try await adding.value
        }
        guard case .events(let events) = try shop.ana.eventsSince(cursor: cursor).body else { throw Failed("no events") }
        #expect(events.map(\.version) == Array((201 - events.count + 1)..<202))
        #expect(shop.engine.health().watches == 0)
    }
}
