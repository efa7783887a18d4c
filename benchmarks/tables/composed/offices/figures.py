"""Tables of figures without rules, or nearly so, as statistical offices set them."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.leaf import Grid, Stop, paragraph

ROMAN, SANS, COURIER = Face("Times-Roman"), Face("Helvetica"), Face("Courier")
NARROW = Face("Helvetica", 82)

TRADES = (
    "Total private", "Goods-producing", " Mining and logging", " Construction", " Manufacturing",
    "  Durable goods", "  Nondurable goods", "Service-providing", " Wholesale trade", " Retail trade",
    " Utilities", " Information",
)  # fmt: skip
STATES = ("Alder", "Bassett", "Calloway", "Dunmore", "Eastlake", "Fairmont", "Harlan", "Wexley")
PROSE = (
    "Estimates are based on a survey of establishments and are subject to sampling and other errors; the "
    "figures of recent months are revised as more answers come in, and once a year when the sample is set "
    "against the counts of the tax records."
)


def stops(first: float, *ends: float) -> list[Stop]:
    """Labels from ``first``, figures up to each end."""
    return [(first, "l"), *((end, "r") for end in ends)]


def count(rng: random.Random, most: int = 90000) -> str:
    """A count."""
    return f"{rng.randint(most // 90, most):,}"


def rate(rng: random.Random, most: float = 20) -> str:
    """A rate."""
    return f"{rng.uniform(0.2, most):.1f}"


def news_release(rng: random.Random) -> Sheet:
    """Leader dots, revised months with p, a change of the month, no rule at all."""
    sheet = Sheet()
    sheet.put(
        150,
        60,
        "Table B-1. Employees on payrolls by industry sector, seasonally adjusted",
        SANS,
        9,
        bold=True,
    )
    sheet.put(268, 72, "[In thousands]", SANS, 8)
    grid = Grid(sheet, stops(60, 290, 345, 400, 455, 530), 96, SANS, 8)
    grid.heads(
        ("Industry", 0, 0),
        ("Sept.\n2011", 1, 1),
        ("July\n2012", 2, 2),
        ("Aug.\n2012^p", 3, 3),
        ("Sept.\n2012^p", 4, 4),
        ("Change from:\nAug. 2012 -\nSept. 2012^p", 5, 5),
        gap=6,
    )
    grid.cells = [(a, b, c, d, t.replace("^", "")) for a, b, c, d, t in grid.cells]
    for index, trade in enumerate(TRADES):
        figures = [count(rng) for _ in range(4)]
        grid.led(trade, *figures, f"{rng.randint(-90, 90)}", to=240, gap=5 * (index % 4 == 3))
    y = grid.done()
    sheet.put(60, y + 6, "p Preliminary.", SANS, 7)
    sheet.put(
        60, y + 15, "NOTE: Data have been revised as the text tells. Detail may not add to totals.", SANS, 7
    )
    return sheet


def energy_review(rng: random.Random) -> Sheet:
    """Blocks of months under a year, totals, R before revised figures, marks for none."""
    sheet = Sheet()
    sheet.put(54, 60, "Table 3.1 Petroleum Overview", SANS, 11, bold=True)
    sheet.put(54, 72, "(Thousand Barrels per Day)", SANS, 8)
    grid = Grid(sheet, stops(54, 200, 270, 340, 410, 480, 550), 96, SANS, 8, 10)
    sheet.rule(54, 86, 552)
    grid.heads(("Field Production", 1, 3), ("Trade", 4, 6))
    sheet.rule(165, 99, 340)
    sheet.rule(375, 99, 550)
    grid.heads(
        ("", 0, 0),
        ("48 States", 1, 1),
        ("Alaska", 2, 2),
        ("Total", 3, 3),
        ("Imports", 4, 4),
        ("Exports", 5, 5),
        ("Net Imports", 6, 6),
        gap=5,
    )
    grid.cells = [cell for cell in grid.cells if cell[4]]
    grid.rule(54, 552)
    for year in (1973, 1975, 1980, 1985):
        grid.led(f"{year} Average", *(count(rng, 9000) for _ in range(6)), to=160, gap=3 * (year == 1985))
    for year in (2009, 2010):
        grid.line(str(year))
        for month in ("January", "February", "March", "April"):
            marks = [rng.choice(("", "", "R ")) + count(rng, 9000) for _ in range(5)]
            grid.led(f" {month}", *marks, rng.choice(("NA", "-40", "(s)")), to=160)
        grid.led("  Average", *(count(rng, 9000) for _ in range(6)), to=160, gap=4)
    grid.rule(54, 552)
    y = grid.done()
    sheet.put(54, y + 4, "R=Revised. NA=Not available. (s)=Less than 500 barrels per day.", SANS, 7)
    return sheet


def margins(rng: random.Random) -> Sheet:
    """An estimate and its margin of error under titles over pairs, one rule under the titles."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, PROSE, ROMAN)
    sheet.put(72, y + 12, "Table 2. Commuting Time by County: 2008", SANS, 10, bold=True)
    grid = Grid(
        sheet,
        [(72, "l"), (260, "r"), (300, "r"), (370, "r"), (410, "r"), (480, "r"), (520, "r")],
        y + 34,
        SANS,
        8,
    )
    grid.heads(("Workers", 1, 2), ("Mean minutes", 3, 4), ("Carpooled", 5, 6))
    grid.heads(
        ("County", 0, 0),
        *((text, 2 * k + j, 2 * k + j) for k in range(3) for j, text in ((1, "Estimate"), (2, "MOE"))),
        gap=4,
    )
    grid.rule(72, 522)
    for name in ("United States", *STATES):
        pairs = [f for _ in range(3) for f in (count(rng), f"±{rng.randint(1, 900)}")]
        grid.line(name if name == "United States" else f" {name}", *pairs)
    y = grid.done()
    paragraph(sheet, 72, y + 12, 460, PROSE, ROMAN)
    return sheet


