package dev.cartpool

import com.sun.jna.NativeLibrary
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import java.lang.reflect.InvocationTargetException
import java.math.BigDecimal
import java.nio.ByteBuffer
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlin.concurrent.thread
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.full.createInstance
import kotlin.reflect.full.memberFunctions
import kotlin.reflect.full.valueParameters

/** What a hostile or careless program does: refused, without an effect, and the engine goes on. */
class AbuseTest {
    @Test
    fun `null from Java is refused before the library`(): Unit = Shop().use { shop ->
        val add = Member::class.java.getMethod("addMember", String::class.java, String::class.java)
        val thrown = assertThrows<InvocationTargetException> { add.invoke(shop.ana, null, "editor") }
        assertTrue(thrown.targetException is NullPointerException, "${thrown.targetException}")
        assertEquals(1L, shop.ana.version())
    }

    @Test
    fun `numbers at their edges are refused and never rounded`(): Unit = Shop().use { shop ->
        assertEquals(ErrorCode.QUANTITY_MUST_NOT_BE_ZERO, refusal { shop.ana.addItem("TEA", 0) })
        for (quantity in listOf(-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L shl 32, 1L shl 53)) {
            assertEquals(ErrorCode.ARGUMENT_NOT_VALID, refusal { shop.ana.addItem("TEA", quantity) })
            assertEquals(ErrorCode.ARGUMENT_NOT_VALID, refusal { shop.ana.batch { addItem("TEA", quantity) } })
        }
        assertEquals(ErrorCode.ARGUMENT_NOT_VALID, refusal { shop.ana.viewAt(-1) })
        assertEquals(ErrorCode.ARGUMENT_NOT_VALID, refusal { shop.engine.drain(-1) })
        assertEquals(1L, shop.ana.version())
        fun priced(price: BigDecimal) = refusal { shop.engine.setPrice("TEA", "EUR", price) }
        assertEquals(ErrorCode.PRICE_NOT_VALID, priced(BigDecimal("-0.01")))
        assertEquals(ErrorCode.PRICE_NOT_VALID, priced(BigDecimal("1E+2147483647")))
        assertEquals(ErrorCode.PRICE_NOT_VALID, priced(BigDecimal("1E-2147483647")))
        assertEquals(ErrorCode.EXCEEDS_UNIT_PRICE_MAX, priced(BigDecimal("1E+20")))
        assertEquals(BigDecimal("4.50"), shop.engine.price("TEA", "EUR"))
        shop.engine.setPrice("TEA", "EUR", BigDecimal("1E+1"))
        assertEquals(0, shop.engine.price("TEA", "EUR").compareTo(BigDecimal.TEN))
    }

    @Test
    fun `texts are refused beyond their bound, however long`(): Unit = Shop().use { shop ->
        fun named(title: String) = shop.ana.renameCart(title = title)
        assertEquals(2L, named("x".repeat(255)))
        assertEquals(ErrorCode.EXCEEDS_TITLE_MAX, refusal { named("x".repeat(256)) })
        assertEquals(ErrorCode.SKU_NOT_VALID, refusal { shop.ana.addItem("", 1) })
        val huge = "x".repeat(64 shl 20)
        assertEquals(ErrorCode.EXCEEDS_COMMAND_BYTES_MAX, refusal { named(huge) })
        assertEquals(ErrorCode.EXCEEDS_COMMAND_BYTES_MAX, refusal { shop.ana.batch { renameCart(title = huge) } })
        assertEquals(2L, shop.ana.version())
    }

