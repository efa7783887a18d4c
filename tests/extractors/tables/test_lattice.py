import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from extractors.tables.lattice import Lattice, lattices, spans
from extractors.tables.rules import Rules


def rules(*sides: tuple[float, float, float]) -> Rules:
    at, start, end = (np.array([side[i] for side in sides], dtype=np.float32) for i in range(3))
    return Rules(at, start, end)


def test_a_full_grid() -> None:
    level = rules((0, 0, 90), (20, 0, 90), (40, 0, 90))
    upright = rules((0, 0, 40), (30, 0, 40), (60, 0, 40), (90, 0, 40))
    (lattice,) = lattices(level, upright)
    assert (lattice.rows, lattice.cols) == (2, 3)
    assert spans(lattice) == [(r, r, c, c) for r in range(2) for c in range(3)]


def test_a_merged_title_and_a_merged_label() -> None:
    level = rules((0, 0, 90), (20, 0, 90), (40, 30, 90), (60, 0, 90))
    upright = rules((0, 0, 60), (30, 20, 60), (60, 20, 60), (90, 0, 60))
    (lattice,) = lattices(level, upright)
    assert spans(lattice) == [
        (0, 0, 0, 2),
        (1, 2, 0, 0),
        (1, 1, 1, 1),
        (1, 1, 2, 2),
        (2, 2, 1, 1),
        (2, 2, 2, 2),
    ]


def test_open_sides_are_closed_where_the_rules_end() -> None:
    (lattice,) = lattices(rules((0, 0, 90), (20, 0, 90), (40, 0, 90)), rules((30, 0, 40), (60, 0, 40)))
    assert lattice.xs.tolist() == [0, 30, 60, 90]


def test_two_grids_apart_are_two() -> None:
    level = rules(*[(y, x, x + 40) for x in (0, 200) for y in (0, 20, 40)])
    upright = rules(*[(x, 0, 40) for x in (0, 20, 40, 200, 220, 240)])
    assert len(list(lattices(level, upright))) == 2


def test_a_frame_is_no_grid() -> None:
    assert not list(lattices(rules((0, 0, 90), (40, 0, 90)), rules((0, 0, 40), (90, 0, 40))))


def test_a_thousand_by_a_thousand_rules_take_no_second() -> None:
    places = np.arange(1000, dtype=np.float32) * 10
    grid = Rules(places, np.zeros(1000, dtype=np.float32), np.full(1000, 9990, dtype=np.float32))
    start = time.process_time()
    (lattice,) = lattices(grid, grid)
    assert (lattice.rows, lattice.cols) == (999, 999)
    assert time.process_time() - start < 1


@given(st.integers(1, 6), st.integers(1, 6), st.data())
def test_spans_cover_each_place_once(rows: int, cols: int, data: st.DataObject) -> None:
    walls = np.array(
        data.draw(st.lists(st.booleans(), min_size=rows * (cols + 1), max_size=rows * (cols + 1)))
    )
    floors = np.array(
        data.draw(st.lists(st.booleans(), min_size=(rows + 1) * cols, max_size=(rows + 1) * cols))
    )
    walls, floors = walls.reshape(rows, cols + 1), floors.reshape(rows + 1, cols)
    walls[:, [0, -1]] = True
    floors[[0, -1], :] = True
    borders = np.arange(8, dtype=np.float32) * 20
    lattice = Lattice(borders[: cols + 1], borders[: rows + 1], walls, floors)
    covered = np.zeros((rows, cols), dtype=int)
    for top, bottom, left, right in spans(lattice):
        covered[top : bottom + 1, left : right + 1] += 1
    assert (covered == 1).all()
