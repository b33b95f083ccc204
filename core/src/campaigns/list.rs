//! The consolidated list of a campaign: what is to be ordered, for which cart and member, and in all.

use std::collections::BTreeMap;

use crate::engine::Engine;
use crate::error::{ErrorCode, Result};
use crate::id::CartId;
use crate::money::Money;
use crate::state::campaign::{CampaignState, Pledge};
use crate::view::{CampaignList, CampaignRow, CampaignTotal};

/// So many carts are read at a time.
const CARTS: usize = 256;

impl Engine {
    /// The consolidated list of a campaign. Takes time for every cart. While pledges change it is of no one moment; once the
    /// campaign has closed it is final. Of one that failed or was cancelled it is what had been pledged.
    ///
    /// # Errors
    /// `engine_is_closed`, `campaign_not_found`; with a store, those of reading it.
    pub fn campaign_list(&self, campaign: &str) -> Result<CampaignList> {
        let seen = self.campaign(campaign)?;
        let money = |minor| Money { minor, currency: seen.currency };
        let mut list = CampaignList {
            version: seen.version,
            rows: Vec::new(),
            members: Vec::new(),
            skus: Vec::new(),
        };
        let mut members: BTreeMap<String, (u64, i64)> = BTreeMap::new();
        let mut skus = vec![(0u64, 0i64); seen.skus.len()];
        let mut after = None;
        loop {
            let page = |state: &CampaignState| page(state, after);
            let page =
                self.see_campaign(campaign.as_bytes(), page)?.ok_or(ErrorCode::CampaignNotFound)?;
            let Some((last, _)) = page.last() else { break };
            after = Some(*last);
            for (cart, pledges) in page {
                let names = self.peek(cart, |cart, _| cart.names.clone()).unwrap_or_default();
                for (pledge, counted) in pledges {
                    let Some(entry) = seen.skus.get(usize::from(pledge.sku)) else { continue };
                    let member = names.get(pledge.seat).unwrap_or_default().to_owned();
                    let minor = entry.unit_price.line_total(counted, seen.currency);
                    let sums = members.entry(member.clone()).or_default();
                    for sums in
                        [Some(sums), skus.get_mut(usize::from(pledge.sku))].into_iter().flatten()
                    {
                        *sums = (sums.0 + u64::from(counted), sums.1.saturating_add(minor));
                    }
                    list.rows.push(CampaignRow {
                        cart,
                        member,
                        sku: entry.sku.clone(),
                        quantity: counted,
                        waiting: pledge.quantity - counted,
                        amount: money(minor),
                    });
                }
            }
        }
        let total = |name: String, (quantity, minor)| CampaignTotal {
            name,
            quantity,
            amount: money(minor),
        };
        list.members = members.into_iter().map(|(name, sums)| total(name, sums)).collect();
        let named = seen.skus.iter().zip(skus);
        list.skus = named.map(|(entry, sums)| total(entry.sku.clone(), sums)).collect();
        Ok(list)
    }
}

type CartPledges = (CartId, Vec<(Pledge, u32)>);

fn page(state: &CampaignState, after: Option<CartId>) -> Vec<CartPledges> {
    let carts = state.carts_after(after).take(CARTS);
    let pledges = carts.map(|(cart, known)| {
        let granted = known.list.iter().map(|pledge| (*pledge, state.granted(*cart, pledge)));
        (*cart, granted.collect())
    });
    pledges.collect()
}
