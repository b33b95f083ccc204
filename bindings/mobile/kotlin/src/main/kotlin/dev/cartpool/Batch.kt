// @generated from core/src/command.rs by cargo gen
package dev.cartpool

import java.math.BigDecimal

/** Commands that are done together: all of them, or none. [Member.batch] opens one. */
public class Batch internal constructor(private val packed: Packed) {
    /** How many commands it holds. */
    public val size: Int get() = packed.verbs

    /** As [Member.addItem]. */
    public fun addItem(
        sku: String,
        quantity: Long,
        unitPrice: BigDecimal? = null,
        options: List<ItemOption> = emptyList(),
        note: String? = null,
        beneficiaries: List<String> = emptyList(),
        separate: Boolean = false,
    ): Unit = packed.verb(0) {
        text(sku)
        number(quantity)
        maybe(unitPrice) { text(digits(it)) }
        list(options) { itemOption(it) }
        maybe(note) { text(it) }
        list(beneficiaries) { text(it) }
        flag(separate)
    }

    /** As [Member.adjustQuantity]. */
    public fun adjustQuantity(line: Long, delta: Long): Unit = packed.verb(1) {
        number(line)
        number(delta)
    }

    /** As [Member.setQuantity]. */
    public fun setQuantity(line: Long, quantity: Long, seenQuantity: Long? = null): Unit = packed.verb(2) {
        number(line)
        number(quantity)
        maybe(seenQuantity) { number(it) }
    }

    /** As [Member.removeItem]. */
    public fun removeItem(line: Long): Unit = packed.verb(3) {
        number(line)
    }

    /** As [Member.setNote]. */
    public fun setNote(line: Long, note: String? = null): Unit = packed.verb(4) {
        number(line)
        maybe(note) { text(it) }
    }

    /** As [Member.setBeneficiaries]. */
    public fun setBeneficiaries(line: Long, beneficiaries: List<String> = emptyList()): Unit = packed.verb(5) {
        number(line)
        list(beneficiaries) { text(it) }
    }

    /** As [Member.setReason]. */
    public fun setReason(
        line: Long,
        purpose: String? = null,
        project: String? = null,
        costCentre: String? = null,
    ): Unit = packed.verb(6) {
        number(line)
        maybe(purpose) { text(it) }
        maybe(project) { text(it) }
        maybe(costCentre) { text(it) }
    }

    /** As [Member.addMember]. */
    public fun addMember(member: String, role: String): Unit = packed.verb(7) {
        text(member)
        text(role)
    }

    /** As [Member.removeMember]. */
    public fun removeMember(member: String): Unit = packed.verb(8) {
        text(member)
    }

    /** As [Member.leave]. */
    public fun leave(): Unit = packed.verb(9) {}

    /** As [Member.setRole]. */
    public fun setRole(member: String, role: String): Unit = packed.verb(10) {
        text(member)
        text(role)
    }

    /** As [Member.defineRole]. */
    public fun defineRole(
        name: String,
        capabilities: List<Capability> = emptyList(),
        moneyCap: BigDecimal? = null,
        categoriesAllowed: List<String> = emptyList(),
        categoriesDenied: List<String> = emptyList(),
    ): Unit = packed.verb(11) {
        text(name)
        list(capabilities) { tag(it.ordinal) }
        maybe(moneyCap) { text(digits(it)) }
        list(categoriesAllowed) { text(it) }
        list(categoriesDenied) { text(it) }
    }

    /** As [Member.offerOwnership]. */
    public fun offerOwnership(member: String): Unit = packed.verb(12) {
        text(member)
    }

    /** As [Member.acceptOwnership]. */
    public fun acceptOwnership(): Unit = packed.verb(13) {}

    /** As [Member.declineOwnership]. */
    public fun declineOwnership(): Unit = packed.verb(14) {}

    /** As [Member.invite]. */
    public fun invite(tokenHash: String, role: String, usesMax: Long? = null, expiresAtMs: Long? = null): Unit = packed.verb(15) {
        text(tokenHash)
        text(role)
        maybe(usesMax) { number(it) }
        maybe(expiresAtMs) { number(it) }
    }

    /** As [Member.revokeInvitation]. */
    public fun revokeInvitation(invitation: Long): Unit = packed.verb(16) {
        number(invitation)
    }

    /** As [Member.acceptInvitation]. */
    public fun acceptInvitation(token: String): Unit = packed.verb(17) {
        text(token)
    }

    /** As [Member.lockCart]. */
    public fun lockCart(untilMs: Long? = null): Unit = packed.verb(18) {
        maybe(untilMs) { number(it) }
    }

    /** As [Member.unlockCart]. */
    public fun unlockCart(): Unit = packed.verb(19) {}

    /** As [Member.setPolicies]. */
    public fun setPolicies(
        edit: EditPolicy? = null,
        mergesLines: Boolean? = null,
        allowsSuggestions: Boolean? = null,
    ): Unit = packed.verb(20) {
        maybe(edit) { tag(it.ordinal) }
        maybe(mergesLines) { flag(it) }
        maybe(allowsSuggestions) { flag(it) }
    }

    /** As [Member.renameCart]. */
    public fun renameCart(title: String? = null, purpose: String? = null): Unit = packed.verb(21) {
        maybe(title) { text(it) }
        maybe(purpose) { text(it) }
    }

    /** As [Member.closeCart]. */
    public fun closeCart(): Unit = packed.verb(22) {}

    /** As [Member.reprice]. */
    public fun reprice(): Unit = packed.verb(23) {}

    /** As [Member.setSplit]. */
    public fun setSplit(
        rule: SplitRule,
        parts: List<ItemOption> = emptyList(),
        sparesLateJoiners: Boolean = false,
    ): Unit = packed.verb(24) {
        tag(rule.ordinal)
        list(parts) { itemOption(it) }
        flag(sparesLateJoiners)
    }

