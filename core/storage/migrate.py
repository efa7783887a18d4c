"""Bring the fixed tables up to date, one starter at a time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from core.storage.locks import serialise, writing

_FOLDER = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction, under a lock that all starters share."""
    with writing(engine) as tx:
        serialise(tx, "migrate")
        command.upgrade(config(tx), "head")


def config(tx: Connection) -> Config:
    """Alembic's configuration for a connection that is already in a transaction."""
    made = Config()
    made.set_main_option("script_location", str(_FOLDER))
    made.attributes["connection"] = tx
    return made
