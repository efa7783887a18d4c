"""Where a value stands that was put together out of several, or taken out of a longer one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.evidence import Box, Evidence
from core.model.reading import Value


def together(values: Sequence[Value], text: str, lecture: str) -> Value:
    """One value out of several that stand in one place, as sure as the least sure of them.

    In a tree the place is the nearest node that holds them all; on pages, what they cover of the first page.
    """
    place = around([value.evidence for value in values])
    return Value(text, replace(place, lecture=lecture), min(value.confidence for value in values))


def around(places: Sequence[Evidence]) -> Evidence:
    """The smallest place that holds all the others, with the words of the first."""
    first = places[0]
    if len(places) == 1:
        return first
    paths = [place.path for place in places if place.path]
    boxes = [place.bbox for place in places if place.bbox and place.page == first.page]
    return Evidence(first.lecture, page=first.page, bbox=cover(boxes), path=holder(paths))


def holder(paths: Sequence[str]) -> str | None:
    """The path of the nearest node that holds all of some nodes; None for no node."""
    if not paths:
        return None
    split = [path.split("/") for path in paths]
    shared = 0
    for names in zip(*split, strict=False):
        if len(set(names)) > 1:
            break
        shared += 1
    return "/".join(split[0][:shared]) or "/"


def cover(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all the others; None for no box."""
    sides = list(zip(*boxes, strict=True))
    if not sides:
        return None
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def piece(whole: Value, start: int, end: int) -> Value:
    """A part of a text, without blanks around it, and its place in the text of a tree."""
    text = whole.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    place = replace(whole.evidence, lecture=text)
    if place.path is None:
        return replace(whole, text=text, evidence=place)
    offset = (place.start or 0) + start
    return replace(whole, text=text, evidence=replace(place, start=offset, end=offset + len(text)))
