// The cart as the feed tells it: a fold over events. The page holds no other copy of the truth.

import { lineTotal } from './money.js';

const STORY_MAX = 200;

export class Cart {
  version = 0;
  title = null;
  status = 'open';
  lines = new Map();
  members = new Map();
  lock = null;
  offeredTo = null;
  /** Who may edit lines, by name. */
  edit = 'open';
  split = { rule: 'equal', parts: [] };
  /** Who treats the others, if anybody does. */
  sponsor = null;
  /** The events, newest last, for the story. */
  story = [];
  /** What each line ever was, so that the story can name removed ones. */
  skus = new Map();

  /** A cart that starts from a snapshot, where the history no longer reaches back. */
  static from(view) {
    const cart = new Cart();
    cart.version = view.version;
    cart.title = view.title;
    cart.status = view.status;
    for (const line of view.lines) {
      cart.skus.set(line.line, line.sku);
      cart.lines.set(line.line, {
        id: line.line,
        sku: line.sku,
        quantity: line.quantity,
        unitPrice: line.unit_price,
        note: line.note,
        campaign: line.campaign,
        addedBy: line.added_by,
        changedBy: line.changed_by,
        addedAt: line.added_at_ms,
        beneficiaries: line.beneficiaries,
        contested: null,
      });
    }
    for (const member of view.members) cart.members.set(member.id, member.role);
    cart.lock = view.lock && { holder: view.lock.holder, until: view.lock.until_ms };
    cart.offeredTo = view.ownership_offered_to;
    cart.edit = view.policies.edit;
    cart.split = { rule: view.split.rule, parts: view.split.parts };
    cart.sponsor = view.split.sponsor;
    return cart;
  }

  apply(event) {
    this.version = event.version;
    FOLDS[event.name]?.(this, event);
    this.story.push(event);
    if (this.story.length > STORY_MAX) this.story.shift();
  }

  total(lines = this.lines.values()) {
    let sum = 0n;
    for (const line of lines) sum += lineTotal(line.unitPrice, line.quantity);
    return sum;
  }

  /** How many things, of all kinds. */
  count() {
    let sum = 0;
    for (const line of this.lines.values()) sum += line.quantity;
    return sum;
  }

  /** How many of `sku`, over all its lines. */
  held(sku) {
    let sum = 0;
    for (const line of this.lines.values()) if (line.sku === sku) sum += line.quantity;
    return sum;
  }

  /** The hold in force at `now`, if there is one. */
  holdAt(now) {
    return this.lock && this.lock.until > now ? this.lock : null;
  }
}

/** A new line, bought or pledged. */
function added(cart, event) {
  cart.skus.set(event.line, event.sku);
  cart.lines.set(event.line, {
    id: event.line,
    sku: event.sku,
    quantity: event.quantity,
    unitPrice: event.unit_price,
    note: event.note ?? null,
    campaign: event.campaign ?? null,
    addedBy: event.by,
    changedBy: event.by,
    addedAt: event.at_ms,
    beneficiaries: event.beneficiaries ?? [],
    contested: null,
  });
}

function repriced(cart, event) {
  for (const change of event.changes) {
    const line = cart.lines.get(change.line);
    if (line) line.unitPrice = change.unit_price;
  }
}

/** The line is now `quantity`; whatever was contested is settled by the new change. */
function changed(cart, event, contested = null) {
  const line = cart.lines.get(event.line);
  if (!line) return;
  line.quantity = event.quantity;
  line.changedBy = event.by;
  line.contested = contested;
}

/** Whether a group buy brought bad news: it came to nothing, took less than was pledged, or costs more again. */
function isLoss({ status, changes, cuts }) {
  const isDearer = ({ old_unit_price: before, unit_price: now }) => lineTotal(now, 1) > lineTotal(before, 1);
  return status === 'failed' || status === 'cancelled' || cuts.length > 0 || changes.some(isDearer);
}

function gone(cart, member) {
  cart.members.delete(member);
  if (cart.lock?.holder === member) cart.lock = null;
  if (cart.offeredTo === member) cart.offeredTo = null;
}

const FOLDS = {
  cart_created(cart, event) {
    cart.title = event.title;
    cart.edit = event.policies.edit;
    cart.members.set(event.owner, 'owner');
  },
  item_added: added,
  pledged: added,
  item_increased: (cart, event) => changed(cart, event),
  quantity_adjusted: (cart, event) => changed(cart, event),
  quantity_set(cart, event) {
    const contested = { by: event.by, from: event.old_quantity, to: event.quantity };
    changed(cart, event, event.is_contested ? contested : null);
  },
  item_removed: (cart, event) => cart.lines.delete(event.line),
  note_set(cart, event) {
    const line = cart.lines.get(event.line);
    if (!line) return;
    line.note = event.note;
    line.changedBy = event.by;
  },
  beneficiaries_set(cart, event) {
    const line = cart.lines.get(event.line);
    if (!line) return;
    line.beneficiaries = event.beneficiaries;
    line.changedBy = event.by;
  },
  split_set(cart, event) {
    cart.split = { rule: event.rule, parts: event.parts };
  },
  sponsor_set(cart, event) {
    cart.sponsor = event.sponsor;
  },
  policies_set(cart, event) {
    cart.edit = event.policies.edit;
  },
  repriced,
  /** What became of a group buy: new prices, and pledges that it does not take. */
  campaign_followed(cart, event) {
    repriced(cart, event);
    for (const { line, quantity } of event.cuts) {
      if (quantity === 0) cart.lines.delete(line);
      else changed(cart, { line, quantity, by: cart.lines.get(line)?.changedBy });
    }
    event.isLoss = isLoss(event);
  },
  member_added: (cart, event) => cart.members.set(event.member, event.role),
  invitation_accepted: (cart, event) => cart.members.set(event.member, event.role),
  member_left: (cart, event) => gone(cart, event.by),
  member_removed: (cart, event) => gone(cart, event.member),
  role_set: (cart, event) => cart.members.set(event.member, event.role),
  ownership_offered(cart, event) {
    cart.offeredTo = event.member;
  },
  ownership_declined(cart) {
    cart.offeredTo = null;
  },
  ownership_accepted(cart, event) {
    cart.members.set(event.old_owner, 'admin');
    cart.members.set(event.by, 'owner');
    cart.offeredTo = null;
  },
  cart_locked(cart, event) {
    cart.lock = { holder: event.by, until: event.until_ms };
  },
  cart_unlocked(cart) {
    cart.lock = null;
  },
  cart_renamed(cart, event) {
    cart.title = event.title;
  },
  cart_closed(cart) {
    cart.status = 'closed';
  },
};
