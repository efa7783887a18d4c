import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.rules import joined, level_rules, upright_rules


def boxes(*sides: tuple[float, float, float, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.array(sides, dtype=np.float32).reshape(-1, 4)


def test_dashes_make_one_rule() -> None:
    rules = level_rules(boxes(*[(x, 10, x + 3, 10.5) for x in range(0, 100, 5)]))
    assert len(rules) == 1
    assert (float(rules.start[0]), float(rules.end[0])) == (0.0, 98.0)


def test_double_rules_are_one_and_others_two() -> None:
    rules = level_rules(boxes((0, 10, 90, 10.4), (0, 12, 90, 12.4), (0, 30, 90, 30.4)))
    assert [round(float(y)) for y in rules.at] == [11, 30]


def test_a_gap_parts_rules() -> None:
    rules = upright_rules(boxes((10, 0, 10.5, 40), (10, 50, 10.5, 90)))
    assert [(float(a), float(b)) for a, b in zip(rules.start, rules.end, strict=True)] == [(0, 40), (50, 90)]


def test_a_long_stroke_covers_a_short_one_behind_it() -> None:
    rules = level_rules(boxes((0, 10, 90, 10.4), (5, 10, 20, 10.4), (60, 10, 70, 10.4)))
    assert len(rules) == 1
    assert float(rules.end[0]) == 90


def test_nothing_drawn() -> None:
    assert len(level_rules(boxes())) == 0


STROKES = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(1, 80))


@given(st.lists(STROKES, max_size=40), st.randoms(use_true_random=False))
def test_the_order_of_strokes_does_not_matter(strokes: list[tuple[int, int, int]], random: object) -> None:
    shuffled = sorted(strokes, key=lambda stroke: hash((stroke, id(random))))
    results = []
    for order in (strokes, shuffled):
        at, start, length = (np.array([s[i] for s in order], dtype=np.float32) for i in range(3))
        rules = joined(at, start, start + length)
        results.append(
            sorted(zip(rules.at.round(2).tolist(), rules.start.tolist(), rules.end.tolist(), strict=True))
        )
    assert results[0] == results[1]


@given(st.lists(STROKES, min_size=1, max_size=40))
def test_every_stroke_lies_in_a_rule(strokes: list[tuple[int, int, int]]) -> None:
    at, start, length = (np.array([s[i] for s in strokes], dtype=np.float32) for i in range(3))
    rules = joined(at, start, start + length)
    for x0, x1 in zip(start, start + length, strict=True):
        assert bool(((rules.start <= x0) & (x1 <= rules.end)).any())
