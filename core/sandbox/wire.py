"""How the parent and the zygote speak: one message a packet, with open files beside it."""

from __future__ import annotations

import array
import fcntl
import json
import os
import socket
from typing import Any

PACKET = 65536
MAX_FILES = 4


def send(channel: socket.socket, message: dict[str, Any], files: tuple[int, ...] = ()) -> None:
    """Send a small message and some open files."""
    rights = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", files))] if files else []
    channel.sendmsg([json.dumps(message).encode()], rights)


def receive(channel: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message and the files that came with it; None where the other side is gone."""
    space = socket.CMSG_SPACE(MAX_FILES * array.array("i").itemsize)
    try:
        data, control, _, _ = channel.recvmsg(PACKET, space, socket.MSG_CMSG_CLOEXEC)
    except ConnectionResetError:  # told once, before what the other side sent last
        data, control, _, _ = channel.recvmsg(PACKET, space, socket.MSG_CMSG_CLOEXEC)
    files = array.array("i")
    for level, kind, body in control:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            files.frombytes(body[: len(body) - len(body) % files.itemsize])
    return (json.loads(data) if data else None), list(files)


def sealed(data: bytes) -> int:
    """A file in memory with these bytes, open for reading, that nobody can change."""
    handle = os.memfd_create("veille", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
    seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SEAL
    fcntl.fcntl(handle, fcntl.F_ADD_SEALS, seals)
    return handle
