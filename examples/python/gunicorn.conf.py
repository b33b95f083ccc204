"""Four workers on one file, plain or with --preload: `shop.py` opens it in each of them."""

from uvicorn_worker import UvicornWorker


class Worker(UvicornWorker):
    # Who reads a feed never leaves: a worker that is to stop sends them away after so many seconds.
    CONFIG_KWARGS = {**UvicornWorker.CONFIG_KWARGS, "timeout_graceful_shutdown": 2}


worker_class = Worker
workers = 4
