"""Tables of words, and pages with several tables."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import PROSE, ROMAN, SANS, STATES, TRADES, count, rate, stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def recommendations(_rng: random.Random) -> Sheet:
    """Cells of several lines of prose in three columns, white between the rows, one rule under the titles."""
    sheet = Sheet()
    sheet.put(72, 72, "Table 3: Status of Recommendations", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (190, "l"), (400, "l")], 96, SANS, 9)
    grid.heads(("Agency", 0, 0), ("Recommendation", 1, 1), ("Status", 2, 2), gap=6)
    grid.rule(72, 540)
    rows = (
        (
            "Bureau of Bridges",
            "Establish a schedule for the\ninspection of all spans older\nthan forty years.",
            "Open. The bureau expects\nto finish by March.",
        ),
        ("Office of Ferries", "Require operators to report\nthe causes of delays.", "Closed."),
        (
            "Harbor Commission",
            "Set measures of performance\nfor the dredging program and\npublish them each year.",
            "Open. Measures were\ndrafted but have not been\npublished.",
        ),
        (
            "Canal Board",
            "Keep records of the hours\nthat locks are closed.",
            "Closed. Records are kept\nsince January.",
        ),
    )
    for row in rows:
        grid.line(*row, gap=9)
    grid.rule(72, 540, drop=-4)
    grid.done()
    return sheet


def ruled_prose(_rng: random.Random) -> Sheet:
    """The same with a hairline under each row and a date in the middle."""
    sheet = Sheet()
    paragraph(sheet, 72, 60, 468, PROSE, SANS)
    sheet.put(72, 130, "Table 1: Milestones of the Program", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (240, "l"), (330, "l")], 152, SANS, 9)
    grid.heads(("Milestone", 0, 0), ("Date", 1, 1), ("What was delivered", 2, 2), gap=4)
    grid.rule(72, 540, 1)
    rows = (
        (
            "Approval of the concept",
            "June 2001",
            "A study of three ways to replace the\nfleet, with their costs",
        ),
        ("Contract for the design", "May 2003", "Drawings"),
        ("First hull laid down, and\nreview by the department", "August 2005", "A report to the committees"),
        (
            "Trials",
            "April 2007",
            "Results of the trials at sea and a list of\nwhat must be mended before the ship\nis taken over",
        ),
    )
    for row in rows:
        grid.line(*row, gap=6)
        grid.rule(72, 540, 0.4, drop=-3)
    grid.done()
    return sheet


def laws_of_states(rng: random.Random) -> Sheet:
    """Yes, No and marks of notes in the middle of columns."""
    sheet = Sheet()
    sheet.put(72, 72, "Table II.2: Provisions of State Laws", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (240, "c"), (330, "c"), (420, "c"), (500, "c")], 98, SANS, 9)
    grid.heads(
        ("State", 0, 0),
        ("License\nrequired", 1, 1),
        ("Bond\nrequired", 2, 2),
        ("Fee\nlimited", 3, 3),
        ("Appeal", 4, 4),
        gap=5,
    )
    grid.rule(72, 530)
    for name in STATES:
        grid.line(name, *(rng.choice(("Yes", "No", "Yes", "a")) for _ in range(4)))
    y = grid.done()
    sheet.put(72, y + 3, "aThe law does not say.", SANS, 7)
    return sheet


def crosses(rng: random.Random) -> Sheet:
    """X where a service is offered; most places are blank."""
    sheet = Sheet()
    sheet.put(72, 72, "Table 5. Services offered by district office", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), *((240 + 58 * k, "c") for k in range(5))], 98, SANS, 9)
    names = ("Loans", "Advice", "Permits", "Surveys", "Maps")
    grid.heads(("Office", 0, 0), *((name, k, k) for k, name in enumerate(names, start=1)), gap=5)
    grid.rule(72, 500)
    for name in STATES:
        marks = [rng.choice(("X", "")) for _ in names]
        marks[rng.randrange(5)] = "X"
        grid.line(name, *marks)
    grid.rule(72, 500)
    grid.done()
    return sheet


def releases(rng: random.Random) -> Sheet:
    """Dates and times of reports, words between."""
    sheet = Sheet()
    sheet.put(72, 72, "Schedule of Releases for the Third Quarter", SANS, 11, bold=True)
    grid = Grid(sheet, [(72, "l"), (170, "l"), (400, "l"), (490, "l")], 98, SANS, 9, 13)
    grid.line("Date", "Report", "Period", "Time", bold=True)
    for k, name in enumerate(
        (
            "Prices of Crops",
            "Cold Storage",
            "Cattle on Feed",
            "Milk Production",
            "Grain Stocks",
            "Egg Products",
        )
    ):
        grid.line(
            f"July {3 + 4 * k}, 2006",
            name,
            rng.choice(("June", "2nd quarter", "May")),
            f"{rng.choice((8, 10))}:30 a.m.",
        )
    grid.done()
    return sheet


def facts(_rng: random.Random) -> Sheet:
    """Two columns of words under titles, closed by rules."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, PROSE, ROMAN)
    sheet.put(72, y + 14, "Table 1. Codes of commodities", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (260, "l")], y + 36, SANS, 9)
    sheet.rule(72, grid.y - 10, 480)
    grid.heads(("Commodity", 0, 0), ("Unit of quantity", 1, 1), gap=4)
    grid.rule(72, 480)
    for name, unit in (
        ("Barley, malting", "Bushels of 48 pounds"),
        ("Cotton, upland", "Running bales"),
        ("Hops", "Pounds"),
        ("Potatoes, fall", "Hundredweight"),
        ("Peanuts", "Pounds, in the shell"),
        ("Sugar beets", "Short tons"),
    ):
        grid.line(name, unit)
    grid.rule(72, 480)
    y = grid.done()
    paragraph(sheet, 72, y + 16, 460, PROSE, ROMAN)
    return sheet


