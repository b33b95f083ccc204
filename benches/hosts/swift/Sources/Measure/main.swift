// Measures the Swift host: ours, by hand and Redis in turns. A figure is the median of its rounds, a ratio that of theirs.
//
//   Measure REDIS_SOCKET SCRIPT [--quick]
import Cartpool
import Foundation

/// One more of a line that is there, by a member who is held.
func measureAdds(_ plan: Plan) throws {
    let ours = try Ours(carts: 1), theirs = try Theirs(carts: 1)
    let members = (0..<seats).map { ours.member(0, $0) }
    let names = (0..<lines).map { sku(0, $0) }
    let turns = try Turns(plan, plan.operations, ours: {
        for at in 0..<plan.operations {
            if at % 40_000 == 0 { try ours.emptyLines() }
            try members[at & 3].addItem(sku: names[at & 7], quantity: 1)
        }
    }, theirs: {
        for at in 0..<plan.operations {
            if at % 40_000 == 0 { try theirs.emptyLines() }
            try theirs.add(0, at & 3, names[at & 7])
        }
    })
    report("add", median(turns.ours), "ns", atMost: 250)
    report("hand_rolled_add", median(turns.theirs), "ns")
    report("add_vs_hand_rolled", turns.ratio, "x")
}

func measureBatch(_ plan: Plan) throws {
    let ours = try Ours(carts: 1)
    let member = ours.member(0, 0)
    let commands = (0..<100).map { Command.addItem(sku: sku(0, $0 & 7), quantity: 1) }
    let batches = plan.operations / 100
    let turns = try Turns(plan, batches * 100, ours: {
        for at in 0..<batches {
            if at % 400 == 0 { try ours.emptyLines() }
            try member.batch(commands: commands)
        }
    })
    report("batch_of_100_per_operation", median(turns.ours), "ns")
}

func measureViews(_ plan: Plan) throws {
    let ours = try Ours(carts: 1)
    let member = ours.member(0, 0)
    try member.removeItem(line: seats + lines)
    let count = plan.operations / 10
    var sum = 0
    let turns = try Turns(plan, count, ours: {
        for _ in 0..<count { sum += try member.view().total.currency.utf8.count }
    }, theirs: {
        for _ in 0..<count { sum += try everyField(of: member.view()) }
    })
    report("view_of_7_lines_total", median(turns.ours) / 1_000, "us")
    report("view_of_7_lines_every_field", median(turns.theirs) / 1_000, "us")
    precondition(sum > 0)
}

/// Adds up a view's fields, so that none is left unread.
func everyField(of view: CartView) -> Int {
    var hasher = Hasher()
    view.hash(into: &hasher)
    return hasher.finalize() & 1 | 1
}

func measureMix(_ plan: Plan, carts: Int) throws {
    let ours = try Ours(carts: carts), theirs = try Theirs(carts: carts)
    var mix = Mix(carts: carts)
    var steps: [Step] = []
    let turns = try Turns(
        plan, plan.operations, prepare: { steps = mix.next(plan.operations) }, ours: { try ours.play(steps) },
        theirs: { try theirs.play(steps) })
    for cart in 0..<carts where try ours.member(cart, 0).total().amount != theirs.total(cart) {
        throw Failed("cart \(cart) comes to two totals")
    }
    report("mix_\(carts)", median(turns.ours), "ns")
    report("hand_rolled_mix_\(carts)", median(turns.theirs), "ns")
    report("mix_\(carts)_vs_hand_rolled", turns.ratio, "x")
}

/// An add at a time through hiredis, beside the same add here.
func measureRedis(_ plan: Plan, socket: String, script: String) throws {
    let ours = try Ours(carts: 1), redis = try Redis(socket: socket, script: script)
    let names = (0..<seats).map { person(0, $0) }
    let count = plan.operations / 50
    let turns = try Turns(plan, count, prepare: ours.emptyLines, ours: {
        for at in 0..<count { try ours.member(0, at & 3).addItem(sku: sku(0, at & 7), quantity: 1) }
    }, theirs: {
        for at in 0..<count { try redis.add(names[at & 3], sku(0, at & 7)) }
    })
    report("redis_add", median(turns.theirs) / 1_000, "us")
    report("add_vs_redis", turns.ratio, "x")
}

func measure(_ arguments: [String]) throws {
    let isQuick = arguments.contains("--quick")
    let plan = Plan(rounds: isQuick ? 3 : 11, operations: isQuick ? 5_000 : 100_000, isQuick: isQuick)
    try measureAdds(plan)
    try measureBatch(plan)
    try measureViews(plan)
    for carts in isQuick ? [1, 100] : [1, 1_000, 100_000] { try measureMix(plan, carts: carts) }
    try measureRedis(plan, socket: arguments[1], script: arguments[2])
    try growths(plan)
}

try measure(CommandLine.arguments)