    @Test
    fun `text that is no Unicode is refused, and what is, is kept as it is`(): Unit = Shop().use { shop ->
        for (lone in listOf("\uD83C", "a\uDF75", "\uDF75\uD83C")) {
            assertEquals(ErrorCode.TEXT_MUST_BE_UTF8, refusal { shop.ana.renameCart(title = lone) })
            assertEquals(ErrorCode.TEXT_MUST_BE_UTF8, refusal { shop.ana.addItem("TEA", 1, note = lone) })
            assertEquals(ErrorCode.TEXT_MUST_BE_UTF8, refusal { shop.ana.batch { renameCart(title = lone) } })
        }
        // A NUL is one byte, and not the two of Java's modified UTF-8.
        assertEquals(ErrorCode.SKU_NOT_VALID, refusal { shop.ana.addItem("TE\u0000A", 1) })
        for (title in listOf("\uFEFFtea", "\u202Eaet", "\uD83C\uDF75", "e\u0301", "\u00E9")) {
            shop.ana.renameCart(title = title)
            assertEquals(title, shop.ana.view().title)
            shop.ana.batch { renameCart(title = title, purpose = title) }
            assertEquals(title, shop.ana.view().purpose)
        }
        shop.ana.addMember("\u00E9", "viewer")
        assertEquals(ErrorCode.CART_NOT_FOUND, refusal { shop.cart.member("e\u0301").view() })
    }

    @Test
    fun `bytes that are no batch are refused`(): Unit = Shop().use { shop ->
        fun bytes(vararg values: Int) = ByteArray(values.size) { values[it].toByte() }
        val lying = ByteBuffer.allocate(21).put(0).putInt(Int.MAX_VALUE).array()
        // A list of two thousand million options that are not there.
        val endless = ByteBuffer.allocate(22).put(0).putInt(3).put("TEA".toByteArray()).putLong(1).put(0)
            .putInt(Int.MAX_VALUE).array()
        for (packed in listOf(bytes(255), bytes(0), bytes(0, 0, 0), lying, endless)) {
            assertEquals(ErrorCode.ARGUMENT_NOT_VALID, refusal { shop.ana.batchPacked(packed) })
        }
        val modified = bytes(7, 0, 0, 0, 2, 0xC0, 0x80, 0, 0, 0, 6) + "viewer".toByteArray()
        assertEquals(ErrorCode.TEXT_MUST_BE_UTF8, refusal { shop.ana.batchPacked(modified) })
        val random = java.util.Random(1)
        repeat(20_000) {
            val packed = ByteArray(random.nextInt(40)).also(random::nextBytes)
            if (packed.isNotEmpty()) packed[0] = random.nextInt(50).toByte()
            assertThrows<CartpoolException> { shop.ana.with(expectVersion = 99).batchPacked(packed) }
        }
        assertEquals(1L, shop.ana.version())
    }

    @Test
    fun `a list that lies or throws spoils nothing but its own command`(): Unit = Shop().use { shop ->
        val lying = object : AbstractList<String>() {
            override val size get() = 3
            override fun get(index: Int) = "ana"
            override fun iterator() = listOf("ana").iterator()
        }
        val throwing = object : AbstractList<String>() {
            override val size get() = 1
            override fun get(index: Int): String = error("as lists do that others change")
        }
        shop.ana.batch {
            addItem("TEA", 1, beneficiaries = lying)
            assertThrows<IllegalStateException> { addItem("TEA", 50, beneficiaries = throwing) }
            assertEquals(1, size)
            renameCart(title = "lunch")
        }
        val view = shop.ana.view()
        assertEquals(listOf("ana"), view.lines.single().beneficiaries)
        assertEquals("1 lunch", "${view.lines.single().quantity} ${view.title}")
    }

    @Test
    fun `whatever is closed says so, and closing twice is no trouble`() {
        val shop = Shop()
        val watch = shop.ana.watch()
        shop.ana.close()
        shop.ana.close()
        assertEquals(ErrorCode.HANDLE_NOT_VALID, refusal { shop.ana.version() })
        val again = shop.cart.member("ana")
        assertEquals(2L, again.addItem("TEA", 1))
        watch.close()
        watch.close()
        assertEquals(ErrorCode.HANDLE_NOT_VALID, refusal { watch.page() })
        assertEquals(0L, shop.engine.health().watches)
        shop.close()
        shop.close()
        assertEquals(ErrorCode.ENGINE_IS_CLOSED, refusal { again.addItem("TEA", 1) })
        assertEquals(ErrorCode.ENGINE_IS_CLOSED, refusal { again.batch { addItem("TEA", 1) } })
        assertEquals(ErrorCode.ENGINE_IS_CLOSED, refusal { shop.engine.setPrice("TEA", "EUR", BigDecimal.ONE) })
        assertEquals(ErrorCode.ENGINE_IS_CLOSED, refusal { shop.engine.health() })
        assertTrue(shop.engine.isClosed())
    }

