"""The program's entry point: the window, or the command line `iseg` as a worker of the window.

iseg-desktop [PATH…] [--demo]            the window, see `app.main`
iseg-desktop --worker COMMAND …          `iseg COMMAND …`, without Qt: what `app.jobs.child` starts
"""
# ruff: noqa: PLC0415 - a worker does without Qt, a window without the command line

from __future__ import annotations

import sys
from collections.abc import Sequence

from app.jobs.worker import WORKER


def main(argv: Sequence[str] | None = None) -> int:
    """Be the window or a worker; return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [WORKER]:
        from isegcore.cli.main import main as iseg

        iseg(arguments[1:])  # exits by itself
        return 0
    from app.main import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
