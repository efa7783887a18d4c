"""Tables of figures whose titles are the hard part: three ragged levels, long titles, units, boxes."""

from __future__ import annotations

import random

from benchmarks.tables.composed.bureaus.setting import (
    COURIER,
    ITALIC,
    PLACES,
    ROMAN,
    SANS,
    SANS_BOLD,
    box,
    count,
    rate,
    spans,
    titled,
    unmarked,
)
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import stops
from benchmarks.tables.composed.offices.leaf import Grid


def supply(rng: random.Random) -> Sheet:
    """Supply and disposition on a wide page: three ragged levels, dots, a single rule under the titles."""
    sheet = Sheet(792, 612)
    titled(
        sheet, 50, ("Table 2. U.S. Supply and Disposition of Fuels, March 2001", "(Thousand Barrels per Day)")
    )
    ends = [270, 325, 380, 435, 500, 560, 620, 680, 740]
    grid = Grid(sheet, stops(40, *ends), 92, SANS, 7.5, 9.5)
    spans(grid, ("Supply", 1, 5, 232, 500), ("Disposition", 6, 8, 520, 680), ruled=True, gap=2)
    spans(grid, ("Imports", 2, 3, 290, 380), ("Moved", 7, 8, 580, 680), ruled=True, gap=2)
    grid.heads(
        ("Commodity", 0, 0),
        ("Field\nProduction", 1, 1),
        ("Crude", 2, 2),
        ("Other", 3, 3),
        ("Unaccounted\nFor^a", 4, 4),
        ("Total", 5, 5),
        ("Refinery\nInputs", 6, 6),
        ("Exports", 7, 7),
        ("Supplied^b", 8, 8),
        ("Ending\nStocks", 9, 9),
        gap=4,
    )
    grid.rule(40, 742)
    for name in (
        "Crude Oil",
        "Natural Gas Liquids",
        " Pentanes Plus",
        " Liquefied Gases",
        "  Ethane",
        "  Propane",
        "Other Liquids",
        " Oxygenates",
        " Unfinished Oils",
        "Finished Products",
        " Finished Gasoline",
        " Jet Fuel",
        " Distillate",
        "Total",
    ):
        gap = 6 if name in {"  Propane", " Unfinished Oils", " Distillate"} else 0
        grid.led(name, *(count(rng, 1, 9000) if rng.random() < 0.85 else "0" for _ in ends), to=225, gap=gap)
    unmarked(grid)
    y = grid.done()
    sheet.put(40, y + 5, "a Unaccounted for crude oil is a balancing item.  b Products supplied.", SANS, 6.5)
    return sheet


def boxed_columns(rng: random.Random) -> Sheet:
    """Uprights between the columns from top to bottom, rules above and below the titles, leader dots."""
    sheet = Sheet()
    titled(sheet, 60, ("No. 412. Households by Type of Place: 1970 to 1990",))
    sheet.put(60, 80, "[In thousands, except as indicated. As of April 1]", ROMAN, 8)
    ends = [258, 312, 366, 420, 474, 528]
    grid = Grid(sheet, stops(62, *ends), 103, ROMAN, 8, 9.6)
    spans(grid, ("NUMBER", 1, 3, 212, 370), ("PERCENT OF TOTAL", 4, 6, 374, 532), gap=5)
    grid.heads(
        ("PLACE", 0, 0), *((str(y), k, k) for k, y in enumerate((1970, 1980, 1990) * 2, start=1)), gap=5
    )
    grid.cells = [
        (0, 1, 0, 0, text) if text == "PLACE" else (a, b, c, d, text) for a, b, c, d, text in grid.cells
    ]
    for at, x0 in ((88, 60), (106, 212), (121, 60)):
        sheet.rule(x0, at, 534, 0.6, "area")
    for name in ("Total", *PLACES[:5]):
        bold = name == "Total"
        cells = [count(rng), count(rng), count(rng), rate(rng, 99), rate(rng, 99), rate(rng, 99)]
        if bold:
            grid.line(name, *cells, bold=True, gap=4)
        else:
            grid.led(f" {name}", *cells, to=206)
    end = grid.done()
    for x in (212, 264, 318, 372, 426, 480):
        sheet.upright(x, 88 if x in {212, 372} else 106, end - 5, 0.4, "area")
    sheet.rule(60, end - 5, 534, 0.6, "area")
    sheet.put(60, end + 5, "Source: Bureau of Invented Counts, Census of Households.", ROMAN, 7)
    return sheet


