# @generated from core/src/command.rs by cargo gen
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from os import PathLike
from types import TracebackType
from typing import ClassVar, Literal, Self, TypeAlias, TypedDict, final
from uuid import UUID

from cartpool._names import (
    AdjustmentKind,
    AdjustmentRule,
    CampaignMeasure,
    CampaignMomentKind,
    CampaignStatus,
    Capability,
    CartStatus,
    CellReason,
    DeadlinePolicy,
    EditPolicy,
    Preset,
    RoundingLevel,
    RoundingMode,
    SplitRule,
)
from cartpool.events import Event

__all__ = [
    "Batch",
    "CampaignSku",
    "CampaignTier",
    "CampaignWatch",
    "Cart",
    "Coupon",
    "Cursor",
    "Engine",
    "Health",
    "Ledger",
    "LedgerMember",
    "Member",
    "Money",
    "Page",
    "Reset",
    "Revoked",
    "Swept",
    "Token",
    "Watch",
    "_after_fork_in_child",
    "_after_fork_in_parent",
    "_before_end",
    "_before_fork",
    "_tool",
    "CartView",
    "LineItem",
    "MemberEntry",
    "RoleEntry",
    "InvitationEntry",
    "CampaignEntry",
    "Policies",
    "AlreadyInCart",
    "PriceChange",
    "SplitPart",
    "QuantityTier",
    "BillPolicies",
    "MinorShare",
    "PledgeCut",
    "LockEntry",
    "AdjustmentEntry",
    "ShareEntry",
    "SponsorEntry",
    "Bill",
    "CellEntry",
    "Explanation",
    "TransferEntry",
    "Settlement",
    "CampaignSkuEntry",
    "CampaignTierEntry",
    "CampaignMoment",
    "TippingShare",
    "TippingPoint",
    "PledgeEntry",
    "CampaignView",
    "CampaignRow",
    "CampaignTotal",
    "CampaignList",
    "CartCreated",
    "ItemAdded",
    "ItemIncreased",
    "QuantityAdjusted",
    "QuantitySet",
    "ItemRemoved",
    "NoteSet",
    "BeneficiariesSet",
    "ReasonSet",
    "Repriced",
    "MemberAdded",
    "MemberRemoved",
    "MemberLeft",
    "RoleSet",
    "RoleDefined",
    "OwnershipOffered",
    "OwnershipAccepted",
    "OwnershipDeclined",
    "Invited",
    "InvitationRevoked",
    "InvitationAccepted",
    "CartLocked",
    "CartUnlocked",
    "PoliciesSet",
    "CartRenamed",
    "CartClosed",
    "SplitSet",
    "LineSplitSet",
    "LineSplitCleared",
    "MembersExcluded",
    "SponsorSet",
    "ShareMinimumSet",
    "AdjustmentSplitSet",
    "AdjustmentAdded",
    "AdjustmentRemoved",
    "DiscountAdded",
    "DestinationSet",
    "BillPoliciesSet",
    "GroupSet",
    "BillFixed",
    "BillReopened",
    "PaymentRecorded",
    "TransferRecorded",
    "ItemRefunded",
    "Pledged",
    "CampaignFollowed",
]

__version__: str
_surface: str

# Spelled so that a type checker reads a dict of mixed values as what is wanted: a dict is an `Iterable`, too.
_Words: TypeAlias = (
    Mapping[str, str] | ItemsView[str, str] | Sequence[tuple[str, str]] | Iterator[tuple[str, str]]
)
_Exact: TypeAlias = Decimal | int | str
_Decimals: TypeAlias = (
    Mapping[str, _Exact]
    | ItemsView[str, _Exact]
    | Sequence[tuple[str, _Exact]]
    | Iterator[tuple[str, _Exact]]
)
_Steps: TypeAlias = (
    Mapping[int, _Exact]
    | ItemsView[int, _Exact]
    | Sequence[tuple[int, _Exact]]
    | Iterator[tuple[int, _Exact]]
)

def _before_end() -> None: ...
def _before_fork() -> None: ...
def _after_fork_in_parent() -> None: ...
def _after_fork_in_child() -> None: ...
def _tool(words: list[str]) -> int: ...

class _Limits(TypedDict, total=False):
    lines_max: int
    """Lines in a cart."""
    quantity_max: int
    """Quantity of a line."""
    unit_price_max: int
    """Unit price, in minor units."""
    total_max: int
    """A cart's total, in minor units."""
    members_max: int
    """Members present in a cart."""
    seats_max: int
    """Seats a cart ever gives out; ex-members keep theirs."""
    invitations_max: int
    """Pending invitations of a cart."""
    invitation_uses_max: int
    """Uses of one invitation."""
    roles_max: int
    """Custom roles of a cart."""
    role_categories_max: int
    """Categories a role allows, and categories it denies."""
    id_bytes_max: int
    """Bytes of a SKU, a member id, a role name or a category."""
    title_chars_max: int
    """Characters of a title, a purpose, a project or a cost centre."""
    note_chars_max: int
    """Characters of a note."""
    options_max: int
    """Options of a line."""
    option_key_chars_max: int
    """Characters of an option's key."""
    option_value_chars_max: int
    """Characters of an option's value."""
    batch_commands_max: int
    """Commands in a batch."""
    batch_bytes_max: int
    """Encoded bytes of a batch."""
    command_bytes_max: int
    """Encoded bytes of a command."""
    event_bytes_max: int
    """Encoded bytes of an event."""
    cart_bytes_max: int
    """Bytes of a cart's state, without its history."""
    history_events_max: int
    """Events a cart keeps in memory, in blocks of 256."""
    command_ids_max: int
    """Applied command ids a cart remembers."""
    refused_ids_max: int
    """Refused command ids a cart remembers."""
    skus_max: int
    """SKUs the engine knows."""
    cart_watches_max: int
    """Watches of one cart."""
    engine_watches_max: int
    """Watches of the engine."""
    page_events_max: int
    """Events in one page of the feed."""
    adjustments_max: int
    """Adjustments, discounts and coupons of a cart."""
    coupons_max: int
    """Coupons of a cart."""
    splits_max: int
    """Lines of a cart with a rule, and lines with a destination of their own."""
    lock_ms_max: int
    """How far ahead a lock's deadline may be."""
    invitation_ms_max: int
    """How far ahead an invitation may expire."""
    accounts_max: int
    """Coupons of an engine without a store, its ledgers, and its campaigns."""
    coupon_members_max: int
    """Members who use one coupon."""
    coupon_uses_max: int
    """Uses of one coupon, whatever its terms allow."""
    ledger_members_max: int
    """Members in a group's ledger."""
    ledger_carts_max: int
    """Carts in a group's ledger that are not folded into its sums."""
    cart_campaigns_max: int
    """Campaigns that a cart has pledged to and that are not over."""
    campaign_skus_max: int
    """SKUs of a campaign."""
    campaign_tiers_max: int
    """Price tiers of a campaign."""
    campaign_carts_max: int
    """Carts that a campaign spans."""
    reservation_ms_max: int
    """How far ahead a reservation's deadline may be."""

class _Rates(TypedDict, total=False):
    member_per_second: int
    """Commands a second that one member may sustain."""
    member_burst: int
    """Commands one member may send at once."""
    cart_per_second: int
    """Commands a second that one cart may sustain."""
    cart_burst: int
    """Commands one cart may take at once."""

