// @generated from core/src/command.rs by cargo gen
//! The numbers of enums, events and refusals, and their names.

use core::ffi::c_char;
use core::ptr;

use cartpool::{BillEvent, Event};

/// The engine met a bug of its own; nothing was changed.
pub const CARTPOOL_ERROR_INTERNAL_ERROR: u16 = 1;
/// The engine has been closed.
pub const CARTPOOL_ERROR_ENGINE_IS_CLOSED: u16 = 2;
/// This cart met a bug while changing and is out of use; others go on.
pub const CARTPOOL_ERROR_CART_IS_DAMAGED: u16 = 3;
/// A limit is zero or above its hard cap.
pub const CARTPOOL_ERROR_LIMITS_NOT_VALID: u16 = 4;
/// The engine's memory bound is reached; removals still work.
pub const CARTPOOL_ERROR_EXCEEDS_MEMORY_MAX: u16 = 5;
/// Too many commands in too short a time; try again.
pub const CARTPOOL_ERROR_RATE_EXCEEDED: u16 = 6;
/// This handle is closed or was never issued.
pub const CARTPOOL_ERROR_HANDLE_NOT_VALID: u16 = 7;
/// Text must be well-formed UTF-8.
pub const CARTPOOL_ERROR_TEXT_MUST_BE_UTF8: u16 = 8;
/// An argument has the wrong type or is out of range.
pub const CARTPOOL_ERROR_ARGUMENT_NOT_VALID: u16 = 9;
/// No such cart for this principal.
pub const CARTPOOL_ERROR_CART_NOT_FOUND: u16 = 10;
/// The cart is closed.
pub const CARTPOOL_ERROR_CART_IS_CLOSED: u16 = 11;
/// Another member holds the cart's lock.
pub const CARTPOOL_ERROR_CART_IS_LOCKED: u16 = 12;
/// The cart is not at the expected version.
pub const CARTPOOL_ERROR_VERSION_CONFLICT: u16 = 13;
/// The cart has not reached this version.
pub const CARTPOOL_ERROR_VERSION_NOT_FOUND: u16 = 14;
/// The history no longer reaches back to this version.
pub const CARTPOOL_ERROR_VERSION_NO_LONGER_KEPT: u16 = 15;
/// The cart has reached its bound in bytes.
pub const CARTPOOL_ERROR_EXCEEDS_CART_BYTES_MAX: u16 = 16;
/// The cart has had as many events as it may.
pub const CARTPOOL_ERROR_EXCEEDS_EVENTS_MAX: u16 = 17;
/// A cart id is 32 hexadecimal digits.
pub const CARTPOOL_ERROR_CART_ID_NOT_VALID: u16 = 18;
/// A cart with this id exists.
pub const CARTPOOL_ERROR_CART_ALREADY_EXISTS: u16 = 19;
/// The member lacks the capability.
pub const CARTPOOL_ERROR_CAPABILITY_MISSING: u16 = 20;
/// Only the host itself may do this.
pub const CARTPOOL_ERROR_RESERVED_FOR_SYSTEM: u16 = 21;
/// No such member in this cart.
pub const CARTPOOL_ERROR_MEMBER_NOT_FOUND: u16 = 22;
/// This member is already in the cart.
pub const CARTPOOL_ERROR_MEMBER_ALREADY_IN_CART: u16 = 23;
/// A member id is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_MEMBER_ID_NOT_VALID: u16 = 24;
/// The cart has the maximum number of members.
pub const CARTPOOL_ERROR_EXCEEDS_MEMBERS_MAX: u16 = 25;
/// No such role in this cart.
pub const CARTPOOL_ERROR_ROLE_NOT_FOUND: u16 = 26;
/// A role name is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_ROLE_NAME_NOT_VALID: u16 = 27;
/// The cart has the maximum number of custom roles.
pub const CARTPOOL_ERROR_EXCEEDS_ROLES_MAX: u16 = 28;
/// A ready-made role cannot be redefined.
pub const CARTPOOL_ERROR_READY_ROLE_IS_FIXED: u16 = 29;
/// Ownership moves only by offer and acceptance.
pub const CARTPOOL_ERROR_OWNERSHIP_MUST_BE_OFFERED: u16 = 30;
/// Ownership has not been offered to this member.
pub const CARTPOOL_ERROR_OWNERSHIP_NOT_OFFERED: u16 = 31;
/// A cart always has an owner.
pub const CARTPOOL_ERROR_OWNER_MUST_STAY: u16 = 32;
/// A role lists the maximum number of categories.
pub const CARTPOOL_ERROR_EXCEEDS_CATEGORIES_MAX: u16 = 33;
/// A category is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_CATEGORY_NOT_VALID: u16 = 34;
/// No such line in this cart.
pub const CARTPOOL_ERROR_LINE_NOT_FOUND: u16 = 40;
/// Quantity must be at least 1.
pub const CARTPOOL_ERROR_QUANTITY_MUST_NOT_BE_ZERO: u16 = 41;
/// The line would hold more than the maximum quantity.
pub const CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX: u16 = 42;
/// The cart has the maximum number of lines.
pub const CARTPOOL_ERROR_EXCEEDS_LINES_MAX: u16 = 43;
/// A SKU is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_SKU_NOT_VALID: u16 = 44;
/// This cart is changed by suggestion only.
pub const CARTPOOL_ERROR_SUGGESTION_REQUIRED: u16 = 45;
/// The member's role caps the money they may add.
pub const CARTPOOL_ERROR_EXCEEDS_MONEY_CAP: u16 = 46;
/// The member's role excludes this category.
pub const CARTPOOL_ERROR_CATEGORY_NOT_ALLOWED: u16 = 47;
/// The note is too long.
pub const CARTPOOL_ERROR_EXCEEDS_NOTE_MAX: u16 = 48;
/// The line has too many options.
pub const CARTPOOL_ERROR_EXCEEDS_OPTIONS_MAX: u16 = 49;
/// An option is a distinct key of 1 to 40 and a value of up to 500 characters.
pub const CARTPOOL_ERROR_OPTION_NOT_VALID: u16 = 50;
/// A beneficiary is listed twice.
pub const CARTPOOL_ERROR_BENEFICIARIES_MUST_DIFFER: u16 = 51;
/// The text is longer than a title may be.
pub const CARTPOOL_ERROR_EXCEEDS_TITLE_MAX: u16 = 52;
/// Text holds a control character.
pub const CARTPOOL_ERROR_TEXT_NOT_VALID: u16 = 53;
/// The deadline has passed or is too far ahead.
pub const CARTPOOL_ERROR_DEADLINE_NOT_VALID: u16 = 54;
/// The price list has no price for this SKU and currency.
pub const CARTPOOL_ERROR_PRICE_NOT_FOUND: u16 = 60;
/// This engine takes prices from its price list only.
pub const CARTPOOL_ERROR_UNIT_PRICE_NOT_ALLOWED: u16 = 61;
/// A price is zero or more, with at most 4 digits beyond the currency's own.
pub const CARTPOOL_ERROR_PRICE_NOT_VALID: u16 = 62;
/// The unit price is above its bound.
pub const CARTPOOL_ERROR_EXCEEDS_UNIT_PRICE_MAX: u16 = 63;
/// The cart's total would pass its bound.
pub const CARTPOOL_ERROR_EXCEEDS_TOTAL_MAX: u16 = 64;
/// A currency is an ISO 4217 code of three capital letters with minor units.
pub const CARTPOOL_ERROR_CURRENCY_NOT_VALID: u16 = 65;
/// The engine knows the maximum number of SKUs.
pub const CARTPOOL_ERROR_EXCEEDS_SKUS_MAX: u16 = 66;
/// No such invitation, or no longer.
pub const CARTPOOL_ERROR_INVITATION_NOT_VALID: u16 = 70;
/// No such pending invitation in this cart.
pub const CARTPOOL_ERROR_INVITATION_NOT_FOUND: u16 = 71;
/// The cart has the maximum number of pending invitations.
pub const CARTPOOL_ERROR_EXCEEDS_INVITATIONS_MAX: u16 = 72;
/// A link admits at most as editor.
pub const CARTPOOL_ERROR_INVITATION_ROLE_TOO_HIGH: u16 = 73;
/// An invitation may be used 1 to 100 times.
pub const CARTPOOL_ERROR_EXCEEDS_INVITATION_USES_MAX: u16 = 74;
/// A token hash is 43 characters of base64url.
pub const CARTPOOL_ERROR_TOKEN_HASH_NOT_VALID: u16 = 75;
/// A command id is a UUID of version 7 at most 5 minutes ahead of the clock.
pub const CARTPOOL_ERROR_COMMAND_ID_NOT_VALID: u16 = 80;
/// This command id was used for something else.
pub const CARTPOOL_ERROR_COMMAND_ID_REUSED: u16 = 81;
/// This command id is older than the ids still remembered.
pub const CARTPOOL_ERROR_COMMAND_ID_TOO_OLD: u16 = 82;
/// The batch holds too many commands.
pub const CARTPOOL_ERROR_EXCEEDS_BATCH_MAX: u16 = 83;
/// A batch holds at least one command.
pub const CARTPOOL_ERROR_BATCH_MUST_NOT_BE_EMPTY: u16 = 84;
/// The batch is too large in bytes.
pub const CARTPOOL_ERROR_EXCEEDS_BATCH_BYTES_MAX: u16 = 85;
/// This command cannot be part of a batch.
pub const CARTPOOL_ERROR_NOT_ALLOWED_IN_BATCH: u16 = 86;
/// The command is too large in bytes.
pub const CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX: u16 = 87;
/// The event would be too large in bytes.
pub const CARTPOOL_ERROR_EXCEEDS_EVENT_BYTES_MAX: u16 = 88;
/// These bytes are not a command of this engine.
pub const CARTPOOL_ERROR_COMMAND_NOT_VALID: u16 = 89;
/// A cursor is epoch and version, as a page gave it.
pub const CARTPOOL_ERROR_CURSOR_NOT_VALID: u16 = 90;
/// The cart or the engine has the maximum number of watches.
pub const CARTPOOL_ERROR_EXCEEDS_WATCHES_MAX: u16 = 91;
/// The storage is busy; nothing was changed, try again.
pub const CARTPOOL_ERROR_STORAGE_BUSY: u16 = 95;
/// Writing failed and the outcome is unknown; nothing more is taken until the engine is opened anew.
pub const CARTPOOL_ERROR_STORAGE_FAILED: u16 = 96;
/// What lies in the storage is not what was written.
pub const CARTPOOL_ERROR_STORAGE_IS_DAMAGED: u16 = 97;
/// This file is not a journal of this engine's.
pub const CARTPOOL_ERROR_STORAGE_NOT_RECOGNIZED: u16 = 98;
/// This journal was written by a newer release.
pub const CARTPOOL_ERROR_STORAGE_TOO_NEW: u16 = 99;
/// The journal cannot be written.
pub const CARTPOOL_ERROR_STORAGE_IS_READ_ONLY: u16 = 100;
/// The journal's folder does not exist or cannot be read.
pub const CARTPOOL_ERROR_STORAGE_NOT_FOUND: u16 = 101;
/// Durability is synced or buffered.
pub const CARTPOOL_ERROR_DURABILITY_NOT_VALID: u16 = 102;
/// This engine belongs to the process this one was forked from; open another here.
pub const CARTPOOL_ERROR_ENGINE_IS_FORKED: u16 = 103;
/// This rule takes other parts: each member once, above zero, as decimal text.
pub const CARTPOOL_ERROR_SPLIT_NOT_VALID: u16 = 110;
/// The percents of a split sum to 100.
pub const CARTPOOL_ERROR_PERCENTS_MUST_SUM_TO_HUNDRED: u16 = 111;
/// Exact amounts leave a rest that nobody pays, or are more than there is.
pub const CARTPOOL_ERROR_SHARES_MUST_SUM_TO_TOTAL: u16 = 112;
/// The cart has the maximum number of lines with a rule or a destination of their own.
pub const CARTPOOL_ERROR_EXCEEDS_SPLITS_MAX: u16 = 113;
/// No such adjustment in this cart.
pub const CARTPOOL_ERROR_ADJUSTMENT_NOT_FOUND: u16 = 114;
/// An adjustment has an amount or a percent, one target at most, and only a tax is included.
pub const CARTPOOL_ERROR_ADJUSTMENT_NOT_VALID: u16 = 115;
/// A discount has exactly one rule, whose steps and counts are above zero.
pub const CARTPOOL_ERROR_DISCOUNT_NOT_VALID: u16 = 116;
/// A percent is above 0 and at most 100, with at most 6 decimals.
pub const CARTPOOL_ERROR_PERCENT_NOT_VALID: u16 = 117;
/// The cart has the maximum number of adjustments.
pub const CARTPOOL_ERROR_EXCEEDS_ADJUSTMENTS_MAX: u16 = 118;
/// The cart has the maximum number of coupons.
pub const CARTPOOL_ERROR_EXCEEDS_COUPONS_MAX: u16 = 119;
/// No rounding practice is known for this country.
pub const CARTPOOL_ERROR_COUNTRY_NOT_KNOWN: u16 = 120;
/// The bill is fixed.
pub const CARTPOOL_ERROR_BILL_IS_FIXED: u16 = 122;
/// The bill is not fixed yet.
pub const CARTPOOL_ERROR_BILL_IS_NOT_FIXED: u16 = 123;
/// Somebody has paid already.
pub const CARTPOOL_ERROR_BILL_IS_PAID: u16 = 124;
/// There is nothing on the bill.
pub const CARTPOOL_ERROR_BILL_MUST_NOT_BE_EMPTY: u16 = 125;
/// The bill is below the order's minimum.
pub const CARTPOOL_ERROR_BELOW_ORDER_MIN: u16 = 126;
/// The bill is above the order's maximum.
pub const CARTPOOL_ERROR_EXCEEDS_ORDER_MAX: u16 = 127;
/// An amount must be above zero.
pub const CARTPOOL_ERROR_AMOUNT_MUST_NOT_BE_ZERO: u16 = 128;
/// This is more than is still due.
pub const CARTPOOL_ERROR_EXCEEDS_AMOUNT_DUE: u16 = 129;
/// No such coupon, or not now.
pub const CARTPOOL_ERROR_COUPON_NOT_VALID: u16 = 130;
/// The coupon has been used as often as it may be.
pub const CARTPOOL_ERROR_COUPON_USED_UP: u16 = 131;
/// The member has used the coupon as often as they may.
pub const CARTPOOL_ERROR_COUPON_USED_BY_MEMBER: u16 = 132;
/// No coupon has this code.
pub const CARTPOOL_ERROR_COUPON_NOT_FOUND: u16 = 133;
/// A coupon's code is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_COUPON_CODE_NOT_VALID: u16 = 134;
/// A coupon's terms end before they begin.
pub const CARTPOOL_ERROR_COUPON_TERMS_NOT_VALID: u16 = 135;
/// The coupon is used by the maximum number of members.
pub const CARTPOOL_ERROR_EXCEEDS_COUPON_MEMBERS_MAX: u16 = 136;
/// The coupon has the maximum number of uses that are kept.
pub const CARTPOOL_ERROR_EXCEEDS_COUPON_USES_MAX: u16 = 137;
/// A group's id is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_GROUP_NOT_VALID: u16 = 138;
/// What a cart puts into a ledger must sum to zero.
pub const CARTPOOL_ERROR_LEDGER_MUST_BALANCE: u16 = 139;
/// The ledger has the maximum number of members.
pub const CARTPOOL_ERROR_EXCEEDS_LEDGER_MEMBERS_MAX: u16 = 140;
/// The ledger has the maximum number of carts that are not settled.
pub const CARTPOOL_ERROR_EXCEEDS_LEDGER_CARTS_MAX: u16 = 141;
/// A balance would pass its bound.
pub const CARTPOOL_ERROR_EXCEEDS_BALANCE_MAX: u16 = 142;
/// A transfer moves more than nothing from one member to another.
pub const CARTPOOL_ERROR_TRANSFER_NOT_VALID: u16 = 143;
/// The engine has the maximum number of coupons or of ledgers.
pub const CARTPOOL_ERROR_EXCEEDS_ACCOUNTS_MAX: u16 = 144;
/// This is more than was paid for and not given back yet.
pub const CARTPOOL_ERROR_EXCEEDS_REFUNDABLE_QUANTITY: u16 = 150;
/// No campaign with this id takes this cart's currency.
pub const CARTPOOL_ERROR_CAMPAIGN_NOT_FOUND: u16 = 160;
/// A campaign's id is 1 to 64 bytes without control characters.
pub const CARTPOOL_ERROR_CAMPAIGN_ID_NOT_VALID: u16 = 161;
/// A campaign's terms do not fit together: SKUs, rising tiers, minimum, bounds, and dates in their order.
pub const CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID: u16 = 162;
/// A campaign with this id and other terms exists.
pub const CARTPOOL_ERROR_CAMPAIGN_ALREADY_EXISTS: u16 = 163;
/// The campaign is not open for this, or no longer.
pub const CARTPOOL_ERROR_CAMPAIGN_TAKES_NO_PLEDGES: u16 = 164;
/// Pledges only grow from here on.
pub const CARTPOOL_ERROR_PLEDGE_IS_LOCKED: u16 = 165;
/// A member pledges at least the campaign's minimum, or nothing.
pub const CARTPOOL_ERROR_BELOW_PLEDGE_MIN: u16 = 166;
/// The member would pledge more than the campaign takes of one.
pub const CARTPOOL_ERROR_EXCEEDS_PLEDGE_MAX: u16 = 167;
/// The campaign is not for this SKU, or for several and none was named.
pub const CARTPOOL_ERROR_SKU_NOT_IN_CAMPAIGN: u16 = 168;
/// A campaign that this cart has pledged to has not been decided yet.
pub const CARTPOOL_ERROR_CAMPAIGN_IS_UNDECIDED: u16 = 169;
/// The campaign was ordered, failed or was cancelled.
pub const CARTPOOL_ERROR_CAMPAIGN_IS_OVER: u16 = 170;
/// The campaign has not closed yet.
pub const CARTPOOL_ERROR_CAMPAIGN_IS_NOT_CLOSED: u16 = 171;
/// The cart has pledged to the maximum number of campaigns.
pub const CARTPOOL_ERROR_EXCEEDS_CART_CAMPAIGNS_MAX: u16 = 172;
/// The campaign spans the maximum number of carts.
pub const CARTPOOL_ERROR_EXCEEDS_CAMPAIGN_CARTS_MAX: u16 = 173;
/// The campaign has too many SKUs.
pub const CARTPOOL_ERROR_EXCEEDS_CAMPAIGN_SKUS_MAX: u16 = 174;
/// The campaign has too many tiers.
pub const CARTPOOL_ERROR_EXCEEDS_CAMPAIGN_TIERS_MAX: u16 = 175;

