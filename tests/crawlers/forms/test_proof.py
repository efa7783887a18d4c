"""Places of what is put together and of what is taken out."""

from __future__ import annotations

from core.model.evidence import Evidence
from core.model.reading import Value
from crawlers.forms.proof import cover, holder, piece, together
from tests.crawlers.forms.said import said


def test_the_nearest_node_holds_them_all() -> None:
    assert holder(["/a/b[1]/c", "/a/b[2]/c"]) == "/a"
    assert holder(["/a/b"]) == "/a/b"
    assert holder([]) is None


def test_boxes_of_the_first_page_are_covered() -> None:
    first = Value("1", Evidence("1", page=1, bbox=(10, 20, 30, 40)), 0.9)
    second = Value("2", Evidence("2", page=1, bbox=(5, 50, 20, 60)))
    other = Value("3", Evidence("3", page=2, bbox=(0, 0, 1, 1)))
    found = together((first, second, other), "6", "1 + 2 + 3")
    assert (found.evidence.page, found.evidence.bbox) == (1, (5, 20, 30, 60))
    assert (found.text, found.evidence.lecture, found.confidence) == ("6", "1 + 2 + 3", 0.9)
    assert cover([]) is None


def test_a_piece_of_a_tree_has_offsets_without_blanks() -> None:
    whole = said("le 12 mars , ici")
    found = piece(whole, 2, 11)
    assert found.text == "12 mars"
    assert whole.text[found.evidence.start : found.evidence.end] == "12 mars"


def test_a_piece_of_a_page_has_the_box_of_the_whole() -> None:
    whole = Value("le 12 mars", Evidence("le 12 mars", page=1, bbox=(0, 0, 9, 9)))
    found = piece(whole, 3, 10)
    assert (found.evidence.bbox, found.evidence.start) == ((0, 0, 9, 9), None)
