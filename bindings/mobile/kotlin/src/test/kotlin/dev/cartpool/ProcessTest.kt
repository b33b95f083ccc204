package dev.cartpool

import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.launch
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.math.BigDecimal
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread
import kotlin.io.path.createTempDirectory
import kotlin.system.exitProcess

/** What takes a process of its own. */
class ProcessTest {
    /** A Java machine that ran: its exit code, and all that it wrote. */
    private class Ended(val code: Int, val said: String)

    private fun java(main: String, vararg options: String, arguments: List<String> = emptyList()): Ended {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val classpath = System.getProperty("java.class.path")
        val words = listOf(java, "-cp", classpath, *options, "dev.cartpool.ProcessTestKt", main) + arguments
        val output = File.createTempFile("cartpool", ".txt")
        val process = ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output).start()
        val ended = process.waitFor(120, TimeUnit.SECONDS)
        if (!ended) process.destroyForcibly().waitFor()
        assertTrue(ended, "$main hangs: ${output.readText()}")
        return Ended(process.exitValue(), output.readText().also { output.delete() })
    }

    @Test
    fun `a process exits with a live feed`() {
        for (way in listOf("exits", "returns")) {
            val ended = java(way)
            assertEquals("0 collecting\n", "${ended.code} ${ended.said}", way)
        }
    }

    @Test
    fun `another version of the library is refused in words`() {
        val folder = createTempDirectory("cartpool").toFile()
        val checks = Class.forName("dev.cartpool.IntegrityCheckingUniffiLib").declaredMethods
            .map { it.name.substringBefore('$') }.filter { "cartpool_mobile_" in it }
        assertTrue(checks.size > 50, "${checks.size} checks")
        for ((contract, words) in listOf("1" to "(contract version)", "30" to "(API checksum)")) {
            val source = folder.resolve("other.c")
            val answer = { name: String -> if ("contract" in name) contract else "1" }
            source.writeText(checks.distinct().joinToString("") { "int $it(void) { return ${answer(it)}; }\n" })
            val library = folder.resolve("other-$contract.so").path
            assertEquals(0, ProcessBuilder("cc", "-shared", "-fPIC", "-o", library, source.path).inheritIO().start().waitFor())
            val ended = java("opens", "-Duniffi.component.cartpool_mobile.libraryOverride=$library")
            assertTrue("that was loaded is of another version than this jar $words" in ended.said, ended.said)
        }
        folder.deleteRecursively()
    }

    @Test
    fun `a child process inherits nothing of an open file`() {
        val folder = createTempDirectory("cartpool").toFile()
        Shop(Engine.open(folder.resolve("carts.db").path)).use { shop ->
            shop.ana.addItem("TEA", 1)
            val child = ProcessBuilder("sh", "-c", "ls -l /proc/self/fd").redirectErrorStream(true).start()
            val files = child.inputStream.reader().readText()
            assertEquals(0, child.waitFor())
            assertFalse("carts.db" in files, files)
            assertEquals(3L, shop.ana.addItem("TEA", 1))
        }
        folder.deleteRecursively()
    }

    @Test
    fun `eight threads that never rest need little memory`() {
        val ended = java("crowds", "-Xmx64m", arguments = listOf("20000"))
        assertEquals("0 160001", "${ended.code} ${ended.said.trim()}")
    }

    @Test
    fun `nothing leaks over many engines, errors and feeds`() {
        val ended = java("leaks", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", arguments = listOf("4000"))
        assertEquals(0, ended.code, ended.said)
        val growth = ended.said.lines().filter { it.isNotEmpty() }.associate {
            it.substringBefore(' ') to it.substringAfter(' ').toLong()
        }
        assertEquals(setOf("engines", "dropped", "errors", "unsent", "watches", "batches"), growth.keys)
        for ((what, bytes) in growth) {
            // Handles that are dropped wait for the collector, and the memory of 4,000 engines would be 64 MiB.
            val most = if (what == "dropped") 32 shl 20 else 8 shl 20
            assertTrue(bytes < most, "$what: $bytes bytes over 4000")
        }
    }
}

@OptIn(DelicateCoroutinesApi::class)
internal fun main(arguments: Array<String>) {
    when (val what = arguments[0]) {
        "opens" -> println(Engine.open().use { it.carts() })
        "leaks" -> leaks(arguments[1].toInt())
        "crowds" -> crowd(arguments[1].toInt())
        else -> {
            val shop = Shop()
            GlobalScope.launch(Dispatchers.IO) { shop.ana.events("1.1").collect() }
            while (shop.engine.health().watches == 0L) Thread.sleep(1)
            println("collecting")
            if (what == "exits") exitProcess(0)
        }
    }
}

/** Eight threads that never rest. */
private fun crowd(count: Int) {
    val shop = Shop(Engine.open(limits = Limits(quantityMax = 1_000_000)))
    List(8) { thread { repeat(count) { shop.ana.addItem("TEA", 1) } } }.forEach(Thread::join)
    println(shop.ana.version())
}

private fun leaks(count: Int) {
    val shop = Shop()
    val long = "x".repeat(16 shl 10)
    val rounds = mapOf<String, () -> Unit>(
        "engines" to {
            Engine.open().use { engine ->
                engine.setPrice("TEA", "EUR", BigDecimal.ONE)
                engine.createCart("ana", "EUR").use { cart -> cart.member("ana").use { it.addItem("TEA", 1) } }
            }
        },
        "dropped" to { Shop().use { it.ana.addItem("TEA", 1) } },
        "errors" to { refused { shop.ana.removeItem(99) } },
        // What is refused once half of its arguments are ready: a text, a list, and an engine's handle.
        "unsent" to {
            refused { shop.ana.addMember(long, "\uD800") }
            refused { shop.ana.setBeneficiaries(2, listOf(long, "\uD800")) }
            Engine.open().use { engine -> refused { engine.setPrice("TEA", "EUR", BigDecimal("1E+999")) } }
        },
        "watches" to { shop.ana.watch().use { watch -> watch.poll(NoListener) } },
        "batches" to { refused { shop.ana.batch { addItem("TEA", 0) } } },
    )
    for ((name, round) in rounds) {
        repeat(2 * count) { round() }
        val before = resident()
        repeat(count) { round() }
        println("$name ${resident() - before}")
    }
}

private object NoListener : Listener {
    override fun changed(): Unit = Unit
}

private fun refused(call: () -> Unit) {
    check(runCatching(call).exceptionOrNull() is CartpoolException)
}

/** Resident memory once everything that can be given back has been. */
private fun resident(): Long {
    var least = Long.MAX_VALUE
    repeat(20) {
        System.gc()
        Thread.sleep(50)
        least = minOf(least, File("/proc/self/statm").readText().split(" ")[1].toLong() * 4096)
    }
    return least
}
