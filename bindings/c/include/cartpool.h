// @generated from bindings/c/src by cbindgen. The engine that holds shared carts.
//
// Every function answers with a status: CARTPOOL_OK, or a CARTPOOL_ERROR_ that cartpool_error_name() names. Nothing was
// changed by a call that was refused. What is asked for is written through the last pointers.
//
// Handles are integers, 0 is never one. Any thread may use any handle at any time. A handle that was freed, or never
// issued, is refused with CARTPOOL_ERROR_HANDLE_NOT_VALID. cartpool_free() frees handles of every kind.
//
// A verb takes the handle of a member, and commits at once; or that of a batch, where the command waits for
// cartpool_batch_commit() and the version is 0.
//
// Text is a CartpoolStr, UTF-8 without a closing zero; cartpool_str() makes one of a C string. What may be left out is left
// out by zeros: a null pointer, a length of 0, `is_some` false, or null for a whole struct of options.
//
// Where a function writes a number, the pointer may be null, and on a refusal the fact that helps to mend the call is
// written: the bound that would have been passed, the version the cart is at, the oldest version kept, the missing
// CARTPOOL_CAPABILITY_, the milliseconds to wait; 0 where there is none.
//
// With a path an engine keeps its carts in a file that any number of processes open at once; a verb waits for the disk then.
// Open engines after forking where you can. A program that forks with engines open gives the cartpool_…_fork functions to
// pthread_atfork() first; in the child its parent's handles are refused with CARTPOOL_ERROR_ENGINE_IS_FORKED, and it opens
// an engine of its own. Without them a child must not touch this library.
//
// A call is no place to end a thread: who uses pthread_cancel() disables it around calls. Signals run their handlers and
// interrupt no call; a handler calls nothing here.
//
// Pointers must be valid as their types say; text and lists need to live for the call only. What a view or page points to
// lives until its handle is freed; a pointer in it is null where there is nothing to point to. An event's own fields are in the
// member of its body that has the kind's name.


#ifndef CARTPOOL_H
#define CARTPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** The status of a call that was not refused. */
#define CARTPOOL_OK 0

/** UTF-8 text that need not end with a zero. A null pointer means absent. */
typedef struct CartpoolStr {
    /** The first byte, or null. */
    const char *ptr;
    /** How many bytes. */
    size_t len;
} CartpoolStr;

/** What a C string says; absent for a null pointer. */
static inline CartpoolStr cartpool_str(const char *text) {
    CartpoolStr str = {text, text ? strlen(text) : 0};
    return str;
}


/**
 * The version of this interface; it grows when a function or struct changes its shape.
 */
#define CARTPOOL_ABI_VERSION 3

/**
 * The price list's prices count.
 */
#define CARTPOOL_PRICES_LIST 0

/**
 * The prices that `cartpool_add_item` is given count, and the price list's where none is.
 */
#define CARTPOOL_PRICES_CALLER 1

/**
 * The page holds events.
 */
#define CARTPOOL_PAGE_EVENTS 0

/**
 * Events no longer reach back to the cursor: the page holds the cart as it is.
 */
#define CARTPOOL_PAGE_RESET 1

/**
 * The principal's membership has ended; no page follows.
 */
#define CARTPOOL_PAGE_REVOKED 2

/**
 * What is answered survives a power cut; the default of an engine with a path.
 */
#define CARTPOOL_DURABILITY_SYNCED 0

/**
 * What is answered survives the process; a power cut may take back the last moments.
 */
#define CARTPOOL_DURABILITY_BUFFERED 1

/**
 * What is answered is gone with the process: an engine without a path.
 */
#define CARTPOOL_DURABILITY_MEMORY 2

/**
 * The engine met a bug of its own; nothing was changed.
 */
#define CARTPOOL_ERROR_INTERNAL_ERROR 1

/**
 * The engine has been closed.
 */
#define CARTPOOL_ERROR_ENGINE_IS_CLOSED 2

/**
 * This cart met a bug while changing and is out of use; others go on.
 */
#define CARTPOOL_ERROR_CART_IS_DAMAGED 3

/**
 * A limit is zero or above its hard cap.
 */
#define CARTPOOL_ERROR_LIMITS_NOT_VALID 4

/**
 * The engine's memory bound is reached; removals still work.
 */
#define CARTPOOL_ERROR_EXCEEDS_MEMORY_MAX 5

/**
 * Too many commands in too short a time; try again.
 */
#define CARTPOOL_ERROR_RATE_EXCEEDED 6

/**
 * This handle is closed or was never issued.
 */
#define CARTPOOL_ERROR_HANDLE_NOT_VALID 7

/**
 * Text must be well-formed UTF-8.
 */
#define CARTPOOL_ERROR_TEXT_MUST_BE_UTF8 8

/**
 * An argument has the wrong type or is out of range.
 */
#define CARTPOOL_ERROR_ARGUMENT_NOT_VALID 9

/**
 * No such cart for this principal.
 */
#define CARTPOOL_ERROR_CART_NOT_FOUND 10

/**
 * The cart is closed.
 */
#define CARTPOOL_ERROR_CART_IS_CLOSED 11

/**
 * Another member holds the cart's lock.
 */
#define CARTPOOL_ERROR_CART_IS_LOCKED 12

/**
 * The cart is not at the expected version.
 */
#define CARTPOOL_ERROR_VERSION_CONFLICT 13

/**
 * The cart has not reached this version.
 */
#define CARTPOOL_ERROR_VERSION_NOT_FOUND 14

/**
 * The history no longer reaches back to this version.
 */
#define CARTPOOL_ERROR_VERSION_NO_LONGER_KEPT 15

/**
 * The cart has reached its bound in bytes.
 */
#define CARTPOOL_ERROR_EXCEEDS_CART_BYTES_MAX 16

/**
 * The cart has had as many events as it may.
 */
#define CARTPOOL_ERROR_EXCEEDS_EVENTS_MAX 17

/**
 * A cart id is 32 hexadecimal digits.
 */
#define CARTPOOL_ERROR_CART_ID_NOT_VALID 18

/**
 * A cart with this id exists.
 */
#define CARTPOOL_ERROR_CART_ALREADY_EXISTS 19

/**
 * The member lacks the capability.
 */
#define CARTPOOL_ERROR_CAPABILITY_MISSING 20

/**
 * Only the host itself may do this.
 */
#define CARTPOOL_ERROR_RESERVED_FOR_SYSTEM 21

/**
 * No such member in this cart.
 */
#define CARTPOOL_ERROR_MEMBER_NOT_FOUND 22

/**
 * This member is already in the cart.
 */
#define CARTPOOL_ERROR_MEMBER_ALREADY_IN_CART 23

/**
 * A member id is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_MEMBER_ID_NOT_VALID 24

/**
 * The cart has the maximum number of members.
 */
#define CARTPOOL_ERROR_EXCEEDS_MEMBERS_MAX 25

/**
 * No such role in this cart.
 */
#define CARTPOOL_ERROR_ROLE_NOT_FOUND 26

/**
 * A role name is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_ROLE_NAME_NOT_VALID 27

/**
 * The cart has the maximum number of custom roles.
 */
#define CARTPOOL_ERROR_EXCEEDS_ROLES_MAX 28

/**
 * A ready-made role cannot be redefined.
 */
#define CARTPOOL_ERROR_READY_ROLE_IS_FIXED 29

/**
 * Ownership moves only by offer and acceptance.
 */
#define CARTPOOL_ERROR_OWNERSHIP_MUST_BE_OFFERED 30

/**
 * Ownership has not been offered to this member.
 */
#define CARTPOOL_ERROR_OWNERSHIP_NOT_OFFERED 31

/**
 * A cart always has an owner.
 */
#define CARTPOOL_ERROR_OWNER_MUST_STAY 32

/**
 * A role lists the maximum number of categories.
 */
#define CARTPOOL_ERROR_EXCEEDS_CATEGORIES_MAX 33

/**
 * A category is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_CATEGORY_NOT_VALID 34

/**
 * No such line in this cart.
 */
#define CARTPOOL_ERROR_LINE_NOT_FOUND 40

/**
 * Quantity must be at least 1.
 */
#define CARTPOOL_ERROR_QUANTITY_MUST_NOT_BE_ZERO 41

/**
 * The line would hold more than the maximum quantity.
 */
#define CARTPOOL_ERROR_EXCEEDS_QUANTITY_MAX 42

/**
 * The cart has the maximum number of lines.
 */
#define CARTPOOL_ERROR_EXCEEDS_LINES_MAX 43

/**
 * A SKU is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_SKU_NOT_VALID 44

/**
 * This cart is changed by suggestion only.
 */
#define CARTPOOL_ERROR_SUGGESTION_REQUIRED 45

/**
 * The member's role caps the money they may add.
 */
#define CARTPOOL_ERROR_EXCEEDS_MONEY_CAP 46

/**
 * The member's role excludes this category.
 */
#define CARTPOOL_ERROR_CATEGORY_NOT_ALLOWED 47

/**
 * The note is too long.
 */
#define CARTPOOL_ERROR_EXCEEDS_NOTE_MAX 48

/**
 * The line has too many options.
 */
#define CARTPOOL_ERROR_EXCEEDS_OPTIONS_MAX 49

/**
 * An option is a distinct key of 1 to 40 and a value of up to 500 characters.
 */
#define CARTPOOL_ERROR_OPTION_NOT_VALID 50

/**
 * A beneficiary is listed twice.
 */
#define CARTPOOL_ERROR_BENEFICIARIES_MUST_DIFFER 51

/**
 * The text is longer than a title may be.
 */
#define CARTPOOL_ERROR_EXCEEDS_TITLE_MAX 52

/**
 * Text holds a control character.
 */
#define CARTPOOL_ERROR_TEXT_NOT_VALID 53

/**
 * The deadline has passed or is too far ahead.
 */
#define CARTPOOL_ERROR_DEADLINE_NOT_VALID 54

/**
 * The price list has no price for this SKU and currency.
 */
#define CARTPOOL_ERROR_PRICE_NOT_FOUND 60

/**
 * This engine takes prices from its price list only.
 */
#define CARTPOOL_ERROR_UNIT_PRICE_NOT_ALLOWED 61

/**
 * A price is zero or more, with at most 4 digits beyond the currency's own.
 */
#define CARTPOOL_ERROR_PRICE_NOT_VALID 62

/**
 * The unit price is above its bound.
 */
#define CARTPOOL_ERROR_EXCEEDS_UNIT_PRICE_MAX 63

/**
 * The cart's total would pass its bound.
 */
#define CARTPOOL_ERROR_EXCEEDS_TOTAL_MAX 64

/**
 * A currency is an ISO 4217 code of three capital letters with minor units.
 */
#define CARTPOOL_ERROR_CURRENCY_NOT_VALID 65

/**
 * The engine knows the maximum number of SKUs.
 */
#define CARTPOOL_ERROR_EXCEEDS_SKUS_MAX 66

/**
 * No such invitation, or no longer.
 */
#define CARTPOOL_ERROR_INVITATION_NOT_VALID 70

/**
 * No such pending invitation in this cart.
 */
#define CARTPOOL_ERROR_INVITATION_NOT_FOUND 71

/**
 * The cart has the maximum number of pending invitations.
 */
#define CARTPOOL_ERROR_EXCEEDS_INVITATIONS_MAX 72

/**
 * A link admits at most as editor.
 */
#define CARTPOOL_ERROR_INVITATION_ROLE_TOO_HIGH 73

/**
 * An invitation may be used 1 to 100 times.
 */
#define CARTPOOL_ERROR_EXCEEDS_INVITATION_USES_MAX 74

/**
 * A token hash is 43 characters of base64url.
 */
#define CARTPOOL_ERROR_TOKEN_HASH_NOT_VALID 75

/**
 * A command id is a UUID of version 7 at most 5 minutes ahead of the clock.
 */
#define CARTPOOL_ERROR_COMMAND_ID_NOT_VALID 80

/**
 * This command id was used for something else.
 */
#define CARTPOOL_ERROR_COMMAND_ID_REUSED 81

/**
 * This command id is older than the ids still remembered.
 */
#define CARTPOOL_ERROR_COMMAND_ID_TOO_OLD 82

/**
 * The batch holds too many commands.
 */
#define CARTPOOL_ERROR_EXCEEDS_BATCH_MAX 83

/**
 * A batch holds at least one command.
 */
#define CARTPOOL_ERROR_BATCH_MUST_NOT_BE_EMPTY 84

/**
 * The batch is too large in bytes.
 */
#define CARTPOOL_ERROR_EXCEEDS_BATCH_BYTES_MAX 85

/**
 * This command cannot be part of a batch.
 */
#define CARTPOOL_ERROR_NOT_ALLOWED_IN_BATCH 86

/**
 * The command is too large in bytes.
 */
#define CARTPOOL_ERROR_EXCEEDS_COMMAND_BYTES_MAX 87

/**
 * The event would be too large in bytes.
 */
#define CARTPOOL_ERROR_EXCEEDS_EVENT_BYTES_MAX 88

/**
 * These bytes are not a command of this engine.
 */
#define CARTPOOL_ERROR_COMMAND_NOT_VALID 89

/**
 * A cursor is epoch and version, as a page gave it.
 */
#define CARTPOOL_ERROR_CURSOR_NOT_VALID 90

/**
 * The cart or the engine has the maximum number of watches.
 */
#define CARTPOOL_ERROR_EXCEEDS_WATCHES_MAX 91

/**
 * The storage is busy; nothing was changed, try again.
 */
#define CARTPOOL_ERROR_STORAGE_BUSY 95

/**
 * Writing failed and the outcome is unknown; nothing more is taken until the engine is opened anew.
 */
#define CARTPOOL_ERROR_STORAGE_FAILED 96

/**
 * What lies in the storage is not what was written.
 */
#define CARTPOOL_ERROR_STORAGE_IS_DAMAGED 97

/**
 * This file is not a journal of this engine's.
 */
#define CARTPOOL_ERROR_STORAGE_NOT_RECOGNIZED 98

/**
 * This journal was written by a newer release.
 */
#define CARTPOOL_ERROR_STORAGE_TOO_NEW 99

/**
 * The journal cannot be written.
 */
#define CARTPOOL_ERROR_STORAGE_IS_READ_ONLY 100

/**
 * The journal's folder does not exist or cannot be read.
 */
#define CARTPOOL_ERROR_STORAGE_NOT_FOUND 101

/**
 * Durability is synced or buffered.
 */
#define CARTPOOL_ERROR_DURABILITY_NOT_VALID 102

/**
 * This engine belongs to the process this one was forked from; open another here.
 */
#define CARTPOOL_ERROR_ENGINE_IS_FORKED 103

/**
 * This rule takes other parts: each member once, above zero, as decimal text.
 */
#define CARTPOOL_ERROR_SPLIT_NOT_VALID 110

/**
 * The percents of a split sum to 100.
 */
#define CARTPOOL_ERROR_PERCENTS_MUST_SUM_TO_HUNDRED 111

/**
 * Exact amounts leave a rest that nobody pays, or are more than there is.
 */
#define CARTPOOL_ERROR_SHARES_MUST_SUM_TO_TOTAL 112

/**
 * The cart has the maximum number of lines with a rule or a destination of their own.
 */
#define CARTPOOL_ERROR_EXCEEDS_SPLITS_MAX 113

/**
 * No such adjustment in this cart.
 */
#define CARTPOOL_ERROR_ADJUSTMENT_NOT_FOUND 114

/**
 * An adjustment has an amount or a percent, one target at most, and only a tax is included.
 */
#define CARTPOOL_ERROR_ADJUSTMENT_NOT_VALID 115

/**
 * A discount has exactly one rule, whose steps and counts are above zero.
 */
#define CARTPOOL_ERROR_DISCOUNT_NOT_VALID 116

/**
 * A percent is above 0 and at most 100, with at most 6 decimals.
 */
#define CARTPOOL_ERROR_PERCENT_NOT_VALID 117

/**
 * The cart has the maximum number of adjustments.
 */
#define CARTPOOL_ERROR_EXCEEDS_ADJUSTMENTS_MAX 118

/**
 * The cart has the maximum number of coupons.
 */
#define CARTPOOL_ERROR_EXCEEDS_COUPONS_MAX 119

/**
 * No rounding practice is known for this country.
 */
#define CARTPOOL_ERROR_COUNTRY_NOT_KNOWN 120

/**
 * The bill is fixed.
 */
#define CARTPOOL_ERROR_BILL_IS_FIXED 122

/**
 * The bill is not fixed yet.
 */
#define CARTPOOL_ERROR_BILL_IS_NOT_FIXED 123

/**
 * Somebody has paid already.
 */
#define CARTPOOL_ERROR_BILL_IS_PAID 124

/**
 * There is nothing on the bill.
 */
#define CARTPOOL_ERROR_BILL_MUST_NOT_BE_EMPTY 125

/**
 * The bill is below the order's minimum.
 */
#define CARTPOOL_ERROR_BELOW_ORDER_MIN 126

/**
 * The bill is above the order's maximum.
 */
#define CARTPOOL_ERROR_EXCEEDS_ORDER_MAX 127

/**
 * An amount must be above zero.
 */
#define CARTPOOL_ERROR_AMOUNT_MUST_NOT_BE_ZERO 128

/**
 * This is more than is still due.
 */
#define CARTPOOL_ERROR_EXCEEDS_AMOUNT_DUE 129

/**
 * No such coupon, or not now.
 */
#define CARTPOOL_ERROR_COUPON_NOT_VALID 130

/**
 * The coupon has been used as often as it may be.
 */
#define CARTPOOL_ERROR_COUPON_USED_UP 131

/**
 * The member has used the coupon as often as they may.
 */
#define CARTPOOL_ERROR_COUPON_USED_BY_MEMBER 132

/**
 * No coupon has this code.
 */
#define CARTPOOL_ERROR_COUPON_NOT_FOUND 133

/**
 * A coupon's code is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_COUPON_CODE_NOT_VALID 134

/**
 * A coupon's terms end before they begin.
 */
#define CARTPOOL_ERROR_COUPON_TERMS_NOT_VALID 135

/**
 * The coupon is used by the maximum number of members.
 */
#define CARTPOOL_ERROR_EXCEEDS_COUPON_MEMBERS_MAX 136

/**
 * The coupon has the maximum number of uses that are kept.
 */
#define CARTPOOL_ERROR_EXCEEDS_COUPON_USES_MAX 137

/**
 * A group's id is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_GROUP_NOT_VALID 138

/**
 * What a cart puts into a ledger must sum to zero.
 */
#define CARTPOOL_ERROR_LEDGER_MUST_BALANCE 139

/**
 * The ledger has the maximum number of members.
 */
#define CARTPOOL_ERROR_EXCEEDS_LEDGER_MEMBERS_MAX 140

/**
 * The ledger has the maximum number of carts that are not settled.
 */
#define CARTPOOL_ERROR_EXCEEDS_LEDGER_CARTS_MAX 141

/**
 * A balance would pass its bound.
 */
