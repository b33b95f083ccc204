/// What happens to a cart, page by page and without an end: `for try await page in ana.pages()`.
///
/// Each loop has a watch of its own, given back when the loop ends. A loop ends by itself after a page that is `revoked`.
/// It throws `CancellationError` when its task is cancelled and `CartpoolError` when the engine is closed; `page.toCursor` is
/// where another loop goes on.
public struct Pages: AsyncSequence, Sendable {
    public typealias Element = Page

    let member: Member
    let cursor: String?

    public func makeAsyncIterator() -> Iterator { Iterator(member: member, cursor: cursor) }

    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let member: Member
        let cursor: String?
        private let bell = Bell()
        private var watch: Watch?
        private var isOver = false

        init(member: Member, cursor: String?) {
            self.member = member
            self.cursor = cursor
        }

        public mutating func next() async throws -> Page? {
            if isOver { return nil }
            let watch = try self.watch ?? member.watch(cursor: cursor)
            self.watch = watch
            try Task.checkCancellation()
            while try !watch.poll(listener: bell) {
                await bell.wait()
                try Task.checkCancellation()
            }
            let page = try watch.page()
            if case .revoked = page.body {
                isOver = true
                self.watch = nil
            }
            return page
        }
    }
}

extension Member {
    /// What happens to the cart from `cursor` on, or from its first event, as it comes.
    public func pages(since cursor: String? = nil) -> Pages { Pages(member: self, cursor: cursor) }
}
