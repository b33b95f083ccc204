# What UniFFI's Kotlin cannot be told in uniffi.toml, said to its text. Each rule's effect has a test.

# `engine.close()` closes the engine, again and again if need be; its handle is the cleaner's to give back.
/^open class Engine[: ]/,/^}/ {
  s/^        this\.destroy()$/        if (!wasDestroyed.get()) this.end()/
}

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

# Whoever loads a library that is not this jar's is told so.
s/UniFFI \(contract version\|API checksum\) mismatch: try cleaning and rebuilding your project/the library cartpool_mobile that was loaded is of another version than this jar (\1)/
