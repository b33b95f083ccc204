package dev.cartpool

import org.junit.jupiter.api.assertThrows
import java.io.File
import java.math.BigDecimal

/** The root of the repository; Maven runs tests in the module's folder. */
internal val root: File = File("../../..").canonicalFile

/** An engine with a price, a cart of ana's, and ana. */
internal class Shop(val engine: Engine = Engine.open()) : AutoCloseable {
    init {
        engine.setPrice("TEA", "EUR", BigDecimal("4.50"))
    }

    val cart: Cart = engine.createCart("ana", "EUR")
    val ana: Member = cart.member("ana")

    override fun close(): Unit = engine.close()
}

/** The code that a call is refused with. */
internal fun refusal(call: () -> Unit): ErrorCode = assertThrows<CartpoolException> { call() }.code
