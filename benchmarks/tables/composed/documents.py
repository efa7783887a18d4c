"""Documents: pages of a report drawn by seed, with tables among prose, and pages without any."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.tables.composed.nontables import NONTABLES
from benchmarks.tables.composed.page import Press
from benchmarks.tables.composed.setter import Setter
from benchmarks.tables.composed.sheet import drawn_sheet
from benchmarks.tables.composed.style import Style, drawn_style

LEFT, TOP = 60.0, 72.0


def composed(seed: int) -> Press:
    """A document of two or three pages, printed and ready for ``done``."""
    rng = random.Random(seed)  # noqa: S311
    layouts = [_single, _single, _stacked, _in_column, _landscape, _beside, _bare]
    press = Press()
    rng.choice(layouts)(press, rng)
    for _ in range(rng.randint(1, 2)):
        press.next_page()
        rng.choice([*layouts, *NONTABLES, *NONTABLES])(press, rng)
    return press


def _table(press: Press, rng: random.Random, left: float, room: float, y: float, style: Style) -> float:  # noqa: PLR0917
    """Print a table that fits the room: with fewer columns, or narrower gutters, until it does."""
    columns = rng.randint(2, 10)
    rows = int((press.height - y - 90) / (style.size * style.leading * 1.5)) - 5
    while True:
        sheet = drawn_sheet(rng, columns, max(4, min(rng.randint(6, 24), rows)))
        setter = Setter(press, sheet, style, left, room)
        if setter.fits:
            return setter.set(y)
        if columns == 2:
            style = replace(style, gutter=max(0.7, style.gutter / 2), size=min(style.size, 8.0))
        columns = max(2, columns - 1)


def _single(press: Press, rng: random.Random) -> None:
    y = press.prose(rng, LEFT, TOP, 490, rng.randint(3, 9)) + rng.uniform(14, 26)
    y = _table(press, rng, LEFT, 490, y, drawn_style(rng)) + 14
    while y < press.height - 130:
        y = press.prose(rng, LEFT, y, 490, 4) + 6


def _bare(press: Press, rng: random.Random) -> None:
    press.centred(306, 48, "Annual Report to the Congress", "Times-Italic", 9)
    _table(press, rng, LEFT, 490, TOP, drawn_style(rng))
    press.centred(306, 752, str(rng.randint(2, 90)), "Times-Roman", 9)


def _stacked(press: Press, rng: random.Random) -> None:
    style = drawn_style(rng)
    y = TOP
    while y < 520:
        y = _table(press, rng, LEFT, 490, y, style) + rng.uniform(16, 30)


def _in_column(press: Press, rng: random.Random) -> None:
    y = press.prose(rng, LEFT, TOP, 234, 9) + 16
    _table(press, rng, LEFT, 234, y, drawn_style(rng))
    y = TOP
    while y < 700:
        y = press.prose(rng, 318, y, 234, 8) + 6


def _landscape(press: Press, rng: random.Random) -> None:
    press.canvas.setPageSize((792, 612))
    press.width, press.height = 792, 612
    _table(press, rng, 50, 690, TOP, drawn_style(rng))


def _beside(press: Press, rng: random.Random) -> None:
    y = press.prose(rng, LEFT, TOP, 490, 5) + 18
    style = drawn_style(rng)
    _table(press, rng, LEFT, 225, y, style)
    _table(press, rng, 327, 225, y, style)