def crop_listing(rng: random.Random) -> Sheet:
    """A listing of a service: colons between columns, hyphens as rules, units between."""
    sheet = Sheet()
    lines = ["Beans: Area Planted and Harvested, Yield, and Production, by State", "-" * 78]
    lines += [
        "              :   Area planted    :  Area harvested   :      Yield",
        "    State     :-----------------------------------------------------------",
        "              :   1998  :   1999  :   1998  :   1999  :   1998  :   1999",
        "-" * 78,
    ]
    cells = [
        (0, 0, 1, 2, "Area planted"),
        (0, 0, 3, 4, "Area harvested"),
        (0, 0, 5, 6, "Yield"),
        (1, 1, 0, 0, "State"),
    ]
    cells += [(1, 1, k, k, str(1998 + (k + 1) % 2)) for k in range(1, 7)]
    row = 2
    for name in PLACES[:11]:
        figures = [f"{rng.randint(5, 900) * 10:,}" for _ in range(4)] + [
            f"{rng.randint(900, 2900):,}" for _ in range(2)
        ]
        lines.append(f"{name:<14}:" + " ".join(f"{figure:>8} " for figure in figures).rstrip())
        cells += [(row, row, 0, 0, name), *((row, row, k, k, f) for k, f in enumerate(figures, start=1))]
        row += 1
        if row % 5 == 2:
            lines.append(f"{'':<14}:")
    figures = [f"{rng.randint(900, 9000) * 10:,}" for _ in range(4)] + [
        f"{rng.randint(900, 2900):,}" for _ in range(2)
    ]
    lines += [f"{'US':<14}:" + " ".join(f"{figure:>8} " for figure in figures).rstrip(), "-" * 78]
    cells += [(row, row, 0, 0, "US"), *((row, row, k, k, f) for k, f in enumerate(figures, start=1))]
    for k, line in enumerate(lines):
        sheet.put(54, 72 + 11 * k, line, COURIER, 9)
    sheet.tables.append(cells)
    return sheet


def long_heads(rng: random.Random) -> Sheet:
    """Long titles of four and five lines, each line up to the right edge of its figures, one rule below."""
    sheet = Sheet()
    sheet.put(54, 72, "Table 7: Cost of Selected Activities, Fiscal Year 2002", SANS_BOLD, 10)
    sheet.put(54, 86, "Dollars in millions", SANS, 8)
    grid = Grid(sheet, stops(54, 270, 350, 430, 520), 104, SANS, 8.5, 10.5)
    grid.heads(
        ("Agency", 0, 0),
        ("Obligations\nreported in\nthe system", 1, 1),
        ("Obligations\nthat could not\nbe matched to\na contract", 2, 2),
        ("Difference", 3, 3),
        ("Percentage of\nobligations that\nwere reported\nlate or not\nat all", 4, 4),
        gap=4,
    )
    grid.rule(54, 524, 0.8)
    for name in ("Agriculture", "Commerce", "Education", "Energy", "Interior", "Transportation", "Treasury"):
        grid.line(
            name,
            f"${count(rng)}" if name == "Agriculture" else count(rng),
            count(rng, 10, 999),
            count(rng, 10, 99),
            f"{rate(rng)}",
        )
    grid.line("Total", f"${count(rng)}", f"${count(rng)}", f"${count(rng)}", rate(rng), bold=True)
    y = grid.done()
    sheet.put(54, y + 4, "Source: Analysis of agency data.", SANS, 7.5)
    return sheet


def low_stub_head(rng: random.Random) -> Sheet:
    """The title of the labels at the foot of high titles, italics for units, no rule at all."""
    sheet = Sheet()
    titled(sheet, 72, ("Table 14", "Workers on Full Schedules, by Kind of Plant", "1989-91"), ROMAN, 10)
    grid = Grid(sheet, [(72, "l"), *((x, "c") for x in (250, 320, 400, 480))], 126, ROMAN, 9)
    spans(
        grid, ("Workers at\nend of year", 1, 2, 225, 345), ("Hours lost\nper worker", 3, 4, 375, 505), gap=3
    )
    grid.heads(
        ("Kind of plant", 0, 0),
        ("All", 1, 1),
        ("Covered by\nagreements", 2, 2),
        ("Sickness", 3, 3),
        ("All\ncauses", 4, 4),
        gap=3,
    )
    for index, name in enumerate(
        ("Foundries", "Forges", "Machine shops", "Rolling mills", "Shipyards", "Tanneries", "Wire works")
    ):
        grid.line(name, count(rng), count(rng, 10, 900), rate(rng), rate(rng), gap=7 * (index % 3 == 2))
    grid.done()
    return sheet


