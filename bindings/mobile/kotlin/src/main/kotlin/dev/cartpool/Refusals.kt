package dev.cartpool

import java.nio.ByteBuffer
import java.nio.CharBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.CharsetEncoder

/** The code's frozen number, the same in every language. */
public val ErrorCode.number: Int get() = value.toInt()

/** A refusal at the boundary, before the library is asked. */
internal fun refused(code: ErrorCode): CartpoolException =
    CartpoolException.Invalid(code, code.sentence(), ErrorContext.Nothing)

/** A panic in the library, contained. What it said goes no further: it may hold a person's data. */
@Suppress("UNUSED_PARAMETER")
internal fun panicked(said: String): CartpoolException =
    CartpoolException.Internal(ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.sentence(), ErrorContext.Nothing)

internal fun CharsetEncoder.encodeOrRefuse(text: String): ByteBuffer =
    try {
        encode(CharBuffer.wrap(text))
    } catch (_: CharacterCodingException) {
        throw refused(ErrorCode.TEXT_MUST_BE_UTF8)
    }
