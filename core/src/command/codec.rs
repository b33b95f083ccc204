//! Commands as bytes, and how many bytes of text they carry.

use super::Command;
use crate::error::{Error, ErrorCode, Result};
use crate::limits::Limits;

impl Command<'_> {
    /// The command as bytes: what its payload hash is made of, and what a queue may keep.
    ///
    /// # Panics
    /// Never: a command holds nothing that cannot be encoded.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("a command holds nothing unencodable")
    }

    /// Bytes of the texts in the command: what bounds its size.
    #[must_use]
    pub(crate) fn text_bytes(&self) -> usize {
        let optional = |text: Option<&str>| text.map_or(0, str::len);
        let list = |texts: &[&str]| texts.iter().map(|text| text.len() + 1).sum::<usize>();
        match self {
            Self::AddItem { sku, options, note, beneficiaries, .. } => {
                let pairs = options.iter().map(|o| o.key.len() + o.value.len() + 2);
                sku.len() + pairs.sum::<usize>() + optional(*note) + list(beneficiaries)
            }
            Self::CreateCart { owner, currency, title, purpose, .. } => {
                owner.len() + currency.len() + optional(*title) + optional(*purpose)
            }
            Self::SetNote { note, .. } => optional(*note),
            Self::SetBeneficiaries { beneficiaries, .. } => list(beneficiaries),
            Self::SetReason { purpose, project, cost_centre, .. } => {
                optional(*purpose) + optional(*project) + optional(*cost_centre)
            }
            Self::AddMember { member, role } | Self::SetRole { member, role } => {
                member.len() + role.len()
            }
            Self::RemoveMember { member } | Self::OfferOwnership { member } => member.len(),
            Self::DefineRole {
                name, capabilities, categories_allowed, categories_denied, ..
            } => {
                name.len() + capabilities.len() + list(categories_allowed) + list(categories_denied)
            }
            Self::Invite { role, .. } => role.len(),
            Self::AcceptInvitation { token } => token.len(),
            Self::RenameCart { title, purpose } => optional(*title) + optional(*purpose),
            Self::AdjustQuantity { .. }
            | Self::SetQuantity { .. }
            | Self::RemoveItem { .. }
            | Self::Leave
            | Self::AcceptOwnership
            | Self::DeclineOwnership
            | Self::RevokeInvitation { .. }
            | Self::LockCart { .. }
            | Self::UnlockCart
            | Self::SetPolicies { .. }
            | Self::CloseCart
            | Self::Reprice => 0,
            Self::Bill(command) => command.text_bytes(),
            Self::Pledge { campaign, sku, .. } => campaign.len() + optional(*sku),
            Self::FollowCampaign { campaign } => campaign.len(),
        }
    }
}

impl<'a> Command<'a> {
    /// Reads what [`Command::encode`] writes; whatever else the bytes hold is refused.
    ///
    /// # Errors
    /// `exceeds_command_bytes_max` above 64 KiB, `command_not_valid`.
    pub fn decode(bytes: &'a [u8]) -> Result<Self> {
        let max = Limits::HARD.command_bytes_max;
        if bytes.len() > max as usize {
            return Err(Error::limit(ErrorCode::ExceedsCommandBytesMax, max));
        }
        match postcard::take_from_bytes(bytes) {
            Ok((command, [])) => Ok(command),
            _ => Err(ErrorCode::CommandNotValid.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A retry is recognised by what it was encoded to, in a later release too.
    #[test]
    fn every_command_keeps_its_tag() {
        const VERBS: [&str; 25] = [
            "create_cart",
            "add_item",
            "adjust_quantity",
            "set_quantity",
            "remove_item",
            "set_note",
            "set_beneficiaries",
            "set_reason",
            "add_member",
            "remove_member",
            "leave",
            "set_role",
            "define_role",
            "offer_ownership",
            "accept_ownership",
            "decline_ownership",
            "invite",
            "revoke_invitation",
            "accept_invitation",
            "lock_cart",
            "unlock_cart",
            "set_policies",
            "rename_cart",
            "close_cart",
            "reprice",
        ];
        for (tag, verb) in (0..).zip(VERBS) {
            let mut bytes = [0; 80];
            bytes[0] = tag;
            let (command, _): (Command<'_>, _) = postcard::take_from_bytes(&bytes).unwrap();
            assert_eq!(command.verb(), verb);
        }
        assert!(postcard::take_from_bytes::<Command<'_>>(&[25; 80]).is_err());
        for (tag, verb) in [(26, "pledge"), (27, "follow_campaign")] {
            let mut bytes = [0; 80];
            bytes[0] = tag;
            let (command, _): (Command<'_>, _) = postcard::take_from_bytes(&bytes).unwrap();
            assert_eq!(command.verb(), verb);
        }
        assert!(postcard::take_from_bytes::<Command<'_>>(&[28; 80]).is_err());
    }

    #[test]
    fn a_command_with_money_survives_its_bytes() {
        for amount in ["4.50", "0", "0.000125"] {
            let command = Command::AddItem {
                sku: "TEA",
                quantity: 2,
                unit_price: Some(crate::parse_amount(amount).unwrap()),
                options: vec![crate::ItemOption { key: "size", value: "L" }],
                note: Some("for mum"),
                beneficiaries: vec!["ana"],
                separate: true,
            };
            assert_eq!(Command::decode(&command.encode()).unwrap(), command);
        }
        let capped = Command::DefineRole {
            name: "kid",
            capabilities: vec![crate::Capability::AddItems],
            money_cap: Some(crate::parse_amount("5").unwrap()),
            categories_allowed: vec![],
            categories_denied: vec!["sweets"],
        };
        assert_eq!(Command::decode(&capped.encode()).unwrap(), capped);
    }
}