def bushels(rng: random.Random) -> Sheet:
    """A balance of crops: units in the middle of a row of their own under the years, twice."""
    sheet = Sheet()
    titled(sheet, 66, ("U.S. Oats and Rye Supply and Use 1/",), SANS_BOLD, 10)
    sheet.rule(90, 74, 520, 1.2)
    grid = Grid(sheet, stops(90, 300, 370, 440, 510), 86, SANS, 8.5, 10.5)
    spans(
        grid,
        ("1996/97", 1, 1, 270, 300),
        ("1997/98\nEst.", 2, 2, 340, 370),
        ("1998/99 Projections", 3, 4, 405, 515),
        gap=1,
    )
    spans(grid, ("June", 3, 3, 420, 440), ("July", 4, 4, 490, 510), gap=4)
    grid.rule(90, 520)
    for crop, unit, decimals in (("OATS", "Million acres", True), ("RYE", "Million bushels", False)):
        grid.line(crop, bold=True)
        width = ITALIC.width(unit, 8.5)
        sheet.put(390 - width / 2, grid.y, unit, ITALIC, 8.5)
        grid.cells.append((grid.row, grid.row, 1, 4, unit))
        grid.row, grid.y = grid.row + 1, grid.y + grid.step
        for name in ("Area planted", "Area harvested", "Beginning stocks", "Supply, total", "Ending stocks"):
            grid.line(f" {name}", *(rate(rng) if decimals else count(rng, 10, 900) for _ in range(4)))
    grid.rule(90, 520, drop=4)
    y = grid.done()
    sheet.put(90, y + 8, "1/ Marketing year beginning June 1. Totals may not add due to rounding.", SANS, 7.5)
    return sheet


def counted(rng: random.Random) -> Sheet:
    """Titles with raised marks over a row of numbers in brackets that count the columns, boxed head."""
    sheet = Sheet()
    titled(
        sheet, 66, ("Table 3.--Returns With Positive Income, by Size of Income, Tax Year 1988",), SANS_BOLD, 9
    )
    sheet.put(
        60,
        79,
        "[All figures are estimates based on samples--money amounts are in thousands of dollars]",
        SANS,
        7,
    )
    ends = [268, 336, 404, 472, 540]
    grid = Grid(sheet, [(60, "l"), *((x, "r") for x in ends)], 97, SANS, 7.5, 9)
    middles = [(215, 272), (272, 340), (340, 408), (408, 476), (476, 544)]
    spans(
        grid,
        ("Size of income", 0, 0, 60, 215),
        *(
            (text, k, k, *middles[k - 1])
            for k, text in enumerate(
                (
                    "Number\nof\nreturns",
                    "Income less\nloss^1",
                    "Taxable\nincome",
                    "Total\ntax",
                    "Percent\nof all",
                ),
                start=1,
            )
        ),
        gap=4,
    )
    spans(grid, *((f"({k})", k, k, *middles[k - 1]) for k in range(1, 6)), gap=5)
    sheet.rule(60, 86, 544, 1)
    for at in (119, 132):
        sheet.rule(60, at, 544)
    for x in (215, 272, 340, 408, 476):
        sheet.upright(x, 86, 132, 0.5)
    for name in (
        "All returns, total",
        " Under $5,000",
        " $5,000 under $10,000",
        " $10,000 under $15,000",
        " $15,000 under $20,000",
        " $20,000 or more",
    ):
        grid.led(
            name, *(count(rng, 100, 9000000) for _ in range(4)), rate(rng), to=208, gap=4 * (name[0] == "A")
        )
    unmarked(grid)
    y = grid.done()
    sheet.rule(60, y - 5, 544, 1)
    sheet.put(60, y + 4, "1 Less deficit. Detail may not add to totals because of rounding.", SANS, 6.5)
    return sheet