    @Test
    fun `eight coroutines call while the engine closes`(): Unit = runBlocking {
        repeat(20) {
            val shop = Shop()
            val (added, begun) = AtomicLong() to CountDownLatch(8)
            val callers = List(8) {
                launch(Dispatchers.IO) {
                    begun.countDown()
                    val refused = runCatching {
                        while (true) {
                            shop.ana.addItem("TEA", 1)
                            added.incrementAndGet()
                            shop.cart.member("ana").use { it.view() }
                        }
                    }.exceptionOrNull() as CartpoolException
                    assertEquals(ErrorCode.ENGINE_IS_CLOSED, refused.code)
                }
            }
            begun.await()
            while (added.get() < 8) Thread.yield()
            shop.close()
            callers.forEach { it.join() }
        }
    }

    @Test
    fun `handles are given back while eight threads call`() {
        Shop().use { shop ->
            repeat(200) {
                val ana = shop.cart.member("ana")
                val refusals = ConcurrentLinkedQueue<Throwable>()
                val callers = List(8) {
                    thread { runCatching { while (true) ana.version() }.exceptionOrNull()?.let(refusals::add) }
                }
                ana.close()
                callers.forEach(Thread::join)
                val codes = refusals.map { (it as CartpoolException).code }
                assertEquals(List(8) { ErrorCode.HANDLE_NOT_VALID }, codes)
            }
            assertEquals(1L, shop.ana.version())
        }
    }

    @Test
    fun `a listener that throws hinders nobody`(): Unit = Shop().use { shop ->
        val (throwing, told) = shop.ana.watch("1.1") to AtomicInteger()
        val other = shop.ana.watch("1.1")
        repeat(100) { at ->
            assertFalse(throwing.poll(listener { error("as listeners do") }))
            assertFalse(other.poll(listener { told.incrementAndGet() }))
            assertEquals(at + 2L, shop.ana.addItem("TEA", 1))
            for (watch in listOf(throwing, other)) assertEquals(1, (watch.page().body as PageBody.Events).events.size)
        }
        assertEquals(100, told.get())
    }

    private fun listener(act: () -> Unit) = object : Listener {
        override fun changed() = act()
    }

    @Test
    fun `a listener may call whatever it likes`() {
        val shop = Shop()
        val watch = shop.ana.watch("1.1")
        val (seen, second) = mutableListOf<Long>() to AtomicInteger()
        watch.poll(
            listener {
                seen += shop.ana.addItem("TEA", 1)
                watch.page()
                shop.ana.watch("1.3").use { inner ->
                    inner.poll(listener { second.incrementAndGet() })
                    shop.ana.addItem("TEA", 1)
                }
                shop.close()
            },
        )
        assertEquals(2L, shop.ana.addItem("TEA", 1))
        assertEquals(listOf(3L), seen)
        assertEquals(1, second.get())
        assertTrue(shop.engine.isClosed())
    }

    @Test
    fun `a listener that blocks holds up nobody but who rang it`() {
        val shop = Shop()
        val watch = shop.ana.watch("1.1")
        val (entered, release) = CountDownLatch(1) to CountDownLatch(1)
        watch.poll(listener { entered.countDown(); release.await() })
        val held = thread { shop.ana.addItem("TEA", 1) }
        entered.await()
        repeat(100) { shop.cart.member("ana").addItem("TEA", 1) }
        assertEquals(102L, shop.ana.version())
        assertEquals(101, (watch.page().body as PageBody.Events).events.size)
        shop.close()
        assertTrue(held.isAlive)
        release.countDown()
        held.join()
    }

