"""The compilation of lineages, on a country of three communes."""

from __future__ import annotations

from typing import Any

from tools.cog import lineage
from tools.cog.editions import Edition

Entry = dict[str, Any]


def commune(code: str, name: str, *former: str) -> Entry:
    return {"code": code, "nom": name, "type": "commune-actuelle", "anciensCodes": list(former)}


def part(code: str, name: str, parent: str) -> Entry:
    return {"code": code, "nom": name, "type": "commune-deleguee", "chefLieu": parent}


def edition(year: int, *communes: Entry, history: tuple[Entry, ...] = ()) -> Edition:
    return Edition(year, list(communes), [], [], [], list(history))


HISTORY = (
    {"id": "COM-A@1943", "type": "COM", "code": "A", "nom": "Aville", "dateFin": "1970-05-01",
     "raisonFin": "fusion simple", "successeur": "COMP-A@1970"},
    {"id": "COM-B@1943", "type": "COM", "code": "B", "nom": "Bville", "dateFin": "1970-05-01",
     "raisonFin": "fusion-association", "successeur": "COMA-B@1970"},
    {"id": "COMP-A@1970", "type": "COMP", "code": "A", "nom": "Aville", "pole": "COM-A@1970"},
    {"id": "COMA-B@1970", "type": "COMA", "code": "B", "nom": "Bville", "pole": "COM-A@1970"},
    {"id": "COM-A@1970", "type": "COM", "code": "A", "nom": "Aville", "dateDebut": "1970-05-01"},
    {"id": "COM-B@1990", "type": "COM", "code": "B", "nom": "Bville", "dateDebut": "1990-01-01",
     "predecesseur": "COMA-B@1970"},
    {"id": "COM-C@1943", "type": "COM", "code": "C", "nom": "Cville"},
)  # fmt: skip

EDITIONS = [
    edition(2019, commune("A", "Aville"), commune("B", "Bville"), commune("C", "Cville"), history=HISTORY),
    edition(2021, commune("A", "Abville", "B"), commune("C", "Cville"), part("B", "Bville", "A")),
    edition(2022, commune("A", "Aville"), commune("B", "Bville"), commune("C", "Cville")),
]


def test_names_have_the_days_they_were_in_use() -> None:
    assert lineage.states(EDITIONS) == [
        ("A", "Aville", "1943-01-01", "2021-01-01"),
        ("A", "Abville", "2021-01-01", "2022-01-01"),
        ("A", "Aville", "2022-01-01", ""),
        ("B", "Bville", "1943-01-01", "1970-05-01"),
        ("B", "Bville", "1990-01-01", "2021-01-01"),
        ("B", "Bville", "2022-01-01", ""),
        ("C", "Cville", "1943-01-01", ""),
    ]


def test_territory_passes_by_merger_and_separation() -> None:
    assert lineage.steps(EDITIONS) == [
        ("A", "B", "1990-01-01", "scission"),
        ("A", "B", "2022-01-01", "scission"),
        ("B", "A", "1970-05-01", "fusion"),
        ("B", "A", "2021-01-01", "fusion"),
    ]


def test_only_codes_without_a_commune_are_led_to_one() -> None:
    steps = lineage.steps(EDITIONS[:2])
    assert lineage.today(EDITIONS[1], steps) == [("B", "A")]
    assert lineage.today(EDITIONS[2], lineage.steps(EDITIONS)) == []