#define CARTPOOL_ERROR_EXCEEDS_BALANCE_MAX 142

/**
 * A transfer moves more than nothing from one member to another.
 */
#define CARTPOOL_ERROR_TRANSFER_NOT_VALID 143

/**
 * The engine has the maximum number of coupons or of ledgers.
 */
#define CARTPOOL_ERROR_EXCEEDS_ACCOUNTS_MAX 144

/**
 * This is more than was paid for and not given back yet.
 */
#define CARTPOOL_ERROR_EXCEEDS_REFUNDABLE_QUANTITY 150

/**
 * No campaign with this id takes this cart's currency.
 */
#define CARTPOOL_ERROR_CAMPAIGN_NOT_FOUND 160

/**
 * A campaign's id is 1 to 64 bytes without control characters.
 */
#define CARTPOOL_ERROR_CAMPAIGN_ID_NOT_VALID 161

/**
 * A campaign's terms do not fit together: SKUs, rising tiers, minimum, bounds, and dates in their order.
 */
#define CARTPOOL_ERROR_CAMPAIGN_TERMS_NOT_VALID 162

/**
 * A campaign with this id and other terms exists.
 */
#define CARTPOOL_ERROR_CAMPAIGN_ALREADY_EXISTS 163

/**
 * The campaign is not open for this, or no longer.
 */
#define CARTPOOL_ERROR_CAMPAIGN_TAKES_NO_PLEDGES 164

/**
 * Pledges only grow from here on.
 */
#define CARTPOOL_ERROR_PLEDGE_IS_LOCKED 165

/**
 * A member pledges at least the campaign's minimum, or nothing.
 */
#define CARTPOOL_ERROR_BELOW_PLEDGE_MIN 166

/**
 * The member would pledge more than the campaign takes of one.
 */
#define CARTPOOL_ERROR_EXCEEDS_PLEDGE_MAX 167

/**
 * The campaign is not for this SKU, or for several and none was named.
 */
#define CARTPOOL_ERROR_SKU_NOT_IN_CAMPAIGN 168

/**
 * A campaign that this cart has pledged to has not been decided yet.
 */
#define CARTPOOL_ERROR_CAMPAIGN_IS_UNDECIDED 169

/**
 * The campaign was ordered, failed or was cancelled.
 */
#define CARTPOOL_ERROR_CAMPAIGN_IS_OVER 170

/**
 * The campaign has not closed yet.
 */
#define CARTPOOL_ERROR_CAMPAIGN_IS_NOT_CLOSED 171

/**
 * The cart has pledged to the maximum number of campaigns.
 */
#define CARTPOOL_ERROR_EXCEEDS_CART_CAMPAIGNS_MAX 172

/**
 * The campaign spans the maximum number of carts.
 */
#define CARTPOOL_ERROR_EXCEEDS_CAMPAIGN_CARTS_MAX 173

/**
 * The campaign has too many SKUs.
 */
#define CARTPOOL_ERROR_EXCEEDS_CAMPAIGN_SKUS_MAX 174

/**
 * The campaign has too many tiers.
 */
#define CARTPOOL_ERROR_EXCEEDS_CAMPAIGN_TIERS_MAX 175

/**
 * A household: anybody edits any line.
 */
#define CARTPOOL_PRESET_FAMILY 0

/**
 * Friends: anybody edits any line.
 */
#define CARTPOOL_PRESET_FRIENDS 1

/**
 * Colleagues: each edits their own lines.
 */
#define CARTPOOL_PRESET_TEAM 2

/**
 * A buyer's order: only those who manage it edit.
 */
#define CARTPOOL_PRESET_WHOLESALE 3

/**
 * A group buy: each edits their own lines, lines stay apart.
 */
#define CARTPOOL_PRESET_GROUP_BUY 4

/**
 * A public wish: changed by suggestion only.
 */
#define CARTPOOL_PRESET_PUBLIC 5

/**
 * Editors edit any line.
 */
#define CARTPOOL_EDIT_POLICY_OPEN 0

/**
 * Each edits the lines they added; others' lines need `manage_cart`.
 */
#define CARTPOOL_EDIT_POLICY_OWN_LINES 1

/**
 * Any edit needs `manage_cart`.
 */
#define CARTPOOL_EDIT_POLICY_OWNER_ONLY 2

/**
 * Nobody edits directly; changes are proposed.
 */
#define CARTPOOL_EDIT_POLICY_SUGGEST_ONLY 3

/**
 * Everybody who may add items pays the same, a line's beneficiaries where any are named.
 */
#define CARTPOOL_SPLIT_RULE_EQUAL 0

/**
 * Each pays the lines they added; a line's beneficiaries where any are named.
 */
#define CARTPOOL_SPLIT_RULE_BY_LINE 1

/**
 * In proportion to weights.
 */
#define CARTPOOL_SPLIT_RULE_BY_WEIGHT 2

/**
 * By percents, which sum to 100.
 */
#define CARTPOOL_SPLIT_RULE_BY_PERCENT 3

/**
 * Those named pay these amounts, and the others share the rest equally.
 */
#define CARTPOOL_SPLIT_RULE_EXACT 4

/**
 * One pays all.
 */
#define CARTPOOL_SPLIT_RULE_SINGLE_PAYER 5

/**
 * Takes off.
 */
#define CARTPOOL_ADJUSTMENT_KIND_DISCOUNT 0

/**
 * A fee, such as for service or a deposit.
 */
#define CARTPOOL_ADJUSTMENT_KIND_FEE 1

/**
 * What delivery costs.
 */
#define CARTPOOL_ADJUSTMENT_KIND_SHIPPING 2

/**
 * A tax.
 */
#define CARTPOOL_ADJUSTMENT_KIND_TAX 3

/**
 * A tip.
 */
#define CARTPOOL_ADJUSTMENT_KIND_TIP 4

/**
 * What rounding to the smallest coin adds or takes.
 */
#define CARTPOOL_ADJUSTMENT_KIND_CASH_ROUNDING 5

/**
 * In proportion to what each has in the lines it is for.
 */
#define CARTPOOL_ADJUSTMENT_RULE_PROPORTIONAL 0

/**
 * Everybody the same.
 */
#define CARTPOOL_ADJUSTMENT_RULE_EQUAL 1

/**
 * One pays it.
 */
#define CARTPOOL_ADJUSTMENT_RULE_PAYER 2

/**
 * To the nearer; half a unit goes away from zero.
 */
#define CARTPOOL_ROUNDING_MODE_HALF_UP 0

/**
 * To the nearer; half a unit goes to the even one.
 */
#define CARTPOOL_ROUNDING_MODE_HALF_EVEN 1

/**
 * To the nearer; half a unit goes toward zero.
 */
#define CARTPOOL_ROUNDING_MODE_HALF_DOWN 2

/**
 * Away from zero.
 */
#define CARTPOOL_ROUNDING_MODE_UP 3

/**
 * Toward zero.
 */
#define CARTPOOL_ROUNDING_MODE_DOWN 4

/**
 * Once a line.
 */
#define CARTPOOL_ROUNDING_LEVEL_LINE 0

/**
 * Once for one unit of a line, times its quantity.
 */
#define CARTPOOL_ROUNDING_LEVEL_UNIT 1

/**
 * Once for everything that has the same tax rate.
 */
#define CARTPOOL_ROUNDING_LEVEL_TAX_RATE 2

/**
 * Once a bill.
 */
#define CARTPOOL_ROUNDING_LEVEL_TOTAL 3

/**
 * It has not opened yet.
 */
#define CARTPOOL_CAMPAIGN_STATUS_SCHEDULED 0

/**
 * It takes pledges and is below its minimum.
 */
#define CARTPOOL_CAMPAIGN_STATUS_OPEN 1

/**
 * It has reached its minimum, and pledges may still shrink.
 */
#define CARTPOOL_CAMPAIGN_STATUS_TIPPED 2

/**
 * It has reached its minimum, and pledges only grow.
 */
#define CARTPOOL_CAMPAIGN_STATUS_FILLING 3

/**
 * The deadline has passed below the minimum: only its leader may add.
 */
#define CARTPOOL_CAMPAIGN_STATUS_TOPPING_UP 4

/**
 * It goes ahead: pledges are binding, nobody waits any more.
 */
#define CARTPOOL_CAMPAIGN_STATUS_CLOSED 5

/**
 * The host has ordered it.
 */
#define CARTPOOL_CAMPAIGN_STATUS_ORDERED 6

/**
 * It did not come about: all pledges were released.
 */
#define CARTPOOL_CAMPAIGN_STATUS_FAILED 7

/**
 * It was called off: all pledges were released.
 */
#define CARTPOOL_CAMPAIGN_STATUS_CANCELLED 8

/**
 * It can be changed.
 */
#define CARTPOOL_CART_STATUS_OPEN 0

/**
 * It can only be read.
 */
#define CARTPOOL_CART_STATUS_CLOSED 1

/**
 * Everybody pays the same.
 */
#define CARTPOOL_CELL_REASON_EQUAL 0

/**
 * They added the line.
 */
#define CARTPOOL_CELL_REASON_OWN 1

/**
 * The line is for them.
 */
#define CARTPOOL_CELL_REASON_BENEFICIARY 2

/**
 * By their weight.
 */
#define CARTPOOL_CELL_REASON_WEIGHT 3

/**
 * By their percent.
 */
#define CARTPOOL_CELL_REASON_PERCENT 4

/**
 * By the amount they were named with, or their part of the rest.
 */
#define CARTPOOL_CELL_REASON_EXACT 5

/**
 * They pay all of it.
 */
#define CARTPOOL_CELL_REASON_PAYER 6

/**
 * In proportion to what they have in the lines it is for.
 */
#define CARTPOOL_CELL_REASON_PROPORTIONAL 7

/**
 * A sponsor pays for others.
 */
#define CARTPOOL_CELL_REASON_SPONSOR 8

/**
 * Nobody's share is below the minimum.
 */
#define CARTPOOL_CELL_REASON_MINIMUM 9

/**
 * It was given back.
 */
#define CARTPOOL_CELL_REASON_REFUND 10

/**
 * Units.
 */
#define CARTPOOL_CAMPAIGN_MEASURE_QUANTITY 0

/**
 * Minor units of money, at the campaign's own regular prices, so that a price that falls
 * takes nothing away.
 */
#define CARTPOOL_CAMPAIGN_MEASURE_MONEY 1

/**
 * Members, each once in all carts.
 */
#define CARTPOOL_CAMPAIGN_MEASURE_MEMBERS 2

/**
 * It fails, and all pledges are released.
 */
#define CARTPOOL_DEADLINE_POLICY_FAIL 0

/**
 * It goes on once for as long again as its extension says, and then fails.
 */
#define CARTPOOL_DEADLINE_POLICY_EXTEND_ONCE 1

/**
 * It goes ahead at the price that was reached.
 */
#define CARTPOOL_DEADLINE_POLICY_ORDER_ANYWAY 2

/**
 * Its leader may add what is missing for as long as its extension says, and then it fails.
 */
#define CARTPOOL_DEADLINE_POLICY_LEADER_TOPS_UP 3

/**
 * It reached its minimum.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_TIPPED 0

/**
 * It fell below its minimum again.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_TIP_LOST 1

/**
 * It reached a tier.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_TIER_REACHED 2

/**
 * It fell below a tier again.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_TIER_LOST 3

/**
 * Its deadline moved, once.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_EXTENDED 4

/**
 * Its deadline passed, and its leader may add what is missing.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_TOPPING_UP 5

/**
 * It goes ahead.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_CLOSED 6

/**
 * The host ordered it.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_ORDERED 7

/**
 * It did not come about.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_FAILED 8

/**
 * It was called off.
 */
#define CARTPOOL_CAMPAIGN_MOMENT_KIND_CANCELLED 9

/**
 * An argument is malformed: the same call can never succeed.
 */
#define CARTPOOL_ERROR_KIND_INVALID 1

/**
 * The thing named does not exist, or not for this principal.
 */
#define CARTPOOL_ERROR_KIND_NOT_FOUND 2

/**
 * The principal lacks the right.
 */
#define CARTPOOL_ERROR_KIND_DENIED 3

/**
 * The cart's present state forbids it.
 */
#define CARTPOOL_ERROR_KIND_CONFLICT 4

/**
 * A documented bound was reached.
 */
#define CARTPOOL_ERROR_KIND_LIMIT 5

/**
 * A bug in the engine, contained.
 */
#define CARTPOOL_ERROR_KIND_INTERNAL 6

/**
 * What keeps the log cannot take more: not now, or not at all.
 */
#define CARTPOOL_ERROR_KIND_STORAGE 7

/**
 * See lines and totals.
 */
#define CARTPOOL_CAPABILITY_VIEW_ITEMS 0

/**
 * See who is in the cart and who did what.
 */
#define CARTPOOL_CAPABILITY_VIEW_PEOPLE 1

/**
 * Write comments.
 */
#define CARTPOOL_CAPABILITY_COMMENT 2

/**
 * Propose changes.
 */
#define CARTPOOL_CAPABILITY_SUGGEST 3

/**
 * Vote on proposals.
 */
#define CARTPOOL_CAPABILITY_VOTE 4

/**
 * Stop a proposal alone.
 */
#define CARTPOOL_CAPABILITY_VETO 5

/**
 * Add items.
 */
#define CARTPOOL_CAPABILITY_ADD_ITEMS 6

/**
 * Change and remove the lines one added.
 */
#define CARTPOOL_CAPABILITY_EDIT_OWN_LINES 7

/**
 * Change and remove anybody's lines.
 */
#define CARTPOOL_CAPABILITY_EDIT_ANY_LINES 8

/**
 * Hold the cart so that nobody else edits it.
 */
#define CARTPOOL_CAPABILITY_LOCK_CART 9

/**
 * Rename, set policies, break holds, close.
 */
#define CARTPOOL_CAPABILITY_MANAGE_CART 10

/**
 * Make and revoke invitations.
 */
#define CARTPOOL_CAPABILITY_INVITE_MEMBERS 11

/**
 * Seat, remove and give roles to members.
 */
#define CARTPOOL_CAPABILITY_MANAGE_MEMBERS 12

/**
 * Define custom roles.
 */
#define CARTPOOL_CAPABILITY_MANAGE_ROLES 13

/**
 * Hand the cart over to somebody else.
 */
#define CARTPOOL_CAPABILITY_OWN_CART 14

/**
 * Submit the cart for approval.
 */
#define CARTPOOL_CAPABILITY_SUBMIT_PURCHASE 15

/**
 * Release or refuse a purchase.
 */
#define CARTPOOL_CAPABILITY_APPROVE_PURCHASE 16

/**
 * Set budgets and caps.
 */
#define CARTPOOL_CAPABILITY_MANAGE_BUDGETS 17

/**
 * Choose how the bill is split.
 */
#define CARTPOOL_CAPABILITY_SPLIT_BILL 18

/**
 * Enter and remove coupons.
 */
#define CARTPOOL_CAPABILITY_APPLY_COUPONS 19

/**
 * Pledge to campaigns.
 */
#define CARTPOOL_CAPABILITY_PLEDGE 20

/**
 * Open and lead campaigns.
 */
#define CARTPOOL_CAPABILITY_MANAGE_CAMPAIGNS 21

/**
 * Freeze the cart and place the order.
 */
#define CARTPOOL_CAPABILITY_CHECKOUT 22

/**
 * Export the cart and its history.
 */
#define CARTPOOL_CAPABILITY_EXPORT_CART 23

/**
 * The cart was made and its owner seated.
 */
#define CARTPOOL_EVENT_CART_CREATED 0

/**
 * A new line; its id is this event's version.
 */
#define CARTPOOL_EVENT_ITEM_ADDED 1

/**
 * An added item merged into a line.
 */
#define CARTPOOL_EVENT_ITEM_INCREASED 2

/**
 * A line's quantity was changed by a difference.
 */
#define CARTPOOL_EVENT_QUANTITY_ADJUSTED 3

/**
 * A line's quantity was set.
 */
#define CARTPOOL_EVENT_QUANTITY_SET 4

/**
 * A line was removed.
 */
#define CARTPOOL_EVENT_ITEM_REMOVED 5

/**
 * A line's note was written or cleared.
 */
#define CARTPOOL_EVENT_NOTE_SET 6

/**
 * A line's beneficiaries were named.
 */
#define CARTPOOL_EVENT_BENEFICIARIES_SET 7

/**
 * A line's reason was written.
 */
#define CARTPOOL_EVENT_REASON_SET 8

/**
 * Lines took over the price list's new prices.
 */
#define CARTPOOL_EVENT_REPRICED 9

/**
 * A member was seated.
 */
#define CARTPOOL_EVENT_MEMBER_ADDED 10

/**
 * A member was removed.
 */
#define CARTPOOL_EVENT_MEMBER_REMOVED 11

/**
 * A member left.
 */
#define CARTPOOL_EVENT_MEMBER_LEFT 12

/**
 * A member got another role.
 */
#define CARTPOOL_EVENT_ROLE_SET 13

/**
 * A custom role was defined, or defined anew.
 */
#define CARTPOOL_EVENT_ROLE_DEFINED 14

/**
 * Ownership was offered.
 */
#define CARTPOOL_EVENT_OWNERSHIP_OFFERED 15

/**
 * Ownership was accepted; the former owner is an admin.
 */
#define CARTPOOL_EVENT_OWNERSHIP_ACCEPTED 16

/**
 * The offer of ownership was declined or taken back.
 */
#define CARTPOOL_EVENT_OWNERSHIP_DECLINED 17

/**
 * An invitation was made; its id is this event's version.
 */
#define CARTPOOL_EVENT_INVITED 18

/**
 * An invitation was ended.
 */
#define CARTPOOL_EVENT_INVITATION_REVOKED 19

/**
 * Somebody joined by an invitation.
 */
#define CARTPOOL_EVENT_INVITATION_ACCEPTED 20

/**
 * The cart was locked, or its lock's deadline moved.
 */
#define CARTPOOL_EVENT_CART_LOCKED 21

/**
 * The cart's lock was ended.
 */
#define CARTPOOL_EVENT_CART_UNLOCKED 22

/**
 * The cart's policies changed.
 */
#define CARTPOOL_EVENT_POLICIES_SET 23

/**
 * The cart's title or purpose changed.
 */
#define CARTPOOL_EVENT_CART_RENAMED 24

/**
 * The cart was closed for good.
 */
#define CARTPOOL_EVENT_CART_CLOSED 25

/**
 * The cart's split was chosen.
 */
#define CARTPOOL_EVENT_SPLIT_SET 26

/**
 * A line got a rule of its own.
 */
#define CARTPOOL_EVENT_LINE_SPLIT_SET 27

/**
 * A line follows the cart's rule again.
 */
#define CARTPOOL_EVENT_LINE_SPLIT_CLEARED 28

/**
 * These members share in nothing that is split among everybody.
 */
#define CARTPOOL_EVENT_MEMBERS_EXCLUDED 29

/**
 * A sponsor was named, or there is none any more.
 */