def fiscal_years(rng: random.Random) -> Sheet:
    """Years with a broken heading over estimates, blank lines each four rows, nine tight columns, no rule."""
    sheet = Sheet(792, 612)
    titled(
        sheet, 60, ("Table 8.7--OUTLAYS FOR PROGRAMS: 1990-1998", "(in millions of dollars)"), SANS_BOLD, 10
    )
    ends = [250 + 58 * k for k in range(9)]
    grid = Grid(sheet, stops(40, *ends), 102, SANS, 8, 10)
    spans(grid, ("Estimate", 7, 9, ends[6] - 35, ends[8]), gap=1)
    grid.heads(("Function and Program", 0, 0), *((str(1990 + k), k + 1, k + 1) for k in range(9)), gap=8)
    for index, name in enumerate(
        (
            "Defense",
            "  Construction",
            "  Research",
            "  Housing",
            "Energy",
            "  Supply",
            "  Conservation",
            "  Emergency",
            "Transport",
            "  Ground",
            "  Air",
            "  Water",
        )
    ):
        cells = [count(rng, 10, 90000) if rng.random() < 0.8 else "......" for _ in ends]
        grid.line(name, *cells, gap=9 * (index % 4 == 3), bold=not name.startswith(" "))
    grid.done()
    sheet.put(40, grid.y + 6, "* $500 thousand or less.", SANS, 7)
    return sheet


def turned_wide(rng: random.Random) -> Sheet:
    """A page on its side: districts under circuits in capitals, titles of three lines, blank lines."""
    sheet = Sheet(792, 612, turned=True)
    titled(
        sheet,
        50,
        (
            "Table C-3A.",
            "Civil Cases Filed, Terminated, and Pending During the 12-Month Period Ending June 30, 1999",
        ),
        SANS_BOLD,
        9,
    )
    ends = [290, 350, 410, 480, 540, 610, 680, 745]
    grid = Grid(sheet, stops(48, *ends), 92, SANS, 7.5, 9.2)
    spans(grid, ("U.S. Cases", 2, 4, 310, 480), ("Private Cases", 5, 8, 500, 748), ruled=True, gap=3)
    grid.heads(
        ("Circuit and District", 0, 0),
        ("Total\nCivil", 1, 1),
        ("Contract", 2, 2),
        ("Real\nProperty", 3, 3),
        ("Prisoner\nPetitions^2", 4, 4),
        ("Contract", 5, 5),
        ("Personal\nInjury", 6, 6),
        ("Civil\nRights", 7, 7),
        ("All\nOther", 8, 8),
        gap=8,
    )
    grid.line("TOTAL", *(count(rng) for _ in ends), bold=True, gap=8)
    for k, circuit in enumerate(("1ST", "2ND", "3RD")):
        grid.line(circuit, *(count(rng) for _ in ends), bold=True, gap=4)
        for name in PLACES[4 * k : 4 * k + 4]:
            grid.line(f"  {name}", *(count(rng, 1, 900) if rng.random() < 0.9 else "-" for _ in ends))
        grid.y += 5
    unmarked(grid)
    grid.done()
    return sheet


def headed_box(rng: random.Random) -> Sheet:
    """Titles in a grey band between rules, hairlines under each row, no uprights, frame around all."""
    sheet = Sheet()
    titled(sheet, 70, ("Exhibit 2-4. Spending per Person, by Age",), SANS_BOLD, 10)
    sheet.fill(70, 80, 530, 112, 0.8)
    grid = Grid(sheet, [(76, "l"), (250, "c"), (330, "c"), (410, "c"), (490, "c")], 92, SANS, 8.5, 12)
    grid.heads(
        ("Age group", 0, 0),
        ("Hospital\ncare", 1, 1),
        ("Doctors'\nservices", 2, 2),
        ("Nursing\nhomes", 3, 3),
        ("All\nother", 4, 4),
        gap=10,
    )
    for name in ("Under 19", "19 to 44", "45 to 64", "65 to 74", "75 to 84", "85 and over"):
        grid.line(name, *(f"${count(rng, 10, 9000)}" for _ in range(4)), gap=6)
        grid.sheet.rule(70, grid.y - 13, 530, 0.25, "area")
    y = grid.done()
    box(sheet, 70, 80, 530, y - 13)
    return sheet


TABLES = (
    supply,
    boxed_columns,
    crop_listing,
    long_heads,
    low_stub_head,
    bushels,
    counted,
    fiscal_years,
    turned_wide,
    headed_box,
)
