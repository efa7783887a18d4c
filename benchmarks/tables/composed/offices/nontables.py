"""Pages whose text stands in line and makes no table."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import PROSE, ROMAN, SANS, STATES, TRADES
from benchmarks.tables.composed.offices.leaf import paragraph


def contents_in_two_columns(rng: random.Random) -> Sheet:
    """Two columns of headings with leader dots and pages."""
    sheet = Sheet()
    sheet.put(260, 60, "CONTENTS", SANS, 13, bold=True)
    page = 1
    for x in (60, 320):
        for k in range(20):
            text = f"{rng.choice(TRADES).strip()} of {rng.choice(STATES)} "
            left = x + 12 * (k % 4 > 0)
            while ROMAN.width(text + ".", 9) < x + 205 - left:
                text += "."
            page += rng.randint(0, 5)
            sheet.put(left, 90 + 14 * k, text, ROMAN, 9)
            sheet.put(x + 222 - ROMAN.width(str(page), 9), 90 + 14 * k, str(page), ROMAN, 9)
    return sheet


def figures_list(rng: random.Random) -> Sheet:
    """Lists of tables and of figures: number, title, page, no dots."""
    sheet = Sheet()
    page = 4
    for y, title, word in ((70, "Tables", "Table"), (400, "Figures", "Figure")):
        sheet.put(72, y, title, SANS, 12, bold=True)
        for k in range(1, 12):
            page += rng.randint(0, 4)
            sheet.put(72, y + 8 + 15 * k, f"{word} {k}:", SANS, 9)
            sheet.put(
                130, y + 8 + 15 * k, f"{rng.choice(TRADES).strip()} in {rng.choice(STATES)}, 1998", SANS, 9
            )
            sheet.put(530 - SANS.width(str(page), 9), y + 8 + 15 * k, str(page), SANS, 9)
    return sheet


def release_head(rng: random.Random) -> Sheet:
    """The head of a news release: contacts at both sides, then prose."""
    sheet = Sheet()
    left = ("Technical information:", "Media contact:", "For release: 8:30 a.m. EDT")
    right = (
        "(555) 691-6378 * stat@office.invalid",
        "(555) 691-5902 * press@office.invalid",
        f"Friday, October {rng.randint(1, 28)}, 2012",
    )
    for k, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.put(72, 70 + 13 * k, a, ROMAN, 10)
        sheet.put(360, 70 + 13 * k, b, ROMAN, 10)
    y = 140.0
    for _ in range(5):
        y = paragraph(sheet, 72, y, 468, PROSE, ROMAN, 11) + 8
    return sheet


def definitions(rng: random.Random) -> Sheet:
    """Terms at the left, their meaning in prose at the right."""
    sheet = Sheet()
    y = 80.0
    for name in rng.sample([trade.strip() for trade in TRADES], 7):
        sheet.put(72, y, name, SANS, 9, bold=True)
        y = paragraph(sheet, 190, y, 340, PROSE, ROMAN, 9) + 8
    return sheet


def staff(rng: random.Random) -> Sheet:
    """Names of contributors in three columns without a title over any."""
    sheet = Sheet()
    sheet.put(72, 70, "Key contributors to this report were:", ROMAN, 11)
    for k in range(18):
        name = f"{rng.choice(('Ann', 'John', 'Mary', 'Paul', 'Ruth'))} {rng.choice(STATES)}"
        sheet.put(72 + 160 * (k % 3), 92 + 13 * (k // 3), name, ROMAN, 10)
    y = 200.0
    for _ in range(4):
        y = paragraph(sheet, 72, y, 468, PROSE, ROMAN, 10) + 8
    return sheet


def regulation(rng: random.Random) -> Sheet:
    """Three narrow columns of a register with paragraphs marked by letters and figures."""
    sheet = Sheet()
    for x in (48, 222, 396):
        y = 60.0
        for k in range(6):
            sheet.put(
                x,
                y,
                f"§ {rng.randint(10, 99)}.{rng.randint(10, 99)}  {rng.choice(TRADES).strip()}.",
                ROMAN,
                9,
                bold=True,
            )
            y = paragraph(sheet, x + 9 * (k % 2), y + 12, 165, f"({'abcdef'[k]}) {PROSE}", ROMAN, 8.5) + 4
    return sheet


def abbreviations(rng: random.Random) -> Sheet:
    """Signs and what they mean, in two pairs of columns."""
    sheet = Sheet()
    sheet.put(72, 70, "Abbreviations", SANS, 12, bold=True)
    for k in range(12):
        for x in (72, 320):
            sheet.put(x, 92 + 13 * k, "".join(rng.choice("ABCDEFGHLMNOPRST") for _ in range(3)), ROMAN, 10)
            sheet.put(
                x + 60,
                92 + 13 * k,
                f"{rng.choice(TRADES).strip()} {rng.choice(('Act', 'Office', 'Survey'))}",
                ROMAN,
                10,
            )
    return sheet


def steps(rng: random.Random) -> Sheet:
    """Numbered steps with amounts to fill in at the right: a work sheet."""
    sheet = Sheet()
    sheet.put(72, 66, "Worksheet for line 20", SANS, 11, bold=True)
    for k in range(1, 14):
        text = f"{k}. Enter the amount from line {rng.randint(1, 40)} of the form "
        while ROMAN.width(text + " .", 9) < 380:
            text += " ."
        sheet.put(72, 76 + 18 * k, text, ROMAN, 9)
        sheet.put(462, 76 + 18 * k, f"{k}.", ROMAN, 9)
        sheet.rule(476, 78 + 18 * k, 540)
    return sheet


def forest(rng: random.Random) -> Sheet:
    """Names beside points with their ranges drawn over an axis."""
    sheet = Sheet()
    sheet.put(72, 70, "Figure 3. Odds ratios by region", SANS, 10, bold=True)
    for k, name in enumerate(STATES):
        y = 100 + 22 * k
        middle = rng.uniform(240, 420)
        sheet.put(72, y, name, SANS, 8)
        sheet.rule(middle - 40, y - 3, middle + 40)
        sheet.fill(middle - 3, y - 6, middle + 3, y, 0.2)
    sheet.upright(330, 90, 280)
    sheet.rule(200, 280, 460)
    for k in range(6):
        sheet.upright(200 + 52 * k, 280, 284)
        sheet.put(194 + 52 * k, 294, f"{0.5 * k:.1f}", SANS, 8)
    return sheet


NONTABLES = (
    contents_in_two_columns, figures_list, release_head, definitions, staff, regulation,
    abbreviations, steps, forest,
)  # fmt: skip
