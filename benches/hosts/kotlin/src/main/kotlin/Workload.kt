import dev.cartpool.Engine
import dev.cartpool.Limits
import dev.cartpool.Member
import dev.cartpool.batch
import java.math.BigDecimal
import kotlin.random.Random

// Who does what to which cart, as `benches/src/workload.rs` has it: 8 lines, 4 members, 24 events, 20,000 SKUs.
const val LINES = 8
const val MEMBERS = 4
const val EVENTS = 24
private const val SKUS = 20_000

/** So that adds also make lines. */
private const val SLOTS = LINES + 2

private val skuNames = List(SKUS) { "SKU-%05d".format(it) }

fun sku(cart: Int, slot: Int): String = skuNames[((cart * 40_503L + slot * 7_001L) % SKUS).toInt()]

fun people(cart: Int): List<String> =
    List(MEMBERS) { "p%07d".format((cart * 104_729L + it * 250_007L) % 1_000_000) }

/** The same carts on both sides: their first lines were made by the versions from 5 on. */
class World(carts: Int) : AutoCloseable {
    val engine = Engine.open(limits = Limits(quantityMax = 1_000_000))
    val byHand = Carts()

    init {
        for ((number, name) in skuNames.withIndex()) {
            val price = BigDecimal.valueOf(99L + number % 2_000, 2)
            engine.setPrice(name, "EUR", price)
            byHand.prices[name] = price
        }
    }

    val ids = List(carts, ::filled)

    private fun filled(number: Int): String {
        val members = people(number)
        val adds = List(EVENTS - MEMBERS) { sku(number, it % LINES) }
        val id = engine.createCart(members[0], "EUR").use { cart ->
            cart.member(members[0]).use { owner ->
                owner.batch {
                    for (other in members.drop(1)) addMember(other, "editor")
                    for (item in adds) addItem(item, 1)
                }
            }
            cart.id()
        }
        byHand.create(id, members.associateWith { if (it == members[0]) "owner" else "editor" })
        for (item in adds) byHand.addItem(id, members[0], item, 1)
        return id
    }

    fun member(cart: Int, seat: Int): Member = engine.cart(ids[cart]).use { it.member(people(cart)[seat]) }

    override fun close(): Unit = engine.close()
}

enum class Kind { ADD, SET, REMOVE, TOTAL }

class Command(val kind: Kind, val cart: Int, val seat: Int, val sku: String, val line: Long, val quantity: Long)

/** 40 in a hundred add, 20 set, 10 remove, 30 read the total; what finds no line to set or remove adds one. */
class Mix(carts: Int) {
    private val chance = Random(carts)
    private val lines = List(carts) { HashMap<Int, Long>().apply { for (slot in 0 until LINES) put(slot, MEMBERS + 1L + slot) } }
    private val versions = LongArray(carts) { EVENTS.toLong() }

    fun commands(count: Int): List<Command> = List(count) { next() }

    private fun next(): Command {
        val cart = chance.nextInt(lines.size)
        val (seat, slot) = chance.nextInt(MEMBERS) to chance.nextInt(SLOTS)
        val wish = chance.nextInt(100)
        if (wish >= 70) return Command(Kind.TOTAL, cart, seat, "", 0, 0)
        val line = lines[cart][slot]
        val version = ++versions[cart]
        return when {
            wish < 40 || line == null -> {
                lines[cart].putIfAbsent(slot, version)
                Command(Kind.ADD, cart, seat, sku(cart, slot), 0, 1)
            }
            // Never the quantity that is there: what changes nothing would be no event.
            wish < 60 -> Command(Kind.SET, cart, seat, "", line, 100 + version % 9_000)
            else -> {
                lines[cart].remove(slot)
                Command(Kind.REMOVE, cart, seat, "", line, 0)
            }
        }
    }
}
