// @generated from include/cartpool.h. Every function that answers with a status, and what to call it with:
// `in->of` is a handle of each kind; beside them there are text, a number, and room for what is written.
#define ENTRIES_ON_HANDLES(X) \
    X(cartpool_define_coupon, in->of.engine, in->text, in->text, NULL, in->room[0]) \
    X(cartpool_coupon, in->of.engine, in->text, in->room[0]) \
    X(cartpool_ledger, in->of.engine, in->text, in->text, in->room[0], in->room[1]) \
    X(cartpool_ledger_settlement, in->of.engine, in->text, in->text, in->room[0], in->room[1]) \
    X(cartpool_ledger_transfer, in->of.engine, in->text, in->text, in->text, in->text, in->text, NULL, in->room[0]) \
    X(cartpool_create_campaign, in->of.engine, in->text, in->text, NULL, in->room[0]) \
    X(cartpool_campaign, in->of.engine, in->text, in->room[0], in->room[1]) \
    X(cartpool_campaign_list, in->of.engine, in->text, in->room[0], in->room[1]) \
    X(cartpool_cancel_campaign, in->of.engine, in->text, in->room[0]) \
    X(cartpool_order_campaign, in->of.engine, in->text, in->room[0]) \
    X(cartpool_member_campaign, in->of.member, in->text, in->room[0], in->room[1]) \
    X(cartpool_what_would_tip, in->of.member, in->text, in->room[0], in->room[1]) \
    X(cartpool_watch_campaign, in->of.engine, in->text, in->room[0]) \
    X(cartpool_campaign_watch_view, in->of.campaignwatch, in->room[0], in->room[1]) \
    X(cartpool_campaign_watch_wait, in->of.campaignwatch, in->number, in->room[0]) \
    X(cartpool_engine_close, in->of.engine) \
    X(cartpool_engine_is_closed, in->of.engine, in->room[0]) \
    X(cartpool_limit, in->of.engine, in->text, in->room[0]) \
    X(cartpool_free, in->of.handle) \
    X(cartpool_set_price, in->of.engine, in->text, in->text, in->text, in->room[0]) \
    X(cartpool_set_category, in->of.engine, in->text, in->text, in->room[0]) \
    X(cartpool_price, in->of.engine, in->text, in->text, in->room[0]) \
    X(cartpool_prices_version, in->of.engine, in->room[0]) \
    X(cartpool_carts, in->of.engine, in->room[0]) \
    X(cartpool_now_ms, in->of.engine, in->room[0]) \
    X(cartpool_advance_clock, in->of.engine, in->number) \
    X(cartpool_sweep, in->of.engine, in->number, in->room[0]) \
    X(cartpool_command_id, in->of.engine, in->room[0]) \
    X(cartpool_create_cart, in->of.engine, in->text, in->text, NULL, in->room[0]) \
    X(cartpool_cart, in->of.engine, in->text, in->room[0]) \
    X(cartpool_cart_id, in->of.cart, in->room[0]) \
    X(cartpool_watch, in->of.member, in->cursor, in->room[0]) \
    X(cartpool_watch_page, in->of.watch, in->room[0], in->room[1]) \
    X(cartpool_watch_wait, in->of.watch, in->number, in->room[0]) \
    X(cartpool_watch_cursor, in->of.watch, in->room[0]) \
    X(cartpool_add_item, in->of.member, in->text, in->number, NULL, in->room[0]) \
    X(cartpool_adjust_quantity, in->of.member, in->number, in->number, in->room[0]) \
    X(cartpool_set_quantity, in->of.member, in->number, in->number, NULL, in->room[0]) \
    X(cartpool_remove_item, in->of.member, in->number, in->room[0]) \
    X(cartpool_set_note, in->of.member, in->number, in->text, in->room[0]) \
    X(cartpool_set_beneficiaries, in->of.member, in->number, NULL, 0, in->room[0]) \
    X(cartpool_set_reason, in->of.member, in->number, NULL, in->room[0]) \
    X(cartpool_add_member, in->of.member, in->text, in->text, in->room[0]) \
    X(cartpool_remove_member, in->of.member, in->text, in->room[0]) \
    X(cartpool_leave, in->of.member, in->room[0]) \
    X(cartpool_set_role, in->of.member, in->text, in->text, in->room[0]) \
    X(cartpool_define_role, in->of.member, in->text, NULL, in->room[0]) \
    X(cartpool_offer_ownership, in->of.member, in->text, in->room[0]) \
    X(cartpool_accept_ownership, in->of.member, in->room[0]) \
    X(cartpool_decline_ownership, in->of.member, in->room[0]) \
    X(cartpool_invite, in->of.member, in->text, in->text, NULL, in->room[0]) \
    X(cartpool_revoke_invitation, in->of.member, in->number, in->room[0]) \
    X(cartpool_accept_invitation, in->of.member, in->text, in->room[0]) \
    X(cartpool_lock_cart, in->of.member, NULL, in->room[0]) \
    X(cartpool_unlock_cart, in->of.member, in->room[0]) \
    X(cartpool_set_policies, in->of.member, NULL, in->room[0]) \
    X(cartpool_rename_cart, in->of.member, NULL, in->room[0]) \
    X(cartpool_close_cart, in->of.member, in->room[0]) \
    X(cartpool_reprice, in->of.member, in->room[0]) \
    X(cartpool_set_split, in->of.member, in->number, NULL, in->room[0]) \
    X(cartpool_set_line_split, in->of.member, in->number, in->number, NULL, in->room[0]) \
    X(cartpool_clear_line_split, in->of.member, in->number, in->room[0]) \
    X(cartpool_set_excluded_members, in->of.member, NULL, 0, in->room[0]) \
    X(cartpool_set_sponsor, in->of.member, in->text, NULL, in->room[0]) \
    X(cartpool_set_share_minimum, in->of.member, in->text, in->room[0]) \
    X(cartpool_set_adjustment_split, in->of.member, in->number, in->number, NULL, in->room[0]) \
    X(cartpool_add_adjustment, in->of.member, in->number, NULL, in->room[0]) \
    X(cartpool_remove_adjustment, in->of.member, in->number, in->room[0]) \
    X(cartpool_add_discount, in->of.member, NULL, in->room[0]) \
    X(cartpool_set_destination, in->of.member, in->number, in->text, in->room[0]) \
    X(cartpool_set_bill_policies, in->of.member, NULL, in->room[0]) \
    X(cartpool_set_group, in->of.member, in->text, in->room[0]) \
    X(cartpool_redeem_coupon, in->of.member, in->text, in->room[0]) \
    X(cartpool_fix_bill, in->of.member, in->room[0]) \
    X(cartpool_reopen_bill, in->of.member, in->room[0]) \
    X(cartpool_record_payment, in->of.member, in->text, in->text, in->room[0]) \
    X(cartpool_record_transfer, in->of.member, in->text, in->text, in->text, in->room[0]) \
    X(cartpool_refund_item, in->of.member, in->number, in->number, in->room[0]) \
    X(cartpool_pledge, in->of.member, in->text, in->number, NULL, in->room[0]) \
    X(cartpool_follow_campaign, in->of.member, in->text, in->room[0]) \
    X(cartpool_member, in->of.cart, in->text, in->room[0]) \
    X(cartpool_system, in->of.cart, in->room[0]) \
    X(cartpool_with, in->of.member, NULL, in->room[0]) \
    X(cartpool_batch, in->of.member, in->room[0]) \
    X(cartpool_batch_commit, in->of.batch, in->room[0]) \
    X(cartpool_view, in->of.member, in->room[0], in->room[1]) \
    X(cartpool_view_at, in->of.member, in->number, in->room[0], in->room[1]) \
    X(cartpool_bill, in->of.member, in->room[0], in->room[1]) \
    X(cartpool_explain, in->of.member, in->room[0], in->room[1]) \
    X(cartpool_settlement, in->of.member, in->room[0], in->room[1]) \
    X(cartpool_event, in->of.member, in->number, in->room[0], in->room[1]) \
    X(cartpool_blame, in->of.member, in->number, in->room[0], in->room[1]) \
    X(cartpool_events_since, in->of.member, in->cursor, in->room[0], in->room[1]) \
    X(cartpool_total, in->of.member, in->room[0]) \
    X(cartpool_version, in->of.member, in->room[0]) \
    X(cartpool_verify, in->of.member) \
    X(cartpool_health, in->of.engine, in->room[0]) \
    X(cartpool_epoch, in->of.engine, in->room[0]) \
    X(cartpool_engine_drain, in->of.engine, in->number, in->room[0]) \

#define OTHER_ENTRIES(X) \
    X(cartpool_engine_open, NULL, in->room[0]) \
    X(cartpool_token_new, in->room[0]) \
    X(cartpool_token_hash, in->text, in->room[0]) \
    X(cartpool_cursor_parse, in->text, in->room[0]) \
    X(cartpool_cursor_text, in->cursor, in->room[0]) \

