"""Tables of figures whose rows are the hard part: labels of several lines, panels, narrow gutters, halves."""

from __future__ import annotations

import random

from benchmarks.tables.composed.bureaus.setting import (
    PLACES,
    ROMAN,
    ROMAN_BOLD,
    SANS,
    SANS_BOLD,
    TEXT,
    count,
    rate,
    spans,
    titled,
    unmarked,
)
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def outlays(rng: random.Random) -> Sheet:
    """Codes before the labels, leader dots, short rules over subtotals, totals set far in."""
    sheet = Sheet()
    titled(sheet, 62, ("Program and Financing (in millions of dollars)",), ROMAN_BOLD, 9)
    sheet.rule(60, 68, 400)
    grid = Grid(sheet, [(60, "l"), (92, "l"), (310, "r"), (354, "r"), (398, "r")], 79, ROMAN, 8, 9.4)
    sheet.put(60, 79, "Identification code 12-3456-0-1-302", ROMAN, 8)
    grid.cells.append((0, 0, 0, 1, "Identification code 12-3456-0-1-302"))
    for k, text in ((2, "1998 actual"), (3, "1999 est."), (4, "2000 est.")):
        x = grid.stops[k][0]
        sheet.put(x - ROMAN.width(text, 8), 79, text, ROMAN, 8)
        grid.cells.append((0, 0, k, k, text))
    grid.row, grid.y = 1, 98
    grid.rule(60, 400)
    for title, first, names in (
        ("Obligations by program activity:", 1, ("Enforcement", "Surveys of soil", "Advice to owners")),
        (
            "Budgetary resources available for obligation:",
            21,
            ("Unobligated balance, start of year", "New budget authority", "Recoveries"),
        ),
    ):
        grid.line("", title)
        for k, name in enumerate(names):
            _dotted(
                grid,
                f"{first + k:02d}.00",
                f"  {name}",
                [count(rng, 1, 999) if rng.random() < 0.85 else "..........." for _ in range(3)],
            )
        for end in (310, 354, 398):
            sheet.rule(end - 30, grid.y - 6.5, end)
        grid.y += 2
        _dotted(grid, f"{first + 8}.90", "      Total", [count(rng, 999, 9999) for _ in range(3)])
        grid.y += 3
    grid.rule(60, 400)
    grid.done()
    paragraph(sheet, 60, grid.y + 14, 340, TEXT, ROMAN, 9)
    return sheet


def _dotted(grid: Grid, code: str, label: str, cells: list[str]) -> None:
    x = grid.stops[1][0] + (len(label) - len(label.lstrip())) * grid.indent
    text = label.lstrip() + " "
    while x + grid.face.width(text + ".", grid.size) < 272:
        text += "."
    grid.line(code, " " * (len(label) - len(label.lstrip())) + text, *cells)


def long_labels(rng: random.Random) -> Sheet:
    """Labels of two and three lines, the next lines set in; dots and figures on the last line."""
    sheet = Sheet()
    titled(sheet, 66, ("TABLE 6. Grants to Localities, by Purpose",), ROMAN_BOLD, 10)
    grid = Grid(sheet, stops(66, 350, 430, 510), 92, ROMAN, 9, 10.5)
    grid.heads(
        ("Purpose", 0, 0),
        ("Number of\nprojects", 1, 1),
        ("Federal\nshare", 2, 2),
        ("Local\nshare", 3, 3),
        gap=4,
    )
    grid.rule(66, 512)
    for lines in (
        ("Highway planning and", "construction of rural", "roads"),
        ("Airports",),
        ("Treatment of waste water and", "of sludge"),
        ("Prevention of floods",),
        ("Purchase of vehicles for local", "transit"),
        ("Water and waste disposal systems", "for communities of less than", "2,500 people"),
    ):
        for k, line in enumerate(lines[:-1]):
            sheet.put(66 + (8 if k else 0), grid.y + k * grid.step, line, ROMAN, 9)
        grid.y += (len(lines) - 1) * grid.step
        x, text = 66 + (8 if len(lines) > 1 else 0), lines[-1] + " "
        while x + ROMAN.width(text + " .", 9) < 296:
            text += " ."
        sheet.put(x, grid.y, text, ROMAN, 9)
        grid.cells.append((grid.row, grid.row, 0, 0, " ".join((*lines[:-1], text))))
        for k in range(1, 4):
            grid._put(grid.stops[k], grid.y, value := count(rng))
            grid.cells.append((grid.row, grid.row, k, k, value))
        grid.row, grid.y = grid.row + 1, grid.y + grid.step
    grid.done()
    return sheet


