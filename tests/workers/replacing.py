"""A publisher that replaces the bytes of a list of contracts under its name."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.model.source import Window
from core.storage.digests import digest
from core.storage.queries import Rows
from crawlers import source
from workers.advance import HANDED, Plan
from workers.ingest import FileOrigin
from workers.installation import Installation
from workers.run import run

NAME = "ville.example:marches.csv"
DATASET = "marches-conclus"
HEADINGS = "OBJET;DATE;TITULAIRE;CODE POSTAL;MONTANT € HT"
ROOF = "Toiture du préau;14/02/2025;COUVERTURE LIGERIENNE;77500;41250.00"
FLOOR = "Sols de la halle;03/03/2025;ELEC'SEINE;91160;27318,40"
LIFT = "Ascenseur de la mairie;04/04/2025;MONTEE DOUCE;91000;35000,00"
PAINT = "Peinture du gymnase;05/05/2025;COULEURS D'OISE;60000;22000,00"


class ListOrigin(FileOrigin):
    """A file whose name is that of its document, whatever it holds."""

    @property
    def key(self) -> str:
        """The name."""
        return self.name


def publish(installation: Installation, *rows: str, name: str = NAME) -> str:
    """Fetch a list with these rows through the whole route; gives the digest of its bytes."""
    lines = ["Liste des marchés conclus en 2025;;;;", HEADINGS, *rows]
    return publish_bytes(installation, "\n".join(lines).encode(), name=name)


def publish_bytes(installation: Installation, data: bytes, *, name: str = NAME) -> str:
    """Fetch some bytes through the whole route; gives their digest."""
    origin = ListOrigin(name, data)
    day = date(2026, 3, 20)
    context = installation.context(lambda _: origin)
    run(context, [Plan(source(DATASET), Window(day, day), mode=HANDED, origin="list")], threads=1)
    return digest(data)


def rows_of(installation: Installation, sha256: str) -> dict[str, Any]:
    """The winner of each subject among the rows that stand of some bytes."""
    with installation.db.read() as tx:
        rows = list(Rows(tx, installation.db.catalogue).rows(DATASET))
    standing = [row for row in rows if row["statut"] != "retire" and sha256[:16] in row["id"]]
    return {row["objet"]: row["titulaire_nom"] for row in standing}
