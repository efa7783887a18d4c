"""Every real notice of the BODACC ends in rows that repeat its fields, or without a designation."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from core.model.reading import Reading, Refusal, Value
from core.model.source import Unmapped
from crawlers.legal.bodacc import SOURCE
from extractors.parse import parse
from tests.crawlers.told import Found, told
from workers.toolbox import ProseToolbox

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "legal" / "bodacc"
FILES = sorted(FOLDER.glob("PCL_*.xml"))
FIELDS = {
    "numero_annonce": "numeroAnnonce",
    "tribunal": "tribunal",
    "date_jugement": "jugement/date",
    "nature_jugement": "jugement/nature",
    "entreprise_nom": "personneMorale/denomination",
    "entreprise_forme": "personneMorale/formeJuridique",
    "entreprise_siren": "numeroImmatriculation/numeroIdentificationRCS",
    "lieu_code_postal": "adresse/france/codePostal",
    "lieu_ville": "adresse/france/ville",
}

pytestmark = pytest.mark.skipif(not FILES, reason="the real notices are not beside this checkout")


@cache
def found(path: Path) -> tuple[Found, ...]:
    document = parse(path.read_bytes(), name=path.name, media="xml")
    return tuple(told(SOURCE.forms[0].read(document, ProseToolbox())))


def by_notice(path: Path) -> dict[str, list[Reading]]:
    rows: dict[str, list[Reading]] = defaultdict(list)
    for each in found(path):
        if isinstance(each, Reading):
            rows[text(each, "numero_annonce")].append(each)
    return rows


def text(row: Reading, column: str) -> str:
    value = row.values.get(column)
    return value.text if isinstance(value, Value) else ""


def printed(notice: etree._Element, path: str) -> str:
    return (notice.findtext(path) or "").strip()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_field_is_unknown_and_no_notice_is_unreadable(path: Path) -> None:
    assert not [each for each in found(path) if isinstance(each, Unmapped)]
    assert not [each for each in found(path) if isinstance(each, Refusal)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_fields_of_a_notice_are_those_of_its_rows(path: Path) -> None:
    rows = by_notice(path)
    root = etree.parse(str(path)).getroot()
    for notice in root.iter("annonce"):
        if len({printed(each, "denomination") for each in notice.iter("personneMorale")}) > 1:
            continue
        for row in rows.get(printed(notice, "numeroAnnonce"), []):
            assert {name: text(row, name) for name in FIELDS if text(row, name)} == {
                name: words for name, field in FIELDS.items() if (words := printed(notice, field))
            } | _read_abroad(row)
            assert text(row, "numero_parution") == printed(root, "parution")
            assert [text(row, "type_annonce")] == [child.tag for child in notice.iterfind("typeAnnonce/*")]


def _read_abroad(row: Reading) -> dict[str, str]:
    """A French address among the foreign ones, which no field of its own prints."""
    names = ("lieu_code_postal", "lieu_ville")
    abroad = any(warning.startswith("adresse_etrangere") for warning in row.warnings)
    return {name: text(row, name) for name in names} if abroad else {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_professional_stands_in_the_words_of_the_judgment(path: Path) -> None:
    notices = {
        printed(notice, "numeroAnnonce"): printed(notice, "jugement/complementJugement")
        for notice in etree.parse(str(path)).getroot().iter("annonce")
    }
    for number, rows in by_notice(path).items():
        for row in rows:
            for column, value in row.values.items():
                if column.startswith("professionnel") and isinstance(value, Value):
                    evidence = value.evidence
                    assert evidence.lecture == notices[number][evidence.start : evidence.end]
                    assert evidence.lecture


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_notice_that_names_a_maitre_has_a_row(path: Path) -> None:
    """A floor under the whole chain: at most one notice in a hundred with a "Me" or "Maître" has no row."""
    rows = by_notice(path)
    naming = [
        printed(notice, "numeroAnnonce")
        for notice in etree.parse(str(path)).getroot().iter("annonce")
        if set(printed(notice, "jugement/complementJugement").replace(",", " ").split())
        & {"Me", "Maître", "Maitre"}
    ]
    assert len([number for number in naming if number not in rows]) <= 0.01 * len(naming)