def questions(rng: random.Random) -> Sheet:
    """Labels of several lines, figures on the first line, no rule but one under the titles."""
    sheet = Sheet()
    sheet.put(72, 72, "Table 11. Views of managers on measures of results", SANS_BOLD, 10)
    grid = Grid(sheet, [(72, "l"), *((x, "r") for x in (350, 420, 490, 540))], 98, SANS, 8.5, 10.2)
    grid.heads(
        ("Statement", 0, 0),
        ("To a great\nextent", 1, 1),
        ("To some\nextent", 2, 2),
        ("To no\nextent", 3, 3),
        ("No\nbasis", 4, 4),
        gap=4,
    )
    grid.rule(72, 542, 0.7)
    for text in (
        "Managers are held to account for the\nresults of their programs",
        "Money is moved when results change",
        "Measures of quality exist for what\nmy unit gives to the public, and\nthey are used",
        "Training was given last year",
        "Leaders of my agency show that\nresults matter to them",
    ):
        grid.line(text, *(str(rng.randint(2, 60)) for _ in range(3)), str(rng.randint(1, 9)), gap=4)
    y = grid.done()
    sheet.put(72, y + 4, "Note: Percentages may not add to 100.", SANS, 7.5)
    return sheet


def year_panels(rng: random.Random) -> Sheet:
    """Years and sexes as headings in the middle of the figures, none of them bold, two rules in all."""
    sheet = Sheet()
    titled(sheet, 64, ("Table 9. Median Time on the Job, by Age", "(Years)"), ROMAN, 10)
    grid = Grid(sheet, stops(110, 290, 350, 410, 470), 98, ROMAN, 9, 11)
    grid.heads(("Age", 0, 0), ("Total", 1, 1), ("White", 2, 2), ("Black", 3, 3), ("Other", 4, 4), gap=5)
    grid.rule(110, 474)
    for panel in ("1983", "1987", "1991"):
        width = ROMAN.width(panel, 9)
        grid.y += 4
        sheet.put(292 - width / 2, grid.y, panel, ROMAN, 9)
        grid.cells.append((grid.row, grid.row, 0, 4, panel))
        grid.row, grid.y = grid.row + 1, grid.y + grid.step + 4
        for name in ("16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 and over"):
            grid.line(f"{name} years", *(rate(rng, 15) for _ in range(4)))
    grid.rule(110, 474, drop=2)
    grid.done()
    return sheet


def tight_gutters(rng: random.Random) -> Sheet:
    """Nine columns of millions less than a space apart, in small type; single rule under the titles."""
    sheet = Sheet()
    titled(sheet, 60, ("Table 21. Exports of Commodities by Country (Value in dollars)",), SANS_BOLD, 9)
    ends = [140 + 42.5 * k for k in range(10)]
    grid = Grid(sheet, stops(48, *ends), 84, SANS, 7, 8.6)
    grid.heads(("Country", 0, 0), *((str(1986 + k), k + 1, k + 1) for k in range(10)), gap=4)
    grid.rule(48, 524)
    for name in PLACES[:13]:
        grid.line(
            name,
            *(
                f"{rng.randint(100, 999)},{rng.randint(100, 999)},{rng.randint(100, 999)}"
                if rng.random() < 0.9
                else "0"
                for _ in ends
            ),
        )
    grid.done()
    return sheet


def two_halves(rng: random.Random) -> Sheet:
    """The list of places folded into two halves, a thin upright between, a title over each."""
    sheet = Sheet()
    titled(sheet, 66, ("Appendix B. Licensed Drivers per 1,000 Residents, 1994",), SANS_BOLD, 10)
    grid = Grid(
        sheet, [(80, "l"), (210, "r"), (270, "r"), (300, "l"), (430, "r"), (490, "r")], 92, SANS, 8.5, 11
    )
    grid.heads(
        ("State", 0, 0),
        ("Drivers", 1, 1),
        ("Rate", 2, 2),
        ("State", 3, 3),
        ("Drivers", 4, 4),
        ("Rate", 5, 5),
        gap=4,
    )
    grid.rule(80, 492)
    top = grid.y - 22
    for left, right in zip(PLACES[:8], PLACES[8:], strict=True):
        grid.line(
            left,
            count(rng, 9000, 9000000),
            str(rng.randint(500, 800)),
            right,
            count(rng, 9000, 9000000),
            str(rng.randint(500, 800)),
        )
    grid.done()
    sheet.upright(285, top, grid.y - 6)
    return sheet


def dollars_apart(rng: random.Random) -> Sheet:
    """Signs of dollars at the left of their columns, brackets, rules under sums; double under the last."""
    sheet = Sheet()
    titled(
        sheet,
        60,
        (
            "Statement of Operations and Changes in Net Position",
            "For the Years Ended September 30, 1998 and 1997",
            "(in thousands)",
        ),
        ROMAN_BOLD,
        10,
    )
    grid = Grid(sheet, stops(72, 420, 520), 122, ROMAN, 10, 12.5)
    spans(grid, ("1998", 1, 1, 365, 420), ("1997", 2, 2, 465, 520), ruled=True, gap=5)
    for part, names, sum_name in (
        (
            "Revenues and Financing Sources",
            ("Appropriated Capital Used", "Sales of Goods and Services", "Interest, Federal"),
            "Total Revenues",
        ),
        ("Expenses", ("Program Costs (Note 12)", "Depreciation", "Bad Debts"), "Total Expenses"),
    ):
        grid.line(part, bold=True)
        for k, name in enumerate(names):
            figures = [count(rng), f"({count(rng, 1, 900)})" if k == 2 else count(rng)]
            _money(grid, f"  {name}", figures, signs=k == 0)
        for end in (420, 520):
            sheet.rule(end - 55, grid.y - 8.5, end)
        grid.y += 2
        grid.line(f"{sum_name}", count(rng), count(rng), gap=6)
    _money(grid, "Net Position, End of Year", [count(rng), count(rng)], signs=True)
    for end in (420, 520):
        for drop in (-9, -7):
            sheet.rule(end - 55, grid.y + drop, end)
    grid.done()
    sheet.put(150, grid.y + 30, "The accompanying notes are an integral part of these statements.", ROMAN, 9)
    return sheet


