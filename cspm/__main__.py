"""The entry point, of `cspm` and of `python -m cspm`: answers Ctrl-C from the first line on, before anything is loaded."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line. Ctrl-C while it is still being loaded ends it with 130, without a word."""
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
        if listens:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left is the interpreter's way out


def leave(_signal: int = signal.SIGINT, _frame: FrameType | None = None) -> NoReturn:
    """End at once with 130; only while nothing waits to be written."""
    os._exit(130)


if __name__ == "__main__":
    sys.exit(main())
