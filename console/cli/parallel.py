"""Many files at once, each in its own child process, with a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from rich.console import Console
from rich.progress import Progress

from console.cli.errors import tell
from console.cli.files import Input
from core.errors import VeilleError

Work = Callable[[Input], bytes]
Done = tuple[Input, bytes]


def for_each(files: Iterator[Input | VeilleError], work: Work, done: Callable[[Done], None]) -> int:
    """Do the work on every file, hand each answer on in the order of the files, and give the exit status.

    A file that cannot be read is one line on stderr; the others go on. Twice as many files as cores are under
    way at once, so that the memory does not grow with their number.
    """
    cores = os.cpu_count() or 1
    status = 0
    with ThreadPoolExecutor(cores) as pool, _progress() as progress:
        bar = progress.add_task("lecture", total=None)
        waiting: list[tuple[Input, Future[bytes]]] = []
        while True:
            for each in islice(files, 2 * cores - len(waiting)):
                if isinstance(each, VeilleError):
                    status = max(status, tell(each))
                else:
                    waiting.append((each, pool.submit(work, each)))
            if not waiting:
                return status
            status = max(status, _hand_on(*waiting.pop(0), done))
            progress.advance(bar)


def _hand_on(file: Input, answer: Future[bytes], done: Callable[[Done], None]) -> int:
    try:
        done((file, answer.result()))
    except VeilleError as error:
        return tell(error, what=file.name)
    return 0


def _progress() -> Progress:
    return Progress(console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty())