/// A status as a word: it states the rule that was broken; `ok` for 0, null for no status at all.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_error_name(status: u16) -> *const c_char {
    let name = match status {
        0 => c"ok",
        1 => c"internal_error",
        2 => c"engine_is_closed",
        3 => c"cart_is_damaged",
        4 => c"limits_not_valid",
        5 => c"exceeds_memory_max",
        6 => c"rate_exceeded",
        7 => c"handle_not_valid",
        8 => c"text_must_be_utf8",
        9 => c"argument_not_valid",
        10 => c"cart_not_found",
        11 => c"cart_is_closed",
        12 => c"cart_is_locked",
        13 => c"version_conflict",
        14 => c"version_not_found",
        15 => c"version_no_longer_kept",
        16 => c"exceeds_cart_bytes_max",
        17 => c"exceeds_events_max",
        18 => c"cart_id_not_valid",
        19 => c"cart_already_exists",
        20 => c"capability_missing",
        21 => c"reserved_for_system",
        22 => c"member_not_found",
        23 => c"member_already_in_cart",
        24 => c"member_id_not_valid",
        25 => c"exceeds_members_max",
        26 => c"role_not_found",
        27 => c"role_name_not_valid",
        28 => c"exceeds_roles_max",
        29 => c"ready_role_is_fixed",
        30 => c"ownership_must_be_offered",
        31 => c"ownership_not_offered",
        32 => c"owner_must_stay",
        33 => c"exceeds_categories_max",
        34 => c"category_not_valid",
        40 => c"line_not_found",
        41 => c"quantity_must_not_be_zero",
        42 => c"exceeds_quantity_max",
        43 => c"exceeds_lines_max",
        44 => c"sku_not_valid",
        45 => c"suggestion_required",
        46 => c"exceeds_money_cap",
        47 => c"category_not_allowed",
        48 => c"exceeds_note_max",
        49 => c"exceeds_options_max",
        50 => c"option_not_valid",
        51 => c"beneficiaries_must_differ",
        52 => c"exceeds_title_max",
        53 => c"text_not_valid",
        54 => c"deadline_not_valid",
        60 => c"price_not_found",
        61 => c"unit_price_not_allowed",
        62 => c"price_not_valid",
        63 => c"exceeds_unit_price_max",
        64 => c"exceeds_total_max",
        65 => c"currency_not_valid",
        66 => c"exceeds_skus_max",
        70 => c"invitation_not_valid",
        71 => c"invitation_not_found",
        72 => c"exceeds_invitations_max",
        73 => c"invitation_role_too_high",
        74 => c"exceeds_invitation_uses_max",
        75 => c"token_hash_not_valid",
        80 => c"command_id_not_valid",
        81 => c"command_id_reused",
        82 => c"command_id_too_old",
        83 => c"exceeds_batch_max",
        84 => c"batch_must_not_be_empty",
        85 => c"exceeds_batch_bytes_max",
        86 => c"not_allowed_in_batch",
        87 => c"exceeds_command_bytes_max",
        88 => c"exceeds_event_bytes_max",
        89 => c"command_not_valid",
        90 => c"cursor_not_valid",
        91 => c"exceeds_watches_max",
        95 => c"storage_busy",
        96 => c"storage_failed",
        97 => c"storage_is_damaged",
        98 => c"storage_not_recognized",
        99 => c"storage_too_new",
        100 => c"storage_is_read_only",
        101 => c"storage_not_found",
        102 => c"durability_not_valid",
        103 => c"engine_is_forked",
        110 => c"split_not_valid",
        111 => c"percents_must_sum_to_hundred",
        112 => c"shares_must_sum_to_total",
        113 => c"exceeds_splits_max",
        114 => c"adjustment_not_found",
        115 => c"adjustment_not_valid",
        116 => c"discount_not_valid",
        117 => c"percent_not_valid",
        118 => c"exceeds_adjustments_max",
        119 => c"exceeds_coupons_max",
        120 => c"country_not_known",
        122 => c"bill_is_fixed",
        123 => c"bill_is_not_fixed",
        124 => c"bill_is_paid",
        125 => c"bill_must_not_be_empty",
        126 => c"below_order_min",
        127 => c"exceeds_order_max",
        128 => c"amount_must_not_be_zero",
        129 => c"exceeds_amount_due",
        130 => c"coupon_not_valid",
        131 => c"coupon_used_up",
        132 => c"coupon_used_by_member",
        133 => c"coupon_not_found",
        134 => c"coupon_code_not_valid",
        135 => c"coupon_terms_not_valid",
        136 => c"exceeds_coupon_members_max",
        137 => c"exceeds_coupon_uses_max",
        138 => c"group_not_valid",
        139 => c"ledger_must_balance",
        140 => c"exceeds_ledger_members_max",
        141 => c"exceeds_ledger_carts_max",
        142 => c"exceeds_balance_max",
        143 => c"transfer_not_valid",
        144 => c"exceeds_accounts_max",
        150 => c"exceeds_refundable_quantity",
        160 => c"campaign_not_found",
        161 => c"campaign_id_not_valid",
        162 => c"campaign_terms_not_valid",
        163 => c"campaign_already_exists",
        164 => c"campaign_takes_no_pledges",
        165 => c"pledge_is_locked",
        166 => c"below_pledge_min",
        167 => c"exceeds_pledge_max",
        168 => c"sku_not_in_campaign",
        169 => c"campaign_is_undecided",
        170 => c"campaign_is_over",
        171 => c"campaign_is_not_closed",
        172 => c"exceeds_cart_campaigns_max",
        173 => c"exceeds_campaign_carts_max",
        174 => c"exceeds_campaign_skus_max",
        175 => c"exceeds_campaign_tiers_max",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// One English sentence without any person's data; null for no status at all.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_error_message(status: u16) -> *const c_char {
    let message = match status {
0 => c"done",
1 => c"the engine met a bug of its own; nothing was changed",
2 => c"the engine has been closed",
3 => c"this cart met a bug while changing and is out of use; others go on",
4 => c"a limit is zero or above its hard cap",
5 => c"the engine's memory bound is reached; removals still work",
6 => c"too many commands in too short a time; try again",
7 => c"this handle is closed or was never issued",
8 => c"text must be well-formed UTF-8",
9 => c"an argument has the wrong type or is out of range",
10 => c"no such cart for this principal",
11 => c"the cart is closed",
12 => c"another member holds the cart's lock",
13 => c"the cart is not at the expected version",
14 => c"the cart has not reached this version",
15 => c"the history no longer reaches back to this version",
16 => c"the cart has reached its bound in bytes",
17 => c"the cart has had as many events as it may",
18 => c"a cart id is 32 hexadecimal digits",
19 => c"a cart with this id exists",
20 => c"the member lacks the capability",
21 => c"only the host itself may do this",
22 => c"no such member in this cart",
23 => c"this member is already in the cart",
24 => c"a member id is 1 to 64 bytes without control characters",
25 => c"the cart has the maximum number of members",
26 => c"no such role in this cart",
27 => c"a role name is 1 to 64 bytes without control characters",
28 => c"the cart has the maximum number of custom roles",
29 => c"a ready-made role cannot be redefined",
30 => c"ownership moves only by offer and acceptance",
31 => c"ownership has not been offered to this member",
32 => c"a cart always has an owner",
33 => c"a role lists the maximum number of categories",
34 => c"a category is 1 to 64 bytes without control characters",
40 => c"no such line in this cart",
41 => c"quantity must be at least 1",
42 => c"the line would hold more than the maximum quantity",
43 => c"the cart has the maximum number of lines",
44 => c"a SKU is 1 to 64 bytes without control characters",
45 => c"this cart is changed by suggestion only",
46 => c"the member's role caps the money they may add",
47 => c"the member's role excludes this category",
48 => c"the note is too long",
49 => c"the line has too many options",
50 => c"an option is a distinct key of 1 to 40 and a value of up to 500 characters",
51 => c"a beneficiary is listed twice",
52 => c"the text is longer than a title may be",
53 => c"text holds a control character",
54 => c"the deadline has passed or is too far ahead",
60 => c"the price list has no price for this SKU and currency",
61 => c"this engine takes prices from its price list only",
62 => c"a price is zero or more, with at most 4 digits beyond the currency's own",
63 => c"the unit price is above its bound",
64 => c"the cart's total would pass its bound",
65 => c"a currency is an ISO 4217 code of three capital letters with minor units",
66 => c"the engine knows the maximum number of SKUs",
70 => c"no such invitation, or no longer",
71 => c"no such pending invitation in this cart",
72 => c"the cart has the maximum number of pending invitations",
73 => c"a link admits at most as editor",
74 => c"an invitation may be used 1 to 100 times",
75 => c"a token hash is 43 characters of base64url",
80 => c"a command id is a UUID of version 7 at most 5 minutes ahead of the clock",
81 => c"this command id was used for something else",
82 => c"this command id is older than the ids still remembered",
83 => c"the batch holds too many commands",
84 => c"a batch holds at least one command",
85 => c"the batch is too large in bytes",
86 => c"this command cannot be part of a batch",
87 => c"the command is too large in bytes",
88 => c"the event would be too large in bytes",
89 => c"these bytes are not a command of this engine",
90 => c"a cursor is epoch and version, as a page gave it",
91 => c"the cart or the engine has the maximum number of watches",
95 => c"the storage is busy; nothing was changed, try again",
96 => c"writing failed and the outcome is unknown; nothing more is taken until the engine is opened anew",
97 => c"what lies in the storage is not what was written",
98 => c"this file is not a journal of this engine's",
99 => c"this journal was written by a newer release",
100 => c"the journal cannot be written",
101 => c"the journal's folder does not exist or cannot be read",
102 => c"durability is synced or buffered",
103 => c"this engine belongs to the process this one was forked from; open another here",
110 => c"this rule takes other parts: each member once, above zero, as decimal text",
111 => c"the percents of a split sum to 100",
112 => c"exact amounts leave a rest that nobody pays, or are more than there is",
113 => c"the cart has the maximum number of lines with a rule or a destination of their own",
114 => c"no such adjustment in this cart",
115 => c"an adjustment has an amount or a percent, one target at most, and only a tax is included",
116 => c"a discount has exactly one rule, whose steps and counts are above zero",
117 => c"a percent is above 0 and at most 100, with at most 6 decimals",
118 => c"the cart has the maximum number of adjustments",
119 => c"the cart has the maximum number of coupons",
120 => c"no rounding practice is known for this country",
122 => c"the bill is fixed",
123 => c"the bill is not fixed yet",
124 => c"somebody has paid already",
125 => c"there is nothing on the bill",
126 => c"the bill is below the order's minimum",
127 => c"the bill is above the order's maximum",
128 => c"an amount must be above zero",
129 => c"this is more than is still due",
130 => c"no such coupon, or not now",
131 => c"the coupon has been used as often as it may be",
132 => c"the member has used the coupon as often as they may",
133 => c"no coupon has this code",
134 => c"a coupon's code is 1 to 64 bytes without control characters",
135 => c"a coupon's terms end before they begin",
136 => c"the coupon is used by the maximum number of members",
137 => c"the coupon has the maximum number of uses that are kept",
138 => c"a group's id is 1 to 64 bytes without control characters",
139 => c"what a cart puts into a ledger must sum to zero",
140 => c"the ledger has the maximum number of members",
141 => c"the ledger has the maximum number of carts that are not settled",
142 => c"a balance would pass its bound",
143 => c"a transfer moves more than nothing from one member to another",
144 => c"the engine has the maximum number of coupons or of ledgers",
150 => c"this is more than was paid for and not given back yet",
160 => c"no campaign with this id takes this cart's currency",
161 => c"a campaign's id is 1 to 64 bytes without control characters",
162 => c"a campaign's terms do not fit together: SKUs, rising tiers, minimum, bounds, and dates in their order",
163 => c"a campaign with this id and other terms exists",
164 => c"the campaign is not open for this, or no longer",
165 => c"pledges only grow from here on",
166 => c"a member pledges at least the campaign's minimum, or nothing",
167 => c"the member would pledge more than the campaign takes of one",
168 => c"the campaign is not for this SKU, or for several and none was named",
169 => c"a campaign that this cart has pledged to has not been decided yet",
170 => c"the campaign was ordered, failed or was cancelled",
171 => c"the campaign has not closed yet",
172 => c"the cart has pledged to the maximum number of campaigns",
173 => c"the campaign spans the maximum number of carts",
174 => c"the campaign has too many SKUs",
175 => c"the campaign has too many tiers",
_ => return ptr::null(),
};
    message.as_ptr()
}

