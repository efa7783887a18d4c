"""What stands around text in line and speaks for a table."""

from __future__ import annotations

import pytest

from extractors.tables.bars import Bar
from extractors.tables.phrases import Phrase, TextLine
from extractors.tables.regions import Region
from extractors.tables.signs import Signs, signs_of


def line(base: float, *texts: str) -> TextLine:
    phrases = [
        Phrase([k], text, 50 + 100 * k, 90 + 100 * k, int(base), 10, False, False, False)
        for k, text in enumerate(texts)
    ]
    return TextLine(phrases, base, 10)


ROWS = [line(100, "Crop", "Pest"), line(115, "Oats", "Smut"), line(130, "Beans", "Beetles")]


@pytest.mark.parametrize("caption", ["Table 3. Pests of crops", "TABLE IV", "Table A-2: Pests", "Tableau B."])
def test_a_numbered_caption_right_above_names_a_table(caption: str) -> None:
    region = Region(ROWS, [])
    assert signs_of(region, [line(80, caption), *ROWS]) == Signs(named=True)
    assert signs_of(region, [line(70, caption), line(82, "in words"), *ROWS]) == Signs(named=True)


@pytest.mark.parametrize("caption", ["Tables of pests", "Figure 3. Pests", "tableau à lire"])
def test_other_texts_name_none(caption: str) -> None:
    assert signs_of(Region(ROWS, []), [line(80, caption), *ROWS]) == Signs()


def test_a_caption_far_above_or_with_a_page_behind_it_names_none() -> None:
    assert signs_of(Region(ROWS, []), [line(50, "Table 3. Pests"), *ROWS]) == Signs()
    assert signs_of(Region(ROWS, []), [line(85, "Table 3. Pests", "12"), *ROWS]) == Signs()


def test_a_rule_of_the_whole_width_heads_a_table_where_rows_stand_on_both_sides() -> None:
    assert signs_of(Region(ROWS, [Bar(103, 50, 190)]), ROWS) == Signs(rules=1, headed=True)
    assert signs_of(Region(ROWS, [Bar(133, 50, 190)]), ROWS) == Signs(rules=1)
    assert signs_of(Region(ROWS, [Bar(103, 50, 90)]), ROWS) == Signs()
