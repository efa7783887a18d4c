"""Tables of unusual build: labels amid the figures, letters over columns, values of several figures."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import (
    NARROW,
    PROSE,
    ROMAN,
    SANS,
    STATES,
    TRADES,
    count,
    rate,
    stops,
)
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def lettered(rng: random.Random) -> Sheet:
    """Letters in brackets that name the columns, under titles of several lines."""
    sheet = Sheet()
    sheet.put(72, 66, "Schedule B. Estimated costs by activity", SANS, 10, bold=True)
    grid = Grid(sheet, stops(72, 270, 340, 410, 480), 90, SANS, 8.5)
    names = ("Activity", "Hours\nper case", "Number\nof cases", "Cost\nper hour", "Total\ncost")
    grid.heads(*((name, k, k) for k, name in enumerate(names)))
    grid.heads(*((f"({letter})", k, k) for k, letter in enumerate("abcde")), gap=5)
    for trade in TRADES[:9]:
        grid.line(trade, rate(rng), count(rng, 900), rate(rng, 90), count(rng))
    grid.done()
    return sheet


def pyramid(rng: random.Random) -> Sheet:
    """Ages in the middle, men at the left, women at the right."""
    sheet = Sheet()
    sheet.put(160, 66, "Population by age and sex: 1990", ROMAN, 11, bold=True)
    grid = Grid(sheet, [(150, "r"), (220, "r"), (300, "c"), (400, "r"), (470, "r")], 90, ROMAN, 9)
    grid.heads(("Men", 0, 1), ("Women", 3, 4), gap=2)
    names = ("1980", "1990", "Age", "1980", "1990")
    grid.heads(*((name, k, k) for k, name in enumerate(names)), gap=4)
    for low in range(0, 80, 5):
        grid.line(count(rng), count(rng), f"{low} to {low + 4}", count(rng), count(rng))
    grid.done()
    return sheet


def ranked(rng: random.Random) -> Sheet:
    """A rank, a code with its zeros, a name and figures, without rules."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 66, 460, PROSE, ROMAN)
    sheet.put(72, y + 14, "Table 3. Counties by number of farms", SANS, 10, bold=True)
    grid = Grid(
        sheet, [(90, "r"), (110, "l"), (160, "l"), (330, "r"), (410, "r"), (490, "r")], y + 36, SANS, 9
    )
    names = ("Rank", "Code", "County", "Farms", "Acres", "Percent")
    grid.heads(*((name, k, k) for k, name in enumerate(names)), gap=4)
    for k, name in enumerate(STATES, start=1):
        grid.line(str(k), f"0{rng.randint(10, 99)}{k}", name, count(rng), count(rng), rate(rng))
    y = grid.done()
    paragraph(sheet, 72, y + 16, 460, PROSE, ROMAN)
    return sheet


def intervals(rng: random.Random) -> Sheet:
    """An estimate with its interval in brackets, a share and its p."""
    sheet = Sheet()
    sheet.put(72, 66, "TABLE 2. Prevalence of smoking, by selected characteristics, 2003", SANS, 9, bold=True)
    grid = Grid(sheet, [(72, "l"), (250, "c"), (350, "c"), (440, "c"), (510, "c")], 92, SANS, 8.5)
    sheet.rule(72, 80, 540)
    heads = ("Characteristic", "%\n(95% CI)", "Odds ratio\n(95% CI)", "No.", "p value")
    grid.heads(*((name, k, k) for k, name in enumerate(heads)), gap=4)
    grid.rule(72, 540)
    for title, parts in (("Sex", ("Men", "Women")), ("Age group (yrs)", ("18-24", "25-44", "45-64", "65+"))):
        grid.line(title)
        for part in parts:
            middle = rng.uniform(8, 30)
            share = f"{middle:.1f} ({middle - 1.2:.1f}-{middle + 1.3:.1f})"
            odds = f"{middle / 9:.2f} ({middle / 11:.2f}, {middle / 8:.2f})"
            grid.line(f" {part}", share, odds, count(rng, 9000), f"0.{rng.randint(10, 99)}")
    grid.rule(72, 540)
    grid.done()
    return sheet


def incomes(rng: random.Random) -> Sheet:
    """Labels that are ranges of amounts, a dollar sign and a sign of per cent in the first row only."""
    sheet = Sheet()
    sheet.put(72, 66, "Households by income, 1979 and 1989", ROMAN, 11, bold=True)
    grid = Grid(sheet, stops(72, 260, 320, 390, 450), 92, ROMAN, 9.5, 11.5)
    grid.heads(("Number", 1, 2), ("Percent", 3, 4), gap=1)
    grid.heads(("Income", 0, 0), *((str(1979 + 10 * (k % 2)), k + 1, k + 1) for k in range(4)), gap=5)
    labels = ["Under $5,000", *(f"${k},000 to ${k + 4},999" for k in range(5, 40, 5)), "$40,000 and over"]
    grid.line("All households", count(rng), count(rng), "100.0%", "100.0%", gap=4)
    for label in labels:
        grid.line(f" {label}", count(rng), count(rng), rate(rng), rate(rng))
    grid.line("Median income", "$16,841", "$30,056", "—", "—")
    grid.done()
    return sheet