/// What kind of trouble a status is, a `CARTPOOL_ERROR_KIND_…`; 0 for none.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_error_kind(status: u16) -> u32 {
    match status {
        1 => CARTPOOL_ERROR_KIND_INTERNAL,
        2 => CARTPOOL_ERROR_KIND_CONFLICT,
        3 => CARTPOOL_ERROR_KIND_INTERNAL,
        4 => CARTPOOL_ERROR_KIND_INVALID,
        5 => CARTPOOL_ERROR_KIND_LIMIT,
        6 => CARTPOOL_ERROR_KIND_LIMIT,
        7 => CARTPOOL_ERROR_KIND_INVALID,
        8 => CARTPOOL_ERROR_KIND_INVALID,
        9 => CARTPOOL_ERROR_KIND_INVALID,
        10 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        11 => CARTPOOL_ERROR_KIND_CONFLICT,
        12 => CARTPOOL_ERROR_KIND_CONFLICT,
        13 => CARTPOOL_ERROR_KIND_CONFLICT,
        14 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        15 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        16 => CARTPOOL_ERROR_KIND_LIMIT,
        17 => CARTPOOL_ERROR_KIND_LIMIT,
        18 => CARTPOOL_ERROR_KIND_INVALID,
        19 => CARTPOOL_ERROR_KIND_CONFLICT,
        20 => CARTPOOL_ERROR_KIND_DENIED,
        21 => CARTPOOL_ERROR_KIND_DENIED,
        22 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        23 => CARTPOOL_ERROR_KIND_CONFLICT,
        24 => CARTPOOL_ERROR_KIND_INVALID,
        25 => CARTPOOL_ERROR_KIND_LIMIT,
        26 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        27 => CARTPOOL_ERROR_KIND_INVALID,
        28 => CARTPOOL_ERROR_KIND_LIMIT,
        29 => CARTPOOL_ERROR_KIND_CONFLICT,
        30 => CARTPOOL_ERROR_KIND_CONFLICT,
        31 => CARTPOOL_ERROR_KIND_CONFLICT,
        32 => CARTPOOL_ERROR_KIND_CONFLICT,
        33 => CARTPOOL_ERROR_KIND_LIMIT,
        34 => CARTPOOL_ERROR_KIND_INVALID,
        40 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        41 => CARTPOOL_ERROR_KIND_INVALID,
        42 => CARTPOOL_ERROR_KIND_LIMIT,
        43 => CARTPOOL_ERROR_KIND_LIMIT,
        44 => CARTPOOL_ERROR_KIND_INVALID,
        45 => CARTPOOL_ERROR_KIND_DENIED,
        46 => CARTPOOL_ERROR_KIND_LIMIT,
        47 => CARTPOOL_ERROR_KIND_DENIED,
        48 => CARTPOOL_ERROR_KIND_LIMIT,
        49 => CARTPOOL_ERROR_KIND_LIMIT,
        50 => CARTPOOL_ERROR_KIND_INVALID,
        51 => CARTPOOL_ERROR_KIND_INVALID,
        52 => CARTPOOL_ERROR_KIND_LIMIT,
        53 => CARTPOOL_ERROR_KIND_INVALID,
        54 => CARTPOOL_ERROR_KIND_INVALID,
        60 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        61 => CARTPOOL_ERROR_KIND_DENIED,
        62 => CARTPOOL_ERROR_KIND_INVALID,
        63 => CARTPOOL_ERROR_KIND_LIMIT,
        64 => CARTPOOL_ERROR_KIND_LIMIT,
        65 => CARTPOOL_ERROR_KIND_INVALID,
        66 => CARTPOOL_ERROR_KIND_LIMIT,
        70 => CARTPOOL_ERROR_KIND_DENIED,
        71 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        72 => CARTPOOL_ERROR_KIND_LIMIT,
        73 => CARTPOOL_ERROR_KIND_DENIED,
        74 => CARTPOOL_ERROR_KIND_LIMIT,
        75 => CARTPOOL_ERROR_KIND_INVALID,
        80 => CARTPOOL_ERROR_KIND_INVALID,
        81 => CARTPOOL_ERROR_KIND_CONFLICT,
        82 => CARTPOOL_ERROR_KIND_CONFLICT,
        83 => CARTPOOL_ERROR_KIND_LIMIT,
        84 => CARTPOOL_ERROR_KIND_INVALID,
        85 => CARTPOOL_ERROR_KIND_LIMIT,
        86 => CARTPOOL_ERROR_KIND_INVALID,
        87 => CARTPOOL_ERROR_KIND_LIMIT,
        88 => CARTPOOL_ERROR_KIND_LIMIT,
        89 => CARTPOOL_ERROR_KIND_INVALID,
        90 => CARTPOOL_ERROR_KIND_INVALID,
        91 => CARTPOOL_ERROR_KIND_LIMIT,
        95 => CARTPOOL_ERROR_KIND_STORAGE,
        96 => CARTPOOL_ERROR_KIND_STORAGE,
        97 => CARTPOOL_ERROR_KIND_STORAGE,
        98 => CARTPOOL_ERROR_KIND_STORAGE,
        99 => CARTPOOL_ERROR_KIND_STORAGE,
        100 => CARTPOOL_ERROR_KIND_STORAGE,
        101 => CARTPOOL_ERROR_KIND_STORAGE,
        102 => CARTPOOL_ERROR_KIND_INVALID,
        103 => CARTPOOL_ERROR_KIND_CONFLICT,
        110 => CARTPOOL_ERROR_KIND_INVALID,
        111 => CARTPOOL_ERROR_KIND_INVALID,
        112 => CARTPOOL_ERROR_KIND_CONFLICT,
        113 => CARTPOOL_ERROR_KIND_LIMIT,
        114 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        115 => CARTPOOL_ERROR_KIND_INVALID,
        116 => CARTPOOL_ERROR_KIND_INVALID,
        117 => CARTPOOL_ERROR_KIND_INVALID,
        118 => CARTPOOL_ERROR_KIND_LIMIT,
        119 => CARTPOOL_ERROR_KIND_LIMIT,
        120 => CARTPOOL_ERROR_KIND_INVALID,
        122 => CARTPOOL_ERROR_KIND_CONFLICT,
        123 => CARTPOOL_ERROR_KIND_CONFLICT,
        124 => CARTPOOL_ERROR_KIND_CONFLICT,
        125 => CARTPOOL_ERROR_KIND_CONFLICT,
        126 => CARTPOOL_ERROR_KIND_CONFLICT,
        127 => CARTPOOL_ERROR_KIND_CONFLICT,
        128 => CARTPOOL_ERROR_KIND_INVALID,
        129 => CARTPOOL_ERROR_KIND_CONFLICT,
        130 => CARTPOOL_ERROR_KIND_DENIED,
        131 => CARTPOOL_ERROR_KIND_CONFLICT,
        132 => CARTPOOL_ERROR_KIND_CONFLICT,
        133 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        134 => CARTPOOL_ERROR_KIND_INVALID,
        135 => CARTPOOL_ERROR_KIND_INVALID,
        136 => CARTPOOL_ERROR_KIND_LIMIT,
        137 => CARTPOOL_ERROR_KIND_LIMIT,
        138 => CARTPOOL_ERROR_KIND_INVALID,
        139 => CARTPOOL_ERROR_KIND_INVALID,
        140 => CARTPOOL_ERROR_KIND_LIMIT,
        141 => CARTPOOL_ERROR_KIND_LIMIT,
        142 => CARTPOOL_ERROR_KIND_LIMIT,
        143 => CARTPOOL_ERROR_KIND_INVALID,
        144 => CARTPOOL_ERROR_KIND_LIMIT,
        150 => CARTPOOL_ERROR_KIND_CONFLICT,
        160 => CARTPOOL_ERROR_KIND_NOT_FOUND,
        161 => CARTPOOL_ERROR_KIND_INVALID,
        162 => CARTPOOL_ERROR_KIND_INVALID,
        163 => CARTPOOL_ERROR_KIND_CONFLICT,
        164 => CARTPOOL_ERROR_KIND_CONFLICT,
        165 => CARTPOOL_ERROR_KIND_CONFLICT,
        166 => CARTPOOL_ERROR_KIND_CONFLICT,
        167 => CARTPOOL_ERROR_KIND_LIMIT,
        168 => CARTPOOL_ERROR_KIND_INVALID,
        169 => CARTPOOL_ERROR_KIND_CONFLICT,
        170 => CARTPOOL_ERROR_KIND_CONFLICT,
        171 => CARTPOOL_ERROR_KIND_CONFLICT,
        172 => CARTPOOL_ERROR_KIND_LIMIT,
        173 => CARTPOOL_ERROR_KIND_LIMIT,
        174 => CARTPOOL_ERROR_KIND_LIMIT,
        175 => CARTPOOL_ERROR_KIND_LIMIT,
        _ => 0,
    }
}

