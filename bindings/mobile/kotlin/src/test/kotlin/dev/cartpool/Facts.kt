package dev.cartpool

import java.math.BigDecimal
import kotlin.reflect.KProperty1
import kotlin.reflect.full.memberProperties

/** Follows a scenario's paths, `lines.3.sku`, through what was read. */
internal object Facts {
    fun check(seen: Any?, claims: Map<String, String>) {
        for ((name, wanted) in claims) expect(wanted, seen, name)
    }

    /** `name` and `member` are the record's own; `event.` reaches a field of the event that is called so too. */
    fun checkEvent(record: EventRecord, claims: Map<String, String>) {
        for ((name, wanted) in claims) {
            when (name) {
                "name" -> equal(wanted, record.event.kind, name)
                "member" -> equal(wanted, if (record.isSystem) "system" else record.actor.toString(), name)
                "version", "at_ms" -> expect(wanted, record, name)
                else -> expect(wanted, record.event, name.removePrefix("event."))
            }
        }
    }

    private fun expect(wanted: String, seen: Any?, name: String) {
        val value = name.split(".").fold(seen, ::field)
        if (value is BigDecimal) {
            check(value.compareTo(BigDecimal(wanted)) == 0) { "$name should be $wanted, is $value" }
        } else {
            equal(wanted, shown(value), name)
        }
    }

    fun equal(wanted: Any?, actual: Any?, name: String): Unit =
        check(wanted == actual) { "$name should be $wanted, is $actual" }

    private fun field(value: Any?, name: String): Any? = when (value) {
        null -> null
        is List<*> -> value.withIndex().firstOrNull { (at, item) -> key(at, item) == name }?.value
        else -> properties(value)[name]?.get(value).let { if (it is Money) it.amount else it }
    }

    /** A list's items are found by how scenarios call them. */
    private fun key(at: Int, item: Any?): String? = when (item) {
        is ShareEntry -> item.member
        is TippingShare -> item.member
        is CampaignEntry -> item.campaign
        is CampaignSkuEntry -> item.sku
        is PledgeEntry -> item.line.toString()
        is CellEntry -> {
            val row = (item.line ?: item.adjustment)?.toString().takeIf { item.reason != CellReason.REFUND }
            "${row ?: shown(item.reason)}:${item.member}"
        }
        is Enum<*>, is String, null -> at.toString()
        else -> properties(item).let { it["id"] ?: it["name"] }?.get(item)?.toString() ?: at.toString()
    }

    /** A value as scenarios write it: a list by its length. */
    private fun shown(value: Any?): String = when (value) {
        is List<*> -> value.size.toString()
        is Enum<*> -> value.name.lowercase()
        else -> value.toString()
    }

    private val known = mutableMapOf<Class<*>, Map<String, KProperty1<Any, *>>>()

    @Suppress("UNCHECKED_CAST")
    private fun properties(value: Any) = known.getOrPut(value.javaClass) {
        value::class.memberProperties.associate { snake(it.name) to it as KProperty1<Any, *> }
    }

    private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }
}