def waters(rng: random.Random) -> Sheet:
    """Limits with their units, less-than signs, ND and words of sources in one table."""
    sheet = Sheet()
    sheet.put(72, 66, "Substances found in drinking water", SANS, 11, bold=True)
    grid = Grid(sheet, [(72, "l"), (190, "c"), (255, "c"), (320, "c"), (370, "l")], 92, SANS, 8.5, 12)
    heads = ("Substance", "Limit", "Found", "Year", "Likely source")
    grid.heads(*((name, k, k) for k, name in enumerate(heads)), gap=4)
    grid.rule(72, 540)
    sources = ("Erosion of natural deposits", "Runoff from orchards", "Corrosion of household pipes")
    for name in (
        "Arsenic (ppb)",
        "Barium (ppm)",
        "Copper (ppm)",
        "Fluoride (ppm)",
        "Lead (ppb)",
        "Nitrate (ppm)",
    ):
        found = rng.choice((rate(rng), f"<0.{rng.randint(1, 9)}", "ND"))
        grid.line(name, f"{rng.randint(1, 15)}", found, "2004", rng.choice(sources))
    grid.done()
    return sheet


def timetable(rng: random.Random) -> Sheet:
    """Times of the day at stops, some of them dashes."""
    sheet = Sheet()
    sheet.put(72, 66, "Ferry service, weekdays", SANS, 11, bold=True)
    grid = Grid(sheet, stops(72, *(210 + 56 * k for k in range(6))), 92, SANS, 8.5)
    grid.heads(("Leave", 0, 0), *((f"No. {k}", k, k) for k in range(1, 7)), gap=4)
    for place, name in enumerate(STATES):
        times = [f"{6 + k + place // 4}:{(15 * place + 5 * k) % 60:02}" for k in range(6)]
        times[rng.randrange(6)] = "—"
        grid.line(name, *times)
    grid.done()
    return sheet


def tight(rng: random.Random) -> Sheet:
    """Twelve narrow columns in small type on a wide page, three levels of titles."""
    sheet = Sheet(792, 612)
    sheet.put(60, 60, "Table 22. Arrests by age, 1992", NARROW, 9, bold=True)
    ends = [230 + 43 * k for k in range(12)]
    grid = Grid(sheet, stops(60, *ends), 84, NARROW, 7, 8.5)
    sheet.rule(60, 75, 706)
    grid.heads(("Age", 1, 12))
    sheet.rule(200, grid.y - 6, 704)
    grid.heads(("Under 18", 1, 4), ("18 to 24", 5, 8), ("25 and over", 9, 12))
    for k in range(3):
        sheet.rule(ends[4 * k] - 28, grid.y - 6, ends[4 * k + 3])
    names = ("Total", "Male", "Female", "Rate") * 3
    grid.heads(("Offense charged", 0, 0), *((name, k, k) for k, name in enumerate(names, start=1)), gap=3)
    grid.rule(60, 706)
    for trade in TRADES:
        grid.led(trade, *(count(rng, 40000) for _ in range(12)), to=180)
    grid.done()
    return sheet


def long_caption(rng: random.Random) -> Sheet:
    """A caption of three centred lines right over centred titles, nothing ruled."""
    sheet = Sheet()
    lines = (
        "Table 15.—Average number of hours of instruction in a school week, by subject, grade, and",
        "control of school, and the share of all hours: Selected years, fall 1987 to fall 1995",
        "(Standard errors are shown in the appendix)",
    )
    for k, text in enumerate(lines):
        sheet.put(290 - SANS.width(text, 9) / 2, 66 + 11 * k, text, SANS, 9)
    grid = Grid(sheet, [(72, "l"), (270, "c"), (350, "c"), (430, "c"), (500, "c")], 116, SANS, 9)
    grid.heads(
        ("Subject", 0, 0), *((f"Fall\n{1987 + 4 * (k // 2)}", k, k) for k in (1, 2)), ("Change", 3, 3), gap=4
    )
    for name in ("Reading", "Arithmetic", "Natural science", "Social studies", "Music and art"):
        grid.line(name, rate(rng), rate(rng), f"{rng.uniform(-3, 3):+.1f}")
    grid.done()
    return sheet


def indented(rng: random.Random) -> Sheet:
    """Levels of labels, titles of groups without figures among them, a total after each."""
    sheet = Sheet()
    sheet.put(72, 60, "Table S-4. Outlays by function (in billions of dollars)", ROMAN, 10, bold=True)
    grid = Grid(sheet, stops(72, 330, 380, 430, 480, 530), 84, ROMAN, 9)
    sheet.rule(72, 72, 532)
    grid.heads(("Estimate", 2, 5))
    grid.heads(("2004\nActual", 1, 1), *((str(2003 + k), k, k) for k in range(2, 6)), gap=4)
    grid.rule(72, 532)
    for title, parts in (
        ("Discretionary:", ("Defense", "Homeland", "Other")),
        ("Mandatory:", ("Pensions", "Health")),
    ):
        grid.line(title)
        for part in parts:
            grid.led(f" {part}", *(rate(rng, 900) for _ in range(5)), to=280)
        grid.led(f"  Subtotal, {title[:-1].lower()}", *(rate(rng, 900) for _ in range(5)), to=280, gap=4)
    grid.led("Net interest", *(rate(rng, 300) for _ in range(5)), to=280)
    grid.led("Total", *(rate(rng, 3000) for _ in range(5)), to=280)
    grid.rule(72, 532)
    grid.done()
    return sheet


def grades(rng: random.Random) -> Sheet:
    """Letters as titles of columns, leader dots behind the labels, small figures that could be pages."""
    sheet = Sheet()
    sheet.put(72, 66, "Table 8. Schools by grade given", SANS, 10, bold=True)
    grid = Grid(sheet, stops(72, 300, 350, 400, 450), 92, ROMAN, 9)
    grid.heads(("District", 0, 0), *((letter, k, k) for k, letter in enumerate("ABCD", start=1)), gap=4)
    for name in STATES:
        grid.led(name, *(str(rng.randint(1, 90)) for _ in range(4)), to=240, sign=" .")
    grid.done()
    return sheet


TABLES = (
    lettered, pyramid, ranked, intervals, incomes, waters, timetable, tight, long_caption, indented, grades,
)  # fmt: skip
