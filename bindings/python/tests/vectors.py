"""Plays a scenario of tests/vectors against the package. The grammar is in tests/README.md."""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import cartpool

MEMORY_EPOCH = 1
START_MS = 1_750_000_000_000
UNITS_MS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
WORD = re.compile(r'(?:[^\s"]|"(?:[^"\\]|\\.)*")+')
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
HANDLE = re.compile(r"([^\[]+)(?:\[(.*)\])?")
SAVED = re.compile(r"\$(\w+(?:\.hash)?)")
SPAN = re.compile(r"([+-]?\d+)([a-z]+)")

INTS = {
    "adjustment",
    "buy",
    "delta",
    "expect_version",
    "expires_at_ms",
    "get",
    "invitation",
    "line",
    "member_uses_max",
    "priority",
    "quantity",
    "seen_quantity",
    "until_ms",
    "uses_max",
    "valid_from_ms",
    "valid_until_ms",
}
BOOLS = {
    "allows_suggestions",
    "exclusive",
    "included",
    "is_hard",
    "merges_lines",
    "separate",
    "spares_late_joiners",
}
LISTS = {
    "beneficiaries",
    "capabilities",
    "categories_allowed",
    "categories_denied",
    "excluded_members",
    "skus",
}
PAIRS = {"options", "parts", "tiers"}
READS = {"bill", "explain", "settlement"}


class Failed(AssertionError):
    """A line whose outcome is not the one it names."""


def play(path: Path) -> int:
    """Plays every line of a file; answers how many."""
    lines = [(at, line) for at, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)]
    lines = [(at, line) for at, line in lines if line.strip() and not line.lstrip().startswith("#")]
    scenario = Scenario(iter(lines))
    for at, line in scenario.lines:
        try:
            scenario.line(line)
        except Exception as error:
            raise Failed(f"{path.name}:{at}: {line.strip()}\n{error!r}") from error
    for cart in scenario.carts.values():
        cart.system().verify()
    scenario.engine.close()
    return len(lines)


