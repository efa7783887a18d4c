"""Lines of printed notices: joined, labelled, parted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.page import Line as PageLine
from core.model.page import Page, Word
from crawlers.procurement.boamp.printed.european import blocks, sections
from crawlers.procurement.boamp.printed.heading import kind_of, number_of, procedure_of
from crawlers.procurement.boamp.printed.labels import Labels, fields, first
from crawlers.procurement.boamp.printed.line import Line, joined_text, trimmed, value_of
from crawlers.procurement.boamp.printed.sources import pdf_lines, web_lines
from extractors.parse import parse
from tests.crawlers.forms.said import said

LABELS = Labels({"objet": ("objet du marche",), "duree": ("duree du marche(?: ou delai d'execution)?",)})


def wrapped(*texts: str) -> list[Line]:
    return [
        Line(text, page=1, bbox=(0, 10.0 * n, 100, 10.0 * n + 9), wraps=True) for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Fourniture de", "granulats"], "Fourniture de granulats"),
        (["Saint-Georges-", "des-Landes"], "Saint-Georges-des-Landes"),
        (["voir https://www.achat.example", "/dossier?id=7"], "voir https://www.achat.example/dossier?id=7"),
        (["lot 1 -", "Voirie"], "lot 1 - Voirie"),
    ],
)
def test_lines_that_wrap_are_one_text(lines: list[str], text: str) -> None:
    assert joined_text(wrapped(*lines)) == text


@given(st.lists(st.text(alphabet="ab -/é", min_size=1, max_size=12), max_size=5))
def test_no_letter_is_lost_in_joining(texts: list[str]) -> None:
    joined = joined_text(wrapped(*texts))
    assert "".join(joined.split()) == "".join("".join(texts).split())


def test_a_value_of_several_lines_covers_them() -> None:
    value = value_of(wrapped("Fourniture de", "granulats"))
    assert value is not None
    assert (value.evidence.page, value.evidence.bbox) == (1, (0, 0, 100, 19))
    assert value_of([Line(" ")]) is None


def test_a_label_may_run_into_the_next_line_of_a_pdf() -> None:
    found = fields(
        wrapped("Objet du marché : voirie", "Durée du marché ou délai", "d'exécution : 6 mois"), LABELS
    )
    duration = first(found, "duree")
    assert duration is not None
    assert duration.text == "6 mois"


def test_a_label_within_a_sentence_is_none() -> None:
    found = fields([Line("Objet du marché : voirie"), Line("L'objet du marché : voir plus haut")], LABELS)
    assert [each.key for each in found] == ["", "objet"]


def test_a_full_stop_ends_a_value() -> None:
    bare = trimmed(said("Voirie. "))
    assert bare is not None
    assert bare.text == "Voirie"
    assert trimmed(said(" . ")) is None


def test_a_row_of_a_table_is_a_line() -> None:
    row = "<tr><td>II.1.1)</td><td>Intitulé : Voirie</td></tr>"
    page = f"<html><body><table>{row}</table><p>a<br>b</p></body></html>"
    tree = parse(page.encode(), name="avis.html", media="html").tree
    assert tree is not None
    assert [line.text for line in web_lines(tree)] == ["II.1.1) Intitulé : Voirie", "a", "b"]


def test_raised_letters_go_back_to_their_words() -> None:
    def word(text: str, left: float, size: float) -> Word:
        return Word(text, (left, 10, left + size * len(text) / 2, 10 + size), size)

    raised = PageLine("er", (55, 10, 61, 16), (word("er", 55, 6),))
    words = (word("le", 20, 10), word("1", 50, 10), word("mars", 70, 10))
    body = PageLine("le 1 mars", (20, 10, 90, 20), words)
    page = Page(number=1, width=600, height=800, lines=(raised, body))
    assert [line.text for line in pdf_lines((page,))] == ["le 1er mars"]


def test_numbered_sections_and_the_blocks_they_begin() -> None:
    texts = ["AVIS", "Section II : Objet", "II.1.1) Intitulé : Voirie"]
    texts += [
        "II.2) Description",
        "II.2.1) Intitulé : A",
        "II.2) Description",
        "II.2.1) Intitulé : B",
        "IV.1.1) Type",
    ]
    found = sections([Line(text) for text in texts])
    assert [each.number for each in found] == [
        "",
        "II",
        "II.1.1",
        "II.2",
        "II.2.1",
        "II.2",
        "II.2.1",
        "IV.1.1",
    ]
    assert [[each.number for each in block] for block in blocks(found, "II.2")] == [["II.2", "II.2.1"]] * 2


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Avis d'appel public à la concurrence", "consultation"),
        ("Résultats de marché", "attribution"),
        ("Avis rectificatif", "rectificatif"),
        ("Avis d'annulation", "annulation"),
        ("Avis de transparence ex ante volontaire", "intention"),
        ("Avis de préinformation", "preinformation"),
        ("Voirie communale", None),
    ],
)
def test_titles_name_the_kind(title: str, kind: str | None) -> None:
    found = kind_of(Line(title))
    assert (found.text if found else None) == kind


@pytest.mark.parametrize(
    ("printed", "procedure"),
    [
        ("procédure adaptée", "adaptee"),
        ("Procédure négociée sans publication préalable", "negociee_sans_publicite"),
        ("Procédure concurrentielle avec négociation", "negociee"),
        ("ouverte.", "ouverte"),
        ("autre chose", None),
    ],
)
def test_words_name_the_procedure(printed: str, procedure: str | None) -> None:
    found = procedure_of(said(printed))
    assert (found.text if found else None) == procedure


def test_the_number_of_a_notice() -> None:
    found = number_of([Line("Avis"), Line("Annonce n° 26-30001")])
    assert found is not None
    assert found.text == "26-30001"
    assert number_of([Line("Annonce du 12 mars")]) is None
