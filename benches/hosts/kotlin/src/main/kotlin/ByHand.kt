import java.math.BigDecimal
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock

private const val HISTORY_MAX = 24

/** Why a call was refused. */
class Refused(val code: String) : RuntimeException(code)

private class Event(val version: Long, val atMs: Long, val member: String, val kind: String, val sku: String, val quantity: Long)

class Line(val id: Long, val sku: String, val unitPrice: BigDecimal, var quantity: Long, var changedBy: String)

class Cart(val members: Map<String, String>) {
    var version = members.size.toLong()
    var total: BigDecimal = BigDecimal("0.00")
    val lines = LinkedHashMap<Long, Line>()
    val bySku = HashMap<Pair<String, BigDecimal>, Line>()
    private val history = ArrayDeque<Event>(HISTORY_MAX)

    fun record(member: String, kind: String, sku: String, quantity: Long): Long {
        if (history.size == HISTORY_MAX) history.removeFirst()
        history.addLast(Event(++version, System.currentTimeMillis(), member, kind, sku, quantity))
        return version
    }
}

/**
 * What a good developer writes in an afternoon: carts in a map behind a lock, `BigDecimal`, a bounded history.
 *
 * It does what the script for Redis does (role, price, line, total, version, event), and set, remove and total beside.
 */
class Carts {
    private val lock = ReentrantLock()
    val carts = HashMap<String, Cart>()
    val prices = HashMap<String, BigDecimal>()

    fun create(id: String, members: Map<String, String>) = lock.withLock { carts[id] = Cart(members) }

    private fun editable(id: String, member: String): Cart {
        val cart = carts[id] ?: throw Refused("cart_not_found")
        val role = cart.members[member] ?: throw Refused("cart_not_found")
        if (role != "owner" && role != "editor") throw Refused("capability_missing")
        return cart
    }

    fun addItem(id: String, member: String, sku: String, quantity: Long): Long = lock.withLock {
        val cart = editable(id, member)
        if (quantity < 1) throw Refused("quantity_must_not_be_zero")
        val price = prices[sku] ?: throw Refused("price_not_found")
        val line = cart.bySku[sku to price]
        if (line == null) {
            val new = Line(cart.version + 1, sku, price, quantity, member)
            cart.lines[new.id] = new
            cart.bySku[sku to price] = new
        } else {
            line.quantity += quantity
            line.changedBy = member
        }
        cart.total += price * quantity.toBigDecimal()
        cart.record(member, "added", sku, quantity)
    }

    fun setQuantity(id: String, member: String, lineId: Long, quantity: Long): Long = lock.withLock {
        val cart = editable(id, member)
        val line = cart.lines[lineId] ?: throw Refused("line_not_found")
        if (quantity < 1) throw Refused("quantity_must_not_be_zero")
        cart.total += line.unitPrice * (quantity - line.quantity).toBigDecimal()
        line.quantity = quantity
        line.changedBy = member
        cart.record(member, "set", line.sku, quantity)
    }

    fun removeItem(id: String, member: String, lineId: Long): Long = lock.withLock {
        val cart = editable(id, member)
        val line = cart.lines.remove(lineId) ?: throw Refused("line_not_found")
        cart.bySku.remove(line.sku to line.unitPrice)
        cart.total -= line.unitPrice * line.quantity.toBigDecimal()
        cart.record(member, "removed", line.sku, 0)
    }

    fun total(id: String, member: String): BigDecimal = lock.withLock { editable(id, member).total }
}