#define CARTPOOL_EVENT_SPONSOR_SET 30

/**
 * The least that each pays was set.
 */
#define CARTPOOL_EVENT_SHARE_MINIMUM_SET 31

/**
 * How a kind of adjustment is shared was chosen.
 */
#define CARTPOOL_EVENT_ADJUSTMENT_SPLIT_SET 32

/**
 * An adjustment was added; its id is this event's version.
 */
#define CARTPOOL_EVENT_ADJUSTMENT_ADDED 33

/**
 * An adjustment, a discount or a coupon was taken out.
 */
#define CARTPOOL_EVENT_ADJUSTMENT_REMOVED 34

/**
 * A discount was added, by the host or by a coupon; its id is this event's version.
 */
#define CARTPOOL_EVENT_DISCOUNT_ADDED 35

/**
 * A line's destination was named or cleared.
 */
#define CARTPOOL_EVENT_DESTINATION_SET 36

/**
 * How the bill is rounded and bounded was set.
 */
#define CARTPOOL_EVENT_BILL_POLICIES_SET 37

/**
 * The cart belongs to this group's ledger, or to none.
 */
#define CARTPOOL_EVENT_GROUP_SET 38

/**
 * The bill was fixed.
 */
#define CARTPOOL_EVENT_BILL_FIXED 39

/**
 * The fixing was taken back.
 */
#define CARTPOOL_EVENT_BILL_REOPENED 40

/**
 * A member paid the merchant.
 */
#define CARTPOOL_EVENT_PAYMENT_RECORDED 41

/**
 * A member paid another.
 */
#define CARTPOOL_EVENT_TRANSFER_RECORDED 42

/**
 * What was paid for some of a line was given back.
 */
#define CARTPOOL_EVENT_ITEM_REFUNDED 43

/**
 * A new line, pledged to a campaign; its id is this event's version.
 */
#define CARTPOOL_EVENT_PLEDGED 44

/**
 * The cart took over what became of a campaign it has pledged to.
 */
#define CARTPOOL_EVENT_CAMPAIGN_FOLLOWED 45

/**
 * A process-wide owner of carts.
 */
typedef uint64_t CartpoolEngine;

/**
 * A key and its value: a line's choice such as a size, a member's part, a step of a discount. Numbers are decimal text.
 */
typedef struct CartpoolItemOption {
    /**
     * What is chosen, who pays, or from which quantity on.
     */
    CartpoolStr key;
    /**
     * The choice, the part, or the percent.
     */
    CartpoolStr value;
} CartpoolItemOption;

/**
 * A `uint32_t` that may be absent.
 */
typedef struct CartpoolOptionalU32 {
    /**
     * Whether there is a value.
     */
    bool is_some;
    /**
     * The value.
     */
    uint32_t value;
} CartpoolOptionalU32;

/**
 * What `cartpool_add_discount` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolAddDiscount {
    /**
     * So many percent off.
     */
    CartpoolStr percent;
    /**
     * So much off.
     */
    CartpoolStr amount;
    /**
     * From each quantity on, so many percent off: quantity to percent, as text.
     */
    const struct CartpoolItemOption *tiers;
    /**
     * How many.
     */
    size_t tiers_len;
    /**
     * Of so many bought …
     */
    struct CartpoolOptionalU32 buy;
    /**
     * … so many more are discounted.
     */
    struct CartpoolOptionalU32 get;
    /**
     * Only these SKUs; none named means every line.
     */
    const CartpoolStr *skus;
    /**
     * How many.
     */
    size_t skus_len;
    /**
     * What it is called.
     */
    CartpoolStr label;
    /**
     * Whether it stands alone.
     */
    bool exclusive;
    /**
     * Smaller applies first; 100 unless given.
     */
    struct CartpoolOptionalU32 priority;
} CartpoolAddDiscount;

/**
 * A `uint64_t` that may be absent.
 */
typedef struct CartpoolOptionalU64 {
    /**
     * Whether there is a value.
     */
    bool is_some;
    /**
     * The value.
     */
    uint64_t value;
} CartpoolOptionalU64;

/**
 * What a coupon gives, to whom, and when; all zeros say nothing.
 */
typedef struct CartpoolCouponTerms {
    /**
     * What is taken off, by exactly one rule.
     */
    struct CartpoolAddDiscount discount;
    /**
     * How often it may be used in all; without end unless told.
     */
    struct CartpoolOptionalU32 uses_max;
    /**
     * How often one member may use it; without end unless told.
     */
    struct CartpoolOptionalU32 member_uses_max;
    /**
     * From when on it is valid, in Unix milliseconds.
     */
    struct CartpoolOptionalU64 valid_from_ms;
    /**
     * Until when: from then on it is not.
     */
    struct CartpoolOptionalU64 valid_until_ms;
} CartpoolCouponTerms;

/**
 * How often a coupon is used, and may be.
 */
typedef struct CartpoolCoupon {
    /**
     * How often it was used.
     */
    uint64_t uses;
    /**
     * How often it is about to be used: in carts whose bills are not fixed.
     */
    uint64_t reserved;
    /**
     * How many members use it, or are about to.
     */
    uint64_t members;
    /**
     * How often it may be used in all.
     */
    struct CartpoolOptionalU32 uses_max;
    /**
     * How often one member may use it.
     */
    struct CartpoolOptionalU32 member_uses_max;
    /**
     * From when on it is valid, in Unix milliseconds.
     */
    struct CartpoolOptionalU64 valid_from_ms;
    /**
     * Until when: from then on it is not.
     */
    struct CartpoolOptionalU64 valid_until_ms;
} CartpoolCoupon;

/**
 * Any handle.
 */
typedef uint64_t CartpoolHandle;

/**
 * An amount of money.
 */
typedef struct CartpoolMoney {
    /**
     * The exact decimal, with the currency's digits.
     */
    CartpoolStr amount;
    /**
     * The same in the currency's minor units.
     */
    int64_t minor;
    /**
     * The ISO 4217 code.
     */
    CartpoolStr currency;
} CartpoolMoney;

/**
 * A member of a group.
 */
typedef struct CartpoolLedgerMember {
    /**
     * The member's id.
     */
    CartpoolStr id;
    /**
     * What the group owes them; negative is what they owe.
     */
    struct CartpoolMoney balance;
    /**
     * How many minor units they are behind with spare cents, as an exact decimal: who is furthest behind bears the next.
     */
    CartpoolStr behind;
} CartpoolLedgerMember;

/**
 * What a group's members owe each other across its carts, in one currency.
 */
typedef struct CartpoolLedger {
    /**
     * The group's id.
     */
    CartpoolStr group;
    /**
     * The ISO 4217 code.
     */
    CartpoolStr currency;
    /**
     * How many events it has had; 0 for a group that no cart spoke of.
     */
    uint64_t version;
    /**
     * Everybody whom a cart names or who is not even, by their ids. Balances sum to zero, and so does what is behind.
     */
    const struct CartpoolLedgerMember *members;
    /**
     * How many.
     */
    size_t members_len;
} CartpoolLedger;

/**
 * A payment between two members.
 */
typedef struct CartpoolTransferEntry {
    /**
     * Who pays.
     */
    CartpoolStr payer;
    /**
     * Whom.
     */
    CartpoolStr payee;
    /**
     * How much.
     */
    struct CartpoolMoney amount;
} CartpoolTransferEntry;

/**
 * Who pays whom, so that everybody has paid what they owe.
 */
typedef struct CartpoolSettlement {
    /**
     * The cart's version.
     */
    uint64_t version;
    /**
     * The payments.
     */
    const struct CartpoolTransferEntry *transfers;
    /**
     * How many.
     */
    size_t transfers_len;
    /**
     * Whether there is no way with fewer payments; large groups get a good way instead of the
     * best.
     */
    bool is_exact;
} CartpoolSettlement;

/**
 * What a principal's commands carry; all zeros say nothing.
 */
typedef struct CartpoolCommandOptions {
    /**
     * A UUID of version 7 that makes a retry harmless.
     */
    CartpoolStr command_id;
    /**
     * Refuse with `version_conflict` unless the cart is at this version.
     */
    struct CartpoolOptionalU64 expect_version;
} CartpoolCommandOptions;

/**
 * Something a campaign is for.
 */
typedef struct CartpoolCampaignSku {
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * What one costs while no tier is reached; the price list's price now unless told.
     */
    CartpoolStr unit_price;
} CartpoolCampaignSku;

/**
 * A price that a campaign reaches: so many percent off, or for a campaign of one SKU a price.
 */
typedef struct CartpoolCampaignTier {
    /**
     * From how much on: units, members, or minor units of money.
     */
    uint64_t threshold;
    /**
     * So many percent off the regular prices, rounded half up to the minor unit.
     */
    CartpoolStr percent;
    /**
     * Or this price.
     */
    CartpoolStr unit_price;
} CartpoolCampaignTier;

/**
 * What a campaign offers, to whom, and until when.
 */
typedef struct CartpoolCampaignTerms {
    /**
     * What it is for.
     */
    const struct CartpoolCampaignSku *skus;
    /**
     * How many.
     */
    size_t skus_len;
    /**
     * Its price tiers, lowest first; there may be none.
     */
    const struct CartpoolCampaignTier *tiers;
    /**
     * How many.
     */
    size_t tiers_len;
    /**
     * Its deadline, in Unix milliseconds, at most a year ahead.
     */
    uint64_t closes_at_ms;
    /**
     * What thresholds count: a `CARTPOOL_CAMPAIGN_MEASURE_…`; units for 0.
     */
    uint32_t measure;
    /**
     * What becomes of it below its minimum at its deadline: a `CARTPOOL_DEADLINE_POLICY_…`; it fails for 0.
     */
    uint32_t at_deadline;
    /**
     * By how many milliseconds it is extended, or how long its leader may top up.
     */
    struct CartpoolOptionalU64 extension_ms;
    /**
     * At how much it tips; the first tier's threshold unless told, or 1 without tiers.
     */
    struct CartpoolOptionalU64 minimum;
    /**
     * Units it takes in all; what is beyond waits.
     */
    struct CartpoolOptionalU64 maximum;
    /**
     * Units a pledge has at least.
     */
    struct CartpoolOptionalU32 member_min;
    /**
     * Units one member may pledge, over all carts.
     */
    struct CartpoolOptionalU32 member_max;
    /**
     * Who leads it: who may top up.
     */
    CartpoolStr leader;
    /**
     * When it opens, in Unix milliseconds; at once unless told.
     */
    struct CartpoolOptionalU64 opens_at_ms;
    /**
     * From when on pledges only grow, in Unix milliseconds; the deadline unless told.
     */
    struct CartpoolOptionalU64 locks_at_ms;
} CartpoolCampaignTerms;

/**
 * A SKU of a campaign.
 */
typedef struct CartpoolCampaignSkuEntry {
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * What one costs while no tier is reached.
     */
    CartpoolStr regular_price;
    /**
     * What one costs now.
     */
    CartpoolStr unit_price;
    /**
     * Units that count.
     */
    uint64_t quantity;
} CartpoolCampaignSkuEntry;

/**
 * A price tier of a campaign.
 */
typedef struct CartpoolCampaignTierEntry {
    /**
     * From how much on, in the campaign's measure.
     */
    uint64_t threshold;
    /**
     * Whether it is reached.
     */
    bool is_reached;
    /**
     * What one of each SKU then costs, in the campaign's order.
     */
    const CartpoolStr *unit_prices;
    /**
     * How many.
     */
    size_t unit_prices_len;
} CartpoolCampaignTierEntry;

/**
 * Something that everybody is to hear of.
 */
typedef struct CartpoolCampaignMoment {
    /**
     * The campaign's version that made it.
     */
    uint64_t version;
    /**
     * When, in Unix milliseconds.
     */
    uint64_t at_ms;
    /**
     * What. A `CARTPOOL_CAMPAIGN_MOMENT_KIND_…`.
     */
    uint32_t kind;
    /**
     * Which tier, counted from 1, where it is about one; else 0.
     */
    uint32_t tier;
} CartpoolCampaignMoment;

/**
 * What somebody pays for what they have pledged, now and if the campaign got further.
 */
typedef struct CartpoolTippingShare {
    /**
     * Who.
     */
    CartpoolStr member;
    /**
     * Now.
     */
    struct CartpoolMoney now;
    /**
     * Then.
     */
    struct CartpoolMoney then;
} CartpoolTippingShare;

/**
 * What would bring a campaign further: to its minimum or to its next tier, whichever is
 * nearer.
 */
typedef struct CartpoolTippingPoint {
    /**
     * What must be reached, in the campaign's measure.
     */
    uint64_t threshold;
    /**
     * How much is missing.
     */
    uint64_t missing;
    /**
     * Which tier would be reached, counted from 1; 0 where only the minimum would.
     */
    uint32_t tier;
    /**
     * What one of each SKU would then cost, in the campaign's order.
     */
    const CartpoolStr *unit_prices;
    /**
     * How many.
     */
    size_t unit_prices_len;
    /**
     * From whom it may come: members of the cart who may pledge and have pledged nothing yet.
     */
    const CartpoolStr *likely;
    /**
     * How many.
     */
    size_t likely_len;
    /**
     * What each in the cart who has pledged pays.
     */
    const struct CartpoolTippingShare *shares;
    /**
     * How many.
     */
    size_t shares_len;
} CartpoolTippingPoint;

/**
 * What a cart has pledged on one line.
 */
typedef struct CartpoolPledgeEntry {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * Who pledged; empty where people may not be seen.
     */
    CartpoolStr member;
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * How many.
     */
    uint32_t quantity;
    /**
     * How many of them the campaign takes as it is; the others wait.
     */
    uint32_t counted;
} CartpoolPledgeEntry;

/**
 * A campaign at one version.
 */
typedef struct CartpoolCampaignView {
    /**
     * Its id.
     */
    CartpoolStr id;
    /**
     * How many events it has had.
     */
    uint64_t version;
    /**
     * Where it is in its life. A `CARTPOOL_CAMPAIGN_STATUS_…`.
     */
    uint32_t status;
    /**
     * The currency of the carts it is for.
     */
    CartpoolStr currency;
    /**
     * What its thresholds count. A `CARTPOOL_CAMPAIGN_MEASURE_…`.
     */
    uint32_t measure;
    /**
     * What it is for.
     */
    const struct CartpoolCampaignSkuEntry *skus;
    /**
     * How many.
     */
    size_t skus_len;
    /**
     * Its price tiers, lowest first.
     */
    const struct CartpoolCampaignTierEntry *tiers;
    /**
     * How many.
     */
    size_t tiers_len;
    /**
     * At how much it tips, in its measure.
     */
    uint64_t minimum;
    /**
     * Units it takes in all.
     */
    const uint64_t *maximum;
    /**
     * Units a pledge has at least.
     */
    const uint32_t *member_min;
    /**
     * Units one member may pledge, over all carts.
     */
    const uint32_t *member_max;
    /**
     * Who leads it; nothing to members who do not see people.
     */
    CartpoolStr leader;
    /**
     * When it opens, in Unix milliseconds; 0 where it was open from the beginning.
     */
    uint64_t opens_at_ms;
    /**
     * From when on pledges only grow, in Unix milliseconds.
     */
    uint64_t locks_at_ms;
    /**
     * Its deadline, in Unix milliseconds.
     */
    uint64_t closes_at_ms;
    /**
     * What becomes of it below its minimum at its deadline. A `CARTPOOL_DEADLINE_POLICY_…`.
     */
    uint32_t at_deadline;
    /**
     * Whether its deadline was moved.
     */
    bool is_extended;
    /**
     * How much it has reached, in its measure.
     */
    uint64_t reached;
    /**
     * Whether it has reached its minimum.
     */
    bool is_tipped;
    /**
     * How many of its tiers are reached.
     */
    uint32_t tiers_reached;
    /**
     * Units that count.
     */
    uint64_t quantity;
    /**
     * Units that wait because the campaign, or a member, has the most there may be.
     */
    uint64_t waiting;
    /**
     * What the units that count come to now.
     */
    struct CartpoolMoney amount;
    /**
     * Who holds pledges. Somebody who does so in two carts counts once where the campaign counts
     * members or bounds what each may pledge, and twice elsewhere.
     */
    uint64_t members;
    /**
     * Carts that have pledged or were about to.
     */
    uint64_t carts;
    /**
     * What everybody was to hear of, oldest first: the last 256.
     */
    const struct CartpoolCampaignMoment *moments;
    /**
     * How many.
     */
    size_t moments_len;
    /**
     * What would bring it further; nothing where it is decided or all is reached.
     */
    const struct CartpoolTippingPoint *next;
    /**
     * What the reader's cart has pledged; nothing for the host.
     */
    const struct CartpoolPledgeEntry *pledges;
    /**
     * How many.
     */
    size_t pledges_len;
} CartpoolCampaignView;

/**
 * What a member of a cart gets.
 */
typedef struct CartpoolCampaignRow {
    /**
     * The cart.
     */
    CartpoolStr cart;
    /**
     * Who pledged.
     */
    CartpoolStr member;
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * How many the campaign takes.
     */
    uint32_t quantity;
    /**
     * How many wait.
     */
    uint32_t waiting;
    /**
     * What those it takes cost now.
     */
    struct CartpoolMoney amount;
} CartpoolCampaignRow;

/**
 * What a member, or a SKU, comes to over all carts.
 */
typedef struct CartpoolCampaignTotal {
    /**
     * The member's id, or the SKU.
     */
    CartpoolStr name;
    /**
     * How many the campaign takes.
     */
    uint64_t quantity;
    /**
     * What they cost now.
     */
    struct CartpoolMoney amount;
} CartpoolCampaignTotal;

/**
 * What is to be ordered: for each cart and member, and in all.
 */
typedef struct CartpoolCampaignList {
    /**
     * The campaign's version when the list was begun.
     */
    uint64_t version;
    /**
     * By cart, and within it by line.
     */
    const struct CartpoolCampaignRow *rows;
    /**
     * How many.
     */
    size_t rows_len;
    /**
     * By member, over all carts, in the order of their ids.
     */
    const struct CartpoolCampaignTotal *members;
    /**
     * How many.
     */
    size_t members_len;
    /**
     * By SKU, in the campaign's order.
     */
    const struct CartpoolCampaignTotal *skus;
    /**
     * How many.
     */
    size_t skus_len;
} CartpoolCampaignList;

/**
 * A principal in one cart: every verb and every read sits on one.
 */
typedef uint64_t CartpoolMember;

/**
 * What follows one campaign.
 */
typedef uint64_t CartpoolCampaignWatch;

/**
 * A bound by its name, such as `lines_max`.
 */
typedef struct CartpoolLimit {
    /**
     * The bound's name.
     */
    CartpoolStr name;
    /**
     * Its value.
     */
    uint64_t value;
} CartpoolLimit;

/**
 * Token buckets; all zeros stand for the default rates.
 */
