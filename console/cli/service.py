"""``veille serve``, ``veille worker``, ``veille scheduler``: what runs for ever."""

from __future__ import annotations

from typing import Annotated

import typer
import uvicorn

from console.app import create_app, installed_version
from console.web.site import Site
from core.settings import get_settings
from crawlers import sources
from normalizers.datasets import datasets
from workers.installation import open_installation


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Open the console: catalogue, datasets, documents, feeds."""
    settings = get_settings()
    with open_installation(settings) as installation:
        site = Site(
            database=installation.db,
            archive=installation.blobs,
            reader=installation.sandbox,
            datasets=datasets(),
            sources=sources(),
            base_url=settings.base_url if settings.model_fields_set & {"base_url"} else "",
            version=installed_version(),
        )
        typer.echo(f"http://{host}:{port}", err=True)
        uvicorn.run(create_app(site), host=host, port=port, log_level="warning")
