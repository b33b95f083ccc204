import Cartpool

// Every verb twice: as the command of a batch, and as the verb itself. The second switch names each, or does not compile.

extension Command {
    /// The command that a scenario names, with its arguments.
    init(_ verb: String, _ given: Arguments) throws {
        switch verb {
        case "add_item":
            self = try .addItem(
                sku: given.text("sku"), quantity: given.number("quantity"),
                unitPrice: given.maybeAmount("unit_price"), options: given.pairs("options"),
                note: given.maybeText("note"), beneficiaries: given.list("beneficiaries"),
                separate: given.flag("separate"))
        case "adjust_quantity":
            self = try .adjustQuantity(line: given.number("line"), delta: given.number("delta"))
        case "set_quantity":
            self = try .setQuantity(
                line: given.number("line"), quantity: given.number("quantity"),
                seenQuantity: given.maybeNumber("seen_quantity"))
        case "remove_item":
            self = try .removeItem(line: given.number("line"))
        case "set_note":
            self = try .setNote(line: given.number("line"), note: given.maybeText("note"))
        case "set_beneficiaries":
            self = try .setBeneficiaries(line: given.number("line"), beneficiaries: given.list("beneficiaries"))
        case "set_reason":
            self = try .setReason(
                line: given.number("line"), purpose: given.maybeText("purpose"), project: given.maybeText("project"),
                costCentre: given.maybeText("cost_centre"))
        case "add_member":
            self = try .addMember(member: given.text("member"), role: given.text("role"))
        case "remove_member":
            self = try .removeMember(member: given.text("member"))
        case "leave":
            self = .leave
        case "set_role":
            self = try .setRole(member: given.text("member"), role: given.text("role"))
        case "define_role":
            self = try .defineRole(
                name: given.text("name"), capabilities: given.words("capabilities"),
                moneyCap: given.maybeAmount("money_cap"), categoriesAllowed: given.list("categories_allowed"),
                categoriesDenied: given.list("categories_denied"))
        case "offer_ownership":
            self = try .offerOwnership(member: given.text("member"))
        case "accept_ownership":
            self = .acceptOwnership
        case "decline_ownership":
            self = .declineOwnership
        case "invite":
            self = try .invite(
                tokenHash: given.text("token_hash"), role: given.text("role"), usesMax: given.maybeNumber("uses_max"),
                expiresAtMs: given.maybeNumber("expires_at_ms"))
        case "revoke_invitation":
            self = try .revokeInvitation(invitation: given.number("invitation"))
        case "accept_invitation":
            self = try .acceptInvitation(token: given.text("token"))
        case "lock_cart":
            self = try .lockCart(untilMs: given.maybeNumber("until_ms"))
        case "unlock_cart":
            self = .unlockCart
        case "set_policies":
            self = try .setPolicies(
                edit: given.maybeWord("edit"), mergesLines: given.maybeFlag("merges_lines"),
                allowsSuggestions: given.maybeFlag("allows_suggestions"))
        case "rename_cart":
            self = .renameCart(title: given.maybeText("title"), purpose: given.maybeText("purpose"))
        case "close_cart":
            self = .closeCart
        case "reprice":
            self = .reprice
        case "set_split":
            self = try .setSplit(
                rule: given.word("rule"), parts: given.pairs("parts"),
                sparesLateJoiners: given.flag("spares_late_joiners"))
        case "set_line_split":
            self = try .setLineSplit(
                line: given.number("line"), rule: given.word("rule"), parts: given.pairs("parts"))
        case "clear_line_split":
            self = try .clearLineSplit(line: given.number("line"))
        case "set_excluded_members":
            self = try .setExcludedMembers(excludedMembers: given.list("excluded_members"))
        case "set_sponsor":
            self = try .setSponsor(
                sponsor: given.maybeText("sponsor"), amountMax: given.maybeAmount("amount_max"),
                personMax: given.maybeAmount("person_max"))
        case "set_share_minimum":
            self = try .setShareMinimum(minimum: given.maybeAmount("minimum"))
        case "set_adjustment_split":
            self = try .setAdjustmentSplit(
                kind: given.word("kind"), rule: given.word("rule"), payer: given.maybeText("payer"))
        case "add_adjustment":
            self = try .addAdjustment(
                kind: given.word("kind"), amount: given.maybeAmount("amount"), percent: given.maybeAmount("percent"),
                line: given.maybeNumber("line"), member: given.maybeText("member"),
                destination: given.maybeText("destination"), label: given.maybeText("label"),
                included: given.flag("included"))
        case "remove_adjustment":
            self = try .removeAdjustment(adjustment: given.number("adjustment"))
        case "add_discount":
            self = try .addDiscount(
                percent: given.maybeAmount("percent"), amount: given.maybeAmount("amount"),
                tiers: given.pairs("tiers"), buy: given.maybeNumber("buy"), get: given.maybeNumber("get"),
                skus: given.list("skus"), label: given.maybeText("label"), exclusive: given.flag("exclusive"),
                priority: given.maybeNumber("priority"))
        case "set_destination":
            self = try .setDestination(line: given.number("line"), destination: given.maybeText("destination"))
        case "set_bill_policies":
            self = try .setBillPolicies(
                country: given.maybeText("country"), rounding: given.maybeWord("rounding"),
                level: given.maybeWord("level"), cashStep: given.maybeAmount("cash_step"),
                orderMin: given.maybeAmount("order_min"), orderMax: given.maybeAmount("order_max"),
                isHard: given.maybeFlag("is_hard"))
        case "set_group":
            self = .setGroup(group: given.maybeText("group"))
        case "redeem_coupon":
            self = try .redeemCoupon(code: given.text("code"))
        case "fix_bill":
            self = .fixBill
        case "reopen_bill":
            self = .reopenBill
        case "record_payment":
            self = try .recordPayment(payer: given.text("payer"), amount: given.amount("amount"))
        case "record_transfer":
            self = try .recordTransfer(
                payer: given.text("payer"), payee: given.text("payee"), amount: given.amount("amount"))
        case "refund_item":
            self = try .refundItem(line: given.number("line"), quantity: given.number("quantity"))
        case "pledge":
            self = try .pledge(
                campaign: given.text("campaign"), quantity: given.number("quantity"), sku: given.maybeText("sku"))
        case "follow_campaign":
            self = try .followCampaign(campaign: given.text("campaign"))
        default: throw Failed("no verb is called \(verb)")
        }
        try given.areAllRead()
    }
}

