import CHiredis
import Foundation

/// The first cart in Redis, through hiredis: no client in Swift comes with Debian.
final class Redis {
    private let context: UnsafeMutablePointer<redisContext>
    private var script = ""

    init(socket: String, script file: String) throws {
        guard let context = redisConnectUnix(socket), context.pointee.err == 0 else { throw Failed("no server answers") }
        self.context = context
        script = try send(["SCRIPT", "LOAD", String(contentsOfFile: file, encoding: .utf8)])
        for (at, name) in skus.enumerated() { try send(["HSET", "prices", name, String(cents(at))]) }
        for seat in 0..<seats {
            try send(["HSET", "cart:0", "member:\(person(0, seat))", seat == 0 ? "owner" : "editor"])
        }
        try send(["HSET", "cart:0", "version", String(seats), "total", "0"])
        for event in 0..<adds { try add(person(0, event % seats), sku(0, event % lines)) }
    }

    deinit { redisFree(context) }

    func add(_ member: String, _ sku: String) throws {
        try send(["EVALSHA", script, "3", "cart:0", "events:0", "prices", member, sku, "1"])
    }

    /// Sends a command and answers its text, where it has one.
    @discardableResult
    private func send(_ words: [String]) throws -> String {
        let copies = words.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        var pointers = copies.map { UnsafePointer($0) }
        var lengths = words.map(\.utf8.count)
        guard let raw = redisCommandArgv(context, Int32(words.count), &pointers, &lengths) else { throw Failed("no answer") }
        defer { freeReplyObject(raw) }
        let reply = raw.assumingMemoryBound(to: redisReply.self).pointee
        let text = reply.str.map { String(cString: $0) } ?? ""
        guard reply.type != REDIS_REPLY_ERROR else { throw Failed(text) }
        return text
    }
}

struct Failed: Error {
    let why: String
    init(_ why: String) { self.why = why }
}
