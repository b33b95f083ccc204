import Foundation

/// A line that does not do what it says.
struct Failed: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A line of a scenario: its words, and what it expects.
struct Line {
    let number: Int
    let isIndented: Bool
    let words: [String]
    let outcome: Outcome

    enum Outcome: Equatable {
        case success
        case version(String)
        case refusal(String)
    }

    /// The lines of a file that say something.
    static func all(_ text: String) throws -> [Line] {
        try text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { at, line in
            let words = try split(line)
            return words.isEmpty ? nil : try Line(number: at + 1, isIndented: line.first?.isWhitespace ?? false, words)
        }
    }

    private init(number: Int, isIndented: Bool, _ words: [String]) throws {
        self.number = number
        self.isIndented = isIndented
        let mark = words.firstIndex { $0 == "->" || $0 == "!" } ?? words.endIndex
        self.words = Array(words[..<mark])
        switch Array(words[mark...]) {
        case []: outcome = .success
        case let tail where tail.count == 2 && tail[0] == "!": outcome = .refusal(tail[1])
        case let tail where tail.count == 2 && tail[1].hasPrefix("version="):
            outcome = .version(String(tail[1].dropFirst("version=".count)))
        case let tail: throw Failed("\(tail) is no outcome")
        }
    }
}

/// Splits at blanks; `#` starts a comment; what stands in double quotes is a JSON string and keeps its blanks.
func split(_ line: Substring) throws -> [String] {
    var words: [String] = []
    var rest = line.drop(while: \.isWhitespace)
    while let first = rest.first, first != "#" {
        var word = ""
        while let next = rest.first, !next.isWhitespace {
            if next == "\"" {
                word += try quoted(&rest)
            } else {
                word.append(next)
                rest.removeFirst()
            }
        }
        words.append(word)
        rest = rest.drop(while: \.isWhitespace)
    }
    return words
}

/// Takes a JSON string off the front.
private func quoted(_ rest: inout Substring) throws -> String {
    var end = rest.index(after: rest.startIndex)
    while rest[end] != "\"" { end = rest.index(end, offsetBy: rest[end] == "\\" ? 2 : 1) }
    let literal = rest[...end]
    rest = rest[rest.index(after: end)...]
    return try JSONDecoder().decode(String.self, from: Data(literal.utf8))
}

/// `name=value`, or a name alone, which is true.
func pair(_ word: String) -> (name: String, value: String) {
    guard let equals = word.firstIndex(of: "=") else { return (word, "true") }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
}

/// `+7d`, `-500ms` in milliseconds.
func milliseconds(_ span: String) throws -> Int {
    let unit = String(span.drop { $0 == "+" || $0 == "-" || $0.isNumber })
    let units = ["ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let length = units[unit], let number = Int(span.dropLast(unit.count)) else {
        throw Failed("\(span) is no span of time")
    }
    return number * length
}
