"""Held pages of figures: the kinds of ``heads`` and ``rows`` with other details; scored, not looked into."""

from __future__ import annotations

import random

from benchmarks.tables.composed.bureaus.setting import (
    ITALIC,
    PLACES,
    ROMAN,
    ROMAN_BOLD,
    SANS,
    SANS_BOLD,
    SLANTED,
    TEXT,
    count,
    rate,
    spans,
    titled,
    two_columns,
    unmarked,
)
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def prices(rng: random.Random) -> Sheet:
    """Months under years, three ragged levels, the first column outside of all spans, no dots."""
    sheet = Sheet()
    titled(
        sheet,
        60,
        ("Table 9. Refiner Prices of Products by Region", "(Cents per Gallon Excluding Taxes)"),
        SANS_BOLD,
        9,
    )
    ends = [240, 290, 345, 395, 450, 510]
    grid = Grid(sheet, stops(54, *ends), 94, SANS, 7.5, 9.2)
    spans(
        grid, ("Sales to End Users", 1, 4, 212, 395), ("Sales for Resale", 5, 6, 420, 512), ruled=True, gap=2
    )
    spans(grid, ("Through Outlets", 1, 2, 212, 290), ("Other", 3, 4, 318, 395), ruled=True, gap=2)
    grid.heads(
        ("Region\nMonth", 0, 0), *((("Jan\n1999", "Feb\n1999")[k % 2], k + 1, k + 1) for k in range(6)), gap=4
    )
    grid.rule(54, 514)
    for district in ("District I", "District II", "District III"):
        grid.line(district, *(rate(rng, 99) if rng.random() < 0.9 else "W" for _ in ends), bold=True)
        for name in ("Alder", "Bassett", "Calloway", "Dunmore"):
            grid.line(f"  {name}", *(rate(rng, 99) if rng.random() < 0.8 else "W" for _ in ends))
        grid.y += 5
    y = grid.done()
    sheet.put(54, y + 2, "W = Withheld to avoid disclosure of individual company data.", SANS, 6.5)
    return sheet


def census_grid(rng: random.Random) -> Sheet:
    """Uprights in the body only, double rule above, spaced dots, a total after a blank line."""
    sheet = Sheet()
    sheet.put(54, 64, "Table D.  Women Who Had a Child in the Last Year: June 1992", SANS_BOLD, 9)
    sheet.put(54, 75, "(Numbers in thousands)", SANS, 7.5)
    for at in (82, 84):
        sheet.rule(54, at, 540)
    ends = [300, 370, 450, 530]
    grid = Grid(sheet, stops(56, *ends), 97, SANS, 8, 9.8)
    spans(grid, ("First births", 3, 4, 385, 534), gap=4)
    sheet.rule(378, 101, 540)
    grid.heads(
        ("Characteristic", 0, 0),
        ("Women", 1, 1),
        ("Births", 2, 2),
        ("Number", 3, 3),
        ("Per 1,000", 4, 4),
        gap=6,
    )
    grid.rule(54, 540, drop=-2)
    top = grid.y - 10
    for title, names in (
        ("AGE", ("15 to 24 years", "25 to 34 years", "35 to 44 years")),
        ("SCHOOLING", ("No diploma", "Diploma", "Degree")),
    ):
        grid.line(title, gap=2)
        for name in names:
            grid.led(
                f" {name}",
                count(rng),
                count(rng, 90, 4000),
                count(rng, 9, 900),
                rate(rng, 90),
                to=240,
                sign=" .",
            )
        grid.y += 5
    grid.led("Total", count(rng), count(rng), count(rng), rate(rng), to=240, sign=" .")
    y = grid.done()
    for x in (248, 312, 378, 458):
        sheet.upright(x, top, y - 5)
    sheet.rule(54, y - 5, 540)
    return sheet


def right_heads(rng: random.Random) -> Sheet:
    """Right titles of four lines beside one line, figures with signs of per cent, no rules, italics."""
    sheet = Sheet()
    y = paragraph(sheet, 60, 66, 480, TEXT, ROMAN, 10)
    sheet.put(60, y + 14, "Table 2.3. Effect of the Proposal on Premiums", ROMAN_BOLD, 10)
    grid = Grid(sheet, stops(60, 260, 350, 440, 530), y + 34, ROMAN, 9, 10.8)
    grid.heads(
        ("Plan", 0, 0),
        ("Enrollees\n(thousands)", 1, 1),
        ("Average\npremium\nbefore the\nchange", 2, 2),
        ("Average\npremium after\nthe change", 3, 3),
        ("Difference", 4, 4),
        gap=6,
    )
    for k, name in enumerate(("Staff model", "Group model", "Network", "Preferred provider", "Indemnity")):
        grid.line(
            name,
            count(rng, 10, 9000),
            f"${count(rng, 100, 900)}" if not k else count(rng, 100, 900),
            count(rng, 100, 900),
            f"{rate(rng)}%",
        )
    y = grid.done()
    paragraph(sheet, 60, y + 12, 480, TEXT, ROMAN, 10)
    return sheet


