"""Pages that hold no table, though much of their text stands in line."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.tables.composed.page import Press
from benchmarks.tables.composed.vocabulary import LABELS, PROSE, STATES, TOPICS

SERIF, SANS = "Times-Roman", "Helvetica"


def contents(press: Press, rng: random.Random) -> None:
    """A table of contents."""
    page = 1
    for index, topic in enumerate(rng.sample(TOPICS, 24)):
        indent = 60 + 14 * (index % 3 > 0)
        line = f"{topic} "
        while indent + stringWidth(f"{line}.", SERIF, 10) < 500:
            line += "."
        page += rng.randint(1, 4)
        press.text(indent, 90 + 17 * index, line, SERIF, 10)
        press.right(540, 90 + 17 * index, str(page), SERIF, 10)


def two_columns(press: Press, rng: random.Random) -> None:
    """Prose in two columns with headings."""
    for x in (60, 318):
        y = 72.0
        while y < 690:
            press.text(x, y, rng.choice(TOPICS), "Times-Bold", 10)
            y = press.prose(rng, x, y + 13, 234, rng.randint(3, 11)) + 8


def bullets(press: Press, rng: random.Random) -> None:
    """Points and numbered paragraphs."""
    y = 72.0
    for index in range(14):
        press.text(66, y, "•" if index % 2 else f"{index + 1}.", SERIF, 10)
        y = press.prose(rng, 84, y, 460, rng.randint(1, 4)) + 5


def bars(press: Press, rng: random.Random) -> None:
    """A chart of upright bars with the marks of its axes."""
    press.text(60, 80, "Figure 3. Outlays by Area", "Helvetica-Bold", 10)
    for mark in range(6):
        press.right(96, 403 - 50 * mark, f"{20 * mark}", SANS, 8)
        press.rule(100, 400 - 50 * mark, 500)
    for index in range(8):
        height, x = rng.uniform(30, 240), 112 + 48 * index
        press.canvas.setFillGray(0.5)
        press.canvas.rect(x, press.height - 400, 28, height, stroke=0, fill=1)
        press.canvas.setFillGray(0)
        press.centred(x + 14, 396 - height, f"{height / 2.5:.1f}", SANS, 7)
        press.centred(x + 14, 412, str(2000 + index), SANS, 8)
    press.prose(rng, 60, 450, 490, 12)


def curves(press: Press, rng: random.Random) -> None:
    """Lines over an axis of years, with a legend."""
    press.text(60, 80, "Figure 4. Rates over time", "Helvetica-Bold", 10)
    for mark in range(6):
        press.right(96, 303 - 40 * mark, f"{mark * 2}.0", SANS, 8)
    for index in range(9):
        press.centred(110 + 45 * index, 316, str(1996 + index), SANS, 8)
    for series in range(3):
        points = [(110 + 45 * i, 500 + 60 * series + 40 * math.sin(i + rng.random())) for i in range(9)]
        for (x0, y0), (x1, y1) in pairwise(points):
            press.canvas.line(x0, y0, x1, y1)
        press.text(430, 100 + 12 * series, rng.choice(LABELS), SANS, 8)
    press.prose(rng, 60, 350, 490, 14)


def scattered(press: Press, rng: random.Random) -> None:
    """A map: names scattered, a scale and a legend."""
    for _ in range(26):
        name = rng.choice(STATES)
        press.text(rng.uniform(60, 480), rng.uniform(90, 480), name, SANS, rng.choice([6, 7, 8]))
    for index in range(4):
        press.shade(80, 520 + 14 * index, 92, 530 + 14 * index)
        press.text(98, 529 + 14 * index, f"{index * 5} to {index * 5 + 4.9} percent", SANS, 8)
    for _ in range(12):
        x, y = rng.uniform(80, 460), rng.uniform(300, 640)
        press.canvas.line(x, y, x + rng.uniform(-60, 60), y + rng.uniform(-60, 60))


def form(press: Press, rng: random.Random) -> None:
    """A form to fill in: questions with lines to write on."""
    for index, label in enumerate(rng.sample(LABELS, 14)):
        y = 90 + 26 * index
        press.text(60, y, f"{index + 1}. {label}:", SERIF, 10)
        press.rule(200, y + 2, 330)
        if index % 2:
            press.text(345, y, "Date:", SERIF, 10)
            press.rule(375, y + 2, 540)


def references(press: Press, rng: random.Random) -> None:
    """Notes and references with hanging numbers."""
    y = 72.0
    for index in range(16):
        press.text(60, y, f"[{index + 1}]", SERIF, 9)
        words = " ".join(rng.choice(PROSE) for _ in range(9))
        press.text(84, y, f"{rng.choice(STATES)}, J., {words}, {1990 + index}.", SERIF, 9)
        y = press.prose(rng, 84, y + 11, 440, rng.randint(1, 2), 9) + 4


def addresses(press: Press, rng: random.Random) -> None:
    """Offices with their addresses in three columns."""
    for col in range(3):
        for row in range(7):
            x, y = 60 + 170 * col, 90 + 70 * row
            press.text(x, y, f"{rng.choice(STATES)} Office", "Times-Bold", 9)
            press.text(
                x, y + 11, f"{rng.randint(10, 9900)} Main Street, Suite {rng.randint(100, 900)}", SERIF, 9
            )
            press.text(x, y + 22, f"{rng.choice(STATES)} {rng.randint(10000, 99999)}", SERIF, 9)
            press.text(x, y + 33, f"({rng.randint(200, 900)}) 555-{rng.randint(1000, 9999)}", SERIF, 9)


NONTABLES = (contents, two_columns, bullets, bars, curves, scattered, form, references, addresses)
