"""A store of as many notices as wanted: some through the real writers, the rest copied from them by SQL.

Every copy has its published row, its reading and its first version, as if it had been read: the indexes are
as deep and the tables as wide as those of a store that was filled in years.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from console.web.site import Site
from tests.console.web.seeding import open_empty, seed

SEEDED = 500
_TABLES = {"ds_avis_marches": "id", "reading": "record", "revision": "record"}
_STEP = 100


def filled(folder: Path, rows: int) -> Site:
    """A site with at least so many rows of notices."""
    shelf = open_empty(folder)
    seed(shelf, notices=SEEDED)
    database = shelf.site.database
    for first in range(1, rows // SEEDED, _STEP):
        last = min(first + _STEP, rows // SEEDED)
        for table, key in _TABLES.items():
            with database.write() as tx:
                _copy(tx, table, key, first, last)
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
    return shelf.site


def _copy(tx: Connection, table: str, key: str, first: int, last: int) -> None:
    """Copies number ``first`` to ``last`` (not included) of the notices that were read."""
    names = [row[1] for row in tx.execute(text(f"PRAGMA table_info({table})"))]
    kept = [name for name in names if not (table == "revision" and name == "id")]
    values = ", ".join(f"t.\"{name}\" || '-' || n.k" if name == key else f't."{name}"' for name in kept)
    listed = ", ".join(f'"{name}"' for name in kept)
    where = f"t.\"{key}\" GLOB 'boamp:26-1[0-9][0-9][0-9][0-9]'"
    where += "" if table == "ds_avis_marches" else " AND t.dataset = 'avis-marches'"
    numbers = "WITH RECURSIVE n(k) AS (SELECT :first UNION ALL SELECT k + 1 FROM n WHERE k + 1 < :last)"
    copied = f"INSERT INTO {table} ({listed}) {numbers} SELECT {values} FROM {table} t, n WHERE {where}"  # noqa: S608
    tx.execute(text(copied), {"first": first, "last": last})
