// The week's groceries: a cart in a file, a child with a budget, what happened to a line, and going on after a restart.
package stories.family_groceries

import dev.cartpool.Capability
import dev.cartpool.CartpoolException
import dev.cartpool.Engine
import dev.cartpool.ItemOption
import dev.cartpool.PageBody
import dev.cartpool.Preset
import dev.cartpool.SplitRule
import dev.cartpool.batch
import dev.cartpool.kind
import kotlin.io.path.createTempDirectory

fun main() {
    val folder = createTempDirectory("family-").toFile()
    val path = folder.resolve("carts.db").path
    val (id, milk, seen) = Engine.open(path).use { shopping(it) }

    // Another day, another process: the same file, the same cart.
    Engine.open(path).use { engine ->
        val cart = engine.cart(id)
        val (mum, dad) = listOf("mum", "dad").map(cart::member)
        val before = mum.version()
        mum.setQuantity(milk, 3)
        mum.addItem("BREAD", 1)
        val news = dad.eventsSince(seen).body as PageBody.Events
        println("since then: ${news.events.joinToString { it.event.kind }}")

        println("what happened to the milk:")
        for (record in dad.blame(milk)) println("  ${record.event.kind}")
        println("${mum.viewAt(before).total} then, ${mum.total()} now")

        mum.setSplit(SplitRule.BY_WEIGHT, listOf(ItemOption("mum", "2"), ItemOption("dad", "1")))
        for (share in mum.bill().shares) println("${share.member} owes ${share.total}")
    }
    folder.deleteRecursively()
}

private fun shopping(engine: Engine): Triple<String, Long, String> {
    val shop = listOf("MILK 1.19 dairy", "BREAD 3.40 bakery", "SWEETS 2.50 sweets", "ICE 4.20 frozen")
    for ((sku, price, category) in shop.map { it.split(" ") }) {
        engine.setPrice(sku, "EUR", price.toBigDecimal())
        engine.setCategory(sku, category)
    }
    val cart = engine.createCart("mum", "EUR", Preset.FAMILY)
    val (mum, dad, kim) = listOf("mum", "dad", "kim").map(cart::member)
    mum.addMember("dad", "editor")
    mum.defineRole(
        "child",
        capabilities = listOf(Capability.VIEW_ITEMS, Capability.ADD_ITEMS),
        moneyCap = 10.toBigDecimal(),
        categoriesDenied = listOf("sweets"),
    )
    mum.addMember("kim", "child")

    val milk = mum.addItem("MILK", 2)
    dad.batch {
        adjustQuantity(milk, 2)
        setNote(milk, "the fresh one")
    }
    for ((sku, quantity) in listOf("SWEETS" to 1L, "ICE" to 3L, "ICE" to 2L)) {
        val answer = try {
            kim.addItem(sku, quantity)
            "she gets it"
        } catch (refused: CartpoolException) {
            refused.code.word()
        }
        println("kim asks for $quantity x $sku: $answer")
    }
    println("saved at ${mum.total()}")
    return Triple(cart.id(), milk, dad.eventsSince().toCursor)
}
