import Cartpool
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct FeedTests {
    @Test func aLoopHearsEveryChangeOnceAndInOrder() async throws {
        let shop = try Shop()
        let reading = Task {
            var versions: [Int] = []
            for try await page in shop.ana.pages() {
                guard case .events(let events) = page.body else { continue }
                versions += events.map(\.version)
                if versions.last == 301 { break }
            }
            return versions
        }
        for _ in 0..<300 {
            try shop.ana.addItem(sku: "TEA", quantity: 1)
            await Task.yield()
        }
        #expect(try await reading.value == Array(1...301))
    }

    @Test func aPageFollowsTheOneBeforeItWithoutAGap() async throws {
        let shop = try Shop()
        var pages = shop.ana.pages().makeAsyncIterator()
        var cursor: String?
        for _ in 0..<5 {
            try shop.ana.addItem(sku: "TEA", quantity: 1)
            let page = try #require(try await pages.next())
            #expect(cursor == nil || page.fromCursor == cursor)
            cursor = page.toCursor
        }
        try shop.ana.addItem(sku: "TEA", quantity: 1)
        var later = shop.ana.pages(since: cursor).makeAsyncIterator()
        guard case .events(let events) = try await later.next()?.body else { throw Failed("no events") }
        #expect(events.map(\.version) == [7])
    }

    @Test func aCancelledTaskStopsWaiting() async throws {
        let shop = try Shop()
        let began = Bells()
        let reading = Task {
            for try await _ in shop.ana.pages() { await began.ring() }
        }
        await began.wait(for: 1)
        reading.cancel()
        await #expect(throws: CancellationError.self) { try await reading.value }
        #expect(try shop.ana.addItem(sku: "TEA", quantity: 1) == 2)
    }

    @Test func aTaskThatIsCancelledBeforeItBeginsWaitsForNothing() async throws {
        let shop = try Shop()
        let reading = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            for try await _ in shop.ana.pages() { Issue.record("a page came") }
        }
        await #expect(throws: CancellationError.self) { try await reading.value }
    }

    @Test func closingTheEngineEndsEveryLoop() async throws {
        let shop = try Shop()
        let began = Bells()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    await #expect(throws: CartpoolError.self) {
                        for try await _ in shop.ana.pages() { await began.ring() }
                    }
                }
            }
            await began.wait(for: 8)
            shop.engine.close()
            try await group.waitForAll()
        }
        #expect(shop.engine.health().watches == 0)
    }

    @Test func whoeverIsRemovedGetsOneLastPage() async throws {
        let shop = try Shop()
        let ben = try shop.editor("ben")
        let began = Bells()
        let reading = Task {
            var last: PageBody?
            for try await page in ben.pages() {
                last = page.body
                await began.ring()
            }
            return last
        }
        await began.wait(for: 1)
        let version = try shop.ana.removeMember(member: "ben")
        #expect(try await reading.value == .revoked(version: version))
        #expect(shop.engine.health().watches == 0)
    }

    @Test func aCursorBeyondTheLogBeginsAnewWithTheCart() async throws {
        let shop = try Shop()
        var pages = shop.ana.pages(since: "\(shop.engine.epoch()).99").makeAsyncIterator()
        guard case .reset(let view) = try await pages.next()?.body else { throw Failed("no reset") }
        #expect(try shop.ana.view() == view)
    }

    @Test func whatIsNoCursorIsRefused() async throws {
        let shop = try Shop()
        await #expect(throws: CartpoolError.self) {
            for try await _ in shop.ana.pages(since: "yesterday") {}
        }
    }

    @Test func aLoopThatIsLeftGivesItsWatchBack() async throws {
        let shop = try Shop(limits: Limits(cartWatchesMax: 1))
        for _ in 0..<100 {
            for try await _ in shop.ana.pages() { break }
        }
        #expect(shop.engine.health().watches == 0)
    }

    @Test func aPageMayChangeTheCartItIsAbout() async throws {
        let shop = try Shop()
        for try await page in shop.ana.pages() {
            guard case .events(let events) = page.body, let version = events.last?.version, version < 20 else { break }
            try shop.ana.addItem(sku: "TEA", quantity: 1)
        }
        #expect(try shop.ana.version() == 20)
    }

    @Test func aLoopMayRunOnAnActor() async throws {
        let shop = try Shop()
        #expect(try await Screen().firstVersion(of: shop.ana) == 1)
    }

    @Test func whoeverLeavesInTheMiddleOfAPageGoesOnFromThere() async throws {
        let shop = try Shop()
        for _ in 0..<5 { try shop.ana.addItem(sku: "TEA", quantity: 1) }
        for many in 1..<6 {
            var cursor: String?
            var versions: [Int] = []
            for round in 0..<2 {
                for try await item in shop.ana.events(since: cursor) {
                    guard case .happened(let record, _) = item else { throw Failed("\(item)") }
                    versions.append(record.version)
                    cursor = item.cursor
                    if versions.count == (round == 0 ? many : 6) { break }
                }
            }
            #expect(versions == Array(1...6))
        }
    }

    @Test func aFeedTellsOfAResetAndOfItsEnd() async throws {
        let shop = try Shop()
        let ben = try shop.editor("ben")
        var feed = ben.events(since: "\(shop.engine.epoch()).99").makeAsyncIterator()
        guard case .reset(let view, _) = try await feed.next() else { throw Failed("no reset") }
        #expect(view.version == 2)
        let version = try shop.ana.removeMember(member: "ben")
        guard case .revoked(version: version, _) = try await feed.next() else { throw Failed("no end") }
        #expect(try await feed.next() == nil)
    }

    @Test func eventsAreMatchedExhaustively() throws {
        let shop = try Shop()
        try shop.ana.addItem(sku: "TEA", quantity: 2, note: "for mum")
        let record = try shop.ana.event(version: 2)
        guard case .itemAdded(let sku, let quantity, _, _, _, _, let note, _) = record.event else { throw Failed("\(record)") }
        #expect(sku == "TEA" && quantity == 2 && note == "for mum")
        #expect(record.event.word() == "item_added")
        #expect(record.actor == "ana")
    }
}

@MainActor private final class Screen {
    func firstVersion(of member: Member) async throws -> Int? {
        for try await page in member.pages() {
            guard case .events(let events) = page.body else { break }
            return events.first?.version
        }
        return nil
    }
}

/// Counts how often something began, for whoever waits for it.
actor Bells {
    private var rung = 0
    private var waiting: [(many: Int, continuation: CheckedContinuation<Void, Never>)] = []

    func ring() {
        rung += 1
        waiting.removeAll { waiter in
            if waiter.many <= rung { waiter.continuation.resume() }
            return waiter.many <= rung
        }
    }

    func wait(for many: Int) async {
        if rung < many {
            await withCheckedContinuation { waiting.append((many, $0)) }
        }
    }
}
