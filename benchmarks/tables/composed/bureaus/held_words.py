"""Held pages of words and of no table: the kinds of ``wording`` and ``nontables`` with other details."""

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
    rate,
    titled,
)
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def grants(rng: random.Random) -> Sheet:
    """Words in three columns around an amount and a year, titles centred in italics' place, one rule."""
    sheet = Sheet()
    titled(sheet, 66, ("Enclosure I: Grants Over $1 Million",), ROMAN_BOLD, 11)
    grid = Grid(sheet, [(60, "l"), (210, "l"), (380, "r"), (400, "l"), (500, "c")], 92, ROMAN, 9.5, 12)
    grid.heads(
        ("Grantee", 0, 0), ("Purpose", 1, 1), ("Amount", 2, 2), ("Office", 3, 3), ("Year", 4, 4), gap=4
    )
    grid.rule(60, 530)
    for k, name in enumerate(PLACES[:9]):
        grid.line(
            f"City of {name}",
            ("Clinics", "Shelters", "Job training", "Buses")[k % 4],
            f"{rng.uniform(1, 9):.2f}",
            ("Denver", "Boston", "Atlanta")[k % 3],
            str(1990 + k % 4),
        )
    grid.done()
    return sheet


def duties(_rng: random.Random) -> Sheet:
    """Two columns of words in one or two lines, bold titles, rules above, under the titles and below."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, SANS, 10)
    sheet.put(72, y + 14, "Table I.1: Duties Under the Act", SANS_BOLD, 10)
    sheet.rule(72, y + 20, 532, 1)
    grid = Grid(sheet, [(72, "l"), (240, "l")], y + 33, SANS, 9, 11)
    grid.line("Party", "Duty", bold=True, gap=3)
    grid.rule(72, 532, 0.4)
    for row in (
        ("Owner", "Keeps records of each shipment"),
        ("Operator", "Posts a notice at the gate and\ntells the county of any release"),
        ("County", "Holds a hearing within a month"),
        ("State", "Reviews the plan"),
        ("Region", "Signs the order or sends it back\nwith reasons"),
    ):
        grid.line(*row, gap=3)
    grid.rule(72, 532, 1)
    y = grid.done()
    paragraph(sheet, 72, y + 12, 460, TEXT, SANS, 10)
    return sheet


def plain_words(_rng: random.Random) -> Sheet:
    """Four columns of single words without rules, plain titles underlined by a gap only."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, ROMAN, 10)
    grid = Grid(sheet, [(90, "l"), (200, "l"), (310, "l"), (420, "l")], y + 22, ROMAN, 10, 12.5)
    grid.heads(("Crop", 0, 0), ("Plant", 1, 1), ("Pest", 2, 2), ("Remedy", 3, 3), gap=6)
    for row in (
        ("Oats", "April", "Smut", "Clean seed"),
        ("Barley", "April", "Rust", "Resistant kinds"),
        ("Beans", "May", "Beetles", "Rotation"),
        ("Squash", "June", "Borers", "Early planting"),
        ("Turnips", "July", "Maggots", "Deep plowing"),
    ):
        grid.line(*row)
    y = grid.done()
    paragraph(sheet, 72, y + 14, 460, TEXT, ROMAN, 10)
    return sheet


def notes_under(rng: random.Random) -> Sheet:
    """Counties with three figures each and a remark of two lines set in below, no rules between."""
    sheet = Sheet()
    titled(sheet, 62, ("County Reports, Second Quarter",), SANS_BOLD, 11)
    grid = Grid(sheet, [(72, "l"), (300, "r"), (400, "r"), (500, "r")], 88, SANS, 9, 11)
    grid.heads(("County", 0, 0), ("Claims", 1, 1), ("Paid", 2, 2), ("Pending", 3, 3), gap=5)
    grid.rule(72, 502, 0.8)
    for k, name in enumerate(PLACES[:6]):
        grid.line(name, count(rng, 10, 990), count(rng, 10, 990), count(rng, 1, 99), gap=2)
        text = " ".join(TEXT.split()[6 * k : 6 * k + 24])
        end = paragraph(sheet, 84, grid.y, 412, text, SANS, 8)
        grid.cells.append((grid.row, grid.row, 0, 3, text))
        grid.row, grid.y = grid.row + 1, end + 5
    grid.done()
    return sheet


def double_frame(rng: random.Random) -> Sheet:
    """A double page frame of thin areas; a title in a box joined on top of a table with uprights only."""
    sheet = Sheet()
    box(sheet, 36, 36, 576, 756, 1, "area")
    box(sheet, 40, 40, 572, 752, 0.5, "area")
    y = paragraph(sheet, 60, 70, 490, TEXT, SANS, 9.5) + 6
    box(sheet, 60, y, 550, y + 22, 0.8)
    sheet.put(200, y + 15, "Table 3. Boats in Service, by Yard", SANS_BOLD, 10)
    bottom = y + 22 + 20 + 7 * 14 + 6
    box(sheet, 60, y + 22, 550, bottom, 0.8)
    grid = Grid(sheet, [(66, "l"), *((x, "c") for x in (280, 390, 500))], y + 36, SANS, 9, 14)
    grid.heads(("Yard", 0, 0), ("Tugs", 1, 1), ("Barges", 2, 2), ("Ferries", 3, 3), gap=6)
    sheet.rule(60, y + 42, 550)
    for name in PLACES[6:13]:
        grid.line(name, *(str(rng.randint(1, 60)) for _ in range(3)))
    for x in (230, 335, 445):
        sheet.upright(x, y + 22, bottom)
    grid.done()
    paragraph(sheet, 60, bottom + 24, 490, TEXT, SANS, 9.5)
    return sheet


