"""What the reader does with the Journal officiel as PDF: reading order, columns, broken words, boxes."""

from __future__ import annotations

from functools import cache

import pytest

from core.errors import StructureChanged
from core.model.document import Document
from core.model.evidence import Box
from core.model.page import Line, Page, Word
from core.model.reading import Reading, Refusal, Value
from crawlers.legal.jorf import SOURCE
from crawlers.legal.jorf.printed import reader
from crawlers.legal.jorf.printed.issue import printed_texts
from crawlers.legal.jorf.printed.paragraphs import joined, known_words, paragraphs, placed_lines
from extractors.parse import parse
from tools import compose_jorf as compose
from tools import compose_jorf_pdf as pdf
from tools import jorf_xml
from workers.precedence import precedence
from workers.toolbox import ProseToolbox


@cache
def document(name: str) -> Document:
    data = {"one": pdf.one_text, "issue": pdf.issue, "redesigned": pdf.redesigned}[name]()
    return parse(data, name="jo.pdf", media="pdf")


def rows(found: Document) -> list[Reading]:
    return [each for each in reader.read(found, ProseToolbox()) if isinstance(each, Reading)]


def texts(row: Reading, *left: str) -> dict[str, str]:
    values = {name: value.text for name, value in row.values.items() if isinstance(value, Value)}
    return {name: text.replace("’", "'") for name, text in values.items() if name not in left}


def line(text: str, left: float, top: float, size: float = 10.0) -> Line:
    """A line of words of 5 points a letter."""
    words, x = [], left
    for word in text.split():
        words.append(Word(word, (x, top, x + 5 * len(word), top + size), size))
        x += 5 * len(word) + 3
    return Line(text, (left, top, words[-1].bbox[2], top + size), tuple(words))


def page(*lines: Line, number: int = 1) -> Page:
    return Page(number, 595, 842, lines)


def words_of(*lines: Line) -> list[str]:
    placed = list(placed_lines([page(*lines)]))
    return [each.text for each in paragraphs(placed, known_words(placed))]


@pytest.mark.parametrize(
    "text",
    [compose.NOTARY, compose.SOCIETY, compose.SALARIED, compose.REGISTRAR, compose.SUPPRESSION],
    ids=lambda each: each.nor,
)
def test_a_printed_text_gives_the_rows_of_its_xml(text: jorf_xml.Text) -> None:
    """But for numbers that are not printed; the day of signature is the one of the title."""
    tree = parse(jorf_xml.text_xml(text).encode(), name="text.xml", media="xml")
    form = next(form for form in SOURCE.forms if form.recognises(tree))
    coded = [each for each in form.read(tree, ProseToolbox()) if isinstance(each, Reading)]
    printed = [row for row in rows(document("issue")) if row.id.startswith(text.nor)]
    left = ("id_jorftext", "numero_jo", "rubrique", "date_publication", "date_arrete")
    assert [texts(row, *left) for row in printed] == [texts(row, *left) for row in coded]
    assert [row.id.partition(":")[2] for row in printed] == [row.id.partition(":")[2] for row in coded]


def test_the_persons_of_a_list_come_in_reading_order_over_the_page() -> None:
    found = rows(document("one"))
    names = [texts(row)["nom"] for row in found]
    assert names == ["MARCOUX", "BORDIER", "VALTEAU", "CHANIGNY", "DELARD-FABIEN", "QUENTIN", "OUVRARD"]
    assert [row.values["nom"].evidence.page for row in found if isinstance(row.values["nom"], Value)] == [
        1, 2, 2, 2, 2, 2, 2,
    ]  # fmt: skip


def test_the_running_head_gives_the_day_and_stands_in_no_act() -> None:
    for row in rows(document("one")):
        assert texts(row)["date_publication"] == "12 mars 2026"
        assert not any("JOURNAL OFFICIEL" in text for text in texts(row).values())


def test_raised_letters_stay_in_their_word() -> None:
    assert texts(rows(document("one"))[-1])["residence_libelle"] == "Paris (8e)"


def test_rubrics_hold_for_the_texts_below_them() -> None:
    places = {texts(row)["rubrique"] for row in rows(document("issue"))}
    assert places == {"Décrets, arrêtés, circulaires > MESURES NOMINATIVES > MINISTÈRE DE LA JUSTICE"}


