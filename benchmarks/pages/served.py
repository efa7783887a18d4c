"""The console on the store ``BENCHMARK_FILE``, for ``uvicorn``: ``benchmarks.pages.served:app``."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette

from console.app import create_app
from tests.console.web.seeding import open_empty


def app() -> Starlette:
    """The application."""
    file = Path(os.environ["BENCHMARK_FILE"])
    return create_app(open_empty(file.parent, os.environ.get("BENCHMARK_URL", "")).site)
