"""Running text, heads and feet of pages."""

from __future__ import annotations

import random

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.layout import broken
from benchmarks.tables.composed.federal.sheet import Sheet
from benchmarks.tables.composed.federal.words import SENTENCES

ROMAN, BOLD = Face("Times-Roman"), Face("Times-Bold")
SANS = Face("Helvetica")


def sentence(rng: random.Random) -> str:
    """A sentence."""
    return rng.choice(SENTENCES).format(a=rng.randint(2, 29), b=rng.randint(1, 99), y=rng.randint(1985, 2009))


def paragraphs(  # noqa: PLR0917
    rng: random.Random, sheet: Sheet, x: float, y: float, width: float, bottom: float, size: float = 10
) -> float:
    """Fill a column with paragraphs, justified word by word or ragged; returns the y below the last."""
    justified = rng.random() < 0.5
    while y + 3 * size < bottom:
        text = " ".join(sentence(rng) for _ in range(rng.randint(2, 5)))
        lines = broken(text, ROMAN, size, width)
        for place, line in enumerate(lines):
            if y + size > bottom:
                return y
            y += size * 1.18
            words = line.split()
            room = width - ROMAN.width(line, size)
            if justified and place < len(lines) - 1 and len(words) > 1:
                at = x
                for word in words:
                    sheet.put(at, y, word, ROMAN, size)
                    at += ROMAN.width(word + " ", size) + room / (len(words) - 1)
            else:
                sheet.put(x, y, line, ROMAN, size)
        y += size * 0.7
    return y


def furniture(rng: random.Random, sheet: Sheet) -> None:
    """Head and foot of a page, with a number; small."""
    name = rng.choice(
        ["Invented Statistical Abstract", "Economic Outlook / March 2004", "GAO-XX-04-117 Field Offices"]
    )
    size = rng.choice([6.0, 7.0, 8.0])
    if rng.random() < 0.6:
        sheet.put(54, 34, name, SANS, size)
        sheet.put(sheet.width - 90, 34, rng.choice(["Chapter 3", "Tables", "DRAFT"]), SANS, size)
    number = str(rng.randint(2, 340))
    where = rng.choice([54.0, sheet.width / 2, sheet.width - 70])
    sheet.put(where, sheet.height - 28, number, SANS, size)
    if rng.random() < 0.4:
        sheet.put(
            54, sheet.height - 18, "VerDate 11-MAY-2000 08:12  Jkt 010199  PO 00000  Frm 00017", SANS, 4.5
        )