/// A household: anybody edits any line.
pub const CARTPOOL_PRESET_FAMILY: u32 = 0;
/// Friends: anybody edits any line.
pub const CARTPOOL_PRESET_FRIENDS: u32 = 1;
/// Colleagues: each edits their own lines.
pub const CARTPOOL_PRESET_TEAM: u32 = 2;
/// A buyer's order: only those who manage it edit.
pub const CARTPOOL_PRESET_WHOLESALE: u32 = 3;
/// A group buy: each edits their own lines, lines stay apart.
pub const CARTPOOL_PRESET_GROUP_BUY: u32 = 4;
/// A public wish: changed by suggestion only.
pub const CARTPOOL_PRESET_PUBLIC: u32 = 5;

/// The name of a `CARTPOOL_PRESET_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_preset_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"family",
        1 => c"friends",
        2 => c"team",
        3 => c"wholesale",
        4 => c"group_buy",
        5 => c"public",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// Editors edit any line.
pub const CARTPOOL_EDIT_POLICY_OPEN: u32 = 0;
/// Each edits the lines they added; others' lines need `manage_cart`.
pub const CARTPOOL_EDIT_POLICY_OWN_LINES: u32 = 1;
/// Any edit needs `manage_cart`.
pub const CARTPOOL_EDIT_POLICY_OWNER_ONLY: u32 = 2;
/// Nobody edits directly; changes are proposed.
pub const CARTPOOL_EDIT_POLICY_SUGGEST_ONLY: u32 = 3;