typedef struct CartpoolRates {
    /**
     * Commands a second that one member may sustain.
     */
    uint32_t member_per_second;
    /**
     * Commands one member may send at once.
     */
    uint32_t member_burst;
    /**
     * Commands a second that one cart may sustain.
     */
    uint32_t cart_per_second;
    /**
     * Commands one cart may take at once.
     */
    uint32_t cart_burst;
} CartpoolRates;

/**
 * How an engine opens; all zeros stand for the defaults.
 */
typedef struct CartpoolEngineOptions {
    /**
     * The file that keeps the carts, made if it is not there; other files are made beside it, and its folder lies on a local
     * disk. Any number of processes open the same one. Absent for an engine in memory.
     */
    CartpoolStr path;
    /**
     * With a path `CARTPOOL_DURABILITY_SYNCED` or `CARTPOOL_DURABILITY_BUFFERED`.
     */
    uint32_t durability;
    /**
     * `CARTPOOL_PRICES_LIST` or `CARTPOOL_PRICES_CALLER`.
     */
    uint32_t prices;
    /**
     * Bounds that differ from the defaults.
     */
    const struct CartpoolLimit *limits;
    /**
     * How many.
     */
    size_t limits_len;
    /**
     * Rates of commands; null for none.
     */
    const struct CartpoolRates *rates;
    /**
     * How many bytes of memory the carts may take: in memory growth beyond it is refused; with a path carts that nobody came
     * to lately leave memory, and it is 1 GiB unless given.
     */
    struct CartpoolOptionalU64 max_bytes;
    /**
     * For tests: a clock that stands here until `cartpool_advance_clock`.
     */
    struct CartpoolOptionalU64 manual_clock_ms;
    /**
     * For tests: reproducible randomness. Never for real carts.
     */
    struct CartpoolOptionalU64 seed;
} CartpoolEngineOptions;

/**
 * A short text in the caller's own memory.
 */
typedef struct CartpoolText {
    /**
     * The text and a closing zero.
     */
    char text[48];
} CartpoolText;

/**
 * What one sweep did.
 */
typedef struct CartpoolSwept {
    /**
     * How many carts were looked at.
     */
    uint32_t looked_at;
    /**
     * How many took over new prices, or what became of a campaign.
     */
    uint32_t repriced;
    /**
     * How many campaigns' deadlines were worked off.
     */
    uint32_t settled;
    /**
     * Whether every cart had its turn.
     */
    bool is_done;
} CartpoolSwept;

/**
 * What a new cart may be told besides; all zeros say nothing.
 */
typedef struct CartpoolNewCart {
    /**
     * A `CARTPOOL_PRESET_…` that decides the first policies; `FRIENDS` unless told.
     */
    struct CartpoolOptionalU32 preset;
    /**
     * What the cart is called.
     */
    CartpoolStr title;
    /**
     * What the cart is for.
     */
    CartpoolStr purpose;
} CartpoolNewCart;

/**
 * A cart of an engine.
 */
typedef uint64_t CartpoolCart;

/**
 * How far somebody has read. All zeros stand before the first event. As text it is epoch, point and version, such as `1.42`.
 */
typedef struct CartpoolCursor {
    /**
     * Changes when versions were taken back.
     */
    uint32_t epoch;
    /**
     * The last version read.
     */
    uint64_t version;
} CartpoolCursor;

/**
 * What follows one cart for one principal.
 */
typedef uint64_t CartpoolWatch;

/**
 * What a cart's members agreed on.
 */
typedef struct CartpoolPolicies {
    /**
     * Who may edit lines. A `CARTPOOL_EDIT_POLICY_…`.
     */
    uint32_t edit;
    /**
     * Whether adding what is already there grows that line instead of making another.
     */
    bool merges_lines;
    /**
     * Whether viewers may suggest.
     */
    bool allows_suggestions;
} CartpoolPolicies;

/**
 * What a `CARTPOOL_EVENT_CART_CREATED` says. The cart was made and its owner seated.
 */
typedef struct CartpoolCartCreated {
    /**
     * The owner's id; the owner has seat 0.
     */
    CartpoolStr owner;
    /**
     * The cart's one currency.
     */
    CartpoolStr currency;
    /**
     * The setting it started from. A `CARTPOOL_PRESET_…`.
     */
    uint32_t preset;
    /**
     * The policies it started with.
     */
    struct CartpoolPolicies policies;
    /**
     * What the cart is called.
     */
    CartpoolStr title;
    /**
     * What the cart is for.
     */
    CartpoolStr purpose;
} CartpoolCartCreated;

/**
 * What was in the cart already when somebody added the same SKU.
 */
typedef struct CartpoolAlreadyInCart {
    /**
     * The oldest line with this SKU that somebody else added.
     */
    uint64_t line;
    /**
     * Who added it.
     */
    CartpoolStr member;
    /**
     * How many it held before.
     */
    uint32_t quantity;
    /**
     * How many seconds before this event it was added.
     */
    uint32_t added_ago_s;
} CartpoolAlreadyInCart;

/**
 * An option of a line.
 */
typedef struct CartpoolOption {
    /**
     * What is chosen.
     */
    CartpoolStr key;
    /**
     * The choice.
     */
    CartpoolStr value;
} CartpoolOption;

/**
 * What a `CARTPOOL_EVENT_ITEM_ADDED` says. A new line; its id is this event's version.
 */
typedef struct CartpoolItemAdded {
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * How many.
     */
    uint32_t quantity;
    /**
     * The price of one.
     */
    CartpoolStr unit_price;
    /**
     * Whether the caller gave the price, which the price list then leaves alone.
     */
    bool is_callers_price;
    /**
     * What was in the cart already, if somebody else had put it there.
     */
    const struct CartpoolAlreadyInCart *already_in_cart;
    /**
     * Options, note and beneficiaries, where there are any.
     */
    const struct CartpoolOption *options;
    /**
     * How many.
     */
    size_t options_len;
    /**
     * The note.
     */
    CartpoolStr note;
    /**
     * For whom.
     */
    const CartpoolStr *beneficiaries;
    /**
     * How many.
     */
    size_t beneficiaries_len;
} CartpoolItemAdded;

/**
 * What a `CARTPOOL_EVENT_ITEM_INCREASED` says. An added item merged into a line.
 */
typedef struct CartpoolItemIncreased {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * How many were added.
     */
    uint32_t added;
    /**
     * How many it holds now.
     */
    uint32_t quantity;
    /**
     * What was in the cart already, if somebody else had put it there.
     */
    const struct CartpoolAlreadyInCart *already_in_cart;
} CartpoolItemIncreased;

/**
 * What a `CARTPOOL_EVENT_QUANTITY_ADJUSTED` says. A line's quantity was changed by a difference.
 */
typedef struct CartpoolQuantityAdjusted {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * The difference.
     */
    int32_t delta;
    /**
     * How many it holds now.
     */
    uint32_t quantity;
} CartpoolQuantityAdjusted;

/**
 * What a `CARTPOOL_EVENT_QUANTITY_SET` says. A line's quantity was set.
 */
typedef struct CartpoolQuantitySet {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * How many it held.
     */
    uint32_t old_quantity;
    /**
     * How many it holds now.
     */
    uint32_t quantity;
    /**
     * Whether the member had seen another quantity than the line held.
     */
    bool is_contested;
} CartpoolQuantitySet;

/**
 * What a `CARTPOOL_EVENT_ITEM_REMOVED` says. A line was removed.
 */
typedef struct CartpoolItemRemoved {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * How many it held.
     */
    uint32_t old_quantity;
} CartpoolItemRemoved;

/**
 * What a `CARTPOOL_EVENT_NOTE_SET` says. A line's note was written or cleared.
 */
typedef struct CartpoolNoteSet {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * The note.
     */
    CartpoolStr note;
} CartpoolNoteSet;

/**
 * What a `CARTPOOL_EVENT_BENEFICIARIES_SET` says. A line's beneficiaries were named.
 */
typedef struct CartpoolBeneficiariesSet {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * For whom; none means for everybody.
     */
    const CartpoolStr *beneficiaries;
    /**
     * How many.
     */
    size_t beneficiaries_len;
} CartpoolBeneficiariesSet;

/**
 * What a `CARTPOOL_EVENT_REASON_SET` says. A line's reason was written.
 */
typedef struct CartpoolReasonSet {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * What it is for.
     */
    CartpoolStr purpose;
    /**
     * The project it belongs to.
     */
    CartpoolStr project;
    /**
     * Who bears the cost.
     */
    CartpoolStr cost_centre;
} CartpoolReasonSet;

/**
 * A line whose price the price list changed.
 */
typedef struct CartpoolPriceChange {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * Its price before.
     */
    CartpoolStr old_unit_price;
    /**
     * Its price now.
     */
    CartpoolStr unit_price;
} CartpoolPriceChange;

/**
 * What a `CARTPOOL_EVENT_REPRICED` says. Lines took over the price list's new prices.
 */
typedef struct CartpoolRepriced {
    /**
     * The version of the price list the cart now knows.
     */
    uint64_t prices_version;
    /**
     * The lines that changed.
     */
    const struct CartpoolPriceChange *changes;
    /**
     * How many.
     */
    size_t changes_len;
} CartpoolRepriced;

/**
 * What a `CARTPOOL_EVENT_MEMBER_ADDED` says. A member was seated.
 */
typedef struct CartpoolMemberAdded {
    /**
     * The member's id; the seat is the next free one.
     */
    CartpoolStr member;
    /**
     * The role's name.
     */
    CartpoolStr role;
} CartpoolMemberAdded;

/**
 * What a `CARTPOOL_EVENT_MEMBER_REMOVED` says. A member was removed.
 */
typedef struct CartpoolMemberRemoved {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * The invitations that ended with it.
     */
    const uint64_t *voided;
    /**
     * How many.
     */
    size_t voided_len;
} CartpoolMemberRemoved;

/**
 * What a `CARTPOOL_EVENT_MEMBER_LEFT` says. A member left.
 */
typedef struct CartpoolMemberLeft {
    /**
     * The invitations that ended with it.
     */
    const uint64_t *voided;
    /**
     * How many.
     */
    size_t voided_len;
} CartpoolMemberLeft;

/**
 * What a `CARTPOOL_EVENT_ROLE_SET` says. A member got another role.
 */
typedef struct CartpoolRoleSet {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * The role's name before.
     */
    CartpoolStr old_role;
    /**
     * The role's name now.
     */
    CartpoolStr role;
    /**
     * The invitations that ended with it.
     */
    const uint64_t *voided;
    /**
     * How many.
     */
    size_t voided_len;
} CartpoolRoleSet;

/**
 * What a `CARTPOOL_EVENT_ROLE_DEFINED` says. A custom role was defined, or defined anew.
 */
typedef struct CartpoolRoleDefined {
    /**
     * The role's name.
     */
    CartpoolStr name;
    /**
     * What it may do. The bits `1 << CARTPOOL_CAPABILITY_…`.
     */
    uint64_t capabilities;
    /**
     * The most its holder's lines may sum to, in minor units.
     */
    const uint64_t *money_cap_minor;
    /**
     * The only categories it may add; none means all.
     */
    const CartpoolStr *categories_allowed;
    /**
     * How many.
     */
    size_t categories_allowed_len;
    /**
     * Categories it may not add.
     */
    const CartpoolStr *categories_denied;
    /**
     * How many.
     */
    size_t categories_denied_len;
    /**
     * The invitations that ended with it.
     */
    const uint64_t *voided;
    /**
     * How many.
     */
    size_t voided_len;
} CartpoolRoleDefined;

/**
 * What a `CARTPOOL_EVENT_OWNERSHIP_OFFERED` says. Ownership was offered.
 */
typedef struct CartpoolOwnershipOffered {
    /**
     * To whom.
     */
    CartpoolStr member;
} CartpoolOwnershipOffered;

/**
 * What a `CARTPOOL_EVENT_OWNERSHIP_ACCEPTED` says. Ownership was accepted; the former owner is an admin.
 */
typedef struct CartpoolOwnershipAccepted {
    /**
     * The former owner.
     */
    CartpoolStr old_owner;
} CartpoolOwnershipAccepted;

/**
 * What a `CARTPOOL_EVENT_OWNERSHIP_DECLINED` says. The offer of ownership was declined or taken back.
 */
typedef struct CartpoolOwnershipDeclined {
    /**
     * To whom it had been made.
     */
    CartpoolStr member;
} CartpoolOwnershipDeclined;

/**
 * What a `CARTPOOL_EVENT_INVITED` says. An invitation was made; its id is this event's version.
 */
typedef struct CartpoolInvited {
    /**
     * The token's hash.
     */
    CartpoolStr token_hash;
    /**
     * The role those who join get.
     */
    CartpoolStr role;
    /**
     * How often it may be used.
     */
    uint32_t uses_max;
    /**
     * When it expires, in Unix milliseconds.
     */
    uint64_t expires_at_ms;
} CartpoolInvited;

/**
 * What a `CARTPOOL_EVENT_INVITATION_REVOKED` says. An invitation was ended.
 */
typedef struct CartpoolInvitationRevoked {
    /**
     * The invitation's id.
     */
    uint64_t invitation;
} CartpoolInvitationRevoked;

/**
 * What a `CARTPOOL_EVENT_INVITATION_ACCEPTED` says. Somebody joined by an invitation.
 */
typedef struct CartpoolInvitationAccepted {
    /**
     * The invitation's id.
     */
    uint64_t invitation;
    /**
     * The member's id; the seat is the next free one.
     */
    CartpoolStr member;
    /**
     * The role's name.
     */
    CartpoolStr role;
} CartpoolInvitationAccepted;

/**
 * What a `CARTPOOL_EVENT_CART_LOCKED` says. The cart was locked, or its lock's deadline moved.
 */
typedef struct CartpoolCartLocked {
    /**
     * When the hold ends by itself, in Unix milliseconds.
     */
    uint64_t until_ms;
} CartpoolCartLocked;

/**
 * What a `CARTPOOL_EVENT_CART_UNLOCKED` says. The cart's lock was ended.
 */
typedef struct CartpoolCartUnlocked {
    /**
     * Who held it.
     */
    CartpoolStr holder;
} CartpoolCartUnlocked;

/**
 * What a `CARTPOOL_EVENT_POLICIES_SET` says. The cart's policies changed.
 */
typedef struct CartpoolPoliciesSet {
    /**
     * The policies before.
     */
    struct CartpoolPolicies old_policies;
    /**
     * The policies now.
     */
    struct CartpoolPolicies policies;
} CartpoolPoliciesSet;

/**
 * What a `CARTPOOL_EVENT_CART_RENAMED` says. The cart's title or purpose changed.
 */
typedef struct CartpoolCartRenamed {
    /**
     * What the cart is called.
     */
    CartpoolStr title;
    /**
     * What the cart is for.
     */
    CartpoolStr purpose;
} CartpoolCartRenamed;

/**
 * A member's part of a split.
 */
typedef struct CartpoolSplitPart {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * Their weight, percent or amount.
     */
    CartpoolStr value;
} CartpoolSplitPart;

/**
 * What a `CARTPOOL_EVENT_SPLIT_SET` says. The cart's split was chosen.
 */
typedef struct CartpoolSplitSet {
    /**
     * How. A `CARTPOOL_SPLIT_RULE_…`.
     */
    uint32_t rule;
    /**
     * Each member's part.
     */
    const struct CartpoolSplitPart *parts;
    /**
     * How many.
     */
    size_t parts_len;
    /**
     * Whether whoever joins from now on is spared what is in the cart already.
     */
    bool spares_late_joiners;
} CartpoolSplitSet;

/**
 * What a `CARTPOOL_EVENT_LINE_SPLIT_SET` says. A line got a rule of its own.
 */
typedef struct CartpoolLineSplitSet {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * How. A `CARTPOOL_SPLIT_RULE_…`.
     */
    uint32_t rule;
    /**
     * Each member's part.
     */
    const struct CartpoolSplitPart *parts;
    /**
     * How many.
     */
    size_t parts_len;
} CartpoolLineSplitSet;

/**
 * What a `CARTPOOL_EVENT_LINE_SPLIT_CLEARED` says. A line follows the cart's rule again.
 */
typedef struct CartpoolLineSplitCleared {
    /**
     * The line.
     */
    uint64_t line;
} CartpoolLineSplitCleared;

/**
 * What a `CARTPOOL_EVENT_MEMBERS_EXCLUDED` says. These members share in nothing that is split among everybody.
 */
typedef struct CartpoolMembersExcluded {
    /**
     * Who; nobody else.
     */
    const CartpoolStr *members;
    /**
     * How many.
     */
    size_t members_len;
} CartpoolMembersExcluded;

/**
 * What a `CARTPOOL_EVENT_SPONSOR_SET` says. A sponsor was named, or there is none any more.
 */
typedef struct CartpoolSponsorSet {
    /**
     * Who pays.
     */
    CartpoolStr member;
    /**
     * The most they pay for others in all, in minor units.
     */
    const uint64_t *amount_max_minor;
    /**
     * The most they pay for each, in minor units.
     */
    const uint64_t *person_max_minor;
} CartpoolSponsorSet;

/**
 * What a `CARTPOOL_EVENT_SHARE_MINIMUM_SET` says. The least that each pays was set.
 */
typedef struct CartpoolShareMinimumSet {
    /**
     * In minor units.
     */
    const uint64_t *minimum_minor;
} CartpoolShareMinimumSet;

/**
 * What a `CARTPOOL_EVENT_ADJUSTMENT_SPLIT_SET` says. How a kind of adjustment is shared was chosen.
 */
typedef struct CartpoolAdjustmentSplitSet {
    /**
     * Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
     */
    uint32_t adjustment_kind;
    /**
     * How. A `CARTPOOL_ADJUSTMENT_RULE_…`.
     */
    uint32_t rule;
    /**
     * Who pays, where one does.
     */
    CartpoolStr payer;
} CartpoolAdjustmentSplitSet;

/**
 * What a `CARTPOOL_EVENT_ADJUSTMENT_ADDED` says. An adjustment was added; its id is this event's version.
 */
typedef struct CartpoolAdjustmentAdded {
    /**
     * Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
     */
    uint32_t adjustment_kind;
    /**
     * How much, in minor units.
     */
    const uint64_t *amount_minor;
    /**
     * Or how many percent.
     */
    CartpoolStr percent;
    /**
     * Of this line.
     */
    const uint64_t *line;
    /**
     * For this member.
     */
    CartpoolStr member;
    /**
     * Of the lines for this destination.
     */
    CartpoolStr destination;
    /**
     * What it is called.
     */
    CartpoolStr label;
    /**
     * Whether the prices hold it already.
     */
    bool is_included;
} CartpoolAdjustmentAdded;

/**
 * What a `CARTPOOL_EVENT_ADJUSTMENT_REMOVED` says. An adjustment, a discount or a coupon was taken out.
 */
typedef struct CartpoolAdjustmentRemoved {
    /**
     * Its id.
     */
    uint64_t adjustment;
    /**
     * The coupon that is free again.
     */
    CartpoolStr coupon;
} CartpoolAdjustmentRemoved;

