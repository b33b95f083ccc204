/// A campaign as it is, and again whenever it has changed: `for try await view in engine.progress(of: "honey")`.
///
/// What changes several times between two looks is seen once. A loop has no end of its own: it throws `CancellationError` when
/// its task is cancelled and `CartpoolError` when the engine is closed.
public struct Progress: AsyncSequence, Sendable {
    public typealias Element = CampaignView

    let engine: Engine
    let campaign: String

    public func makeAsyncIterator() -> Iterator { Iterator(engine: engine, campaign: campaign) }

    public struct Iterator: AsyncIteratorProtocol, Sendable {
        let engine: Engine
        let campaign: String
        private let bell = Bell()
        private var watch: CampaignWatch?

        init(engine: Engine, campaign: String) {
            self.engine = engine
            self.campaign = campaign
        }

        public mutating func next() async throws -> CampaignView? {
            try Task.checkCancellation()
            guard let watch else {
                let watch = try engine.watchCampaign(campaign: campaign)
                self.watch = watch
                return try watch.view()
            }
            while try !watch.poll(listener: bell) {
                await bell.wait()
                try Task.checkCancellation()
            }
            return try watch.view()
        }
    }
}

extension Engine {
    /// The campaign as it is, and again whenever it has changed.
    public func progress(of campaign: String) -> Progress { Progress(engine: self, campaign: campaign) }
}
