import dev.cartpool.Member
import dev.cartpool.batch
import redis.clients.jedis.Jedis
import java.io.File
import java.util.Locale

private const val PORTION = 2_000

/** What is read and would otherwise be left out by the compiler. */
@Volatile
private var seen: Any? = null

fun main(arguments: Array<String>) {
    val (port, script) = arguments[0].toInt() to File(arguments[1]).readText()
    val quick = "--quick" in arguments
    val rounds = if (quick) 3 else 11
    // First, while memory is undisturbed.
    for ((name, act) in mapOf("open_close" to ::openAndClose, "errors" to ::fail)) {
        val times = if (quick) 5_000 else 1_000_000
        report("${name}_growth", growth(times, act), "bytes", atMost = (1 shl 20).toDouble() / times)
    }
    // One line takes them all, and holds at most a million.
    adds(port, script, 20_000, rounds)
    views(if (quick) 500 else 20_000, rounds)
    for (carts in listOf(1, 1_000, if (quick) 1_000 else 100_000)) mix(carts, if (quick) 2_000 else 50_000, rounds)
}

private fun report(name: String, value: Double, unit: String, atMost: Double? = null) {
    val goal = atMost?.let { "<=%s".format(Locale.ROOT, it.toBigDecimal().stripTrailingZeros().toPlainString()) } ?: "-"
    val status = atMost?.let { if (value <= it) "ok" else "short" } ?: "-"
    println("kotlin_$name %.2f $unit $goal $status".format(Locale.ROOT, value))
}

private fun timed(count: Int, act: () -> Unit): Double {
    val began = System.nanoTime()
    act()
    return (System.nanoTime() - began).toDouble() / count
}

private fun median(values: List<Double>) = values.sorted()[values.size / 2]

/** Medians of rounds that take turns, after as many that only warm up. */
private fun compared(count: Int, rounds: Int, vararg sides: () -> Unit): List<Double> {
    val turns = List(2 * rounds) { sides.map { timed(count, it) } }.drop(rounds)
    return sides.indices.map { side -> median(turns.map { it[side] }) }
}

private fun adds(port: Int, script: String, count: Int, rounds: Int) = World(1).use { world ->
    val (cart, name, item) = Triple(world.ids[0], people(0)[1], sku(0, 3))
    val (member, carts) = world.member(0, 1) to world.byHand
    val (ours, byHand, batched) = compared(
        count,
        rounds,
        { repeat(count) { member.addItem(item, 1) } },
        { repeat(count) { carts.addItem(cart, name, item, 1) } },
        { repeat(count / 100) { member.batch { repeat(100) { addItem(item, 1) } } } },
    )
    report("add", ours, "ns")
    report("hand_rolled_add", byHand, "ns")
    report("add_vs_hand_rolled", byHand / ours, "x")
    report("batch_of_100_per_operation", batched, "ns", atMost = 500.0)
    report("batch_of_100_vs_hand_rolled", byHand / batched, "x")
    connected(port).use { server ->
        fill(server, world)
        val (sha, keys) = server.scriptLoad(script) to listOf("cart:$cart", "events:$cart", "prices")
        val few = maxOf(count / 20, 1)
        val (peer) = compared(few, rounds, { repeat(few) { server.evalsha(sha, keys, listOf(name, item, "1")) } })
        report("redis_add", peer / 1e3, "us")
        report("add_vs_redis", peer / ours, "x")
    }
}

/** The server, which may still be starting. */
private fun connected(port: Int): Jedis {
    repeat(500) {
        val server = Jedis("127.0.0.1", port)
        if (runCatching { server.ping() }.isSuccess) return server
        server.close()
        Thread.sleep(10)
    }
    error("no Redis at port $port")
}

/** The world's first cart as the script keeps it; its prices are in cents. */
private fun fill(server: Jedis, world: World) {
    server.hset("prices", world.byHand.prices.mapValues { it.value.unscaledValue().toString() })
    val cart = world.byHand.carts.getValue(world.ids[0])
    val lines = cart.lines.values.associate { "line:${it.sku}:${it.unitPrice.unscaledValue()}" to it.quantity.toString() }
    val members = cart.members.mapKeys { "member:${it.key}" }
    val sums = mapOf("version" to cart.version.toString(), "total" to cart.total.unscaledValue().toString())
    server.hset("cart:${world.ids[0]}", lines + members + sums)
}

private fun views(count: Int, rounds: Int) = World(1).use { world ->
    val member = world.member(0, 1)
    member.removeItem(member.view().lines.last().id)
    check(member.view().lines.size == 7)
    val (lazily, total, everything) = compared(
        count,
        rounds,
        { repeat(count) { seen = member.view().total } },
        { repeat(count) { seen = member.total() } },
        // A view is one record, and every field of it goes into its hash.
        { repeat(count) { seen = member.view().hashCode() } },
    )
    report("view_of_7_lines_total", lazily / 1e3, "us")
    report("view_of_7_lines_every_field", everything / 1e3, "us")
    report("total", total, "ns")
}

/** The mix, over members that are held; rows come in portions that a cache holds, as a request's own bytes would be there. */
private fun mix(carts: Int, count: Int, rounds: Int) = World(carts).use { world ->
    val mix = Mix(carts)
    val turns = List(2 * rounds) {
        var (mine, hand) = 0.0 to 0.0
        repeat(count / PORTION) {
            val commands = mix.commands(PORTION)
            val held = commands.map { it.cart to it.seat }.distinct().associateWith { (cart, seat) -> world.member(cart, seat) }
            val rows = commands.map { it to held.getValue(it.cart to it.seat) }
            val named = commands.map { Triple(it, world.ids[it.cart], people(it.cart)[it.seat]) }
            hand += timed(count) { for ((command, cart, member) in named) play(world.byHand, command, cart, member) }
            mine += timed(count) { for ((command, member) in rows) play(member, command) }
            held.values.forEach(Member::close)
        }
        mine to hand
    }.drop(rounds)
    agree(world)
    val (mine, hand) = median(turns.map { it.first }) to median(turns.map { it.second })
    report("mix_$carts", mine, "ns")
    report("hand_rolled_mix_$carts", hand, "ns")
    report("mix_${carts}_vs_hand_rolled", hand / mine, "x")
}

private fun play(member: Member, command: Command) {
    seen = when (command.kind) {
        Kind.ADD -> member.addItem(command.sku, command.quantity)
        Kind.SET -> member.setQuantity(command.line, command.quantity)
        Kind.REMOVE -> member.removeItem(command.line)
        Kind.TOTAL -> member.total()
    }
}

private fun play(carts: Carts, command: Command, cart: String, member: String) {
    seen = when (command.kind) {
        Kind.ADD -> carts.addItem(cart, member, command.sku, command.quantity)
        Kind.SET -> carts.setQuantity(cart, member, command.line, command.quantity)
        Kind.REMOVE -> carts.removeItem(cart, member, command.line)
        Kind.TOTAL -> carts.total(cart, member)
    }
}

/** Both sides have done the same work. */
private fun agree(world: World) {
    for (cart in world.ids.take(1_000)) {
        val (view, kept) = world.engine.cart(cart).system().view() to world.byHand.carts.getValue(cart)
        check(view.version == kept.version && view.total.amount == kept.total)
        check(view.lines.associate { it.id to it.quantity } == kept.lines.values.associate { it.id to it.quantity })
    }
}