@final
class Engine:
    """The process-wide owner of carts.

    Open one a process and share it: every method may be called from any thread.
    """

    @staticmethod
    def open(
        path: str | PathLike[str] | None = None,
        *,
        durability: Literal["synced", "buffered"] | None = None,
        prices: Literal["list", "caller"] | None = None,
        limits: _Limits | None = None,
        rates: _Rates | bool | None = None,
        max_bytes: int | None = None,
        manual_clock_ms: int | None = None,
        seed: int | None = None,
    ) -> Engine:
        """Opens an engine: in memory, or on a file that keeps its carts and that any number of processes share.

        Args:
            path: The journal's file, made if it is not there; other files are made beside it. In memory unless given.
            durability: With a path: "synced" survives a power cut, "buffered" survives the process. "synced" unless given.
            prices: "list" takes prices from the price list only; "caller" lets `add_item` give them.
            limits: Bounds by name, where the defaults do not fit.
            rates: True for the default rates, or a dict of rates by name; off unless asked for.
            max_bytes: The most memory that carts may take. In memory unbounded unless given; on a file 1 GiB, and carts
                that nobody came to lately leave memory.
            manual_clock_ms: For tests: a clock that stands there until `advance_clock`.
            seed: For tests: randomness that repeats itself.

        Errors: `durability_not_valid`, `engine_is_forked` in a process that was forked without `os.fork`,
        `storage_not_found`, `storage_not_recognized`, `storage_too_new`, `storage_is_read_only`,
        `storage_is_damaged`, `storage_busy`, `storage_failed`, `limits_not_valid`.
        """

    @property
    def durability(self) -> Literal["synced", "buffered", "memory"]:
        """How safe a change is once its verb has returned: "synced", "buffered" or "memory"."""

    @property
    def epoch(self) -> int:
        """Which life of the log this is.

        A power cut that took buffered changes back begins another, and cursors start over.
        """

    def health(self) -> Health:
        """How the engine is doing.

        Errors: `engine_is_forked`.
        """

    def drain(self, timeout: float) -> bool:
        """Ends the engine: calls already begun are finished, and for at most `timeout` seconds carts are saved.

        The next opening is fast then. Returns whether everything was finished; nothing acknowledged is lost either way.

        Errors: `engine_is_forked`.
        """

    def create_cart(
        self,
        owner: str,
        currency: str,
        *,
        preset: Preset | None = None,
        title: str | None = None,
        purpose: str | None = None,
    ) -> Cart:
        """Makes a cart with its owner seated: version 1.

        Args:
            owner: The member who owns the cart: an opaque id, never an e-mail address.
            currency: The ISO 4217 code of the cart's one currency.
            preset: The setting that decides the first policies: "friends" unless given.
            title: What the cart is called.
            purpose: What the cart is for.

        Errors: `engine_is_closed`, `member_id_not_valid`, `currency_not_valid`, `exceeds_title_max`,
        `text_not_valid`, `exceeds_memory_max`.
        """

    def cart(self, id: str) -> Cart:
        """The cart with this id; checks only that it is an id.

        Errors: `cart_id_not_valid`.
        """

    def set_price(self, sku: str, currency: str, amount: Decimal | str) -> int:
        """Sets the price of one of `sku` and returns the price list's new version.

        Errors: `engine_is_closed`, `sku_not_valid`, `currency_not_valid`, `price_not_valid`,
        `exceeds_unit_price_max`, `exceeds_skus_max`.
        """

    def set_category(self, sku: str, category: str | None = None) -> int:
        """Files `sku` under a category, or under none, and returns the price list's new version.

        Errors: `engine_is_closed`, `sku_not_valid`, `category_not_valid`, `exceeds_skus_max`.
        """

    def price(self, sku: str, currency: str) -> Decimal:
        """The price list's price of one of `sku`.

        Errors: `engine_is_closed`, `currency_not_valid`, `price_not_found`.
        """

    def define_coupon(
        self,
        code: str,
        currency: str,
        *,
        percent: Decimal | str | None = None,
        amount: Decimal | str | None = None,
        tiers: _Steps | None = None,
        buy: int | None = None,
        get: int | None = None,
        skus: Iterable[str] | None = None,
        label: str | None = None,
        exclusive: bool | None = None,
        priority: int | None = None,
        uses_max: int | None = None,
        member_uses_max: int | None = None,
        valid_from_ms: int | None = None,
        valid_until_ms: int | None = None,
    ) -> int:
        """Defines a coupon, or defines it anew: what was used stays used. Returns the coupon's version.

        Codes are told apart to the letter.

        Args:
            code: What members enter.
            currency: The currency of the carts it is for.
            percent: So many percent off.
            amount: So much off.
            tiers: From each quantity on, so many percent off.
            buy: Of so many bought …
            get: … so many more are discounted.
            skus: Only these SKUs; none named means every line.
            label: What it is called.
            exclusive: Whether it stands alone.
            priority: Smaller applies first; 100 unless given.
            uses_max: How often it may be used in all; without end unless given.
            member_uses_max: How often one member may use it; without end unless given.
            valid_from_ms: From when on it is valid, in Unix milliseconds.
            valid_until_ms: Until when: from then on it is not.

        Errors: `engine_is_closed`, `coupon_code_not_valid`, `currency_not_valid`, `coupon_terms_not_valid`,
        those of `Member.add_discount`, `exceeds_event_bytes_max`, `exceeds_accounts_max`, `exceeds_memory_max`.
        """

    def coupon(self, code: str) -> Coupon:
        """A coupon, and how often it is used.

        Errors: `engine_is_closed`, `coupon_not_found`.
        """

    def create_campaign(
        self,
        campaign: str,
        currency: str,
        skus: Iterable[str | CampaignSku],
        tiers: Iterable[CampaignTier],
        closes_at_ms: int,
        *,
        measure: CampaignMeasure | None = None,
        minimum: int | None = None,
        maximum: int | None = None,
        member_min: int | None = None,
        member_max: int | None = None,
        leader: str | None = None,
        opens_at_ms: int | None = None,
        locks_at_ms: int | None = None,
        at_deadline: DeadlinePolicy | None = None,
        extension_ms: int | None = None,
    ) -> int:
        """Opens a campaign, which carts then pledge to. Returns the campaign's version.

        Asked again with the same terms it changes nothing.

        Args:
            campaign: The campaign's id.
            currency: The currency of the carts it is for.
            skus: What it is for: SKUs at the price list's prices now, or `CampaignSku` with a price of its own.
            tiers: Its price tiers, lowest first; there may be none.
            closes_at_ms: Its deadline, in Unix milliseconds, at most a year ahead.
            measure: What thresholds count: "quantity" unless given.
            minimum: At how much it tips; the first tier's threshold unless given, or 1 without tiers.
            maximum: Units it takes in all; what is beyond waits.
            member_min: Units a pledge has at least.
            member_max: Units one member may pledge, over all carts.
            leader: Who leads it: who may top up.
            opens_at_ms: When it opens, in Unix milliseconds; at once unless given.
            locks_at_ms: From when on pledges only grow, in Unix milliseconds; the deadline unless given.
            at_deadline: What becomes of it below its minimum at its deadline: "fail" unless given.
            extension_ms: By how long it is extended, or how long its leader may top up.

        Errors: `engine_is_closed`, `campaign_id_not_valid`, `currency_not_valid`, `price_not_found`, `price_not_valid`,
        `exceeds_unit_price_max`, `percent_not_valid`, `campaign_already_exists`, `sku_not_valid`, `member_id_not_valid`,
        `exceeds_campaign_skus_max`, `exceeds_campaign_tiers_max`, `campaign_terms_not_valid`, `exceeds_accounts_max`,
        `exceeds_memory_max`.
        """

    def campaign(self, campaign: str) -> CampaignView:
        """A campaign as it is. Where its deadline has passed, that is worked off first.

        Errors: `engine_is_closed`, `campaign_not_found`.
        """

    def campaign_list(self, campaign: str) -> CampaignList:
        """The consolidated list of a campaign: what is to be ordered, for each cart and member, and in all.

        While pledges change it is of no one moment; once the campaign has closed it is final.

        Errors: as `campaign`.
        """

    def cancel_campaign(self, campaign: str) -> int:
        """Calls a campaign off: all pledges leave their carts. Returns the campaign's version.

        Errors: as `campaign`, and `campaign_is_over` where it was ordered or has failed.
        """

    def order_campaign(self, campaign: str) -> int:
        """Says that a campaign which goes ahead has been ordered. Returns the campaign's version.

        Errors: as `campaign`, and `campaign_is_over` where it has failed or was cancelled, `campaign_is_not_closed`.
        """

    def watch_campaign(self, campaign: str) -> CampaignWatch:
        """Watches a campaign. Iterate over it, plainly or with `async for`.

        It gives the campaign as it is, and anew after each change.

        Errors: as `campaign`, and `exceeds_watches_max`.
        """

    def ledger(self, group: str, currency: str) -> Ledger:
        """What a group's members owe each other across its carts in one currency.

        It is empty where no cart spoke of the group.

        Errors: `engine_is_closed`, `group_not_valid`, `currency_not_valid`.
        """

    def record_transfer(
        self,
        group: str,
        currency: str,
        payer: str,
        payee: str,
        amount: Decimal | str,
        *,
        command_id: str | UUID | None = None,
        expect_version: int | None = None,
    ) -> int:
        """Records that a member of a group paid another, outside every cart. Returns the ledger's version.

        Args:
            group: The group.
            currency: The ISO 4217 code.
            payer: Who paid.
            payee: Whom.
            amount: How much.
            command_id: A UUID of version 7 from `Engine.command_id`: a retry with the same id has one effect.
            expect_version: Refuse with `version_conflict` unless the ledger is at this version.

        Errors: `engine_is_closed`, `group_not_valid`, `currency_not_valid`, `price_not_valid`, `transfer_not_valid`,
        `command_id_reused`, `command_id_not_valid`, `command_id_too_old`, `version_conflict`, `member_not_found`,
        `exceeds_balance_max`.
        """

    @property
    def prices_version(self) -> int:
        """The price list's version."""

    def sweep(self, carts_max: int) -> Swept:
        """Works off campaigns' deadlines, and brings up to `carts_max` carts up to the price list and their campaigns.

        Errors: `engine_is_closed`.
        """

    @property
    def carts(self) -> int:
        """How many carts there are in memory; a file may hold more."""

    @property
    def limits(self) -> dict[str, int]:
        """The bounds in force, by name."""

    @property
    def now_ms(self) -> int:
        """The engine's time in Unix milliseconds."""

    def command_id(self) -> str:
        """A fresh command id for `Member.with_`: a UUID of version 7 at the engine's time."""

    def advance_clock(self, ms: int) -> None:
        """For tests: moves the manual clock on, or back if negative.

        Errors: `argument_not_valid` where the engine was opened without `manual_clock_ms`.
        """

    def close(self) -> None:
        """Closes the engine: every later call is `engine_is_closed`, every watch wakes."""

    @property
    def is_closed(self) -> bool:
        """Whether the engine has been closed."""

    def __enter__(self) -> Engine: ...
    def __exit__(self, *_exception: object) -> None: ...

