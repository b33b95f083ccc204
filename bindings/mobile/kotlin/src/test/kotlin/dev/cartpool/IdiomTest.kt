package dev.cartpool

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.io.File
import java.math.BigDecimal
import kotlin.io.path.createTempDirectory

/** What makes it Kotlin's, where scenarios say nothing of a language. */
class IdiomTest {
    @Test
    fun `use closes the engine, and closing again does nothing`() {
        val engine = Engine.open()
        engine.use { assertFalse(it.isClosed()) }
        engine.close()
        assertTrue(engine.isClosed())
        assertEquals(ErrorCode.ENGINE_IS_CLOSED, refusal { engine.createCart("ana", "EUR") })
    }

    @Test
    fun `money is exact and reads as money`(): Unit = Shop().use { shop ->
        shop.ana.addItem("TEA", 3)
        val total = shop.ana.total()
        assertEquals(BigDecimal("13.50"), total.amount)
        assertEquals(1350L, total.minor)
        assertEquals("13.50 EUR", total.toString())
        assertEquals(BigDecimal("0.00001").toPlainString(), digits(BigDecimal("1E-5")))
    }

    @Test
    fun `a refusal is caught by its kind, and has its code, its fact and its sentence`() {
        Engine.open(limits = Limits(quantityMax = 3)).use { engine ->
            engine.setPrice("TEA", "EUR", BigDecimal.ONE)
            val ana = engine.createCart("ana", "EUR").member("ana")
            val refused = assertThrows<CartpoolException.LimitReached> { ana.addItem("TEA", 4) }
            assertEquals(ErrorCode.EXCEEDS_QUANTITY_MAX, refused.code)
            assertEquals(ErrorContext.Limit(3), refused.context)
            assertEquals("exceeds_quantity_max: ${refused.code.sentence()} (maximum 3)", refused.message)
            assertEquals("CartpoolException\$LimitReached", refused.javaClass.name.substringAfter("cartpool."))
        }
    }

    @Test
    fun `every code has the word and the number that other languages have`() {
        val table = Regex("""^    +(\d+) (\w+) "(\w+)" (\w+) "(.*)";""", RegexOption.MULTILINE)
            .findAll(root.resolve("core/src/error.rs").readText()).map { it.groupValues }.toList()
        assertEquals(ErrorCode.entries.size, table.size)
        for ((code, row) in ErrorCode.entries.zip(table)) {
            assertEquals(row[1].toInt(), code.number)
            assertEquals(row[3], code.word())
            assertEquals(row[3], code.name.lowercase())
            assertEquals(row[4].uppercase(), code.kind().name.replace("_", ""))
            assertEquals(row[5], code.sentence())
        }
    }

    @Test
    fun `a batch is all or nothing, and one answer`(): Unit = Shop().use { shop ->
        val last = shop.ana.batch {
            addItem("TEA", 2, note = "für Mama", options = listOf(ItemOption("size", "L")), separate = true)
            addMember("ben", "editor")
            renameCart(title = "lunch")
            assertEquals(3, size)
        }
        assertEquals(4L, last)
        val line = shop.ana.view().lines.single()
        assertEquals("für Mama", line.note)
        assertEquals(listOf(LineOption("size", "L")), line.options)
        val refused = assertThrows<CartpoolException.NotFound> {
            shop.ana.batch {
                addItem("TEA", 1)
                removeItem(99)
            }
        }
        assertEquals(ErrorCode.LINE_NOT_FOUND, refused.code)
        assertEquals(4L, shop.ana.version())
        assertEquals(ErrorCode.BATCH_MUST_NOT_BE_EMPTY, refusal { shop.ana.batch { } })
        assertThrows<ArithmeticException> { shop.ana.batch { addItem("TEA", 1L / size) } }
        assertEquals(4L, shop.ana.version())
    }

    @Test
    fun `what a batch refused to pack is not in it`(): Unit = Shop().use { shop ->
        shop.ana.batch {
            addItem("TEA", 1)
            assertEquals(ErrorCode.TEXT_MUST_BE_UTF8, refusal { addItem("TEA", 1, note = "\uD83C") })
            assertEquals(1, size)
        }
        assertEquals(1L, shop.ana.view().lines.single().quantity)
    }

    @Test
    fun `a batch builder and a list of commands come to the same`() {
        val long = "ä".repeat(400)
        val amount = BigDecimal("1.50")
        val built: Batch.() -> Unit = {
            addItem("TEA", 2, note = long, beneficiaries = listOf("ana"))
            defineRole("child", listOf(Capability.VIEW_ITEMS, Capability.ADD_ITEMS), moneyCap = amount)
            addAdjustment(AdjustmentKind.TIP, amount = amount, included = false)
            setPolicies(mergesLines = false)
        }
        val listed = listOf(
            Command.AddItem("TEA", 2, note = long, beneficiaries = listOf("ana")),
            Command.DefineRole("child", listOf(Capability.VIEW_ITEMS, Capability.ADD_ITEMS), moneyCap = amount),
            Command.AddAdjustment(AdjustmentKind.TIP, amount = amount, included = false),
            Command.SetPolicies(mergesLines = false),
        )
        val seen = listOf<(Member) -> Long>({ it.batch(built) }, { it.batch(listed) }).map { batch ->
            Shop(Engine.open(manualClockMs = 1_750_000_000_000, seed = 7)).use { shop ->
                assertEquals(5L, batch(shop.ana))
                shop.ana.view()
            }
        }
        assertEquals(seen[0], seen[1])
    }

    @Test
    fun `a command id makes a retry harmless, and an expected version refuses`(): Unit = Shop().use { shop ->
        val once = shop.ana.with(commandId = shop.engine.commandId())
        assertEquals(once.addItem("TEA", 1), once.addItem("TEA", 1))
        val late = shop.ana.with(expectVersion = 1)
        val refused = assertThrows<CartpoolException.Conflict> { late.addItem("TEA", 1) }
        assertEquals(ErrorContext.Version(expected = 1, actual = 2), refused.context)
    }

    @Test
    fun `every event has its word`(): Unit = Shop().use { shop ->
        shop.ana.addItem("TEA", 1)
        assertEquals("item_added", shop.ana.event(2).event.kind)
        val words = Event::class.sealedSubclasses.map { it.simpleName }
        val known = Regex("""is Event\.(\w+) -> "(\w+)"""")
            .findAll(File("src/main/kotlin/dev/cartpool/Kinds.kt").readText()).map { it.groupValues[1] }
        assertEquals(words.toSet(), known.toSet())
    }

    @Test
    fun `carts on a file are there again`() {
        val folder = createTempDirectory("cartpool").toFile()
        val path = folder.resolve("carts.db").path
        val id = Shop(Engine.open(path)).use { shop ->
            shop.ana.addItem("TEA", 2)
            assertTrue(shop.engine.drain(20_000))
            shop.cart.id()
        }
        Engine.open(path, Durability.BUFFERED).use { engine ->
            assertEquals(Durability.BUFFERED, engine.durability())
            assertEquals("9.00 EUR", engine.cart(id).member("ana").total().toString())
        }
        val missing = folder.resolve("nowhere/carts.db").path
        assertThrows<CartpoolException.Storage> { Engine.open(missing) }
        folder.deleteRecursively()
    }

    @Test
    fun `the library says its version, and that is the jar's`() {
        val pom = File("pom.xml").readText()
        assertEquals(Regex("<version>(.+?)</version>").find(pom)!!.groupValues[1], libraryVersion())
        assertNull(Engine.open().use { it.health().takeIf { health -> health.watches != 0L } })
    }
}
