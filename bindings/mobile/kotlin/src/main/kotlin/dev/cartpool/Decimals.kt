package dev.cartpool

import java.math.BigDecimal

/** More digits than any amount has; a `BigDecimal` of a few bytes can stand for gigabytes of them. */
private const val DIGITS_MAX = 100

/** The amount as the library reads it: digits and a point, never an exponent. */
internal fun digits(amount: BigDecimal): String {
    val whole = amount.precision().toLong() - amount.scale()
    if (amount.scale() > DIGITS_MAX || whole > DIGITS_MAX) throw refused(ErrorCode.PRICE_NOT_VALID)
    return amount.toPlainString()
}
