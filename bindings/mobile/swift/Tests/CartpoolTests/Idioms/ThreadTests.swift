import Cartpool
import Foundation
import Testing

@Suite(.timeLimit(.minutes(2))) struct ThreadTests {
    @Test func addsInParallelAllSurvive() async throws {
        let shop = try Shop()
        let members = try (0..<8).map { try shop.editor("member-\($0)") }
        let versions = try await withThrowingTaskGroup(of: [Int].self) { group in
            for member in members {
                group.addTask { try (0..<500).map { _ in try member.addItem(sku: "TEA", quantity: 1) } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(versions.sorted() == Array(10..<4010))
        #expect(try shop.ana.view().lines.map(\.quantity) == [4000])
        try shop.cart.system().verify()
    }

    @Test func theEngineMayBeClosedWhileEightCall() async throws {
        for _ in 0..<10 {
            let shop = try Shop()
            let line = try shop.ana.addItem(sku: "TEA", quantity: 1)
            let began = Bells()
            let codes = await withTaskGroup(of: ErrorCode?.self) { group in
                for at in 0..<8 {
                    group.addTask {
                        var code: ErrorCode?
                        while code == nil {
                            code = refusal {
                                _ = at.isMultiple(of: 2) ? try shop.ana.setQuantity(line: line, quantity: 2) : try shop.ana.view().version
                                try shop.ana.batch(commands: [.setQuantity(line: line, quantity: 3)])
                            }
                            await began.ring()
                        }
                        return code
                    }
                }
                await began.wait(for: 8)
                shop.engine.close()
                return await group.reduce(into: Set<ErrorCode?>()) { $0.insert($1) }
            }
            #expect(codes == [.engineIsClosed])
        }
    }

    @Test func twoTasksShareOneEngine() async throws {
        let shop = try Shop()
        async let first = Task.detached { try shop.ana.addItem(sku: "TEA", quantity: 1) }.value
        async let second = Task.detached { try shop.ana.addItem(sku: "TEA", quantity: 1) }.value
        #expect(try await Set([first, second]) == [2, 3])
    }
}
