package dev.cartpool

import java.io.File
import java.math.BigDecimal
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KParameter
import kotlin.reflect.KType
import kotlin.reflect.full.instanceParameter
import kotlin.reflect.full.memberFunctions
import kotlin.reflect.full.valueParameters

private const val MEMORY_EPOCH = 1
private const val START_MS = 1_750_000_000_000

/** One file: one engine, its carts, its saved values. */
internal class Scenario(private val file: File) {
    private var engine = open(emptyMap())
    private var cart = engine.cart("0".repeat(32))
    private val carts = mutableMapOf<String, Cart>()
    private val saved = mutableMapOf<String, String>()

    /** Plays every line; answers how many. */
    fun play(): Int {
        val lines = file.readLines().withIndex()
            .filter { (_, line) -> line.isNotBlank() && !line.trimStart().startsWith("#") }.iterator()
        var played = 0
        while (lines.hasNext()) {
            val (at, line) = lines.next()
            try {
                step(line, lines)
            } catch (failure: Exception) {
                throw AssertionError("${file.name}:${at + 1}: ${line.trim()}: $failure", failure)
            }
            played++
        }
        for (cart in carts.values) cart.system().verify()
        engine.close()
        return played
    }

    private fun step(line: String, following: Iterator<IndexedValue<String>>) {
        val first = Script.words(line)
        val verbs = if (first.drop(1) == listOf("batch")) mutableListOf<List<String>>() else null
        var last = first
        while (verbs != null) {
            last = Script.words(following.next().value)
            if (last.first() == "end") break
            verbs += last
        }
        val outcome = Script.outcome(last)
        val answer = try {
            if (verbs == null) act(outcome.tokens.map(::resolved)) else batch(resolved(first[0]), verbs)
        } catch (refused: CartpoolException) {
            Facts.equal(outcome.code, refused.code.word(), "the refusal")
            return
        }
        Facts.equal(outcome.code, null, "the refusal")
        val wanted = outcome.answer["version"] ?: return
        if (wanted.startsWith("$")) saved[wanted.drop(1)] = answer.toString()
        else Facts.equal(wanted, answer.toString(), "version")
    }

    /** The token, each `$name` in it replaced by what was saved. */
    private fun resolved(token: String): String =
        Regex("""\$(\w+(?:\.hash)?)""").replace(token) { saved.getValue(it.groupValues[1]) }

    private fun act(tokens: List<String>): Any? {
        val (word, rest) = tokens.first() to tokens.drop(1)
        val named = Script.pairs(rest)
        return when (word) {
            "options" -> { engine.close(); engine = open(named) }
            "price" -> price(rest)
            "price_of" -> {
                val price = engine.price(rest[0], rest[1])
                rest.getOrNull(2)?.let { Facts.equal(0, price.compareTo(BigDecimal(it)), "price $price, $it") }
            }
            "cart" -> create(rest[0], Script.pairs(rest.drop(1)))
            "use" -> cart = carts[rest[0]] ?: engine.cart("f".repeat(32))
            "token" -> Token().let { saved[rest[0]] = it.reveal(); saved["${rest[0]}.hash"] = it.hash() }
            "id" -> id(rest[0], rest.getOrNull(1))
            "clock" -> engine.advanceClock(Script.spanMs(rest[0]))
            "sweep" -> Facts.check(engine.sweep(Int.MAX_VALUE.toLong()), named)
            "coupon" -> engine.defineCoupon(rest[0], named.getValue("currency"), couponTerms(Script.pairs(rest.drop(1)) - "currency"))
            "coupon_of" -> Facts.check(engine.coupon(rest[0]), Script.pairs(rest.drop(1)))
            "transfer" -> {
                val given = mapOf("group" to rest[0], "currency" to rest[1]) + Script.pairs(rest.drop(2))
                call(EngineInterface::class, "record_transfer", engine, given)
            }
            "ledger_of" -> ledger(rest[0], rest[1], Script.pairs(rest.drop(2)))
            "campaign" -> campaign(rest[0], Script.pairs(rest.drop(1)))
            "campaign_of" -> Facts.check(engine.campaign(rest[0]), Script.pairs(rest.drop(1)))
            "campaign_list_of" -> Facts.check(engine.campaignList(rest[0]), Script.pairs(rest.drop(1)))
            "cancel_campaign" -> engine.cancelCampaign(rest[0])
            "order_campaign" -> engine.orderCampaign(rest[0])
            "see_campaign" -> {
                val seen = member(rest[0]).campaign(rest[1])
                Facts.equal(seen.next, member(rest[0]).whatWouldTip(rest[1]), "what_would_tip")
                Facts.check(seen, Script.pairs(rest.drop(2)))
            }
            "see" -> see(member(rest[0]), Script.pairs(rest.drop(1)))
            "see_at" -> Facts.check(member(rest[0]).viewAt(rest[1].toLong()), Script.pairs(rest.drop(2)))
            "event" -> Facts.checkEvent(member(rest[0]).event(rest[1].toLong()), Script.pairs(rest.drop(2)))
            "blame" -> {
                val versions = member(rest[0]).blame(rest[1].toLong()).joinToString(",") { it.version.toString() }
                Facts.equal(Script.pairs(rest.drop(2)), mapOf("versions" to versions), "blame")
            }
            "feed" -> feed(member(rest[0]), Script.pair(rest[1]).second, Script.pairs(rest.drop(2)))
            else -> call(MemberInterface::class, rest[0], member(word), Script.pairs(rest.drop(1)))
        }
    }

