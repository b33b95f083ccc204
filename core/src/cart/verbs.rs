//! The verbs, with what they must have. [`Command`] documents each.

use super::Member;
use crate::command::{BillCommand, Command, ItemOption};
use crate::error::Result;
use crate::id::{LineId, TokenHash};
use crate::policy::SplitRule;
use crate::prices::Amount;

impl Member {
    /// Adds `quantity` of `sku`: [`Command::AddItem`].
    ///
    /// # Errors
    /// Those of the command.
    #[inline]
    pub fn add_item(&self, sku: &str, quantity: u32) -> Result<u64> {
        self.commit(&Command::AddItem {
            sku,
            quantity,
            unit_price: None,
            options: Vec::new(),
            note: None,
            beneficiaries: Vec::new(),
            separate: false,
        })
    }

    /// Changes a line's quantity by `delta`: [`Command::AdjustQuantity`].
    ///
    /// # Errors
    /// Those of the command.
    #[inline]
    pub fn adjust_quantity(&self, line: LineId, delta: i32) -> Result<u64> {
        self.commit(&Command::AdjustQuantity { line, delta })
    }

    /// Sets a line's quantity: [`Command::SetQuantity`].
    ///
    /// # Errors
    /// Those of the command.
    #[inline]
    pub fn set_quantity(&self, line: LineId, quantity: u32) -> Result<u64> {
        self.commit(&Command::SetQuantity { line, quantity, seen_quantity: None })
    }

    /// Removes a line: [`Command::RemoveItem`].
    ///
    /// # Errors
    /// Those of the command.
    #[inline]
    pub fn remove_item(&self, line: LineId) -> Result<u64> {
        self.commit(&Command::RemoveItem { line })
    }

