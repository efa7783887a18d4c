"""Pages that hold no table: charts, contents, an index, the boxes of an organisation, numbered text."""

from __future__ import annotations

import random

from benchmarks.tables.composed.bureaus.setting import (
    PLACES,
    ROMAN,
    ROMAN_BOLD,
    SANS,
    SANS_BOLD,
    TEXT,
    box,
    count,
    titled,
)
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.leaf import paragraph


def bars(rng: random.Random) -> Sheet:
    """Bars with labels at the left and a value at the end of each, an axis below, a source."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, ROMAN, 10)
    sheet.put(90, y + 16, "Figure 2. Claims Paid, by Region", SANS_BOLD, 10)
    for k, name in enumerate(("Northeast", "Midwest", "South", "Mountain", "Pacific", "Territories")):
        top, long = y + 34 + 24 * k, rng.randint(40, 240)
        sheet.put(160 - SANS.width(name, 9), top + 10, name, SANS, 9)
        sheet.fill(166, top, 166 + long, top + 14, 0.5)
        sheet.put(170 + long, top + 10, str(long * 13), SANS, 8)
    at = y + 34 + 24 * 6
    sheet.rule(166, at, 446)
    sheet.upright(166, y + 30, at)
    for k in range(5):
        sheet.put(160 + 70 * k, at + 11, f"{k * 900:,}", SANS, 8)
    sheet.put(250, at + 24, "Dollars in thousands", SANS, 8)
    paragraph(sheet, 72, at + 50, 460, TEXT, ROMAN, 10)
    return sheet


def grouped_bars(rng: random.Random) -> Sheet:
    """Two columns of bars over years, values over each bar, a legend, labels of the axis in two lines."""
    sheet = Sheet()
    titled(sheet, 70, ("Chart 4. New Permits and Renewals, 1990-1995", "(Number)"), SANS_BOLD, 10)
    sheet.upright(110, 110, 330)
    sheet.rule(110, 330, 520)
    for k in range(6):
        sheet.put(80, 333 - 40 * k, f"{k * 200:,}", SANS, 8)
        sheet.put(140 + 64 * k, 344, str(1990 + k), SANS, 8)
        sheet.put(136 + 64 * k, 355, f"(N={rng.randint(100, 999)})", SANS, 7)
        for side, gray in ((0, 0.3), (1, 0.7)):
            high, x = rng.randint(30, 200), 130 + 64 * k + 24 * side
            sheet.fill(x, 330 - high, x + 20, 330, gray)
            sheet.put(x + 1, 326 - high, f"{high * 5:,}", SANS, 7)
    for k, name in enumerate(("New permits", "Renewals")):
        sheet.fill(200 + 120 * k, 374, 208 + 120 * k, 382, 0.3 + 0.4 * k)
        sheet.put(214 + 120 * k, 382, name, SANS, 8)
    paragraph(sheet, 72, 420, 460, TEXT, ROMAN, 10)
    return sheet


def contents(rng: random.Random) -> Sheet:
    """Contents with chapters, their sections set in, leader dots and pages, Roman pages at first."""
    sheet = Sheet()
    titled(sheet, 72, ("CONTENTS",), ROMAN_BOLD, 12)
    sheet.put(512, 92, "Page", ROMAN, 9)
    y, page = 108.0, 1
    for place, chapter in enumerate(
        (
            "Letter of Transmittal",
            "Summary",
            "Chapter 1. Introduction",
            "Chapter 2. Trends in Costs",
            "Chapter 3. Options",
            "Appendix A. Methods",
            "Appendix B. Tables",
        )
    ):
        for section in ("", *(("Background", "Scope of 1994 data", "What we found") if place > 1 else ())):
            x = 90 if section else 72
            text, number = (section or chapter) + " ", ("iii", "v")[place] if place < 2 else str(page)
            while x + ROMAN.width(text + ".", 10) < 500:
                text += "."
            sheet.put(x, y, text, ROMAN, 10)
            sheet.put(530 - ROMAN.width(number, 10), y, number, ROMAN, 10)
            y, page = y + 13, page + rng.randint(1, 5)
        y += 4
    return sheet


def index(rng: random.Random) -> Sheet:
    """An index in two columns, lower entries set in, pages behind commas."""
    sheet = Sheet()
    titled(sheet, 60, ("INDEX",), SANS_BOLD, 12)
    for x in (72, 318):
        y = 86.0
        for name in PLACES[:14]:
            sheet.put(
                x,
                y,
                f"{name} County, {rng.randint(3, 90)}-{rng.randint(91, 99)}, {rng.randint(100, 220)}",
                ROMAN,
                9,
            )
            y += 11
            for lower in ("costs of", "water in")[: rng.randint(0, 2)]:
                sheet.put(x + 12, y, f"{lower}, {rng.randint(2, 90)}, {rng.randint(100, 300)}", ROMAN, 9)
                y += 11
    return sheet


def organisation(_rng: random.Random) -> Sheet:
    """Boxes of an organisation with words in each, joined by lines."""
    sheet = Sheet()
    titled(sheet, 66, ("Figure 1: Organization of the Office",), SANS_BOLD, 11)
    box(sheet, 236, 90, 376, 124)
    sheet.put(270, 110, "Commissioner", SANS, 9)
    sheet.upright(306, 124, 150)
    sheet.rule(120, 150, 492)
    for k, (first, second) in enumerate(
        (
            ("Office of", "Counsel"),
            ("Field", "Operations"),
            ("Research and", "Statistics"),
            ("Budget and", "Personnel"),
        )
    ):
        x = 80 + 124 * k
        sheet.upright(x + 40, 150, 166)
        box(sheet, x, 166, x + 100, 204)
        sheet.put(x + 14, 182, first, SANS, 9)
        sheet.put(x + 14, 194, second, SANS, 9)
        if k % 2:
            sheet.upright(x + 50, 204, 220)
            box(sheet, x, 220, x + 100, 250)
            sheet.put(x + 14, 238, f"Region {k} offices", SANS, 9)
    paragraph(sheet, 72, 300, 460, TEXT, ROMAN, 10)
    return sheet


def numbered(rng: random.Random) -> Sheet:
    """Notes with hanging numbers and amounts amid the text."""
    sheet = Sheet()
    sheet.put(72, 70, "Comments and Our Answers", SANS_BOLD, 12)
    y = 96.0
    for k in range(1, 8):
        sheet.put(72, y, f"{k}.", ROMAN, 10)
        words = TEXT.split()
        text = " ".join([*words[5 * k : 5 * k + 24], f"${count(rng)}", "in", str(1990 + k), *words[:9]])
        y = paragraph(sheet, 96, y, 430, text, ROMAN, 10) + 6
    return sheet


NONTABLES = (bars, grouped_bars, contents, index, organisation, numbered)
