"""The real summary, text and listing of the Journal officiel."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from core.model.reading import Reading, Refusal, Value
from core.model.source import Answer, Unmapped, Window
from crawlers.legal.jorf import SOURCE
from crawlers.legal.jorf.discovery import discover
from crawlers.legal.jorf.printed.issue import printed_texts
from crawlers.legal.jorf.printed.paragraphs import joined, known_words, paragraphs, placed_lines
from extractors.parse import parse
from tests.crawlers.told import Found, told
from workers.toolbox import ProseToolbox

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "real" / "legal" / "jorf"
SUMMARY = FOLDER / "jorf_sommaire_JORFCONT000054706874_half.xml"
TEXT = FOLDER / "jorf_texte_arrete_JORFTEXT000054708438.xml"
LISTING = FOLDER / "dila_index_JORFSIMPLE_excerpt.html"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real files are not beside this checkout")


def read(data: bytes) -> list[Found]:
    document = parse(data, name="file.xml", media="xml")
    form = next(form for form in SOURCE.forms if form.recognises(document))
    return told(form.read(document, ProseToolbox()))


def text(row: Reading, column: str) -> str:
    value = row.values[column]
    assert isinstance(value, Value)
    return value.text


def test_the_titles_on_public_officers_and_no_others_give_rows() -> None:
    links = etree.parse(str(SUMMARY)).getroot().iter("LIEN_TXT")
    ours = [
        link.get("idtxt") for link in links if "officiers publics ou ministériels" in link.get("titretxt", "")
    ]
    found = read(SUMMARY.read_bytes())
    rows = [each for each in found if isinstance(each, Reading)]
    assert list(dict.fromkeys(text(row, "id_jorftext") for row in rows)) == ours
    assert {text(row, "date_publication") for row in rows} == {"2026-08-19"}
    assert {text(row, "rubrique") for row in rows} == {
        "Décrets, arrêtés, circulaires > Mesures nominatives > Ministère de la justice"
    }
    assert not [each for each in found if isinstance(each, Unmapped)]


def test_the_protected_texts_are_counted() -> None:
    found = read(SUMMARY.read_bytes())
    protected = SUMMARY.read_text("utf-8").count("Accès protégé")
    assert [each.code for each in found if isinstance(each, Refusal)] == ["protected"] * protected


def test_a_text_of_another_matter_gives_nothing() -> None:
    assert read(TEXT.read_bytes()) == []


def test_a_nomination_in_the_frame_of_the_real_text_is_read_and_no_field_is_unknown() -> None:
    xml = TEXT.read_text("utf-8")
    title = "portant nomination d'un notaire salarié (officiers publics ou ministériels)"
    start = xml.index("portant délégation de signature")
    xml = xml[:start] + title + xml[xml.index("</TITREFULL>") :]
    body = "M. MARTIN-LEROUX (Paul) est nommé en qualité de notaire salarié à la résidence de Dax (Landes)."
    start = xml.index("Délégation permanente")
    xml = xml[:start] + body + xml[xml.index("</p>", start) :]
    (row,) = read(xml.encode())
    assert isinstance(row, Reading)
    assert row.id == "JORFTEXT000054708438:1:1"
    assert (text(row, "nom"), text(row, "type_acte")) == ("MARTIN-LEROUX", "nomination_salarie")
    assert text(row, "date_arrete") == "2026-08-11"
    assert text(row, "eli").endswith("/ARMM2621619A/jo/texte")


class Listing:
    """An origin with the recorded listing."""

    seeds: tuple[str, ...] = ()

    def get(self, url: str) -> Answer | None:
        return Answer(url, LISTING.read_bytes(), {})

    def post(self, url: str, body: bytes) -> Answer | None:
        raise AssertionError("no listing of this source is asked for by POST")


def test_the_deliveries_of_a_day_are_found_in_the_real_listing() -> None:
    found = list(discover(Listing(), Window(date(2026, 7, 28), date(2026, 7, 28))))
    assert [each.key for each in found] == [
        "JORFSIMPLE_20260728-003542",
        "JORFSIMPLE_20260728-135307",
        "JORFSIMPLE_20260728-220005",
    ]


PDF = FOLDER.parent / "jo_pdf"


@pytest.mark.skipif(not PDF.is_dir(), reason="the real files are not beside this checkout")
def test_the_real_pdf_are_read_in_order_and_say_nothing_of_persons() -> None:
    titles = {}
    for path in sorted(PDF.glob("*.pdf")):
        document = parse(path.read_bytes(), name=path.name, media="pdf")
        form = next(form for form in SOURCE.forms if form.media == "pdf")
        assert form.recognises(document), path.name
        assert told(form.read(document, ProseToolbox())) == [], path.name
        lines = list(placed_lines(document.pages))
        known = known_words(lines)
        titles[path.name] = [
            (joined(each.title, known).text, [line.text for line in each.rubrics])
            for each in printed_texts(lines)
        ]
    assert titles["JO_ORDO_2022_04_13.pdf"] == [
        (
            "Ordonnance no 2022-544 du 13 avril 2022 relative à la déontologie et à la discipline des"
            " officiers ministériels",
            ["Décrets, arrêtés, circulaires", "TEXTES GÉNÉRAUX", "MINISTÈRE DE LA JUSTICE"],
        )
    ]
    consolidated = [found for name, found in titles.items() if name.startswith("d_")]
    assert [found[0][0].partition(" du ")[0] for found in consolidated] == [
        "Décret n° 56-220",
        "Décret n° 67-868",
        "Décret n° 71-942",
    ]


@pytest.mark.skipif(not PDF.is_dir(), reason="the real files are not beside this checkout")
def test_hyphens_of_their_own_stay_in_the_real_pdf() -> None:
    document = parse((PDF / "JO_ORDO_2022_04_13.pdf").read_bytes(), name="jo.pdf", media="pdf")
    lines = list(placed_lines(document.pages))
    text = " ".join(each.text for each in paragraphs(lines, known_words(lines)))
    assert "vice-président du Conseil d’Etat" in text
    assert "commissaires-priseurs" in text
    assert not [each for each in text.split() if each.endswith("-")]
