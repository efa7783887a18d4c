"""From what the grammar found to our tree."""

from __future__ import annotations

import re
from typing import Any

from lark import Token, Transformer
from lark.tree import Meta
from lark.visitors import v_args

from console.api.odsql import tree
from console.api.odsql.errors import ODSQLError
from console.api.odsql.tree import Node

_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_KNOWN = {"true": True, "false": False, "null": None}
_LARGEST = 2**63


def unquoted(text: str) -> str:
    """The characters between two quotes; escapes are those of JSON, any other letter stands for itself."""
    return _ESCAPED.sub(_escape, text[1:-1])


def _escape(found: re.Match[str]) -> str:
    what = found.group(1)
    if len(what) == 5:
        letter = chr(int(what[1:], 16))
        return "\ufffd" if "\ud800" <= letter <= "\udfff" else letter
    return _CONTROL.get(what, what)


def _after_word(token: str) -> str:
    """The text of ``date'…'``."""
    return unquoted(token[min(token.index(quote) for quote in "'\"" if quote in token) :])


def _name(token: Token) -> tree.Name:
    quoted = token.type == "QUOTED"
    return tree.Name(_start(token), _end(token), unquoted(token) if quoted else str(token), quoted)


def _start(token: Token) -> int:
    return token.start_pos or 0


def _end(token: Token) -> int:
    return token.end_pos or 0


@v_args(meta=True)
class Builder(Transformer[Token, Any]):
    """One method a rule of the grammar."""

    def __init__(self, clause: str, text: str) -> None:
        super().__init__(visit_tokens=False)
        self._clause = clause
        self._text = text

    def select(self, _: Meta, parts: list[Any]) -> tuple[tree.Item, ...]:
        return tuple(self._item(part) for part in parts)

    group_by = select

    def order_by(self, _: Meta, parts: list[tree.Ordered]) -> tuple[tree.Ordered, ...]:
        return tuple(parts)

    def item(self, _: Meta, parts: list[Any]) -> tree.Item:
        of, word, label = parts
        return tree.Item(of, label, named=True) if word is not None else self._item(of)

    def _item(self, part: Any) -> tree.Item:
        if isinstance(part, tree.Item):
            return part
        label = part.name if isinstance(part, tree.Name) else self._text[part.at : part.end]
        return tree.Item(part, label, named=False)

    def label(self, _: Meta, parts: list[Token]) -> str:
        token = parts[0]
        return str(token) if token.type == "NAME" else unquoted(token)

    def ordered(self, _: Meta, parts: list[Any]) -> tree.Ordered:
        of, direction = parts
        return tree.Ordered(of, descending=direction is not None and direction.lower() == "desc")

    def disjunction(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Any(*_span(meta), tuple(part for part in parts if isinstance(part, Node)))

    def conjunction(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.All(*_span(meta), tuple(part for part in parts if isinstance(part, Node)))

    def negation(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Not(*_span(meta), parts[-1])

    def comparison(self, meta: Meta, parts: list[Any]) -> Node:
        left, operator, right = parts
        return tree.Comparison(*_span(meta), "!=" if operator == "<>" else str(operator), left, right)

    def holds(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Comparison(*_span(meta), "=", parts[0], parts[1], holds=True)

    def like(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Like(*_span(meta), parts[0], parts[2])

    def is_known(self, meta: Meta, parts: list[Any]) -> Node:
        of, _, negated, known = parts
        return tree.Is(*_span(meta), of, _KNOWN[known.lower()], negated is not None)

    def among(self, meta: Meta, parts: list[Any]) -> Node:
        left, low, high, right = parts[-1]
        low, high = (None if isinstance(bound, tree.Star) else bound for bound in (low, high))
        return tree.Between(*_span(meta), parts[0], low, high, left.type == "OPEN", right.type == "CLOSE")

    def span(self, _: Meta, parts: list[Any]) -> list[Any]:
        return parts

    def among_values(self, meta: Meta, parts: list[Any]) -> Node:
        values = tuple(part for part in parts[2:] if isinstance(part, Node))
        return tree.Among(*_span(meta), parts[0], values)

    def among_elements(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Comparison(*_span(meta), "=", _name(parts[2]), parts[0])

    def arithmetic(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Arithmetic(*_span(meta), str(parts[1]), parts[0], parts[2])

    def signed(self, meta: Meta, parts: list[Any]) -> Node:
        at, end = _span(meta)
        sign, of = parts
        if isinstance(of, tree.Number):
            return tree.Number(at, end, -of.value if sign == "-" else of.value)
        return of if sign == "+" else tree.Arithmetic(at, end, "-", tree.Number(at, at, 0), of)

    def number(self, meta: Meta, parts: list[Token]) -> Node:
        at, end = _span(meta)
        value = float(parts[0]) if any(sign in parts[0] for sign in ".eE") else int(parts[0])
        if abs(value) >= _LARGEST:
            raise ODSQLError("a number too large", self._clause, at)
        return tree.Number(at, end, value)

    def text(self, meta: Meta, parts: list[Token]) -> Node:
        value = unquoted(parts[0])
        if "\0" in value:
            raise ODSQLError("a NUL character", self._clause, _span(meta)[0])
        return tree.Text(*_span(meta), value)

    def moment(self, meta: Meta, parts: list[Token]) -> Node:
        return tree.Moment(*_span(meta), _after_word(parts[0]))

    def shape(self, meta: Meta, parts: list[Token]) -> Node:
        return tree.Shape(*_span(meta), _after_word(parts[0]))

    def measure(self, meta: Meta, parts: list[Token]) -> Node:
        found = re.fullmatch(r"([\d.]+)\s*(\w+)", parts[0])
        assert found  # noqa: S101 - the token is so made
        value = float(found.group(1))
        if value >= _LARGEST:
            raise ODSQLError("a number too large", self._clause, _span(meta)[0])
        return tree.Measure(*_span(meta), value, found.group(2))

    def known(self, meta: Meta, parts: list[Token]) -> Node:
        return tree.Known(*_span(meta), _KNOWN[parts[0].lower()])

    def name(self, _: Meta, parts: list[Token]) -> Node:
        return _name(parts[0])

    def star(self, meta: Meta, _: list[Token]) -> Node:
        return tree.Star(*_span(meta))

    def pattern(self, meta: Meta, parts: list[Token]) -> Node:
        return tree.Pattern(*_span(meta), parts[0][:-1])

    def distinct(self, meta: Meta, parts: list[Any]) -> Node:
        return tree.Distinct(*_span(meta), parts[-1])

    def steps(self, meta: Meta, parts: list[Any]) -> Node:
        first, *bounds, last = parts
        return tree.Steps(*_span(meta), tuple(bounds), first.type == "CLOSE", last.type == "OPEN")

    def call(self, meta: Meta, parts: list[Any]) -> Node:
        name, *arguments = parts
        given = tuple(argument for argument in arguments if argument is not None)
        return tree.Call(*_span(meta), name.lower(), given)


def _span(meta: Meta) -> tuple[int, int]:
    return (meta.start_pos, meta.end_pos)
