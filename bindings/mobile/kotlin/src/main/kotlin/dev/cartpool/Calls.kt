package dev.cartpool

import com.sun.jna.Native
import com.sun.jna.Pointer

/**
 * What a thread's calls pass to the library, used again by its next calls.
 *
 * Each structure of JNA's is memory outside the heap with an entry in one cleaner of one thread, which a crowd of busy threads
 * leaves behind until the heap is full. One call may be under way inside another, so what is used makes a stack.
 */
internal class Calls private constructor() {
    private val statuses = ArrayList<UniffiRustCallStatus>()
    private var depth = 0
    private val buffers = ArrayList<RustBuffer.ByValue>()
    private var taken = 0
    private var isAnswering = false
    private var unsent: Throwable? = null

    fun begin(): UniffiRustCallStatus {
        if (depth == statuses.size) statuses += UniffiRustCallStatus().apply { setAutoSynch(false) }
        return statuses[depth++]
    }

    fun mark(): Int = taken

    fun end(mark: Int) {
        taken = mark
        depth--
    }

    /** A call that failed before the library had it leaves its buffers to whoever made them. */
    fun failed(mark: Int, failure: Throwable) {
        for (at in mark until taken) if (buffers[at].data != null) RustBuffer.free(buffers[at])
        unsent = failure
    }

    /** Whether this is how a call failed that the library never had: then its handle is still the caller's. */
    fun isUnsent(failure: Throwable): Boolean = (unsent === failure).also { unsent = null }

    /** An empty buffer of `size` bytes, which the library then owns. */
    fun buffer(size: Long): RustBuffer.ByValue {
        val address = Library.cartpool_mobile_buffer(size)
        if (address == 0L) throw OutOfMemoryError("$size bytes outside the heap")
        val isPooled = depth > 0 && !isAnswering
        if (isPooled && taken == buffers.size) buffers += RustBuffer.ByValue().apply { setAutoSynch(false) }
        val buffer = if (isPooled) buffers[taken++] else RustBuffer.ByValue()
        buffer.capacity = size
        buffer.data = Pointer(address)
        buffer.pointer.setLong(0, size)
        buffer.pointer.setLong(16, address)
        return buffer.written(size)
    }

    /** What a callback answers becomes a part of the answer, and is not used again. */
    fun <T> answering(lower: () -> T): T {
        isAnswering = true
        try {
            return lower()
        } finally {
            isAnswering = false
        }
    }

    companion object {
        private val ofThread = ThreadLocal.withInitial { Calls() }

        fun here(): Calls = ofThread.get()
    }
}

/** How much of the buffer is written. */
internal fun RustBuffer.ByValue.written(length: Long): RustBuffer.ByValue {
    len = length
    pointer.setLong(8, length)
    return this
}

/** Calls the library; `refuse` throws where the status says so. */
internal inline fun <U> called(call: (UniffiRustCallStatus) -> U, refuse: (UniffiRustCallStatus) -> Unit): U {
    val calls = Calls.here()
    val mark = calls.mark()
    val status = calls.begin()
    try {
        val answer = try {
            call(status)
        } catch (failure: Throwable) {
            calls.failed(mark, failure)
            throw failure
        }
        if (status.pointer.getByte(0) != UNIFFI_CALL_SUCCESS) {
            status.read()
            status.pointer.setByte(0, UNIFFI_CALL_SUCCESS)
            refuse(status)
        }
        return answer
    } finally {
        calls.end(mark)
    }
}

private object Library {
    init {
        Native.register(Library::class.java, findLibraryName(componentName = "cartpool_mobile"))
    }

    external fun cartpool_mobile_buffer(size: Long): Long
}
