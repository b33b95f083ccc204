package dev.cartpool

/** The grammar of a scenario's lines; `tests/README.md` describes it. */
internal object Script {
    private val word = Regex("""(?:[^\s"]|"(?:[^"\\]|\\.)*")+""")
    private val quoted = Regex(""""(?:[^"\\]|\\.)*"""")
    private val escape = Regex("""\\(u[0-9a-fA-F]{4}|.)""")
    private val span = Regex("""([+-]?\d+)([a-z]+)""")
    private val unitsMs = mapOf("ms" to 1L, "s" to 1_000L, "m" to 60_000L, "h" to 3_600_000L, "d" to 86_400_000L)

    /** Splits at blanks; `#` starts a comment; what stands in double quotes is a JSON string and keeps its blanks. */
    fun words(line: String): List<String> = word.findAll(line).map { it.value }.takeWhile { !it.startsWith("#") }
        .map { token -> quoted.replace(token) { unescaped(it.value.drop(1).dropLast(1)) } }
        .toList()

    private fun unescaped(text: String) = escape.replace(text) {
        val letter = it.groupValues[1]
        when (letter[0]) {
            'u' -> letter.drop(1).toInt(16).toChar().toString()
            'n' -> "\n"
            't' -> "\t"
            'r' -> "\r"
            'b' -> "\b"
            'f' -> "\u000C"
            else -> letter
        }
    }

    fun pair(token: String): Pair<String, String> =
        token.substringBefore('=') to if ('=' in token) token.substringAfter('=') else "true"

    fun pairs(tokens: List<String>): Map<String, String> = tokens.associate(::pair)

    fun spanMs(offset: String): Long {
        val (number, unit) = span.matchEntire(offset)?.destructured ?: error("$offset is no span of time")
        return number.toLong() * unitsMs.getValue(unit)
    }

    /** What a line expects: the code it is refused with, or what it answers. */
    class Outcome(val tokens: List<String>, val code: String?, val answer: Map<String, String>)

    fun outcome(tokens: List<String>): Outcome {
        val at = tokens.indexOfFirst { it == "!" || it == "->" }
        if (at < 0) return Outcome(tokens, null, emptyMap())
        val rest = tokens.drop(at + 1)
        return if (tokens[at] == "!") Outcome(tokens.take(at), rest.single(), emptyMap())
        else Outcome(tokens.take(at), null, pairs(rest))
    }
}