    /** As [Member.setLineSplit]. */
    public fun setLineSplit(line: Long, rule: SplitRule, parts: List<ItemOption> = emptyList()): Unit = packed.verb(25) {
        number(line)
        tag(rule.ordinal)
        list(parts) { itemOption(it) }
    }

    /** As [Member.clearLineSplit]. */
    public fun clearLineSplit(line: Long): Unit = packed.verb(26) {
        number(line)
    }

    /** As [Member.setExcludedMembers]. */
    public fun setExcludedMembers(excludedMembers: List<String> = emptyList()): Unit = packed.verb(27) {
        list(excludedMembers) { text(it) }
    }

    /** As [Member.setSponsor]. */
    public fun setSponsor(
        sponsor: String? = null,
        amountMax: BigDecimal? = null,
        personMax: BigDecimal? = null,
    ): Unit = packed.verb(28) {
        maybe(sponsor) { text(it) }
        maybe(amountMax) { text(digits(it)) }
        maybe(personMax) { text(digits(it)) }
    }

    /** As [Member.setShareMinimum]. */
    public fun setShareMinimum(minimum: BigDecimal? = null): Unit = packed.verb(29) {
        maybe(minimum) { text(digits(it)) }
    }

    /** As [Member.setAdjustmentSplit]. */
    public fun setAdjustmentSplit(kind: AdjustmentKind, rule: AdjustmentRule, payer: String? = null): Unit = packed.verb(30) {
        tag(kind.ordinal)
        tag(rule.ordinal)
        maybe(payer) { text(it) }
    }

    /** As [Member.addAdjustment]. */
    public fun addAdjustment(
        kind: AdjustmentKind,
        amount: BigDecimal? = null,
        percent: BigDecimal? = null,
        line: Long? = null,
        member: String? = null,
        destination: String? = null,
        label: String? = null,
        included: Boolean = false,
    ): Unit = packed.verb(31) {
        tag(kind.ordinal)
        maybe(amount) { text(digits(it)) }
        maybe(percent) { text(digits(it)) }
        maybe(line) { number(it) }
        maybe(member) { text(it) }
        maybe(destination) { text(it) }
        maybe(label) { text(it) }
        flag(included)
    }

    /** As [Member.removeAdjustment]. */
    public fun removeAdjustment(adjustment: Long): Unit = packed.verb(32) {
        number(adjustment)
    }

    /** As [Member.addDiscount]. */
    public fun addDiscount(
        percent: BigDecimal? = null,
        amount: BigDecimal? = null,
        tiers: List<ItemOption> = emptyList(),
        buy: Long? = null,
        get: Long? = null,
        skus: List<String> = emptyList(),
        label: String? = null,
        exclusive: Boolean = false,
        priority: Long? = null,
    ): Unit = packed.verb(33) {
        maybe(percent) { text(digits(it)) }
        maybe(amount) { text(digits(it)) }
        list(tiers) { itemOption(it) }
        maybe(buy) { number(it) }
        maybe(get) { number(it) }
        list(skus) { text(it) }
        maybe(label) { text(it) }
        flag(exclusive)
        maybe(priority) { number(it) }
    }

    /** As [Member.setDestination]. */
    public fun setDestination(line: Long, destination: String? = null): Unit = packed.verb(34) {
        number(line)
        maybe(destination) { text(it) }
    }

    /** As [Member.setBillPolicies]. */
    public fun setBillPolicies(
        country: String? = null,
        rounding: RoundingMode? = null,
        level: RoundingLevel? = null,
        cashStep: BigDecimal? = null,
        orderMin: BigDecimal? = null,
        orderMax: BigDecimal? = null,
        isHard: Boolean? = null,
    ): Unit = packed.verb(35) {
        maybe(country) { text(it) }
        maybe(rounding) { tag(it.ordinal) }
        maybe(level) { tag(it.ordinal) }
        maybe(cashStep) { text(digits(it)) }
        maybe(orderMin) { text(digits(it)) }
        maybe(orderMax) { text(digits(it)) }
        maybe(isHard) { flag(it) }
    }

    /** As [Member.setGroup]. */
    public fun setGroup(group: String? = null): Unit = packed.verb(36) {
        maybe(group) { text(it) }
    }

    /** As [Member.redeemCoupon]. */
    public fun redeemCoupon(code: String): Unit = packed.verb(37) {
        text(code)
    }

    /** As [Member.fixBill]. */
    public fun fixBill(): Unit = packed.verb(38) {}

    /** As [Member.reopenBill]. */
    public fun reopenBill(): Unit = packed.verb(39) {}

    /** As [Member.recordPayment]. */
    public fun recordPayment(payer: String, amount: BigDecimal): Unit = packed.verb(40) {
        text(payer)
        text(digits(amount))
    }

    /** As [Member.recordTransfer]. */
    public fun recordTransfer(payer: String, payee: String, amount: BigDecimal): Unit = packed.verb(41) {
        text(payer)
        text(payee)
        text(digits(amount))
    }

    /** As [Member.refundItem]. */
    public fun refundItem(line: Long, quantity: Long): Unit = packed.verb(42) {
        number(line)
        number(quantity)
    }

    /** As [Member.pledge]. */
    public fun pledge(campaign: String, quantity: Long, sku: String? = null): Unit = packed.verb(43) {
        text(campaign)
        maybe(sku) { text(it) }
        number(quantity)
    }

    /** As [Member.followCampaign]. */
    public fun followCampaign(campaign: String): Unit = packed.verb(44) {
        text(campaign)
    }
}

private fun Packed.itemOption(it: ItemOption) {
    text(it.key)
    text(it.value)
}
