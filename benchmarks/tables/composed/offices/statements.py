"""Tables of trials, accounts and surveys."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import PROSE, ROMAN, SANS, TRADES, count, rate, stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def trial(rng: random.Random) -> Sheet:
    """Adverse reactions: number and share in one cell, systems above their reactions."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, PROSE, SANS)
    sheet.put(
        72, y + 14, "Table 4: Adverse Reactions Reported by at Least 2% of Patients", SANS, 10, bold=True
    )
    grid = Grid(sheet, [(72, "l"), (330, "c"), (410, "c"), (490, "c")], y + 36, SANS, 9)
    grid.heads(
        ("Body System\nAdverse Reaction", 0, 0),
        ("Drug 10 mg\n(N=312)\nn (%)", 1, 1),
        ("Drug 20 mg\n(N=308)\nn (%)", 2, 2),
        ("Placebo\n(N=299)\nn (%)", 3, 3),
        gap=5,
    )
    grid.rule(72, 540)
    groups = (
        ("Gastrointestinal Disorders", ("Nausea", "Dry mouth", "Constipation")),
        ("Nervous System Disorders", ("Headache", "Somnolence")),
        ("Vascular Disorders", ("Hot flush",)),
    )
    for title, reactions in groups:
        grid.line(title, bold=True)
        for name in reactions:
            grid.line(f" {name}", *(f"{rng.randint(3, 90)} ({rate(rng, 30)})" for _ in range(3)))
    y = grid.done()
    paragraph(sheet, 72, y + 14, 460, PROSE, SANS)
    return sheet


def balance(rng: random.Random) -> Sheet:
    """Signs of dollars apart, brackets, short rules over totals, a gap between two years."""
    sheet = Sheet()
    sheet.put(200, 60, "CONSOLIDATED BALANCE SHEET", ROMAN, 11, bold=True)
    sheet.put(225, 74, "As of September 30, 2003 and 2002", ROMAN, 10)
    sheet.put(255, 86, "(Dollars in Thousands)", ROMAN, 9)
    grid = Grid(sheet, stops(72, 420, 520), 112, ROMAN, 10, 12)
    grid.heads(("2003", 1, 1), ("2002", 2, 2), gap=4)
    for title, names in (
        (
            "ASSETS",
            (
                "Fund Balance with Treasury (Note 2)",
                "Accounts Receivable, Net (Note 3)",
                "Property and Equipment, Net",
            ),
        ),
        (
            "LIABILITIES",
            ("Accounts Payable", "Accrued Funded Payroll and Leave", "Other Liabilities (Note 7)"),
        ),
    ):
        grid.line(title, bold=True)
        for k, name in enumerate(names):
            cells = [count(rng), f"({count(rng, 900)})" if k == 1 else count(rng)]
            if k == 0:
                for x in (360, 460):
                    sheet.put(x, grid.y, "$", ROMAN, 10)
                grid.line(f" {name}", *cells)
                at = len(grid.cells) - 2
                grid.cells[at:] = [(*cell[:4], f"$ {cell[4]}") for cell in grid.cells[at:]]
            else:
                grid.line(f" {name}", *cells)
        for end in (420, 520):
            sheet.rule(end - 62, grid.y - 8.5, end + 2)
        grid.y += 2
        grid.line(f"TOTAL {title}", count(rng), count(rng), gap=10)
    grid.done()
    sheet.put(150, grid.y + 20, "The accompanying notes are an integral part of these statements.", ROMAN, 9)
    return sheet


def regression(rng: random.Random) -> Sheet:
    """Estimates with stars, their errors in brackets on a row without a label."""
    sheet = Sheet()
    sheet.put(72, 72, "Table 6. Determinants of Participation: Logit Estimates", ROMAN, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (280, "c"), (370, "c"), (460, "c")], 98, ROMAN, 9)
    sheet.rule(72, 86, 500)
    grid.heads(("Variable", 0, 0), ("(1)", 1, 1), ("(2)", 2, 2), ("(3)", 3, 3), gap=4)
    grid.rule(72, 500)
    for name in ("Age", "Age squared", "Years of schooling", "Children under 6", "Lives in a city"):
        grid.line(name, *(f"{rng.uniform(-2, 2):.3f}{rng.choice(('', '*', '**'))}" for _ in range(3)))
        grid.line("", *(f"({rng.uniform(0, 1):.3f})" for _ in range(3)), gap=2)
    grid.line("Observations", *(count(rng) for _ in range(3)))
    grid.line("Pseudo R-squared", *(f"0.{rng.randint(100, 400)}" for _ in range(3)))
    grid.rule(72, 500)
    grid.done()
    return sheet


def triangle(rng: random.Random) -> Sheet:
    """Correlations: half of the square is blank."""
    sheet = Sheet()
    sheet.put(72, 72, "Table A-3. Correlations among the scales", SANS, 10, bold=True)
    names = ("Reading", "Writing", "History", "Science", "Geography", "Civics")
    grid = Grid(sheet, stops(72, *(210 + 56 * k for k in range(6))), 96, SANS, 8.5)
    grid.heads(*((name, k, k) for k, name in enumerate(("Scale", *names))), gap=4)
    for k, name in enumerate(names):
        grid.line(name, *(f".{rng.randint(20, 90)}" for _ in range(k)), "1.00")
    grid.done()
    return sheet


def line_numbers(rng: random.Random) -> Sheet:
    """Numbers of the lines at the left and again at the right end."""
    sheet = Sheet()
    sheet.put(60, 60, "Table 1.1.5. Domestic Product (billions of dollars)", SANS, 9, bold=True)
    grid = Grid(
        sheet,
        [(66, "r"), (80, "l"), (320, "r"), (380, "r"), (440, "r"), (500, "r"), (540, "r")],
        84,
        SANS,
        8,
        10,
    )
    grid.heads(("Line", 0, 0), *((str(1999 + k), k + 2, k + 2) for k in range(4)), ("Line", 6, 6), gap=5)
    for k, name in enumerate(TRADES, start=1):
        grid.line(str(k), name, *(f"{rng.uniform(20, 9000):,.1f}" for _ in range(4)), str(k))
    grid.done()
    return sheet


def wrapped_questions(rng: random.Random) -> Sheet:
    """Questions of two and three lines, their shares on the last line."""
    sheet = Sheet()
    sheet.put(72, 72, "Table 7. Answers of the directors of agencies", SANS, 10, bold=True)
    grid = Grid(sheet, [(72, "l"), (360, "r"), (420, "r"), (480, "r")], 98, ROMAN, 9.5, 11.5, low=True)
    grid.heads(("Question", 0, 0), ("Yes", 1, 1), ("No", 2, 2), ("No answer", 3, 3), gap=6)
    for text in (
        "Does the agency have a written plan\nfor the replacement of vehicles?",
        "Is the plan reviewed each year?",
        "Have the costs of repair been set\nagainst those of replacement within\nthe last 5 years?",
        "Are drivers trained?",
        "Does the agency share its garages\nwith other agencies?",
    ):
        grid.line(text, *(f"{rng.randint(2, 70)}%" for _ in range(3)), gap=6)
    grid.done()
    return sheet


TABLES = (trial, balance, regression, triangle, line_numbers, wrapped_questions)
