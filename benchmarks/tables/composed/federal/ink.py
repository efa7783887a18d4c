"""How rules are drawn: strokes, thin areas, dashes, pieces, or signs of the text itself."""

from __future__ import annotations

from benchmarks.tables.composed.federal.faces import Face
from benchmarks.tables.composed.federal.makers import Stream
from benchmarks.tables.composed.federal.sheet import Fill, Rule, Run

LEVEL_SIGNS = {"underscores": "_", "hyphens": "-", "equals": "="}
"""Kinds of rules that are text."""
INKS = ("stroke", "area", "double", "dashed", "dotted", "pieces", "underscores", "hyphens")


def as_text(rule: Rule, face: Face, size: float) -> Run:
    """A level rule of signs."""
    sign = LEVEL_SIGNS[rule.kind]
    count = max(1, int((rule.x1 - rule.x0) / face.width(sign, size) + 0.01))
    return Run(rule.x0, rule.y0, sign * count, face, size)


def draw(rule: Rule, stream: Stream) -> None:
    """Draw a rule that is no text."""
    if rule.kind == "area":
        _area(rule, stream)
    elif rule.kind == "pieces":
        _pieces(rule, stream)
    elif rule.kind == "double":
        _stroke(rule, stream, "[] 0 d")
        lower = Rule(rule.x0, rule.y0 + 2, rule.x1, rule.y1 + 2, rule.weight)
        if rule.y0 == rule.y1:
            _stroke(lower, stream, "[] 0 d")
    else:
        unit = stream.unit
        dashes = {
            "dashed": f"[{3 / unit:.1f} {2 / unit:.1f}] 0 d",
            "dotted": f"[{0.6 / unit:.2f} {1.4 / unit:.2f}] 0 d",
        }
        _stroke(rule, stream, dashes.get(rule.kind, "[] 0 d"))


def paint(fill: Fill, stream: Stream) -> None:
    """Paint an area."""
    left, top = stream.point(fill.x0, fill.y0).split()
    right, bottom = stream.point(fill.x1, fill.y1).split()
    width, height = float(right) - float(left), float(bottom) - float(top)
    stream.add(f"q {fill.gray} g {left} {top} {width:.3f} {height:.3f} re f Q")


def _stroke(rule: Rule, stream: Stream, dashes: str) -> None:
    start, end = stream.point(rule.x0, rule.y0), stream.point(rule.x1, rule.y1)
    stream.add(f"q {dashes} {rule.weight / stream.unit:.3f} w {start} m {end} l S Q")


def _area(rule: Rule, stream: Stream) -> None:
    half = rule.weight / 2
    level = rule.y0 == rule.y1
    across, down = (0.0, half) if level else (half, 0.0)
    box = Fill(rule.x0 - across, rule.y0 - down, rule.x1 + across, rule.y1 + down, 0)
    paint(box, stream)


def _pieces(rule: Rule, stream: Stream) -> None:
    """A line in pieces that touch, as cells draw their own borders."""
    length = max(rule.x1 - rule.x0, rule.y1 - rule.y0)
    count = max(1, round(length / 55))
    for place in range(count):
        a, b = place / count, (place + 1) / count
        x0, x1 = (rule.x0 + (rule.x1 - rule.x0) * part for part in (a, b))
        y0, y1 = (rule.y0 + (rule.y1 - rule.y0) * part for part in (a, b))
        _area(Rule(x0, y0, x1, y1, rule.weight), stream)