/// The name of a `CARTPOOL_EDIT_POLICY_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_edit_policy_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"open",
        1 => c"own_lines",
        2 => c"owner_only",
        3 => c"suggest_only",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// Everybody who may add items pays the same, a line's beneficiaries where any are named.
pub const CARTPOOL_SPLIT_RULE_EQUAL: u32 = 0;
/// Each pays the lines they added; a line's beneficiaries where any are named.
pub const CARTPOOL_SPLIT_RULE_BY_LINE: u32 = 1;
/// In proportion to weights.
pub const CARTPOOL_SPLIT_RULE_BY_WEIGHT: u32 = 2;
/// By percents, which sum to 100.
pub const CARTPOOL_SPLIT_RULE_BY_PERCENT: u32 = 3;
/// Those named pay these amounts, and the others share the rest equally.
pub const CARTPOOL_SPLIT_RULE_EXACT: u32 = 4;
/// One pays all.
pub const CARTPOOL_SPLIT_RULE_SINGLE_PAYER: u32 = 5;

/// The name of a `CARTPOOL_SPLIT_RULE_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_split_rule_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"equal",
        1 => c"by_line",
        2 => c"by_weight",
        3 => c"by_percent",
        4 => c"exact",
        5 => c"single_payer",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// Takes off.
pub const CARTPOOL_ADJUSTMENT_KIND_DISCOUNT: u32 = 0;
/// A fee, such as for service or a deposit.
pub const CARTPOOL_ADJUSTMENT_KIND_FEE: u32 = 1;
/// What delivery costs.
pub const CARTPOOL_ADJUSTMENT_KIND_SHIPPING: u32 = 2;
/// A tax.
pub const CARTPOOL_ADJUSTMENT_KIND_TAX: u32 = 3;
/// A tip.
pub const CARTPOOL_ADJUSTMENT_KIND_TIP: u32 = 4;
/// What rounding to the smallest coin adds or takes.
pub const CARTPOOL_ADJUSTMENT_KIND_CASH_ROUNDING: u32 = 5;