/**
 * A step of a discount by quantity.
 */
typedef struct CartpoolQuantityTier {
    /**
     * From this quantity on …
     */
    uint32_t quantity;
    /**
     * … so many percent off.
     */
    CartpoolStr percent;
} CartpoolQuantityTier;

/**
 * What a `CARTPOOL_EVENT_DISCOUNT_ADDED` says. A discount was added, by the host or by a coupon; its id is this event's version.
 */
typedef struct CartpoolDiscountAdded {
    /**
     * So many percent off.
     */
    CartpoolStr percent;
    /**
     * So much off, in minor units.
     */
    const uint64_t *amount_minor;
    /**
     * From each quantity on, so many percent off.
     */
    const struct CartpoolQuantityTier *tiers;
    /**
     * How many.
     */
    size_t tiers_len;
    /**
     * Of so many bought …
     */
    const uint32_t *buy;
    /**
     * … so many more are discounted.
     */
    const uint32_t *get;
    /**
     * Only these SKUs; none means every line.
     */
    const CartpoolStr *skus;
    /**
     * How many.
     */
    size_t skus_len;
    /**
     * What it is called.
     */
    CartpoolStr label;
    /**
     * Whether it stands alone.
     */
    bool is_exclusive;
    /**
     * Smaller applies first.
     */
    uint32_t priority;
    /**
     * The code of the coupon that brought it.
     */
    CartpoolStr coupon;
} CartpoolDiscountAdded;

/**
 * What a `CARTPOOL_EVENT_DESTINATION_SET` says. A line's destination was named or cleared.
 */
typedef struct CartpoolDestinationSet {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * The label.
     */
    CartpoolStr destination;
} CartpoolDestinationSet;

/**
 * How a bill is rounded, and what it may come to.
 */
typedef struct CartpoolBillPolicies {
    /**
     * How what is no whole minor unit is rounded. A `CARTPOOL_ROUNDING_MODE_…`.
     */
    uint32_t rounding;
    /**
     * What of a tax in percent is rounded. A `CARTPOOL_ROUNDING_LEVEL_…`.
     */
    uint32_t level;
    /**
     * The total is rounded to this many minor units; 1 changes nothing.
     */
    uint32_t cash_step_minor;
    /**
     * The least a bill may come to, in minor units.
     */
    const uint64_t *order_min_minor;
    /**
     * The most a bill may come to, in minor units.
     */
    const uint64_t *order_max_minor;
    /**
     * Whether a bill beyond these cannot be fixed, or only says so.
     */
    bool is_hard;
} CartpoolBillPolicies;

/**
 * What a `CARTPOOL_EVENT_BILL_POLICIES_SET` says. How the bill is rounded and bounded was set.
 */
typedef struct CartpoolBillPoliciesSet {
    /**
     * As it was.
     */
    struct CartpoolBillPolicies old_policies;
    /**
     * As it is.
     */
    struct CartpoolBillPolicies policies;
} CartpoolBillPoliciesSet;

/**
 * What a `CARTPOOL_EVENT_GROUP_SET` says. The cart belongs to this group's ledger, or to none.
 */
typedef struct CartpoolGroupSet {
    /**
     * The group's id.
     */
    CartpoolStr group;
} CartpoolGroupSet;

/**
 * What a member pays, or gets back, in minor units.
 */
typedef struct CartpoolMinorShare {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * How much.
     */
    int64_t minor;
} CartpoolMinorShare;

/**
 * What a `CARTPOOL_EVENT_BILL_FIXED` says. The bill was fixed.
 */
typedef struct CartpoolBillFixed {
    /**
     * What it comes to, in minor units.
     */
    int64_t total_minor;
    /**
     * What each pays, everybody who is on the bill.
     */
    const struct CartpoolMinorShare *shares;
    /**
     * How many.
     */
    size_t shares_len;
    /**
     * How far each was behind in spare cents before, in 2^-32 minor units.
     */
    const int64_t *behind;
    /**
     * How many.
     */
    size_t behind_len;
    /**
     * Who shares in what is split among everybody.
     */
    const CartpoolStr *sharing;
    /**
     * How many.
     */
    size_t sharing_len;
    /**
     * The version of the group's ledger in which the spare cents stand; 0 without a group.
     */
    uint64_t ledger_version;
} CartpoolBillFixed;

/**
 * What a `CARTPOOL_EVENT_PAYMENT_RECORDED` says. A member paid the merchant.
 */
typedef struct CartpoolPaymentRecorded {
    /**
     * Who.
     */
    CartpoolStr payer;
    /**
     * How much, in minor units.
     */
    uint64_t amount_minor;
} CartpoolPaymentRecorded;

/**
 * What a `CARTPOOL_EVENT_TRANSFER_RECORDED` says. A member paid another.
 */
typedef struct CartpoolTransferRecorded {
    /**
     * Who.
     */
    CartpoolStr payer;
    /**
     * Whom.
     */
    CartpoolStr payee;
    /**
     * How much, in minor units.
     */
    uint64_t amount_minor;
} CartpoolTransferRecorded;

/**
 * What a `CARTPOOL_EVENT_ITEM_REFUNDED` says. What was paid for some of a line was given back.
 */
typedef struct CartpoolItemRefunded {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * How many.
     */
    uint32_t quantity;
    /**
     * What each gets back.
     */
    const struct CartpoolMinorShare *shares;
    /**
     * How many.
     */
    size_t shares_len;
} CartpoolItemRefunded;

/**
 * What a `CARTPOOL_EVENT_PLEDGED` says. A new line, pledged to a campaign; its id is this event's version.
 */
typedef struct CartpoolPledged {
    /**
     * The campaign.
     */
    CartpoolStr campaign;
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * How many.
     */
    uint32_t quantity;
    /**
     * The price of one, at the tier that the campaign had reached.
     */
    CartpoolStr unit_price;
    /**
     * The campaign's version that the cart then knew.
     */
    uint64_t campaign_version;
    /**
     * Where the campaign was in its life. A `CARTPOOL_CAMPAIGN_STATUS_…`.
     */
    uint32_t status;
    /**
     * How many of its tiers were reached.
     */
    uint32_t tiers_reached;
    /**
     * From when on pledges only grow, in Unix milliseconds.
     */
    uint64_t locks_at_ms;
} CartpoolPledged;

/**
 * A pledge that a campaign did not take in full, when it closed or came to nothing.
 */
typedef struct CartpoolPledgeCut {
    /**
     * The line.
     */
    uint64_t line;
    /**
     * How many it held.
     */
    uint32_t old_quantity;
    /**
     * How many it holds now; at 0 the line is gone.
     */
    uint32_t quantity;
} CartpoolPledgeCut;

/**
 * What a `CARTPOOL_EVENT_CAMPAIGN_FOLLOWED` says. The cart took over what became of a campaign it has pledged to.
 */
typedef struct CartpoolCampaignFollowed {
    /**
     * The campaign.
     */
    CartpoolStr campaign;
    /**
     * The campaign's version that the cart now knows.
     */
    uint64_t campaign_version;
    /**
     * Where the campaign is in its life. A `CARTPOOL_CAMPAIGN_STATUS_…`.
     */
    uint32_t status;
    /**
     * How many of its tiers are reached.
     */
    uint32_t tiers_reached;
    /**
     * From when on pledges only grow, in Unix milliseconds.
     */
    uint64_t locks_at_ms;
    /**
     * The lines whose price changed with it.
     */
    const struct CartpoolPriceChange *changes;
    /**
     * How many.
     */
    size_t changes_len;
    /**
     * The pledges that it does not take in full.
     */
    const struct CartpoolPledgeCut *cuts;
    /**
     * How many.
     */
    size_t cuts_len;
} CartpoolCampaignFollowed;

/**
 * An event's own fields. The event's kind says which member holds them; a kind without fields has none.
 */
typedef union CartpoolEventBody {
    /**
     * The cart was made and its owner seated.
     */
    struct CartpoolCartCreated cart_created;
    /**
     * A new line; its id is this event's version.
     */
    struct CartpoolItemAdded item_added;
    /**
     * An added item merged into a line.
     */
    struct CartpoolItemIncreased item_increased;
    /**
     * A line's quantity was changed by a difference.
     */
    struct CartpoolQuantityAdjusted quantity_adjusted;
    /**
     * A line's quantity was set.
     */
    struct CartpoolQuantitySet quantity_set;
    /**
     * A line was removed.
     */
    struct CartpoolItemRemoved item_removed;
    /**
     * A line's note was written or cleared.
     */
    struct CartpoolNoteSet note_set;
    /**
     * A line's beneficiaries were named.
     */
    struct CartpoolBeneficiariesSet beneficiaries_set;
    /**
     * A line's reason was written.
     */
    struct CartpoolReasonSet reason_set;
    /**
     * Lines took over the price list's new prices.
     */
    struct CartpoolRepriced repriced;
    /**
     * A member was seated.
     */
    struct CartpoolMemberAdded member_added;
    /**
     * A member was removed.
     */
    struct CartpoolMemberRemoved member_removed;
    /**
     * A member left.
     */
    struct CartpoolMemberLeft member_left;
    /**
     * A member got another role.
     */
    struct CartpoolRoleSet role_set;
    /**
     * A custom role was defined, or defined anew.
     */
    struct CartpoolRoleDefined role_defined;
    /**
     * Ownership was offered.
     */
    struct CartpoolOwnershipOffered ownership_offered;
    /**
     * Ownership was accepted; the former owner is an admin.
     */
    struct CartpoolOwnershipAccepted ownership_accepted;
    /**
     * The offer of ownership was declined or taken back.
     */
    struct CartpoolOwnershipDeclined ownership_declined;
    /**
     * An invitation was made; its id is this event's version.
     */
    struct CartpoolInvited invited;
    /**
     * An invitation was ended.
     */
    struct CartpoolInvitationRevoked invitation_revoked;
    /**
     * Somebody joined by an invitation.
     */
    struct CartpoolInvitationAccepted invitation_accepted;
    /**
     * The cart was locked, or its lock's deadline moved.
     */
    struct CartpoolCartLocked cart_locked;
    /**
     * The cart's lock was ended.
     */
    struct CartpoolCartUnlocked cart_unlocked;
    /**
     * The cart's policies changed.
     */
    struct CartpoolPoliciesSet policies_set;
    /**
     * The cart's title or purpose changed.
     */
    struct CartpoolCartRenamed cart_renamed;
    /**
     * The cart's split was chosen.
     */
    struct CartpoolSplitSet split_set;
    /**
     * A line got a rule of its own.
     */
    struct CartpoolLineSplitSet line_split_set;
    /**
     * A line follows the cart's rule again.
     */
    struct CartpoolLineSplitCleared line_split_cleared;
    /**
     * These members share in nothing that is split among everybody.
     */
    struct CartpoolMembersExcluded members_excluded;
    /**
     * A sponsor was named, or there is none any more.
     */
    struct CartpoolSponsorSet sponsor_set;
    /**
     * The least that each pays was set.
     */
    struct CartpoolShareMinimumSet share_minimum_set;
    /**
     * How a kind of adjustment is shared was chosen.
     */
    struct CartpoolAdjustmentSplitSet adjustment_split_set;
    /**
     * An adjustment was added; its id is this event's version.
     */
    struct CartpoolAdjustmentAdded adjustment_added;
    /**
     * An adjustment, a discount or a coupon was taken out.
     */
    struct CartpoolAdjustmentRemoved adjustment_removed;
    /**
     * A discount was added, by the host or by a coupon; its id is this event's version.
     */
    struct CartpoolDiscountAdded discount_added;
    /**
     * A line's destination was named or cleared.
     */
    struct CartpoolDestinationSet destination_set;
    /**
     * How the bill is rounded and bounded was set.
     */
    struct CartpoolBillPoliciesSet bill_policies_set;
    /**
     * The cart belongs to this group's ledger, or to none.
     */
    struct CartpoolGroupSet group_set;
    /**
     * The bill was fixed.
     */
    struct CartpoolBillFixed bill_fixed;
    /**
     * A member paid the merchant.
     */
    struct CartpoolPaymentRecorded payment_recorded;
    /**
     * A member paid another.
     */
    struct CartpoolTransferRecorded transfer_recorded;
    /**
     * What was paid for some of a line was given back.
     */
    struct CartpoolItemRefunded item_refunded;
    /**
     * A new line, pledged to a campaign; its id is this event's version.
     */
    struct CartpoolPledged pledged;
    /**
     * The cart took over what became of a campaign it has pledged to.
     */
    struct CartpoolCampaignFollowed campaign_followed;
} CartpoolEventBody;

/**
 * An event.
 */
typedef struct CartpoolEvent {
    /**
     * The version the event made.
     */
    uint64_t version;
    /**
     * When, in Unix milliseconds; never before the event before it.
     */
    uint64_t at_ms;
    /**
     * A `CARTPOOL_EVENT_…`.
     */
    uint32_t kind;
    /**
     * Whether the host itself caused it.
     */
    bool is_system;
    /**
     * The member who caused it; absent for the host itself, and where people may not be seen.
     */
    CartpoolStr actor;
    /**
     * The event's own fields, in the member that has the kind's name: `body.item_added` for `CARTPOOL_EVENT_ITEM_ADDED`.
     */
    union CartpoolEventBody body;
} CartpoolEvent;

/**
 * A line of a cart.
 */
typedef struct CartpoolLineItem {
    /**
     * The line's id: the version that made it.
     */
    uint64_t id;
    /**
     * The merchant's name for the thing.
     */
    CartpoolStr sku;
    /**
     * How many.
     */
    uint32_t quantity;
    /**
     * The price of one; may be finer than the currency.
     */
    CartpoolStr unit_price;
    /**
     * Quantity times unit price, rounded half up once.
     */
    struct CartpoolMoney line_total;
    /**
     * Who added it.
     */
    CartpoolStr added_by;
    /**
     * Who changed it last.
     */
    CartpoolStr changed_by;
    /**
     * When it was added, in Unix milliseconds, to the second.
     */
    uint64_t added_at_ms;
    /**
     * What sets it apart, in the order of the keys.
     */
    const struct CartpoolOption *options;
    /**
     * How many.
     */
    size_t options_len;
    /**
     * Why, in a member's words.
     */
    CartpoolStr note;
    /**
     * For whom; none means for everybody.
     */
    const CartpoolStr *beneficiaries;
    /**
     * How many.
     */
    size_t beneficiaries_len;
    /**
     * What it is for.
     */
    CartpoolStr purpose;
    /**
     * The project it belongs to.
     */
    CartpoolStr project;
    /**
     * Who bears the cost.
     */
    CartpoolStr cost_centre;
    /**
     * The campaign it is pledged to.
     */
    CartpoolStr campaign;
} CartpoolLineItem;

/**
 * A member who is present.
 */
typedef struct CartpoolMemberEntry {
    /**
     * The member's id.
     */
    CartpoolStr id;
    /**
     * The role's name.
     */
    CartpoolStr role;
} CartpoolMemberEntry;

/**
 * A custom role.
 */
typedef struct CartpoolRoleEntry {
    /**
     * The role's name.
     */
    CartpoolStr name;
    /**
     * What it may do. The bits `1 << CARTPOOL_CAPABILITY_…`.
     */
    uint64_t capabilities;
    /**
     * The most its holder's lines may sum to.
     */
    const struct CartpoolMoney *money_cap;
    /**
     * The only categories it may add; none means all.
     */
    const CartpoolStr *categories_allowed;
    /**
     * How many.
     */
    size_t categories_allowed_len;
    /**
     * Categories it may not add.
     */
    const CartpoolStr *categories_denied;
    /**
     * How many.
     */
    size_t categories_denied_len;
} CartpoolRoleEntry;

/**
 * A pending invitation; only those who may invite see it.
 */
typedef struct CartpoolInvitationEntry {
    /**
     * The invitation's id: the version that made it.
     */
    uint64_t id;
    /**
     * The role those who join get.
     */
    CartpoolStr role;
    /**
     * Who made it; nobody where the host did.
     */
    CartpoolStr invited_by;
    /**
     * How often it may still be used.
     */
    uint32_t uses_left;
    /**
     * When it expires, in Unix milliseconds.
     */
    uint64_t expires_at_ms;
} CartpoolInvitationEntry;

/**
 * A hold on the cart.
 */
typedef struct CartpoolLockEntry {
    /**
     * Who holds it; nobody where the host does.
     */
    CartpoolStr holder;
    /**
     * When it ends by itself, in Unix milliseconds.
     */
    uint64_t until_ms;
} CartpoolLockEntry;

/**
 * A campaign that a cart has pledged to, as the cart knows it.
 */
typedef struct CartpoolCampaignEntry {
    /**
     * The campaign's id.
     */
    CartpoolStr campaign;
    /**
     * The campaign's version that the cart knows.
     */
    uint64_t campaign_version;
    /**
     * Where the campaign is in its life, without regard to the time of day. A
     * `CARTPOOL_CAMPAIGN_STATUS_…`.
     */
    uint32_t status;
    /**
     * How many of its tiers are reached.
     */
    uint32_t tiers_reached;
} CartpoolCampaignEntry;

/**
 * A cart at one version, as one principal may see it.
 *
 * Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership
 * offer in it.
 */
typedef struct CartpoolCartView {
    /**
     * The cart's id.
     */
    CartpoolStr id;
    /**
     * The version this is.
     */
    uint64_t version;
    /**
     * Where the cart is in its life. A `CARTPOOL_CART_STATUS_…`.
     */
    uint32_t status;
    /**
     * What the cart is called.
     */
    CartpoolStr title;
    /**
     * What the cart is for.
     */
    CartpoolStr purpose;
    /**
     * The cart's one currency.
     */
    CartpoolStr currency;
    /**
     * The setting it started from. A `CARTPOOL_PRESET_…`.
     */
    uint32_t preset;
    /**
     * The policies in force.
     */
    struct CartpoolPolicies policies;
    /**
     * Whether anybody but the owner ever joined.
     */
    bool is_shared;
    /**
     * When it was made, in Unix milliseconds.
     */
    uint64_t created_at_ms;
    /**
     * When it last changed, in Unix milliseconds.
     */
    uint64_t changed_at_ms;
    /**
     * The version of the price list the prices are of; 0 before the first repricing.
     */
    uint64_t prices_version;
    /**
     * The lines, oldest first.
     */
    const struct CartpoolLineItem *lines;
    /**
     * How many.
     */
    size_t lines_len;
    /**
     * The sum of the line totals.
     */
    struct CartpoolMoney subtotal;
    /**
     * What is to be paid: the subtotal with all adjustments.
     */
    struct CartpoolMoney total;
    /**
     * The members present, in the order they joined.
     */
    const struct CartpoolMemberEntry *members;
    /**
     * How many.
     */
    size_t members_len;
    /**
     * The custom roles.
     */
    const struct CartpoolRoleEntry *roles;
    /**
     * How many.
     */
    size_t roles_len;
    /**
     * The pending invitations.
     */
    const struct CartpoolInvitationEntry *invitations;
    /**
     * How many.
     */
    size_t invitations_len;
    /**
     * The hold on the cart, if one is in force.
     */
    const struct CartpoolLockEntry *lock;
    /**
     * To whom ownership is offered.
     */
    CartpoolStr ownership_offered_to;
    /**
     * The campaigns that the cart has pledged to.
     */
    const struct CartpoolCampaignEntry *campaigns;
    /**
     * How many.
     */
    size_t campaigns_len;
} CartpoolCartView;

