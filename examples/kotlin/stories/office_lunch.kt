// An office orders lunch: a link admits colleagues, everybody adds, the bill splits to the cent, and one pays for all.
package stories.office_lunch

import dev.cartpool.AdjustmentKind
import dev.cartpool.CartpoolException
import dev.cartpool.Engine
import dev.cartpool.PageBody
import dev.cartpool.Token

fun main(): Unit = Engine.open().use { engine ->
    for ((sku, price) in listOf("PIZZA" to "11.50", "SALAD" to "8.90", "WATER" to "2.80")) {
        engine.setPrice(sku, "EUR", price.toBigDecimal())
    }
    val cart = engine.createCart("ana", "EUR", title = "Friday lunch")
    val (ana, ben, cleo, dan) = listOf("ana", "ben", "cleo", "dan").map(cart::member)

    // The token's text goes into a link; the engine keeps its hash.
    val token = Token()
    ana.invite(token.hash(), "editor")
    ben.acceptInvitation(token.reveal())
    cleo.acceptInvitation(token.reveal())
    ana.addMember("dan", "viewer")

    val pizza = ana.addItem("PIZZA", 1)
    ben.adjustQuantity(pizza, 1)
    ana.setBeneficiaries(pizza, listOf("ana", "ben"))
    val salad = cleo.addItem("SALAD", 1)
    cleo.setBeneficiaries(salad, listOf("cleo"))
    cleo.setNote(salad, "no onions")
    ben.addItem("WATER", 2)
    try {
        dan.addItem("WATER", 1)
    } catch (refused: CartpoolException) {
        println("dan may only look: ${refused.code.word()}")
    }

    val view = ana.view()
    println(view.title)
    for (line in view.lines) {
        val note = line.note?.let { " ($it)" } ?: ""
        println("  ${line.quantity} x ${line.sku} ${line.lineTotal} by ${line.addedBy}$note")
    }

    // What is for somebody, they pay; the rest is shared, and the tip goes by what each has.
    ana.addAdjustment(AdjustmentKind.TIP, amount = "4.00".toBigDecimal())
    ana.fixBill()
    val bill = ana.bill()
    ana.recordPayment("ana", bill.total.amount)
    for (share in bill.shares) println("${share.member} owes ${share.total}")
    println("${bill.total} in all")

    for (transfer in ana.settlement().transfers) println("${transfer.payer} pays ${transfer.payee} ${transfer.amount}")
    val page = ana.eventsSince().body as PageBody.Events
    println("${page.events.size} changes, none lost")
}