def remarks_below(rng: random.Random) -> Sheet:
    """Figures of two programs with a rule between, words across none."""
    sheet = Sheet()
    sheet.put(72, 60, "Discretionary Accounts (in millions of dollars)", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (260, "l"), (330, "r"), (390, "r"), (450, "r"), (510, "r")], 86, ROMAN, 9)
    grid.heads(*((str(2000 + k), k + 2, k + 2) for k in range(4)), gap=5)
    for name in (
        "Coastal surveys",
        "Harbors and dredging",
        "Lighthouses",
        "Training of pilots",
        "Weather buoys",
    ):
        grid.line(name, "BA", *(count(rng, 900) for _ in range(4)))
        grid.line("", "O", *(count(rng, 900) for _ in range(4)), gap=3)
    grid.line("Total", "BA", *(count(rng) for _ in range(4)), bold=True)
    grid.line("", "O", *(count(rng) for _ in range(4)), bold=True)
    grid.done()
    return sheet


def two_pitches(rng: random.Random) -> Sheet:
    """Two tables side by side, their lines at different distances."""
    sheet = Sheet()
    for x, step, title, names in (
        (60, 11, "Table 4. Receipts", TRADES[:10]),
        (330, 13.5, "Table 5. Counties", STATES),
    ):
        sheet.put(x, 70, title, SANS, 9, bold=True)
        grid = Grid(sheet, stops(x, x + 170, x + 215), 92, SANS, 8, step)
        grid.heads(("Item", 0, 0), ("1998", 1, 1), ("1999", 2, 2), gap=3)
        sheet.rule(x, grid.y - step, x + 216)
        for name in names:
            grid.line(name, count(rng), rate(rng))
        grid.done()
    return sheet


def three_stacked(rng: random.Random) -> Sheet:
    """Three tables of other columns right below each other, each under its title."""
    sheet = Sheet()
    y = 70.0
    for number, ends in enumerate(((240, 330, 420), (200, 260, 320, 380, 440, 500), (300, 460)), start=1):
        sheet.put(
            72,
            y,
            f"Table {number}.— {rng.choice(('Vessels', 'Cargo', 'Crews'))} by district, 1994",
            ROMAN,
            10,
            bold=True,
        )
        grid = Grid(sheet, stops(72, *ends), y + 20, ROMAN, 9)
        grid.heads(("District", 0, 0), *((str(1990 + k), k + 1, k + 1) for k in range(len(ends))), gap=3)
        for name in rng.sample(STATES, 5):
            grid.line(name, *(count(rng) for _ in ends))
        y = grid.done() + 14
    return sheet


def panel_titles(rng: random.Random) -> Sheet:
    """Titles of panels in the middle of the whole width, bold, columns under them the same."""
    sheet = Sheet()
    sheet.put(72, 60, "Table 12. Earnings by sex and age, 1999", SANS, 10, bold=True)
    grid = Grid(sheet, stops(72, 290, 360, 430, 500), 84, SANS, 8.5)
    sheet.rule(72, 74, 502)
    grid.heads(
        ("Age", 0, 0),
        *(
            (t, k, k)
            for k, t in enumerate(("1st quarter", "2nd quarter", "3rd quarter", "4th quarter"), start=1)
        ),
        gap=5,
    )
    grid.rule(72, 502)
    for title in ("Women", "Men"):
        grid.y += 5
        grid.across(title, bold=True, gap=4)
        for label in ("16 to 24 years", "25 to 34 years", "35 to 54 years", "55 years and over"):
            grid.line(label, *(f"${rng.randint(200, 900)}" for _ in range(4)))
    grid.rule(72, 502)
    grid.done()
    return sheet


def offices(rng: random.Random) -> Sheet:
    """Offices with their towns and telephones under titles in bold."""
    sheet = Sheet()
    sheet.put(72, 72, "Regional Offices", SANS, 12, bold=True)
    grid = Grid(sheet, [(72, "l"), (220, "l"), (350, "l"), (450, "l")], 98, ROMAN, 10, 13)
    grid.line("Region", "Director", "City", "Telephone", bold=True)
    for k, name in enumerate(STATES):
        grid.line(
            f"{name} Region",
            rng.choice(("J. Marlow", "R. Quint", "A. Delray")),
            f"Port {name}",
            f"(555) 01{k}-{rng.randint(1000, 9999)}",
        )
    grid.done()
    return sheet


TABLES = (
    recommendations, ruled_prose, laws_of_states, crosses, releases, facts, remarks_below, two_pitches,
    three_stacked, panel_titles, offices,
)  # fmt: skip
