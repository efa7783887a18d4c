"""A warm process from which hosts are forked in milliseconds: ``python -P zygote.py``, a request a line.

The release is the one that stands first on the path, so that hosts of an older one are had by the same file.
When its standard input ends, so do all its hosts.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, NoReturn

import alembic.command
import alembic.config

from core.storage.database import open_database
from tests.workers import toy
from tests.workers.storms import host

_IMPORTED = (alembic.command, alembic.config)
"""What migrations take half a second to import, so that it is there when a host is forked."""


def main() -> None:
    """Answer requests until there are no more."""
    living: set[int] = set()
    print(json.dumps({"from": host.__file__}), flush=True)
    try:
        for line in sys.stdin:
            print(json.dumps(_answer(json.loads(line), living)), flush=True)
    finally:
        for pid in living:
            _kill(pid)


def _answer(request: dict[str, Any], living: set[int]) -> dict[str, Any]:
    pid = request.get("pid", 0)
    match request["what"]:
        case "start":
            pid = _start(request)
            living.add(pid)
        case "kill":
            _kill(pid)
            living.discard(pid)
        case "look":
            ended = os.waitpid(pid, os.WNOHANG)[0] != 0
            living -= {pid} if ended else set()
            return {"ended": ended}
        case "prepare":
            with open_database(request["database"], [toy.TOYS]):
                pass
    return {"pid": pid}


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _start(request: dict[str, Any]) -> int:
    pid = os.fork()
    return pid or _run(request)


def _run(request: dict[str, Any]) -> NoReturn:
    code = 1
    try:
        place = _made(host.Place, request["place"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        log = os.open(place.home / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(log, 1)
        os.dup2(log, 2)
        getattr(host, request["task"])(place, _made(host.Fitting, request["fitting"]))
        code = 0
    finally:
        sys.stdout.flush()
        os._exit(code)


def _made(noun: type[Any], values: dict[str, Any]) -> Any:
    """What an older release does not know of, it is not told."""
    known = {field.name: field.type for field in fields(noun)}
    return noun(
        **{
            name: Path(value) if known[name] == "Path" else value
            for name, value in values.items()
            if name in known
        }
    )


if __name__ == "__main__":
    main()