    @Test
    fun `ten thousand threads call once each`(): Unit = Shop().use { shop ->
        repeat(100) {
            List(100) { thread { shop.ana.addItem("TEA", 1) } }.forEach(Thread::join)
            if (it % 10 == 9) shop.ana.setQuantity(2, 1)
        }
        assertTrue(shop.ana.version() > 10_000L)
        shop.ana.verify()
    }

    @Test
    fun `a panic inside any entry is a refusal like others`(): Unit = Shop().use { shop ->
        shop.engine.createCampaign("tea", "EUR", terms(shop))
        val panics = NativeLibrary.getInstance("cartpool_mobile").getFunction("cartpool_mobile_panic")
        val entries: List<Pair<KClass<*>, Any>> = listOf(
            EngineInterface::class to shop.engine,
            CartInterface::class to shop.cart,
            MemberInterface::class to shop.ana,
            WatchInterface::class to shop.ana.watch(),
            CampaignWatchInterface::class to shop.engine.watchCampaign("tea"),
        )
        var met = 0
        for ((type, on) in entries) {
            for (entry in type.memberFunctions.filter { it.name !in setOf("equals", "hashCode", "toString") }) {
                val arguments = entry.valueParameters.map { sample(it, shop) }
                repeat(5) {
                    panics.invokeVoid(emptyArray())
                    val thrown = assertThrows<InvocationTargetException>(entry.name) { call(entry, on, arguments) }
                    val refused = thrown.targetException as CartpoolException.Internal
                    assertEquals(ErrorCode.INTERNAL_ERROR, refused.code, entry.name)
                    assertEquals(ErrorCode.INTERNAL_ERROR.sentence(), refused.text, entry.name)
                }
                met++
            }
        }
        assertTrue(met > 90, "$met entries")
        assertFalse(shop.engine.isClosed())
        assertEquals(1L, shop.ana.version())
        repeat(1_000) {
            panics.invokeVoid(emptyArray())
            assertEquals(ErrorCode.INTERNAL_ERROR, refusal { shop.ana.addItem("TEA", 1) })
        }
        assertEquals(2L, shop.ana.addItem("TEA", 1))
        shop.ana.verify()
    }

    private fun call(entry: KFunction<*>, on: Any, arguments: List<Any?>) = entry.call(on, *arguments.toTypedArray())

    private fun terms(shop: Shop) = CampaignTerms(listOf(CampaignSku("TEA")), emptyList(), shop.engine.nowMs() + 86_400_000)

    /** Something of the type: whether it is sensible does not matter. */
    private fun sample(parameter: KParameter, shop: Shop): Any? = when {
        parameter.type.isMarkedNullable -> null
        parameter.name == "tokenHash" -> Token().hash()
        else -> sample(parameter.type.classifier as KClass<*>, shop)
    }

    private fun sample(type: KClass<*>, shop: Shop): Any = when {
        type == Long::class -> 1L
        type == String::class -> "x"
        type == Boolean::class -> false
        type == BigDecimal::class -> BigDecimal.ONE
        type == List::class -> emptyList<Any>()
        type == ByteArray::class -> ByteArray(0)
        type == CampaignTerms::class -> terms(shop)
        type == Listener::class -> listener {}
        type.java.isEnum -> type.java.enumConstants.first()
        type == CouponTerms::class -> CouponTerms()
        else -> type.createInstance()
    }

    @Test
    fun `what is collected while it is called finishes the call`(): Unit = Shop().use { shop ->
        val collecting = thread { while (!Thread.interrupted()) System.gc() }
        repeat(20_000) { assertEquals(1L, shop.cart.member("ana").version()) }
        collecting.interrupt()
        collecting.join()
    }

    @Test
    fun `threads share an engine and lose nothing`(): Unit = Shop().use { shop ->
        val threads = List(8) { at ->
            shop.ana.addMember("m$at", "editor")
            thread { shop.cart.member("m$at").use { member -> repeat(200) { member.addItem("TEA", 1) } } }
        }
        threads.forEach(Thread::join)
        assertEquals(1_600L, shop.ana.view().lines.sumOf { it.quantity })
        assertEquals(1_609L, shop.ana.version())
    }
}
