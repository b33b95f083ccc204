'use strict'

const native = require('./native.js')
const { Held } = require('./hold.js')
const { CartpoolError, ENTRIES_MAX, HANDLE, bag, parsed, settled, signalOf, told } = require('./refusal.js')
const { CampaignWatch } = require('./watch.js')

/** Lays a list out as a column; what is no list goes on, to be refused, and so does one that is too long, cut behind the bound. */
function column(list, pick) {
  if (!Array.isArray(list)) return list
  // Not the list's own map, which may answer anything.
  return Array.from({ length: Math.min(list.length, ENTRIES_MAX + 1) }, (_, place) => pick(list[place]))
}

const field = (name) => (entry) => entry?.[name]
const skuOf = (entry) => (typeof entry === 'object' && entry !== null ? entry.sku : entry)

/** What `createCampaign` takes, as native code takes it. */
function laidOut(campaign, currency, skus, tiers, closesAtMs, given) {
  const { measure, minimum, maximum, memberMin, memberMax, leader, opensAtMs, locksAtMs, atDeadline, extensionMs } = bag(given)
  return [
    campaign, currency, column(skus, skuOf), column(skus, field('unitPrice')), column(tiers, field('threshold')),
    column(tiers, field('percent')), column(tiers, field('unitPrice')), closesAtMs, measure, minimum, maximum, memberMin,
    memberMax, leader, opensAtMs, locksAtMs, atDeadline, extensionMs,
  ]
}

/** What an engine does with campaigns. */
class Campaigns extends Held {
  /** Opens a campaign, which carts then pledge to; answers with its version. */
  createCampaign(...given) {
    return parsed(native.engineCreateCampaign(this[HANDLE], false, ...laidOut(...given)))
  }

  /** A campaign as it is. */
  campaign(campaign) {
    return parsed(native.engineCampaign(this[HANDLE], false, campaign))
  }

  /** What is to be ordered: for each cart and member, and in all. */
  campaignList(campaign) {
    return parsed(native.engineCampaignList(this[HANDLE], false, campaign))
  }

  /** Calls a campaign off; answers with its version. */
  cancelCampaign(campaign) {
    return parsed(native.engineCancelCampaign(this[HANDLE], false, campaign))
  }

  /** Says that a campaign which goes ahead has been ordered; answers with its version. */
  orderCampaign(campaign) {
    return parsed(native.engineOrderCampaign(this[HANDLE], false, campaign))
  }

  /** Follows a campaign; `for await` gives it anew after each change. */
  watchCampaign(campaign, given) {
    const signal = signalOf(given)
    return new CampaignWatch(settled(native.engineWatchCampaign(this[HANDLE], campaign)), signal)
  }
}

/** The answer of native code that works on another thread. */
async function promised(begun) {
  const { answer, refusal } = JSON.parse(await told(begun))
  if (refusal !== undefined) throw new CartpoolError(refusal)
  return answer
}

/** The same with promises for answers: the event loop goes on. */
class CampaignPromises {
  #engine

  constructor(engine) {
    this.#engine = engine
  }

  async createCampaign(...given) {
    return await promised(native.engineCreateCampaign(this.#engine[HANDLE], true, ...laidOut(...given)))
  }

  async campaign(campaign) {
    return await promised(native.engineCampaign(this.#engine[HANDLE], true, campaign))
  }

  async campaignList(campaign) {
    return await promised(native.engineCampaignList(this.#engine[HANDLE], true, campaign))
  }

  async cancelCampaign(campaign) {
    return await promised(native.engineCancelCampaign(this.#engine[HANDLE], true, campaign))
  }

  async orderCampaign(campaign) {
    return await promised(native.engineOrderCampaign(this.#engine[HANDLE], true, campaign))
  }
}

module.exports = { CampaignPromises, Campaigns }
