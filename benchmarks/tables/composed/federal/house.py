"""House rules: how an office sets its tables."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.tables.composed.federal.faces import Face

FAMILIES = (
    ("Helvetica", "Helvetica-Bold"),
    ("Times-Roman", "Times-Bold"),
    ("Helvetica", "Helvetica-Bold"),
    ("Times-Roman", "Times-Bold"),
    ("Courier", "Courier-Bold"),
)
RULES = (
    "bare",
    "three",
    "gpo",
    "typed",
    "columns",
    "head",
    "underscores",
    "rows",
    "grid",
    "double",
    "boxed",
    "shaded",
)
"""How the lines of a table stand; see ``framing``."""


@dataclass(frozen=True, slots=True)
class House:
    """Sizes are in points, gaps in ems of the size."""

    face: Face
    bold: Face
    size: float
    leading: float
    gutter: float
    rules: str
    ink: str
    titles: str  # how titles stand over their columns: centre, right, left
    stub_title: str  # bottom, middle
    leaders: str  # "" without
    indent: float
    hang: float
    block: int  # rows between blank lines, 0 without
    money: str  # apart: the sign in a place of its own
    marks: str  # raised, slash, letter
    bold_titles: bool
    spread: bool
    caption: str  # centre, left
    narrow_heads: bool


def drawn_house(rng: random.Random, rules: str) -> House:
    """A house that rules its tables so."""
    regular, bold = rng.choice(FAMILIES)
    narrow = rng.choice([100, 100, 100, 82, 90]) if regular != "Courier" else 100
    ink = rng.choice(["stroke", "stroke", "area", "pieces"])
    if rules in {"three", "head", "columns"}:
        ink = rng.choice(["stroke", "area", "dashed", "dotted", "pieces"])
    return House(
        face=Face(regular, narrow),
        bold=Face(bold, narrow),
        size=rng.choice([6.5, 7.0, 8.0, 8.0, 9.0, 10.0]),
        leading=rng.choice([1.1, 1.2, 1.2, 1.35, 1.6]),
        gutter=rng.choice([0.8, 1.0, 1.5, 2.0, 3.0]),
        rules=rules,
        ink=ink,
        titles=rng.choice(["centre", "centre", "right", "left"]),
        stub_title=rng.choice(["bottom", "bottom", "middle"]),
        leaders=rng.choice(["", "", ".", ".", " ."]) if rules not in {"grid", "shaded"} else "",
        indent=rng.choice([0.8, 1.0, 1.5, 2.0]),
        hang=rng.choice([0.5, 1.0, 2.5]),
        block=rng.choice([0, 0, 0, 5]),
        money=rng.choice(["close", "apart"]),
        marks=rng.choice(["raised", "raised", "slash", "letter"]),
        bold_titles=rng.random() < 0.4,
        spread=rng.random() < 0.6,
        caption=rng.choice(["centre", "left", "left"]),
        narrow_heads=rng.random() < 0.3,
    )
