import pytest

from extractors.pdf.reader import read_pages
from extractors.tables.phrases import is_number, upright_lines
from tests.extractors.pdf.drawn import both, pdf, text


@pytest.mark.parametrize(
    "figure",
    ["12", "1,234.5", "1 234 567", "(12.5)", "$ 1,234", "12 %", "-3", "–", "n.a.", "NA", "(X)", "1990-95",
     "45 678,90 €", "1,234 r", "..", "$114 million", "x", "12/31/2008"],
)  # fmt: skip
def test_figures_and_signs_for_none(figure: str) -> None:
    assert is_number(figure)


@pytest.mark.parametrize(
    "words", ["Total", "3 Includes seed", "Article 1er", "Rate per 100,000", "5th district"]
)
def test_words(words: str) -> None:
    assert not is_number(words)


def phrases(*places: tuple[float, str]) -> list[str]:
    prose = text(50, 560, "Une phrase de mots ordinaires qui dit la largeur des espaces de la page", size=9)
    data = pdf(both(prose, *[text(x, 500, part) for x, part in places]))
    line = upright_lines(next(read_pages(data, max_pages=1)).words)[-1]
    return [phrase.text for phrase in line.phrases]


def test_words_apart_are_phrases_apart() -> None:
    assert phrases((50, "Cour d'appel"), (180, "Lyon"), (230, "12")) == ["Cour d'appel", "Lyon", "12"]


def test_leader_dots_belong_to_their_label() -> None:
    assert phrases((50, "Honoraires"), (105, ". . . . ."), (140, "450")) == ["Honoraires . . . . .", "450"]


def test_dots_in_the_place_of_a_figure_are_apart_from_leader_dots() -> None:
    assert phrases((50, "Soil ............"), (125, "........."), (200, "82")) == [
        "Soil ............",
        ".........",
        "82",
    ]


def test_a_currency_sign_stands_with_its_figure() -> None:
    assert phrases((50, "Cash"), (150, "$"), (180, "1,234"), (230, "$"), (250, "987")) == [
        "Cash",
        "$ 1,234",
        "$ 987",
    ]


def test_a_unit_stands_with_the_figure_before_it() -> None:
    assert phrases((50, "12 500 €"), (130, "3 400 €"), (200, "45"), (214, "%")) == [
        "12 500 €",
        "3 400 €",
        "45 %",
    ]


def test_thousands_are_not_parted() -> None:
    assert phrases((50, "1 234 567"), (130, "89")) == ["1 234 567", "89"]