/// The name of a `CARTPOOL_ADJUSTMENT_KIND_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_adjustment_kind_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"discount",
        1 => c"fee",
        2 => c"shipping",
        3 => c"tax",
        4 => c"tip",
        5 => c"cash_rounding",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// In proportion to what each has in the lines it is for.
pub const CARTPOOL_ADJUSTMENT_RULE_PROPORTIONAL: u32 = 0;
/// Everybody the same.
pub const CARTPOOL_ADJUSTMENT_RULE_EQUAL: u32 = 1;
/// One pays it.
pub const CARTPOOL_ADJUSTMENT_RULE_PAYER: u32 = 2;

/// The name of a `CARTPOOL_ADJUSTMENT_RULE_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_adjustment_rule_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"proportional",
        1 => c"equal",
        2 => c"payer",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// To the nearer; half a unit goes away from zero.
pub const CARTPOOL_ROUNDING_MODE_HALF_UP: u32 = 0;
/// To the nearer; half a unit goes to the even one.
pub const CARTPOOL_ROUNDING_MODE_HALF_EVEN: u32 = 1;
/// To the nearer; half a unit goes toward zero.
pub const CARTPOOL_ROUNDING_MODE_HALF_DOWN: u32 = 2;
/// Away from zero.
pub const CARTPOOL_ROUNDING_MODE_UP: u32 = 3;
/// Toward zero.
pub const CARTPOOL_ROUNDING_MODE_DOWN: u32 = 4;

/// The name of a `CARTPOOL_ROUNDING_MODE_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_rounding_mode_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"half_up",
        1 => c"half_even",
        2 => c"half_down",
        3 => c"up",
        4 => c"down",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// Once a line.
pub const CARTPOOL_ROUNDING_LEVEL_LINE: u32 = 0;
/// Once for one unit of a line, times its quantity.
pub const CARTPOOL_ROUNDING_LEVEL_UNIT: u32 = 1;
/// Once for everything that has the same tax rate.
pub const CARTPOOL_ROUNDING_LEVEL_TAX_RATE: u32 = 2;
/// Once a bill.
pub const CARTPOOL_ROUNDING_LEVEL_TOTAL: u32 = 3;

/// The name of a `CARTPOOL_ROUNDING_LEVEL_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_rounding_level_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"line",
        1 => c"unit",
        2 => c"tax_rate",
        3 => c"total",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// It has not opened yet.
pub const CARTPOOL_CAMPAIGN_STATUS_SCHEDULED: u32 = 0;
/// It takes pledges and is below its minimum.
pub const CARTPOOL_CAMPAIGN_STATUS_OPEN: u32 = 1;
/// It has reached its minimum, and pledges may still shrink.
pub const CARTPOOL_CAMPAIGN_STATUS_TIPPED: u32 = 2;
/// It has reached its minimum, and pledges only grow.
pub const CARTPOOL_CAMPAIGN_STATUS_FILLING: u32 = 3;
/// The deadline has passed below the minimum: only its leader may add.
pub const CARTPOOL_CAMPAIGN_STATUS_TOPPING_UP: u32 = 4;
/// It goes ahead: pledges are binding, nobody waits any more.
pub const CARTPOOL_CAMPAIGN_STATUS_CLOSED: u32 = 5;
/// The host has ordered it.
pub const CARTPOOL_CAMPAIGN_STATUS_ORDERED: u32 = 6;
/// It did not come about: all pledges were released.
pub const CARTPOOL_CAMPAIGN_STATUS_FAILED: u32 = 7;
/// It was called off: all pledges were released.
pub const CARTPOOL_CAMPAIGN_STATUS_CANCELLED: u32 = 8;

/// The name of a `CARTPOOL_CAMPAIGN_STATUS_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_campaign_status_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"scheduled",
        1 => c"open",
        2 => c"tipped",
        3 => c"filling",
        4 => c"topping_up",
        5 => c"closed",
        6 => c"ordered",
        7 => c"failed",
        8 => c"cancelled",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// It can be changed.
pub const CARTPOOL_CART_STATUS_OPEN: u32 = 0;
/// It can only be read.
pub const CARTPOOL_CART_STATUS_CLOSED: u32 = 1;

/// The name of a `CARTPOOL_CART_STATUS_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_cart_status_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"open",
        1 => c"closed",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// Everybody pays the same.
pub const CARTPOOL_CELL_REASON_EQUAL: u32 = 0;
/// They added the line.
pub const CARTPOOL_CELL_REASON_OWN: u32 = 1;
/// The line is for them.
pub const CARTPOOL_CELL_REASON_BENEFICIARY: u32 = 2;
/// By their weight.
pub const CARTPOOL_CELL_REASON_WEIGHT: u32 = 3;
/// By their percent.
pub const CARTPOOL_CELL_REASON_PERCENT: u32 = 4;
/// By the amount they were named with, or their part of the rest.
pub const CARTPOOL_CELL_REASON_EXACT: u32 = 5;
/// They pay all of it.
pub const CARTPOOL_CELL_REASON_PAYER: u32 = 6;
/// In proportion to what they have in the lines it is for.
pub const CARTPOOL_CELL_REASON_PROPORTIONAL: u32 = 7;
/// A sponsor pays for others.
pub const CARTPOOL_CELL_REASON_SPONSOR: u32 = 8;
/// Nobody's share is below the minimum.
pub const CARTPOOL_CELL_REASON_MINIMUM: u32 = 9;
/// It was given back.
pub const CARTPOOL_CELL_REASON_REFUND: u32 = 10;

/// The name of a `CARTPOOL_CELL_REASON_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_cell_reason_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"equal",
        1 => c"own",
        2 => c"beneficiary",
        3 => c"weight",
        4 => c"percent",
        5 => c"exact",
        6 => c"payer",
        7 => c"proportional",
        8 => c"sponsor",
        9 => c"minimum",
        10 => c"refund",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// Units.
pub const CARTPOOL_CAMPAIGN_MEASURE_QUANTITY: u32 = 0;
/// Minor units of money, at the campaign's own regular prices, so that a price that falls
/// takes nothing away.
pub const CARTPOOL_CAMPAIGN_MEASURE_MONEY: u32 = 1;
/// Members, each once in all carts.
pub const CARTPOOL_CAMPAIGN_MEASURE_MEMBERS: u32 = 2;

/// The name of a `CARTPOOL_CAMPAIGN_MEASURE_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_campaign_measure_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"quantity",
        1 => c"money",
        2 => c"members",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// It fails, and all pledges are released.
pub const CARTPOOL_DEADLINE_POLICY_FAIL: u32 = 0;
/// It goes on once for as long again as its extension says, and then fails.
pub const CARTPOOL_DEADLINE_POLICY_EXTEND_ONCE: u32 = 1;
/// It goes ahead at the price that was reached.
pub const CARTPOOL_DEADLINE_POLICY_ORDER_ANYWAY: u32 = 2;
/// Its leader may add what is missing for as long as its extension says, and then it fails.
pub const CARTPOOL_DEADLINE_POLICY_LEADER_TOPS_UP: u32 = 3;

/// The name of a `CARTPOOL_DEADLINE_POLICY_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_deadline_policy_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"fail",
        1 => c"extend_once",
        2 => c"order_anyway",
        3 => c"leader_tops_up",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// It reached its minimum.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_TIPPED: u32 = 0;
/// It fell below its minimum again.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_TIP_LOST: u32 = 1;
/// It reached a tier.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_TIER_REACHED: u32 = 2;
/// It fell below a tier again.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_TIER_LOST: u32 = 3;
/// Its deadline moved, once.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_EXTENDED: u32 = 4;
/// Its deadline passed, and its leader may add what is missing.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_TOPPING_UP: u32 = 5;
/// It goes ahead.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_CLOSED: u32 = 6;
/// The host ordered it.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_ORDERED: u32 = 7;
/// It did not come about.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_FAILED: u32 = 8;
/// It was called off.
pub const CARTPOOL_CAMPAIGN_MOMENT_KIND_CANCELLED: u32 = 9;

/// The name of a `CARTPOOL_CAMPAIGN_MOMENT_KIND_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_campaign_moment_kind_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"tipped",
        1 => c"tip_lost",
        2 => c"tier_reached",
        3 => c"tier_lost",
        4 => c"extended",
        5 => c"topping_up",
        6 => c"closed",
        7 => c"ordered",
        8 => c"failed",
        9 => c"cancelled",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// An argument is malformed: the same call can never succeed.
