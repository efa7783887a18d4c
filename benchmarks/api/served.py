"""Our API on the file ``BENCHMARK_FILE``, for ``uvicorn``: ``benchmarks.api.served:app``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from console.api.app import explore
from console.web.site import Access, Site
from core.storage.database import open_database
from normalizers.datasets import datasets

if TYPE_CHECKING:
    from collections.abc import Mapping


class _Nowhere:
    """The pages of the API read no document."""

    def __getattr__(self, name: str) -> None:
        raise NotImplementedError(name)


def _site(environment: Mapping[str, str]) -> Site:
    database = open_database(environment["BENCHMARK_FILE"], datasets().values())
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
    return Starlette(routes=[*explore(_site(os.environ))])