extension Member {
    /// Says the command as a verb.
    func say(_ command: Command) throws -> Int {
        switch command {
        case .addItem(let sku, let quantity, let unitPrice, let options, let note, let beneficiaries, let separate):
            // What is mostly said goes by the short way.
            if unitPrice == nil, options.isEmpty, note == nil, beneficiaries.isEmpty, !separate {
                try addItem(sku: sku, quantity: quantity)
            } else {
                try addItem(
                    sku: sku, quantity: quantity, unitPrice: unitPrice, options: options, note: note,
                    beneficiaries: beneficiaries, separate: separate)
            }
        case .adjustQuantity(let line, let delta):
            try adjustQuantity(line: line, delta: delta)
        case .setQuantity(let line, let quantity, let seenQuantity):
            if let seenQuantity {
                try setQuantity(line: line, quantity: quantity, seenQuantity: seenQuantity)
            } else {
                try setQuantity(line: line, quantity: quantity)
            }
        case .removeItem(let line):
            try removeItem(line: line)
        case .setNote(let line, let note):
            try setNote(line: line, note: note)
        case .setBeneficiaries(let line, let beneficiaries):
            try setBeneficiaries(line: line, beneficiaries: beneficiaries)
        case .setReason(let line, let purpose, let project, let costCentre):
            try setReason(line: line, purpose: purpose, project: project, costCentre: costCentre)
        case .addMember(let member, let role):
            try addMember(member: member, role: role)
        case .removeMember(let member):
            try removeMember(member: member)
        case .leave: try leave()
        case .setRole(let member, let role):
            try setRole(member: member, role: role)
        case .defineRole(let name, let capabilities, let moneyCap, let categoriesAllowed, let categoriesDenied):
            try defineRole(
                name: name, capabilities: capabilities, moneyCap: moneyCap, categoriesAllowed: categoriesAllowed,
                categoriesDenied: categoriesDenied)
        case .offerOwnership(let member):
            try offerOwnership(member: member)
        case .acceptOwnership: try acceptOwnership()
        case .declineOwnership: try declineOwnership()
        case .invite(let tokenHash, let role, let usesMax, let expiresAtMs):
            try invite(tokenHash: tokenHash, role: role, usesMax: usesMax, expiresAtMs: expiresAtMs)
        case .revokeInvitation(let invitation):
            try revokeInvitation(invitation: invitation)
        case .acceptInvitation(let token):
            try acceptInvitation(token: token)
        case .lockCart(let untilMs):
            try lockCart(untilMs: untilMs)
        case .unlockCart: try unlockCart()
        case .setPolicies(let edit, let mergesLines, let allowsSuggestions):
            try setPolicies(edit: edit, mergesLines: mergesLines, allowsSuggestions: allowsSuggestions)
        case .renameCart(let title, let purpose):
            try renameCart(title: title, purpose: purpose)
        case .closeCart: try closeCart()
        case .reprice: try reprice()
        case .setSplit(let rule, let parts, let sparesLateJoiners):
            try setSplit(rule: rule, parts: parts, sparesLateJoiners: sparesLateJoiners)
        case .setLineSplit(let line, let rule, let parts):
            try setLineSplit(line: line, rule: rule, parts: parts)
        case .clearLineSplit(let line):
            try clearLineSplit(line: line)
        case .setExcludedMembers(let excludedMembers):
            try setExcludedMembers(excludedMembers: excludedMembers)
        case .setSponsor(let sponsor, let amountMax, let personMax):
            try setSponsor(sponsor: sponsor, amountMax: amountMax, personMax: personMax)
        case .setShareMinimum(let minimum):
            try setShareMinimum(minimum: minimum)
        case .setAdjustmentSplit(let kind, let rule, let payer):
            try setAdjustmentSplit(kind: kind, rule: rule, payer: payer)
        case .addAdjustment(
            let kind, let amount, let percent, let line, let member, let destination, let label, let included):
            try addAdjustment(
                kind: kind, amount: amount, percent: percent, line: line, member: member, destination: destination,
                label: label, included: included)
        case .removeAdjustment(let adjustment):
            try removeAdjustment(adjustment: adjustment)
        case .addDiscount(
            let percent, let amount, let tiers, let buy, let get, let skus, let label, let exclusive, let priority):
            try addDiscount(
                percent: percent, amount: amount, tiers: tiers, buy: buy, get: get, skus: skus, label: label,
                exclusive: exclusive, priority: priority)
        case .setDestination(let line, let destination):
            try setDestination(line: line, destination: destination)
        case .setBillPolicies(
            let country, let rounding, let level, let cashStep, let orderMin, let orderMax, let isHard):
            try setBillPolicies(
                country: country, rounding: rounding, level: level, cashStep: cashStep, orderMin: orderMin,
                orderMax: orderMax, isHard: isHard)
        case .setGroup(let group):
            try setGroup(group: group)
        case .redeemCoupon(let code):
            try redeemCoupon(code: code)
        case .fixBill: try fixBill()
        case .reopenBill: try reopenBill()
        case .recordPayment(let payer, let amount):
            try recordPayment(payer: payer, amount: amount)
        case .recordTransfer(let payer, let payee, let amount):
            try recordTransfer(payer: payer, payee: payee, amount: amount)
        case .refundItem(let line, let quantity):
            try refundItem(line: line, quantity: quantity)
        case .pledge(let campaign, let quantity, let sku):
            try pledge(campaign: campaign, quantity: quantity, sku: sku)
        case .followCampaign(let campaign):
            try followCampaign(campaign: campaign)
        }
    }
}
