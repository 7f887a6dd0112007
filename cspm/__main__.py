"""The entry point, of `cspm` and of `python -m cspm`: answers Ctrl-C from the first line on, before anything is loaded."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

SELDOM = 50_000  # objects made between two looks of the garbage collector; a single command makes fewer


def main() -> NoReturn:
    """Run the command line. Ctrl-C while it is still being loaded ends it with 130, without a word.

    Modules are nearly all that a command makes, and no garbage: the collector, which would look through them every 700
    objects and once more at the end, takes a single command 10 ms.
    """
    gc.set_threshold(SELDOM)
    listens = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not so for what a script started with `&`
    if listens:
        signal.signal(signal.SIGINT, leave)
    from cspm import cli

    try:
        if listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        cli.main()
    except KeyboardInterrupt:  # beside the error boundary: nothing was begun, or all is done and said
        leave()
    finally:
        gc.freeze()
        if listens:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is the interpreter's way out


def leave(_signal: int = signal.SIGINT, _frame: FrameType | None = None) -> NoReturn:
    """End at once with 130; only while nothing waits to be written."""
    os._exit(130)


if __name__ == "__main__":
    sys.exit(main())
