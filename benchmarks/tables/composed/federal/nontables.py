"""Pages without a table, though much of their text stands in line."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.layout import broken
from benchmarks.tables.composed.federal.pages import fields
from benchmarks.tables.composed.federal.prose import BOLD, ROMAN, SANS, furniture, paragraphs, sentence
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.federal.themes import THEMES
from benchmarks.tables.composed.federal.words import DEEDS, OFFICES, PEOPLE, PLACES

COURIER = Face("Courier")


def prose(rng: random.Random) -> Sheet:
    """Two or three columns of text."""
    sheet = Sheet()
    furniture(rng, sheet)
    count = rng.choice([1, 2, 2, 3])
    width = 504 / count - 14
    for place in range(count):
        paragraphs(rng, sheet, 54 + place * (width + 14), 60, width, 740, rng.choice([8, 9, 10]))
    return sheet


def index(rng: random.Random) -> Sheet:
    """An index in two or three columns: terms with page numbers, sub-entries set in."""
    sheet = Sheet()
    terms = sorted({label for theme in THEMES.values() for label in theme["labels"]})
    count = rng.choice([2, 3])
    width = 504 / count
    place = 0
    for column in range(count):
        y = 60.0
        while y < 735 and place < 400:
            pages = ", ".join(str(rng.randint(2, 300)) for _ in range(rng.randint(1, 4)))
            term = terms[place % len(terms)]
            text = f"{term}, {pages}" if rng.random() < 0.8 else f"{term}. See {rng.choice(terms)}"
            for line, part in enumerate(broken(text, ROMAN, 8, width - 20)):
                indent = 10 * (place % 4 == 2) + 14 * (line > 0)
                sheet.put(54 + column * width + indent, y, part, ROMAN, 8)
                y += 9.6
            place += 1
    return sheet


def contents(rng: random.Random) -> Sheet:
    """Contents: titles, leaders or none, page numbers at the right."""
    sheet = Sheet()
    sheet.put(260, 70, "CONTENTS", BOLD, 13)
    y, page = 110.0, 1
    dots = rng.random() < 0.7
    apart = rng.random() < 0.5
    while y < 700:
        title = rng.choice(
            [rng.choice(DEEDS), rng.choice(OFFICES), rng.choice(THEMES[rng.choice(list(THEMES))]["caption"])]
        )
        level = rng.choice([0, 1, 1, 2])
        number = f"{rng.randint(1, 9)}.{rng.randint(1, 9)}" if apart else ""
        sheet.put(72, y, number, ROMAN, 10)
        lines = broken(title, ROMAN, 10, 380 - 14 * level)
        for line in lines:
            end = sheet.put(72 + 28 * apart + 14 * level, y, line, ROMAN, 10)
            y += 12
        y -= 12
        if dots:
            sheet.put(end + 4, y, "." * int((520 - end) / 2.5), ROMAN, 10)
        page += rng.randint(0, 9)
        sheet.put(538 - ROMAN.width(str(page), 10), y, str(page), ROMAN, 10)
        y += 15
    return sheet


def equations(rng: random.Random) -> Sheet:
    """Text with displayed formulas and their numbers at the right."""
    sheet = Sheet()
    y = 60.0
    for number in range(1, 7):
        y = paragraphs(rng, sheet, 72, y, 468, y + 60)
        a, b = rng.choice("xyzw"), rng.choice("abcd")
        y += 16
        sheet.put(200, y, f"{a}(t)  =  {b}^1  +  {b}^2 ln y  -  ", ROMAN, 11)
        sheet.put(330, y - 6, "1 - e", ROMAN, 9)
        sheet.rule(328, y - 3, 352, 0.5)
        sheet.put(332, y + 7, "2 s", ROMAN, 9)
        sheet.put(360, y, "+  u,     t = 1, ..., T", ROMAN, 11)
        sheet.put(515, y, f"({number})", ROMAN, 11)
        sheet.put(90, y + 26, "where", ROMAN, 10)
        for place, symbol in enumerate("xbu"):
            sheet.put(
                130,
                y + 26 + 12 * place,
                f"{symbol}   =   the value of the {rng.choice(OFFICES).lower()}",
                ROMAN,
                10,
            )
        y += 66
        if y > 620:
            break
    return sheet


def questionnaire(rng: random.Random) -> Sheet:
    """Questions with codes to circle and where to go on."""
    sheet = Sheet()
    sheet.put(60, 60, "SECTION C: HOUSEHOLD", BOLD, 11)
    y = 90.0
    for number in range(1, 10):
        for line in broken(f"C{number}. " + sentence(rng).replace(".", "?"), ROMAN, 9.5, 420):
            sheet.put(60, y, line, ROMAN, 9.5)
            y += 12
        for code, answer in enumerate(
            rng.sample(["Yes", "No", "Sometimes", "Never", "DON'T KNOW", "REFUSED"], 3), 1
        ):
            end = sheet.put(110, y, answer, ROMAN, 9.5)
            sheet.put(end + 3, y, "." * int((400 - end) / 2.375), ROMAN, 9.5)
            sheet.put(410, y, f"{code}", ROMAN, 9.5)
            if code == 2:
                sheet.put(440, y, f"(SKIP TO C{number + 2})", ROMAN, 8)
            y += 11.5
        y += 8
        if y > 690:
            break
    return sheet


def formular(rng: random.Random) -> Sheet:
    """A form of boxes with small labels in their corners, nothing filled in."""
    sheet = Sheet()
    sheet.put(54, 50, "APPLICATION FOR ASSISTANCE", BOLD, 12)
    y = 66.0
    for row in range(rng.randint(7, 12)):
        cuts = sorted(rng.sample(range(120, 500, 20), rng.choice([0, 1, 2])))
        high = rng.choice([24, 32, 40])
        sheet.rule(54, y, 558, 0.6)
        for place, left in enumerate([54, *cuts]):
            sheet.upright(left, y, y + high, 0.6)
            label = rng.choice(
                ["Applicant name", "Organizational unit", "Date received", "Congressional district", "Title"]
            )
            sheet.put(left + 3, y + 8, f"{row + 1}{'abc'[place]}. {label}", SANS, 6)
        sheet.upright(558, y, y + high, 0.6)
        y += high
    sheet.rule(54, y, 558, 0.6)
    fields(rng, sheet, 54, y + 40, 4)
    return sheet


def chart(rng: random.Random) -> Sheet:
    """Charts: axes with labels, bars or a line, a legend, values at the bars."""
    sheet = Sheet()
    furniture(rng, sheet)
    y = 80.0
    for number in (1, 2):
        sheet.put(72, y, f"Figure {number}. {rng.choice(THEMES['energy']['caption'])}", BOLD, 10)
        top, base = y + 24, y + 210
        for place in range(6):
            at = base - place * 34
            sheet.put(72, at + 3, f"{place * 20}", SANS, 8)
            sheet.rule(92, at, 520, 0.3, rng.choice(["stroke", "dotted"]))
        sheet.upright(92, top, base)
        names = [str(1990 + 2 * k) for k in range(9)] if rng.random() < 0.5 else rng.sample(PLACES, 6)
        for place, name in enumerate(names):
            x = 100 + place * 420 / len(names)
            height = rng.randint(20, 150)
            sheet.fill(x, base - height, x + 14, base, 0.6)
            sheet.fill(x + 14, base - height * 0.7, x + 28, base, 0.3)
            if number == 2:
                sheet.put(x, base - height - 3, f"{height / 2:.1f}", SANS, 7)
            sheet.put(x, base + 11, name[:10], SANS, 7)
        sheet.put(220, base + 28, "Men", SANS, 8)
        sheet.put(300, base + 28, "Women", SANS, 8)
        sheet.put(72, base + 44, "Source: Invented Agency.", ROMAN, 8)
        y = base + 80
    return sheet


def memorandum(rng: random.Random) -> Sheet:
    """A memorandum: heads of a letter, text, numbered points, a signature, copies."""
    sheet = Sheet()
    for place, (name, text) in enumerate(
        [
            ("MEMORANDUM FOR:", PEOPLE[0]),
            ("FROM:", PEOPLE[3]),
            ("DATE:", "March 3, 2004"),
            ("SUBJECT:", DEEDS[4]),
        ]
    ):
        sheet.put(72, 80 + 18 * place, name, BOLD, 11)
        sheet.put(190, 80 + 18 * place, text, ROMAN, 11)
    y = paragraphs(rng, sheet, 72, 170, 468, 300, 11)
    for number in range(1, 6):
        sheet.put(90, y, f"{number}.", ROMAN, 11)
        for line in broken(sentence(rng), ROMAN, 11, 420):
            sheet.put(112, y, line, ROMAN, 11)
            y += 13
        y += 6
    y = paragraphs(rng, sheet, 72, y, 468, y + 60, 11)
    for line in ("Sincerely,", "", "", rng.choice(PEOPLE), rng.choice(OFFICES)):
        y += 14
        sheet.put(320, y, line, ROMAN, 11)
    for person in rng.sample(PEOPLE, 3):
        y += 13
        sheet.put(72, y, "cc:", ROMAN, 10)
        sheet.put(100, y, f"{person}, {rng.choice(OFFICES)}", ROMAN, 10)
    return sheet


def references(rng: random.Random) -> Sheet:
    """A bibliography with hanging lines, notes numbered at the foot."""
    sheet = Sheet()
    sheet.put(72, 60, "REFERENCES", BOLD, 11)
    y = 84.0
    while y < 600:
        source = f"{rng.choice(OFFICES)} Report {rng.randint(10, 99)}, {rng.randint(20, 300)} p."
        text = f"{rng.choice(PEOPLE)}, {rng.randint(1979, 2006)}, {rng.choice(DEEDS)}: {source}"
        for place, line in enumerate(broken(text, ROMAN, 10, 440)):
            sheet.put(72 + 20 * (place > 0), y, line, ROMAN, 10)
            y += 12
        y += 4
    sheet.rule(72, 620, 216, 0.5)
    for number in range(1, 8):
        sheet.put(72, 632 + 11 * number, f"^{number}", ROMAN, 9)
        sheet.put(82, 632 + 11 * number, sentence(rng)[:95], ROMAN, 8)
    return sheet


def slide(rng: random.Random) -> Sheet:
    """Bullets of two levels and a diagram of boxes."""
    sheet = Sheet(792, 612)
    sheet.put(80, 80, rng.choice(DEEDS), Face("Helvetica-Bold"), 26)
    y = 140.0
    for _ in range(5):
        sheet.put(90, y, "•", SANS, 18)
        sheet.put(112, y, rng.choice(DEEDS), SANS, 18)
        for _ in range(2):
            y += 24
            sheet.put(130, y, "–", SANS, 14)
            sheet.put(148, y, rng.choice(OFFICES), SANS, 14)
        y += 34
    for place in range(3):
        x = 460 + 100 * math.cos(place * 2.1)
        sheet.rule(x, 400 + 50 * place, x + 130, 1)
        sheet.rule(x, 434 + 50 * place, x + 130, 1)
        sheet.upright(x, 400 + 50 * place, 434 + 50 * place, 1)
        sheet.upright(x + 130, 400 + 50 * place, 434 + 50 * place, 1)
        sheet.put(x + 8, 420 + 50 * place, rng.choice(OFFICES)[:20], SANS, 10)
    return sheet


def program_text(rng: random.Random) -> Sheet:
    """Fixed pitch: a printed letter or program, indented, no columns."""
    sheet = Sheet()
    y = 60.0
    for number in range(52):
        indent = "   " * rng.choice([0, 1, 1, 2])
        text = rng.choice(
            [
                f"IF (KOUNT.GT.{number}) GO TO {number * 10}",
                f"CALL EDIT (NAME, {number}, IERR)",
                "C     " + rng.choice(DEEDS).upper(),
            ]
        )
        sheet.put(60, y, f"{number * 10:>5}  {indent}{text}", COURIER, 9)
        y += 12
    return sheet


def statute(rng: random.Random) -> Sheet:
    """Numbered provisions, set in by level."""
    sheet = Sheet()
    furniture(rng, sheet)
    y = 60.0
    for number in range(1, 40):
        level = rng.choice([0, 1, 1, 2])
        sign = [f"§{number}.", f"({'abcdefgh'[number % 8]})", f"({number})"][level]
        for place, line in enumerate(broken(sentence(rng), ROMAN, 10, 400 - 24 * level)):
            if place == 0:
                sheet.put(72 + 24 * level, y, sign, ROMAN, 10)
            sheet.put(104 + 24 * level, y, line, ROMAN, 10)
            y += 12
        y += 3
        if y > 720:
            break
    return sheet


NONTABLES: tuple[Callable[[random.Random], Sheet], ...] = (
    prose,
    index,
    contents,
    equations,
    questionnaire,
    formular,
    chart,
    memorandum,
    references,
    slide,
    program_text,
    statute,
)
