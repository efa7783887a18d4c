"""Tables of figures beside each other and amid prose: in a column of text, under it, between rules."""

from __future__ import annotations

import random

from benchmarks.tables.composed.bureaus.setting import (
    ROMAN,
    ROMAN_BOLD,
    SANS,
    SANS_BOLD,
    TEXT,
    count,
    rate,
    titled,
    two_columns,
)
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def two_beside(rng: random.Random) -> Sheet:
    """Two tables beside each other, the right one with another pitch, other columns and a later start."""
    sheet = Sheet()
    sheet.put(54, 70, "Table 1. Losses by Cause", SANS_BOLD, 9)
    left = Grid(sheet, stops(54, 190, 235, 280), 90, SANS, 8, 12.5)
    left.heads(("Cause", 0, 0), ("1990", 1, 1), ("1991", 2, 2), ("1992", 3, 3), gap=3)
    left.rule(54, 282)
    for name in ("Fire", "Flood", "Frost", "Hail", "Insects", "Wind", "Other"):
        left.line(name, *(count(rng, 10, 9000) for _ in range(3)))
    left.done()
    sheet.put(320, 77, "Table 2. Owners by Age", SANS_BOLD, 9)
    right = Grid(sheet, [(320, "l"), (470, "c"), (530, "c")], 97, SANS, 8, 10)
    right.heads(("Age", 0, 0), ("Owners", 1, 1), ("Share", 2, 2), gap=2)
    right.rule(320, 552)
    for name in (
        "Under 25",
        "25 to 34",
        "35 to 44",
        "45 to 54",
        "55 to 64",
        "65 to 74",
        "75 to 84",
        "85 and over",
        "Not known",
    ):
        right.line(name, count(rng, 10, 9000), f"{rate(rng)}%")
    right.done()
    paragraph(sheet, 54, max(left.y, right.y) + 16, 500, TEXT, ROMAN, 10)
    return sheet


def small_in_columns(rng: random.Random) -> Sheet:
    """A little table without rules in the left of two columns of prose, its figures centred."""
    sheet = Sheet()
    y, _ = two_columns(sheet, 60, 2, 5)
    sheet.put(54, y + 8, "Acres burned, by cause", ROMAN_BOLD, 9.5)
    grid = Grid(sheet, [(54, "l"), (190, "r"), (270, "r")], y + 24, ROMAN, 9.5, 11.5)
    grid.heads(("Cause", 0, 0), ("Fires", 1, 1), ("Acres", 2, 2), gap=2)
    for name in ("Lightning", "Camp fires", "Debris", "Arson", "Other"):
        grid.line(name, count(rng, 3, 900), count(rng))
    y = grid.done()
    for _ in range(2):
        y = paragraph(sheet, 54, y + 10, 240, TEXT, ROMAN, 9.5)
    return sheet


def small_between_rules(rng: random.Random) -> Sheet:
    """A table between two rules in the right of two columns of prose, title of two lines above."""
    sheet = Sheet()
    _, y = two_columns(sheet, 60, 6, 2, SANS)
    sheet.put(318, y + 8, "Table 4. Waiting time of applicants", SANS_BOLD, 8.5)
    sheet.put(318, y + 19, "in the last quarter, in days", SANS_BOLD, 8.5)
    sheet.rule(318, y + 24, 558, 1)
    grid = Grid(sheet, stops(318, 450, 500, 556), y + 36, SANS, 8, 10.5)
    grid.heads(("Office", 0, 0), ("Mean", 1, 1), ("Median", 2, 2), ("Longest", 3, 3), gap=5)
    grid.rule(318, 558, 0.4)
    for name in ("Central", "Eastern", "Mountain", "Southern", "Western"):
        grid.line(name, rate(rng, 90), str(rng.randint(3, 80)), str(rng.randint(90, 400)))
    grid.rule(318, 558, 1, drop=2)
    y = grid.done() + 12
    for _ in range(2):
        y = paragraph(sheet, 318, y, 240, TEXT, SANS, 9.5) + 6
    return sheet


def dots_only(rng: random.Random) -> Sheet:
    """Labels, leader dots and a figure each, under a centred title, no titles of columns: no contents."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, ROMAN, 10)
    titled(sheet, y + 14, ("Status of Funds, September 30",), ROMAN_BOLD, 10)
    grid = Grid(sheet, stops(110, 500), y + 34, ROMAN, 10, 12)
    for name in (
        "Balance brought forward",
        "Appropriations",
        "Reimbursements and refunds",
        "Transfers from other accounts",
    ):
        grid.led(
            name, f"${count(rng, 10000, 9000000)}" if name[0] == "B" else count(rng, 10000, 9000000), to=440
        )
    sheet.rule(445, grid.y - 8.5, 500)
    grid.y += 3
    grid.led("  Total available", f"${count(rng, 10000, 9000000)}", to=440)
    grid.led("Less: outlays", count(rng, 10000, 9000000), to=440)
    y = grid.done()
    paragraph(sheet, 72, y + 14, 460, TEXT, ROMAN, 10)
    return sheet


TABLES = (two_beside, small_in_columns, small_between_rules, dots_only)
