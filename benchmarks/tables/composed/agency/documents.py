"""Documents drawn by number: each house rule and each page comes again every few numbers."""

from __future__ import annotations

import random

from benchmarks.tables.composed.agency.house import RULES, drawn_house
from benchmarks.tables.composed.agency.nontables import NONTABLES
from benchmarks.tables.composed.agency.pages import TABLES, Desk, Page
from benchmarks.tables.composed.agency.words import ENGLISH, FRENCH

SHEET = """
@page upright{size:letter;margin:54pt 68pt} @page wide{size:letter landscape;margin:50pt 54pt}
body{margin:0;font:10pt/1.2 'Liberation Serif';text-align:justify}
p{margin:0 0 6pt} h3{font-size:10pt;margin:6pt 0 3pt}
.sheet{break-after:page;position:relative} .statement{margin:12pt 0;text-align:left;break-inside:avoid}
.note{font-size:7.5pt;line-height:1.15;text-align:left} .columns{column-count:2;column-gap:20pt}
.pair{display:flex;gap:30pt;align-items:flex-start}
.margin{float:left;width:95pt;font:7.5pt/1.25 'Liberation Sans';text-align:left}
.main{margin-left:115pt}
.turned{writing-mode:sideways-lr;height:670pt;width:470pt}
"""


def composed(number: int) -> list[Page]:
    """The pages of a document: two with tables, one without."""
    rng = random.Random(f"agency {number}")  # noqa: S311
    tongue = FRENCH if number % 3 == 2 else ENGLISH
    rules = list(RULES)[number % len(RULES)]
    desk = Desk(rng, tongue, drawn_house(rng, rules))
    pages = [TABLES[number % len(TABLES)](desk), TABLES[rng.randrange(len(TABLES))](desk)]
    pages.append(Page(NONTABLES[number % len(NONTABLES)](rng, tongue)))
    rng.shuffle(pages)
    return pages


def markup_of(pages: list[Page]) -> str:
    """The HTML of a document."""
    sheets = "".join(f"<div class=sheet style='page:{page.kind}'>{page.body}</div>" for page in pages)
    return f"<!doctype html><meta charset=utf-8><style>{SHEET}</style><body>{sheets}</body>"