pub const CARTPOOL_ERROR_KIND_INVALID: u32 = 1;
/// The thing named does not exist, or not for this principal.
pub const CARTPOOL_ERROR_KIND_NOT_FOUND: u32 = 2;
/// The principal lacks the right.
pub const CARTPOOL_ERROR_KIND_DENIED: u32 = 3;
/// The cart's present state forbids it.
pub const CARTPOOL_ERROR_KIND_CONFLICT: u32 = 4;
/// A documented bound was reached.
pub const CARTPOOL_ERROR_KIND_LIMIT: u32 = 5;
/// A bug in the engine, contained.
pub const CARTPOOL_ERROR_KIND_INTERNAL: u32 = 6;
/// What keeps the log cannot take more: not now, or not at all.
pub const CARTPOOL_ERROR_KIND_STORAGE: u32 = 7;

/// The name of a `CARTPOOL_ERROR_KIND_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_error_kind_name(number: u32) -> *const c_char {
    let name = match number {
        1 => c"invalid",
        2 => c"not_found",
        3 => c"denied",
        4 => c"conflict",
        5 => c"limit",
        6 => c"internal",
        7 => c"storage",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// See lines and totals.
pub const CARTPOOL_CAPABILITY_VIEW_ITEMS: u32 = 0;
/// See who is in the cart and who did what.
pub const CARTPOOL_CAPABILITY_VIEW_PEOPLE: u32 = 1;
/// Write comments.
pub const CARTPOOL_CAPABILITY_COMMENT: u32 = 2;
/// Propose changes.
pub const CARTPOOL_CAPABILITY_SUGGEST: u32 = 3;
/// Vote on proposals.
pub const CARTPOOL_CAPABILITY_VOTE: u32 = 4;
/// Stop a proposal alone.
pub const CARTPOOL_CAPABILITY_VETO: u32 = 5;
/// Add items.
pub const CARTPOOL_CAPABILITY_ADD_ITEMS: u32 = 6;
/// Change and remove the lines one added.
pub const CARTPOOL_CAPABILITY_EDIT_OWN_LINES: u32 = 7;
/// Change and remove anybody's lines.
pub const CARTPOOL_CAPABILITY_EDIT_ANY_LINES: u32 = 8;
/// Hold the cart so that nobody else edits it.
pub const CARTPOOL_CAPABILITY_LOCK_CART: u32 = 9;
/// Rename, set policies, break holds, close.
pub const CARTPOOL_CAPABILITY_MANAGE_CART: u32 = 10;
/// Make and revoke invitations.
pub const CARTPOOL_CAPABILITY_INVITE_MEMBERS: u32 = 11;
/// Seat, remove and give roles to members.
pub const CARTPOOL_CAPABILITY_MANAGE_MEMBERS: u32 = 12;
/// Define custom roles.
pub const CARTPOOL_CAPABILITY_MANAGE_ROLES: u32 = 13;
/// Hand the cart over to somebody else.
pub const CARTPOOL_CAPABILITY_OWN_CART: u32 = 14;
/// Submit the cart for approval.
pub const CARTPOOL_CAPABILITY_SUBMIT_PURCHASE: u32 = 15;
/// Release or refuse a purchase.
pub const CARTPOOL_CAPABILITY_APPROVE_PURCHASE: u32 = 16;
/// Set budgets and caps.
pub const CARTPOOL_CAPABILITY_MANAGE_BUDGETS: u32 = 17;
/// Choose how the bill is split.
pub const CARTPOOL_CAPABILITY_SPLIT_BILL: u32 = 18;
/// Enter and remove coupons.
pub const CARTPOOL_CAPABILITY_APPLY_COUPONS: u32 = 19;
/// Pledge to campaigns.
pub const CARTPOOL_CAPABILITY_PLEDGE: u32 = 20;
/// Open and lead campaigns.
pub const CARTPOOL_CAPABILITY_MANAGE_CAMPAIGNS: u32 = 21;
/// Freeze the cart and place the order.
pub const CARTPOOL_CAPABILITY_CHECKOUT: u32 = 22;
/// Export the cart and its history.
pub const CARTPOOL_CAPABILITY_EXPORT_CART: u32 = 23;

/// The name of a `CARTPOOL_CAPABILITY_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_capability_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"view_items",
        1 => c"view_people",
        2 => c"comment",
        3 => c"suggest",
        4 => c"vote",
        5 => c"veto",
        6 => c"add_items",
        7 => c"edit_own_lines",
        8 => c"edit_any_lines",
        9 => c"lock_cart",
        10 => c"manage_cart",
        11 => c"invite_members",
        12 => c"manage_members",
        13 => c"manage_roles",
        14 => c"own_cart",
        15 => c"submit_purchase",
        16 => c"approve_purchase",
        17 => c"manage_budgets",
        18 => c"split_bill",
        19 => c"apply_coupons",
        20 => c"pledge",
        21 => c"manage_campaigns",
        22 => c"checkout",
        23 => c"export_cart",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

/// The cart was made and its owner seated.
pub const CARTPOOL_EVENT_CART_CREATED: u32 = 0;
/// A new line; its id is this event's version.
pub const CARTPOOL_EVENT_ITEM_ADDED: u32 = 1;
/// An added item merged into a line.
pub const CARTPOOL_EVENT_ITEM_INCREASED: u32 = 2;
/// A line's quantity was changed by a difference.
pub const CARTPOOL_EVENT_QUANTITY_ADJUSTED: u32 = 3;
/// A line's quantity was set.
pub const CARTPOOL_EVENT_QUANTITY_SET: u32 = 4;
/// A line was removed.
pub const CARTPOOL_EVENT_ITEM_REMOVED: u32 = 5;
/// A line's note was written or cleared.
pub const CARTPOOL_EVENT_NOTE_SET: u32 = 6;
/// A line's beneficiaries were named.
pub const CARTPOOL_EVENT_BENEFICIARIES_SET: u32 = 7;
/// A line's reason was written.
pub const CARTPOOL_EVENT_REASON_SET: u32 = 8;
/// Lines took over the price list's new prices.
pub const CARTPOOL_EVENT_REPRICED: u32 = 9;
/// A member was seated.
pub const CARTPOOL_EVENT_MEMBER_ADDED: u32 = 10;
/// A member was removed.
pub const CARTPOOL_EVENT_MEMBER_REMOVED: u32 = 11;
/// A member left.
pub const CARTPOOL_EVENT_MEMBER_LEFT: u32 = 12;
/// A member got another role.
pub const CARTPOOL_EVENT_ROLE_SET: u32 = 13;
/// A custom role was defined, or defined anew.
pub const CARTPOOL_EVENT_ROLE_DEFINED: u32 = 14;
/// Ownership was offered.
pub const CARTPOOL_EVENT_OWNERSHIP_OFFERED: u32 = 15;
/// Ownership was accepted; the former owner is an admin.
pub const CARTPOOL_EVENT_OWNERSHIP_ACCEPTED: u32 = 16;
/// The offer of ownership was declined or taken back.
pub const CARTPOOL_EVENT_OWNERSHIP_DECLINED: u32 = 17;
/// An invitation was made; its id is this event's version.
pub const CARTPOOL_EVENT_INVITED: u32 = 18;
/// An invitation was ended.
pub const CARTPOOL_EVENT_INVITATION_REVOKED: u32 = 19;
/// Somebody joined by an invitation.
pub const CARTPOOL_EVENT_INVITATION_ACCEPTED: u32 = 20;
/// The cart was locked, or its lock's deadline moved.
pub const CARTPOOL_EVENT_CART_LOCKED: u32 = 21;
/// The cart's lock was ended.
pub const CARTPOOL_EVENT_CART_UNLOCKED: u32 = 22;
/// The cart's policies changed.
pub const CARTPOOL_EVENT_POLICIES_SET: u32 = 23;
/// The cart's title or purpose changed.
pub const CARTPOOL_EVENT_CART_RENAMED: u32 = 24;
/// The cart was closed for good.
pub const CARTPOOL_EVENT_CART_CLOSED: u32 = 25;
/// The cart's split was chosen.
pub const CARTPOOL_EVENT_SPLIT_SET: u32 = 26;
/// A line got a rule of its own.
pub const CARTPOOL_EVENT_LINE_SPLIT_SET: u32 = 27;
/// A line follows the cart's rule again.
pub const CARTPOOL_EVENT_LINE_SPLIT_CLEARED: u32 = 28;
/// These members share in nothing that is split among everybody.
pub const CARTPOOL_EVENT_MEMBERS_EXCLUDED: u32 = 29;
/// A sponsor was named, or there is none any more.
pub const CARTPOOL_EVENT_SPONSOR_SET: u32 = 30;
/// The least that each pays was set.
pub const CARTPOOL_EVENT_SHARE_MINIMUM_SET: u32 = 31;
/// How a kind of adjustment is shared was chosen.
pub const CARTPOOL_EVENT_ADJUSTMENT_SPLIT_SET: u32 = 32;
/// An adjustment was added; its id is this event's version.
pub const CARTPOOL_EVENT_ADJUSTMENT_ADDED: u32 = 33;
/// An adjustment, a discount or a coupon was taken out.
pub const CARTPOOL_EVENT_ADJUSTMENT_REMOVED: u32 = 34;
/// A discount was added, by the host or by a coupon; its id is this event's version.
pub const CARTPOOL_EVENT_DISCOUNT_ADDED: u32 = 35;
/// A line's destination was named or cleared.
pub const CARTPOOL_EVENT_DESTINATION_SET: u32 = 36;
/// How the bill is rounded and bounded was set.
pub const CARTPOOL_EVENT_BILL_POLICIES_SET: u32 = 37;
/// The cart belongs to this group's ledger, or to none.
pub const CARTPOOL_EVENT_GROUP_SET: u32 = 38;
/// The bill was fixed.
pub const CARTPOOL_EVENT_BILL_FIXED: u32 = 39;
/// The fixing was taken back.
pub const CARTPOOL_EVENT_BILL_REOPENED: u32 = 40;
/// A member paid the merchant.
pub const CARTPOOL_EVENT_PAYMENT_RECORDED: u32 = 41;
/// A member paid another.
pub const CARTPOOL_EVENT_TRANSFER_RECORDED: u32 = 42;
/// What was paid for some of a line was given back.
pub const CARTPOOL_EVENT_ITEM_REFUNDED: u32 = 43;
/// A new line, pledged to a campaign; its id is this event's version.
pub const CARTPOOL_EVENT_PLEDGED: u32 = 44;
/// The cart took over what became of a campaign it has pledged to.
pub const CARTPOOL_EVENT_CAMPAIGN_FOLLOWED: u32 = 45;

/// The name of a `CARTPOOL_EVENT_…`; null for another number.
#[unsafe(no_mangle)]
pub extern "C" fn cartpool_event_name(number: u32) -> *const c_char {
    let name = match number {
        0 => c"cart_created",
        1 => c"item_added",
        2 => c"item_increased",
        3 => c"quantity_adjusted",
        4 => c"quantity_set",
        5 => c"item_removed",
        6 => c"note_set",
        7 => c"beneficiaries_set",
        8 => c"reason_set",
        9 => c"repriced",
        10 => c"member_added",
        11 => c"member_removed",
        12 => c"member_left",
        13 => c"role_set",
        14 => c"role_defined",
        15 => c"ownership_offered",
        16 => c"ownership_accepted",
        17 => c"ownership_declined",
        18 => c"invited",
        19 => c"invitation_revoked",
        20 => c"invitation_accepted",
        21 => c"cart_locked",
        22 => c"cart_unlocked",
        23 => c"policies_set",
        24 => c"cart_renamed",
        25 => c"cart_closed",
        26 => c"split_set",
        27 => c"line_split_set",
        28 => c"line_split_cleared",
        29 => c"members_excluded",
        30 => c"sponsor_set",
        31 => c"share_minimum_set",
        32 => c"adjustment_split_set",
        33 => c"adjustment_added",
        34 => c"adjustment_removed",
        35 => c"discount_added",
        36 => c"destination_set",
        37 => c"bill_policies_set",
        38 => c"group_set",
        39 => c"bill_fixed",
        40 => c"bill_reopened",
        41 => c"payment_recorded",
        42 => c"transfer_recorded",
        43 => c"item_refunded",
        44 => c"pledged",
        45 => c"campaign_followed",
        _ => return ptr::null(),
    };
    name.as_ptr()
}

pub(crate) fn event_kind(event: &Event<'_>) -> u32 {
    match event {
        Event::CartCreated { .. } => CARTPOOL_EVENT_CART_CREATED,
        Event::ItemAdded { .. } => CARTPOOL_EVENT_ITEM_ADDED,
        Event::ItemIncreased { .. } => CARTPOOL_EVENT_ITEM_INCREASED,
        Event::QuantityAdjusted { .. } => CARTPOOL_EVENT_QUANTITY_ADJUSTED,
        Event::QuantitySet { .. } => CARTPOOL_EVENT_QUANTITY_SET,
        Event::ItemRemoved { .. } => CARTPOOL_EVENT_ITEM_REMOVED,
        Event::NoteSet { .. } => CARTPOOL_EVENT_NOTE_SET,
        Event::BeneficiariesSet { .. } => CARTPOOL_EVENT_BENEFICIARIES_SET,
        Event::ReasonSet { .. } => CARTPOOL_EVENT_REASON_SET,
        Event::Repriced { .. } => CARTPOOL_EVENT_REPRICED,
        Event::MemberAdded { .. } => CARTPOOL_EVENT_MEMBER_ADDED,
        Event::MemberRemoved { .. } => CARTPOOL_EVENT_MEMBER_REMOVED,
        Event::MemberLeft { .. } => CARTPOOL_EVENT_MEMBER_LEFT,
        Event::RoleSet { .. } => CARTPOOL_EVENT_ROLE_SET,
        Event::RoleDefined { .. } => CARTPOOL_EVENT_ROLE_DEFINED,
        Event::OwnershipOffered { .. } => CARTPOOL_EVENT_OWNERSHIP_OFFERED,
        Event::OwnershipAccepted { .. } => CARTPOOL_EVENT_OWNERSHIP_ACCEPTED,
        Event::OwnershipDeclined { .. } => CARTPOOL_EVENT_OWNERSHIP_DECLINED,
        Event::Invited { .. } => CARTPOOL_EVENT_INVITED,
        Event::InvitationRevoked { .. } => CARTPOOL_EVENT_INVITATION_REVOKED,
        Event::InvitationAccepted { .. } => CARTPOOL_EVENT_INVITATION_ACCEPTED,
        Event::CartLocked { .. } => CARTPOOL_EVENT_CART_LOCKED,
        Event::CartUnlocked { .. } => CARTPOOL_EVENT_CART_UNLOCKED,
        Event::PoliciesSet { .. } => CARTPOOL_EVENT_POLICIES_SET,
        Event::CartRenamed { .. } => CARTPOOL_EVENT_CART_RENAMED,
        Event::CartClosed => CARTPOOL_EVENT_CART_CLOSED,
        Event::Bill(BillEvent::SplitSet { .. }) => CARTPOOL_EVENT_SPLIT_SET,
        Event::Bill(BillEvent::LineSplitSet { .. }) => CARTPOOL_EVENT_LINE_SPLIT_SET,
        Event::Bill(BillEvent::LineSplitCleared { .. }) => CARTPOOL_EVENT_LINE_SPLIT_CLEARED,
        Event::Bill(BillEvent::MembersExcluded { .. }) => CARTPOOL_EVENT_MEMBERS_EXCLUDED,
        Event::Bill(BillEvent::SponsorSet { .. }) => CARTPOOL_EVENT_SPONSOR_SET,
        Event::Bill(BillEvent::ShareMinimumSet { .. }) => CARTPOOL_EVENT_SHARE_MINIMUM_SET,
        Event::Bill(BillEvent::AdjustmentSplitSet { .. }) => CARTPOOL_EVENT_ADJUSTMENT_SPLIT_SET,
        Event::Bill(BillEvent::AdjustmentAdded { .. }) => CARTPOOL_EVENT_ADJUSTMENT_ADDED,
        Event::Bill(BillEvent::AdjustmentRemoved { .. }) => CARTPOOL_EVENT_ADJUSTMENT_REMOVED,
        Event::Bill(BillEvent::DiscountAdded { .. }) => CARTPOOL_EVENT_DISCOUNT_ADDED,
        Event::Bill(BillEvent::DestinationSet { .. }) => CARTPOOL_EVENT_DESTINATION_SET,
        Event::Bill(BillEvent::BillPoliciesSet { .. }) => CARTPOOL_EVENT_BILL_POLICIES_SET,
        Event::Bill(BillEvent::GroupSet { .. }) => CARTPOOL_EVENT_GROUP_SET,
        Event::Bill(BillEvent::BillFixed { .. }) => CARTPOOL_EVENT_BILL_FIXED,
        Event::Bill(BillEvent::BillReopened) => CARTPOOL_EVENT_BILL_REOPENED,
        Event::Bill(BillEvent::PaymentRecorded { .. }) => CARTPOOL_EVENT_PAYMENT_RECORDED,
        Event::Bill(BillEvent::TransferRecorded { .. }) => CARTPOOL_EVENT_TRANSFER_RECORDED,
        Event::Bill(BillEvent::ItemRefunded { .. }) => CARTPOOL_EVENT_ITEM_REFUNDED,
        Event::Pledged { .. } => CARTPOOL_EVENT_PLEDGED,
        Event::CampaignFollowed { .. } => CARTPOOL_EVENT_CAMPAIGN_FOLLOWED,
    }
}
