"""Citations of acts with the issue of the Journal officiel that published them."""

from __future__ import annotations

import pytest

from extractors.prose.references import find_references


def read(text: str) -> list[dict[str, str]]:
    return [{name: span.value for name, span in each.columns().items()} for each in find_references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nommé notaire par arrêté du ministre de la Justice du 3 mai 2004 "
            "(JORF du 12 mai 2004, p. 8421).",
            {"date_arrete": "3 mai 2004", "date_publication": "12 mai 2004", "page_jo": "8421"},
        ),
        (
            "Retrait accepté par arrêté du 1er juin 1998 (J.O. n° 131 du 9 juin 1998 page 8702)",
            {
                "date_arrete": "1er juin 1998",
                "date_publication": "9 juin 1998",
                "numero_jo": "131",
                "page_jo": "8702",
            },
        ),
        (
            "Voir Journal officiel de la République française du 7juillet 2011, p. 11800, "
            "arrêté du 28juin 2011",
            {"date_arrete": "28juin 2011", "date_publication": "7juillet 2011", "page_jo": "11800"},
        ),
        ("JORF du 2 mars 2003, page 3711.", {"date_publication": "2 mars 2003", "page_jo": "3711"}),
        (
            "Office créé par décret du 4 août 2006, JORF du 15 août 2006.",
            {"date_arrete": "4 août 2006", "date_publication": "15 août 2006"},
        ),
    ],
)
def test_one_citation(text: str, expected: dict[str, str]) -> None:
    assert read(text) == [expected]


def test_each_issue_has_its_own_act() -> None:
    text = (
        "Nommée par arrêté du 6 avril 2004 (JORF du 14 avril 2004, p. 6970). Passe dans une autre étude "
        "(voir JORF du 3 février 2009, p. 1950, arrêtés du 21 janvier 2009)."
    )
    assert read(text) == [
        {"date_arrete": "6 avril 2004", "date_publication": "14 avril 2004", "page_jo": "6970"},
        {"date_arrete": "21 janvier 2009", "date_publication": "3 février 2009", "page_jo": "1950"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Le présent arrêté sera publié au Journal officiel de la République française.",
        "Par arrêté du 6 avril 2004, M. Roger Vasseur est nommé notaire.",
        "Le mojo du 3 mai 2004 n'est pas un journal.",
    ],
)
def test_no_issue_no_citation(text: str) -> None:
    assert read(text) == []


def test_places_are_those_of_the_text() -> None:
    text = "Nommé par arrêté\u00a0du 3\u00a0mai 2004 (JORF du 12\u00a0mai 2004)."
    (each,) = find_references(text)
    assert text[each.published.start : each.published.end] == "12\u00a0mai 2004"
    assert text[each.start : each.end] == "arrêté\u00a0du 3\u00a0mai 2004 (JORF du 12\u00a0mai 2004"
