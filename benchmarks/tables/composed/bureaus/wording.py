"""Tables of words, or of words and a few figures; frames in frames; a paragraph under each row."""

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
from benchmarks.tables.composed.offices.figures import stops
from benchmarks.tables.composed.offices.leaf import Grid, paragraph


def some_figures(rng: random.Random) -> Sheet:
    """Projects, contractors and states in words between a number and an amount; dates at the end."""
    sheet = Sheet()
    sheet.put(54, 66, "Appendix II: Projects Reviewed", SANS_BOLD, 11)
    grid = Grid(
        sheet, [(54, "l"), (96, "l"), (230, "l"), (330, "l"), (470, "r"), (490, "l")], 92, SANS, 8.5, 11.5
    )
    grid.heads(
        ("No.", 0, 0),
        ("Project", 1, 1),
        ("Contractor", 2, 2),
        ("Status", 3, 3),
        ("Award", 4, 4),
        ("Due", 5, 5),
        gap=4,
    )
    grid.rule(54, 545)
    for k, name in enumerate(
        (
            "Radar upgrade",
            "Pier repair",
            "Fuel depot",
            "Runway lights",
            "Records center",
            "Boiler plant",
            "Water tower",
        )
    ):
        grid.line(
            str(k + 11),
            name,
            ("Acme Works", "Bay Marine", "Delta Co.")[k % 3],
            ("Complete", "Under way", "Stopped", "Design")[k % 4],
            f"${count(rng, 100, 9000)}",
            ("June 1997", "May 1998", "Not set")[k % 3],
        )
    grid.done()
    return sheet


def words_under_rule(_rng: random.Random) -> Sheet:
    """Three columns of short words, one rule under the titles, no figure."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, ROMAN, 10.5)
    sheet.put(72, y + 14, "Table 1: Agencies and Their Roles", ROMAN_BOLD, 10.5)
    grid = Grid(sheet, [(72, "l"), (230, "l"), (390, "l")], y + 34, ROMAN, 10, 12.5)
    grid.heads(("Agency", 0, 0), ("Role", 1, 1), ("Main partner", 2, 2), gap=4)
    grid.rule(72, 532, 0.8)
    for row in (
        ("Coast Guard", "Patrols harbors", "State police"),
        ("Customs Service", "Inspects cargo", "Port authorities"),
        ("Forest Service", "Fights fires", "Counties"),
        ("Park Service", "Guides visitors", "Tribes"),
        ("Weather Service", "Warns of storms", "Broadcasters"),
    ):
        grid.line(*row)
    y = grid.done()
    paragraph(sheet, 72, y + 12, 460, TEXT, ROMAN, 10.5)
    return sheet


def bare_words(_rng: random.Random) -> Sheet:
    """Words alone under bold titles, without any rule, some cells of two lines."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, SANS, 10)
    grid = Grid(sheet, [(90, "l"), (220, "l"), (380, "l")], y + 20, SANS, 9, 11)
    grid.line("Type of loan", "Who may apply", "Where to apply", bold=True, gap=4)
    for row in (
        ("Direct", "Farmers without\nother credit", "County office"),
        ("Guaranteed", "Farmers with a bank", "Local bank"),
        ("Emergency", "Owners in counties\nstruck by a disaster", "County office or\ndisaster center"),
        ("Youth", "Members of clubs", "Club adviser"),
    ):
        grid.line(*row, gap=5)
    y = grid.done()
    paragraph(sheet, 72, y + 14, 460, TEXT, SANS, 10)
    return sheet


