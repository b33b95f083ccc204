/// What has the same word in every language, such as `item_added` or `capability_missing`.
public protocol Worded {
    /// The word.
    func word() -> String
}

extension Worded {
    public func word() -> String {
        let name = Mirror(reflecting: self).children.first?.label ?? String(describing: self)
        return name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }
}

extension Worded where Self: CaseIterable {
    /// What has this word.
    public init?(word: String) {
        guard let one = Self.allCases.first(where: { $0.word() == word }) else { return nil }
        self = one
    }
}

extension AdjustmentKind: Worded {}
extension AdjustmentRule: Worded {}
extension CampaignMeasure: Worded {}
extension CampaignMomentKind: Worded {}
extension CampaignStatus: Worded {}
extension Capability: Worded {}
extension CartStatus: Worded {}
extension CellReason: Worded {}
extension DeadlinePolicy: Worded {}
extension Durability: Worded {}
extension EditPolicy: Worded {}
extension ErrorCode: Worded {}
extension ErrorKind: Worded {}
extension Event: Worded {}
extension Preset: Worded {}
extension Prices: Worded {}
extension RoundingLevel: Worded {}
extension RoundingMode: Worded {}
extension SplitRule: Worded {}
