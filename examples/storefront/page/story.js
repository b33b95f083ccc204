// What happened, in words.

import { plain } from './dom.js';
import { showDecimal } from './money.js';

/** One sentence for an event; `shop` names people and things. Events without a sentence are left out. */
export function sentence(event, shop) {
  const tell = SENTENCES[event.name];
  if (!tell) return null;
  const who = event.by === null ? 'The shop' : shop.called(event.by);
  return tell(event, who, shop.thing(event.line), shop.called.bind(shop), shop.thing.bind(shop));
}

const ROLES = {
  owner: 'owner',
  admin: 'admin',
  approver: 'approver',
  editor: 'editor',
  contributor: 'contributor',
  suggester: 'suggester',
  viewer: 'viewer',
  link_preview: 'onlooker',
};

const RULES = {
  equal: 'equally',
  by_line: 'by who added what',
  by_weight: 'by weight',
  by_percent: 'by percent',
  exact: 'by amounts',
  single_payer: 'so that one pays',
};

/** What became of a group buy, as this cart took it over. */
function followed({ status, tiers_reached: tier, changes, cuts, isLoss }, thingOf) {
  const prices = changes.map(({ line, unit_price: price }) => `${thingOf(line)} now costs ${showDecimal(price)}`);
  const lost = cuts.map(({ line, old_quantity: before, quantity }) =>
    quantity === 0 ? `${thingOf(line)} left the cart` : `${quantity} of ${before} × ${thingOf(line)} stay`);
  const step = isLoss ? (tier > 0 ? `Back to step ${tier}` : 'Below the first step again') : `Step ${tier} is reached`;
  return [ENDINGS[status] ?? step, ...prices, ...lost].join(', ');
}

const ENDINGS = {
  closed: 'The group buy goes ahead',
  ordered: 'The shop has ordered the group buy',
  failed: 'The group buy did not come about',
  cancelled: 'The shop called the group buy off',
  topping_up: 'The group buy waits for its leader',
};

export const roleName = (role) => ROLES[role] ?? role;

const SENTENCES = {
  cart_created: (event, _who, _thing, called) => `${called(event.owner)} started the cart`,
  item_added: (event, who, thing) => `${who} added ${event.quantity} × ${thing}`,
  item_increased: (event, who, thing) =>
    `${who} added ${event.added} more × ${thing}, now ${event.quantity}`,
  quantity_adjusted: (event, who, thing) =>
    `${who} ${event.delta > 0 ? 'put in' : 'took out'} ${Math.abs(event.delta)} × ${thing}, now ${event.quantity}`,
  quantity_set: (event, who, thing) =>
    `${who} set ${thing} from ${event.old_quantity} to ${event.quantity}` +
    (event.is_contested ? ', while somebody else changed it' : ''),
  item_removed: (_event, who, thing) => `${who} removed ${thing}`,
  note_set: (event, who, thing) =>
    event.note ? `${who} noted on ${thing}: “${plain(event.note)}”` : `${who} cleared the note on ${thing}`,
  pledged: (event, who, thing) => `${who} pledged ${event.quantity} × ${thing}`,
  campaign_followed: (event, _who, _thing, _called, thingOf) => followed(event, thingOf),
  repriced: () => 'Prices changed',
  member_added: (event, _who, _thing, called) => `${called(event.member)} came in`,
  invitation_accepted: (event, _who, _thing, called) =>
    `${called(event.member)} joined as ${roleName(event.role)}`,
  member_left: (_event, who) => `${who} left`,
  member_removed: (event, who, _thing, called) => `${who} removed ${called(event.member, 'you')}`,
  role_set: (event, who, _thing, called) =>
    `${who} made ${called(event.member, 'you')} ${roleName(event.role)}`,
  ownership_offered: (event, who, _thing, called) => `${who} offered the cart to ${called(event.member, 'you')}`,
  ownership_accepted: (_event, who) => `${who} took the cart over`,
  ownership_declined: () => 'The offer of the cart ended',
  invited: (event, who) => `${who} made a link for ${roleName(event.role)}s`,
  invitation_revoked: (_event, who) => `${who} ended a link`,
  cart_locked: (_event, who) => `${who} locked the cart`,
  cart_unlocked: (_event, who) => `${who} unlocked the cart`,
  cart_renamed: (event, who) => (event.title ? `${who} named the cart “${plain(event.title)}”` : `${who} took the name away`),
  cart_closed: (_event, who) => `${who} closed the cart`,
  beneficiaries_set: (event, who, thing, called) => {
    const whom = event.beneficiaries.map((member) => called(member, 'you')).join(', ');
    return whom ? `${who} put ${thing} down for ${whom}` : `${who} let all share ${thing} again`;
  },
  split_set: (event, who) => `${who} split the bill ${RULES[event.rule]}`,
  sponsor_set: (event, who, _thing, called) =>
    event.sponsor ? `${called(event.sponsor)} ${called(event.sponsor) === 'You' ? 'pay' : 'pays'} for everybody` : `${who} ended the treat`,
  // What the shop puts on every bill is no news.
  adjustment_added: (event, who) =>
    event.by === null ? null : `${who} added a ${event.kind} of ${event.percent ? `${event.percent} %` : showDecimal(event.amount)}`,
  adjustment_removed: (event, who) => (event.coupon ? `${who} took coupon ${event.coupon} out` : `${who} took the tip out`),
  discount_added: (event, who) => (event.coupon ? `${who} entered coupon ${event.coupon}` : `${who} gave a discount`),
  bill_fixed: (event, who) => `${who} fixed the bill at ${showDecimal(event.total)}`,
  bill_reopened: (_event, who) => `${who} reopened the bill`,
  payment_recorded: (event, _who, _thing, called) => `${called(event.payer)} paid the shop ${showDecimal(event.amount)}`,
  transfer_recorded: (event, _who, _thing, called) =>
    `${called(event.payer)} paid ${called(event.payee, 'you')} ${showDecimal(event.amount)}`,
};
