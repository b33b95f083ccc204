import type { Following } from '../index'
import type { CampaignList, CampaignMeasure, CampaignView, DeadlinePolicy, Integer } from './vocabulary'

/** A SKU of a campaign, with a regular price of its own; the price list's price now unless given. */
export interface CampaignSku {
  /** The SKU. */
  sku: string
  /** Its regular price, as an exact decimal. */
  unitPrice?: string | null | undefined
}

/** A price that a campaign reaches: so many percent off, or for a campaign of one SKU a price. */
export type CampaignTier =
  | { threshold: Integer; percent: string; unitPrice?: null | undefined }
  | { threshold: Integer; unitPrice: string; percent?: null | undefined }

/** What a campaign offers beside SKUs and tiers, to whom, and until when. */
export interface CampaignTerms {
  /** What thresholds count; `'quantity'` unless given. */
  measure?: CampaignMeasure | undefined
  /** At how much it tips; the first tier's threshold unless given, or 1 without tiers. */
  minimum?: Integer | null | undefined
  /** Units it takes in all; what is beyond waits. */
  maximum?: Integer | null | undefined
  /** Units a pledge has at least. */
  memberMin?: Integer | null | undefined
  /** Units one member may pledge, over all carts. */
  memberMax?: Integer | null | undefined
  /** Who leads it: who may top up. */
  leader?: string | null | undefined
  /** When it opens, in Unix milliseconds; at once unless given. */
  opensAtMs?: Integer | null | undefined
  /** From when on pledges only grow, in Unix milliseconds; the deadline unless given. */
  locksAtMs?: Integer | null | undefined
  /** What becomes of it below its minimum at its deadline; `'fail'` unless given. */
  atDeadline?: DeadlinePolicy | undefined
  /** By how many milliseconds it is extended, or how long its leader may top up. */
  extensionMs?: Integer | null | undefined
}

/** What an engine does with campaigns. On a file each waits for the disk; `promises` has the same, off the event loop. */
export interface Campaigns {
  /**
   * Opens a campaign, which carts then pledge to; answers with its version. Asked again with the same terms it changes nothing.
   * Thresholds are units, members, or minor units of money; the deadline is in Unix milliseconds, at most a year ahead.
   *
   * Refusals: `engine_is_closed`, `campaign_id_not_valid`, `currency_not_valid`, `price_not_found`, `price_not_valid`,
   * `exceeds_unit_price_max`, `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`,
   * `exceeds_campaign_skus_max`, `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`,
   * `exceeds_memory_max`.
   *
   * @example
   * const engine = Engine.open()
   * engine.setPrice('HONEY', 'EUR', '9.00')
   * const tomorrow = engine.nowMs + 86_400_000
   * engine.createCampaign('honey', 'EUR', ['HONEY'], [{ threshold: 10, percent: '10' }], tomorrow)
   * const ana = engine.createCart('ana', 'EUR').member('ana')
   * ana.pledge('honey', 9)
   * assert.equal(ana.whatWouldTip('honey').missing, 1)
   * ana.pledge('honey', 1)
   * assert.equal(ana.total().amount, '81.00')
   */
  createCampaign(
    campaign: string,
    currency: string,
    skus: readonly (string | CampaignSku)[],
    tiers: readonly CampaignTier[],
    closesAtMs: Integer,
    terms?: CampaignTerms,
  ): number
  /**
   * A campaign as it is. Where its deadline has passed, that is worked off first.
   *
   * Refusals: `engine_is_closed`, `campaign_not_found`.
   */
  campaign(campaign: string): CampaignView
  /**
   * What is to be ordered: for each cart and member, and in all. While pledges change it is of no one moment; once the campaign
   * has closed it is final. Refusals: as `campaign`.
   */
  campaignList(campaign: string): CampaignList
  /**
   * Calls a campaign off: all pledges leave their carts. Answers with its version.
   *
   * Refusals: as `campaign`, and `campaign_is_over` where it was ordered or has failed.
   */
  cancelCampaign(campaign: string): number
  /**
   * Says that a campaign which goes ahead has been ordered; answers with its version.
   *
   * Refusals: as `campaign`, and `campaign_is_over` where it has failed or was cancelled, `campaign_is_not_closed`.
   */
  orderCampaign(campaign: string): number
  /**
   * Follows a campaign: `for await` gives it as it is, and anew after each change.
   *
   * Refusals: as `campaign`, and `exceeds_watches_max`.
   *
   * @example
   * const engine = Engine.open()
   * engine.setPrice('HONEY', 'EUR', '9.00')
   * engine.createCampaign('honey', 'EUR', ['HONEY'], [{ threshold: 10, unitPrice: '8.00' }], engine.nowMs + 86_400_000)
   * const ana = engine.createCart('ana', 'EUR').member('ana')
   * for await (const { isTipped, reached } of engine.watchCampaign('honey')) {
   *   if (isTipped) break
   *   ana.pledge('honey', 10 - reached)
   * }
   * assert.equal(ana.total().amount, '80.00')
   */
  watchCampaign(campaign: string, options?: { signal?: AbortSignal | undefined }): CampaignWatch
}

/** Follows one campaign. */
export class CampaignWatch implements AsyncIterable<CampaignView> {
  private constructor()
  /** The campaign as it is; the watch waits for what comes after. */
  view(): CampaignView
  /**
   * Resolves when the campaign has changed since it was last viewed, or the watch was closed. Keeps no process alive.
   *
   * Refusals: `engine_is_closed`, `campaign_not_found`.
   */
  changed(options?: { signal?: AbortSignal | undefined }): Promise<void>
  /** Ends the watch; whoever waits for it stops waiting. */
  close(): void
  /** The campaign as it is, and anew after each change, until the signal aborts or the loop is left. */
  [Symbol.asyncIterator](): Following<CampaignView>
  /** As `close()`. */
  [Symbol.dispose](): void
  /** As `close()`. */
  [Symbol.asyncDispose](): Promise<void>
}
