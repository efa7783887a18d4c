"""``veille snapshot``: the Parquet files of the day."""

from __future__ import annotations

import sys

from console.exports.daily import make_daily
from core.clock import paris, utc_now
from core.settings import get_settings
from core.storage.database import open_database
from normalizers.datasets import datasets, open_datasets

FOLDER = "daily"
"""Under the home of the installation."""


def snapshot() -> None:
    """Write a Parquet file of each dataset that changed; a file is written once and never again."""
    settings = get_settings()
    shown = [each.seen_by(settings.console_profile) for each in open_datasets().values()]
    with open_database(settings.database_address, datasets().values()) as db:
        made = make_daily(db, shown, settings.home / FOLDER, paris(utc_now()).date())
    for path in made:
        print(path, file=sys.stderr)
    print(f"{len(made)} fichiers", file=sys.stderr)
