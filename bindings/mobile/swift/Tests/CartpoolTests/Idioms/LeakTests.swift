import Cartpool
import Foundation
import Testing

/// Resident bytes of this process.
private func residentBytes() throws -> Int {
    let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return try #require(Int(statm.split(separator: " ")[1])) * 4096
}

/// Makes the library panic in this thread's next call; in a debug build only.
@_silgen_name("cartpool_mobile_panic") private func panicNext()

/// What stays resident after many rounds. test.sh runs these alone and one by one: whoever else ran would be measured too.
@Suite(.serialized) struct LeakTests {
    @Test func tenThousandShortThreadsLeaveNothingBehind() throws {
        let shop = try Shop()
        let line = try shop.ana.addItem(sku: "TEA", quantity: 1_000)
        func wave(_ threads: Int) {
            let done = DispatchGroup()
            for at in 0..<threads {
                done.enter()
                Thread {
                    _ = try? shop.ana.adjustQuantity(line: line, delta: at.isMultiple(of: 2) ? 1 : -1)
                    done.leave()
                }.start()
            }
            done.wait()
        }
        for _ in 0..<10 { wave(100) }
        let before = try residentBytes()
        for _ in 0..<90 { wave(100) }
        #expect(try residentBytes() - before < 4 << 20)
        #expect(try shop.ana.version() == 10_002)
    }

    @Test func aPanicIsARefusalAndHarmsNobody() throws {
        let shop = try Shop()
        let line = try shop.ana.addItem(sku: "TEA", quantity: 1)
        let calls: [() throws -> Any] = [
            { try shop.ana.addItem(sku: "TEA", quantity: 1) },
            { try shop.ana.addItem(sku: "TEA", quantity: 1, note: "slowly") },
            { try shop.ana.setQuantity(line: line, quantity: 2) },
            { try shop.ana.batch(commands: [.removeItem(line: line)]) },
            { try shop.ana.view() }, { try shop.ana.bill() }, { try shop.ana.total() }, { try shop.ana.eventsSince() },
            { try shop.ana.watch() },
        ]
        func all() {
            for call in calls {
                panicNext()
                guard case .internal(.internalError, ErrorCode.internalError.sentence(), .nothing) = refused(call) else {
                    Issue.record("a panic went through, or what it said")
                    continue
                }
            }
        }
        for _ in 0..<20 { all() }
        let before = try residentBytes()
        for _ in 0..<100 { all() }
        #expect(try residentBytes() - before < 8 << 20)
        #expect(try shop.ana.version() == 2)
        #expect(try shop.ana.addItem(sku: "TEA", quantity: 1) == 3)
        try shop.cart.system().verify()
    }

    @Test func openingUsingAndClosingLeavesNothingBehind() throws {
        func round() throws {
            let shop = try Shop()
            try shop.ana.addItem(sku: "TEA", quantity: 1)
            _ = try shop.ana.view()
            _ = try shop.ana.watch().poll(listener: Nosy {})
            shop.engine.close()
        }
        for _ in 0..<300 { try round() }
        let before = try residentBytes()
        for _ in 0..<1_500 { try round() }
        #expect(try residentBytes() - before < 4 << 20)
    }

    @Test func refusalsLeaveNothingBehind() throws {
        let shop = try Shop()
        func round() {
            #expect(refusal { try shop.ana.addItem(sku: "NONE", quantity: 1) } == .priceNotFound)
            #expect(refusal { try shop.ana.setNote(line: 9, note: "lost") } == .lineNotFound)
            #expect(refusal { try shop.engine.cart(id: "lunch") } == .cartIdNotValid)
        }
        for _ in 0..<1_000 { round() }
        let before = try residentBytes()
        for _ in 0..<5_000 { round() }
        #expect(try residentBytes() - before < 4 << 20)
    }
}
