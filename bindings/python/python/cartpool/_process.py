"""One process among several: what a fork inherits, and what memory alone cannot share. And one version of the package."""

import atexit
import os
import sys
import warnings

from cartpool import _cartpool
from cartpool._names import SURFACE


def require_one_version(surface: str) -> None:
    """Refuses a native half of another version than the Python half, as a broken installation leaves them."""
    if getattr(_cartpool, "_surface", None) != surface:
        raise ImportError(
            "cartpool's native half is of another version than its Python half: install the package anew",
            name="cartpool",
            path=_cartpool.__file__,
        )


require_one_version(SURFACE)

if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_cartpool._before_fork,
        after_in_parent=_cartpool._after_fork_in_parent,
        after_in_child=_cartpool._after_fork_in_child,
    )

atexit.register(_cartpool._before_end)

_has_warned = False


def _is_one_of_several() -> bool:
    """Whether this process visibly has siblings that serve the same people."""
    multiprocessing = sys.modules.get("multiprocessing.process")
    if multiprocessing is not None and multiprocessing.parent_process() is not None:
        return True
    if "gunicorn.arbiter" in sys.modules:
        return True
    workers = os.environ.get("WEB_CONCURRENCY", "")
    return workers.isdecimal() and int(workers) > 1


def warn_where_one_of_several() -> None:
    """Warns once where carts in memory would differ from worker to worker."""
    global _has_warned
    if _has_warned or not _is_one_of_several():
        return
    _has_warned = True
    warnings.warn(
        "this engine keeps its carts in the memory of one process, and this process is one of several: each would "
        "have carts of its own. Give all of them the same file: Engine.open(path)",
        RuntimeWarning,
        stacklevel=2,
    )
