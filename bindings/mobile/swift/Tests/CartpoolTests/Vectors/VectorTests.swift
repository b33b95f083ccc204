import Foundation
import Testing

private let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["CARTPOOL_VECTORS"] ?? "vectors")

private func scenarios() -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".cart") }.sorted()
}

@Suite struct VectorTests {
    @Test func thereAreScenarios() {
        #expect(!scenarios().isEmpty)
    }

    @Test(arguments: scenarios())
    func everyLineOfAScenarioHolds(file: String) throws {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        #expect(try Scenario.play(text) > 0)
    }
}