    private fun batch(handle: String, verbs: List<List<String>>): Long = member(handle).batch {
        for (verb in verbs.map { it.map(::resolved) }) call(Batch::class, verb[0], this, Script.pairs(verb.drop(1)))
    }

    private fun member(handle: String): Member {
        val name = handle.substringBefore('[')
        val member = if (name == "system") cart.system() else cart.member(name)
        if ('[' !in handle) return member
        val options = Script.pairs(handle.substringAfter('[').removeSuffix("]").split(","))
        return member.with(options["command_id"], options["expect_version"]?.toLong())
    }

    private fun price(tokens: List<String>): Long {
        val named = Script.pairs(tokens.drop(2))
        val version = engine.setPrice(tokens[0], named["currency"] ?: "EUR", parseAmount(tokens[1]))
        return named["category"]?.let { engine.setCategory(tokens[0], it) } ?: version
    }

    private fun create(name: String, given: Map<String, String>): Long {
        val preset = given["preset"]?.let { Preset.valueOf(it.uppercase()) }
        val (owner, currency) = given.getValue("owner") to given.getValue("currency")
        cart = engine.createCart(owner, currency, preset, given["title"], given["purpose"])
        carts[name] = cart
        return cart.system().version()
    }

    private fun id(name: String, offset: String?) {
        val time = "%012x".format(engine.nowMs() + (offset?.let(Script::spanMs) ?: 0))
        saved[name] = "${time.take(8)}-${time.drop(8)}${engine.commandId().drop(13)}"
    }

    private fun ledger(group: String, currency: String, claims: Map<String, String>) {
        val (settled, other) = claims.entries.partition { it.key.startsWith("settlement.") }
        Facts.check(engine.ledger(group, currency), other.associate { it.key to it.value })
        val settlement = engine.ledgerSettlement(group, currency)
        Facts.check(settlement, settled.associate { it.key.removePrefix("settlement.") to it.value })
    }

    private fun see(reader: Member, claims: Map<String, String>) {
        val view = reader.view()
        val reads = mapOf("bill" to reader::bill, "explain" to reader::explain, "settlement" to reader::settlement)
        for ((name, wanted) in claims) {
            val read = reads[name.substringBefore('.')]
            if (read == null) Facts.check(view, mapOf(name to wanted))
            else Facts.check(read(), mapOf(name.substringAfter('.') to wanted))
        }
    }

