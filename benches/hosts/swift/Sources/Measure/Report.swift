import Foundation

/// How often a figure is taken, and how much each time.
struct Plan {
    let rounds: Int
    let operations: Int
    let isQuick: Bool
}

/// Nanoseconds an operation of both sides, round by round; they take turns, so that a machine which gets slower slows both.
struct Turns {
    var ours: [Double] = []
    var theirs: [Double] = []

    /// `prepare` runs before each round, and is not measured.
    init(
        _ plan: Plan, _ count: Int, prepare: () throws -> Void = {}, ours act: () throws -> Void,
        theirs other: () throws -> Void = {}
    ) rethrows {
        let warmUp = 2
        for round in 0..<plan.rounds + warmUp {
            try prepare()
            let (one, two) = try (took(count, act), took(count, other))
            guard round >= warmUp else { continue }
            ours.append(one)
            theirs.append(two)
        }
    }

    var ratio: Double { median(zip(theirs, ours).map { $0 / $1 }) }
}

private func took(_ count: Int, _ act: () throws -> Void) rethrows -> Double {
    let began = DispatchTime.now().uptimeNanoseconds
    try act()
    return Double(DispatchTime.now().uptimeNanoseconds - began) / Double(count)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// One line a figure: `name value unit goal ok|short`.
func report(_ name: String, _ value: Double, _ unit: String, atMost bound: Double? = nil) {
    let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : abs(value) >= 0.1 ? 2 : 4
    let goal = bound.map { "<=\(String(format: "%g", $0)) \(value <= $0 ? "ok" : "short")" } ?? "- -"
    print("swift_\(name) \(String(format: "%.\(digits)f", value)) \(unit) \(goal)")
    fflush(nil)
}
