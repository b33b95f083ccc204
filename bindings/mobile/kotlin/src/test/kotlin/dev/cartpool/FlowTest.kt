package dev.cartpool

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.flow.transformWhile
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.math.BigDecimal
import kotlin.time.Duration.Companion.seconds

class FlowTest {
    private val patience = 60.seconds

    @Test
    fun `a flow gives what happened and what happens`(): Unit = runBlocking {
        Shop().use { shop ->
            shop.ana.addItem("TEA", 1)
            val seen = async(Dispatchers.Default) { shop.ana.events().take(3).toList() }
            delay(50)
            shop.ana.addItem("TEA", 1)
            val items = withTimeout(patience) { seen.await() }
            val kinds = items.map { (it as FeedItem.Happened).event.kind }
            assertEquals(listOf("cart_created", "item_added", "item_increased"), kinds)
            assertEquals(listOf("1.1", "1.2", "1.3"), items.map { it.cursor })
            val later = shop.ana.events(items[1].cursor).first() as FeedItem.Happened
            assertEquals(3L, later.record.version)
        }
    }

    @Test
    fun `an exhaustive when needs no else`(): Unit = runBlocking {
        Engine.open(limits = Limits(historyEventsMax = 256)).use { engine ->
            val shop = Shop(engine)
            shop.ana.addMember("ben", "viewer")
            repeat(1_100) { shop.ana.renameCart(title = "$it") }
            shop.ana.removeMember("ben")
            val words = shop.ana.events("1.1").transformWhile { item ->
                emit(
                    when (item) {
                        is FeedItem.Happened -> item.event.kind
                        is FeedItem.Reset -> "reset to ${item.view.version}"
                        is FeedItem.Revoked -> "revoked"
                    },
                )
                item !is FeedItem.Reset
            }.toList()
            assertEquals(listOf("reset to 1103"), words)
        }
    }

    @Test
    fun `a flow ends with the member's right`(): Unit = runBlocking {
        Shop().use { shop ->
            shop.ana.addMember("ben", "viewer")
            val seen = async(Dispatchers.Default) { shop.cart.member("ben").events("1.2").toList() }
            while (shop.engine.health().watches == 0L) delay(5)
            shop.ana.removeMember("ben")
            val last = withTimeout(patience) { seen.await() }.last()
            assertEquals(FeedItem.Revoked(3, "1.3"), last)
        }
    }

    @Test
    fun `a flow fails when the engine is closed`(): Unit = runBlocking {
        val shop = Shop()
        val failure = async(Dispatchers.Default) { assertThrowsSuspended { shop.ana.events("1.1").collect() } }
        while (shop.engine.health().watches == 0L) delay(5)
        shop.close()
        assertEquals(ErrorCode.ENGINE_IS_CLOSED, withTimeout(patience) { failure.await() }.code)
    }

    private suspend fun assertThrowsSuspended(act: suspend () -> Unit): CartpoolException =
        runCatching { act() }.exceptionOrNull() as CartpoolException

    @Test
    fun `cancelling gives the watch back`(): Unit = runBlocking {
        Shop().use { shop ->
            repeat(100) {
                val started = CompletableDeferred<Unit>()
                val collector = launch(Dispatchers.Default) {
                    shop.ana.events().collect { started.complete(Unit) }
                }
                if (it % 2 == 0) withTimeout(patience) { started.await() }
                withTimeout(patience) { collector.cancelAndJoin() }
            }
            assertEquals(0L, shop.engine.health().watches)
            assertEquals(2L, shop.ana.addItem("TEA", 1))
        }
    }

    @Test
    fun `a thousand collectors each see every change once`(): Unit = runBlocking {
        Shop().use { shop ->
            val collectors = List(1_000) {
                async(Dispatchers.Default) { shop.ana.events("1.1").take(20).toList() }
            }
            while (shop.engine.health().watches < 1_000L) delay(5)
            withContext(Dispatchers.IO) { repeat(20) { shop.ana.addItem("TEA", 1) } }
            for (collector in collectors) {
                val versions = withTimeout(patience) { collector.await() }.map { (it as FeedItem.Happened).record.version }
                assertEquals((2L..21L).toList(), versions)
            }
        }
    }

    @Test
    fun `a campaign's progress is seen as it is and as it changes`(): Unit = runBlocking {
        Shop().use { shop ->
            val tier = CampaignTier(10, percent = BigDecimal.TEN)
            val terms = CampaignTerms(listOf(CampaignSku("TEA")), listOf(tier), shop.engine.nowMs() + 86_400_000)
            shop.engine.createCampaign("tea", "EUR", terms)
            val tipped = async(Dispatchers.Default) { shop.engine.progress("tea").first { it.reached >= 10 } }
            while (shop.engine.health().watches == 0L) delay(5)
            repeat(4) { shop.engine.createCart("m$it", "EUR").member("m$it").pledge("tea", 3) }
            assertEquals(1L, withTimeout(patience) { tipped.await() }.tiersReached)
            assertEquals(0L, shop.engine.health().watches)
        }
    }

    @Test
    fun `a thread can wait, for so long and until it is interrupted`(): Unit = Shop().use { shop ->
        val watch = shop.ana.watch("1.1")
        for (timeoutMs in listOf(20, 0, -1, Long.MIN_VALUE)) assertFalse(watch.awaitPage(timeoutMs))
        shop.ana.addItem("TEA", 1)
        assertTrue(watch.awaitPage(60_000))
        watch.page()
        var ended: Throwable? = null
        val waiting = Thread { ended = runCatching { watch.awaitPage(600_000) }.exceptionOrNull() }
        waiting.start()
        while (waiting.state != Thread.State.TIMED_WAITING) Thread.sleep(5)
        waiting.interrupt()
        waiting.join(60_000)
        assertFalse(waiting.isAlive)
        assertTrue(ended is InterruptedException, "$ended")
    }
}