    private fun feed(reader: Member, since: String, claims: Map<String, String>) {
        val page = reader.eventsSince(if ('.' in since) since else "$MEMORY_EPOCH.$since")
        val events = (page.body as? PageBody.Events)?.events.orEmpty()
        val facts = mapOf(
            "versions" to events.joinToString(",") { it.version.toString() },
            "reset" to (page.body is PageBody.Reset).toString(),
            "version" to page.toCursor.substringAfter('.'),
        )
        for ((name, wanted) in claims) Facts.equal(wanted, facts[name], name)
    }

    private fun couponTerms(given: Map<String, String>): CouponTerms =
        calling(::CouponTerms, given, null)

    private fun campaign(id: String, given: Map<String, String>): Long {
        fun atMs(name: String) = given[name]?.let { engine.nowMs() + Script.spanMs(it) }
        val tiers = given["tiers"].items().map { tier ->
            val (threshold, rest) = tier.split(":")
            if (rest.endsWith("%")) CampaignTier(threshold.toLong(), percent = parseAmount(rest.dropLast(1)))
            else CampaignTier(threshold.toLong(), unitPrice = parseAmount(rest))
        }
        val skus = given["skus"].items().map { word ->
            CampaignSku(word.substringBefore(':'), word.substringAfter(':', "").ifEmpty { null }?.let(::parseAmount))
        }
        val terms = CampaignTerms(
            skus,
            tiers,
            closesAtMs = atMs("closes_at")!!,
            measure = given["measure"]?.let { CampaignMeasure.valueOf(it.uppercase()) },
            minimum = given["minimum"]?.toLong(),
            maximum = given["maximum"]?.toLong(),
            memberMin = given["member_min"]?.toLong(),
            memberMax = given["member_max"]?.toLong(),
            leader = given["leader"],
            opensAtMs = atMs("opens_at"),
            locksAtMs = atMs("locks_at"),
            atDeadline = given["at_deadline"]?.let { DeadlinePolicy.valueOf(it.uppercase()) },
            extensionMs = given["extension"]?.let(Script::spanMs),
        )
        return engine.createCampaign(id, given.getValue("currency"), terms)
    }

    private fun open(given: Map<String, String>): Engine {
        val bounds = given - setOf("prices", "rates", "max_bytes")
        return Engine.open(
            prices = given["prices"]?.let { Prices.valueOf(it.uppercase()) },
            limits = calling(::Limits, bounds, null),
            rates = if (given["rates"] == "on") Rates() else null,
            maxBytes = given["max_bytes"]?.toLong(),
            manualClockMs = START_MS,
            seed = 1,
        )
    }

    /** Calls the verb that scenarios call by its word, with arguments by their names. */
    private fun call(type: KClass<*>, verb: String, on: Any, given: Map<String, String>): Any? {
        val function = type.memberFunctions.single { it.name == camel(verb) }
        return calling(function, given, on)
    }

    private fun <T> calling(function: KFunction<T>, given: Map<String, String>, on: Any?): T {
        val arguments = mutableMapOf<KParameter, Any?>()
        if (on != null) arguments[function.instanceParameter!!] = on
        for ((name, text) in given) {
            val parameter = function.valueParameters.single { it.name == camel(name) }
            arguments[parameter] = if (text == "null") null else argument(parameter.type, text)
        }
        return try {
            function.callBy(arguments)
        } catch (thrown: java.lang.reflect.InvocationTargetException) {
            throw thrown.targetException
        }
    }

    private fun argument(type: KType, text: String): Any {
        val kind = type.classifier as KClass<*>
        return when {
            kind == Long::class -> text.toLong()
            kind == Boolean::class -> text == "true"
            kind == BigDecimal::class -> parseAmount(text)
            kind == List::class -> text.items().map { argument(type.arguments.single().type!!, it) }
            kind == ItemOption::class -> ItemOption(text.substringBefore(':'), text.substringAfter(':'))
            kind.java.isEnum -> kind.java.enumConstants.single { (it as Enum<*>).name == text.uppercase() }
            else -> text
        }
    }

    private fun String?.items() = orEmpty().split(",").filter { it.isNotEmpty() }

    private fun camel(word: String) = word.replace(Regex("_([a-z])")) { it.groupValues[1].uppercase() }
}
