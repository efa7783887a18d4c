"""Read the next batches while the one before is written: the database works without Python's lock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

C = TypeVar("C")
S = TypeVar("S")
T = TypeVar("T")

_WAITING = 2
"""Results of each reader that may wait for their turn."""


def ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, one of them fetched in advance; nothing is fetched any more once this is closed."""
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as reader:
        coming = reader.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = reader.submit(next, items, end)
            yield item  # type: ignore[misc]  # the end is no item


def side_by_side(readers: Sequence[C], read: Callable[[C, S], T], shares: Iterable[S]) -> Iterator[T]:
    """What is read for each share, in their order; as many at a time as there are readers."""
    free: SimpleQueue[C] = SimpleQueue()
    for reader in readers:
        free.put(reader)

    def with_one(share: S) -> T:
        reader = free.get()
        try:
            return read(reader, share)
        finally:
            free.put(reader)

    with ThreadPoolExecutor(len(readers), thread_name_prefix="beside") as pool:
        coming: deque[Future[T]] = deque()
        try:
            for share in shares:
                coming.append(pool.submit(with_one, share))
                if len(coming) > _WAITING * len(readers):
                    yield coming.popleft().result()
            while coming:
                yield coming.popleft().result()
        finally:
            for each in coming:
                each.cancel()
