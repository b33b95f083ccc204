import Cartpool
import Foundation

/// What stays resident, in bytes a time, after so many of `act`; the first tenth is to warm up.
private func growth(_ times: Int, _ act: () throws -> Void) throws -> Double {
    for _ in 0..<times / 10 { try act() }
    let before = try residentBytes()
    for _ in 0..<times { try act() }
    return Double(try residentBytes() - before) / Double(times)
}

private func residentBytes() throws -> Int {
    let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
    return (Int(statm[1]) ?? 0) * 4_096
}

func growths(_ plan: Plan) throws {
    let times = plan.isQuick ? 20_000 : 1_000_000
    report("open_close_growth", try growth(times) {
        let engine = try Engine.open()
        let ana = try engine.createCart(owner: "ana", currency: "EUR").member(id: "ana")
        try ana.renameCart(title: "lunch")
        _ = try ana.view()
        engine.close()
    }, "bytes", atMost: 1)
    let ana = try Engine.open().createCart(owner: "ana", currency: "EUR").member(id: "ana")
    report("errors_growth", try growth(times) {
        do {
            try ana.addItem(sku: "NONE", quantity: 1)
            throw Failed("nothing was refused")
        } catch is CartpoolError {}
    }, "bytes", atMost: 1)
}
