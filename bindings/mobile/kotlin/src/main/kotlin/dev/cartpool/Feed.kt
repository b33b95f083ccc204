package dev.cartpool

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.transform
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** One thing that a feed tells. */
public sealed interface FeedItem {
    /** Where a feed goes on after this: `member.events(cursor)`. */
    public val cursor: String

    /** Something happened in the cart. */
    public data class Happened(val record: EventRecord, override val cursor: String) : FeedItem {
        /** What happened. */
        val event: Event get() = record.event
    }

    /** The log does not reach back to the cursor: here is the cart itself, to begin anew from. */
    public data class Reset(val view: CartView, override val cursor: String) : FeedItem

    /** The member was removed: the feed's last word. */
    public data class Revoked(val version: Long, override val cursor: String) : FeedItem
}

/**
 * What happens to the cart from `cursor` on, or from its first event, item by item as it comes.
 *
 * Cold: each collector has a watch of its own, given back when it stops. It ends after [FeedItem.Revoked], and fails with
 * [CartpoolException] when the engine is closed. A slow collector holds nobody up and loses nothing. On a file a page may
 * wait for the disk: collect it with `flowOn(Dispatchers.IO)` where that matters.
 *
 * Errors: as [Member.watch].
 */
public fun Member.events(cursor: String? = null): Flow<FeedItem> = pages(cursor).transform { page ->
    when (val body = page.body) {
        is PageBody.Events -> {
            val epoch = page.toCursor.substringBefore('.')
            for (record in body.events) emit(FeedItem.Happened(record, "$epoch.${record.version}"))
        }
        is PageBody.Reset -> emit(FeedItem.Reset(body.view, page.toCursor))
        is PageBody.Revoked -> emit(FeedItem.Revoked(body.version, page.toCursor))
    }
}

/** As [events], page by page: `page.toCursor` is where another flow goes on. */
public fun Member.pages(cursor: String? = null): Flow<Page> = flow {
    watch(cursor).use { watch ->
        val bell = Bell()
        while (true) {
            while (!watch.poll(bell)) bell.wait()
            val page = watch.page()
            emit(page)
            if (page.body is PageBody.Revoked) break
        }
    }
}

/**
 * A campaign as it is, and anew after each change. Cold, and without an end; fails with [CartpoolException] when the engine
 * is closed.
 *
 * Errors: as [Engine.watchCampaign].
 */
public fun Engine.progress(campaign: String): Flow<CampaignView> = flow {
    watchCampaign(campaign).use { watch ->
        val bell = Bell()
        while (true) {
            while (!watch.poll(bell)) bell.wait()
            emit(watch.view())
        }
    }
}

/** Rung by whichever thread changed something; rings in between are one. */
private class Bell : Listener {
    private val rings = Channel<Unit>(Channel.CONFLATED)

    override fun changed() {
        rings.trySend(Unit)
    }

    suspend fun wait() = rings.receive()
}

/**
 * Waits until a page waits, at most `timeoutMs`; answers whether one does. Blocks the thread, and ends with
 * `InterruptedException` when that is interrupted.
 *
 * Errors: as [Watch.poll].
 */
public fun Watch.awaitPage(timeoutMs: Long): Boolean = await(timeoutMs, ::poll)

/** As [Watch.awaitPage], for a campaign that has changed since it was last viewed. */
public fun CampaignWatch.awaitChange(timeoutMs: Long): Boolean = await(timeoutMs, ::poll)

private inline fun await(timeoutMs: Long, poll: (Listener) -> Boolean): Boolean {
    val deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs.coerceAtLeast(0))
    while (true) {
        val rung = CountDownLatch(1)
        val listener = object : Listener {
            override fun changed() = rung.countDown()
        }
        if (poll(listener)) return true
        if (!rung.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) return false
    }
}
