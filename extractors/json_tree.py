"""JSON to a neutral tree, each number with the digits that were printed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.errors import CorruptDocument, EmptyDocument, LimitExceeded
from core.model.tree import Node
from extractors.decoding import decode
from extractors.limits import Budget

ITEM = "item"
"""The name of the members of a list that has no name itself: a list at the top or inside a list."""


class _Object(list[tuple[str, Any]]):
    """The members of a JSON object in order, duplicate names kept."""


def parse(data: bytes, embedded: frozenset[str] = frozenset()) -> Node:
    """The tree of a JSON document; see :func:`read`."""
    return read(data, embedded)[0]


def read(data: bytes, embedded: frozenset[str] = frozenset()) -> tuple[Node, tuple[str, ...]]:
    """The tree of a JSON document, and warnings on its encoding.

    A list becomes children that repeat its name; the root, whose name and path are "", has the members of a
    top-level list as children named ``item``. ``null``, ``{}`` and ``[]`` become an empty text. A path
    escapes, in names, ``~`` as ``~0``, ``/`` as ``~1`` (RFC 6901) and ``[`` as ``~2``: no two nodes share it.

    Args:
        data: the bytes, in any usual encoding.
        embedded: names of members whose text is itself JSON and is parsed in place.

    Raises:
        EmptyDocument: there is nothing but blanks.
        CorruptDocument: the text is cut or no JSON.
        LimitExceeded: too deep or too many values.
    """
    text, warnings = _text(data)
    return _Builder(embedded).root(_load(text)), warnings


def read_lines(data: bytes, embedded: frozenset[str] = frozenset()) -> tuple[Node, tuple[str, ...]]:
    """The tree of JSON lines: a root with one child ``item`` a line; blank lines do not count.

    Raises:
        EmptyDocument, CorruptDocument, LimitExceeded: as :func:`read`.
    """
    text, warnings = _text(data)
    lines = enumerate(text.split("\n"), start=1)
    values = [_load(line, number) for number, line in lines if line.strip()]
    return _Builder(embedded).root(values), warnings


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    text, warnings = decode(data)
    if not text.strip():
        raise EmptyDocument("the document holds nothing but blanks")
    return text, warnings


def _load(text: str, first_line: int = 1) -> Any:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as failure:
        line = first_line - 1 + failure.lineno
        raise CorruptDocument(f"no JSON at line {line}, column {failure.colno}: {failure.msg}") from failure
    except RecursionError as failure:
        raise LimitExceeded("the JSON is nested too deep") from failure


_DECODER = json.JSONDecoder(
    object_pairs_hook=_Object,
    parse_int=str,
    parse_float=str,
    parse_constant=str,
    strict=False,  # some publishers leave line ends and tabs inside strings
)


class _Builder:
    def __init__(self, embedded: frozenset[str]) -> None:
        self._embedded = embedded
        self._budget = Budget()

    def root(self, value: Any) -> Node:
        return self._node("", "", value, 0)

    def _node(self, name: str, path: str, value: Any, depth: int) -> Node:
        self._budget.enter(path, depth)
        if isinstance(value, list):
            return Node(name, path, "", tuple(self._children(value, path, depth + 1)))
        text = _scalar(value)
        self._budget.keep(text)
        return Node(name, path, text)

    def _children(self, value: list[Any], path: str, depth: int) -> Iterator[Node]:
        members = list(self._members(value))
        totals = Counter(name for name, _ in members)
        counts: Counter[str] = Counter()
        for name, member in members:
            counts[name] += 1
            index = f"[{counts[name]}]" if totals[name] > 1 else ""
            yield self._node(name, f"{path}/{_escaped(name)}{index}", member, depth)

    def _members(self, value: list[Any]) -> Iterator[tuple[str, Any]]:
        """What becomes children: the members of an object, each list among them spread under its name."""
        if not isinstance(value, _Object):
            yield from ((ITEM, each) for each in value)
            return
        for raw_name, raw in value:
            name = _whole(raw_name)
            member = _inner(raw) if name in self._embedded and isinstance(raw, str) else raw
            if isinstance(member, list) and not isinstance(member, _Object) and member:
                yield from ((name, each) for each in member)
            else:
                yield name, member


def _inner(text: str) -> Any:
    """The object or list that a text holds, or the text itself where it holds none."""
    if text.lstrip()[:1] not in ("{", "["):
        return text
    try:
        return _load(text)
    except CorruptDocument:
        return text


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _whole(str(value))


def _whole(text: str) -> str:
    """A text whose lone surrogates, halves of a character that was cut, are replaced by U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1").replace("[", "~2")
