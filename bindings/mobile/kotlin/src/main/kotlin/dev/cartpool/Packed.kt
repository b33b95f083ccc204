package dev.cartpool

/** A batch as bytes: `bindings/mobile/src/packed.rs` reads what this writes. */
internal class Packed {
    private var bytes = ByteArray(1024)
    private var length = 0

    var verbs = 0
        private set

    fun toByteArray(): ByteArray = bytes.copyOf(length)

    /** A verb that cannot be packed leaves nothing behind. */
    inline fun verb(tag: Int, fields: Packed.() -> Unit) {
        val start = mark()
        try {
            tag(tag)
            fields()
        } catch (failure: Throwable) {
            back(start)
            throw failure
        }
        count()
    }

    fun mark(): Int = length

    fun back(start: Int) {
        length = start
    }

    fun count() {
        verbs++
    }

    fun tag(tag: Int) {
        room(1)
        bytes[length++] = tag.toByte()
    }

    fun flag(flag: Boolean): Unit = tag(if (flag) 1 else 0)

    fun number(number: Long) {
        room(8)
        for (shift in 56 downTo 0 step 8) bytes[length++] = (number shr shift).toByte()
    }

    fun text(text: String) {
        room(4 + text.length)
        val start = length
        length += 4
        for (letter in text) {
            if (letter.code >= 0x80) {
                length = start + 4
                encoded(text)
                break
            }
            bytes[length++] = letter.code.toByte()
        }
        int(start, length - start - 4)
    }

    inline fun <T : Any> maybe(value: T?, write: Packed.(T) -> Unit) {
        flag(value != null)
        if (value != null) write(value)
    }

    inline fun <T> list(values: List<T>, write: Packed.(T) -> Unit) {
        val place = place()
        var count = 0
        // A list may come to another number of values than it says.
        for (value in values) {
            write(value)
            count++
        }
        int(place, count)
    }

    /** Where a number of values will stand. */
    fun place(): Int {
        room(4)
        length += 4
        return length - 4
    }

    private fun encoded(text: String) {
        val encoded = Charsets.UTF_8.newEncoder().encodeOrRefuse(text)
        val size = encoded.remaining()
        room(size)
        encoded.get(bytes, length, size)
        length += size
    }

    fun int(at: Int, number: Int) {
        for (place in 0..3) bytes[at + place] = (number shr (24 - 8 * place)).toByte()
    }

    private fun room(more: Int) {
        if (bytes.size - length < more) bytes = bytes.copyOf(maxOf(bytes.size * 2, length + more))
    }
}

/**
 * Does several commands together: all of them, or none. Returns the last version. One call, however many commands there are.
 *
 * A `build` that throws does nothing. Errors: as [Member.batch] of a list.
 */
public fun Member.batch(build: Batch.() -> Unit): Long {
    val packed = Packed()
    Batch(packed).build()
    return batchPacked(packed.toByteArray())
}