class Scenario:
    """One file: one engine, its carts, its saved values."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self.lines = lines
        self.saved: dict[str, str] = {}
        self.carts: dict[str, cartpool.Cart] = {}
        self.engine = open_engine({})
        self.cart = self.engine.cart("0" * 32)

    def line(self, line: str) -> None:
        tokens = words(line)
        handle, commands = tokens[0], None
        if tokens[1:] == ["batch"]:
            tokens, commands = self.gathered()
        tokens, code, saves = outcome(tokens)
        tokens = [self.resolved(token) for token in tokens]
        try:
            answer = self.step(tokens) if commands is None else self.batch(handle, commands)
        except cartpool.CartpoolError as error:
            expect(code, error.code)
            return
        expect(code, None)
        for name, wanted in saves.items():
            expect(name, "version")
            if wanted.startswith("$"):
                self.saved[wanted[1:]] = str(answer)
            else:
                expect(int(wanted), answer)

    def gathered(self) -> tuple[list[str], list[list[str]]]:
        """A batch's last line, `end` and its outcome, and the verbs before it."""
        verbs: list[list[str]] = []
        for _, line in self.lines:
            tokens = words(line)
            if tokens[0] == "end":
                return tokens, verbs
            verbs.append(tokens)
        raise Failed("a batch ends with `end`")

    def resolved(self, token: str) -> str:
        """The token, each `$name` in it replaced by what was saved."""
        return SAVED.sub(lambda name: self.saved[name[1]], token)

    def step(self, tokens: list[str]) -> object:
        first, rest = tokens[0], tokens[1:]
        do = getattr(self, f"do_{first}", None)
        return do(rest) if do else self.do_verb(first, rest)

    def do_options(self, tokens: list[str]) -> None:
        self.engine = open_engine(dict(map(pair, tokens)))

    def do_price(self, tokens: list[str]) -> int:
        sku, amount, *rest = tokens
        named = dict(map(pair, rest))
        version = self.engine.set_price(sku, named.get("currency", "EUR"), amount)
        if "category" in named:
            version = self.engine.set_category(sku, named["category"])
        return version

    def do_price_of(self, tokens: list[str]) -> None:
        sku, currency, *amount = tokens
        price = self.engine.price(sku, currency)
        if amount:
            expect(Decimal(amount[0]), price)

    def do_cart(self, tokens: list[str]) -> int:
        name, *rest = tokens
        named: dict[str, Any] = dict(map(pair, rest))
        self.cart = self.engine.create_cart(named.pop("owner"), named.pop("currency"), **named)
        self.carts[name] = self.cart
        return self.cart.system().version()

    def do_use(self, tokens: list[str]) -> None:
        self.cart = self.carts.get(tokens[0]) or self.engine.cart("f" * 32)

    def do_token(self, tokens: list[str]) -> None:
        token = cartpool.Token()
        self.saved[tokens[0]] = token.reveal()
        self.saved[f"{tokens[0]}.hash"] = token.hash()

    def do_id(self, tokens: list[str]) -> None:
        name, *offset = tokens
        at_ms = self.engine.now_ms + (span_ms(offset[0]) if offset else 0)
        time, random = f"{at_ms:012x}", self.engine.command_id()[13:]
        self.saved[name] = f"{time[:8]}-{time[8:]}{random}"

    def do_clock(self, tokens: list[str]) -> None:
        self.engine.advance_clock(span_ms(tokens[0]))

    def do_coupon(self, tokens: list[str]) -> int:
        code, *rest = tokens
        named: dict[str, Any] = arguments(rest)
        return self.engine.define_coupon(code, named.pop("currency"), **named)

    def do_coupon_of(self, tokens: list[str]) -> None:
        code, *claims = tokens
        coupon = self.engine.coupon(code)
        for name, wanted in map(pair, claims):
            check(field(coupon, name.split(".")), wanted, name)

    def do_transfer(self, tokens: list[str]) -> int:
        group, currency, *rest = tokens
        named: dict[str, Any] = arguments(rest)
        return self.engine.record_transfer(group, currency, **named)

    def do_ledger_of(self, tokens: list[str]) -> None:
        group, currency, *claims = tokens
        ledger = self.engine.ledger(group, currency)
        for name, wanted in map(pair, claims):
            root, *path = name.split(".")
            value = field(ledger.settlement(), path) if root == "settlement" else field(ledger, [root, *path])
            check(value, wanted, name)

    def do_campaign(self, tokens: list[str]) -> int:
        campaign, *rest = tokens
        return create_campaign(self.engine, campaign, dict(map(pair, rest)))

    def do_campaign_of(self, tokens: list[str]) -> None:
        campaign, *claims = tokens
        check_all(self.engine.campaign(campaign), claims)

    def do_campaign_list_of(self, tokens: list[str]) -> None:
        campaign, *claims = tokens
        check_all(self.engine.campaign_list(campaign), claims)

    def do_cancel_campaign(self, tokens: list[str]) -> int:
        return self.engine.cancel_campaign(tokens[0])

    def do_order_campaign(self, tokens: list[str]) -> int:
        return self.engine.order_campaign(tokens[0])

    def do_see_campaign(self, tokens: list[str]) -> None:
        member, campaign, *claims = tokens
        reader = self.member(member)
        seen = reader.campaign(campaign)
        expect(seen.next, reader.what_would_tip(campaign), "what_would_tip")
        check_all(seen, claims)

    def do_sweep(self, tokens: list[str]) -> None:
        check_all(self.engine.sweep(2**32 - 1), tokens)

    def do_see(self, tokens: list[str]) -> None:
        member, *claims = tokens
        reader = self.member(member)
        seen: dict[str, Any] = {"view": reader.view()}
        for name, wanted in map(pair, claims):
            path = name.split(".")
            root = path.pop(0) if path[0] in READS else "view"
            if root not in seen:
                seen[root] = getattr(reader, root)()
            check(field(seen[root], path), wanted, name)

    def do_see_at(self, tokens: list[str]) -> None:
        member, version, *claims = tokens
        check_all(self.member(member).view_at(int(version)), claims)

    def do_event(self, tokens: list[str]) -> None:
        member, version, *claims = tokens
        event = self.member(member).event(int(version))
        for name, wanted in map(pair, claims):
            check(event_field(event, name), wanted, name)

    def do_blame(self, tokens: list[str]) -> None:
        member, line, *claims = tokens
        versions = ",".join(str(event.version) for event in self.member(member).blame(int(line)))
        for name, wanted in map(pair, claims):
            expect(wanted, {"versions": versions}[name], name)

    def do_feed(self, tokens: list[str]) -> None:
        member, since, *claims = tokens
        name, value = pair(since)
        expect(name, "since")
        cursor = value if "." in value else f"{MEMORY_EPOCH}.{value}"
        page = self.member(member).events_since(cursor)
        versions = ",".join(str(event.version) for event in page.events)
        is_reset = str(page.reset is not None).lower()
        facts = {"versions": versions, "reset": is_reset, "version": str(page.to_cursor.version)}
        for name, wanted in map(pair, claims):
            expect(wanted, facts[name], name)

    def do_verb(self, handle: str, tokens: list[str]) -> object:
        verb, *rest = tokens
        return getattr(self.member(handle), verb)(**arguments(rest))

    def batch(self, handle: str, commands: list[list[str]]) -> int | None:
        with self.member(self.resolved(handle)).batch() as batch:
            for verb, *rest in commands:
                getattr(batch, verb)(**arguments(map(self.resolved, rest)))
        return batch.version

    def member(self, handle: str) -> cartpool.Member:
        name, options = matched(HANDLE, handle)
        member = self.cart.system() if name == "system" else self.cart.member(name)
        if not options:
            return member
        named: dict[str, Any] = dict(map(pair, options.split(",")))
        if "expect_version" in named:
            named["expect_version"] = int(named["expect_version"])
        return member.with_(**named)