/**
 * What came since a cursor: over (`from`, `to`].
 */
typedef struct CartpoolPage {
    /**
     * The cursor that was passed.
     */
    struct CartpoolCursor from;
    /**
     * The cursor to pass next.
     */
    struct CartpoolCursor to;
    /**
     * A `CARTPOOL_PAGE_…`.
     */
    uint32_t kind;
    /**
     * Those the principal may see, oldest first.
     */
    const struct CartpoolEvent *events;
    /**
     * How many.
     */
    size_t events_len;
    /**
     * The cart, on a page of the kind `RESET`; null otherwise.
     */
    const struct CartpoolCartView *view;
    /**
     * The version that ended the membership, on a page of the kind `REVOKED`; 0 otherwise.
     */
    uint64_t revoked_at;
} CartpoolPage;

/**
 * What `cartpool_add_item` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolAddItem {
    /**
     * The price of one, where the engine was opened to take prices from its caller.
     */
    CartpoolStr unit_price;
    /**
     * Choices such as size or colour, in any order.
     */
    const struct CartpoolItemOption *options;
    /**
     * How many.
     */
    size_t options_len;
    /**
     * Why, in the member's words.
     */
    CartpoolStr note;
    /**
     * For whom; nobody named means for everybody.
     */
    const CartpoolStr *beneficiaries;
    /**
     * How many.
     */
    size_t beneficiaries_len;
    /**
     * Make a line of its own even if the cart merges lines.
     */
    bool separate;
} CartpoolAddItem;

/**
 * What `cartpool_set_quantity` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetQuantity {
    /**
     * The quantity the member saw.
     */
    struct CartpoolOptionalU32 seen_quantity;
} CartpoolSetQuantity;

/**
 * What `cartpool_set_reason` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetReason {
    /**
     * What it is for.
     */
    CartpoolStr purpose;
    /**
     * The project it belongs to.
     */
    CartpoolStr project;
    /**
     * Who bears the cost.
     */
    CartpoolStr cost_centre;
} CartpoolSetReason;

/**
 * What `cartpool_define_role` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolDefineRole {
    /**
     * What it may do. The bits `1 << CARTPOOL_CAPABILITY_…`.
     */
    uint64_t capabilities;
    /**
     * The most its holder's lines may sum to, in the cart's currency.
     */
    CartpoolStr money_cap;
    /**
     * The only categories it may add; none named means all.
     */
    const CartpoolStr *categories_allowed;
    /**
     * How many.
     */
    size_t categories_allowed_len;
    /**
     * Categories it may not add.
     */
    const CartpoolStr *categories_denied;
    /**
     * How many.
     */
    size_t categories_denied_len;
} CartpoolDefineRole;

/**
 * What `cartpool_invite` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolInvite {
    /**
     * How often it may be used.
     */
    struct CartpoolOptionalU32 uses_max;
    /**
     * When it expires, in Unix milliseconds.
     */
    struct CartpoolOptionalU64 expires_at_ms;
} CartpoolInvite;

/**
 * What `cartpool_lock_cart` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolLockCart {
    /**
     * When the hold ends by itself, in Unix milliseconds.
     */
    struct CartpoolOptionalU64 until_ms;
} CartpoolLockCart;

/**
 * A `bool` that may be absent.
 */
typedef struct CartpoolOptionalBool {
    /**
     * Whether there is a value.
     */
    bool is_some;
    /**
     * The value.
     */
    bool value;
} CartpoolOptionalBool;

/**
 * What `cartpool_set_policies` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetPolicies {
    /**
     * Who may edit lines. A `CARTPOOL_EDIT_POLICY_…`.
     */
    struct CartpoolOptionalU32 edit;
    /**
     * Whether equal lines merge.
     */
    struct CartpoolOptionalBool merges_lines;
    /**
     * Whether viewers may suggest.
     */
    struct CartpoolOptionalBool allows_suggestions;
} CartpoolSetPolicies;

/**
 * What `cartpool_rename_cart` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolRenameCart {
    /**
     * What the cart is called.
     */
    CartpoolStr title;
    /**
     * What the cart is for.
     */
    CartpoolStr purpose;
} CartpoolRenameCart;

/**
 * What `cartpool_set_split` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetSplit {
    /**
     * Each member's part, as decimal text.
     */
    const struct CartpoolItemOption *parts;
    /**
     * How many.
     */
    size_t parts_len;
    /**
     * Whether whoever joins from now on is spared what is in the cart already.
     */
    bool spares_late_joiners;
} CartpoolSetSplit;

/**
 * What `cartpool_set_line_split` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetLineSplit {
    /**
     * Each member's part, as decimal text.
     */
    const struct CartpoolItemOption *parts;
    /**
     * How many.
     */
    size_t parts_len;
} CartpoolSetLineSplit;

/**
 * What `cartpool_set_sponsor` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetSponsor {
    /**
     * The most they pay for others in all.
     */
    CartpoolStr amount_max;
    /**
     * The most they pay for each.
     */
    CartpoolStr person_max;
} CartpoolSetSponsor;

/**
 * What `cartpool_set_adjustment_split` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetAdjustmentSplit {
    /**
     * Who pays, where one does.
     */
    CartpoolStr payer;
} CartpoolSetAdjustmentSplit;

/**
 * What `cartpool_add_adjustment` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolAddAdjustment {
    /**
     * How much.
     */
    CartpoolStr amount;
    /**
     * Or how many percent.
     */
    CartpoolStr percent;
    /**
     * Of this line.
     */
    struct CartpoolOptionalU64 line;
    /**
     * For this member.
     */
    CartpoolStr member;
    /**
     * Of the lines for this destination.
     */
    CartpoolStr destination;
    /**
     * What it is called.
     */
    CartpoolStr label;
    /**
     * Whether the prices hold it already: taxes only.
     */
    bool included;
} CartpoolAddAdjustment;

/**
 * What `cartpool_set_bill_policies` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolSetBillPolicies {
    /**
     * ISO 3166 alpha-2.
     */
    CartpoolStr country;
    /**
     * How half a minor unit and the like are rounded. A `CARTPOOL_ROUNDING_MODE_…`.
     */
    struct CartpoolOptionalU32 rounding;
    /**
     * What is rounded: taxes by line, by unit, by rate, or once. A `CARTPOOL_ROUNDING_LEVEL_…`.
     */
    struct CartpoolOptionalU32 level;
    /**
     * The smallest coin: the total is rounded to it.
     */
    CartpoolStr cash_step;
    /**
     * The least a bill may come to.
     */
    CartpoolStr order_min;
    /**
     * The most.
     */
    CartpoolStr order_max;
    /**
     * Whether these refuse to fix the bill, or only warn.
     */
    struct CartpoolOptionalBool is_hard;
} CartpoolSetBillPolicies;

/**
 * What `cartpool_pledge` may be told besides; all zeros say nothing.
 */
typedef struct CartpoolPledge {
    /**
     * Which of its SKUs; need not be said where it has one.
     */
    CartpoolStr sku;
} CartpoolPledge;

/**
 * Commands that happen together or not at all.
 */
typedef uint64_t CartpoolBatch;

/**
 * Something that is added to the lines, or taken off.
 */
typedef struct CartpoolAdjustmentEntry {
    /**
     * Its id: the version that made it; 0 for the rounding to the smallest coin.
     */
    uint64_t id;
    /**
     * Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
     */
    uint32_t kind;
    /**
     * What it adds, or takes off where it is negative.
     */
    struct CartpoolMoney amount;
    /**
     * How many percent, where it is given so.
     */
    CartpoolStr percent;
    /**
     * How it is shared. A `CARTPOOL_ADJUSTMENT_RULE_…`.
     */
    uint32_t rule;
    /**
     * The line it is of.
     */
    const uint64_t *line;
    /**
     * The member it is for.
     */
    CartpoolStr member;
    /**
     * The destination it is of.
     */
    CartpoolStr destination;
    /**
     * What it is called.
     */
    CartpoolStr label;
    /**
     * The code of the coupon that brought it.
     */
    CartpoolStr coupon;
    /**
     * Whether the prices hold it already: then it adds nothing.
     */
    bool is_included;
} CartpoolAdjustmentEntry;

/**
 * What one member owes.
 */
typedef struct CartpoolShareEntry {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * Their part of the lines.
     */
    struct CartpoolMoney lines;
    /**
     * Their part of the adjustments, and what a sponsor or a minimum changes.
     */
    struct CartpoolMoney adjustments;
    /**
     * What they pay in all.
     */
    struct CartpoolMoney total;
    /**
     * What of it was given back.
     */
    struct CartpoolMoney refunded;
    /**
     * What they paid the merchant, and the other members.
     */
    struct CartpoolMoney paid;
    /**
     * What they are owed by the others, or owe where it is negative. Zero before anybody paid.
     */
    struct CartpoolMoney balance;
} CartpoolShareEntry;

/**
 * Who pays for others.
 */
typedef struct CartpoolSponsorEntry {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * The most they pay for others in all.
     */
    const struct CartpoolMoney *amount_max;
    /**
     * The most they pay for each.
     */
    const struct CartpoolMoney *person_max;
} CartpoolSponsorEntry;

/**
 * A cart's bill at one version: a pure function of that version, and of the ledger's where
 * the cart has a group.
 */
typedef struct CartpoolBill {
    /**
     * The cart's version.
     */
    uint64_t version;
    /**
     * The version of the group's ledger whose spare cents it counts; 0 without a group.
     */
    uint64_t ledger_version;
    /**
     * The currency.
     */
    CartpoolStr currency;
    /**
     * The sum of the line totals.
     */
    struct CartpoolMoney subtotal;
    /**
     * What is added and taken off, in the order in which it is counted.
     */
    const struct CartpoolAdjustmentEntry *adjustments;
    /**
     * How many.
     */
    size_t adjustments_len;
    /**
     * What is to be paid.
     */
    struct CartpoolMoney total;
    /**
     * What was given back.
     */
    struct CartpoolMoney refunded;
    /**
     * What the merchant got.
     */
    struct CartpoolMoney paid;
    /**
     * What the merchant still gets, or has to give back where it is negative.
     */
    struct CartpoolMoney due;
    /**
     * What each owes, in the order in which they joined.
     */
    const struct CartpoolShareEntry *shares;
    /**
     * How many.
     */
    size_t shares_len;
    /**
     * How the lines are shared. A `CARTPOOL_SPLIT_RULE_…`.
     */
    uint32_t split;
    /**
     * Each member's part of that; hidden like every name from those who may not see people.
     */
    const struct CartpoolSplitPart *parts;
    /**
     * How many.
     */
    size_t parts_len;
    /**
     * Whether whoever joins late is spared what was in the cart before.
     */
    bool spares_late_joiners;
    /**
     * Who shares in nothing that is split among everybody.
     */
    const CartpoolStr *excluded_members;
    /**
     * How many.
     */
    size_t excluded_members_len;
    /**
     * Who pays for others.
     */
    const struct CartpoolSponsorEntry *sponsor;
    /**
     * The least that each pays.
     */
    const struct CartpoolMoney *share_minimum;
    /**
     * The group whose ledger the cart belongs to.
     */
    CartpoolStr group;
    /**
     * How it is rounded and bounded.
     */
    struct CartpoolBillPolicies policies;
    /**
     * Whether it is fixed.
     */
    bool is_fixed;
    /**
     * Whether it is below the order's minimum.
     */
    bool is_below_min;
    /**
     * Whether it is above the order's maximum.
     */
    bool is_above_max;
} CartpoolBill;

/**
 * What one member pays of one row of the bill, and why.
 */
typedef struct CartpoolCellEntry {
    /**
     * The member.
     */
    CartpoolStr member;
    /**
     * The line, where the row is one.
     */
    const uint64_t *line;
    /**
     * The adjustment, where the row is one.
     */
    const uint64_t *adjustment;
    /**
     * What they pay of it.
     */
    struct CartpoolMoney amount;
    /**
     * The whole row.
     */
    struct CartpoolMoney row;
    /**
     * Why. A `CARTPOOL_CELL_REASON_…`.
     */
    uint32_t reason;
    /**
     * Their part …
     */
    uint64_t part;
    /**
     * … of so many.
     */
    uint64_t parts;
    /**
     * The same as a sentence, without a name.
     */
    CartpoolStr text;
} CartpoolCellEntry;

/**
 * Why each owes what they owe: every cell of the bill's table that is not zero.
 */
typedef struct CartpoolExplanation {
    /**
     * The cart's version.
     */
    uint64_t version;
    /**
     * The cells, row by row, and in a row in the order in which members joined.
     */
    const struct CartpoolCellEntry *cells;
    /**
     * How many.
     */
    size_t cells_len;
} CartpoolExplanation;

/**
 * What is to be paid.
 */
typedef struct CartpoolTotal {
    /**
     * The amount in the currency's minor units.
     */
    int64_t minor;
    /**
     * The exact decimal and a zero.
     */
    char amount[32];
    /**
     * The ISO 4217 code and a zero.
     */
    char currency[4];
} CartpoolTotal;

/**
 * How an engine is doing.
 */
typedef struct CartpoolHealth {
    /**
     * Whether it takes commands: open, and no write has failed.
     */
    bool is_writable;
    /**
     * How safe a change is once it is answered: a `CARTPOOL_DURABILITY_…`.
     */
    uint32_t durability;
    /**
     * Carts in memory.
     */
    uint64_t carts;
    /**
     * Bytes they take, where a bound makes the engine count.
     */
    uint64_t bytes;
    /**
     * Callers who wait for their commands to be written.
     */
    uint64_t waiting;
    /**
     * Watches.
     */
    uint32_t watches;
    /**
     * The position of the last frame in the file; 0 in memory.
     */
    uint64_t position;
    /**
     * Carts that are in the log and not yet saved beside it; 0 in memory.
     */
    uint64_t unsaved_carts;
    /**
     * Bytes of the file; 0 in memory.
     */
    uint64_t file_bytes;
} CartpoolHealth;

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/**
 * The version of the interface that the library has; a program compares it with the `CARTPOOL_ABI_VERSION` it was built with.
 */
uint32_t cartpool_abi_version(void);

/**
 * Defines a coupon, or defines it anew: what was used stays used. Writes the coupon's version.
 *
 * Refusals: `engine_is_closed`, `coupon_code_not_valid`, `currency_not_valid`, `coupon_terms_not_valid`,
 * those of `cartpool_add_discount`, `exceeds_event_bytes_max`, `exceeds_accounts_max`, `exceeds_memory_max`.
 */
uint16_t cartpool_define_coupon(CartpoolEngine engine,
                                CartpoolStr code,
                                CartpoolStr currency,
                                const struct CartpoolCouponTerms *terms,
                                uint64_t *out_version);

/**
 * Writes how often the coupon with this code is used.
 *
 * Refusals: `engine_is_closed`, `coupon_not_found`.
 */
uint16_t cartpool_coupon(CartpoolEngine engine, CartpoolStr code, struct CartpoolCoupon *out_coupon);

/**
 * What a group's members owe each other; empty where no cart spoke of the group. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: `engine_is_closed`, `group_not_valid`, `currency_not_valid`.
 */
uint16_t cartpool_ledger(CartpoolEngine engine,
                         CartpoolStr group,
                         CartpoolStr currency,
                         CartpoolHandle *out_handle,
                         const struct CartpoolLedger **out_ledger);

/**
 * Who pays whom so that nobody owes anybody across the group's carts; its version is the ledger's. It lives until
 * `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_ledger`.
 */
uint16_t cartpool_ledger_settlement(CartpoolEngine engine,
                                    CartpoolStr group,
                                    CartpoolStr currency,
                                    CartpoolHandle *out_handle,
                                    const struct CartpoolSettlement **out_settlement);

/**
 * Records that a member of a group paid another, outside every cart; writes the ledger's version. `options` may be null.
 *
 * Refusals: `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
 * `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
 * `exceeds_balance_max`.
 */
uint16_t cartpool_ledger_transfer(CartpoolEngine engine,
                                  CartpoolStr group,
                                  CartpoolStr currency,
                                  CartpoolStr payer,
                                  CartpoolStr payee,
                                  CartpoolStr amount,
                                  const struct CartpoolCommandOptions *options,
                                  uint64_t *out_version);

/**
 * Opens a campaign, which carts then pledge to; writes the campaign's version. Asked again with the same terms it changes
 * nothing. A price left to the price list is worked out now: once the list gives another, the
 * same terms are `campaign_already_exists`.
 *
 * Refusals: `engine_is_closed`, `campaign_id_not_valid`, `currency_not_valid`, `price_not_found`, `price_not_valid`,
 * `exceeds_unit_price_max`, `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`,
 * `exceeds_campaign_skus_max`, `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`,
 * `exceeds_memory_max`.
 */
uint16_t cartpool_create_campaign(CartpoolEngine engine,
                                  CartpoolStr campaign,
                                  CartpoolStr currency,
                                  const struct CartpoolCampaignTerms *terms,
                                  uint64_t *out_version);

/**
 * A campaign as it is; where its deadline has passed, that is worked off first. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: `engine_is_closed`, `campaign_not_found`.
 */
uint16_t cartpool_campaign(CartpoolEngine engine,
                           CartpoolStr campaign,
                           CartpoolHandle *out_handle,
                           const struct CartpoolCampaignView **out_campaign);

/**
 * What is to be ordered of a campaign: for each cart and member, and in all. While pledges change it is of no one moment;
 * once the campaign has closed it is final. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_campaign`.
 */
uint16_t cartpool_campaign_list(CartpoolEngine engine,
                                CartpoolStr campaign,
                                CartpoolHandle *out_handle,
                                const struct CartpoolCampaignList **out_list);

/**
 * Calls a campaign off: all pledges leave their carts. Writes the campaign's version.
 *
 * Refusals: as `cartpool_campaign`, and `campaign_is_over` where it was ordered or has failed.
 */
uint16_t cartpool_cancel_campaign(CartpoolEngine engine, CartpoolStr campaign, uint64_t *out_version);

/**
 * Says that a campaign which goes ahead has been ordered. Writes the campaign's version.
 *
 * Refusals: as `cartpool_campaign`, and `campaign_is_over` where it has failed or was cancelled, `campaign_is_not_closed`.
 */
uint16_t cartpool_order_campaign(CartpoolEngine engine,
                                 CartpoolStr campaign,
                                 uint64_t *out_version);

/**
 * A campaign as it is, with what the member's cart has pledged to it, and what would bring it further. It lives until
 * `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`, and `campaign_not_found`.
 */
