// How a process may end: `live`, with a loop under way; `killed FILE`, after three adds; `after FILE CART` tells what was kept;
// `forked FILE`, after a child of it has ended.
import Cartpool
import Foundation

let words = CommandLine.arguments
switch words[1] {
case "live":
    let ana = try Engine.open().createCart(owner: "ana", currency: "EUR").member(id: "ana")
    let (beginnings, began) = AsyncStream.makeStream(of: Void.self)
    Task.detached {
        for try await _ in ana.pages() { began.yield() }
    }
    for await _ in beginnings { break }
case "killed":
    let engine = try Engine.open(path: words[2])
    try engine.setPrice(sku: "TEA", currency: "EUR", amount: Decimal(amount: "4.50"))
    let cart = try engine.createCart(owner: "ana", currency: "EUR")
    for _ in 0..<3 { try cart.member(id: "ana").addItem(sku: "TEA", quantity: 1) }
    print(cart.id())
    fflush(nil)
    kill(getpid(), SIGKILL)
case "forked":
    let cart = try Engine.open(path: words[2]).createCart(owner: "ana", currency: "EUR")
    let ana = cart.member(id: "ana")
    let child = fork()
    if child == 0 {
        do {
            try ana.renameCart(title: "lost")
        } catch let refused as CartpoolError {
            _exit(refused.code == .engineIsForked ? 7 : 1)
        }
        _exit(1)
    }
    var status: Int32 = 0
    waitpid(child, &status, 0)
    print(status >> 8, try ana.renameCart(title: "kept"))
default:
    print(try Engine.open(path: words[2]).cart(id: words[3]).member(id: "ana").total())
}