    /// Writes or clears a line's note: [`Command::SetNote`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn set_note(&self, line: LineId, note: Option<&str>) -> Result<u64> {
        self.commit(&Command::SetNote { line, note })
    }

    /// Says for whom a line is: [`Command::SetBeneficiaries`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn set_beneficiaries(&self, line: LineId, beneficiaries: &[&str]) -> Result<u64> {
        self.commit(&Command::SetBeneficiaries { line, beneficiaries: beneficiaries.to_vec() })
    }

    /// Seats a member: [`Command::AddMember`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn add_member(&self, member: &str, role: &str) -> Result<u64> {
        self.commit(&Command::AddMember { member, role })
    }

    /// Removes a member: [`Command::RemoveMember`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn remove_member(&self, member: &str) -> Result<u64> {
        self.commit(&Command::RemoveMember { member })
    }

    /// Leaves the cart: [`Command::Leave`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn leave(&self) -> Result<u64> {
        self.commit(&Command::Leave)
    }

    /// Gives a member another role: [`Command::SetRole`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn set_role(&self, member: &str, role: &str) -> Result<u64> {
        self.commit(&Command::SetRole { member, role })
    }

    /// Offers ownership: [`Command::OfferOwnership`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn offer_ownership(&self, member: &str) -> Result<u64> {
        self.commit(&Command::OfferOwnership { member })
    }

    /// Accepts the ownership offered: [`Command::AcceptOwnership`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn accept_ownership(&self) -> Result<u64> {
        self.commit(&Command::AcceptOwnership)
    }

    /// Declines or takes back the offer: [`Command::DeclineOwnership`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn decline_ownership(&self) -> Result<u64> {
        self.commit(&Command::DeclineOwnership)
    }

    /// Makes an invitation by link: [`Command::Invite`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn invite(&self, token_hash: TokenHash, role: &str) -> Result<u64> {
        self.commit(&Command::Invite { token_hash, role, uses_max: None, expires_at_ms: None })
    }

    /// Ends an invitation: [`Command::RevokeInvitation`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn revoke_invitation(&self, invitation: u64) -> Result<u64> {
        self.commit(&Command::RevokeInvitation { invitation })
    }

    /// Joins by a token: [`Command::AcceptInvitation`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn accept_invitation(&self, token: &str) -> Result<u64> {
        self.commit(&Command::AcceptInvitation { token })
    }

    /// Holds the cart for 15 minutes: [`Command::LockCart`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn lock_cart(&self) -> Result<u64> {
        self.commit(&Command::LockCart { until_ms: None })
    }

    /// Ends the hold: [`Command::UnlockCart`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn unlock_cart(&self) -> Result<u64> {
        self.commit(&Command::UnlockCart)
    }

    /// Writes title and purpose: [`Command::RenameCart`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn rename_cart(&self, title: Option<&str>, purpose: Option<&str>) -> Result<u64> {
        self.commit(&Command::RenameCart { title, purpose })
    }

    /// Closes the cart for good: [`Command::CloseCart`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn close_cart(&self) -> Result<u64> {
        self.commit(&Command::CloseCart)
    }

    /// Brings the prices up to date, as the host: [`Command::Reprice`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn reprice(&self) -> Result<u64> {
        self.commit(&Command::Reprice)
    }

    /// Chooses how the lines are shared, with each member's part as decimal text: [`BillCommand::SetSplit`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn set_split(&self, rule: SplitRule, parts: &[(&str, &str)]) -> Result<u64> {
        let parts = parts.iter().map(|(key, value)| ItemOption { key, value }).collect();
        self.commit(&Command::Bill(BillCommand::SetSplit {
            rule,
            parts,
            spares_late_joiners: false,
        }))
    }

    /// Pledges to a campaign of one SKU: [`Command::Pledge`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn pledge(&self, campaign: &str, quantity: u32) -> Result<u64> {
        self.commit(&Command::Pledge { campaign, sku: None, quantity })
    }

    /// Brings the cart up to a campaign, as the host: [`Command::FollowCampaign`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn follow_campaign(&self, campaign: &str) -> Result<u64> {
        self.commit(&Command::FollowCampaign { campaign })
    }

    /// Enters a coupon: [`BillCommand::RedeemCoupon`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn redeem_coupon(&self, code: &str) -> Result<u64> {
        self.commit(&Command::Bill(BillCommand::RedeemCoupon { code }))
    }

    /// Fixes the bill: [`BillCommand::FixBill`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn fix_bill(&self) -> Result<u64> {
        self.commit(&Command::Bill(BillCommand::FixBill))
    }

    /// Takes the fixing back: [`BillCommand::ReopenBill`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn reopen_bill(&self) -> Result<u64> {
        self.commit(&Command::Bill(BillCommand::ReopenBill))
    }

    /// Records that a member paid the merchant: [`BillCommand::RecordPayment`].
    ///
    /// # Errors
    /// `price_not_valid` for an amount that is none; those of the command.
    #[allow(clippy::needless_pass_by_value, reason = "callers pass a text or a decimal")]
    pub fn record_payment(&self, payer: &str, amount: impl Amount) -> Result<u64> {
        let amount = amount.decimal()?;
        self.commit(&Command::Bill(BillCommand::RecordPayment { payer, amount }))
    }

    /// Records that one member paid another: [`BillCommand::RecordTransfer`].
    ///
    /// # Errors
    /// `price_not_valid` for an amount that is none; those of the command.
    #[allow(clippy::needless_pass_by_value, reason = "callers pass a text or a decimal")]
    pub fn record_transfer(&self, payer: &str, payee: &str, amount: impl Amount) -> Result<u64> {
        let amount = amount.decimal()?;
        self.commit(&Command::Bill(BillCommand::RecordTransfer { payer, payee, amount }))
    }

    /// Gives back what was paid for so many of a line: [`BillCommand::RefundItem`].
    ///
    /// # Errors
    /// Those of the command.
    pub fn refund_item(&self, line: LineId, quantity: u32) -> Result<u64> {
        self.commit(&Command::Bill(BillCommand::RefundItem { line, quantity }))
    }
}
