import Foundation

extension CartpoolError {
    /// The rule that was broken.
    public var code: ErrorCode { parts.code }
    /// One English sentence, which names no person.
    public var text: String { parts.text }
    /// The one fact that helps to mend the call.
    public var context: ErrorContext { parts.context }

    private var parts: (code: ErrorCode, text: String, context: ErrorContext) {
        switch self {
        case .Invalid(let code, let text, let context), .NotFound(let code, let text, let context),
            .Denied(let code, let text, let context), .Conflict(let code, let text, let context),
            .LimitReached(let code, let text, let context), .Internal(let code, let text, let context),
            .Storage(let code, let text, let context):
            (code, text, context)
        }
    }
}

extension CartpoolError: LocalizedError {
    public var errorDescription: String? { text }
}
