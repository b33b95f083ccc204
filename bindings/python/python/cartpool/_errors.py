"""Refusals: one exception class a kind, one code a rule."""

from typing import TypedDict

from cartpool._names import ErrorCode, ErrorKind


class ErrorContext(TypedDict, total=False):
    """The one fact that helps to mend the call."""

    max: int
    """The bound that would have been passed."""
    expected: int
    """The version the caller expected."""
    actual: int
    """The version the cart is at."""
    version: int
    """The oldest version the history still holds."""
    capability: str
    """The capability that is missing."""
    ms: int
    """Milliseconds to wait before trying again."""
    position: int
    """The first position of a damaged file's log that cannot be trusted; 0 where the damage is elsewhere."""


class CartpoolError(Exception):
    """A refusal. Nothing was changed; the text holds no person's data."""

    # The native half makes them in the midst of a call, where the interpreter must not end a thread: so no Python runs then.
    args: tuple[ErrorCode, int, str, ErrorContext]

    @property
    def code(self) -> ErrorCode:
        """The rule that was broken, by its name: match on this."""
        return self.args[0]

    @property
    def number(self) -> int:
        """The code's number, which never changes."""
        return self.args[1]

    @property
    def context(self) -> ErrorContext:
        """The one fact that helps to mend the call, if there is one."""
        return self.args[3]

    def __str__(self) -> str:
        return self.args[2]


class Invalid(CartpoolError, ValueError):
    """An argument is malformed: the same call can never succeed."""


class WrongType(Invalid, TypeError):
    """An argument has a type that is not taken; the text says what to pass."""


class NotFound(CartpoolError, LookupError):
    """The thing named does not exist, or not for this member."""


class Denied(CartpoolError):
    """The member lacks the right."""


class Conflict(CartpoolError):
    """The present state forbids it."""


class LimitReached(CartpoolError):
    """A documented bound was reached."""


class Internal(CartpoolError):
    """A bug in the engine, contained."""


class StorageError(CartpoolError):
    """What keeps the log cannot take more: not now, or not at all."""


BY_KIND: dict[ErrorKind, type[CartpoolError]] = {
    "invalid": Invalid,
    "not_found": NotFound,
    "denied": Denied,
    "conflict": Conflict,
    "limit": LimitReached,
    "internal": Internal,
    "storage": StorageError,
}

# Where callers import them from, and so what a traceback says.
for _class in (CartpoolError, WrongType, *BY_KIND.values()):
    _class.__module__ = "cartpool"
