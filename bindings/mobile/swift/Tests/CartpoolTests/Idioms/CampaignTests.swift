import Cartpool
import Foundation
import Testing

private let dayMs = 86_400_000

@Suite(.timeLimit(.minutes(2))) struct CampaignTests {
    private func shop(tiers: [CampaignTier]) throws -> Shop {
        let shop = try Shop()
        let terms = CampaignTerms(skus: [CampaignSku(sku: "TEA")], tiers: tiers, closesAtMs: shop.engine.nowMs() + dayMs)
        #expect(try shop.engine.createCampaign(campaign: "tea", currency: "EUR", terms: terms) == 1)
        return shop
    }

    @Test func aCampaignIsFollowedAsItGoes() async throws {
        let shop = try shop(tiers: [CampaignTier(threshold: 10, percent: 10)])
        let began = Bells()
        let following = Task {
            var quantities: [Int] = []
            for try await view in shop.engine.progress(of: "tea") {
                quantities.append(view.quantity)
                await began.ring()
                if view.quantity == 10 { break }
            }
            return quantities
        }
        await began.wait(for: 1)
        let line = try shop.ana.pledge(campaign: "tea", quantity: 4)
        await began.wait(for: 2)
        try shop.ana.setQuantity(line: line, quantity: 10)
        #expect(try await following.value == [0, 4, 10])
        #expect(try shop.ana.total().description == "40.50 EUR")
        #expect(shop.engine.health().watches == 0)
    }

    @Test func aCancelledTaskStopsFollowing() async throws {
        let shop = try shop(tiers: [])
        let began = Bells()
        let following = Task {
            for try await _ in shop.engine.progress(of: "tea") { await began.ring() }
        }
        await began.wait(for: 1)
        following.cancel()
        await #expect(throws: CancellationError.self) { try await following.value }
        #expect(shop.engine.health().watches == 0)
    }

    @Test func closingTheEngineEndsTheFollowing() async throws {
        let shop = try shop(tiers: [])
        let began = Bells()
        let following = Task {
            for try await _ in shop.engine.progress(of: "tea") { await began.ring() }
        }
        await began.wait(for: 1)
        shop.engine.close()
        await #expect { try await following.value } throws: { ($0 as? CartpoolError)?.code == .engineIsClosed }
    }

    @Test func whatWouldTipSaysWhatEachWouldPay() throws {
        let shop = try shop(tiers: [CampaignTier(threshold: 5, unitPrice: 4)])
        try shop.ana.pledge(campaign: "tea", quantity: 3)
        let next = try #require(try shop.ana.whatWouldTip(campaign: "tea"))
        #expect(next.missing == 2)
        #expect(next.shares.map { $0.then.description } == ["12.00 EUR"])
        try shop.ana.pledge(campaign: "tea", quantity: 2)
        #expect(try shop.ana.whatWouldTip(campaign: "tea") == nil)
        #expect(try shop.engine.campaign(campaign: "tea").moments.map { $0.kind.word() }.contains("tipped"))
    }

    @Test func whatIsNoCampaignIsRefused() async throws {
        let shop = try Shop()
        #expect(refusal { try shop.engine.campaign(campaign: "tea") } == .campaignNotFound)
        await #expect(throws: CartpoolError.self) {
            for try await _ in shop.engine.progress(of: "tea") {}
        }
    }
}
