"""Readers, good and bad, that the tests run in the sandbox."""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

from core.errors import ProtectedText, StructureChanged
from core.sandbox import pages

loaded_in = os.getpid()


def echo(data: bytes, arguments: dict[str, Any]) -> bytes:
    return data * int(arguments.get("times", 1))


def who(data: bytes, arguments: dict[str, Any]) -> bytes:
    told = {
        "pid": os.getpid(),
        "zygote": os.getppid(),
        "loaded_in": loaded_in,
        "environment": sorted(os.environ),
    }
    return json.dumps(told).encode()


def load_more_code(data: bytes, arguments: dict[str, Any]) -> bytes:
    modules = ["xml.dom.minidom", "bs4.diagnose"]
    return json.dumps([importlib.import_module(name).__name__ for name in modules]).encode()


def named_error(data: bytes, arguments: dict[str, Any]) -> bytes:
    raise StructureChanged("the page is new", hint="look at it")


def protected(data: bytes, arguments: dict[str, Any]) -> bytes:
    raise ProtectedText("accès protégé")


def bug(data: bytes, arguments: dict[str, Any]) -> bytes:
    raise ValueError("months have no 13")


def endless_recursion(data: bytes, arguments: dict[str, Any]) -> bytes:
    return endless_recursion(data, arguments)


def allocate(data: bytes, arguments: dict[str, Any]) -> bytes:
    return bytes(len(bytearray(4 << 30)))


def allocate_slowly(data: bytes, arguments: dict[str, Any]) -> bytes:
    kept = []
    while True:
        kept.append(bytearray(os.urandom(1 << 20)))


def loop(data: bytes, arguments: dict[str, Any]) -> bytes:
    while True:
        pass


def wait(data: bytes, arguments: dict[str, Any]) -> bytes:
    pages.announce(arguments.get("pages", 0))
    time.sleep(arguments["seconds"])
    return b"rested"


def chatter(data: bytes, arguments: dict[str, Any]) -> bytes:
    while True:
        pages.announce(1)


def lie_about_pages(data: bytes, arguments: dict[str, Any]) -> bytes:
    pages.announce(1 << 60)
    time.sleep(60)
    return b""


def too_much(data: bytes, arguments: dict[str, Any]) -> bytes:
    return bytes(arguments["size"])


def leave(data: bytes, arguments: dict[str, Any]) -> bytes:
    os._exit(arguments["code"])


def crash(data: bytes, arguments: dict[str, Any]) -> bytes:
    kept = os.urandom(arguments.get("take", 0))
    ctypes.string_at(8 + len(kept) * 0)
    return b""


def abort(data: bytes, arguments: dict[str, Any]) -> bytes:
    os.abort()


def fall_silent(data: bytes, arguments: dict[str, Any]) -> bytes:
    os.closerange(3, 64)
    time.sleep(60)
    return b""


def half_an_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    for number in range(3, 64):
        try:
            os.write(number, b"A" + (1000).to_bytes(8, "big") + b"half")
        except OSError:
            continue
    os._exit(0)


def false_error(data: bytes, arguments: dict[str, Any]) -> bytes:
    for number in range(3, 64):
        try:
            os.write(number, b"E" + (7).to_bytes(8, "big") + b"no json")
        except OSError:
            continue
    os._exit(0)


def no_bytes(data: bytes, arguments: dict[str, Any]) -> Any:
    return None


def talk(data: bytes, arguments: dict[str, Any]) -> bytes:
    print("to nobody")
    print("to nobody", file=sys.stderr)
    os.write(1, b"to nobody")
    return b"silent"


def read_files(data: bytes, arguments: dict[str, Any]) -> bytes:
    refused = []
    for path in arguments["paths"]:
        try:
            Path(path).read_bytes()
        except PermissionError:
            refused.append(path)
    return json.dumps(refused).encode()


def ask_limits(data: bytes, arguments: dict[str, Any]) -> bytes:
    kinds = ("RLIMIT_FSIZE", "RLIMIT_CORE", "RLIMIT_NOFILE", "RLIMIT_CPU")
    return json.dumps({kind: resource.getrlimit(getattr(resource, kind)) for kind in kinds}).encode()
