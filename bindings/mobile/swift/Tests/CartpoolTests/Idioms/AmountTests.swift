import Cartpool
import Foundation
import Testing

@Suite struct AmountTests {
    @Test(arguments: ["", "4,50", "1e3", "+1", "-1", " 1", "1_000", "NaN", "٤", "12abc", ".5", "0.00000001"])
    func textThatIsNoAmountIsRefused(text: String) throws {
        let shop = try Shop()
        #expect(refusal { try shop.engine.setPrice(sku: "TEA", currency: "EUR", amount: Decimal(amount: text)) } == .priceNotValid)
        #expect(try shop.engine.price(sku: "TEA", currency: "EUR") == Decimal(string: "4.5"))
    }

    @Test(arguments: [
        Decimal.nan, -1, Decimal(sign: .plus, exponent: 40, significand: 1), Decimal.greatestFiniteMagnitude,
        Decimal.leastNonzeroMagnitude, Decimal(sign: .plus, exponent: -8, significand: 1),
    ])
    func aDecimalThatIsNoPriceIsRefused(amount: Decimal) throws {
        let shop = try Shop()
        #expect(refusal { try shop.engine.setPrice(sku: "TEA", currency: "EUR", amount: amount) } == .priceNotValid)
    }

    @Test func aLiteralThatIsNotExactIsRefusedAndNotRounded() throws {
        let shop = try Shop()
        let inexact: Decimal = 0.07
        #expect(inexact != Decimal(string: "0.07"))
        #expect(refusal { try shop.engine.setPrice(sku: "TEA", currency: "EUR", amount: inexact) } == .priceNotValid)
    }

    @Test(arguments: ["4.5", "4.500", "0", "0.01", "999999.99"])
    func anAmountComesBackAsItWas(text: String) throws {
        let shop = try Shop()
        let amount = try Decimal(amount: text)
        #expect(amount == Decimal(string: text))
        try shop.engine.setPrice(sku: "MILK", currency: "EUR", amount: amount)
        #expect(try shop.engine.price(sku: "MILK", currency: "EUR") == amount)
    }

    @Test func moneyIsWrittenAsItsCurrencyWritesIt() throws {
        let engine = try Engine.open()
        for (currency, price, text) in [("EUR", "80", "80.00 EUR"), ("JPY", "80", "80 JPY"), ("KWD", "0.005", "0.005 KWD")] {
            try engine.setPrice(sku: "TEA", currency: currency, amount: Decimal(amount: price))
            let ana = try engine.createCart(owner: "ana", currency: currency).member(id: "ana")
            #expect(try ana.total().description.hasPrefix("0"))
            try ana.addItem(sku: "TEA", quantity: 1)
            let total = try ana.total()
            #expect("\(total)" == text)
            #expect(total.amount == Decimal(string: price))
        }
    }

    @Test func whatIsOwedMayBeNegative() throws {
        let shop = try Shop()
        let ben = try shop.editor("ben")
        try shop.ana.addItem(sku: "TEA", quantity: 1)
        try shop.ana.fixBill()
        try shop.ana.recordPayment(payer: "ben", amount: Decimal(amount: "4.50"))
        let balances = try ben.bill().shares.map { $0.balance }
        #expect(balances.contains { $0.amount < 0 && $0.minor < 0 && $0.description.hasPrefix("-") })
        #expect(balances.reduce(0) { $0 + $1.minor } == 0)
    }
}
