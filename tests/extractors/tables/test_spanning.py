"""Titles over several columns, placed by hand: columns are 40 points wide, 10 points apart."""

from __future__ import annotations

from extractors.tables.bars import Bar
from extractors.tables.columns import Column
from extractors.tables.phrases import Phrase, TextLine
from extractors.tables.spanning import Setting, extents_of

COLUMNS = [Column(0, 90), *[Column(100.0 + 50 * i, 140.0 + 50 * i) for i in range(6)]]


def line(*places: tuple[float, str], base: float = 100) -> TextLine:
    """Phrases by their middle, 5 points a letter."""
    phrases = [
        Phrase([0], text, x - 2.5 * len(text), x + 2.5 * len(text), 0, 10, False, False, False)
        for x, text in places
    ]
    return TextLine(phrases, base, 10)


def extents(top: TextLine, *below: TextLine, bars: tuple[Bar, ...] = ()) -> list[tuple[int, int]]:
    return extents_of(Setting(top, [], list(below), COLUMNS, list(bars)))


LEAVES = line(*[(120 + 50 * i, ("No.", "Pct.")[i % 2]) for i in range(6)], base=112)


def test_titles_in_the_middle_of_pairs() -> None:
    top = line((145, "Men"), (245, "Women"), (345, "Total"))
    assert extents(top, LEAVES) == [(1, 2), (3, 4), (5, 6)]


def test_a_rule_under_a_title_tells_its_columns() -> None:
    bars = (Bar(104, 100, 240), Bar(104, 250, 390))
    assert extents(line((120, "Men"), (300, "Women")), LEAVES, bars=bars) == [(1, 3), (4, 6)]


def test_a_rule_under_two_labels_is_the_title_rule_of_none() -> None:
    top = line((120, "Men"), (170, "Women"))
    assert extents(top, bars=(Bar(104, 100, 190),)) == [(1, 1), (2, 2)]


def test_labels_that_repeat_tell_the_groups_of_titles_off_centre() -> None:
    top = line((130, "Men"), (230, "Women"), (330, "Total"))
    assert extents(top, LEAVES) == [(1, 2), (3, 4), (5, 6)]


def test_columns_without_a_title_stay_out() -> None:
    leaves = line(
        *[(120 + 50 * i, text) for i, text in enumerate(["All", "a", "b", "c", "d", "e"])], base=112
    )
    assert extents(line((195, "Men"), (295, "Women")), leaves) == [(2, 3), (4, 5)]


def test_the_first_line_of_a_label_stays_over_its_column() -> None:
    below = line(
        (120, "of firms"), (170, "rate"), (220, "change"), (270, "x"), (320, "y"), (370, "z"), base=112
    )
    assert extents(line((220, "Percent")), below) == [(3, 3)]


def test_titles_at_the_left_of_their_groups() -> None:
    leaves = line(*[(128 + 50 * i, f"leaf{i}") for i in range(6)], base=112)
    top = line((110, "1990"), (210, "2000"), (310, "2010"))
    assert extents(top, leaves) == [(1, 2), (3, 4), (5, 6)]
