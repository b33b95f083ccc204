"""The `cartpool` command: `cartpool --help` says what it does."""

import signal
import sys

from cartpool._cartpool import _tool


def main() -> int:
    """Runs the command with the words of the command line, and returns its exit code."""
    # The work is done outside the interpreter, which would not look at an interrupt before the end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _tool(sys.argv[1:])