uint16_t cartpool_member_campaign(CartpoolMember member,
                                  CartpoolStr campaign,
                                  CartpoolHandle *out_handle,
                                  const struct CartpoolCampaignView **out_campaign);

/**
 * How many more a campaign takes to its minimum or next tier, from whom in the cart they may come, and what each would then
 * pay; null where it is decided or all is reached. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_member_campaign`.
 */
uint16_t cartpool_what_would_tip(CartpoolMember member,
                                 CartpoolStr campaign,
                                 CartpoolHandle *out_handle,
                                 const struct CartpoolTippingPoint **out_point);

/**
 * Follows a campaign. A watch serves one thread at a time; another one's call waits.
 *
 * Refusals: as `cartpool_campaign`, and `exceeds_watches_max`.
 */
uint16_t cartpool_watch_campaign(CartpoolEngine engine,
                                 CartpoolStr campaign,
                                 CartpoolCampaignWatch *out_watch);

/**
 * The campaign as it is; the watch waits for what comes after. It lives until `cartpool_free(*out_handle)`.
 */
uint16_t cartpool_campaign_watch_view(CartpoolCampaignWatch watch,
                                      CartpoolHandle *out_handle,
                                      const struct CartpoolCampaignView **out_campaign);

/**
 * Waits until the campaign has changed since the watch last viewed it, at most `timeout_ms`; writes whether it has.
 *
 * Refusals: `engine_is_closed`, `campaign_not_found`.
 */
uint16_t cartpool_campaign_watch_wait(CartpoolCampaignWatch watch,
                                      uint64_t timeout_ms,
                                      bool *out_changed);

/**
 * Opens an engine, in memory or on a file; `options` may be null.
 *
 * Refusals: `limits_not_valid`; of a file `durability_not_valid`, `storage_not_found`, `storage_not_recognized`,
 * `storage_too_new`, `storage_is_read_only`, `storage_is_damaged`, `storage_busy`, `storage_failed`.
 */
uint16_t cartpool_engine_open(const struct CartpoolEngineOptions *options,
                              CartpoolEngine *out_engine);

/**
 * Closes the engine, and its file: every call on it or its carts is refused with `engine_is_closed` from here on, and whoever waits is
 * woken. Handles stay to be freed. Closing again is no trouble.
 */
uint16_t cartpool_engine_close(CartpoolEngine engine);

/**
 * Whether the engine has been closed.
 */
uint16_t cartpool_engine_is_closed(CartpoolEngine engine, bool *out_is_closed);

/**
 * A bound in force, by the name it has in `CartpoolLimit`.
 *
 * Refusals: `argument_not_valid` where no bound has this name.
 */
uint16_t cartpool_limit(CartpoolEngine engine, CartpoolStr name, uint64_t *out_value);

/**
 * Frees any handle, and with it what was borrowed from it. Calls under way on it finish. Freeing again is no trouble; only
 * what was never a handle is refused, with `handle_not_valid`. An engine lives until its last handle is freed.
 */
uint16_t cartpool_free(CartpoolHandle handle);

/**
 * Sets a SKU's price in one currency; writes the price list's new version.
 *
 * Refusals: `engine_is_closed`, `price_not_valid`, `sku_not_valid`, `currency_not_valid`, `exceeds_unit_price_max`,
 * `exceeds_skus_max`.
 */
uint16_t cartpool_set_price(CartpoolEngine engine,
                            CartpoolStr sku,
                            CartpoolStr currency,
                            CartpoolStr amount,
                            uint64_t *out_version);

/**
 * Sets a SKU's category, or clears it where `category` is absent; writes the price list's new version.
 *
 * Refusals: `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
 */
uint16_t cartpool_set_category(CartpoolEngine engine,
                               CartpoolStr sku,
                               CartpoolStr category,
                               uint64_t *out_version);

/**
 * Writes a SKU's price in one currency as an exact decimal.
 *
 * Refusals: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
 */
uint16_t cartpool_price(CartpoolEngine engine,
                        CartpoolStr sku,
                        CartpoolStr currency,
                        struct CartpoolText *out_price);

/**
 * The price list's version.
 */
uint16_t cartpool_prices_version(CartpoolEngine engine, uint64_t *out_version);

/**
 * How many carts there are in memory; a file may keep more.
 */
uint16_t cartpool_carts(CartpoolEngine engine, uint64_t *out_carts);

/**
 * The time by the engine's clock, in Unix milliseconds.
 */
uint16_t cartpool_now_ms(CartpoolEngine engine, uint64_t *out_ms);

/**
 * Moves the clock of an engine opened with `manual_clock_ms`, back where `ms` is negative.
 */
uint16_t cartpool_advance_clock(CartpoolEngine engine, int64_t ms);

/**
 * Works off campaigns' deadlines, and brings at most `carts_max` carts up to the price list and their campaigns.
 *
 * Refusals: `engine_is_closed`.
 */
uint16_t cartpool_sweep(CartpoolEngine engine,
                        uint32_t carts_max,
                        struct CartpoolSwept *out_swept);

/**
 * Writes a new command id for the engine's time, a UUID of version 7.
 */
uint16_t cartpool_command_id(CartpoolEngine engine, struct CartpoolText *out_id);

/**
 * Makes a cart: version 1, with its owner seated. `options` may be null.
 *
 * Refusals: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`, `text_not_valid`,
 * `exceeds_memory_max`.
 */
uint16_t cartpool_create_cart(CartpoolEngine engine,
                              CartpoolStr owner,
                              CartpoolStr currency,
                              const struct CartpoolNewCart *options,
                              CartpoolCart *out_cart);

/**
 * The cart with this id, 32 hexadecimal digits; nothing is checked before it is used.
 */
uint16_t cartpool_cart(CartpoolEngine engine, CartpoolStr id, CartpoolCart *out_cart);

/**
 * Writes the cart's id: 32 hexadecimal digits. It grants nothing.
 */
uint16_t cartpool_cart_id(CartpoolCart cart, struct CartpoolText *out_id);

/**
 * Writes a fresh invitation secret. Show it once, in a link's fragment; never log it.
 *
 * Refusals: `internal_error` where the system gives no randomness.
 */
uint16_t cartpool_token_new(struct CartpoolText *out_token);

/**
 * Writes what `cartpool_invite` takes, the token's hash.
 */
uint16_t cartpool_token_hash(CartpoolStr token, struct CartpoolText *out_hash);

/**
 * Reads a cursor's text.
 */
uint16_t cartpool_cursor_parse(CartpoolStr text, struct CartpoolCursor *out_cursor);

/**
 * Writes a cursor as text, such as the id of a server-sent event.
 */
uint16_t cartpool_cursor_text(struct CartpoolCursor cursor, struct CartpoolText *out_text);

/**
 * Follows the cart from `cursor` on. A watch serves one thread at a time; another one's call waits.
 *
 * Refusals: as `cartpool_view`, and `exceeds_watches_max`.
 */
uint16_t cartpool_watch(CartpoolMember member, struct CartpoolCursor cursor, CartpoolWatch *out_watch);

/**
 * What came since the watch's last page; without news, a page without events. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_watch_page(CartpoolWatch watch,
                             CartpoolHandle *out_handle,
                             const struct CartpoolPage **out_page);

/**
 * Waits until something came since the watch's last page, at most `timeout_ms`; writes whether it did.
 *
 * Refusals: `engine_is_closed`, `cart_not_found`.
 */
uint16_t cartpool_watch_wait(CartpoolWatch watch, uint64_t timeout_ms, bool *out_changed);

/**
 * How far the watch has read.
 */
uint16_t cartpool_watch_cursor(CartpoolWatch watch, struct CartpoolCursor *out_cursor);

/**
 * Makes the process ready to fork: waits until no call of any thread is inside an engine on a file, keeps new ones waiting,
 * and closes what a child would inherit. A program that forks registers the three once, before it opens an engine:
 * `pthread_atfork(cartpool_before_fork, cartpool_after_fork_in_parent, cartpool_after_fork_in_child)`. One that only forks
 * to `exec` need not.
 */
void cartpool_before_fork(void);

/**
 * Ends what `cartpool_before_fork` began, in the process that forked or could not: everything goes on.
 */
void cartpool_after_fork_in_parent(void);

/**
 * Begins the life of a forked child: every handle of its parent's is refused with `engine_is_forked`, and it may open
 * engines of its own, on the same file too.
 */
void cartpool_after_fork_in_child(void);

/**
 * Adds `quantity` of `sku` at the price list's price.
 *
 * Where the cart merges lines, a line with the same SKU, options, beneficiaries and price
 * grows, if the member may edit it; otherwise, or with `separate`, a new line is made whose
 * id is the new version. If somebody else already put this SKU in the cart, the event says
 * who, how many and when. A line holds at most 9,999 and a cart 250 lines unless configured.
 *
 * - `sku`: The merchant's name for the thing.
 * - `quantity`: How many; at least 1.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
 * `quantity_must_not_be_zero`, `sku_not_valid`, `exceeds_options_max`, `option_not_valid`,
 * `exceeds_note_max`, `text_not_valid`, `member_not_found`, `beneficiaries_must_differ`,
 * `unit_price_not_allowed`, `price_not_valid`, `exceeds_unit_price_max`, `price_not_found`,
 * `category_not_allowed`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
 * `exceeds_money_cap`, `exceeds_skus_max`.
 *
 * Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.
 */
uint16_t cartpool_add_item(CartpoolMember handle,
                           CartpoolStr sku,
                           uint32_t quantity,
                           const struct CartpoolAddItem *options,
                           uint64_t *out_version);

/**
 * Changes a line's quantity by `delta`; at zero or below the line is removed.
 *
 * Parallel adjustments all count. A delta of 0 changes nothing.
 *
 * - `line`: The line.
 * - `delta`: How many more, or fewer if negative.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`,
 * `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`,
 * `exceeds_money_cap`.
 *
 * Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.
 */
uint16_t cartpool_adjust_quantity(CartpoolMember handle, uint64_t line, int32_t delta, uint64_t *out_version);

/**
 * Sets a line's quantity; the last writer wins.
 *
 * With `seen_quantity`, what the member saw when deciding: if the line changed meanwhile the
 * event is marked contested for all to see. It never refuses for that.
 *
 * - `line`: The line.
 * - `quantity`: The new quantity; at least 1.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `bill_is_fixed`, `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`,
 * `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`,
 * `exceeds_total_max`, `exceeds_money_cap`.
 *
 * Events: `QuantitySet`.
 */
uint16_t cartpool_set_quantity(CartpoolMember handle,
                               uint64_t line,
                               uint32_t quantity,
                               const struct CartpoolSetQuantity *options,
                               uint64_t *out_version);

/**
 * Removes a line.
 *
 * - `line`: The line.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.
 *
 * Events: `ItemRemoved`.
 */
uint16_t cartpool_remove_item(CartpoolMember handle, uint64_t line, uint64_t *out_version);

/**
 * Writes a line's note, or clears it.
 *
 * The text is kept beside the log, so that it can be erased.
 *
 * - `line`: The line.
 * - `note`: The note, up to 1,000 characters; nothing clears it.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `exceeds_note_max`, `text_not_valid`.
 *
 * Events: `NoteSet`.
 */
uint16_t cartpool_set_note(CartpoolMember handle, uint64_t line, CartpoolStr note, uint64_t *out_version);

/**
 * Says for whom a line is; an empty list means for everybody.
 *
 * - `line`: The line.
 * - `beneficiaries`: Present members.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `bill_is_fixed`, `member_not_found`, `beneficiaries_must_differ`.
 *
 * Events: `BeneficiariesSet`.
 */
uint16_t cartpool_set_beneficiaries(CartpoolMember handle,
                                    uint64_t line,
                                    const CartpoolStr *beneficiaries,
                                    size_t beneficiaries_len,
                                    uint64_t *out_version);

/**
 * Says what a line is bought for: purpose, project and cost centre, each up to 255
 * characters; nothing clears one.
 *
 * - `line`: The line.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `exceeds_title_max`, `text_not_valid`.
 *
 * Events: `ReasonSet`.
 */
uint16_t cartpool_set_reason(CartpoolMember handle,
                             uint64_t line,
                             const struct CartpoolSetReason *options,
                             uint64_t *out_version);

/**
 * Seats a member with a role.
 *
 * Nobody grants what they lack. A cart holds at most 50 members unless configured.
 *
 * - `member`: An opaque id of the host's, never an e-mail address.
 * - `role`: A ready-made role or a custom one.
 *
 * Refusals: `capability_missing`, `member_id_not_valid`, `role_not_found`,
 * `ownership_must_be_offered`, `capability_missing` (for what the role holds and the actor
 * lacks), `member_already_in_cart`, `exceeds_members_max`.
 *
 * Events: `MemberAdded`.
 */
uint16_t cartpool_add_member(CartpoolMember handle,
                             CartpoolStr member,
                             CartpoolStr role,
                             uint64_t *out_version);

/**
 * Removes a member; their lines stay, their open invitations end.
 *
 * - `member`: The member.
 *
 * Refusals: `capability_missing`, `member_not_found`, `owner_must_stay`,
 * `capability_missing` (for what their role holds and the actor lacks).
 *
 * Events: `MemberRemoved`, with the invitations that ended.
 */
uint16_t cartpool_remove_member(CartpoolMember handle, CartpoolStr member, uint64_t *out_version);

/**
 * Leaves the cart; one's lines stay, one's open invitations end.
 *
 * Refusals: `owner_must_stay`.
 *
 * Events: `MemberLeft`, with the invitations that ended.
 */
uint16_t cartpool_leave(CartpoolMember handle, uint64_t *out_version);

/**
 * Gives a member another role; their open invitations above the new right end.
 *
 * - `member`: The member.
 * - `role`: A ready-made role or a custom one.
 *
 * Refusals: `capability_missing`, `member_not_found`, `role_not_found`,
 * `ownership_must_be_offered`, `capability_missing` (for what either role holds and the
 * actor lacks).
 *
 * Events: `RoleSet`, with the invitations that ended.
 */
uint16_t cartpool_set_role(CartpoolMember handle,
                           CartpoolStr member,
                           CartpoolStr role,
                           uint64_t *out_version);

/**
 * Defines a custom role of this cart, or defines it anew for all who have it.
 *
 * `money_cap` bounds the sum of the lines a member with this role added; such a member grows
 * only their own lines. With `categories_allowed` only SKUs of these categories may be
 * added; those of `categories_denied` never.
 *
 * - `name`: The role's name.
 *
 * Refusals: `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`,
 * `ownership_must_be_offered`, `capability_missing` (for what the role holds or held and the
 * actor lacks), `price_not_valid`, `exceeds_total_max`, `exceeds_categories_max`,
 * `category_not_valid`, `exceeds_roles_max`.
 *
 * Events: `RoleDefined`, with the invitations that ended.
 */
uint16_t cartpool_define_role(CartpoolMember handle,
                              CartpoolStr name,
                              const struct CartpoolDefineRole *options,
                              uint64_t *out_version);

/**
 * Offers ownership to a present member; a later offer replaces an earlier one.
 *
 * - `member`: The member.
 *
 * Refusals: `capability_missing`, `member_not_found`.
 *
 * Events: `OwnershipOffered`.
 */
uint16_t cartpool_offer_ownership(CartpoolMember handle, CartpoolStr member, uint64_t *out_version);

/**
 * Accepts the ownership offered to oneself; the former owner becomes an admin.
 *
 * Refusals: `ownership_not_offered`.
 *
 * Events: `OwnershipAccepted`.
 */
uint16_t cartpool_accept_ownership(CartpoolMember handle, uint64_t *out_version);

/**
 * Takes an offer of ownership back, or declines the one made to oneself.
 *
 * Refusals: `ownership_not_offered`, `capability_missing`.
 *
 * Events: `OwnershipDeclined`.
 */
uint16_t cartpool_decline_ownership(CartpoolMember handle, uint64_t *out_version);

/**
 * Makes an invitation by link, whose id is the new version.
 *
 * The host makes a `Token`, passes its hash, and puts cart id and token into the link. The
 * default is 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as
 * editor.
 *
 * - `token_hash`: The token's hash.
 * - `role`: The role those who join get.
 *
 * Refusals: `capability_missing`, `role_not_found`, `invitation_role_too_high`,
 * `capability_missing` (for what the role holds and the actor lacks),
 * `exceeds_invitation_uses_max`, `deadline_not_valid`, `exceeds_invitations_max`.
 *
 * Events: `Invited`.
 */
uint16_t cartpool_invite(CartpoolMember handle,
                         CartpoolStr token_hash,
                         CartpoolStr role,
                         const struct CartpoolInvite *options,
                         uint64_t *out_version);

/**
 * Ends a pending invitation.
 *
 * - `invitation`: The invitation's id: the version that made it.
 *
 * Refusals: `capability_missing`, `invitation_not_found`.
 *
 * Events: `InvitationRevoked`.
 */
uint16_t cartpool_revoke_invitation(CartpoolMember handle, uint64_t invitation, uint64_t *out_version);

/**
 * Joins the cart by an invitation's token: an outsider's only verb.
 *
 * Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are
 * `invitation_not_valid`.
 *
 * - `token`: The secret from the link.
 *
 * Refusals: `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`,
 * `exceeds_members_max`.
 *
 * Events: `InvitationAccepted`.
 */
uint16_t cartpool_accept_invitation(CartpoolMember handle, CartpoolStr token, uint64_t *out_version);

/**
 * Holds the cart: until the deadline nobody else edits lines.
 *
 * The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.
 *
 * Refusals: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.
 *
 * Events: `CartLocked`.
 */
uint16_t cartpool_lock_cart(CartpoolMember handle,
                            const struct CartpoolLockCart *options,
                            uint64_t *out_version);

/**
 * Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes
 * nothing.
 *
 * Refusals: `capability_missing`.
 *
 * Events: `CartUnlocked`.
 */
uint16_t cartpool_unlock_cart(CartpoolMember handle, uint64_t *out_version);

/**
 * Changes the cart's policies; what is not named stays.
 *
 * Refusals: `capability_missing`.
 *
 * Events: `PoliciesSet`.
 */
uint16_t cartpool_set_policies(CartpoolMember handle,
                               const struct CartpoolSetPolicies *options,
                               uint64_t *out_version);

/**
 * Writes the cart's title and purpose; nothing clears one.
 *
 * Refusals: `capability_missing`, `exceeds_title_max`, `text_not_valid`.
 *
 * Events: `CartRenamed`.
 */
uint16_t cartpool_rename_cart(CartpoolMember handle,
                              const struct CartpoolRenameCart *options,
                              uint64_t *out_version);

/**
 * Closes the cart for good; it can still be read. Pledges are taken back, as when whoever
 * made them leaves; a cart whose pledges are locked cannot be closed before their campaign
 * is decided.
 *
 * Refusals: `capability_missing`, `pledge_is_locked`.
 *
 * Events: `CartClosed`.
 */
uint16_t cartpool_close_cart(CartpoolMember handle, uint64_t *out_version);