def open_engine(options: dict[str, str]) -> cartpool.Engine:
    named: dict[str, Any] = dict(options)
    prices = named.pop("prices", None)
    rates = named.pop("rates", None)
    max_bytes = named.pop("max_bytes", None)
    limits: Any = {name: int(value) for name, value in named.items()}
    return cartpool.Engine.open(
        prices=prices,
        limits=limits,
        rates={"on": True, "off": False, None: None}[rates],
        max_bytes=int(max_bytes) if max_bytes else None,
        manual_clock_ms=START_MS,
        seed=1,
    )


def create_campaign(engine: cartpool.Engine, campaign: str, given: dict[str, str]) -> int:
    def at_ms(name: str) -> int | None:
        return engine.now_ms + span_ms(given[name]) if name in given else None

    def number(name: str) -> int | None:
        return int(given[name]) if name in given else None

    named: Any = {name: given[name] for name in ("measure", "at_deadline", "leader") if name in given}
    return engine.create_campaign(
        campaign,
        given["currency"],
        [sku_of(word) for word in given.get("skus", "").split(",") if word],
        [tier_of(word) for word in given.get("tiers", "").split(",") if word],
        engine.now_ms + span_ms(given["closes_at"]),
        minimum=number("minimum"),
        maximum=number("maximum"),
        member_min=number("member_min"),
        member_max=number("member_max"),
        opens_at_ms=at_ms("opens_at"),
        locks_at_ms=at_ms("locks_at"),
        extension_ms=span_ms(given["extension"]) if "extension" in given else None,
        **named,
    )


def sku_of(word: str) -> str | cartpool.CampaignSku:
    sku, colon, price = word.partition(":")
    return cartpool.CampaignSku(sku, price) if colon else sku


def tier_of(word: str) -> cartpool.CampaignTier:
    threshold, _, rest = word.partition(":")
    if rest.endswith("%"):
        return cartpool.CampaignTier(int(threshold), percent=rest[:-1])
    return cartpool.CampaignTier(int(threshold), unit_price=rest)


