"""From the text of a clause to its tree; the grammar is ``grammar.lark``."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken, VisitError

from console.api.odsql import tree
from console.api.odsql.build import Builder
from console.api.odsql.errors import ODSQLError

LONGEST = 10_000
"""Characters of a clause."""
DEEPEST = 40
"""Parentheses inside parentheses."""
MOST_PARTS = 1_000
"""Words, numbers and signs of a clause."""

_NESTS = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:\\.|[^`\\])*`|[()]", re.DOTALL)
_SPELLED = re.compile(r"\bnot\b|(?<![\w.])[+-]+", re.IGNORECASE)


@cache
def _grammar(clause: str) -> Lark:
    text = Path(__file__).with_name("grammar.lark").read_text("utf-8")
    return Lark(text, start=clause, parser="lalr", propagate_positions=True, maybe_placeholders=True)


@lru_cache(maxsize=2_000)
def parse(clause: str, text: str) -> object:
    """The tree of a clause: a node of a where, a tuple of items or of ordered parts of the others.

    Raises:
        ODSQLError: the text is none, too long or too deep.
    """
    _refuse_large(clause, text)
    try:
        parsed = _grammar(clause).parse(text)
        _refuse_many(clause, parsed)
        return Builder(clause, text).transform(parsed)
    except UnexpectedInput as error:
        raise ODSQLError(_told(error, text), clause, _place(error, text)) from None
    except VisitError as error:
        if isinstance(error.orig_exc, ODSQLError):
            raise error.orig_exc from None
        raise
    except RecursionError:
        raise ODSQLError("too many expressions inside each other", clause) from None


def parse_where(text: str) -> tree.Node:
    """The tree of a condition."""
    node = parse("where", text)
    assert isinstance(node, tree.Node)  # noqa: S101 - what the grammar gives for this clause
    return node


def parse_items(clause: str, text: str) -> tuple[tree.Item, ...]:
    """The parts of a select or a group_by."""
    items = parse(clause, text)
    assert isinstance(items, tuple)  # noqa: S101 - what the grammar gives for these clauses
    return items


def parse_order(text: str) -> tuple[tree.Ordered, ...]:
    """The parts of an order_by."""
    parts = parse("order_by", text)
    assert isinstance(parts, tuple)  # noqa: S101 - what the grammar gives for this clause
    return parts


def _refuse_large(clause: str, text: str) -> None:
    if len(text) > LONGEST:
        raise ODSQLError(f"longer than {LONGEST} characters", clause)
    if "\0" in text:
        raise ODSQLError("a NUL character", clause, text.index("\0"))
    if len(_SPELLED.findall(text)) > 10 * DEEPEST:
        raise ODSQLError("too many expressions inside each other", clause)
    depth = 0
    for found in _NESTS.finditer(text):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if depth > DEEPEST:
            raise ODSQLError("too many parentheses inside each other", clause, found.start())


def _refuse_many(clause: str, parsed: Tree[Token] | Token) -> None:
    if isinstance(parsed, Tree) and sum(1 for _ in parsed.scan_values(lambda _: True)) > MOST_PARTS:
        raise ODSQLError(f"more than {MOST_PARTS} parts", clause)


def _told(error: UnexpectedInput, text: str) -> str:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return "the end was not expected"
    if isinstance(error, UnexpectedToken):
        return f"{str(error.token)[:60]!r} was not expected"
    if isinstance(error, UnexpectedCharacters):
        at = int(error.pos_in_stream or 0)
        return f"{text[at : at + 20]!r} cannot be read"
    return "the end was not expected"


def _place(error: UnexpectedInput, text: str) -> int:
    if isinstance(error, UnexpectedEOF) or error.pos_in_stream is None:
        return len(text)
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return len(text)
    return int(error.pos_in_stream)
