"""The tree of an ODSQL clause: plain nouns, each with its position in the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """Where the text of a node begins and ends in its clause."""

    at: int
    end: int


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A text in quotes; alone in a where it is a search in all fields."""

    value: str


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number without its sign."""

    value: int | float


@dataclass(frozen=True, slots=True)
class Known(Node):
    """TRUE, FALSE or NULL."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class Moment(Node):
    """``date'2026-03-12'``."""

    value: str


@dataclass(frozen=True, slots=True)
class Shape(Node):
    """``geom'…'``: WKT, WKB in hexadecimal or GeoJSON."""

    value: str


@dataclass(frozen=True, slots=True)
class Measure(Node):
    """A number with a unit of length or time: ``10km``, ``1 day``."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A field, or a label of the select."""

    name: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Star(Node):
    """``*``."""


@dataclass(frozen=True, slots=True)
class Pattern(Node):
    """``pop*``: the fields whose name begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Distinct(Node):
    """``distinct x``, in a count."""

    of: Node


@dataclass(frozen=True, slots=True)
class Steps(Node):
    """``]10, 50, 100[``: bounds of groups; an open side has a group beyond it."""

    bounds: tuple[Node, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``function(argument, …)``, the name in lower case."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """``left + right``, and ``-``, ``*``, ``/``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``left = right``, and ``!= < <= > >=``; ``:`` is written ``=``, ``holds`` tells them apart."""

    operator: str
    left: Node
    right: Node
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Like(Node):
    """``field like "words"``."""

    field: Node
    words: Node


@dataclass(frozen=True, slots=True)
class Is(Node):
    """``x is [not] true|false|null``."""

    of: Node
    value: bool | None
    negated: bool


@dataclass(frozen=True, slots=True)
class Between(Node):
    """``x in [low..high]``; None is an open end."""

    of: Node
    low: Node | None
    high: Node | None
    with_low: bool
    with_high: bool


@dataclass(frozen=True, slots=True)
class Among(Node):
    """``x in (a, b)``."""

    of: Node
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class All(Node):
    """``a and b``."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any(Node):
    """``a or b``."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``not a``."""

    of: Node


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a select or a group_by; ``label`` is the name of its result."""

    of: Node
    label: str
    named: bool


@dataclass(frozen=True, slots=True)
class Ordered:
    """A part of an order_by."""

    of: Node
    descending: bool
