import Foundation

/// Wakes one task when a watch has news: it passes the word on, and whoever waits then pulls what.
final class Bell: Listener, @unchecked Sendable {
    private let lock = NSLock()
    private var hasRung = false
    private var sleeper: CheckedContinuation<Void, Never>?

    func changed() {
        lock.withLock {
            hasRung = sleeper == nil
            sleeper?.resume()
            sleeper = nil
        }
    }

    /// Returns once the bell rings or the task is cancelled; at once where it rang since it was last waited for.
    func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                lock.withLock {
                    if hasRung {
                        hasRung = false
                        continuation.resume()
                    } else {
                        sleeper = continuation
                    }
                }
            }
        } onCancel: {
            changed()
        }
    }
}