def words(line: str) -> list[str]:
    """Splits at blanks; `#` starts a comment; what stands in double quotes is a JSON string and keeps its blanks."""
    found = []
    for token in WORD.findall(line):
        if token.startswith("#"):
            break
        found.append(QUOTED.sub(lambda quoted: json.loads(quoted[0]), token))
    return found


def outcome(tokens: list[str]) -> tuple[list[str], str | None, dict[str, str]]:
    """A line without its outcome; the code it is to be refused with; what it is to answer."""
    for at, token in enumerate(tokens):
        if token == "!":
            return tokens[:at], tokens[at + 1], {}
        if token == "->":
            return tokens[:at], None, dict(map(pair, tokens[at + 1 :]))
    return tokens, None, {}


def pair(token: str) -> tuple[str, str]:
    name, equals, value = token.partition("=")
    return name, value if equals else "true"


def matched(pattern: re.Pattern[str], value: str) -> tuple[Any, ...]:
    match = pattern.fullmatch(value)
    if match is None:
        raise Failed(f"{value} is not understood")
    return match.groups()


def span_ms(offset: str) -> int:
    number, unit = matched(SPAN, offset)
    return int(number) * UNITS_MS[unit]


def arguments(tokens: Iterable[str]) -> dict[str, object]:
    return {name: argument(name, value) for name, value in map(pair, tokens)}


def argument(name: str, value: str) -> object:
    """What a verb takes under this name: by its kind, as a person would have written it in Python."""
    if value == "null":
        return None
    if name in INTS:
        return int(value)
    if name in BOOLS:
        return value == "true"
    if name in PAIRS:
        return [tuple(option.split(":", 1)) for option in value.split(",") if option]
    if name in LISTS:
        return [item for item in value.split(",") if item]
    return value


def check_all(view: object, claims: list[str]) -> None:
    for name, wanted in map(pair, claims):
        check(field(view, name.split(".")), wanted, name)


def event_field(event: cartpool.events.Event, name: str) -> object:
    """`name` and `member` are the record's own; `event.` reaches a field of the event that is called so too."""
    match name:
        case "name":
            return event.kind
        case "member":
            return "system" if event.is_system else event.actor
    return field(event, name.removeprefix("event.").split("."))


def field(value: Any, path: list[str]) -> object:
    """Follows a path of names; a list's items are found by their id or name, or else by their place."""
    for name in path:
        if isinstance(value, dict):
            value = [f"{word}:{one}" for word, one in value.items()]
        if isinstance(value, tuple | list):
            value = {key(at, item): item for at, item in reversed(list(enumerate(value)))}.get(name)
        elif value is not None:
            value = getattr(value, name)
    return value


def key(at: int, item: object) -> str:
    """How scenarios call an item of a list."""
    match item:
        case cartpool.ShareEntry() | cartpool.TippingShare():
            return str(item.member)
        case cartpool.CampaignEntry():
            return item.campaign
        case cartpool.CampaignSkuEntry():
            return item.sku
        case cartpool.PledgeEntry():
            return str(item.line)
        case cartpool.CellEntry():
            row = item.adjustment if item.line is None else item.line
            return f"{item.reason if row is None or item.reason == 'refund' else row}:{item.member}"
    return str(getattr(item, "id", getattr(item, "name", at)))


def check(actual: object, wanted: str, name: str) -> None:
    """Compares money by its amount and everything else as scenarios write it."""
    match actual:
        case cartpool.Money():
            expect(Decimal(wanted), actual.amount, name)
        case Decimal():
            expect(Decimal(wanted), actual, name)
        case _:
            expect(wanted, shown(actual), name)


def shown(value: object) -> str:
    """A value as scenarios write it: a list by its length."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case tuple() | dict():
            return str(len(value))
    return str(value)


def expect(wanted: object, actual: object, what: str = "") -> None:
    if wanted != actual:
        raise Failed(f"{what} should be {wanted!r}, is {actual!r}".strip())
