import dev.cartpool.CartpoolException
import dev.cartpool.Engine
import dev.cartpool.FeedItem
import dev.cartpool.events
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking

fun main(): Unit = Engine.open().use { engine ->
    engine.setPrice("TEA", "EUR", "4.50".toBigDecimal())
    val cart = engine.createCart("ana", "EUR")
    val ana = cart.member("ana")
    ana.addMember("ben", "viewer")
    ana.addItem("TEA", 2)
    val refused = try {
        cart.member("ben").addItem("TEA", 1)
        "nothing"
    } catch (denied: CartpoolException.Denied) {
        denied.code.word()
    }
    // No `else`: what may come is known to the compiler.
    val cursor = when (val item = runBlocking { ana.events().first() }) {
        is FeedItem.Happened -> item.cursor
        is FeedItem.Reset -> item.cursor
        is FeedItem.Revoked -> error("ana was removed")
    }
    check(cursor == "1.1")
    println("$refused, then ${ana.total()}")
}