@pytest.mark.parametrize("name", ["one", "issue"])
def test_every_value_is_proved_by_the_words_in_its_box(name: str) -> None:
    found = document(name)
    for row in rows(found):
        for column in ("nom", "prenoms", "residence_libelle", "societe_nom", "nor", "remplace_nom"):
            value = row.values.get(column)
            if isinstance(value, Value) and value.evidence.lecture:
                proof = value.evidence
                assert proof.page and proof.bbox
                words = _inside(found.pages[proof.page - 1], proof.bbox)
                assert all(any(each in word for word in words) for each in proof.lecture.split()), column


def _inside(on: Page, box: Box) -> list[str]:
    """The words that meet a box."""
    return [word.text for each in on.lines for word in each.words if _meets(word.bbox, box)]


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_a_page_without_known_titles_is_of_another_structure() -> None:
    assert reader.recognises(document("redesigned"))
    with pytest.raises(StructureChanged):
        rows(document("redesigned"))


def test_another_document_is_not_recognised() -> None:
    assert not reader.recognises(Document("pdf", "", "x.pdf", pages=(page(line("Règlement", 50, 60)),)))


def test_a_protected_title_is_refused() -> None:
    lines = (
        line("Décret du 9 mars 2026 portant changement de nom (Accès protégé)", 100, 60),
        line("NOR : JUSC2600108D", 200, 90),
        line("M. QUIDAM (Jean) est autorisé à changer son nom.", 60, 120),
    )
    (refusal,) = reader.read(Document("pdf", "", "x.pdf", pages=(page(*lines),)), ProseToolbox())
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.path) == ("protected", "page 1")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("est nommé à la rési-", "dence de Dax", "est nommé à la résidence de Dax"),
        ("à la résidence de Saint-", "Denis (Réunion)", "à la résidence de Saint-Denis (Réunion)"),
        ("par le vice-", "président de la chambre", "par le vice-président de la chambre"),
        ("des commissaires-", "priseurs", "des commissaires-priseurs"),
        ("M. DUPONT-", "MORETTI (Éric)", "M. DUPONT-MORETTI (Éric)"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_mended(first: str, second: str, expected: str) -> None:
    elsewhere = line("Le vice-président et les commissaires.", 50, 200)
    assert words_of(line(first, 50, 60), line(second, 50, 71), elsewhere)[0] == expected


def test_an_indented_line_begins_a_paragraph_in_each_column() -> None:
    lines = (
        line("M. ABADIE (Luc)", 60, 60),
        line("est nommé notaire.", 50, 71),
        line("M. BORDES (Jean)", 310, 60),
        line("est nommé notaire.", 300, 71),
    )
    assert words_of(*lines) == ["M. ABADIE (Luc) est nommé notaire.", "M. BORDES (Jean) est nommé notaire."]


def test_a_sentence_that_goes_on_over_a_page_is_one_paragraph() -> None:
    pages = [page(line("M. ABADIE (Luc) est", 60, 780)), page(line("nommé notaire.", 50, 60), number=2)]
    placed = list(placed_lines(pages))
    (only,) = paragraphs(placed, known_words(placed))
    proof = only.prove(0, len(only.text))
    assert (only.text, proof.page) == ("M. ABADIE (Luc) est nommé notaire.", 1)


def test_a_title_of_several_lines_ends_at_its_nor() -> None:
    lines = (
        line("MINISTÈRE DE LA JUSTICE", 200, 50),
        line("Arrêté du 3 mars 2026 portant", 150, 70),
        line("nomination d’un notaire", 170, 81),
        line("NOR : JUSC2600101A", 200, 100),
        line("M. ABADIE (Luc) est nommé notaire.", 60, 120),
    )
    (text,) = printed_texts(list(placed_lines([page(*lines)])))
    assert joined(text.title, set()).text == "Arrêté du 3 mars 2026 portant nomination d’un notaire"
    assert [each.text for each in text.body] == ["M. ABADIE (Luc) est nommé notaire."]
    assert [each.text for each in text.rubrics] == ["MINISTÈRE DE LA JUSTICE"]


def test_coded_data_are_published_before_pages() -> None:
    assert precedence(SOURCE, "texte") > precedence(SOURCE, "texte-pdf") > precedence(SOURCE, "sommaire")