def livestock(rng: random.Random) -> Sheet:
    """Units in brackets under the titles in a row of their own, quarters as labels under years."""
    sheet = Sheet()
    titled(sheet, 60, ("Cattle and Hogs: Slaughter and Prices",), ROMAN_BOLD, 10)
    grid = Grid(sheet, stops(80, 250, 320, 400, 480), 84, ROMAN, 9, 10.6)
    sheet.rule(80, 72, 484, 1)
    spans(grid, ("Slaughter", 1, 2, 205, 320), ("Price", 3, 4, 360, 480), gap=2)
    grid.heads(
        ("Year and quarter", 0, 0),
        ("Cattle", 1, 1),
        ("Hogs", 2, 2),
        ("Steers", 3, 3),
        ("Barrows", 4, 4),
        gap=4,
    )
    grid.rule(80, 484)
    for unit, first, last, x in (("1,000 head", 1, 2, 262), ("Dollars per cwt", 3, 4, 420)):
        sheet.put(x - ITALIC.width(unit, 9) / 2, grid.y, unit, ITALIC, 9)
        grid.cells.append((grid.row, grid.row, first, last, unit))
    grid.row, grid.y = grid.row + 1, grid.y + 14
    for year in (1995, 1996, 1997):
        grid.line(str(year))
        for quarter in ("I", "II", "III", "IV"):
            grid.line(
                f"  {quarter}",
                count(rng, 6000, 9900),
                count(rng, 20000, 26000),
                f"{rng.uniform(50, 80):.2f}",
                f"{rng.uniform(30, 60):.2f}",
            )
        grid.line(
            "  Year",
            count(rng, 30000, 40000),
            count(rng, 90000, 99000),
            f"{rng.uniform(50, 80):.2f}",
            f"{rng.uniform(30, 60):.2f}",
            gap=5,
        )
    grid.rule(80, 484)
    grid.done()
    return sheet


def budget_lines(rng: random.Random) -> Sheet:
    """Labels of two lines with figures low, bold titles of groups, sums under short rules, (-) for none."""
    sheet = Sheet()
    titled(sheet, 60, ("Table S-4. BUDGET AUTHORITY BY AGENCY", "(In billions of dollars)"), SANS_BOLD, 9.5)
    ends = [300, 350, 400, 450, 500]
    grid = Grid(sheet, stops(66, *ends), 96, SANS, 8, 10, low=True)
    spans(grid, ("Estimate", 2, 5, 325, 502), ruled=True, gap=2)
    grid.heads(
        ("Agency", 0, 0), ("1999\nActual", 1, 1), *((str(2000 + k), k + 2, k + 2) for k in range(4)), gap=5
    )
    for title, names in (
        ("Cabinet agencies:", ("Agriculture", "Health and Human\nServices", "Interior")),
        ("Other agencies:", ("Environmental\nProtection", "Small Business", "Allowances")),
    ):
        grid.line(title, bold=True)
        for name in names:
            parts = name.split("\n")
            for k, part in enumerate(parts[:-1]):
                sheet.put(75, grid.y + 10 * k, part, SANS, 8)
            grid.y += 10 * (len(parts) - 1)
            x, text = 75 + 8 * (len(parts) > 1), parts[-1]
            while x + SANS.width(text + ".", 8) < 260:
                text += "."
            sheet.put(x, grid.y, text, SANS, 8)
            grid.cells.append((grid.row, grid.row, 0, 0, " ".join([*parts[:-1], text])))
            for k in range(1, 6):
                grid._put(grid.stops[k], grid.y, value := (rate(rng) if rng.random() < 0.85 else "(-)"))
                grid.cells.append((grid.row, grid.row, k, k, value))
            grid.row, grid.y = grid.row + 1, grid.y + 10
        for end in ends:
            sheet.rule(end - 24, grid.y - 7, end)
        grid.y += 3
        grid.line("    Subtotal", *(rate(rng, 90) for _ in ends), gap=5)
    grid.done()
    return sheet


def narrow_months(rng: random.Random) -> Sheet:
    """Twelve months of five digits less than a space apart, years as labels, blank lines each five."""
    sheet = Sheet()
    titled(sheet, 60, ("Table 4.6 Stocks at the End of the Month", "(Thousand short tons)"), ROMAN_BOLD, 9)
    ends = [100 + 33.6 * k for k in range(13)]
    grid = Grid(sheet, stops(48, *ends), 92, ROMAN, 8, 9.4)
    months = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec", "Avg")
    grid.heads(("Year", 0, 0), *((month, k + 1, k + 1) for k, month in enumerate(months)), gap=4)
    sheet.rule(48, 82, 508)
    grid.rule(48, 508)
    for k in range(15):
        grid.line(
            str(1974 + k),
            *(f"{rng.randint(100, 999)},{rng.randint(100, 999)}" for _ in ends),
            gap=4 * (k % 5 == 4),
        )
    grid.rule(48, 508)
    grid.done()
    return sheet


