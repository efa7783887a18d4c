"""More pages without a table: addresses, equations, codes of answers, signatures, maps, footnotes."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.offices.figures import PROSE, ROMAN, SANS, STATES, TRADES
from benchmarks.tables.composed.offices.leaf import paragraph


def addresses(rng: random.Random) -> Sheet:
    """Blocks of addresses in two columns."""
    sheet = Sheet()
    sheet.put(72, 66, "Where to write", SANS, 12, bold=True)
    for k, name in enumerate(STATES):
        x, y = 72 + 250 * (k % 2), 90 + 70 * (k // 2)
        lines = (
            f"{name} Field Office",
            f"{rng.randint(10, 900)} Harbor Street",
            f"Port {name} 0{rng.randint(1000, 9999)}",
        )
        for row, text in enumerate((*lines, f"(555) 010-{rng.randint(1000, 9999)}")):
            sheet.put(x, y + 12 * row, text, ROMAN, 10)
    return sheet


def answers(rng: random.Random) -> Sheet:
    """Questions whose answers have a code at the right behind leader dots."""
    sheet = Sheet()
    y = 70.0
    for k in range(1, 7):
        sheet.put(72, y, f"Q{k}.", ROMAN, 10)
        y = paragraph(sheet, 100, y, 420, PROSE[: rng.randint(60, 150)] + "?", ROMAN, 10)
        for code, text in enumerate(("YES", "NO", "REFUSED", "DON'T KNOW"), start=1):
            led = text + " "
            while ROMAN.width(led + ".", 10) < 200:
                led += "."
            sheet.put(180, y, led, ROMAN, 10)
            sheet.put(390, y, str(code), ROMAN, 10)
            y += 12
        y += 8
    return sheet


def signatures(rng: random.Random) -> Sheet:
    """Prose over two blocks of signatures side by side."""
    sheet = Sheet()
    y = 70.0
    for _ in range(5):
        y = paragraph(sheet, 72, y, 468, PROSE, ROMAN, 10) + 8
    for row in range(3):
        for x in (72, 330):
            sheet.rule(x, y + 50 + 60 * row, x + 190)
            sheet.put(x, y + 62 + 60 * row, f"{rng.choice(STATES)} {rng.choice('ABC')}. Marlow", ROMAN, 10)
            sheet.put(
                x, y + 74 + 60 * row, rng.choice(("Director", "Commissioner", "Chief of Staff")), ROMAN, 10
            )
    return sheet


def notes(rng: random.Random) -> Sheet:
    """A page of numbered notes with years and pages."""
    sheet = Sheet()
    sheet.put(72, 66, "Endnotes", SANS, 12, bold=True)
    y = 88.0
    for k in range(1, 25):
        sheet.put(72, y, f"{k}.", ROMAN, 9)
        year, page = rng.randint(1980, 2004), rng.randint(2, 90)
        text = f"{rng.choice(STATES)}, {rng.choice(TRADES).strip()} ({year}), p. {page}."
        y = paragraph(sheet, 92, y, 440, text, ROMAN, 9) + 3
    return sheet


def sketch(rng: random.Random) -> Sheet:
    """A map: names and figures strewn, a legend with classes."""
    sheet = Sheet()
    sheet.put(72, 66, "Figure 2. Rate by county, 1997", SANS, 10, bold=True)
    for row in range(6):
        for col in range(5):
            x, y = 80 + 85 * col + rng.uniform(-20, 20), 110 + 60 * row + rng.uniform(-18, 18)
            sheet.put(x, y, rng.choice(STATES), SANS, 7)
            sheet.put(x + 6, y + 8, f"{rng.uniform(1, 20):.1f}", SANS, 7)
    for k, text in enumerate(("0.0 - 4.9", "5.0 - 9.9", "10.0 - 14.9", "15.0 and over")):
        sheet.fill(440, 500 + 14 * k, 456, 510 + 14 * k, 0.3 + 0.15 * k)
        sheet.put(462, 508 + 14 * k, text, SANS, 8)
    return sheet


def cover(rng: random.Random) -> Sheet:
    """The facts of a report on its first page: words behind colons."""
    sheet = Sheet()
    sheet.put(72, 120, f"Report on {rng.choice(TRADES).strip()}", SANS, 20, bold=True)
    for k, (name, text) in enumerate(
        (
            ("To:", "The Commissioner"),
            ("From:", "Office of Audits"),
            ("Date:", "May 4, 2001"),
            ("Subject:", "Review of grants"),
        )
    ):
        sheet.put(72, 200 + 16 * k, name, ROMAN, 11)
        sheet.put(140, 200 + 16 * k, text, ROMAN, 11)
    paragraph(sheet, 72, 300, 460, PROSE, ROMAN, 11)
    return sheet


def pie(rng: random.Random) -> Sheet:
    """Labels with shares around the middle of a figure."""
    sheet = Sheet()
    sheet.put(72, 66, "Figure 1. Sources of funds", SANS, 10, bold=True)
    places = ((120, 140), (380, 140), (420, 220), (380, 300), (120, 300), (90, 220))
    for (x, y), name in zip(places, rng.sample(TRADES, 6), strict=True):
        sheet.put(x, y, name.strip(), SANS, 8)
        sheet.put(x + 10, y + 10, f"{rng.randint(2, 40)}%", SANS, 8)
    return sheet


def index_of_terms(rng: random.Random) -> Sheet:
    """Terms with spaced leader dots before their pages in two columns, under letters alone."""
    sheet = Sheet()
    for x, letters in ((72, "AC"), (320, "MP")):
        y = 80.0
        for letter in letters:
            sheet.put(x, y, letter, SANS, 11, bold=True)
            for k in range(6):
                y += 12
                text = f"{letter}{rng.choice(STATES).lower()} {k} "
                while ROMAN.width(text + ". .", 9) < 170:
                    text += ". "
                sheet.put(x, y, text.rstrip(), ROMAN, 9)
                sheet.put(x + 185, y, str(rng.randint(2, 90)), ROMAN, 9)
            y += 24
    return sheet


NONTABLES = (addresses, answers, signatures, notes, sketch, cover, pie, index_of_terms)
