import Foundation

extension Decimal {
    /// The amount that `text` writes: digits with an optional point, nothing else. `Decimal(string:)` would read `12abc` as 12.
    ///
    /// A literal such as `0.07` goes through a `Double`, which is not always exact; such an amount is refused, not rounded.
    ///
    /// Errors: `price_not_valid`.
    public init(amount text: String) throws {
        self = try parseAmount(text: text)
    }
}

/// What the library gives is always the digits of a number. Up to eighteen of them are read here: `Decimal(string:)` takes six
/// times as long, and a view holds dozens.
func decimal(_ digits: String) -> Decimal {
    var magnitude: UInt64 = 0
    var fraction = 0
    var hasPoint = false
    for byte in digits.utf8 where byte != UInt8(ascii: "-") {
        if byte == UInt8(ascii: ".") {
            hasPoint = true
        } else {
            magnitude = magnitude &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            fraction += hasPoint ? 1 : 0
        }
    }
    if digits.utf8.count <= 18 {
        let sign: FloatingPointSign = digits.utf8.first == UInt8(ascii: "-") ? .minus : .plus
        return Decimal(sign: sign, exponent: -fraction, significand: Decimal(magnitude))
    }
    guard let decimal = Decimal(string: digits, locale: nil) else { preconditionFailure("\(digits) is no number") }
    return decimal
}

extension Money: CustomStringConvertible {
    /// As its currency writes it: `13.50 EUR`.
    public var description: String {
        let text = String(minor.magnitude)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let point = digits == 0 ? "" : "."
        return "\(minor < 0 ? "-" : "")\(padded.dropLast(digits))\(point)\(padded.suffix(digits)) \(currency)"
    }
}
