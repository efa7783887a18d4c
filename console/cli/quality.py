"""``veille quality``: measure every dataset and publish the figures."""

from __future__ import annotations

from typing import Annotated

import typer

from console.cli.output import print_json
from core.clock import utc_now
from core.settings import get_settings
from core.storage.database import open_database
from normalizers.datasets import datasets
from workers.quality import publish_quality


def quality(as_json: Annotated[bool, typer.Option("--json", help="Machine-readable.")] = False) -> None:
    """Count completeness, validity, freshness, corrections and conflicts; the dataset is qualite-donnees."""
    with open_database(get_settings().database_address, datasets().values()) as db:
        changed = publish_quality(db, utc_now())
    if as_json:
        print_json(changed)
    else:
        print("\n".join(f"{name} : {count} mesures changées" for name, count in changed.items()))
