"""A second process that lends a hand with thousands of records: a forked copy of this one that answers requests.

Reading, judging and writing a record takes Python far longer than the disk, so two cores are nearly twice as fast as
one. What the hand does are functions without memory: given a chunk of records, they always answer the same. So the hand
may be slow (we do the next chunk ourselves), or die (we do what it had not answered ourselves), or never be there at
all, and nothing is different but the time. It keeps none of our open files: a lock that it held would outlive us. When
we die, its next read or write finds the pipe closed, and it ends.
"""

from __future__ import annotations

import fcntl
import gc
import marshal
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NoReturn, TypeVar

CHUNK = 100
ALONE = 20  # chunks done here before a second process is worth its start
QUEUED = 2  # chunks that wait for the hand, so that it never waits for us
PIPE = 1 << 20
_HEAD = 8  # bytes that tell the length of what follows

Work = Callable[[Any], Any]
T = TypeVar("T")


class Hand:
    """Does `work` on requests, here or in the second process; requests and answers are what `marshal` takes.

    From the moment that there are many until `close`, the garbage collector is off: records stream by, and none refers
    to another.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._waiting: deque[Any] = deque()
        self._pid = self._asks = self._answers = -1
        self._room = self._shared = 0
        self._collecting = False

    def share(self, request: Any) -> list[Any]:
        """Hand a request over, or do it here when the hand has enough to do; gives the answers that are there."""
        self._shared += 1
        if self._shared == ALONE:
            self._collecting = gc.isenabled()
            gc.disable()
            self._start()
        answers = self._arrived(block=False)
        if self._pid < 0 or len(self._waiting) >= QUEUED or not self._sent(request):
            answers.append(self._work(request))
        return answers

    def _start(self) -> None:
        """Fork. When that is impossible, everything is done here."""
        ends: list[int] = []
        try:
            ends += _pipe()
            ends += _pipe()
            self._room = _widened(ends) // QUEUED - (1 << 13)
            gc.freeze()
            self._pid = os.fork()
        except OSError:
            for end in ends:
                os.close(end)
            return
        if self._pid == 0:
            _serve(self._work, ends[0], ends[3])
        self._asks, self._answers = ends[1], ends[2]
        os.close(ends[0])
        os.close(ends[3])

    def rest(self) -> list[Any]:
        """The answers to all that was handed over."""
        return self._arrived(block=True)

    def close(self) -> None:
        """End the second process, whatever it is doing; what it did not answer is not done."""
        self._waiting.clear()
        self._let_go()
        if self._collecting:
            gc.enable()

    def _sent(self, request: Any) -> bool:
        """Write a request into the pipe, if it fits without waiting: so nobody ever waits for one who waits for him."""
        try:
            data = marshal.dumps(request)
        except ValueError:  # something in it is more than plain
            return False
        if len(data) > self._room:
            return False
        try:
            _write(self._asks, data)
        except OSError:
            return False
        self._waiting.append(request)
        return True

    def _arrived(self, *, block: bool) -> list[Any]:
        answers = []
        while self._waiting and (block or self._pid < 0 or _readable(self._answers)):
            answer = _read(self._answers) if self._pid > 0 else None
            if answer is None:  # it died, or failed: we shall see why when we do it ourselves
                self._let_go()
                answer = self._work(self._waiting[0])
            answers.append(answer)
            self._waiting.popleft()
        return answers

    def _let_go(self) -> None:
        pid, self._pid = self._pid, -1
        if pid > 0:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
            os.close(self._asks)
            os.close(self._answers)
            gc.unfreeze()


def in_order(work: Work, requests: Iterable[Sequence[Any]]) -> Iterator[Any]:
    """The answers to all requests, in their order, with a second process where there are many.

    A request is sent as plain tuples. What the second process cannot send back (sentences of bad rows) we find out
    ourselves.
    """

    def numbered(request: tuple[int, Any]) -> tuple[int, Any]:
        return request[0], work(request[1])

    early: dict[int, Any] = {}
    turn = 0
    hand = Hand(numbered)
    try:
        for number, request in enumerate(requests):
            early.update(hand.share((number, [tuple(each) for each in request])))
            while turn in early:
                yield early.pop(turn)
                turn += 1
        early.update(hand.rest())
        yield from (early[number] for number in sorted(early))
    finally:
        hand.close()


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of at most CHUNK items."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _serve(work: Work, asked: int, answered: int) -> NoReturn:
    """The life of the second process. It leaves by the back door: nothing of ours is flushed or closed twice."""
    import signal

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is at the keyboard means us; we end it
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        low, high = sorted((asked, answered))
        for first, last in ((3, low), (low + 1, high), (high + 1, 1 << 20)):
            os.closerange(first, last)
        while (request := _read(asked)) is not None:
            _write(answered, marshal.dumps(work(request)))
    finally:
        os._exit(0)


def _pipe() -> list[int]:
    """Both ends of a pipe, above the standard ones: with stdout closed, an end would be printed into."""
    made = os.pipe()
    try:
        return [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 3) for end in made]
    finally:
        for end in made:
            os.close(end)


def _widened(pipes: list[int]) -> int:
    """Make pipes as wide as we may; the bytes that the first one takes while nobody reads."""
    try:
        for end in pipes:
            fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, PIPE)
    except OSError:
        pass  # too many wide ones: then more is done here
    return fcntl.fcntl(pipes[0], fcntl.F_GETPIPE_SZ)


def _readable(end: int) -> bool:
    from select import select

    return bool(select([end], [], [], 0)[0])


def _write(end: int, data: bytes) -> None:
    view = memoryview(len(data).to_bytes(_HEAD, "little") + data)
    while view:
        view = view[os.write(end, view) :]


def _read(end: int) -> Any:
    """The next object from a pipe; None when the other side is gone."""
    head = _exactly(end, _HEAD)
    data = _exactly(end, int.from_bytes(head, "little")) if head else None
    return None if data is None else marshal.loads(data)


def _exactly(end: int, size: int) -> bytearray | None:
    data = bytearray()
    while len(data) < size:
        part = os.read(end, min(size - len(data), PIPE))
        if not part:
            return None
        data += part
    return data
