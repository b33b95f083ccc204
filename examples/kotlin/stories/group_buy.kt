// Sneakers with friends: three carts pledge to one campaign, its price tips for all of them, is lost, and tips again.
package stories.group_buy

import dev.cartpool.CampaignSku
import dev.cartpool.CampaignTerms
import dev.cartpool.CampaignTier
import dev.cartpool.Engine
import kotlin.time.Duration.Companion.days

fun main(): Unit = Engine.open().use { engine ->
    engine.setPrice("SNEAKER", "EUR", "80.00".toBigDecimal())
    val terms = CampaignTerms(
        skus = listOf(CampaignSku("SNEAKER")),
        tiers = listOf(CampaignTier(5, percent = 10.toBigDecimal()), CampaignTier(10, percent = 25.toBigDecimal())),
        closesAtMs = engine.nowMs() + 1.days.inWholeMilliseconds,
    )
    engine.createCampaign("sneakers", "EUR", terms)
    val (ana, ben, cleo) = listOf("ana", "ben", "cleo").map { engine.createCart(it, "EUR").member(it) }

    fun progress(said: String) {
        val seen = engine.campaign("sneakers")
        println("$said: ${seen.quantity} pledged, ${seen.skus.first().unitPrice} each")
    }

    val pair = ana.pledge("sneakers", 2)
    progress("ana takes 2")

    // The connection broke before the answer came: the same command id again has no second effect.
    val retrying = ben.with(commandId = engine.commandId())
    check(retrying.pledge("sneakers", 2) == retrying.pledge("sneakers", 2))
    progress("ben takes 2, sent twice")

    ana.whatWouldTip("sneakers")?.let { next ->
        println("${next.missing} more would tip it")
        for (share in next.shares) println("  ${share.member} would pay ${share.then} instead of ${share.now}")
    }
    cleo.pledge("sneakers", 6)
    progress("cleo takes 6")
    ana.setQuantity(pair, 1)
    progress("ana gives one back")
    ana.adjustQuantity(pair, 1)
    progress("ana thinks better of it")

    println("what everybody heard:")
    for (moment in engine.campaign("sneakers").moments) println("  ${moment.kind.name.lowercase()} ${moment.tier}")
    for (member in listOf(ana, ben, cleo)) println("${member.id()} pays ${member.total()}")
    for (row in engine.campaignList("sneakers").skus) println("to order: ${row.quantity} x ${row.name}, ${row.amount}")
}
