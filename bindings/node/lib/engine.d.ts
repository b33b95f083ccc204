// What an engine is opened with, and what it answers beside carts and campaigns.
import type { Decimals, Integer, Limits, Money } from './vocabulary'

/** Token buckets. */
export interface Rates {
  /** Commands a member may send each second, lastingly. */
  memberPerSecond: number
  /** Commands a member may send at once. */
  memberBurst: number
  /** Commands a cart takes each second, lastingly. */
  cartPerSecond: number
  /** Commands a cart takes at once. */
  cartBurst: number
}

/** How safe a change is once its verb has answered: in a process, against the end of a process, against a power cut. */
export type Durability = 'memory' | 'buffered' | 'synced'

/** How an engine is opened. */
export interface EngineOptions {
  /**
   * The file that keeps the carts, made if it is not there; other files are made beside it. Its folder lies on a local disk.
   * Any number of processes open the same one. In memory unless given.
   */
  path?: string | URL | undefined
  /** With a `path`: what an answer survives, `'synced'` a power cut, `'buffered'` the process. `'synced'` unless given. */
  durability?: 'synced' | 'buffered' | undefined
  /** Threads that open an engine by the same name share it; whoever opens first decides the rest. */
  name?: string | undefined
  /** Whose prices count: the price list's (the default), or those the caller gives to `addItem`. */
  prices?: 'list' | 'caller' | undefined
  /** Bounds other than the defaults. */
  limits?: Partial<Limits> | undefined
  /** `true` for the default rates; off by default. */
  rates?: boolean | Readonly<Rates> | undefined
  /**
   * How many bytes of memory the carts may take: in memory growth beyond it is refused; with a `path` carts that nobody came to
   * lately leave memory, and it is 1 GiB unless given.
   */
  maxBytes?: Integer | undefined
  /** For tests: a clock that stands here until `advanceClock`. */
  manualClockMs?: Integer | undefined
  /** For tests: reproducible randomness. Never for real carts. */
  seed?: Integer | undefined
}

/** What one `sweep` did. */
export interface Swept {
  /** Carts that had their turn. */
  lookedAt: number
  /** Carts that took over new prices, or what became of a campaign. */
  repriced: number
  /** Campaigns whose deadlines were worked off. */
  settled: number
  /** Whether every cart had its turn. */
  isDone: boolean
}

/** What a coupon gives, by exactly one rule as for `addDiscount`; and to whom, and when. */
export interface CouponTerms {
  /** So many percent off. */
  percent?: string | null | undefined
  /** So much off. */
  amount?: string | null | undefined
  /** From each quantity on, so many percent off: quantity to percent, as text. */
  tiers?: Decimals | undefined
  /** Of so many bought … */
  buy?: Integer | null | undefined
  /** … so many more are discounted. */
  get?: Integer | null | undefined
  /** Only these SKUs; none named means every line. */
  skus?: readonly string[] | undefined
  /** What it is called. */
  label?: string | null | undefined
  /** Whether it stands alone. */
  exclusive?: boolean | undefined
  /** Smaller applies first; 100 unless given. */
  priority?: Integer | null | undefined
  /** How often it may be used in all; without end unless given. */
  usesMax?: Integer | null | undefined
  /** How often one member may use it; without end unless given. */
  memberUsesMax?: Integer | null | undefined
  /** From when on it is valid, in Unix milliseconds. */
  validFromMs?: Integer | null | undefined
  /** Until when: from then on it is not. */
  validUntilMs?: Integer | null | undefined
}

/** A coupon, and how often it is used. */
export interface Coupon {
  /** What members enter. */
  code: string
  /** How often it was used. */
  uses: number
  /** How often it is about to be used: in carts whose bills are not fixed. */
  reserved: number
  /** How many members use it, or are about to. */
  members: number
  /** How often it may be used in all; null is without end. */
  usesMax: number | null
  /** How often one member may use it; null is without end. */
  memberUsesMax: number | null
  /** From when on it is valid, in Unix milliseconds. */
  validFromMs: number | null
  /** Until when: from then on it is not. */
  validUntilMs: number | null
}

/** What a group's members owe each other across its carts, in one currency. */
export interface Ledger {
  /** The group's id. */
  group: string
  /** The ISO 4217 code. */
  currency: string
  /** How many events it has had; 0 for a group that no cart spoke of. */
  version: number
  /** Everybody whom a cart names or who is not even, by their ids. Balances sum to zero, and so does what is behind. */
  members: LedgerMember[]
}

/** A member of a group. */
export interface LedgerMember {
  /** The member's id. */
  id: string
  /** What the group owes them; negative is what they owe. */
  balance: Money
  /** How many minor units they are behind with spare cents, as an exact decimal: who is furthest behind bears the next. */
  behind: string
}

/** How an engine is doing. */
export interface Health {
  /** Whether it takes commands: open, and no write has failed. */
  isWritable: boolean
  /** How safe a change is once it is answered. */
  durability: Durability
  /** Carts in memory. */
  carts: number
  /** Bytes they take, where a bound makes the engine count. */
  bytes: number
  /** Calls that wait to be written. */
  waiting: number
  /** Watches. */
  watches: number
  /** The position of the last frame in the file; 0 in memory. */
  position: number
  /** Carts that are in the log and not yet saved beside it; 0 in memory. */
  unsavedCarts: number
  /** Bytes of the file; 0 in memory. */
  fileBytes: number
}
