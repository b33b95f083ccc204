import dev.cartpool.CartpoolException
import dev.cartpool.Engine
import java.io.File
import java.math.BigDecimal

/** A fourth of the times before it counts: the allocator has what it holds back by then. */
private const val WARM_UP = 4

/** Bytes by which resident memory grew, each time. The machine is started with a heap that neither grows nor shrinks. */
fun growth(times: Int, act: () -> Unit): Double {
    repeat(times / WARM_UP) { act() }
    val before = resident()
    repeat(times) { act() }
    return maxOf(resident() - before, 0L).toDouble() / times
}

/** What is resident once the collector and the cleaners had their turn. */
private fun resident(): Long = List(20) {
    System.gc()
    Thread.sleep(50)
    File("/proc/self/statm").readText().split(" ")[1].toLong() * 4096
}.min()

fun openAndClose() {
    Engine.open().use { engine ->
        engine.setPrice("TEA", "EUR", BigDecimal("4.50"))
        engine.createCart("ana", "EUR").use { cart ->
            cart.member("ana").use { ana ->
                ana.addItem("TEA", 2, note = "for mum")
                ana.watch().use { it.page() }
                ana.view().lines[0].lineTotal.amount
            }
        }
    }
}

private val ana = Engine.open().createCart("ana", "EUR").member("ana")

fun fail() {
    try {
        ana.addItem("JAM", 1)
    } catch (_: CartpoolException) {
        // It is what is measured.
    }
}
