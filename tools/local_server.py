"""The console on a free port of this machine, for browsers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

_LONGEST_START = 30.0


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address of the running application, such as ``http://127.0.0.1:54321``.

    Raises:
        RuntimeError: it does not start within half a minute.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        _await(server)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def _await(server: uvicorn.Server) -> None:
    end = time.monotonic() + _LONGEST_START
    while not server.started:
        if time.monotonic() > end:
            raise RuntimeError("the console does not start")
        time.sleep(0.02)
