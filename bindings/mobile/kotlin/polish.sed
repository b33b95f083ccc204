# What UniFFI's Kotlin cannot be told in uniffi.toml, said to its text. Each rule's effect has a test.

# `engine.close()` closes the engine for everybody, again and again if need be, and gives its memory back at once.
/^open class Engine[: ]/,/^public object FfiConverterTypeEngine/ {
  s/^        this\.destroy()$/        if (wasDestroyed.get()) return\
        this.end()\
        this.destroy()/
  s/^                throw IllegalStateException(.* object has already been destroyed")$/                throw refused(ErrorCode.ENGINE_IS_CLOSED)/
  s/override fun `isClosed`(): kotlin\.Boolean {$/&\
        if (wasDestroyed.get()) return true/
}

# A handle that was given back takes no further call, also while calls that began before keep it alive.
s/^            if (c == 0L) {$/            if (c == 0L || wasDestroyed.get()) {/

# Every refusal has its code, its fact and its sentence, whatever its kind.
s/^sealed class CartpoolException: kotlin\.Exception() {$/&\
    \/** The rule that was broken. *\/\
    abstract val code: ErrorCode\
    \/** The one fact that helps to mend the call. *\/\
    abstract val context: ErrorContext\
    \/** One English sentence. *\/\
    abstract val text: String\
    final override val message: String get() = "${code.name.lowercase()}: $text"\
/
/^sealed class CartpoolException/,/^public object FfiConverterTypeCartpoolError/ {
  s/^        val `\(code\|text\|context\)`:/        override val `\1`:/
  /^        override val message$/d
  /^            get() = "code=/d
}

# An amount reads as one.
/^data class Money /,/^}/ s/^    companion object$/    override fun toString(): String = "$amount $currency"\
\
&/

# A panic in the library is a refusal like others, and so are a handle given back and text that is no Unicode.
s/^            throw InternalException(FfiConverterString\.lift(status\.error_buf))$/            throw panicked(FfiConverterString.lift(status.error_buf))/
s/^            throw InternalException("Rust panic")$/            throw panicked("without a word")/
s/^                throw IllegalStateException("\${this\.javaClass\.simpleName} object has already been destroyed")$/                throw refused(ErrorCode.HANDLE_NOT_VALID)/
s/^            encode(CharBuffer\.wrap(value))$/            encodeOrRefuse(value)/

# A thread's calls use the same structures again (see Calls.kt).
s/^    var status = UniffiRustCallStatus()$/    return called(callback) { uniffiCheckCallStatus(errorHandler, it) }/
/^    val return_value = callback(status)$/,/^    return return_value$/d
s/^        internal fun alloc(size: ULong = 0UL) = uniffiRustCall() { status ->$/        internal fun alloc(size: ULong = 0UL): RustBuffer.ByValue = Calls.here().buffer(size.toLong())\
\
        private fun allocByUniffi(size: ULong) = uniffiRustCall() { status ->/
s/^            rbuf\.writeField("len", bbuf\.position()\.toLong())$/            rbuf.written(bbuf.position().toLong())/
s/^    private class UniffiCleanAction(/    internal class UniffiCleanAction(/
s/^            return block(this\.uniffiCloneHandle())$/            val handle = this.uniffiCloneHandle()\
            try {\
                return block(handle)\
            } catch (failure: Throwable) {\
                if (Calls.here().isUnsent(failure)) UniffiCleanAction(handle).run()\
                throw failure\
            }/
s/^            RustBuffer\.free(rbuf)$/&\
            rbuf.data = null/
s/callStatus\.error_buf = FfiConverterString\.lower(err)$/callStatus.error_buf = Calls.here().answering { FfiConverterString.lower(err) }/
s/^private fun findLibraryName/internal fun findLibraryName/

# Kotlin's own `use` closes; UniFFI's would only give the handle back.
s/^inline fun <T : Disposable?, R> T\.use(/internal inline fun <T : Disposable?, R> T.uniffiUse(/

# Before the first call the library is asked what it is; UniFFI leaves that to whoever thinks of it.
s/^        Native\.register(UniffiLib::class\.java, .*$/        IntegrityCheckingUniffiLib.ensureInitialized()\
&/

# Whoever loads a library that is not this jar's is told so.
s/UniFFI \(contract version\|API checksum\) mismatch: try cleaning and rebuilding your project/the library cartpool_mobile that was loaded is of another version than this jar (\1)/
