"""csv-detective and udata-hydra, which type the columns of a CSV for data.gouv.fr, know those of ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from console.exports.sql.layout import Layout
from console.exports.sql.lines import Extract
from console.exports.stream import stream
from core.storage.database import open_database
from normalizers.datasets import dataset, datasets
from tests.console.exports.conftest import put
from tests.console.validators.environments import needs, told_by

pytestmark = pytest.mark.heavy

PLACES = (
    ("35238", "35", "35000", "53", "48.1147,-1.6794"),
    ("59350", "59", "59000", "32", "50.6311,3.0468"),
    ("2A004", "2A", "20000", "94", "41.9257,8.7376"),
    ("97105", "971", "97100", "01", "16.0000,-61.7333"),
    ("75056", "75", "75001", "11", "48.8589,2.3469"),
    ("01004", "01", "01500", "84", "45.9582,5.3717"),
)
BUYERS = ("21910987300014", "51234987900019", "54567210700012")
KNOWN = {
    "acheteur_siret": "siret",
    "acheteur_siren": "siren",
    "acheteur_code_postal": "code_postal",
    "acheteur_code_commune": "code_commune",
    "code_commune": "code_commune",
    "code_departement": "code_departement",
    "latlon": "latlon_wgs",
    "date_publication": "date",
    "date_envoi": "date",
    "date_limite_reponse": "datetime_aware",
    "montant_estime": "float",
    "nb_lots": "int",
}
_DETECT = """
import json, sys
from csv_detective import routine
found = routine(sys.argv[1], num_rows=-1, output_profile=False, save_results=False)
told = {name: each["format"] for name, each in found["columns"].items()}
print(json.dumps({"separator": found["separator"], "encoding": found["encoding"], "columns": told}))
"""
_CAST = """
import json, sys
from pathlib import Path
from csv_detective import routine
from udata_hydra.utils.casting import iter_tabular_rows
found = routine(sys.argv[1], num_rows=-1, output_profile=False, save_results=False)
rows = iter_tabular_rows(Path(sys.argv[1]), found, as_dict=True)
told = {name: each["format"] for name, each in found["columns"].items()}
print(json.dumps({"columns": told, "rows": list(rows)}, default=str))
"""


def _notice(number: int) -> dict[str, Any]:
    commune, departement, postal, region, latlon = PLACES[number % len(PLACES)]
    siret, day = BUYERS[number % len(BUYERS)], date(2026, 3, 2) + timedelta(number)
    return {
        "source": "boamp",
        "type_avis": "consultation",
        "objet": f"Travaux d'entretien ; lot {number}",
        "acheteur_nom": "Commune d'Aigrefontaine",
        "acheteur_siret": siret,
        "acheteur_siren": siret[:9],
        "acheteur_code_postal": postal,
        "acheteur_code_commune": commune,
        "cpv": "45214200",
        "date_publication": day,
        "date_envoi": day - timedelta(1),
        "date_limite_reponse": datetime(2026, 4, 1, 10, tzinfo=UTC) + timedelta(number),
        "montant_estime": 1000.5 * number if number % 2 else None,
        "nb_lots": number + 1,
        "code_departement": [departement],
        "code_commune": commune,
        "code_region": region,
        "latlon": latlon,
        "lieu_source": "execution",
    }


def _written(folder: Path, delimiter: str = ";") -> Path:
    file = folder / "avis-marches.csv"
    with open_database(str(folder / "a.sqlite"), datasets().values()) as db:
        for number in range(24):
            put(db, number, "avis-marches", f"boamp:26-{number}", **_notice(number))
        with db.read() as tx:
            layout = Layout(delimiter=delimiter)
            chunks = stream(tx, db.catalogue, Extract(dataset("avis-marches")), "csv", layout)
            file.write_bytes(b"".join(chunks))
    return file


@needs("detective", "csv_detective")
@pytest.mark.parametrize("delimiter", [";", ","])
def test_columns_are_recognised(tmp_path: Path, delimiter: str) -> None:
    file = _written(tmp_path, delimiter)
    found = told_by("detective", _DETECT, file)
    assert (found["separator"], found["encoding"].removesuffix("-sig")) == (delimiter, "utf-8")
    assert {name: found["columns"][name] for name in KNOWN} == KNOWN


@needs("hydra", "udata_hydra")
def test_hydra_casts_every_row(tmp_path: Path) -> None:
    """udata-hydra gives each cell the type that csv-detective found; one that is not of it stops it."""
    found = told_by("hydra", _CAST, _written(tmp_path))
    assert {name: found["columns"][name] for name in KNOWN} == KNOWN
    assert len(found["rows"]) == 24
    row = next(each for each in found["rows"] if each["id"] == "boamp:26-1")
    assert (row["code_departement"], row["acheteur_siret"]) == ("59", BUYERS[1])
    assert (row["montant_estime"], row["nb_lots"]) == (1000.5, 2)
    assert row["date_publication"] == "2026-03-03"
