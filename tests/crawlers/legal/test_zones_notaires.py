"""What the reader of the notaries' zones does with the annex tables of four arrêtés, and with others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import StructureChanged
from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from crawlers.legal.zones_notaires import SOURCE
from crawlers.legal.zones_notaires.columns import role, zone_type
from crawlers.legal.zones_notaires.completeness import number_of
from crawlers.legal.zones_notaires.discovery import discover
from extractors.parse import parse
from normalizers.normalise import normalise
from tools import compose_zones_notaires as compose
from workers.toolbox import ProseToolbox

TITLE = f"<h1>{compose.TITLE}</h1><p>{compose.NOR}</p><p>zones d'installation libre ou contrôlée</p>"


def read(data: bytes, media: str = "html") -> list[Reading | Unmapped]:
    form = next(form for form in SOURCE.forms if form.media == media)
    document = parse(data, name=f"arrete.{media}", media=media)
    assert form.recognises(document)
    return [each for each in form.read(document, ProseToolbox()) if isinstance(each, Reading | Unmapped)]


def rows(found: list[Reading | Unmapped]) -> list[dict[str, Any]]:
    at = datetime(2026, 3, 31, tzinfo=UTC)
    readings = [each for each in found if isinstance(each, Reading)]
    return [dict(normalise(each, sha256="0" * 64, url="", read_at=at).values) for each in readings]


def table(*lines: tuple[str, ...]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in lines)
    return f"<table>{cells}</table>"


def page(*parts: str) -> bytes:
    return f"<html><body>{TITLE}{''.join(parts)}</body></html>".encode()


def test_the_page_and_the_pdf_give_the_same_zones() -> None:
    web, paper = rows(read(compose.web_page())), rows(read(compose.journal(), "pdf"))
    assert web == paper
    assert [row["zone_libelle"] for row in web] == [zone.label for zone in compose.ZONES]
    assert [row["type_zone"] for row in web] == ["libre"] * 3 + ["controlee"] * 2
    for row, zone in zip(web, compose.ZONES, strict=True):
        assert row["id"] == f"zones-notaires:JUSC2699001A:{zone.code}"
        assert row["communes"] == [code for code, _ in zone.communes]
        assert row["date_arrete"] == date(2026, 3, 2)


def test_tables_over_several_pages_lose_no_zone_and_no_commune() -> None:
    found = rows(read(compose.long_journal(), "pdf"))
    assert len(parse(compose.long_journal(), name="a.pdf", media="pdf").pages) > 2
    assert [row["zone_libelle"] for row in found] == [zone.label for zone in compose.MANY]
    for row, zone in zip(found, compose.MANY, strict=True):
        assert row["communes"] == [code for code, _ in zone.communes], zone.label
        assert row["type_zone"] == ("libre" if zone.offices else "controlee"), zone.label
        assert row.get("nb_offices_recommande") == (int(zone.offices) if zone.offices else None)
        assert row.get("nb_nominations_cible") == (int(zone.nominations) if zone.nominations else None)
    by_departement = {
        zone.departements: row["code_departement"] for row, zone in zip(found, compose.MANY, strict=True)
    }
    assert by_departement == {
        "Ain": ["01"],
        "Corse-du-Sud": ["2A"],
        "Guadeloupe": ["971"],
        "Martinique": ["972"],
        "Guyane": ["973"],
        "La Réunion": ["974"],
        "Mayotte": ["976"],
    }


def refusals(data: bytes, media: str = "html") -> list[str]:
    form = next(form for form in SOURCE.forms if form.media == media)
    found = form.read(parse(data, name=f"arrete.{media}", media=media), ProseToolbox())
    return [f"{each.code}: {each.message}" for each in found if isinstance(each, Refusal)]


def test_what_is_announced_and_given_is_complete() -> None:
    assert refusals(compose.web_page()) == []
    assert refusals(compose.journal(), "pdf") == []
    assert refusals(compose.long_journal(), "pdf") == []


def test_zones_and_offices_that_are_announced_and_not_given_are_told() -> None:
    whole = compose.web_page().decode()
    cut = whole.replace(compose._row(compose._free_cells(compose.ZONES[0])), "")
    assert refusals(cut.encode()) == [
        "incomplete: the arrêté announces 3 zones d'installation libre, its tables give 2",
        "incomplete: the arrêté announces a total of 3 in nb_offices_recommande, its tables give 1",
        "incomplete: the arrêté announces a total of 4 in nb_nominations_cible, its tables give 1",
    ]


def test_a_total_of_figures_with_words_is_not_compared() -> None:
    lines = (("Zone", "Nombre d'offices à créer"), ("Redon", "1 (au plus)"), ("Loches", "2"), ("Total", "9"))
    assert refusals(page("<h2>Zones d'installation libre</h2>", table(*lines))) == []
    plain = (lines[0], ("Redon", "1"), *lines[2:])
    assert len(refusals(page("<h2>Zones d'installation libre</h2>", table(*plain)))) == 1


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("247", 247),
        ("deux cent quarante-sept", 247),
        ("quatre-vingt-dix-sept", 97),
        ("quatre-vingts", 80),
        ("cent", 100),
        ("soixante et onze", 71),
        ("trois", 3),
        ("plusieurs", None),
    ],
)
def test_numbers(words: str, number: int | None) -> None:
    assert number_of(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "Annexe 2 Zones d'installation libre",
        "article 52 zones d'installation libre",
        "des zones d'installation libre",
    ],
)
def test_what_numbers_something_else_announces_nothing(words: str) -> None:
    assert (
        refusals(page(f"<p>{words}</p>", table(("Zone", "Nombre d'offices à créer"), ("Redon", "1")))) == []
    )


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("ZONES", "zone"),
        ("Zones d'installation libre", "zone"),
        ("Zone d'emploi (ZE)", "zone"),
        ("Code ZE", "code"),
        ("N°", "code"),
        ("Code INSEE", "code_commune"),
        ("Code de la commune", "code_commune"),
        ("Composition communale", "communes"),
        ("Communes", "communes"),
        ("Département(s)", "departement"),
        ("Recommandations", "offices"),
        ("Nombre d'offices de notaires à créer", "offices"),
        ("Nombre de nouveaux notaires libéraux", "nominations"),
        ("Objectif de nominations", "nominations"),
        ("Type de zone", "type"),
        ("Observations", None),
    ],
)
def test_headings(heading: str, name: str | None) -> None:
    assert role(heading) == name


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("III. – Zones d'installation libre", "libre"),
        ("Installation contrôlée", "controlee"),
        ("Libre", "libre"),
        ("zones d'installation libre et zones d'installation contrôlée", None),
        ("liberté d'installation", None),
    ],
)
def test_types(words: str, kind: str | None) -> None:
    assert zone_type(words) == kind


def test_a_column_may_name_the_type() -> None:
    found = rows(
        read(page(table(("Zone", "Type", "Offices"), ("Bastia", "libre", "1"), ("Loches", "contrôlée", ""))))
    )
    assert [row["type_zone"] for row in found] == ["libre", "controlee"]
    assert [row["id"] for row in found] == [
        "zones-notaires:JUSC2699001A:bastia",
        "zones-notaires:JUSC2699001A:loches",
    ]


def test_a_heading_may_name_the_type() -> None:
    found = rows(read(page(table(("Zones d'installation libre", "Recommandations"), ("Bastia", "3")))))
    assert found[0]["type_zone"] == "libre" and found[0]["nb_offices_recommande"] == 3


def test_a_row_over_the_whole_width_is_a_title() -> None:
    body = (
        "<table><tr><td>Zone</td><td>Offices</td></tr><tr><td colspan=2>Zones d'installation libre</td></tr>"
        "<tr><td>Bastia</td><td>1</td></tr></table>"
    )
    assert [(row["zone_libelle"], row["type_zone"]) for row in rows(read(page(body)))] == [
        ("Bastia", "libre")
    ]


def test_a_table_without_headings_goes_on_with_the_last() -> None:
    found = rows(
        read(
            page(
                table(("Zone", "Offices"), ("Bastia", "1")),
                table(
                    ("Loches", "2"),
                ),
            )
        )
    )
    assert [row["nb_offices_recommande"] for row in found] == [1, 2]


def test_a_zone_of_two_types_is_of_none() -> None:
    tables = table(("Zones d'installation libre", "Offices"), ("Bastia", "1"))
    tables += table(("Zones d'installation contrôlée", "Offices"), ("Bastia", ""))
    (reading,) = [each for each in read(page(tables)) if isinstance(each, Reading)]
    assert "type_zone" not in reading.values
    assert reading.warnings == ("zone_de_deux_types:type_zone",)


def test_sums_and_unknown_columns() -> None:
    found = read(page(table(("Zone", "Offices", "Observations"), ("Bastia", "1", "x"), ("Total", "9", ""))))
    assert [row["zone_libelle"] for row in rows(found)] == ["Bastia"]
    assert [each.path for each in found if isinstance(each, Unmapped)] == ["colonne/observations"]


def test_communes_by_name_are_those_of_the_departements() -> None:
    body = table(("Zone", "Département", "Communes"), ("X", "Aude", "Saint-Denis ; Nullepart-sur-Rien"))
    (reading,) = [each for each in read(page(body)) if isinstance(each, Reading)]
    row = normalise(reading, sha256="0" * 64, url="", read_at=datetime(2026, 3, 31, tzinfo=UTC))
    assert row.values["communes"] == ["11339"]
    assert row.warnings == ("communes_non_reconnues:1:communes",)


def test_each_commune_has_a_proof_of_its_own() -> None:
    (reading,) = [
        each
        for each in read(page(table(("Zone", "Communes"), ("X", "Bastia (2B033), Biguglia (2B037)"))))
        if isinstance(each, Reading)
    ]
    communes = reading.values["communes"]
    assert [each.text for each in communes if isinstance(each, Value)] == ["2B033", "2B037"]  # type: ignore[union-attr]
    assert all(len(each.evidence.lecture) < 20 for each in communes if isinstance(each, Value))  # type: ignore[union-attr]


def test_a_text_without_tables_has_changed() -> None:
    with pytest.raises(StructureChanged):
        read(compose.redesigned())


def test_another_arrete_is_not_recognised() -> None:
    words = "<html><body><p>Arrêté portant nomination d'un notaire (officiers publics)</p></body></html>"
    document = parse(words.encode(), name="x.html", media="html")
    assert not any(form.recognises(document) for form in SOURCE.forms)


def test_a_zone_called_by_the_code_of_another_is_refused() -> None:
    with pytest.raises(StructureChanged, match="two zones"):
        read(page(table(("Zone",), ("1",), ("Zone", "Code"), ("Zone", "1"))))


@given(
    st.lists(
        st.lists(st.sampled_from(["Zone", "Code", "Communes", "1", "x", "", "Total"]), max_size=4), max_size=5
    )
)
def test_any_table_gives_rows_or_a_named_refusal(lines: list[list[str]]) -> None:
    try:
        found = read(page(table(*map(tuple, lines))))
    except StructureChanged:
        return
    ids = [each.id for each in found if isinstance(each, Reading)]
    assert len(set(ids)) == len(ids)


class Pages:
    def __init__(self, body: bytes | None, *seeds: str) -> None:
        self.body = body
        self.seeds = seeds

    def get(self, url: str) -> Answer | None:
        return Answer(url, self.body, {}) if self.body is not None else None

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("nothing is posted")


def test_discovery() -> None:
    week = Window(date(2026, 3, 1), date(2026, 3, 7))
    seed = "https://www.legifrance.gouv.fr/liste"
    found = [each.key for each in discover(Pages(compose.listing(compose.LINKS), seed), week)]
    assert found == ["JORFTEXT000099900001", "JORFTEXT000099900001.pdf", "JORFTEXT000099900002.pdf"]
    own = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000099900002"
    assert [each.key for each in discover(Pages(None, own, seed), week)] == ["JORFTEXT000099900002"]
    with pytest.raises(StructureChanged):
        list(discover(Pages(b"<p>en travaux</p>", seed), week))