def paragraphs_under(rng: random.Random) -> Sheet:
    """Each row of words and figures has a paragraph as wide as the table below it, hairlines between."""
    sheet = Sheet()
    titled(sheet, 62, ("Savings Proposals Before the Committee",), SANS_BOLD, 11)
    grid = Grid(sheet, [(72, "l"), (340, "r"), (430, "r"), (530, "r")], 88, SANS, 9, 11)
    grid.heads(("Proposal", 0, 0), ("1997", 1, 1), ("1998", 2, 2), ("Five-year total", 3, 3), gap=5)
    grid.rule(72, 532, 0.8)
    for k, name in enumerate(
        ("Charge for inspections", "Close field offices", "Sell surplus land", "End the subsidy on tea")
    ):
        grid.line(name, *(count(rng, 10, 990) for _ in range(3)), gap=2)
        text = " ".join(TEXT.split()[7 * k : 7 * k + 34])
        end = paragraph(sheet, 72, grid.y, 455, text, SANS, 8)
        grid.cells.append((grid.row, grid.row, 0, 3, text))
        grid.row += 1
        sheet.rule(72, end - 4, 532, 0.3)
        grid.y = end + 8
    grid.done()
    return sheet


def frame_in_frame(rng: random.Random) -> Sheet:
    """A page frame, in it a frame around title and table, in it a full grid."""
    sheet = Sheet()
    box(sheet, 40, 40, 572, 752, 1.5)
    paragraph(sheet, 60, 70, 490, TEXT, ROMAN, 10)
    box(sheet, 60, 140, 552, 330, 0.8)
    sheet.put(70, 156, "Figure 3: Aircraft by Base", SANS_BOLD, 10)
    box(sheet, 70, 166, 542, 166 + 6 * 22, 0.5, "area")
    grid = Grid(sheet, [(76, "l"), *((x, "c") for x in (270, 370, 480))], 180, SANS, 9, 22)
    grid.heads(("Base", 0, 0), ("Transport", 1, 1), ("Trainer", 2, 2), ("Helicopter", 3, 3))
    for name in PLACES[:5]:
        grid.line(name, *(str(rng.randint(2, 90)) for _ in range(3)))
    for k in range(1, 6):
        sheet.rule(70, 166 + 22 * k, 542, 0.5, "area")
    for x in (220, 320, 420):
        sheet.upright(x, 166, 166 + 6 * 22, 0.5, "area")
    grid.done()
    sheet.put(70, 318, "Source: The Service's records.", SANS, 8)
    paragraph(sheet, 60, 360, 490, TEXT, ROMAN, 10)
    return sheet


def sidebar(rng: random.Random) -> Sheet:
    """A framed box with prose and an unruled table in it, prose around."""
    sheet = Sheet()
    y = paragraph(sheet, 72, 72, 460, TEXT, ROMAN, 10.5)
    box(sheet, 90, y + 4, 515, y + 210)
    sheet.fill(90.5, y + 4.5, 514.5, y + 209.5, 0.93)
    sheet.put(104, y + 22, "BOX 2. HOW THE CREDIT IS FIGURED", SANS_BOLD, 9)
    at = paragraph(sheet, 104, y + 38, 390, TEXT[:190], SANS, 9)
    grid = Grid(sheet, stops(130, 320, 400, 470), at + 10, SANS, 9, 12)
    grid.heads(("Income", 0, 0), ("1 child", 1, 1), ("2 children", 2, 2), ("3 or more", 3, 3), gap=2)
    for income in (5000, 10000, 15000, 20000, 25000):
        grid.line(f"${income:,}", *(f"${count(rng, 10, 3000)}" for _ in range(3)))
    grid.done()
    paragraph(sheet, 72, y + 230, 460, TEXT, ROMAN, 10.5)
    return sheet


def data_sheet(rng: random.Random) -> Sheet:
    """Names and values in two pairs of columns with a hairline under each row, closed above and below."""
    sheet = Sheet()
    titled(sheet, 66, ("Site Profile",), SANS_BOLD, 12)
    grid = Grid(sheet, [(72, "l"), (180, "l"), (320, "l"), (430, "l")], 96, SANS, 9, 12)
    sheet.rule(72, 84, 540, 0.8)
    for row in (
        ("Site name", "Marlow Dump", "Region", "Four"),
        ("County", "Granger", "Listed on", "May 4, 1987"),
        ("Owner", "Delta Metals", "Lead agency", "State"),
        ("Area", f"{rng.randint(20, 90)} acres", "Stage", "Design"),
        ("Main risk", "Ground water", "Cost so far", f"${count(rng)}"),
    ):
        grid.line(*row, gap=4)
        grid.rule(72, 540, 0.3, drop=-1)
    y = grid.done()
    paragraph(sheet, 72, y + 18, 460, TEXT, SANS, 10)
    return sheet