def errors_in_brackets(rng: random.Random) -> Sheet:
    """Standard errors in brackets behind each estimate, dots behind the labels."""
    sheet = Sheet()
    sheet.put(
        60, 70, "Table 14.—Percentage of students who took part, by kind of school: 1996", SANS, 9, bold=True
    )
    sheet.rule(60, 84, 545)
    grid = Grid(sheet, [(60, "l"), (330, "r"), (430, "r"), (530, "r")], 96, SANS, 8, 10)
    grid.heads(
        ("Student and school characteristics", 0, 0),
        ("Sports", 1, 1),
        ("Clubs", 2, 2),
        ("Service", 3, 3),
        gap=5,
    )
    grid.rule(60, 545)
    groups: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("Total", ()),
        ("Sex", ("Male", "Female")),
        ("Region", STATES[:4]),
        ("Control of school", ("Public", "Private")),
    )
    for name, parts in groups:
        cells = [f"{rate(rng, 90)} ({rng.uniform(0.2, 3):.2f})" for _ in range(3)]
        if parts:
            grid.line(name)
        else:
            grid.led(name, *cells, to=260, gap=3)
        for part in parts:
            cells = [f"{rate(rng, 90)} ({rng.uniform(0.2, 3):.2f})" for _ in range(3)]
            grid.led(f" {part}", *cells, to=260, gap=3 * (part == parts[-1]))
    grid.rule(60, 545)
    y = grid.done()
    sheet.put(60, y + 4, "NOTE: Standard errors appear in parentheses.", SANS, 7)
    return sheet


def crop_report(rng: random.Random) -> Sheet:
    """Units centred in italics under titles of three years, groups of five states, the country last."""
    sheet = Sheet()
    sheet.put(
        150, 60, "Sunflower: Area Planted and Harvested, Yield, by State, 2003-2005", COURIER, 8, bold=True
    )
    grid = Grid(sheet, stops(60, 190, 235, 280, 340, 385, 430, 490, 520, 550), 90, COURIER, 7, 9)
    grid.heads(("Area Planted", 1, 3), ("Area Harvested", 4, 6), ("Yield", 7, 9))
    grid.heads(("State", 0, 0), *((str(2003 + k % 3), k + 1, k + 1) for k in range(9)), gap=4)
    units = [("1,000 Acres", 1, 3), ("1,000 Acres", 4, 6), ("Pounds", 7, 9)]
    grid.heads(*units, gap=6)
    for index, name in enumerate(STATES):
        grid.line(name, *(count(rng, 2000) for _ in range(9)), gap=6 * (index % 3 == 2))
    grid.y += 6
    grid.line("US", *(count(rng, 9000) for _ in range(9)))
    grid.done()
    return sheet


def weekly_diseases(rng: random.Random) -> Sheet:
    """Upright titles none; three diseases over two years each, regions in capitals, U and N for none."""
    sheet = Sheet()
    sheet.put(
        60,
        60,
        "TABLE II. Provisional cases of selected notifiable diseases, weeks ending May 4",
        SANS,
        9,
        bold=True,
    )
    ends = (180, 225, 275, 320, 370, 415, 465, 510)
    grid = Grid(sheet, stops(60, *ends), 86, NARROW, 8, 9)
    sheet.rule(60, 76, 515)
    grid.heads(("AIDS", 1, 2), ("Chlamydia", 3, 4), ("Gonorrhea", 5, 6), ("Salmonella", 7, 8))
    grid.heads(("Reporting area", 0, 0), *((f"Cum.\n{1996 + k % 2}", k + 1, k + 1) for k in range(8)), gap=5)
    grid.rule(60, 515)
    for region in ("NORTHERN", "MIDDLE", "LAKES", "COAST"):
        grid.line(region, *(count(rng, 9000) for _ in range(8)))
        for name in rng.sample(STATES, 3):
            grid.line(
                name,
                *(rng.choice((count(rng, 900), count(rng, 900), "U", "N", "-")) for _ in range(8)),
                gap=0,
            )
        grid.y += 4
    grid.rule(60, 515, drop=-4)
    y = grid.done()
    sheet.put(60, y + 2, "N: Not notifiable   U: Unavailable   -: No reported cases", NARROW, 7)
    return sheet


