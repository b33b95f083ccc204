"""A shared-cart engine that a storefront embeds: many people, one cart, nothing lost.

    from cartpool import Engine

    with Engine.open() as engine:
        engine.set_price("TEA", "EUR", "4.50")
        cart = engine.create_cart("ana", "EUR")
        ana = cart.member("ana")
        ana.add_item("TEA", 2)
        print(ana.total())  # 9.00 EUR
"""

from cartpool import _process as _process
from cartpool import events
from cartpool._cartpool import (
    AlreadyInCart,
    Batch,
    Cart,
    CartView,
    Cursor,
    Engine,
    Health,
    InvitationEntry,
    LineItem,
    LockEntry,
    Member,
    MemberEntry,
    Money,
    Page,
    Policies,
    PriceChange,
    Reset,
    Revoked,
    RoleEntry,
    Swept,
    Token,
    Watch,
)
from cartpool._errors import (
    CartpoolError,
    Conflict,
    Denied,
    Internal,
    Invalid,
    LimitReached,
    NotFound,
    StorageError,
    WrongType,
)
from cartpool._names import (
    Capability,
    CartStatus,
    EditPolicy,
    ErrorCode,
    ErrorKind,
    EventKind,
    Preset,
)

__all__ = [
    "AlreadyInCart",
    "Batch",
    "Capability",
    "Cart",
    "CartStatus",
    "CartView",
    "CartpoolError",
    "Conflict",
    "Cursor",
    "Denied",
    "EditPolicy",
    "Engine",
    "ErrorCode",
    "ErrorKind",
    "EventKind",
    "Health",
    "Internal",
    "Invalid",
    "InvitationEntry",
    "LimitReached",
    "LineItem",
    "LockEntry",
    "Member",
    "MemberEntry",
    "Money",
    "NotFound",
    "Page",
    "Policies",
    "Preset",
    "PriceChange",
    "Reset",
    "Revoked",
    "RoleEntry",
    "StorageError",
    "Swept",
    "Token",
    "Watch",
    "WrongType",
    "events",
]