/**
 * Brings the cart's prices up to the price list, as every commit and priced read does by
 * itself.
 *
 * Refusals: `reserved_for_system`.
 *
 * Events: `Repriced`.
 */
uint16_t cartpool_reprice(CartpoolMember handle, uint64_t *out_version);

/**
 * Chooses how the lines are shared.
 *
 * `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100),
 * or an amount; for `single_payer` it names the one. Under `exact` whoever is not named
 * shares the rest equally. A line's own rule and its beneficiaries stand above the cart's
 * rule. With `spares_late_joiners`, whoever joins from now on shares only in lines made
 * after they joined.
 *
 * - `rule`: How. A `CARTPOOL_SPLIT_RULE_…`.
 *
 * Refusals: `capability_missing`, `split_not_valid`, `member_not_found`,
 * `percents_must_sum_to_hundred`.
 *
 * Events: `SplitSet`.
 */
uint16_t cartpool_set_split(CartpoolMember handle,
                            uint32_t rule,
                            const struct CartpoolSetSplit *options,
                            uint64_t *out_version);

/**
 * Gives a line a rule of its own.
 *
 * - `line`: The line.
 * - `rule`: How. A `CARTPOOL_SPLIT_RULE_…`.
 *
 * Refusals: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
 * `percents_must_sum_to_hundred`, `exceeds_splits_max`.
 *
 * Events: `LineSplitSet`.
 */
uint16_t cartpool_set_line_split(CartpoolMember handle,
                                 uint64_t line,
                                 uint32_t rule,
                                 const struct CartpoolSetLineSplit *options,
                                 uint64_t *out_version);

/**
 * Lets a line follow the cart's rule again.
 *
 * - `line`: The line.
 *
 * Refusals: `capability_missing`, `line_not_found`.
 *
 * Events: `LineSplitCleared`.
 */
uint16_t cartpool_clear_line_split(CartpoolMember handle, uint64_t line, uint64_t *out_version);

/**
 * Says who shares in nothing that is split among everybody. The list replaces the one
 * before.
 *
 * - `excluded_members`: Present members.
 *
 * Refusals: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named
 * twice).
 *
 * Events: `MembersExcluded`.
 */
uint16_t cartpool_set_excluded_members(CartpoolMember handle,
                                       const CartpoolStr *excluded_members,
                                       size_t excluded_members_len,
                                       uint64_t *out_version);

/**
 * Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.
 *
 * Somebody else becomes the sponsor only by whoever manages the cart.
 *
 * - `sponsor`: Who pays.
 *
 * Refusals: `capability_missing`, `member_not_found`, `capability_missing` (to name
 * another), `price_not_valid`, `exceeds_total_max`.
 *
 * Events: `SponsorSet`.
 */
uint16_t cartpool_set_sponsor(CartpoolMember handle,
                              CartpoolStr sponsor,
                              const struct CartpoolSetSponsor *options,
                              uint64_t *out_version);

/**
 * Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends
 * it.
 *
 * What is missing is raised, and the others' shares fall in proportion to what they have
 * above it.
 *
 * - `minimum`: The least that each pays.
 *
 * Refusals: `capability_missing`, `price_not_valid`, `exceeds_total_max`.
 *
 * Events: `ShareMinimumSet`.
 */
uint16_t cartpool_set_share_minimum(CartpoolMember handle, CartpoolStr minimum, uint64_t *out_version);

/**
 * Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the
 * cart (unless chosen), or by one payer.
 *
 * - `kind`: Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
 * - `rule`: How. A `CARTPOOL_ADJUSTMENT_RULE_…`.
 *
 * Refusals: `capability_missing`, `split_not_valid` (a payer without that rule, or none with
 * it), `member_not_found`.
 *
 * Events: `AdjustmentSplitSet`.
 */
uint16_t cartpool_set_adjustment_split(CartpoolMember handle,
                                       uint32_t kind,
                                       uint32_t rule,
                                       const struct CartpoolSetAdjustmentSplit *options,
                                       uint64_t *out_version);

/**
 * Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart,
 * a line, a member or a destination; its id is the new version.
 *
 * Percents are of the lines it is for, after discounts; for a member of their part of all
 * lines, but a tax is of all of them. Amounts are given without a sign: a discount takes
 * off, and never more than there is. A tax that is `included` is shown and changes no total.
 * Members add tips; the rest is the host's.
 *
 * - `kind`: Which kind. A `CARTPOOL_ADJUSTMENT_KIND_…`.
 *
 * Refusals: `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or
 * both of amount and percent, more than one target, or `included` on what is no tax),
 * `price_not_valid`, `percent_not_valid`, `exceeds_total_max`, `line_not_found`,
 * `member_not_found`, `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.
 *
 * Events: `AdjustmentAdded`.
 */
uint16_t cartpool_add_adjustment(CartpoolMember handle,
                                 uint32_t kind,
                                 const struct CartpoolAddAdjustment *options,
                                 uint64_t *out_version);

/**
 * Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons;
 * the rest is the host's.
 *
 * - `adjustment`: Its id: the version that made it.
 *
 * Refusals: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.
 *
 * Events: `AdjustmentRemoved`.
 */
uint16_t cartpool_remove_adjustment(CartpoolMember handle, uint64_t adjustment, uint64_t *out_version);

/**
 * Adds a discount by a rule; its id is the new version.
 *
 * Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy`
 * and `get` (of so many bought, so many more at `percent` off, free unless given; the
 * cheapest are the ones). Discounts apply one after another, by priority and then age, each
 * to what the ones before left. An exclusive one stands alone: the best of the exclusive
 * ones, or all others together, whichever takes off more.
 *
 * Refusals: `reserved_for_system`, `discount_not_valid`, `percent_not_valid`,
 * `price_not_valid`, `exceeds_total_max`, `sku_not_valid`, `exceeds_title_max`,
 * `text_not_valid`, `exceeds_adjustments_max`.
 *
 * Events: `DiscountAdded`.
 */
uint16_t cartpool_add_discount(CartpoolMember handle,
                               const struct CartpoolAddDiscount *options,
                               uint64_t *out_version);

/**
 * Says where a line goes, by a label such as an address's name; nothing clears it.
 *
 * - `line`: The line.
 * - `destination`: The label.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
 * `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.
 *
 * Events: `DestinationSet`.
 */
uint16_t cartpool_set_destination(CartpoolMember handle,
                                  uint64_t line,
                                  CartpoolStr destination,
                                  uint64_t *out_version);

/**
 * Sets how the bill is rounded, and the order's minimum and maximum; what is not named
 * stays.
 *
 * A country sets rounding, level and cash step to its practice; what is named beside it goes
 * before. A step, a minimum or a maximum of 0 ends it.
 *
 * Refusals: `reserved_for_system`, `country_not_known`, `price_not_valid`,
 * `exceeds_total_max`.
 *
 * Events: `BillPoliciesSet`.
 */
uint16_t cartpool_set_bill_policies(CartpoolMember handle,
                                    const struct CartpoolSetBillPolicies *options,
                                    uint64_t *out_version);

/**
 * Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the
 * host's.
 *
 * - `group`: The group's id.
 *
 * Refusals: `reserved_for_system`, `group_not_valid`.
 *
 * Events: `GroupSet`.
 */
uint16_t cartpool_set_group(CartpoolMember handle, CartpoolStr group, uint64_t *out_version);

/**
 * Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed.
 * Entering it again changes nothing.
 *
 * Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.
 *
 * - `code`: What is printed on it.
 *
 * Refusals: `capability_missing`, `coupon_not_valid`, `coupon_used_up`,
 * `coupon_used_by_member`, `version_conflict` (the coupon was defined anew meanwhile),
 * `exceeds_coupons_max`, `exceeds_adjustments_max`.
 *
 * Events: `DiscountAdded`, with the coupon's code.
 */
uint16_t cartpool_redeem_coupon(CartpoolMember handle, CartpoolStr code, uint64_t *out_version);

/**
 * Fixes the bill: from here on lines and shares stay as they are, and spare cents are
 * written to the group's ledger.
 *
 * Refusals: `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`,
 * `shares_must_sum_to_total`, `below_order_min`, `exceeds_order_max`, `exceeds_total_max`,
 * `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`,
 * `exceeds_ledger_members_max`, `exceeds_ledger_carts_max`, `exceeds_balance_max`,
 * `storage_busy` (where the group's ledger is busy).
 *
 * Events: `BillFixed`.
 */
uint16_t cartpool_fix_bill(CartpoolMember handle, uint64_t *out_version);

/**
 * Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.
 *
 * Refusals: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.
 *
 * Events: `BillReopened`.
 */
uint16_t cartpool_reopen_bill(CartpoolMember handle, uint64_t *out_version);

/**
 * Records that a member paid the merchant.
 *
 * - `payer`: Who paid.
 * - `amount`: How much.
 *
 * Refusals: `capability_missing`, `bill_is_not_fixed`, `member_not_found`,
 * `price_not_valid`, `amount_must_not_be_zero`, `exceeds_amount_due`.
 *
 * Events: `PaymentRecorded`.
 */
uint16_t cartpool_record_payment(CartpoolMember handle,
                                 CartpoolStr payer,
                                 CartpoolStr amount,
                                 uint64_t *out_version);

/**
 * Records that one member paid another. The payee says so, or whoever manages the cart. It
 * may be more than is owed: a transfer the other way takes it back.
 *
 * - `payer`: Who paid.
 * - `payee`: Whom.
 * - `amount`: How much.
 *
 * Refusals: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid`
 * (both are the same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as
 * either's balance of transfers).
 *
 * Events: `TransferRecorded`.
 */
uint16_t cartpool_record_transfer(CartpoolMember handle,
                                  CartpoolStr payer,
                                  CartpoolStr payee,
                                  CartpoolStr amount,
                                  uint64_t *out_version);

/**
 * Gives back what was paid for so many of a line: to each the very cents their share of it
 * was.
 *
 * - `line`: The line.
 * - `quantity`: How many.
 *
 * Refusals: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`,
 * `quantity_must_not_be_zero`, `exceeds_refundable_quantity`.
 *
 * Events: `ItemRefunded`.
 */
uint16_t cartpool_refund_item(CartpoolMember handle, uint64_t line, uint32_t quantity, uint64_t *out_version);

/**
 * Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign
 * counts.
 *
 * A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change
 * the line, and the campaign hears of each change: until it locks pledges may shrink, from
 * then on they only grow. What is beyond the campaign's maximum waits, and leaves the cart
 * when the campaign closes. Whoever leaves before the lock takes back what they pledged. A
 * price that the campaign reaches or loses shows at the cart's next read or command; so that
 * nobody else brings a cart above its bound, what it has pledged counts against
 * `exceeds_total_max` at the highest price of any tier or none.
 *
 * - `campaign`: The campaign.
 * - `quantity`: How many; at least 1.
 *
 * Refusals: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
 * `quantity_must_not_be_zero`, `campaign_not_found`, `sku_not_in_campaign`,
 * `campaign_takes_no_pledges`, `category_not_allowed`, `below_pledge_min`,
 * `exceeds_pledge_max`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
 * `exceeds_money_cap`, `exceeds_cart_campaigns_max`, `exceeds_skus_max`,
 * `exceeds_campaign_carts_max`.
 *
 * Events: `Pledged` for a new line, `ItemIncreased` for one that grew.
 */
uint16_t cartpool_pledge(CartpoolMember handle,
                         CartpoolStr campaign,
                         uint32_t quantity,
                         const struct CartpoolPledge *options,
                         uint64_t *out_version);

/**
 * Brings the cart up to a campaign it has pledged to, as every commit and priced read does
 * by itself.
 *
 * - `campaign`: The campaign.
 *
 * Refusals: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the
 * campaign is not decided).
 *
 * Events: `CampaignFollowed`.
 */
uint16_t cartpool_follow_campaign(CartpoolMember handle, CartpoolStr campaign, uint64_t *out_version);

/**
 * The principal with this member id; nothing is checked before it acts.
 */
uint16_t cartpool_member(CartpoolCart cart, CartpoolStr id, CartpoolMember *out_member);

/**
 * The host itself as a principal: it may do everything, and answers for it.
 */
uint16_t cartpool_system(CartpoolCart cart, CartpoolMember *out_member);

/**
 * The same principal, whose commands carry `options`.
 */
uint16_t cartpool_with(CartpoolMember member,
                       const struct CartpoolCommandOptions *options,
                       CartpoolMember *out_member);

/**
 * A batch of this principal: every verb takes its handle instead of the member's.
 *
 * Refusals of `cartpool_batch_commit`: `batch_must_not_be_empty`, `exceeds_batch_max`, `exceeds_batch_bytes_max`,
 * `not_allowed_in_batch`, and those of the first command that is refused.
 */
uint16_t cartpool_batch(CartpoolMember member,
                        CartpoolBatch *out_batch);

/**
 * Commits what was put into the batch, all or nothing, and empties it; writes the last version.
 */
uint16_t cartpool_batch_commit(CartpoolBatch batch, uint64_t *out_version);

/**
 * The cart as this principal may see it. The view lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
 */
uint16_t cartpool_view(CartpoolMember member,
                       CartpoolHandle *out_handle,
                       const struct CartpoolCartView **out_view);

/**
 * The cart as it was at `version`. The view lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`, and `version_not_found`, `version_no_longer_kept`.
 */
uint16_t cartpool_view_at(CartpoolMember member,
                          uint64_t version,
                          CartpoolHandle *out_handle,
                          const struct CartpoolCartView **out_view);

/**
 * The bill now: what is to be paid, and by whom. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_bill(CartpoolMember member,
                       CartpoolHandle *out_handle,
                       const struct CartpoolBill **out_bill);

/**
 * Why each owes what they owe, cell by cell. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_explain(CartpoolMember member,
                          CartpoolHandle *out_handle,
                          const struct CartpoolExplanation **out_explanation);

/**
 * Who pays whom, so that everybody has paid what they owe. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_settlement(CartpoolMember member,
                             CartpoolHandle *out_handle,
                             const struct CartpoolSettlement **out_settlement);

/**
 * The event that made `version`, as a page of one. The page lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`, and `version_not_found`, `version_no_longer_kept`.
 */
uint16_t cartpool_event(CartpoolMember member,
                        uint64_t version,
                        CartpoolHandle *out_handle,
                        const struct CartpoolPage **out_page);

/**
 * Every kept event of a line, oldest first, as a page. The page lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`, and `line_not_found`, `version_no_longer_kept`.
 */
uint16_t cartpool_blame(CartpoolMember member,
                        uint64_t line,
                        CartpoolHandle *out_handle,
                        const struct CartpoolPage **out_page);

/**
 * The page of events after `cursor`; all zeros begin with the first. It lives until `cartpool_free(*out_handle)`.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_events_since(CartpoolMember member,
                               struct CartpoolCursor cursor,
                               CartpoolHandle *out_handle,
                               const struct CartpoolPage **out_page);

/**
 * What is to be paid.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_total(CartpoolMember member, struct CartpoolTotal *out_total);

/**
 * The cart's version now.
 *
 * Refusals: as `cartpool_view`.
 */
uint16_t cartpool_version(CartpoolMember member, uint64_t *out_version);

/**
 * Checks the cart in full; for the host itself.
 *
 * Refusals: `engine_is_closed`, `cart_not_found`, `capability_missing`, `cart_is_damaged`.
 */
uint16_t cartpool_verify(CartpoolMember member);

/**
 * Writes how the engine is doing.
 */
uint16_t cartpool_health(CartpoolEngine engine, struct CartpoolHealth *out_health);

/**
 * Writes which life of the log this is; a power cut that took buffered changes back begins another, and cursors start over.
 */
uint16_t cartpool_epoch(CartpoolEngine engine,
                        uint64_t *out_epoch);

/**
 * Ends the engine: calls already begun are finished, and for at most `timeout_ms` carts are saved, so that the next opening
 * is fast. Later calls are refused with `engine_is_closed`. Writes whether everything was finished; nothing that was
 * answered is lost either way.
 */
uint16_t cartpool_engine_drain(CartpoolEngine engine,
                               uint64_t timeout_ms,
                               bool *out_is_done);

/**
 * A status as a word: it states the rule that was broken; `ok` for 0, null for no status at all.
 */
const char *cartpool_error_name(uint16_t status);

/**
 * One English sentence without any person's data; null for no status at all.
 */
const char *cartpool_error_message(uint16_t status);

/**
 * What kind of trouble a status is, a `CARTPOOL_ERROR_KIND_…`; 0 for none.
 */
uint32_t cartpool_error_kind(uint16_t status);

/**
 * The name of a `CARTPOOL_PRESET_…`; null for another number.
 */
const char *cartpool_preset_name(uint32_t number);

/**
 * The name of a `CARTPOOL_EDIT_POLICY_…`; null for another number.
 */
const char *cartpool_edit_policy_name(uint32_t number);

/**
 * The name of a `CARTPOOL_SPLIT_RULE_…`; null for another number.
 */
const char *cartpool_split_rule_name(uint32_t number);

/**
 * The name of a `CARTPOOL_ADJUSTMENT_KIND_…`; null for another number.
 */
const char *cartpool_adjustment_kind_name(uint32_t number);

/**
 * The name of a `CARTPOOL_ADJUSTMENT_RULE_…`; null for another number.
 */
const char *cartpool_adjustment_rule_name(uint32_t number);

/**
 * The name of a `CARTPOOL_ROUNDING_MODE_…`; null for another number.
 */
const char *cartpool_rounding_mode_name(uint32_t number);

/**
 * The name of a `CARTPOOL_ROUNDING_LEVEL_…`; null for another number.
 */
const char *cartpool_rounding_level_name(uint32_t number);

/**
 * The name of a `CARTPOOL_CAMPAIGN_STATUS_…`; null for another number.
 */
const char *cartpool_campaign_status_name(uint32_t number);

/**
 * The name of a `CARTPOOL_CART_STATUS_…`; null for another number.
 */
const char *cartpool_cart_status_name(uint32_t number);

/**
 * The name of a `CARTPOOL_CELL_REASON_…`; null for another number.
 */
const char *cartpool_cell_reason_name(uint32_t number);

/**
 * The name of a `CARTPOOL_CAMPAIGN_MEASURE_…`; null for another number.
 */
const char *cartpool_campaign_measure_name(uint32_t number);

/**
 * The name of a `CARTPOOL_DEADLINE_POLICY_…`; null for another number.
 */
const char *cartpool_deadline_policy_name(uint32_t number);

/**
 * The name of a `CARTPOOL_CAMPAIGN_MOMENT_KIND_…`; null for another number.
 */
const char *cartpool_campaign_moment_kind_name(uint32_t number);

/**
 * The name of a `CARTPOOL_ERROR_KIND_…`; null for another number.
 */
const char *cartpool_error_kind_name(uint32_t number);

/**
 * The name of a `CARTPOOL_CAPABILITY_…`; null for another number.
 */
const char *cartpool_capability_name(uint32_t number);

/**
 * The name of a `CARTPOOL_EVENT_…`; null for another number.
 */
const char *cartpool_event_name(uint32_t number);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* CARTPOOL_H */
