import Cartpool
import Foundation

/// The `name=value` words of a line, read by kind; what nobody reads is a mistake of the scenario.
final class Arguments {
    private let values: [String: String]
    private var unread: Set<String>

    init(_ words: some Sequence<String>) {
        values = Dictionary(words.map(pair), uniquingKeysWith: { $1 })
        unread = Set(values.keys)
    }

    func areAllRead() throws {
        guard unread.isEmpty else { throw Failed("nothing takes \(unread.sorted())") }
    }

    func maybeText(_ name: String) -> String? {
        unread.remove(name)
        return values[name].flatMap { $0 == "null" ? nil : $0 }
    }

    func text(_ name: String) throws -> String { try given(name, maybeText(name)) }

    func maybeNumber(_ name: String) throws -> Int? {
        try maybeText(name).map { try given(name, Int($0)) }
    }

    func number(_ name: String) throws -> Int { try given(name, maybeNumber(name)) }

    func maybeAmount(_ name: String) throws -> Decimal? { try maybeText(name).map(Decimal.init(amount:)) }

    func amount(_ name: String) throws -> Decimal { try given(name, maybeAmount(name)) }

    func maybeFlag(_ name: String) throws -> Bool? { maybeText(name).map { $0 == "true" } }

    func flag(_ name: String) throws -> Bool { try maybeFlag(name) ?? false }

    func list(_ name: String) throws -> [String] { maybeText(name).map { $0.split(separator: ",").map(String.init) } ?? [] }

    func pairs(_ name: String) throws -> [ItemOption] {
        try list(name).map { entry in
            let parts = entry.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ItemOption(key: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
    }

    func maybeWord<Word: Worded & CaseIterable>(_ name: String) throws -> Word? {
        try maybeText(name).map { try given(name, Word(word: $0)) }
    }

    func word<Word: Worded & CaseIterable>(_ name: String) throws -> Word { try given(name, maybeWord(name)) }

    func words<Word: Worded & CaseIterable>(_ name: String) throws -> [Word] {
        try list(name).map { try given(name, Word(word: $0)) }
    }

    func maybeSpan(_ name: String) throws -> Int? { try maybeText(name).map(milliseconds) }

    private func given<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw Failed("\(name) is missing, or not what it should be: \(values[name] ?? "")") }
        return value
    }
}
