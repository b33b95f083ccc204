/// One thing that a feed tells, and the cursor to go on from after it.
public enum FeedItem: Equatable, Sendable {
    /// Something happened in the cart.
    case happened(EventRecord, cursor: String)
    /// The log does not reach back to the cursor: here is the cart itself, to begin anew from.
    case reset(CartView, cursor: String)
    /// The member was removed: the feed's last word.
    case revoked(version: Int, cursor: String)

    /// Where a feed goes on after this: `ana.events(since: cursor)`.
    public var cursor: String {
        switch self {
        case .happened(_, let cursor), .reset(_, let cursor), .revoked(_, let cursor): cursor
        }
    }
}

/// What happens to a cart, one thing after another and without an end: `for try await item in ana.events()`. Otherwise as `Pages`.
public struct Events: AsyncSequence, Sendable {
    public typealias Element = FeedItem

    let pages: Pages

    public func makeAsyncIterator() -> Iterator { Iterator(pages: pages.makeAsyncIterator()) }

    public struct Iterator: AsyncIteratorProtocol, Sendable {
        var pages: Pages.Iterator
        private var waiting: ArraySlice<FeedItem> = []

        init(pages: Pages.Iterator) {
            self.pages = pages
        }

        public mutating func next() async throws -> FeedItem? {
            while waiting.isEmpty {
                guard let page = try await pages.next() else { return nil }
                waiting = items(of: page)[...]
            }
            return waiting.removeFirst()
        }
    }
}

private func items(of page: Page) -> [FeedItem] {
    switch page.body {
    case .events(let events):
        let epoch = page.toCursor.prefix { $0 != "." }
        return events.map { .happened($0, cursor: "\(epoch).\($0.version)") }
    case .reset(let view): return [.reset(view, cursor: page.toCursor)]
    case .revoked(let version): return [.revoked(version: version, cursor: page.toCursor)]
    }
}

extension Member {
    /// What happens to the cart from `cursor` on, or from its first event, one thing after another as it comes.
    public func events(since cursor: String? = nil) -> Events { Events(pages: pages(since: cursor)) }
}
