"""The records of Opendatasoft give the rows of the XML, and are found by days."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal
from core.model.source import Answer, Unmapped, Window
from crawlers.legal.bodacc import SOURCE
from crawlers.legal.bodacc.discovery import discover, folder_address
from crawlers.legal.bodacc.explore import DATASET, count_address, export_address
from extractors.parse import parse
from normalizers.normalise import normalise
from tools import compose_bodacc as compose
from tools import compose_bodacc_ods as ods
from workers.toolbox import ProseToolbox

FORM = next(form for form in SOURCE.forms if form.media == "json")
ALL = (*compose.NOMINAL, *compose.CORRECTED, *compose.ANNULLED)
DAY = date(2026, 3, 12)
Found = Reading | Refusal | Unmapped


def read(records: Any) -> list[Found]:
    document = parse(json.dumps(records).encode(), name="export.json", media="json", embedded=FORM.embedded)
    assert FORM.recognises(document)
    return [each for each in FORM.read(document, ProseToolbox()) if isinstance(each, Found)]


def records(*notices: compose.Notice) -> list[ods.Record]:
    return [ods.record("20260050", "2026-03-12", each) for each in notices]


def published(found: list[Found]) -> dict[str, dict[str, Any]]:
    now = datetime(2026, 3, 31, tzinfo=UTC)
    rows = [normalise(each, sha256="0", url="u", read_at=now) for each in found if isinstance(each, Reading)]
    return {row.id: {**row.values, "avertissements": row.warnings} for row in rows}


def test_the_rows_are_those_of_the_xml() -> None:
    xml = compose.issue_xml("20260050", "12/03/2026", ALL)
    document = parse(xml.encode("cp1252"), name="issue.xml", media="xml")
    read_xml = SOURCE.forms[0].read(document, ProseToolbox())
    twin = published([each for each in read_xml if isinstance(each, Found)])
    found = published(read(records(*ALL)))
    assert set(found) == set(twin)
    for record, row in found.items():
        own = {name: value for name, value in row.items() if value != twin[record].get(name)}
        assert not own, record


@pytest.mark.parametrize(
    "wrap",
    [
        lambda found: {"total_count": len(found), "results": found},
        lambda found: found,
    ],
)
def test_an_answer_and_an_export_are_read_alike(wrap: Callable[[list[Any]], Any]) -> None:
    assert len(published(read(wrap(records(*compose.NOMINAL))))) == 7


def test_an_answer_without_records_gives_nothing() -> None:
    assert read({"total_count": 0, "results": []}) == []


def test_the_insolvency_of_a_natural_person_is_refused_without_a_name() -> None:
    person = next(each for each in compose.NOMINAL if each.person)
    found = read(records(person))
    assert [each.code for each in found if isinstance(each, Refusal)] == ["natural-person"]
    assert len(found) == 1
    assert person.person not in str(found)


def _registered(**changes: Any) -> ods.Record:
    company = json.loads(records(compose.NOMINAL[0])[0]["listepersonnes"])
    company["personne"] |= {
        "administration": "Gérant : Lebel Anne. Administrateur provisoire : Me Valrose Denis"
    }
    record = records(compose.NOMINAL[0])[0]
    return (
        record
        | {"familleavis": "modification", "publicationavis": "B", "jugement": None}
        | {
            "listepersonnes": json.dumps(company),
            "modificationsgenerales": json.dumps(
                {"descriptif": "Modification survenue sur l'administration."}
            ),
            **changes,
        }
    )


def test_a_change_in_the_register_names_the_officer_of_the_court_alone() -> None:
    (row,) = published(read([_registered()])).values()
    assert (row["id"], row["role"], row["professionnel_nom"]) == (
        "bodacc:b20260050:412:1",
        "administrateur",
        "Valrose",
    )


def test_deposits_of_accounts_are_set_aside_by_name() -> None:
    deposit = json.dumps({"dateCloture": "2025-12-31", "typeDepot": "Comptes annuels"})
    assert read([_registered(familleavis="dpc", publicationavis="C", depot=deposit)]) == []


def test_a_field_that_nobody_knows_is_told() -> None:
    assert read([records(compose.NOMINAL[5])[0] | {"effectif": 12}]) == [Unmapped("/item/effectif")]


def test_a_record_that_cannot_be_read_does_not_stop_the_others() -> None:
    good, bad = records(compose.NOMINAL[0], compose.NOMINAL[1])
    found = read([good, bad | {"numeroannonce": None}])
    assert [each.code for each in found if isinstance(each, Refusal)] == ["structure-changed"]
    assert len(published(found)) == 1


@pytest.mark.parametrize("name", ["numeroannonce", "parution", "listepersonnes"])
def test_renamed_fields_stop_the_reading(name: str) -> None:
    renamed = [
        {("autre" if key == name else key): value for key, value in records(compose.NOMINAL[0])[0].items()}
    ]
    document = parse(json.dumps(renamed).encode(), name="e.json", media="json", embedded=FORM.embedded)
    with pytest.raises(StructureChanged):
        list(FORM.read(document, ProseToolbox()))


def test_a_seat_abroad_has_its_country() -> None:
    record = records(compose.NOMINAL[0])[0]
    company = json.loads(record["listepersonnes"])
    company["personne"]["adresseSiegeSocial"] = {
        "adresse": "Hauptstrasse 5 66117 Saarbrücken",
        "pays": "Allemagne",
    }
    (row,) = [
        each for each in read([record | {"listepersonnes": json.dumps(company)}]) if isinstance(each, Reading)
    ]
    assert "lieu_ville" not in row.values
    assert "lieu_pays" in row.values


class Dataset:
    """An origin that counts the records of some issues."""

    def __init__(self, counts: dict[str, int], seeds: tuple[str, ...] = (DATASET,)) -> None:
        self.counts = counts
        self.seeds = seeds
        self.asked: list[str] = []

    def get(self, url: str) -> Answer | None:
        self.asked.append(url)
        return Answer(url, ods.count(self.counts[url]), {}) if url in self.counts else None

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("no listing of this source is asked for by POST")


def test_each_issue_of_a_window_that_has_records_is_an_export() -> None:
    origin = Dataset({count_address(DAY, "A"): 4120, count_address(DAY, "B"): 0})
    found = list(discover(origin, Window(DAY, date(2026, 3, 13))))
    assert [(each.key, each.url) for each in found] == [("A:2026-03-12", export_address(DAY, "A"))]
    assert len(origin.asked) == 4


def test_the_dataset_is_asked_only_where_a_seed_names_it() -> None:
    origin = Dataset({}, seeds=())
    assert list(discover(origin, Window(DAY, DAY))) == []
    assert origin.asked == [folder_address(2026)]


def test_both_doors_are_asked_where_the_seeds_name_both() -> None:
    origin = Dataset({}, seeds=(DATASET, folder_address(2026)))
    assert list(discover(origin, Window(DAY, DAY))) == []
    assert origin.asked == [count_address(DAY, "A"), count_address(DAY, "B"), folder_address(2026)]


def test_an_answer_that_counts_nothing_is_told() -> None:
    class Silent(Dataset):
        def get(self, url: str) -> Answer | None:
            return Answer(url, b'{"message": "maintenance"}', {})

    with pytest.raises(StructureChanged):
        list(discover(Silent({}), Window(DAY, DAY)))
