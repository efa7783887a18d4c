from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from core.model.page import Line
from extractors.pdf.flow import flow
from extractors.pdf.plain import plain_text
from extractors.pdf.text import read_text
from tests.extractors.pdf.drawn import both, pdf, text

LEFT = [f"gauche {i} des mots qui remplissent la colonne" for i in range(9)]
RIGHT = [f"droite {i} des mots qui remplissent la colonne" for i in range(9)]


def lines(data: bytes) -> list[str]:
    return [line.text for page in read_text(data, max_pages=99) for line in page.lines]


def test_lines_from_top_to_bottom() -> None:
    assert lines(pdf(text(50, 500, "première ligne", "deuxième ligne"))) == [
        "première ligne",
        "deuxième ligne",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = text(20, 480, *LEFT, size=8), text(215, 483, *RIGHT, size=8)
    title, foot = (
        text(60, 520, "Un titre qui court au-dessus des deux colonnes de la page"),
        text(20, 350, "Fin"),
    )
    read = lines(pdf(both(title, left, right, foot)))
    assert read[1:10] == LEFT
    assert read[-9:] == RIGHT or read[-10:-1] == RIGHT


def test_rows_of_a_table_stay_rows() -> None:
    names, amounts = [f"lot {i}" for i in range(9)], [f"{i}00 euros" for i in range(9)]
    read = lines(pdf(both(text(50, 480, *names), text(300, 480, *amounts))))
    assert read == [f"{name} {amount}" for name, amount in zip(names, amounts, strict=True)]


def test_running_lines_stand_in_the_margins() -> None:
    pages = [
        both(
            text(50, 580, "JOURNAL OFFICIEL"), text(50, 300, f"article {i}"), text(190, 20, f"Page {i} sur 3")
        )
        for i in (1, 2, 3)
    ]
    for index, page in enumerate(read_text(pdf(*pages), max_pages=9), start=1):
        assert [line.text for line in page.lines] == [f"article {index}"]
        assert [line.text for line in page.margins] == ["JOURNAL OFFICIEL", f"Page {index} sur 3"]


def test_a_heading_on_one_page_only_is_text() -> None:
    assert lines(pdf(text(50, 580, "AVIS DE MARCHÉ"), text(50, 580, "Annexe"))) == [
        "AVIS DE MARCHÉ",
        "Annexe",
    ]


def test_plain_text_keeps_lines_and_hyphens() -> None:
    assert plain_text(pdf(text(50, 500, "office créé", "à Lyon")), max_pages=9) == ("office créé\nà Lyon",)


def line(words: str) -> Line:
    return Line(words, (0, 0, 1, 1), ())


def test_flow_mends_broken_words_only() -> None:
    read = flow(
        [
            line("l'établis-"),
            line("sement de Saint-"),
            line("Denis, celui-"),
            line("ci et l'avant-"),
            line("midi"),
        ]
    )
    assert read.text == "l'établissement de Saint-Denis, celui-ci et l'avant-midi"


def test_flow_knows_the_lines_of_a_stretch() -> None:
    read = flow([line("Me Jean"), line("Dupont, no-"), line("taire")])
    start = read.text.index("Dupont")
    assert list(read.lines_of(start, start + 6)) == [1]
    start = read.text.index("notaire")
    assert list(read.lines_of(start, start + 7)) == [1, 2]


@given(st.lists(st.text(alphabet="abé -'A.", max_size=12), max_size=8))
def test_flow_loses_no_letter(texts: list[str]) -> None:
    read = flow([line(part) for part in texts])
    letters = [c for part in texts for c in part if c.isalpha()]
    assert [c for c in read.text if c.isalpha()] == letters
    assert len(read.starts) == len(texts)


def test_exponents_stand_in_the_line_of_their_word() -> None:
    end = 50 + stringWidth("somme v", "Helvetica", 10)
    raised = both(text(50, 500, "somme v"), text(end + 3, 504.5, "2", size=6), text(120, 500, "p = 0.1"))
    assert lines(pdf(raised)) == ["somme v 2 p = 0.1"]