@final
class Health:
    """How an engine is doing."""

    @property
    def is_writable(self) -> bool:
        """Whether it takes commands: open, and no write has failed."""

    @property
    def durability(self) -> Literal["synced", "buffered", "memory"]:
        """How safe a change is once it is answered."""

    @property
    def carts(self) -> int:
        """Carts in memory."""

    @property
    def bytes(self) -> int:
        """Bytes they take, where a bound makes the engine count."""

    @property
    def waiting(self) -> int:
        """Callers who wait for their commands to be written."""

    @property
    def watches(self) -> int:
        """Watches."""

    @property
    def position(self) -> int:
        """The position of the last frame in the file; 0 in memory."""

    @property
    def unsaved_carts(self) -> int:
        """Carts that are in the log and not yet saved beside it; 0 in memory."""

    @property
    def file_bytes(self) -> int:
        """Bytes of the file; 0 in memory."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Coupon:
    """A coupon, and how often it is used."""

    @property
    def code(self) -> str:
        """What members enter."""

    @property
    def uses(self) -> int:
        """How often it was used."""

    @property
    def reserved(self) -> int:
        """How often it is about to be used: in carts whose bills are not fixed."""

    @property
    def members(self) -> int:
        """How many members use it, or are about to."""

    @property
    def uses_max(self) -> int | None:
        """How often it may be used in all."""

    @property
    def member_uses_max(self) -> int | None:
        """How often one member may use it."""

    @property
    def valid_from_ms(self) -> int | None:
        """From when on it is valid, in Unix milliseconds."""

    @property
    def valid_until_ms(self) -> int | None:
        """Until when: from then on it is not."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Ledger:
    """What a group's members owe each other across its carts, in one currency."""

    @property
    def group(self) -> str:
        """The group's id."""

    @property
    def currency(self) -> str:
        """The ISO 4217 code."""

    @property
    def version(self) -> int:
        """How many events it has had; 0 for a group that no cart spoke of."""

    @property
    def members(self) -> tuple[LedgerMember, ...]:
        """Everybody whom a cart names or who is not even, by their ids.

        Balances sum to zero, and so does what is behind.
        """

    def member(self, id: str) -> LedgerMember | None:
        """The member with this id."""

    def settlement(self) -> Settlement:
        """Who pays whom so that nobody owes anybody across the group's carts. Its version is the ledger's."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class LedgerMember:
    """A member of a group."""

    @property
    def id(self) -> str:
        """The member's id."""

    @property
    def balance(self) -> Money:
        """What the group owes them; negative is what they owe."""

    @property
    def behind(self) -> Decimal:
        """How many minor units they are behind with spare cents, exactly: who is furthest behind bears the next."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Swept:
    """What a sweep did."""

    @property
    def looked_at(self) -> int:
        """How many carts it looked at."""

    @property
    def repriced(self) -> int:
        """How many of them got new prices, or what became of a campaign."""

    @property
    def settled(self) -> int:
        """How many campaigns' deadlines were worked off."""

    @property
    def is_done(self) -> bool:
        """Whether every cart has been looked at."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Cart:
    """A cart's handle: the engine and an id. It grants nothing and checks nothing. Handles of the same cart are equal."""

    @property
    def id(self) -> str:
        """The cart's id: 32 hexadecimal digits."""

    def member(self, id: str) -> Member:
        """A principal: every verb and every read sits on one. Checks nothing; each call does."""

    def system(self) -> Member:
        """The host itself as principal: it may do everything."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Member:
    """Somebody in a cart, or the host itself: every verb and every read sits here.

    A verb returns the cart's new version, which is also the id of what it made. Handles of the same member are equal,
    whatever options they carry.
    """

    def add_item(
        self,
        sku: str,
        quantity: int,
        unit_price: Decimal | str | None = None,
        *,
        options: _Words | None = None,
        note: str | None = None,
        beneficiaries: Iterable[str] | None = None,
        separate: bool | None = None,
    ) -> int:
        """Adds `quantity` of `sku` at the price list's price.

        Where the cart merges lines, a line with the same SKU, options, beneficiaries and price grows,
        if the member may edit it; otherwise, or with `separate`, a new line is made whose id is the new
        version. If somebody else already put this SKU in the cart, the event says who, how many and
        when. A line holds at most 9,999 and a cart 250 lines unless configured.

        Args:
            sku: The merchant's name for the thing.
            quantity: How many; at least 1.
            unit_price: The price of one, where the engine was opened to take prices from its
                caller.
            options: Choices such as size or colour, in any order.
            note: Why, in the member's words.
            beneficiaries: For whom; nobody named means for everybody.
            separate: Make a line of its own even if the cart merges lines.

        Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
        `quantity_must_not_be_zero`, `sku_not_valid`, `exceeds_options_max`, `option_not_valid`,
        `exceeds_note_max`, `text_not_valid`, `member_not_found`, `beneficiaries_must_differ`,
        `unit_price_not_allowed`, `price_not_valid`, `exceeds_unit_price_max`, `price_not_found`,
        `category_not_allowed`, `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`,
        `exceeds_money_cap`, `exceeds_skus_max`.

        Events: `ItemAdded` for a new line, `ItemIncreased` for one that grew.

        Returns the cart's new version.
        """

    def adjust_quantity(
        self,
        line: int,
        delta: int,
    ) -> int:
        """Changes a line's quantity by `delta`; at zero or below the line is removed.

        Parallel adjustments all count. A delta of 0 changes nothing.

        Args:
            line: The line.
            delta: How many more, or fewer if negative.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`,
        `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`, `exceeds_total_max`,
        `exceeds_money_cap`.

        Events: `QuantityAdjusted`, or `ItemRemoved` where nothing is left.

        Returns the cart's new version.
        """

    def set_quantity(
        self,
        line: int,
        quantity: int,
        seen_quantity: int | None = None,
    ) -> int:
        """Sets a line's quantity; the last writer wins.

        With `seen_quantity`, what the member saw when deciding: if the line changed meanwhile the event
        is marked contested for all to see. It never refuses for that.

        Args:
            line: The line.
            quantity: The new quantity; at least 1.
            seen_quantity: The quantity the member saw.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `bill_is_fixed`, `quantity_must_not_be_zero`; of a pledge `campaign_takes_no_pledges`,
        `pledge_is_locked`, `below_pledge_min`, `exceeds_pledge_max`; `exceeds_quantity_max`,
        `exceeds_total_max`, `exceeds_money_cap`.

        Events: `QuantitySet`.

        Returns the cart's new version.
        """

    def remove_item(
        self,
        line: int,
    ) -> int:
        """Removes a line.

        Args:
            line: The line.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `bill_is_fixed`; of a pledge `campaign_takes_no_pledges`, `pledge_is_locked`.

        Events: `ItemRemoved`.

        Returns the cart's new version.
        """

    def set_note(
        self,
        line: int,
        note: str | None = None,
    ) -> int:
        """Writes a line's note, or clears it.

        The text is kept beside the log, so that it can be erased.

        Args:
            line: The line.
            note: The note, up to 1,000 characters; nothing clears it.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `exceeds_note_max`, `text_not_valid`.

        Events: `NoteSet`.

        Returns the cart's new version.
        """

    def set_beneficiaries(
        self,
        line: int,
        beneficiaries: Iterable[str] | None = None,
    ) -> int:
        """Says for whom a line is; an empty list means for everybody.

        Args:
            line: The line.
            beneficiaries: Present members.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `bill_is_fixed`, `member_not_found`, `beneficiaries_must_differ`.

        Events: `BeneficiariesSet`.

        Returns the cart's new version.
        """

    def set_reason(
        self,
        line: int,
        purpose: str | None = None,
        *,
        project: str | None = None,
        cost_centre: str | None = None,
    ) -> int:
        """Says what a line is bought for: purpose, project and cost centre, each up to 255 characters;
        nothing clears one.

        Args:
            line: The line.
            purpose: What it is for.
            project: The project it belongs to.
            cost_centre: Who bears the cost.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `exceeds_title_max`, `text_not_valid`.

        Events: `ReasonSet`.

        Returns the cart's new version.
        """

    def add_member(
        self,
        member: str,
        role: str,
    ) -> int:
        """Seats a member with a role.

        Nobody grants what they lack. A cart holds at most 50 members unless configured.

        Args:
            member: An opaque id of the host's, never an e-mail address.
            role: A ready-made role or a custom one.

        Errors: `capability_missing`, `member_id_not_valid`, `role_not_found`,
        `ownership_must_be_offered`, `capability_missing` (for what the role holds and the actor lacks),
        `member_already_in_cart`, `exceeds_members_max`.

        Events: `MemberAdded`.

        Returns the cart's new version.
        """

    def remove_member(
        self,
        member: str,
    ) -> int:
        """Removes a member; their lines stay, their open invitations end.

        Args:
            member: The member.

        Errors: `capability_missing`, `member_not_found`, `owner_must_stay`, `capability_missing` (for
        what their role holds and the actor lacks).

        Events: `MemberRemoved`, with the invitations that ended.

        Returns the cart's new version.
        """

    def leave(
        self,
    ) -> int:
        """Leaves the cart; one's lines stay, one's open invitations end.

        Errors: `owner_must_stay`.

        Events: `MemberLeft`, with the invitations that ended.

        Returns the cart's new version.
        """

    def set_role(
        self,
        member: str,
        role: str,
    ) -> int:
        """Gives a member another role; their open invitations above the new right end.

        Args:
            member: The member.
            role: A ready-made role or a custom one.

        Errors: `capability_missing`, `member_not_found`, `role_not_found`, `ownership_must_be_offered`,
        `capability_missing` (for what either role holds and the actor lacks).

        Events: `RoleSet`, with the invitations that ended.

        Returns the cart's new version.
        """

    def define_role(
        self,
        name: str,
        capabilities: Iterable[Capability] | None = None,
        *,
        money_cap: Decimal | str | None = None,
        categories_allowed: Iterable[str] | None = None,
        categories_denied: Iterable[str] | None = None,
    ) -> int:
        """Defines a custom role of this cart, or defines it anew for all who have it.

        `money_cap` bounds the sum of the lines a member with this role added; such a member grows only
        their own lines. With `categories_allowed` only SKUs of these categories may be added; those of
        `categories_denied` never.

        Args:
            name: The role's name.
            capabilities: What it may do.
            money_cap: The most its holder's lines may sum to, in the cart's currency.
            categories_allowed: The only categories it may add; none named means all.
            categories_denied: Categories it may not add.

        Errors: `capability_missing`, `role_name_not_valid`, `ready_role_is_fixed`,
        `ownership_must_be_offered`, `capability_missing` (for what the role holds or held and the actor
        lacks), `price_not_valid`, `exceeds_total_max`, `exceeds_categories_max`, `category_not_valid`,
        `exceeds_roles_max`.

        Events: `RoleDefined`, with the invitations that ended.

        Returns the cart's new version.
        """

    def offer_ownership(
        self,
        member: str,
    ) -> int:
        """Offers ownership to a present member; a later offer replaces an earlier one.

        Args:
            member: The member.

        Errors: `capability_missing`, `member_not_found`.

        Events: `OwnershipOffered`.

        Returns the cart's new version.
        """

    def accept_ownership(
        self,
    ) -> int:
        """Accepts the ownership offered to oneself; the former owner becomes an admin.

        Errors: `ownership_not_offered`.

        Events: `OwnershipAccepted`.

        Returns the cart's new version.
        """

    def decline_ownership(
        self,
    ) -> int:
        """Takes an offer of ownership back, or declines the one made to oneself.

        Errors: `ownership_not_offered`, `capability_missing`.

        Events: `OwnershipDeclined`.

        Returns the cart's new version.
        """

    def invite(
        self,
        token_hash: str,
        role: str,
        uses_max: int | None = None,
        *,
        expires_at_ms: int | None = None,
    ) -> int:
        """Makes an invitation by link, whose id is the new version.

        The host makes a `Token`, passes its hash, and puts cart id and token into the link. The default
        is 7 days and 10 uses; at most 30 days and 100 uses. A link admits at most as editor.

        Args:
            token_hash: The token's hash.
            role: The role those who join get.
            uses_max: How often it may be used.
            expires_at_ms: When it expires, in Unix milliseconds.

        Errors: `capability_missing`, `role_not_found`, `invitation_role_too_high`, `capability_missing`
        (for what the role holds and the actor lacks), `exceeds_invitation_uses_max`,
        `deadline_not_valid`, `exceeds_invitations_max`.

        Events: `Invited`.

        Returns the cart's new version.
        """

    def revoke_invitation(
        self,
        invitation: int,
    ) -> int:
        """Ends a pending invitation.

        Args:
            invitation: The invitation's id: the version that made it.

        Errors: `capability_missing`, `invitation_not_found`.

        Events: `InvitationRevoked`.

        Returns the cart's new version.
        """

    def accept_invitation(
        self,
        token: str,
    ) -> int:
        """Joins the cart by an invitation's token: an outsider's only verb.

        Unknown cart, closed cart, expired, revoked, used up, foreign or never issued: all are
        `invitation_not_valid`.

        Args:
            token: The secret from the link.

        Errors: `invitation_not_valid`, `member_id_not_valid`, `member_already_in_cart`,
        `exceeds_members_max`.

        Events: `InvitationAccepted`.

        Returns the cart's new version.
        """

    def lock_cart(
        self,
        until_ms: int | None = None,
    ) -> int:
        """Holds the cart: until the deadline nobody else edits lines.

        The default is 15 minutes, at most 24 hours. Locking again moves one's own deadline.

        Args:
            until_ms: When the hold ends by itself, in Unix milliseconds.

        Errors: `capability_missing`, `cart_is_locked`, `deadline_not_valid`.

        Events: `CartLocked`.

        Returns the cart's new version.
        """

    def unlock_cart(
        self,
    ) -> int:
        """Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.

        Errors: `capability_missing`.

        Events: `CartUnlocked`.

        Returns the cart's new version.
        """

    def set_policies(
        self,
        edit: EditPolicy | None = None,
        *,
        merges_lines: bool | None = None,
        allows_suggestions: bool | None = None,
    ) -> int:
        """Changes the cart's policies; what is not named stays.

        Args:
            edit: Who may edit lines.
            merges_lines: Whether equal lines merge.
            allows_suggestions: Whether viewers may suggest.

        Errors: `capability_missing`.

        Events: `PoliciesSet`.

        Returns the cart's new version.
        """

    def rename_cart(
        self,
        title: str | None = None,
        *,
        purpose: str | None = None,
    ) -> int:
        """Writes the cart's title and purpose; nothing clears one.

        Args:
            title: What the cart is called.
            purpose: What the cart is for.

        Errors: `capability_missing`, `exceeds_title_max`, `text_not_valid`.

        Events: `CartRenamed`.

        Returns the cart's new version.
        """

    def close_cart(
        self,
    ) -> int:
        """Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made
        them leaves; a cart whose pledges are locked cannot be closed before their campaign is decided.

        Errors: `capability_missing`, `pledge_is_locked`.

        Events: `CartClosed`.

        Returns the cart's new version.
        """

    def reprice(
        self,
    ) -> int:
        """Brings the cart's prices up to the price list, as every commit and priced read does by itself.

        Errors: `reserved_for_system`.

        Events: `Repriced`.

        Returns the cart's new version.
        """

    def set_split(
        self,
        rule: SplitRule,
        parts: _Decimals | None = None,
        *,
        spares_late_joiners: bool | None = None,
    ) -> int:
        """Chooses how the lines are shared.

        `parts` gives each member's part as decimal text: a weight, a percent (they sum to 100), or an
        amount; for `single_payer` it names the one. Under `exact` whoever is not named shares the rest
        equally. A line's own rule and its beneficiaries stand above the cart's rule. With
        `spares_late_joiners`, whoever joins from now on shares only in lines made after they joined.

        Args:
            rule: How.
            parts: Each member's part, as decimal text.
            spares_late_joiners: Whether whoever joins from now on is spared what is in the cart
                already.

        Errors: `capability_missing`, `split_not_valid`, `member_not_found`,
        `percents_must_sum_to_hundred`.

        Events: `SplitSet`.

        Returns the cart's new version.
        """

    def set_line_split(
        self,
        line: int,
        rule: SplitRule,
        parts: _Decimals | None = None,
    ) -> int:
        """Gives a line a rule of its own.

        Args:
            line: The line.
            rule: How.
            parts: Each member's part, as decimal text.

        Errors: `capability_missing`, `line_not_found`, `split_not_valid`, `member_not_found`,
        `percents_must_sum_to_hundred`, `exceeds_splits_max`.

        Events: `LineSplitSet`.

        Returns the cart's new version.
        """

    def clear_line_split(
        self,
        line: int,
    ) -> int:
        """Lets a line follow the cart's rule again.

        Args:
            line: The line.

        Errors: `capability_missing`, `line_not_found`.

        Events: `LineSplitCleared`.

        Returns the cart's new version.
        """

    def set_excluded_members(
        self,
        excluded_members: Iterable[str] | None = None,
    ) -> int:
        """Says who shares in nothing that is split among everybody. The list replaces the one before.

        Args:
            excluded_members: Present members.

        Errors: `capability_missing`, `member_not_found`, `split_not_valid` (somebody is named twice).

        Events: `MembersExcluded`.

        Returns the cart's new version.
        """

    def set_sponsor(
        self,
        sponsor: str | None = None,
        *,
        amount_max: Decimal | str | None = None,
        person_max: Decimal | str | None = None,
    ) -> int:
        """Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.

        Somebody else becomes the sponsor only by whoever manages the cart.

        Args:
            sponsor: Who pays.
            amount_max: The most they pay for others in all.
            person_max: The most they pay for each.

        Errors: `capability_missing`, `member_not_found`, `capability_missing` (to name another),
        `price_not_valid`, `exceeds_total_max`.

        Events: `SponsorSet`.

        Returns the cart's new version.
        """

    def set_share_minimum(
        self,
        minimum: Decimal | str | None = None,
    ) -> int:
        """Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.

        What is missing is raised, and the others' shares fall in proportion to what they have above it.

        Args:
            minimum: The least that each pays.

        Errors: `capability_missing`, `price_not_valid`, `exceeds_total_max`.

        Events: `ShareMinimumSet`.

        Returns the cart's new version.
        """

    def set_adjustment_split(
        self,
        kind: AdjustmentKind,
        rule: AdjustmentRule,
        payer: str | None = None,
    ) -> int:
        """Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart
        (unless chosen), or by one payer.

        Args:
            kind: Which kind.
            rule: How.
            payer: Who pays, where one does.

        Errors: `capability_missing`, `split_not_valid` (a payer without that rule, or none with it),
        `member_not_found`.

        Events: `AdjustmentSplitSet`.

        Returns the cart's new version.
        """

    def add_adjustment(
        self,
        kind: AdjustmentKind,
        amount: Decimal | str | None = None,
        *,
        percent: Decimal | str | None = None,
        line: int | None = None,
        member: str | None = None,
        destination: str | None = None,
        label: str | None = None,
        included: bool | None = None,
    ) -> int:
        """Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a
        line, a member or a destination; its id is the new version.

        Percents are of the lines it is for, after discounts; for a member of their part of all lines,
        but a tax is of all of them. Amounts are given without a sign: a discount takes off, and never
        more than there is. A tax that is `included` is shown and changes no total. Members add tips;
        the rest is the host's.

        Args:
            kind: Which kind.
            amount: How much.
            percent: Or how many percent.
            line: Of this line.
            member: For this member.
            destination: Of the lines for this destination.
            label: What it is called.
            included: Whether the prices hold it already: taxes only.

        Errors: `reserved_for_system`, `capability_missing`, `adjustment_not_valid` (neither or both of
        amount and percent, more than one target, or `included` on what is no tax), `price_not_valid`,
        `percent_not_valid`, `exceeds_total_max`, `line_not_found`, `member_not_found`,
        `exceeds_title_max`, `text_not_valid`, `exceeds_adjustments_max`.

        Events: `AdjustmentAdded`.

        Returns the cart's new version.
        """

    def remove_adjustment(
        self,
        adjustment: int,
    ) -> int:
        """Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the
        rest is the host's.

        Args:
            adjustment: Its id: the version that made it.

        Errors: `adjustment_not_found`, `capability_missing`, `reserved_for_system`.

        Events: `AdjustmentRemoved`.

        Returns the cart's new version.
        """

    def add_discount(
        self,
        percent: Decimal | str | None = None,
        *,
        amount: Decimal | str | None = None,
        tiers: _Steps | None = None,
        buy: int | None = None,
        get: int | None = None,
        skus: Iterable[str] | None = None,
        label: str | None = None,
        exclusive: bool | None = None,
        priority: int | None = None,
    ) -> int:
        """Adds a discount by a rule; its id is the new version.

        Exactly one rule: `percent`, `amount`, `tiers` (from a quantity on, in percent), or `buy` and
        `get` (of so many bought, so many more at `percent` off, free unless given; the cheapest are the
        ones). Discounts apply one after another, by priority and then age, each to what the ones before
        left. An exclusive one stands alone: the best of the exclusive ones, or all others together,
        whichever takes off more.

        Args:
            percent: So many percent off.
            amount: So much off.
            tiers: From each quantity on, so many percent off: quantity to percent, as text.
            buy: Of so many bought …
            get: … so many more are discounted.
            skus: Only these SKUs; none named means every line.
            label: What it is called.
            exclusive: Whether it stands alone.
            priority: Smaller applies first; 100 unless given.

        Errors: `reserved_for_system`, `discount_not_valid`, `percent_not_valid`, `price_not_valid`,
        `exceeds_total_max`, `sku_not_valid`, `exceeds_title_max`, `text_not_valid`,
        `exceeds_adjustments_max`.

        Events: `DiscountAdded`.

        Returns the cart's new version.
        """

    def set_destination(
        self,
        line: int,
        destination: str | None = None,
    ) -> int:
        """Says where a line goes, by a label such as an address's name; nothing clears it.

        Args:
            line: The line.
            destination: The label.

        Errors: `capability_missing`, `suggestion_required`, `line_not_found`, `cart_is_locked`,
        `exceeds_title_max`, `text_not_valid`, `exceeds_splits_max`.

        Events: `DestinationSet`.

        Returns the cart's new version.
        """

    def set_bill_policies(
        self,
        country: str | None = None,
        *,
        rounding: RoundingMode | None = None,
        level: RoundingLevel | None = None,
        cash_step: Decimal | str | None = None,
        order_min: Decimal | str | None = None,
        order_max: Decimal | str | None = None,
        is_hard: bool | None = None,
    ) -> int:
        """Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.

        A country sets rounding, level and cash step to its practice; what is named beside it goes
        before. A step, a minimum or a maximum of 0 ends it.

        Args:
            country: ISO 3166 alpha-2.
            rounding: How half a minor unit and the like are rounded.
            level: What is rounded: taxes by line, by unit, by rate, or once.
            cash_step: The smallest coin: the total is rounded to it.
            order_min: The least a bill may come to.
            order_max: The most.
            is_hard: Whether these refuse to fix the bill, or only warn.

        Errors: `reserved_for_system`, `country_not_known`, `price_not_valid`, `exceeds_total_max`.

        Events: `BillPoliciesSet`.

        Returns the cart's new version.
        """

    def set_group(
        self,
        group: str | None = None,
    ) -> int:
        """Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the
        host's.

        Args:
            group: The group's id.

        Errors: `reserved_for_system`, `group_not_valid`.

        Events: `GroupSet`.

        Returns the cart's new version.
        """

    def redeem_coupon(
        self,
        code: str,
    ) -> int:
        """Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering
        it again changes nothing.

        Unknown, not yet valid and no longer valid are one: `coupon_not_valid`.

        Args:
            code: What is printed on it.

        Errors: `capability_missing`, `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`,
        `version_conflict` (the coupon was defined anew meanwhile), `exceeds_coupons_max`,
        `exceeds_adjustments_max`.

        Events: `DiscountAdded`, with the coupon's code.

        Returns the cart's new version.
        """

    def fix_bill(
        self,
    ) -> int:
        """Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to
        the group's ledger.

        Errors: `capability_missing`, `campaign_is_undecided`, `bill_must_not_be_empty`,
        `shares_must_sum_to_total`, `below_order_min`, `exceeds_order_max`, `exceeds_total_max`,
        `coupon_not_valid`, `coupon_used_up`, `coupon_used_by_member`, `exceeds_ledger_members_max`,
        `exceeds_ledger_carts_max`, `exceeds_balance_max`, `storage_busy` (where the group's ledger is
        busy).

        Events: `BillFixed`.

        Returns the cart's new version.
        """

    def reopen_bill(
        self,
    ) -> int:
        """Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.

        Errors: `capability_missing`, `bill_is_not_fixed`, `bill_is_paid`.

        Events: `BillReopened`.

        Returns the cart's new version.
        """

    def record_payment(
        self,
        payer: str,
        amount: Decimal | str,
    ) -> int:
        """Records that a member paid the merchant.

        Args:
            payer: Who paid.
            amount: How much.

        Errors: `capability_missing`, `bill_is_not_fixed`, `member_not_found`, `price_not_valid`,
        `amount_must_not_be_zero`, `exceeds_amount_due`.

        Events: `PaymentRecorded`.

        Returns the cart's new version.
        """

    def record_transfer(
        self,
        payer: str,
        payee: str,
        amount: Decimal | str,
    ) -> int:
        """Records that one member paid another. The payee says so, or whoever manages the cart. It may be
        more than is owed: a transfer the other way takes it back.

        Args:
            payer: Who paid.
            payee: Whom.
            amount: How much.

        Errors: `bill_is_not_fixed`, `member_not_found`, `capability_missing`, `split_not_valid` (both
        are the same), `price_not_valid`, `amount_must_not_be_zero`, `exceeds_total_max` (as either's
        balance of transfers).

        Events: `TransferRecorded`.

        Returns the cart's new version.
        """

    def refund_item(
        self,
        line: int,
        quantity: int,
    ) -> int:
        """Gives back what was paid for so many of a line: to each the very cents their share of it was.

        Args:
            line: The line.
            quantity: How many.

        Errors: `reserved_for_system`, `bill_is_not_fixed`, `line_not_found`,
        `quantity_must_not_be_zero`, `exceeds_refundable_quantity`.

        Events: `ItemRefunded`.

        Returns the cart's new version.
        """

    def pledge(
        self,
        campaign: str,
        quantity: int,
        sku: str | None = None,
    ) -> int:
        """Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign
        counts.

        A member's pledge of the same SKU to the same campaign grows. The ordinary verbs change the
        line, and the campaign hears of each change: until it locks pledges may shrink, from then on
        they only grow. What is beyond the campaign's maximum waits, and leaves the cart when the
        campaign closes. Whoever leaves before the lock takes back what they pledged. A price that the
        campaign reaches or loses shows at the cart's next read or command; so that nobody else brings a
        cart above its bound, what it has pledged counts against `exceeds_total_max` at the highest
        price of any tier or none.

        Args:
            campaign: The campaign.
            sku: Which of its SKUs; need not be said where it has one.
            quantity: How many; at least 1.

        Errors: `capability_missing`, `suggestion_required`, `cart_is_locked`, `bill_is_fixed`,
        `quantity_must_not_be_zero`, `campaign_not_found`, `sku_not_in_campaign`,
        `campaign_takes_no_pledges`, `category_not_allowed`, `below_pledge_min`, `exceeds_pledge_max`,
        `exceeds_quantity_max`, `exceeds_lines_max`, `exceeds_total_max`, `exceeds_money_cap`,
        `exceeds_cart_campaigns_max`, `exceeds_skus_max`, `exceeds_campaign_carts_max`.

        Events: `Pledged` for a new line, `ItemIncreased` for one that grew.

        Returns the cart's new version.
        """

    def follow_campaign(
        self,
        campaign: str,
    ) -> int:
        """Brings the cart up to a campaign it has pledged to, as every commit and priced read does by
        itself.

        Args:
            campaign: The campaign.

        Errors: `reserved_for_system`, `campaign_not_found`, `exceeds_total_max` (as long as the
        campaign is not decided).

        Events: `CampaignFollowed`.

        Returns the cart's new version.
        """

    @property
    def id(self) -> str:
        """The member's id; empty for the host itself."""

    @property
    def cart(self) -> str:
        """The id of the cart."""

    def with_(
        self, *, command_id: str | UUID | None = None, expect_version: int | None = None
    ) -> Member:
        """The same member, whose next commands carry these options.

        Args:
            command_id: A UUID of version 7 from `Engine.command_id`: a retry with the same id has one effect.
            expect_version: Refuse with `version_conflict` unless the cart is at this version.

        Errors: `command_id_not_valid`.
        """

    def batch(self) -> Batch:
        """Gathers commands that are done together at the end of a `with` block: all of them, or none.

        Errors, at the block's end: those of each command, and `batch_must_not_be_empty`, `exceeds_batch_max`,
        `exceeds_batch_bytes_max`, `not_allowed_in_batch`.
        """

    def view(self) -> CartView:
        """The cart as it is now.

        Errors: `engine_is_closed`, `cart_not_found`, `cart_is_damaged`, `capability_missing`.
        """

    def view_at(self, version: int) -> CartView:
        """The cart as it was at `version`.

        Errors: as `view`, and `version_not_found`, `version_no_longer_kept`.
        """

    def bill(self) -> Bill:
        """The bill: what is to be paid, and by whom.

        Errors: as `view`.
        """

    def explain(self) -> Explanation:
        """Why each owes what they owe: every cell of the bill's table, as data and as a sentence.

        Errors: as `view`.
        """

    def settlement(self) -> Settlement:
        """Who pays whom, so that everybody has paid what they owe.

        Errors: as `view`.
        """

    def campaign(self, campaign: str) -> CampaignView:
        """A campaign as it is, with what this cart has pledged to it, and what would bring it further.

        Errors: as `view`, and `campaign_not_found`.
        """

    def what_would_tip(self, campaign: str) -> TippingPoint | None:
        """How many more a campaign takes to its minimum or next tier.

        And from whom in this cart they may come, and what each would then pay; `None` where it is decided or all is reached.

        Errors: as `campaign`.
        """

    def total(self) -> Money:
        """What is to be paid.

        Errors: as `view`.
        """

    def version(self) -> int:
        """The cart's version.

        Errors: as `view`.
        """

    def event(self, version: int) -> Event:
        """What made `version`.

        Errors: as `view_at`.
        """

    def blame(self, line: int) -> tuple[Event, ...]:
        """Everything that happened to a line, oldest first.

        Errors: as `view`, and `line_not_found`, `version_no_longer_kept`.
        """

    def events_since(self, cursor: Cursor | str | None = None) -> Page:
        """What happened since `cursor`, or since the cart was made.

        Errors: as `view`, and `cursor_not_valid`.
        """

    def watch(self, cursor: Cursor | str | None = None) -> Watch:
        """Watches the cart from `cursor` on, or from its first event.

        Iterate over it, plainly or with `async for`.

        Errors: as `events_since`, and `exceeds_watches_max`.
        """

    def verify(self) -> None:
        """Checks the cart in full: sums recounted, the kept history replayed to the same state.

        Errors: as `view`, and `cart_is_damaged` where anything disagrees.
        """

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Batch:
    """Commands that are done together: all of them, or none.

    It has a member's verbs, which return nothing; the `with` block's end commits.
    """

    def add_item(
        self,
        sku: str,
        quantity: int,
        unit_price: Decimal | str | None = None,
        *,
        options: _Words | None = None,
        note: str | None = None,
        beneficiaries: Iterable[str] | None = None,
        separate: bool | None = None,
    ) -> None:
        """Adds `quantity` of `sku` at the price list's price.

        As `Member.add_item`, when the batch is committed.
        """

    def adjust_quantity(
        self,
        line: int,
        delta: int,
    ) -> None:
        """Changes a line's quantity by `delta`; at zero or below the line is removed.

        As `Member.adjust_quantity`, when the batch is committed.
        """

    def set_quantity(
        self,
        line: int,
        quantity: int,
        seen_quantity: int | None = None,
    ) -> None:
        """Sets a line's quantity; the last writer wins.

        As `Member.set_quantity`, when the batch is committed.
        """

    def remove_item(
        self,
        line: int,
    ) -> None:
        """Removes a line.

        As `Member.remove_item`, when the batch is committed.
        """

    def set_note(
        self,
        line: int,
        note: str | None = None,
    ) -> None:
        """Writes a line's note, or clears it.

        As `Member.set_note`, when the batch is committed.
        """

    def set_beneficiaries(
        self,
        line: int,
        beneficiaries: Iterable[str] | None = None,
    ) -> None:
        """Says for whom a line is; an empty list means for everybody.

        As `Member.set_beneficiaries`, when the batch is committed.
        """

    def set_reason(
        self,
        line: int,
        purpose: str | None = None,
        *,
        project: str | None = None,
        cost_centre: str | None = None,
    ) -> None:
        """Says what a line is bought for: purpose, project and cost centre, each up to 255 characters;
        nothing clears one.

        As `Member.set_reason`, when the batch is committed.
        """

    def add_member(
        self,
        member: str,
        role: str,
    ) -> None:
        """Seats a member with a role.

        As `Member.add_member`, when the batch is committed.
        """

    def remove_member(
        self,
        member: str,
    ) -> None:
        """Removes a member; their lines stay, their open invitations end.

        As `Member.remove_member`, when the batch is committed.
        """

    def leave(
        self,
    ) -> None:
        """Leaves the cart; one's lines stay, one's open invitations end.

        As `Member.leave`, when the batch is committed.
        """

    def set_role(
        self,
        member: str,
        role: str,
    ) -> None:
        """Gives a member another role; their open invitations above the new right end.

        As `Member.set_role`, when the batch is committed.
        """

    def define_role(
        self,
        name: str,
        capabilities: Iterable[Capability] | None = None,
        *,
        money_cap: Decimal | str | None = None,
        categories_allowed: Iterable[str] | None = None,
        categories_denied: Iterable[str] | None = None,
    ) -> None:
        """Defines a custom role of this cart, or defines it anew for all who have it.

        As `Member.define_role`, when the batch is committed.
        """

    def offer_ownership(
        self,
        member: str,
    ) -> None:
        """Offers ownership to a present member; a later offer replaces an earlier one.

        As `Member.offer_ownership`, when the batch is committed.
        """

    def accept_ownership(
        self,
    ) -> None:
        """Accepts the ownership offered to oneself; the former owner becomes an admin.

        As `Member.accept_ownership`, when the batch is committed.
        """

    def decline_ownership(
        self,
    ) -> None:
        """Takes an offer of ownership back, or declines the one made to oneself.

        As `Member.decline_ownership`, when the batch is committed.
        """

    def invite(
        self,
        token_hash: str,
        role: str,
        uses_max: int | None = None,
        *,
        expires_at_ms: int | None = None,
    ) -> None:
        """Makes an invitation by link, whose id is the new version.

        As `Member.invite`, when the batch is committed.
        """

    def revoke_invitation(
        self,
        invitation: int,
    ) -> None:
        """Ends a pending invitation.

        As `Member.revoke_invitation`, when the batch is committed.
        """

    def accept_invitation(
        self,
        token: str,
    ) -> None:
        """Joins the cart by an invitation's token: an outsider's only verb.

        As `Member.accept_invitation`, when the batch is committed.
        """

    def lock_cart(
        self,
        until_ms: int | None = None,
    ) -> None:
        """Holds the cart: until the deadline nobody else edits lines.

        As `Member.lock_cart`, when the batch is committed.
        """

    def unlock_cart(
        self,
    ) -> None:
        """Ends a hold: one's own, or with `manage_cart` anybody's. Without a hold it changes nothing.

        As `Member.unlock_cart`, when the batch is committed.
        """

    def set_policies(
        self,
        edit: EditPolicy | None = None,
        *,
        merges_lines: bool | None = None,
        allows_suggestions: bool | None = None,
    ) -> None:
        """Changes the cart's policies; what is not named stays.

        As `Member.set_policies`, when the batch is committed.
        """

    def rename_cart(
        self,
        title: str | None = None,
        *,
        purpose: str | None = None,
    ) -> None:
        """Writes the cart's title and purpose; nothing clears one.

        As `Member.rename_cart`, when the batch is committed.
        """

    def close_cart(
        self,
    ) -> None:
        """Closes the cart for good; it can still be read. Pledges are taken back, as when whoever made
        them leaves; a cart whose pledges are locked cannot be closed before their campaign is decided.

        As `Member.close_cart`, when the batch is committed.
        """

    def reprice(
        self,
    ) -> None:
        """Brings the cart's prices up to the price list, as every commit and priced read does by itself.

        As `Member.reprice`, when the batch is committed.
        """

    def set_split(
        self,
        rule: SplitRule,
        parts: _Decimals | None = None,
        *,
        spares_late_joiners: bool | None = None,
    ) -> None:
        """Chooses how the lines are shared.

        As `Member.set_split`, when the batch is committed.
        """

    def set_line_split(
        self,
        line: int,
        rule: SplitRule,
        parts: _Decimals | None = None,
    ) -> None:
        """Gives a line a rule of its own.

        As `Member.set_line_split`, when the batch is committed.
        """

    def clear_line_split(
        self,
        line: int,
    ) -> None:
        """Lets a line follow the cart's rule again.

        As `Member.clear_line_split`, when the batch is committed.
        """

    def set_excluded_members(
        self,
        excluded_members: Iterable[str] | None = None,
    ) -> None:
        """Says who shares in nothing that is split among everybody. The list replaces the one before.

        As `Member.set_excluded_members`, when the batch is committed.
        """

    def set_sponsor(
        self,
        sponsor: str | None = None,
        *,
        amount_max: Decimal | str | None = None,
        person_max: Decimal | str | None = None,
    ) -> None:
        """Lets a member pay for the others, up to a cap in all, per person, or both; nobody ends it.

        As `Member.set_sponsor`, when the batch is committed.
        """

    def set_share_minimum(
        self,
        minimum: Decimal | str | None = None,
    ) -> None:
        """Lets nobody's share of the whole bill be below this, as far as the bill goes; nothing ends it.

        As `Member.set_share_minimum`, when the batch is committed.
        """

    def set_adjustment_split(
        self,
        kind: AdjustmentKind,
        rule: AdjustmentRule,
        payer: str | None = None,
    ) -> None:
        """Chooses how a kind of adjustment is shared: equally, in proportion to what each has in the cart
        (unless chosen), or by one payer.

        As `Member.set_adjustment_split`, when the batch is committed.
        """

    def add_adjustment(
        self,
        kind: AdjustmentKind,
        amount: Decimal | str | None = None,
        *,
        percent: Decimal | str | None = None,
        line: int | None = None,
        member: str | None = None,
        destination: str | None = None,
        label: str | None = None,
        included: bool | None = None,
    ) -> None:
        """Adds a fee, shipping, a tax, a tip or a discount, as an amount or in percent, to the cart, a
        line, a member or a destination; its id is the new version.

        As `Member.add_adjustment`, when the batch is committed.
        """

    def remove_adjustment(
        self,
        adjustment: int,
    ) -> None:
        """Takes an adjustment, a discount or a coupon out again. Members take out tips and coupons; the
        rest is the host's.

        As `Member.remove_adjustment`, when the batch is committed.
        """

    def add_discount(
        self,
        percent: Decimal | str | None = None,
        *,
        amount: Decimal | str | None = None,
        tiers: _Steps | None = None,
        buy: int | None = None,
        get: int | None = None,
        skus: Iterable[str] | None = None,
        label: str | None = None,
        exclusive: bool | None = None,
        priority: int | None = None,
    ) -> None:
        """Adds a discount by a rule; its id is the new version.

        As `Member.add_discount`, when the batch is committed.
        """

    def set_destination(
        self,
        line: int,
        destination: str | None = None,
    ) -> None:
        """Says where a line goes, by a label such as an address's name; nothing clears it.

        As `Member.set_destination`, when the batch is committed.
        """

    def set_bill_policies(
        self,
        country: str | None = None,
        *,
        rounding: RoundingMode | None = None,
        level: RoundingLevel | None = None,
        cash_step: Decimal | str | None = None,
        order_min: Decimal | str | None = None,
        order_max: Decimal | str | None = None,
        is_hard: bool | None = None,
    ) -> None:
        """Sets how the bill is rounded, and the order's minimum and maximum; what is not named stays.

        As `Member.set_bill_policies`, when the batch is committed.
        """

    def set_group(
        self,
        group: str | None = None,
    ) -> None:
        """Says which group's ledger the cart belongs to; nothing means the cart alone. The id is the
        host's.

        As `Member.set_group`, when the batch is committed.
        """

    def redeem_coupon(
        self,
        code: str,
    ) -> None:
        """Enters a coupon: a use is reserved for this cart, and confirmed when the bill is fixed. Entering
        it again changes nothing.

        As `Member.redeem_coupon`, when the batch is committed.
        """

    def fix_bill(
        self,
    ) -> None:
        """Fixes the bill: from here on lines and shares stay as they are, and spare cents are written to
        the group's ledger.

        As `Member.fix_bill`, when the batch is committed.
        """

    def reopen_bill(
        self,
    ) -> None:
        """Takes the fixing back, as long as nobody paid. Coupons stay entered, their uses reserved.

        As `Member.reopen_bill`, when the batch is committed.
        """

    def record_payment(
        self,
        payer: str,
        amount: Decimal | str,
    ) -> None:
        """Records that a member paid the merchant.

        As `Member.record_payment`, when the batch is committed.
        """

    def record_transfer(
        self,
        payer: str,
        payee: str,
        amount: Decimal | str,
    ) -> None:
        """Records that one member paid another. The payee says so, or whoever manages the cart. It may be
        more than is owed: a transfer the other way takes it back.

        As `Member.record_transfer`, when the batch is committed.
        """

    def refund_item(
        self,
        line: int,
        quantity: int,
    ) -> None:
        """Gives back what was paid for so many of a line: to each the very cents their share of it was.

        As `Member.refund_item`, when the batch is committed.
        """

    def pledge(
        self,
        campaign: str,
        quantity: int,
        sku: str | None = None,
    ) -> None:
        """Pledges `quantity` of a campaign's SKU: a line at the campaign's price, which the campaign
        counts.

        As `Member.pledge`, when the batch is committed.
        """

    def follow_campaign(
        self,
        campaign: str,
    ) -> None:
        """Brings the cart up to a campaign it has pledged to, as every commit and priced read does by
        itself.

        As `Member.follow_campaign`, when the batch is committed.
        """

    @property
    def version(self) -> int | None:
        """The cart's version after the batch; nothing before it is committed."""

    def __len__(self) -> int: ...
    def __enter__(self) -> Batch: ...
    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        *_exception: BaseException | TracebackType | None,
    ) -> None:
        """Commits, unless the block raised: then nothing is done."""

@final
class Token:
    """An invitation's secret. The engine is told its hash; the link carries the token itself, shown once."""

    def __new__(cls) -> Token: ...
    def reveal(self) -> str:
        """The token's text: 43 characters. Show it once; never log it."""

    def hash(self) -> str:
        """What `Member.invite` takes."""

@final
class Money:
    """An amount of one currency, exact. A pattern may name the amount and the currency by position."""

    __match_args__: ClassVar[tuple[Literal["amount"], Literal["currency"]]]

    @property
    def amount(self) -> Decimal:
        """The amount as an exact decimal, with the currency's digits."""

    @property
    def minor(self) -> int:
        """The amount in the currency's minor units: cents for EUR, yen for JPY."""

    @property
    def currency(self) -> str:
        """The ISO 4217 code."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Cursor:
    """A place in a cart's feed, as a page gave it."""

    START: ClassVar[Cursor]
    """Where all kept history begins."""

    @staticmethod
    def parse(text: str) -> Cursor:
        """Reads what `str(cursor)` wrote.

        Errors: `cursor_not_valid`.
        """

    @property
    def epoch(self) -> int:
        """Which life of the log the version belongs to."""

    @property
    def version(self) -> int:
        """The last version seen."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Reset:
    """The feed begins anew: the log does not reach back to the cursor, so here is the cart itself."""

    @property
    def view(self) -> CartView:
        """The cart at the page's end."""

    @property
    def version(self) -> int:
        """The version the view is of."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Revoked:
    """The member was removed: the feed's last word."""

    @property
    def version(self) -> int:
        """The version that removed the member."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Page:
    """What happened between two cursors. Iterating over it gives its events, or its one `Reset` or `Revoked`."""

    @property
    def from_cursor(self) -> Cursor:
        """The cursor the page was asked with."""

    @property
    def to_cursor(self) -> Cursor:
        """The cursor to go on from."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events that the member may see, oldest first; none on a page that is a `Reset` or `Revoked`."""

    @property
    def reset(self) -> CartView | None:
        """The cart to begin anew from, where the log does not reach back to the cursor."""

    @property
    def revoked_version(self) -> int | None:
        """The version that removed the member, on a watch's last page."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Event | Reset | Revoked]: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Watch:
    """A cart that is being watched. Iterate over it, plainly or with `async for`; or wait, and pull a page.

    It ends after a `Revoked`, or when it is closed. One task or thread waits on a watch at a time.
    """

    def page(self) -> Page:
        """What came since the last page; it has no events if nothing did.

        Errors: `handle_not_valid` once the watch is closed, `engine_is_closed`, `cart_is_damaged`, `capability_missing`,
        `cart_not_found` after a page that is `Revoked`.
        """

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until a page has something, at most `timeout` seconds; answers whether one has.

        Other threads run meanwhile.

        Errors: `engine_is_closed`, `cart_not_found`.
        """

    @property
    def cursor(self) -> Cursor:
        """How far the watch has come: to the last item that the iteration gave, or the end of the last page.

        Whoever goes on from here later misses nothing and gets nothing twice.

        Errors: `handle_not_valid` once the watch is closed.
        """

    def close(self) -> None:
        """Ends the watch and whoever iterates over it."""

    def __enter__(self) -> Watch: ...
    def __exit__(self, *_exception: object) -> None: ...
    def __iter__(self) -> Watch: ...
    def __next__(self) -> Event | Reset | Revoked: ...
    def __aiter__(self) -> Watch: ...
    async def __anext__(self) -> Event | Reset | Revoked: ...
    def _take(self) -> Event | Reset | Revoked | None: ...
    def _poll(self, callback: Callable[[], object]) -> bool: ...

@final
class CampaignSku:
    """A SKU of a campaign, with a regular price of its own."""

    def __new__(cls, sku: str, unit_price: Decimal | str | None = None) -> CampaignSku: ...
    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def unit_price(self) -> Decimal | None:
        """What one costs while no tier is reached; the price list's price unless given."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class CampaignTier:
    """A price that a campaign reaches: so many percent off, or for a campaign of one SKU a price."""

    def __new__(
        cls, threshold: int, *, percent: Decimal | str | None = None, unit_price: Decimal | str | None = None
    ) -> CampaignTier: ...
    @property
    def threshold(self) -> int:
        """From how much on: units, members, or minor units of money."""

    @property
    def percent(self) -> Decimal | None:
        """So many percent off the regular prices, rounded half up to the minor unit."""

    @property
    def unit_price(self) -> Decimal | None:
        """Or this price."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __getnewargs_ex__(self) -> tuple[tuple[int], dict[str, Decimal | None]]: ...

@final
class CampaignWatch:
    """A campaign that is being watched. Iterate over it, plainly or with `async for`; or wait, and view it.

    It ends when it is closed. One task or thread waits on a watch at a time.
    """

    def view(self) -> CampaignView:
        """The campaign as it is now; the watch waits for what comes after.

        Errors: `handle_not_valid` once the watch is closed, `engine_is_closed`.
        """

    def wait(self, timeout: float | None = None) -> bool:
        """Waits until the campaign has changed since it was last viewed, at most `timeout` seconds.

        Answers whether it has. Other threads run meanwhile.

        Errors: `engine_is_closed`, `campaign_not_found`.
        """

    def close(self) -> None:
        """Ends the watch and whoever iterates over it."""

    def __enter__(self) -> CampaignWatch: ...
    def __exit__(self, *_exception: object) -> None: ...
    def __iter__(self) -> CampaignWatch: ...
    def __next__(self) -> CampaignView: ...
    def __aiter__(self) -> CampaignWatch: ...
    async def __anext__(self) -> CampaignView: ...
    def _take(self) -> CampaignView | None: ...
    def _poll(self, callback: Callable[[], object]) -> bool: ...

@final
class CartView:
    """A cart at one version, as one principal may see it.

    Without `view_people` there are no members, names, notes, beneficiaries, lock or ownership offer in it.
    """

    @property
    def id(self) -> str:
        """The cart's id."""

    @property
    def version(self) -> int:
        """The version this is."""

    @property
    def status(self) -> CartStatus:
        """Where the cart is in its life."""

    @property
    def title(self) -> str | None:
        """What the cart is called."""

    @property
    def purpose(self) -> str | None:
        """What the cart is for."""

    @property
    def currency(self) -> str:
        """The cart's one currency."""

    @property
    def preset(self) -> Preset:
        """The setting it started from."""

    @property
    def policies(self) -> Policies:
        """The policies in force."""

    @property
    def is_shared(self) -> bool:
        """Whether anybody but the owner ever joined."""

    @property
    def created_at_ms(self) -> int:
        """When it was made, in Unix milliseconds."""

    @property
    def changed_at_ms(self) -> int:
        """When it last changed, in Unix milliseconds."""

    @property
    def prices_version(self) -> int:
        """The version of the price list the prices are of; 0 before the first repricing."""

    @property
    def lines(self) -> tuple[LineItem, ...]:
        """The lines, oldest first."""

    @property
    def subtotal(self) -> Money:
        """The sum of the line totals."""

    @property
    def total(self) -> Money:
        """What is to be paid: the subtotal with all adjustments."""

    @property
    def members(self) -> tuple[MemberEntry, ...]:
        """The members present, in the order they joined."""

    @property
    def roles(self) -> tuple[RoleEntry, ...]:
        """The custom roles."""

    @property
    def invitations(self) -> tuple[InvitationEntry, ...]:
        """The pending invitations."""

    @property
    def lock(self) -> LockEntry | None:
        """The hold on the cart, if one is in force."""

    @property
    def ownership_offered_to(self) -> str | None:
        """To whom ownership is offered."""

    @property
    def campaigns(self) -> tuple[CampaignEntry, ...]:
        """The campaigns that the cart has pledged to."""

    def line(self, id: int) -> LineItem | None:
        """The line with this id."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Bill:
    """A cart's bill at one version: what is to be paid, and by whom.

    Without `view_people` it names nobody and has no shares.
    """

    @property
    def version(self) -> int:
        """The cart's version."""

    @property
    def ledger_version(self) -> int:
        """The version of the group's ledger whose spare cents it counts; 0 without a group."""

    @property
    def currency(self) -> str:
        """The currency."""

    @property
    def subtotal(self) -> Money:
        """The sum of the line totals."""

    @property
    def adjustments(self) -> tuple[AdjustmentEntry, ...]:
        """What is added and taken off, in the order in which it is counted."""

    @property
    def total(self) -> Money:
        """What is to be paid."""

    @property
    def refunded(self) -> Money:
        """What was given back."""

    @property
    def paid(self) -> Money:
        """What the merchant got."""

    @property
    def due(self) -> Money:
        """What the merchant still gets, or has to give back where it is negative."""

    @property
    def shares(self) -> tuple[ShareEntry, ...]:
        """What each owes, in the order in which they joined."""

    @property
    def split(self) -> SplitRule:
        """How the lines are shared."""

    @property
    def parts(self) -> tuple[SplitPart, ...]:
        """Each member's part of that; hidden like every name from those who may not see people."""

    @property
    def spares_late_joiners(self) -> bool:
        """Whether whoever joins late is spared what was in the cart before."""

    @property
    def excluded_members(self) -> tuple[str | None, ...]:
        """Who shares in nothing that is split among everybody."""

    @property
    def sponsor(self) -> SponsorEntry | None:
        """Who pays for others."""

    @property
    def share_minimum(self) -> Money | None:
        """The least that each pays."""

    @property
    def group(self) -> str | None:
        """The group whose ledger the cart belongs to."""

    @property
    def policies(self) -> BillPolicies:
        """How it is rounded and bounded."""

    @property
    def is_fixed(self) -> bool:
        """Whether it is fixed."""

    @property
    def is_below_min(self) -> bool:
        """Whether it is below the order's minimum."""

    @property
    def is_above_max(self) -> bool:
        """Whether it is above the order's maximum."""

    def share(self, member: str) -> ShareEntry | None:
        """The share of the member with this id."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class LineItem:
    """A line of a cart."""

    @property
    def id(self) -> int:
        """The line's id: the version that made it."""

    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def quantity(self) -> int:
        """How many."""

    @property
    def unit_price(self) -> Decimal:
        """The price of one; may be finer than the currency."""

    @property
    def line_total(self) -> Money:
        """Quantity times unit price, rounded half up once."""

    @property
    def added_by(self) -> str | None:
        """Who added it."""

    @property
    def changed_by(self) -> str | None:
        """Who changed it last."""

    @property
    def added_at_ms(self) -> int:
        """When it was added, in Unix milliseconds, to the second."""

    @property
    def options(self) -> dict[str, str]:
        """What sets it apart, in the order of the keys."""

    @property
    def note(self) -> str | None:
        """Why, in a member's words."""

    @property
    def beneficiaries(self) -> tuple[str | None, ...]:
        """For whom; none means for everybody."""

    @property
    def purpose(self) -> str | None:
        """What it is for."""

    @property
    def project(self) -> str | None:
        """The project it belongs to."""

    @property
    def cost_centre(self) -> str | None:
        """Who bears the cost."""

    @property
    def campaign(self) -> str | None:
        """The campaign it is pledged to."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class MemberEntry:
    """A member who is present."""

    @property
    def id(self) -> str:
        """The member's id."""

    @property
    def role(self) -> str:
        """The role's name."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class RoleEntry:
    """A custom role."""

    @property
    def name(self) -> str:
        """The role's name."""

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What it may do."""

    @property
    def money_cap(self) -> Money | None:
        """The most its holder's lines may sum to."""

    @property
    def categories_allowed(self) -> tuple[str, ...]:
        """The only categories it may add; none means all."""

    @property
    def categories_denied(self) -> tuple[str, ...]:
        """Categories it may not add."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class InvitationEntry:
    """A pending invitation; only those who may invite see it."""

    @property
    def id(self) -> int:
        """The invitation's id: the version that made it."""

    @property
    def role(self) -> str:
        """The role those who join get."""

    @property
    def invited_by(self) -> str | None:
        """Who made it; nobody where the host did."""

    @property
    def uses_left(self) -> int:
        """How often it may still be used."""

    @property
    def expires_at_ms(self) -> int:
        """When it expires, in Unix milliseconds."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignEntry:
    """A campaign that a cart has pledged to, as the cart knows it."""

    @property
    def campaign(self) -> str:
        """The campaign's id."""

    @property
    def campaign_version(self) -> int:
        """The campaign's version that the cart knows."""

    @property
    def status(self) -> CampaignStatus:
        """Where the campaign is in its life, without regard to the time of day."""

    @property
    def tiers_reached(self) -> int:
        """How many of its tiers are reached."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Policies:
    """What a cart's members agreed on."""

    @property
    def edit(self) -> EditPolicy:
        """Who may edit lines."""

    @property
    def merges_lines(self) -> bool:
        """Whether adding what is already there grows that line instead of making another."""

    @property
    def allows_suggestions(self) -> bool:
        """Whether viewers may suggest."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class AlreadyInCart:
    """What was in the cart already when somebody added the same SKU."""

    @property
    def line(self) -> int:
        """The oldest line with this SKU that somebody else added."""

    @property
    def member(self) -> str | None:
        """Who added it."""

    @property
    def quantity(self) -> int:
        """How many it held before."""

    @property
    def added_ago_s(self) -> int:
        """How many seconds before this event it was added."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class PriceChange:
    """A line whose price the price list changed."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def old_unit_price(self) -> Decimal:
        """Its price before."""

    @property
    def unit_price(self) -> Decimal:
        """Its price now."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class SplitPart:
    """A member's part of a split."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def value(self) -> Decimal:
        """Their weight, percent or amount."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class QuantityTier:
    """A step of a discount by quantity."""

    @property
    def quantity(self) -> int:
        """From this quantity on …"""

    @property
    def percent(self) -> Decimal:
        """… so many percent off."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class BillPolicies:
    """How a bill is rounded, and what it may come to."""

    @property
    def rounding(self) -> RoundingMode:
        """How what is no whole minor unit is rounded."""

    @property
    def level(self) -> RoundingLevel:
        """What of a tax in percent is rounded."""

    @property
    def cash_step_minor(self) -> int:
        """The total is rounded to this many minor units; 1 changes nothing."""

    @property
    def order_min_minor(self) -> int | None:
        """The least a bill may come to, in minor units."""

    @property
    def order_max_minor(self) -> int | None:
        """The most a bill may come to, in minor units."""

    @property
    def is_hard(self) -> bool:
        """Whether a bill beyond these cannot be fixed, or only says so."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class MinorShare:
    """What a member pays, or gets back, in minor units."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def minor(self) -> int:
        """How much."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class PledgeCut:
    """A pledge that a campaign did not take in full, when it closed or came to nothing."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def old_quantity(self) -> int:
        """How many it held."""

    @property
    def quantity(self) -> int:
        """How many it holds now; at 0 the line is gone."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class LockEntry:
    """A hold on the cart."""

    @property
    def holder(self) -> str | None:
        """Who holds it; nobody where the host does."""

    @property
    def until_ms(self) -> int:
        """When it ends by itself, in Unix milliseconds."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class AdjustmentEntry:
    """Something that is added to the lines, or taken off."""

    @property
    def id(self) -> int:
        """Its id: the version that made it; 0 for the rounding to the smallest coin."""

    @property
    def kind(self) -> AdjustmentKind:
        """Which kind."""

    @property
    def amount(self) -> Money:
        """What it adds, or takes off where it is negative."""

    @property
    def percent(self) -> Decimal | None:
        """How many percent, where it is given so."""

    @property
    def rule(self) -> AdjustmentRule:
        """How it is shared."""

    @property
    def line(self) -> int | None:
        """The line it is of."""

    @property
    def member(self) -> str | None:
        """The member it is for."""

    @property
    def destination(self) -> str | None:
        """The destination it is of."""

    @property
    def label(self) -> str | None:
        """What it is called."""

    @property
    def coupon(self) -> str | None:
        """The code of the coupon that brought it."""

    @property
    def is_included(self) -> bool:
        """Whether the prices hold it already: then it adds nothing."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ShareEntry:
    """What one member owes."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def lines(self) -> Money:
        """Their part of the lines."""

    @property
    def adjustments(self) -> Money:
        """Their part of the adjustments, and what a sponsor or a minimum changes."""

    @property
    def total(self) -> Money:
        """What they pay in all."""

    @property
    def refunded(self) -> Money:
        """What of it was given back."""

    @property
    def paid(self) -> Money:
        """What they paid the merchant, and the other members."""

    @property
    def balance(self) -> Money:
        """What they are owed by the others, or owe where it is negative. Zero before anybody paid."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class SponsorEntry:
    """Who pays for others."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def amount_max(self) -> Money | None:
        """The most they pay for others in all."""

    @property
    def person_max(self) -> Money | None:
        """The most they pay for each."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CellEntry:
    """What one member pays of one row of the bill, and why."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def line(self) -> int | None:
        """The line, where the row is one."""

    @property
    def adjustment(self) -> int | None:
        """The adjustment, where the row is one."""

    @property
    def amount(self) -> Money:
        """What they pay of it."""

    @property
    def row(self) -> Money:
        """The whole row."""

    @property
    def reason(self) -> CellReason:
        """Why."""

    @property
    def part(self) -> int:
        """Their part …"""

    @property
    def parts(self) -> int:
        """… of so many."""

    @property
    def text(self) -> str:
        """The same as a sentence, without a name."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Explanation:
    """Why each owes what they owe: every cell of the bill's table that is not zero."""

    @property
    def version(self) -> int:
        """The cart's version."""

    @property
    def cells(self) -> tuple[CellEntry, ...]:
        """The cells, row by row, and in a row in the order in which members joined."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class TransferEntry:
    """A payment between two members."""

    @property
    def payer(self) -> str | None:
        """Who pays."""

    @property
    def payee(self) -> str | None:
        """Whom."""

    @property
    def amount(self) -> Money:
        """How much."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Settlement:
    """Who pays whom, so that everybody has paid what they owe."""

    @property
    def version(self) -> int:
        """The cart's version."""

    @property
    def transfers(self) -> tuple[TransferEntry, ...]:
        """The payments."""

    @property
    def is_exact(self) -> bool:
        """Whether there is no way with fewer payments; large groups get a good way instead of the best."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignSkuEntry:
    """A SKU of a campaign."""

    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def regular_price(self) -> Decimal:
        """What one costs while no tier is reached."""

    @property
    def unit_price(self) -> Decimal:
        """What one costs now."""

    @property
    def quantity(self) -> int:
        """Units that count."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignTierEntry:
    """A price tier of a campaign."""

    @property
    def threshold(self) -> int:
        """From how much on, in the campaign's measure."""

    @property
    def is_reached(self) -> bool:
        """Whether it is reached."""

    @property
    def unit_prices(self) -> tuple[Decimal, ...]:
        """What one of each SKU then costs, in the campaign's order."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignMoment:
    """Something that everybody is to hear of."""

    @property
    def version(self) -> int:
        """The campaign's version that made it."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def kind(self) -> CampaignMomentKind:
        """What."""

    @property
    def tier(self) -> int:
        """Which tier, counted from 1, where it is about one; else 0."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class TippingShare:
    """What somebody pays for what they have pledged, now and if the campaign got further."""

    @property
    def member(self) -> str:
        """Who."""

    @property
    def now(self) -> Money:
        """Now."""

    @property
    def then(self) -> Money:
        """Then."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class TippingPoint:
    """What would bring a campaign further: to its minimum or to its next tier, whichever is nearer."""

    @property
    def threshold(self) -> int:
        """What must be reached, in the campaign's measure."""

    @property
    def missing(self) -> int:
        """How much is missing."""

    @property
    def tier(self) -> int:
        """Which tier would be reached, counted from 1; 0 where only the minimum would."""

    @property
    def unit_prices(self) -> tuple[Decimal, ...]:
        """What one of each SKU would then cost, in the campaign's order."""

    @property
    def likely(self) -> tuple[str, ...]:
        """From whom it may come: members of the cart who may pledge and have pledged nothing yet."""

    @property
    def shares(self) -> tuple[TippingShare, ...]:
        """What each in the cart who has pledged pays."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class PledgeEntry:
    """What a cart has pledged on one line."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def member(self) -> str:
        """Who pledged; empty where people may not be seen."""

    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def quantity(self) -> int:
        """How many."""

    @property
    def counted(self) -> int:
        """How many of them the campaign takes as it is; the others wait."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignView:
    """A campaign at one version."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def version(self) -> int:
        """How many events it has had."""

    @property
    def status(self) -> CampaignStatus:
        """Where it is in its life."""

    @property
    def currency(self) -> str:
        """The currency of the carts it is for."""

    @property
    def measure(self) -> CampaignMeasure:
        """What its thresholds count."""

    @property
    def skus(self) -> tuple[CampaignSkuEntry, ...]:
        """What it is for."""

    @property
    def tiers(self) -> tuple[CampaignTierEntry, ...]:
        """Its price tiers, lowest first."""

    @property
    def minimum(self) -> int:
        """At how much it tips, in its measure."""

    @property
    def maximum(self) -> int | None:
        """Units it takes in all."""

    @property
    def member_min(self) -> int | None:
        """Units a pledge has at least."""

    @property
    def member_max(self) -> int | None:
        """Units one member may pledge, over all carts."""

    @property
    def leader(self) -> str | None:
        """Who leads it; nothing to members who do not see people."""

    @property
    def opens_at_ms(self) -> int:
        """When it opens, in Unix milliseconds; 0 where it was open from the beginning."""

    @property
    def locks_at_ms(self) -> int:
        """From when on pledges only grow, in Unix milliseconds."""

    @property
    def closes_at_ms(self) -> int:
        """Its deadline, in Unix milliseconds."""

    @property
    def at_deadline(self) -> DeadlinePolicy:
        """What becomes of it below its minimum at its deadline."""

    @property
    def is_extended(self) -> bool:
        """Whether its deadline was moved."""

    @property
    def reached(self) -> int:
        """How much it has reached, in its measure."""

    @property
    def is_tipped(self) -> bool:
        """Whether it has reached its minimum."""

    @property
    def tiers_reached(self) -> int:
        """How many of its tiers are reached."""

    @property
    def quantity(self) -> int:
        """Units that count."""

    @property
    def waiting(self) -> int:
        """Units that wait because the campaign, or a member, has the most there may be."""

    @property
    def amount(self) -> Money:
        """What the units that count come to now."""

    @property
    def members(self) -> int:
        """Who holds pledges. Somebody who does so in two carts counts once where the campaign counts
        members or bounds what each may pledge, and twice elsewhere.
        """

    @property
    def carts(self) -> int:
        """Carts that have pledged or were about to."""

    @property
    def moments(self) -> tuple[CampaignMoment, ...]:
        """What everybody was to hear of, oldest first: the last 256."""

    @property
    def next(self) -> TippingPoint | None:
        """What would bring it further; nothing where it is decided or all is reached."""

    @property
    def pledges(self) -> tuple[PledgeEntry, ...]:
        """What the reader's cart has pledged; nothing for the host."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignRow:
    """What a member of a cart gets."""

    @property
    def cart(self) -> str:
        """The cart."""

    @property
    def member(self) -> str:
        """Who pledged."""

    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def quantity(self) -> int:
        """How many the campaign takes."""

    @property
    def waiting(self) -> int:
        """How many wait."""

    @property
    def amount(self) -> Money:
        """What those it takes cost now."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignTotal:
    """What a member, or a SKU, comes to over all carts."""

    @property
    def name(self) -> str:
        """The member's id, or the SKU."""

    @property
    def quantity(self) -> int:
        """How many the campaign takes."""

    @property
    def amount(self) -> Money:
        """What they cost now."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignList:
    """What is to be ordered: for each cart and member, and in all."""

    @property
    def version(self) -> int:
        """The campaign's version when the list was begun."""

    @property
    def rows(self) -> tuple[CampaignRow, ...]:
        """By cart, and within it by line."""

    @property
    def members(self) -> tuple[CampaignTotal, ...]:
        """By member, over all carts, in the order of their ids."""

    @property
    def skus(self) -> tuple[CampaignTotal, ...]:
        """By SKU, in the campaign's order."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CartCreated:
    """The cart was made and its owner seated."""

    kind: ClassVar[Literal["cart_created"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def owner(self) -> str:
        """The owner's id; the owner has seat 0."""

    @property
    def currency(self) -> str:
        """The cart's one currency."""

    @property
    def preset(self) -> Preset:
        """The setting it started from."""

    @property
    def policies(self) -> Policies:
        """The policies it started with."""

    @property
    def title(self) -> str | None:
        """What the cart is called."""

    @property
    def purpose(self) -> str | None:
        """What the cart is for."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ItemAdded:
    """A new line; its id is this event's version."""

    kind: ClassVar[Literal["item_added"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def quantity(self) -> int:
        """How many."""

    @property
    def unit_price(self) -> Decimal:
        """The price of one."""

    @property
    def is_callers_price(self) -> bool:
        """Whether the caller gave the price, which the price list then leaves alone."""

    @property
    def already_in_cart(self) -> AlreadyInCart | None:
        """What was in the cart already, if somebody else had put it there."""

    @property
    def options(self) -> dict[str, str]:
        """Options, note and beneficiaries, where there are any."""

    @property
    def note(self) -> str | None:
        """The note."""

    @property
    def beneficiaries(self) -> tuple[str | None, ...]:
        """For whom."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ItemIncreased:
    """An added item merged into a line."""

    kind: ClassVar[Literal["item_increased"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def added(self) -> int:
        """How many were added."""

    @property
    def quantity(self) -> int:
        """How many it holds now."""

    @property
    def already_in_cart(self) -> AlreadyInCart | None:
        """What was in the cart already, if somebody else had put it there."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class QuantityAdjusted:
    """A line's quantity was changed by a difference."""

    kind: ClassVar[Literal["quantity_adjusted"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def delta(self) -> int:
        """The difference."""

    @property
    def quantity(self) -> int:
        """How many it holds now."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class QuantitySet:
    """A line's quantity was set."""

    kind: ClassVar[Literal["quantity_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def old_quantity(self) -> int:
        """How many it held."""

    @property
    def quantity(self) -> int:
        """How many it holds now."""

    @property
    def is_contested(self) -> bool:
        """Whether the member had seen another quantity than the line held."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ItemRemoved:
    """A line was removed."""

    kind: ClassVar[Literal["item_removed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def old_quantity(self) -> int:
        """How many it held."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class NoteSet:
    """A line's note was written or cleared."""

    kind: ClassVar[Literal["note_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def note(self) -> str | None:
        """The note."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class BeneficiariesSet:
    """A line's beneficiaries were named."""

    kind: ClassVar[Literal["beneficiaries_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def beneficiaries(self) -> tuple[str | None, ...]:
        """For whom; none means for everybody."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ReasonSet:
    """A line's reason was written."""

    kind: ClassVar[Literal["reason_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def purpose(self) -> str | None:
        """What it is for."""

    @property
    def project(self) -> str | None:
        """The project it belongs to."""

    @property
    def cost_centre(self) -> str | None:
        """Who bears the cost."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Repriced:
    """Lines took over the price list's new prices."""

    kind: ClassVar[Literal["repriced"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def prices_version(self) -> int:
        """The version of the price list the cart now knows."""

    @property
    def changes(self) -> tuple[PriceChange, ...]:
        """The lines that changed."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class MemberAdded:
    """A member was seated."""

    kind: ClassVar[Literal["member_added"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def member(self) -> str:
        """The member's id; the seat is the next free one."""

    @property
    def role(self) -> str:
        """The role's name."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class MemberRemoved:
    """A member was removed."""

    kind: ClassVar[Literal["member_removed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def voided(self) -> tuple[int, ...]:
        """The invitations that ended with it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class MemberLeft:
    """A member left."""

    kind: ClassVar[Literal["member_left"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def voided(self) -> tuple[int, ...]:
        """The invitations that ended with it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class RoleSet:
    """A member got another role."""

    kind: ClassVar[Literal["role_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def member(self) -> str | None:
        """The member."""

    @property
    def old_role(self) -> str:
        """The role's name before."""

    @property
    def role(self) -> str:
        """The role's name now."""

    @property
    def voided(self) -> tuple[int, ...]:
        """The invitations that ended with it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class RoleDefined:
    """A custom role was defined, or defined anew."""

    kind: ClassVar[Literal["role_defined"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def name(self) -> str:
        """The role's name."""

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        """What it may do."""

    @property
    def money_cap_minor(self) -> int | None:
        """The most its holder's lines may sum to, in minor units."""

    @property
    def categories_allowed(self) -> tuple[str, ...]:
        """The only categories it may add; none means all."""

    @property
    def categories_denied(self) -> tuple[str, ...]:
        """Categories it may not add."""

    @property
    def voided(self) -> tuple[int, ...]:
        """The invitations that ended with it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class OwnershipOffered:
    """Ownership was offered."""

    kind: ClassVar[Literal["ownership_offered"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def member(self) -> str | None:
        """To whom."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class OwnershipAccepted:
    """Ownership was accepted; the former owner is an admin."""

    kind: ClassVar[Literal["ownership_accepted"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def old_owner(self) -> str | None:
        """The former owner."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class OwnershipDeclined:
    """The offer of ownership was declined or taken back."""

    kind: ClassVar[Literal["ownership_declined"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def member(self) -> str | None:
        """To whom it had been made."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Invited:
    """An invitation was made; its id is this event's version."""

    kind: ClassVar[Literal["invited"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def token_hash(self) -> str:
        """The token's hash."""

    @property
    def role(self) -> str:
        """The role those who join get."""

    @property
    def uses_max(self) -> int:
        """How often it may be used."""

    @property
    def expires_at_ms(self) -> int:
        """When it expires, in Unix milliseconds."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class InvitationRevoked:
    """An invitation was ended."""

    kind: ClassVar[Literal["invitation_revoked"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def invitation(self) -> int:
        """The invitation's id."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class InvitationAccepted:
    """Somebody joined by an invitation."""

    kind: ClassVar[Literal["invitation_accepted"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def invitation(self) -> int:
        """The invitation's id."""

    @property
    def member(self) -> str:
        """The member's id; the seat is the next free one."""

    @property
    def role(self) -> str:
        """The role's name."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CartLocked:
    """The cart was locked, or its lock's deadline moved."""

    kind: ClassVar[Literal["cart_locked"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def until_ms(self) -> int:
        """When the hold ends by itself, in Unix milliseconds."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CartUnlocked:
    """The cart's lock was ended."""

    kind: ClassVar[Literal["cart_unlocked"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def holder(self) -> str | None:
        """Who held it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class PoliciesSet:
    """The cart's policies changed."""

    kind: ClassVar[Literal["policies_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def old_policies(self) -> Policies:
        """The policies before."""

    @property
    def policies(self) -> Policies:
        """The policies now."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CartRenamed:
    """The cart's title or purpose changed."""

    kind: ClassVar[Literal["cart_renamed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def title(self) -> str | None:
        """What the cart is called."""

    @property
    def purpose(self) -> str | None:
        """What the cart is for."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CartClosed:
    """The cart was closed for good."""

    kind: ClassVar[Literal["cart_closed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class SplitSet:
    """The cart's split was chosen."""

    kind: ClassVar[Literal["split_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def rule(self) -> SplitRule:
        """How."""

    @property
    def parts(self) -> tuple[SplitPart, ...]:
        """Each member's part."""

    @property
    def spares_late_joiners(self) -> bool:
        """Whether whoever joins from now on is spared what is in the cart already."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class LineSplitSet:
    """A line got a rule of its own."""

    kind: ClassVar[Literal["line_split_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def rule(self) -> SplitRule:
        """How."""

    @property
    def parts(self) -> tuple[SplitPart, ...]:
        """Each member's part."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class LineSplitCleared:
    """A line follows the cart's rule again."""

    kind: ClassVar[Literal["line_split_cleared"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class MembersExcluded:
    """These members share in nothing that is split among everybody."""

    kind: ClassVar[Literal["members_excluded"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def members(self) -> tuple[str | None, ...]:
        """Who; nobody else."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class SponsorSet:
    """A sponsor was named, or there is none any more."""

    kind: ClassVar[Literal["sponsor_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def member(self) -> str | None:
        """Who pays."""

    @property
    def amount_max_minor(self) -> int | None:
        """The most they pay for others in all, in minor units."""

    @property
    def person_max_minor(self) -> int | None:
        """The most they pay for each, in minor units."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ShareMinimumSet:
    """The least that each pays was set."""

    kind: ClassVar[Literal["share_minimum_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def minimum_minor(self) -> int | None:
        """In minor units."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class AdjustmentSplitSet:
    """How a kind of adjustment is shared was chosen."""

    kind: ClassVar[Literal["adjustment_split_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def adjustment_kind(self) -> AdjustmentKind:
        """Which kind."""

    @property
    def rule(self) -> AdjustmentRule:
        """How."""

    @property
    def payer(self) -> str | None:
        """Who pays, where one does."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class AdjustmentAdded:
    """An adjustment was added; its id is this event's version."""

    kind: ClassVar[Literal["adjustment_added"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def adjustment_kind(self) -> AdjustmentKind:
        """Which kind."""

    @property
    def amount_minor(self) -> int | None:
        """How much, in minor units."""

    @property
    def percent(self) -> Decimal | None:
        """Or how many percent."""

    @property
    def line(self) -> int | None:
        """Of this line."""

    @property
    def member(self) -> str | None:
        """For this member."""

    @property
    def destination(self) -> str | None:
        """Of the lines for this destination."""

    @property
    def label(self) -> str | None:
        """What it is called."""

    @property
    def is_included(self) -> bool:
        """Whether the prices hold it already."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class AdjustmentRemoved:
    """An adjustment, a discount or a coupon was taken out."""

    kind: ClassVar[Literal["adjustment_removed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def adjustment(self) -> int:
        """Its id."""

    @property
    def coupon(self) -> str | None:
        """The coupon that is free again."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class DiscountAdded:
    """A discount was added, by the host or by a coupon; its id is this event's version."""

    kind: ClassVar[Literal["discount_added"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def percent(self) -> Decimal | None:
        """So many percent off."""

    @property
    def amount_minor(self) -> int | None:
        """So much off, in minor units."""

    @property
    def tiers(self) -> tuple[QuantityTier, ...]:
        """From each quantity on, so many percent off."""

    @property
    def buy(self) -> int | None:
        """Of so many bought …"""

    @property
    def get(self) -> int | None:
        """… so many more are discounted."""

    @property
    def skus(self) -> tuple[str, ...]:
        """Only these SKUs; none means every line."""

    @property
    def label(self) -> str | None:
        """What it is called."""

    @property
    def is_exclusive(self) -> bool:
        """Whether it stands alone."""

    @property
    def priority(self) -> int:
        """Smaller applies first."""

    @property
    def coupon(self) -> str | None:
        """The code of the coupon that brought it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class DestinationSet:
    """A line's destination was named or cleared."""

    kind: ClassVar[Literal["destination_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def destination(self) -> str | None:
        """The label."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class BillPoliciesSet:
    """How the bill is rounded and bounded was set."""

    kind: ClassVar[Literal["bill_policies_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def old_policies(self) -> BillPolicies:
        """As it was."""

    @property
    def policies(self) -> BillPolicies:
        """As it is."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class GroupSet:
    """The cart belongs to this group's ledger, or to none."""

    kind: ClassVar[Literal["group_set"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def group(self) -> str | None:
        """The group's id."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class BillFixed:
    """The bill was fixed."""

    kind: ClassVar[Literal["bill_fixed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def total_minor(self) -> int:
        """What it comes to, in minor units."""

    @property
    def shares(self) -> tuple[MinorShare, ...]:
        """What each pays, everybody who is on the bill."""

    @property
    def behind(self) -> tuple[int, ...]:
        """How far each was behind in spare cents before, in 2^-32 minor units."""

    @property
    def sharing(self) -> tuple[str | None, ...]:
        """Who shares in what is split among everybody."""

    @property
    def ledger_version(self) -> int:
        """The version of the group's ledger in which the spare cents stand; 0 without a group."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class BillReopened:
    """The fixing was taken back."""

    kind: ClassVar[Literal["bill_reopened"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class PaymentRecorded:
    """A member paid the merchant."""

    kind: ClassVar[Literal["payment_recorded"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def payer(self) -> str | None:
        """Who."""

    @property
    def amount_minor(self) -> int:
        """How much, in minor units."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class TransferRecorded:
    """A member paid another."""

    kind: ClassVar[Literal["transfer_recorded"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def payer(self) -> str | None:
        """Who."""

    @property
    def payee(self) -> str | None:
        """Whom."""

    @property
    def amount_minor(self) -> int:
        """How much, in minor units."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class ItemRefunded:
    """What was paid for some of a line was given back."""

    kind: ClassVar[Literal["item_refunded"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def quantity(self) -> int:
        """How many."""

    @property
    def shares(self) -> tuple[MinorShare, ...]:
        """What each gets back."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class Pledged:
    """A new line, pledged to a campaign; its id is this event's version."""

    kind: ClassVar[Literal["pledged"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def campaign(self) -> str:
        """The campaign."""

    @property
    def sku(self) -> str:
        """The merchant's name for the thing."""

    @property
    def quantity(self) -> int:
        """How many."""

    @property
    def unit_price(self) -> Decimal:
        """The price of one, at the tier that the campaign had reached."""

    @property
    def campaign_version(self) -> int:
        """The campaign's version that the cart then knew."""

    @property
    def status(self) -> CampaignStatus:
        """Where the campaign was in its life."""

    @property
    def tiers_reached(self) -> int:
        """How many of its tiers were reached."""

    @property
    def locks_at_ms(self) -> int:
        """From when on pledges only grow, in Unix milliseconds."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

@final
class CampaignFollowed:
    """The cart took over what became of a campaign it has pledged to."""

    kind: ClassVar[Literal["campaign_followed"]]
    @property
    def version(self) -> int:
        """The version the event made."""

    @property
    def at_ms(self) -> int:
        """When, in Unix milliseconds."""

    @property
    def actor(self) -> str | None:
        """The member who caused it; nobody where the host did, or where people may not be seen."""

    @property
    def is_system(self) -> bool:
        """Whether the host itself caused it."""

    @property
    def campaign(self) -> str:
        """The campaign."""

    @property
    def campaign_version(self) -> int:
        """The campaign's version that the cart now knows."""

    @property
    def status(self) -> CampaignStatus:
        """Where the campaign is in its life."""

    @property
    def tiers_reached(self) -> int:
        """How many of its tiers are reached."""

    @property
    def locks_at_ms(self) -> int:
        """From when on pledges only grow, in Unix milliseconds."""

    @property
    def changes(self) -> tuple[PriceChange, ...]:
        """The lines whose price changed with it."""

    @property
    def cuts(self) -> tuple[PledgeCut, ...]:
        """The pledges that it does not take in full."""

    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __copy__(self) -> Self: ...
    def __deepcopy__(self, _memo: object) -> Self: ...