def _money(grid: Grid, name: str, figures: list[str], *, signs: bool) -> None:
    if signs:
        for end in (420, 520):
            grid.sheet.put(end - 53, grid.y, "$", ROMAN, 10)
    grid.line(name, *figures)
    if signs:
        grid.cells[-2:] = [(*cell[:4], f"$ {cell[4]}") for cell in grid.cells[-2:]]


def stubs_apart(rng: random.Random) -> Sheet:
    """Region, State and county before the figures, each named at its first row only; no rules."""
    sheet = Sheet()
    titled(sheet, 70, ("Table 5. Sites by Region, State, and County",), SANS_BOLD, 10)
    grid = Grid(
        sheet, [(72, "l"), (150, "l"), (230, "l"), (380, "r"), (450, "r"), (520, "r")], 96, SANS, 8.5, 11
    )
    grid.heads(
        ("Region", 0, 0),
        ("State", 1, 1),
        ("County", 2, 2),
        ("Sites", 3, 3),
        ("Cleaned", 4, 4),
        ("Cost ($000)", 5, 5),
        gap=5,
    )
    counties = iter(
        ("Adams", "Brown", "Clay", "Dade", "Elk", "Floyd", "Grant", "Hale", "Iron", "Jackson", "Knox", "Lee")
    )
    for region, states in (("Northeast", ("Alder", "Bassett")), ("South", ("Calloway", "Dunmore"))):
        for place, state in enumerate(states):
            for k in range(3):
                grid.line(
                    region if not place and not k else "",
                    state if not k else "",
                    next(counties),
                    str(rng.randint(1, 40)),
                    str(rng.randint(0, 20)),
                    count(rng),
                )
        grid.y += 5
    grid.done()
    return sheet


def striped(rng: random.Random) -> Sheet:
    """Grey stripes under each second row, no rules, marks for figures that are not given."""
    sheet = Sheet()
    sheet.put(72, 72, "Table A-2. Establishments and Payroll by County: 1997", SANS_BOLD, 10)
    grid = Grid(sheet, stops(74, 250, 330, 420, 520), 98, SANS, 8.5, 12)
    grid.heads(
        ("County", 0, 0),
        ("Establish-\nments", 1, 1),
        ("Paid\nemployees^1", 2, 2),
        ("Annual payroll\n($1,000)", 3, 3),
        ("Receipts\n($1,000)", 4, 4),
        gap=4,
    )
    grid.cells = [
        (a, b, c, d, t.replace("Establish- ments", "Establish-ments")) for a, b, c, d, t in grid.cells
    ]
    for index, name in enumerate(PLACES[:12]):
        if index % 2 == 0:
            sheet.fill(70, grid.y - 9, 524, grid.y + 3, 0.87)
        cells = [count(rng, 1, 900), count(rng), count(rng), count(rng)]
        for k in range(1, 4):
            cells[k] = rng.choice(("(D)", "(NA)", "X")) if rng.random() < 0.25 else cells[k]
        grid.line(name, *cells)
    unmarked(grid)
    grid.done()
    return sheet


def errors_below(rng: random.Random) -> Sheet:
    """Shares with their errors in brackets on the line below, a total of 100.0, number and share in pairs."""
    sheet = Sheet()
    titled(sheet, 66, ("Table 3. Retired Workers by Source of Income",), ROMAN_BOLD, 10)
    grid = Grid(sheet, stops(84, 270, 330, 410, 470), 92, ROMAN, 9, 10.5)
    spans(grid, ("Men", 1, 2, 235, 330), ("Women", 3, 4, 375, 470), ruled=True, gap=3)
    grid.heads(
        ("Source of income", 0, 0), *((("Number", "Percent")[k % 2], k + 1, k + 1) for k in range(4)), gap=5
    )
    grid.line("Total", count(rng), "100.0", count(rng), "100.0", gap=6)
    for name in ("Earnings", "Pensions", "Interest", "Public assistance", "None"):
        grid.line(f" {name}", *((count(rng), rate(rng, 80))[k % 2] for k in range(4)))
        grid.line("", *(f"({rate(rng, 4)})" for _ in range(4)), gap=3)
    grid.done()
    paragraph(sheet, 84, grid.y + 12, 390, TEXT, ROMAN, 9)
    return sheet


TABLES = (
    outlays,
    long_labels,
    questions,
    year_panels,
    tight_gutters,
    two_halves,
    dollars_apart,
    stubs_apart,
    striped,
    errors_below,
)
