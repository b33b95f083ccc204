import Foundation

extension CartpoolError {
    /// The rule that was broken.
    public var code: ErrorCode { parts.code }
    /// One English sentence, which names no person.
    public var text: String { parts.text }
    /// The one fact that helps to mend the call.
    public var context: ErrorContext { parts.context }

    /// A panic in the library, which UniFFI caught. What it said goes no further: it may hold a person's data.
    static func panicked(_: String) -> CartpoolError {
        .internal(code: .internalError, text: ErrorCode.internalError.sentence(), context: .nothing)
    }

    private var parts: (code: ErrorCode, text: String, context: ErrorContext) {
        switch self {
        case .invalid(let code, let text, let context), .notFound(let code, let text, let context),
            .denied(let code, let text, let context), .conflict(let code, let text, let context),
            .limitReached(let code, let text, let context), .internal(let code, let text, let context),
            .storage(let code, let text, let context):
            (code, text, context)
        }
    }
}

extension CartpoolError: LocalizedError {
    public var errorDescription: String? { text }
}