def fact_pairs(rng: random.Random) -> Sheet:
    """Names and values in two pairs in a full grid, names bold."""
    sheet = Sheet()
    titled(sheet, 66, ("Project Summary Sheet",), ROMAN_BOLD, 12)
    rows = (
        ("Project", "Lock and Dam 4", "District", "Granger"),
        ("Began", "1983", "Finished", "Not yet"),
        ("Cost (000)", count(rng), "Share paid", f"{rate(rng)}%"),
        ("Contractor", "Bay Marine", "Engineer", "J. Harlan"),
        ("Reach", "Mile 112", "Use", "Navigation"),
    )
    grid = Grid(sheet, [(78, "l"), (178, "l"), (318, "l"), (418, "l")], 96, ROMAN, 10, 18)
    for row in rows:
        for column, text in enumerate(row):
            sheet.put(grid.stops[column][0], grid.y, text, ROMAN_BOLD if column % 2 == 0 else ROMAN, 10)
            grid.cells.append((grid.row, grid.row, column, column, text))
        grid.row, grid.y = grid.row + 1, grid.y + 18
    for k in range(6):
        sheet.rule(72, 83 + 18 * k, 540)
    for x in (72, 172, 312, 412, 540):
        sheet.upright(x, 83, 83 + 18 * 5)
    grid.done()
    paragraph(sheet, 72, 210, 460, TEXT, ROMAN, 10)
    return sheet


def recommendations(_rng: random.Random) -> Sheet:
    """Numbers, recommendations of several lines and what became of them, a rule under the titles only."""
    sheet = Sheet()
    titled(sheet, 62, ("Status of Recommendations",), SANS_BOLD, 11)
    grid = Grid(sheet, [(60, "l"), (100, "l"), (350, "l")], 90, SANS, 9, 11)
    grid.heads(("No.", 0, 0), ("Recommendation", 1, 1), ("Status", 2, 2), gap=5)
    grid.rule(60, 540)
    for k, (text, status) in enumerate(
        (
            ("Set a schedule for the inspection of\nall bridges and keep to it", "Done"),
            ("Give the regions one form", "Under way; the form is\nat the printer"),
            (
                "Measure the time between the claim and\nthe first payment, and report it each\nquarter",
                "Not begun",
            ),
            ("Train new clerks", "Done in two of five\nregions"),
        ),
        start=1,
    ):
        grid.line(f"{k}", text, status, gap=5)
    grid.done()
    return sheet


def shares(rng: random.Random) -> Sheet:
    """No table: level bars in parts with shares in them, years at the left, a legend below."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, ROMAN, 10)
    sheet.put(90, y + 16, "Chart 7. How the Dollar Was Spent (Percent)", SANS_BOLD, 10)
    for k in range(5):
        top, x = y + 34 + 26 * k, 140.0
        sheet.put(104, top + 11, str(1970 + 5 * k), SANS, 9)
        left = 100
        for part, gray in ((rng.randint(20, 50), 0.4), (rng.randint(10, 40), 0.6), (0, 0.8)):
            share = part or left
            sheet.fill(x, top, x + 3.4 * share, top + 16, gray)
            sheet.put(x + 1.7 * share - 5, top + 11, str(share), SANS, 8)
            x, left = x + 3.4 * share, left - share
    for k, name in enumerate(("Benefits", "Operations", "Grants")):
        sheet.put(160 + 110 * k, y + 34 + 26 * 5 + 14, name, SANS, 8)
    return sheet


def tables_listed(rng: random.Random) -> Sheet:
    """No table: a list of tables with numbers, titles of one or two lines and pages."""
    sheet = Sheet()
    titled(sheet, 70, ("LIST OF TABLES",), SANS_BOLD, 12)
    sheet.put(72, 94, "Table", SANS, 9)
    sheet.put(512, 94, "Page", SANS, 9)
    y, page = 112.0, 4
    for k in range(1, 15):
        sheet.put(72, y, str(k), SANS, 9)
        if k % 4 == 3:
            sheet.put(110, y, "Expenditures of Local Governments for Roads and Bridges, by", SANS, 9)
            y += 11
        text = (
            "Employment by State, 1985",
            "Shipments of Selected Industries",
            "Class of Place, Fiscal Year 1986",
            "Hours and Earnings",
        )[k % 4] + " "
        while 110 + SANS.width(text + ".", 9) < 500:
            text += "."
        sheet.put(110, y, text, SANS, 9)
        sheet.put(532 - SANS.width(str(page), 9), y, str(page), SANS, 9)
        y, page = y + 15, page + rng.randint(1, 4)
    return sheet


def subject_index(rng: random.Random) -> Sheet:
    """No table: an index in three columns, letters over the entries."""
    sheet = Sheet()
    titled(sheet, 60, ("Subject Index",), ROMAN_BOLD, 12)
    letters = iter("ABCDEFGHI")
    for x in (54, 224, 394):
        y = 86.0
        for _ in range(3):
            letter = next(letters)
            sheet.put(x + 60, y, letter, ROMAN_BOLD, 10)
            y += 14
            for k in range(8):
                sheet.put(
                    x,
                    y,
                    f"{letter}{PLACES[k].lower()} rates, {rng.randint(2, 90)}, {rng.randint(91, 300)}",
                    ROMAN,
                    8.5,
                )
                y += 10.5
            y += 8
    return sheet


TABLES = (grants, duties, plain_words, notes_under, double_frame, fact_pairs, recommendations)
NONTABLES = (shares, tables_listed, subject_index)
