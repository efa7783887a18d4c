"""The API of the tests behind a real server, for clients that are programs of their own."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from console.app import create_app
from console.web.site import Site


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The address of a server over a site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    open_site = replace(site, base_url=address, access=replace(site.access, calls_anonymous=10**9))
    server = uvicorn.Server(uvicorn.Config(create_app(open_site), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        yield address
    finally:
        server.should_exit = True
        thread.join(10)
