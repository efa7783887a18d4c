"""Bring the fixed tables up to date, one starter at a time."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from core.errors import DatabaseDown
from core.storage.locks import serialise, writing

HEAD = "0021"
"""The last migration; Alembic, which takes half a second to load, is only asked where another one stands."""

_FOLDER = Path(__file__).parent / "migrations"
_NEWER = "Install the release that migrated it, or restore the backup made before (docs/operations.md)."


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction, under a lock that all starters share.

    Raises:
        DatabaseDown: the database is of a newer release.
    """
    with engine.connect() as tx, tx.begin():
        if revision(tx) == HEAD:
            return
    with writing(engine) as tx:
        serialise(tx, "migrate")
        _upgrade(tx)


def revision(tx: Connection) -> str | None:
    """The migration at which the database stands; None for a new one."""
    if not inspect(tx).has_table("alembic_version"):
        return None
    return tx.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(tx: Connection) -> None:
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(_FOLDER))
    made.attributes["connection"] = tx
    try:
        command.upgrade(made, "head")
    except CommandError as error:
        told = (
            f"{tx.engine.url!r} is of a newer release: it stands at {revision(tx)}, this one ends at {HEAD}"
        )
        raise DatabaseDown(told, hint=_NEWER) from error
