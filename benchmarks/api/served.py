"""Our API on the file ``BENCHMARK_FILE``, for ``uvicorn``: ``benchmarks.api.served:app``."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette

from console.api.app import explore
from console.web.site import Access, Site
from core.storage.database import open_database
from normalizers.datasets import datasets


class _Nowhere:
    """The pages of the API read no document."""

    def __getattr__(self, name: str) -> None:
        raise NotImplementedError(name)


def site_of_file(file: Path) -> Site:
    """An installation that has nothing but a database."""
    database = open_database(str(file), datasets().values())
    nowhere = _Nowhere()
    return Site(
        database=database,
        archive=nowhere,  # type: ignore[arg-type]
        reader=nowhere,  # type: ignore[arg-type]
        datasets=datasets(),
        sources={},
        access=Access(calls_anonymous=10**9),
    )


def app() -> Starlette:
    """The application."""
    return Starlette(routes=[*explore(site_of_file(Path(os.environ["BENCHMARK_FILE"])))])
