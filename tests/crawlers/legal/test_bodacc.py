"""What the reader of insolvency issues does with notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from crawlers.legal.bodacc import SOURCE
from crawlers.legal.bodacc.discovery import discover, folder_address
from extractors.parse import parse
from tools import compose_bodacc as compose
from workers.toolbox import ProseToolbox

FORM = SOURCE.forms[0]
Found = Reading | Refusal | Unmapped


def read(xml: str) -> list[Found]:
    document = parse(xml.encode("cp1252"), name="issue.xml", media="xml")
    assert FORM.recognises(document)
    return [each for each in FORM.read(document, ProseToolbox()) if isinstance(each, Found)]


def issue(*notices: compose.Notice) -> str:
    return compose.issue_xml("20260050", "12/03/2026", notices)


def rows(found: list[Found]) -> list[Reading]:
    return [each for each in found if isinstance(each, Reading)]


def refusals(found: list[Found]) -> list[str]:
    return [each.code for each in found if isinstance(each, Refusal)]


def text(reading: Reading, column: str) -> str:
    value = reading.values[column]
    assert isinstance(value, Value)
    return value.text


OPENING, RECOVERY, CONVERSION, TWO, PERSON, CLOSING = compose.NOMINAL


def test_a_doubtful_name_is_read_in_the_order_of_the_court() -> None:
    doubtful = "Jugement désignant liquidateur Me Jeanne Bertrand 2 rue de Lorraine 93000 Bobigny."
    clear = "Jugement désignant liquidateur Me Valrose Denis 4 rue Haute 91000 Évry."
    court = [replace(OPENING, number=500 + index, text=clear) for index in range(5)]
    alone = rows(read(issue(replace(OPENING, text=doubtful))))[0]
    among = rows(read(issue(replace(OPENING, text=doubtful), *court)))[0]
    assert [text(each, "professionnel_nom") for each in (alone, among)] == ["Bertrand", "Jeanne"]


def test_each_designation_of_a_notice_is_a_row() -> None:
    found = rows(read(issue(RECOVERY)))
    assert [each.id for each in found] == ["bodacc:20260050:413:1", "bodacc:20260050:413:2"]
    assert [text(each, "role") for each in found] == ["administrateur", "mandataire_judiciaire"]
    assert text(found[0], "professionnel_structure") == "SELARL Aubrac - Tessier"
    assert text(found[0], "date_jugement") == "3\u00a0mars\u00a02026"


def test_a_professional_is_proved_by_a_stretch_of_the_judgment() -> None:
    name = rows(read(issue(OPENING)))[0].values["professionnel_nom"]
    assert isinstance(name, Value)
    evidence = name.evidence
    assert evidence.path == "/PCL_REDIFF/annonces/annonce/jugement/complementJugement"
    assert evidence.lecture == OPENING.text[evidence.start : evidence.end] == "Valrose"


def test_a_single_notice_is_read_as_a_list_of_one() -> None:
    assert len(rows(read(issue(OPENING)))) == 1


def test_the_end_of_a_mission_is_a_row_of_its_own() -> None:
    assert [text(each, "mouvement") for each in rows(read(issue(CONVERSION)))] == [
        "designation",
        "fin_de_mission",
    ]


def test_the_insolvency_of_a_natural_person_is_refused_without_a_name() -> None:
    found = read(issue(PERSON))
    assert not rows(found)
    assert refusals(found) == ["natural-person"]
    assert PERSON.person not in str(found)


def test_a_notice_without_designation_gives_no_row() -> None:
    assert read(issue(CLOSING)) == []


def test_a_designation_in_the_procedure_of_two_companies_is_a_row_for_each() -> None:
    found = rows(read(issue(TWO)))
    assert [text(each, "entreprise_siren") for each in found] == ["421 870 031", "538 214 099"]
    assert [each.id[-1] for each in found] == ["1", "2"]


def test_a_company_that_the_publisher_repeats_is_one() -> None:
    company = OPENING.companies[0]
    found = rows(read(issue(replace(OPENING, companies=(company, company)))))
    assert len(found) == 1
    assert found[0].warnings == ()


def test_numbers_that_cannot_be_told_apart_stay_unknown() -> None:
    xml = issue(OPENING).replace(
        "<numeroImmatriculation>",
        "<numeroImmatriculation><numeroIdentificationRCS>421 870 031</numeroIdentificationRCS>"
        "</numeroImmatriculation><numeroImmatriculation>",
    )
    found = rows(read(xml))[0]
    assert "entreprise_siren" not in found.values
    assert found.warnings == ("immatriculations_non_appariees:entreprise_siren",)


def test_the_postal_code_wins_over_the_departement_of_the_notice() -> None:
    found = rows(read(issue(CONVERSION)))[0]
    assert text(found, "lieu_code_postal") == "97410"
    assert found.warnings == ("departement_discordant:code_departement",)


def _abroad(address: str, country: str = "") -> Reading:
    start, end = "<adresse><france>", "</france></adresse>"
    xml = issue(OPENING)
    inner = xml[xml.index(start) : xml.index(end) + len(end)]
    land = f"<pays>{country}</pays>" if country else ""
    foreign = f"<adresse><etranger><adresse>{address}</adresse>{land}</etranger></adresse>"
    return rows(read(xml.replace(inner, foreign)))[0]


def test_a_french_address_among_the_foreign_ones_is_read_and_is_unsure() -> None:
    found = _abroad("95 Rue de la République 92800 Puteaux")
    town = found.values["lieu_ville"]
    assert isinstance(town, Value)
    assert (text(found, "lieu_code_postal"), town.text) == ("92800", "Puteaux")
    assert town.confidence < 1
    assert found.warnings == ("adresse_etrangere_lue_comme_francaise:lieu_ville",)


@pytest.mark.parametrize(
    ("address", "country"),
    [("31 Rue des Délices Genève (Suisse)", ""), ("Hauptstrasse 5 66117 Saarbrücken", "Allemagne")],
)
def test_an_address_abroad_has_no_french_town(address: str, country: str) -> None:
    found = _abroad(address, country)
    assert "lieu_ville" not in found.values
    assert text(found, "lieu_libelle") == address


def test_a_rectificatif_names_the_notice_it_mends() -> None:
    found = rows(read(issue(*compose.CORRECTED)))[0]
    assert text(found, "type_annonce") == "rectificatif"
    assert text(found, "annonce_precedente") == "bodacc:20260050:412"


def test_an_annulation_without_designation_is_a_row_without_professional() -> None:
    told, bare = rows(read(issue(*compose.ANNULLED)))
    assert [text(each, "type_annonce") for each in (told, bare)] == ["annulation", "annulation"]
    assert (bare.id, text(bare, "annonce_precedente")) == ("bodacc:20260050:132:1", "bodacc:20260050:415")
    assert "role" not in bare.values


def test_a_notice_that_cannot_be_read_does_not_stop_the_others() -> None:
    broken = issue(OPENING, RECOVERY).replace("<numeroAnnonce>412</numeroAnnonce>", "")
    found = read(broken)
    assert refusals(found) == ["structure-changed"]
    assert len(rows(found)) == 2


def test_a_field_that_nobody_knows_is_told() -> None:
    xml = issue(OPENING).replace("<activite>", "<effectif>12</effectif><activite>")
    assert Unmapped("/PCL_REDIFF/annonces/annonce/effectif") in read(xml)


@pytest.mark.parametrize(
    "damage",
    [
        ("numeroAnnonce", "numero"),
        ("personneMorale", "debiteur"),
        ("jugement", "decision"),
        ("annonces", "liste"),
    ],
)
def test_renamed_elements_stop_the_reading(damage: tuple[str, str]) -> None:
    before, after = damage
    xml = issue(OPENING).replace(f"<{before}>", f"<{after}>").replace(f"</{before}>", f"</{after}>")
    with pytest.raises(StructureChanged):
        read(xml)


def test_older_files_call_the_notices_avis() -> None:
    xml = issue(OPENING).replace("annonces>", "listeAvis>").replace("annonce>", "avis>")
    assert len(rows(read(xml))) == 1


class Listing:
    """An origin with one folder."""

    seeds: tuple[str, ...] = ()

    def __init__(self, body: bytes | None) -> None:
        self.body = body
        self.asked: list[str] = []

    def get(self, url: str) -> Answer | None:
        self.asked.append(url)
        return None if self.body is None else Answer(url, self.body, {})

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("no listing of this source is asked for by POST")


def keys(body: bytes | None, since: date, until: date) -> Iterator[str]:
    return (each.key for each in discover(Listing(body), Window(since, until)))


def test_the_issues_of_a_window_are_found_by_the_dates_of_the_listing() -> None:
    found = list(keys(compose.directory(), date(2026, 3, 13), date(2026, 3, 15)))
    assert found == [
        "PCL_BXA20260050",
        "PCL_BXA20260051",
        "PCL_BXA20260052",
        "RCS-A_BXA20260050",
        "RCS-B_BXB20260050",
        "RCS-B_BXB20260051",
    ]


def test_a_window_over_the_new_year_asks_for_two_folders() -> None:
    origin = Listing(None)
    assert list(discover(origin, Window(date(2025, 12, 30), date(2026, 1, 2)))) == []
    assert origin.asked == [folder_address(2025), folder_address(2026)]


def test_a_page_that_is_no_listing_is_told() -> None:
    with pytest.raises(StructureChanged):
        list(keys(b"<html><body>Site en maintenance</body></html>", date(2026, 3, 1), date(2026, 3, 2)))


def test_a_listing_without_dates_is_told() -> None:
    page = compose.directory().replace(b"2026-", b"")
    with pytest.raises(StructureChanged):
        list(keys(page, date(2026, 3, 1), date(2026, 3, 2)))