def wide_panels(rng: random.Random) -> Sheet:
    """Panels in italics over the middle of all columns, marks raised behind figures, titles in capitals."""
    sheet = Sheet()
    titled(sheet, 60, ("TABLE 17.", "DEATHS AND DEATH RATES, BY CAUSE AND SEX"), SANS_BOLD, 9)
    grid = Grid(sheet, stops(90, 290, 360, 430, 500), 94, SANS, 8, 10)
    spans(grid, ("NUMBER", 1, 2, 255, 360), ("RATE", 3, 4, 400, 500), ruled=True, gap=3)
    grid.heads(("CAUSE", 0, 0), *((("1979", "1989")[k % 2], k + 1, k + 1) for k in range(4)), gap=5)
    for panel in ("Male", "Female", "Both Sexes"):
        grid.y += 3
        sheet.put(295 - SLANTED.width(panel, 8) / 2, grid.y, panel, SLANTED, 8)
        grid.cells.append((grid.row, grid.row, 0, 4, panel))
        grid.row, grid.y = grid.row + 1, grid.y + 13
        for k, name in enumerate(("Heart", "Cancer", "Accidents", "Other")):
            grid.line(name, count(rng), count(rng), rate(rng, 90), rate(rng, 90) + "^b" * (k == 2))
    unmarked(grid)
    y = grid.done()
    sheet.put(90, y + 6, "b Not comparable with earlier years.", SANS, 7)
    return sheet


def folded_thrice(rng: random.Random) -> Sheet:
    """One list folded in three, titles above each third, no rules at all."""
    sheet = Sheet()
    titled(sheet, 64, ("Per Capita Income by County, 1989",), ROMAN_BOLD, 10)
    grid = Grid(
        sheet, [(60, "l"), (190, "r"), (225, "l"), (355, "r"), (390, "l"), (520, "r")], 88, ROMAN, 9, 11
    )
    grid.heads(*((("County", "Income")[k % 2], k, k) for k in range(6)), gap=4)
    names = [f"{place} {side}" for place in PLACES for side in ("East", "West")]
    for k in range(10):
        grid.line(
            *(
                part
                for third in range(3)
                for part in (
                    names[k + 10 * third],
                    f"${count(rng, 8000, 30000)}" if not k else count(rng, 8000, 30000),
                )
            )
        )
    grid.done()
    return sheet


def unlike_pair(rng: random.Random) -> Sheet:
    """Two ruled tables beside each other: six rows at 14 points, ten at 9, titles at the same height."""
    sheet = Sheet()
    y = paragraph(sheet, 54, 66, 500, TEXT, SANS, 9.5) + 10
    for x, text in ((54, "A. Tons by mode"), (310, "B. Miles by class of road")):
        sheet.put(x, y, text, SANS_BOLD, 9)
        sheet.rule(x, y + 5, x + 230, 0.8)
    left = Grid(sheet, stops(54, 200, 282), y + 17, SANS, 9, 14)
    left.heads(("Mode", 0, 0), ("1977", 1, 1), ("1987", 2, 2))
    left.rule(54, 284, drop=2)
    for name in ("Rail", "Truck", "Barge", "Air", "Pipe"):
        left.line(name, count(rng), count(rng))
    left.rule(54, 284, drop=2)
    left.done()
    right = Grid(sheet, stops(310, 430, 485, 538), y + 16, SANS, 7.5, 9)
    right.heads(("Class", 0, 0), ("Rural", 1, 1), ("Urban", 2, 2), ("All", 3, 3), gap=3)
    right.rule(310, 540)
    for name in (
        "Interstate",
        "Freeways",
        "Main",
        "Minor",
        "Collector",
        "Local",
        "Park",
        "Forest",
        "Not known",
    ):
        right.line(name, count(rng), count(rng), count(rng))
    right.rule(310, 540)
    right.done()
    return sheet


def column_table(rng: random.Random) -> Sheet:
    """A table with a total in the right of two columns of prose, one rule under its titles."""
    sheet = Sheet()
    _, y = two_columns(sheet, 60, 6, 3)
    sheet.put(318, y + 8, "TABLE III.--Persons served in 1986", ROMAN_BOLD, 9)
    grid = Grid(sheet, stops(318, 460, 510, 556), y + 24, ROMAN, 9, 10.5)
    grid.heads(("Service", 0, 0), ("Urban", 1, 1), ("Rural", 2, 2), ("Total", 3, 3), gap=3)
    grid.rule(318, 558)
    for name in ("Meals at home", "Rides", "Legal advice", "Day care", "   Total"):
        grid.led(name, count(rng), count(rng, 9, 900), count(rng), to=425)
    y = grid.done() + 10
    for _ in range(2):
        y = paragraph(sheet, 318, y, 240, TEXT, ROMAN, 9.5) + 6
    return sheet


TABLES = (
    prices,
    census_grid,
    right_heads,
    livestock,
    budget_lines,
    narrow_months,
    wide_panels,
    folded_thrice,
    unlike_pair,
    column_table,
)