def bulleted(_rng: random.Random) -> Sheet:
    """Cells of bullets in two columns beside a label, a rule above each row."""
    sheet = Sheet()
    sheet.put(60, 66, "Table 5: Strengths and Weaknesses of the Options", SANS_BOLD, 10)
    grid = Grid(sheet, [(60, "l"), (170, "l"), (360, "l")], 92, SANS, 8.5, 10.5)
    grid.heads(("Option", 0, 0), ("Strengths", 1, 1), ("Weaknesses", 2, 2), gap=6)
    for label, good, bad in (
        (
            "Keep the\npresent law",
            "• Known to all parties\n• No cost of change",
            "• Gaps remain in rural\n  counties",
        ),
        (
            "Grants to\nStates",
            "• States know local needs\n• Funds are capped\n  by law",
            "• Little data on results",
        ),
        (
            "Federal\nprogram",
            "• Same rules everywhere",
            "• Highest cost\n• Needs two years to set up\n• May crowd out others",
        ),
    ):
        grid.rule(60, 540, 0.5, drop=-2)
        texts = [text.split("\n") for text in (label, good, bad)]
        depth = max(map(len, texts))
        for column, lines in enumerate(texts):
            for k, line in enumerate(lines):
                sheet.put(
                    grid.stops[column][0] + (6 if line.startswith("  ") else 0),
                    grid.y + k * grid.step,
                    line.strip(),
                    SANS,
                    8.5,
                )
            grid.cells.append((grid.row, grid.row, column, column, " ".join(line.strip() for line in lines)))
        grid.row, grid.y = grid.row + 1, grid.y + depth * grid.step + 8
    grid.rule(60, 540, 0.5, drop=-2)
    grid.done()
    return sheet


def chronology(_rng: random.Random) -> Sheet:
    """Dates and what happened, cells of several lines of prose, titles over a rule."""
    sheet = Sheet()
    titled(sheet, 66, ("Chronology of Events",), ROMAN_BOLD, 12)
    grid = Grid(sheet, [(72, "l"), (190, "l")], 92, ROMAN, 10, 12)
    grid.heads(("Date", 0, 0), ("Event", 1, 1), gap=4)
    grid.rule(72, 540)
    words = TEXT.split()
    for k, date in enumerate(("Jan. 12, 1994", "Mar. 3, 1994", "Mar. 29, 1994", "Aug. 1994", "Feb. 6, 1995")):
        part = words[9 * k : 9 * k + (12, 22, 9, 17, 25)[k]]
        lines, line = [], ""
        for word in part:
            if line and ROMAN.width(f"{line} {word}", 10) > 340:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        grid.line(date, "\n".join([*lines, line]), gap=6)
    grid.done()
    return sheet


def contacts(rng: random.Random) -> Sheet:
    """Wards and their rates beside words that judge them; centred titles in italics, blank cells."""
    sheet = Sheet()
    titled(sheet, 70, ("Table 2--Grades of Lakes",), ROMAN_BOLD, 10)
    grid = Grid(sheet, [(90, "l"), (250, "c"), (340, "c"), (440, "c")], 96, ROMAN, 9.5, 12)
    grid.heads(("Lake", 0, 0), ("Grade\nin 1992", 1, 1), ("Phosphorus\n(mg/L)", 2, 2), ("Trend", 3, 3), gap=4)
    grid.rule(90, 490)
    for k, name in enumerate(PLACES[:9]):
        grid.line(
            f"{name} Lake",
            ("Good", "Fair", "Poor")[k % 3],
            rate(rng) if k % 2 else "",
            ("Improving", "Stable", "", "Declining")[k % 4],
        )
    grid.rule(90, 490)
    grid.done()
    return sheet


TABLES = (
    some_figures,
    words_under_rule,
    bare_words,
    paragraphs_under,
    frame_in_frame,
    sidebar,
    data_sheet,
    bulleted,
    chronology,
    contacts,
)