def repeated_sides(rng: random.Random) -> Sheet:
    """One table folded: the same three columns twice, with a wide gutter between."""
    sheet = Sheet()
    sheet.put(60, 60, "Table 9. Dwellings by county, 1990 and 2000", SANS, 10, bold=True)
    grid = Grid(sheet, [(60, "l"), (210, "r"), (270, "r"), (320, "l"), (470, "r"), (530, "r")], 84, SANS, 8.5)
    heads = ("County", "1990", "2000") * 2
    grid.heads(*((text, k, k) for k, text in enumerate(heads)), gap=4)
    grid.rule(60, 270)
    grid.rule(320, 530)
    names = [f"{a} {b}" for a in ("North", "South", "Upper") for b in STATES]
    for left, right in zip(names[:12], names[12:], strict=True):
        grid.line(left, count(rng), count(rng), right, count(rng), count(rng))
    grid.done()
    return sheet


def tax_steps(rng: random.Random) -> Sheet:
    """Brackets of income and the tax of each way of filing, in blocks of five rows."""
    sheet = Sheet()
    sheet.put(240, 60, "2005 Tax Table—Continued", SANS, 11, bold=True)
    grid = Grid(sheet, [(x, "r") for x in (130, 190, 260, 330, 400, 470)], 90, SANS, 8, 10)
    grid.heads(("If your income is—", 0, 1), ("And you are—", 2, 5), gap=3)
    grid.heads(
        ("At\nleast", 0, 0),
        ("But\nless\nthan", 1, 1),
        ("Single", 2, 2),
        ("Married\nfiling\njointly", 3, 3),
        ("Married\nfiling\nseparately", 4, 4),
        ("Head of\na\nhousehold", 5, 5),
        gap=6,
    )
    for k in range(20):
        low = 23000 + 50 * k
        grid.line(f"{low:,}", f"{low + 50:,}", *(count(rng, 4000) for _ in range(4)), gap=5 * (k % 5 == 4))
    grid.done()
    return sheet


def series_of_years(rng: random.Random) -> Sheet:
    """Years with spaced leader dots in the stub, five to a block, titles of four lines."""
    sheet = Sheet()
    sheet.put(72, 60, "Table B-35.—Civilian population and labor force, 1950-74", ROMAN, 10, bold=True)
    grid = Grid(sheet, stops(72, 220, 290, 360, 430, 500), 90, ROMAN, 9, 10.5)
    sheet.rule(72, 78, 502)
    grid.heads(
        ("Year or month", 0, 0),
        ("Civilian\nnoninsti-\ntutional\npopulation", 1, 1),
        ("Total", 2, 2),
        ("Employ-\nment", 3, 3),
        ("Unem-\nploy-\nment", 4, 4),
        ("Partici-\npation\nrate", 5, 5),
        gap=6,
    )
    grid.rule(72, 502)
    for year in range(1950, 1965):
        grid.led(
            str(year),
            *(count(rng) for _ in range(4)),
            rate(rng, 60),
            to=150,
            sign=" .",
            gap=6 * (year % 5 == 4),
        )
    grid.rule(72, 502, drop=-6)
    grid.done()
    return sheet


def life_table(rng: random.Random) -> Sheet:
    """Ages in words, titles of several lines, letters that count the columns."""
    sheet = Sheet()
    sheet.put(72, 60, "Table 1. Life table for the total population, 1999", SANS, 9, bold=True)
    grid = Grid(sheet, stops(72, 200, 270, 340, 410, 480), 84, SANS, 8, 10)
    sheet.rule(72, 74, 482)
    grid.heads(
        ("Age", 0, 0),
        ("Probability\nof dying\nbetween\nages", 1, 1),
        ("Number\nsurviving", 2, 2),
        ("Number\ndying", 3, 3),
        ("Person-years\nlived", 4, 4),
        ("Expectation\nof life", 5, 5),
        gap=3,
    )
    grid.heads(*((t, k, k) for k, t in enumerate(("", "q(x)", "l(x)", "d(x)", "L(x)", "e(x)")) if t), gap=5)
    grid.rule(72, 482)
    for low in (0, 1, *range(5, 80, 5)):
        high = {0: 1, 1: 5}.get(low, low + 5)
        grid.led(
            f"{low}-{high}",
            f"{rng.uniform(0, 0.2):.6f}",
            count(rng),
            count(rng),
            count(rng, 900000),
            rate(rng, 80),
            to=140,
        )
    grid.line("85 and over", "1.000000", count(rng), count(rng), count(rng, 900000), rate(rng, 9))
    grid.done()
    return sheet


TABLES = (
    news_release, energy_review, margins, errors_in_brackets, crop_report, weekly_diseases, repeated_sides,
    tax_steps, series_of_years, life_table,
)  # fmt: skip
