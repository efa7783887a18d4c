"""One tree for a contract, whatever the dialect it is written in.

The leaves of a contract become children named by the fields of :data:`names.FIELDS`; each holder is a child
``titulaire`` and each modification a child ``modification``. A field that nobody knows keeps its folded name.
Paths stay those of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from core.model.tree import Node
from crawlers.forms.folding import fold
from crawlers.procurement.decp import names

_BLANK = frozenset({"", "cdl", "mq", "nc", "nan", "null", "none", "n/a"})
"""What publishers write for "nothing": CDL (conditional) and MQ (missing) on data.economie.gouv.fr."""

HOLDER, CHANGE = "titulaire", "modification"


def contract(node: Node) -> Node:
    """The tree of a contract, of an object or of the line of a table."""
    leaves: list[Node] = []
    holders: list[Node] = []
    changes: list[Node] = []
    for child in _elements(node):
        name = names.folded(child.name)
        if name in names.HOLDER_LISTS and child.children:
            holders += _holders(child)
        elif name in names.CHANGE_LISTS and child.children:
            changes += _changes(child)
        else:
            leaves += _leaves(child, name)
    flat = _flat_holders(leaves)
    change = _flat_change(leaves)
    fields = [_renamed(leaf, names.FIELDS) for leaf in leaves if not _is_flat(leaf)]
    return Node("contrat", node.path, "", (*fields, *holders, *flat, *changes, *change))


def _leaves(node: Node, name: str) -> Iterator[Node]:
    """The filled leaves at and below a node, each named by the names on the way to it."""
    if not is_blank(node.text) and not _elements(node):
        yield Node(name, node.path, node.text.strip())
    for child in _elements(node):
        yield from _leaves(child, name + names.folded(child.name))


def _elements(node: Node) -> Iterable[Node]:
    return [child for child in node.children if not child.name.startswith("@")]


def is_blank(text: str) -> bool:
    """Whether a text stands for no value."""
    return fold(text.strip()) in _BLANK


def _renamed(leaf: Node, table: Mapping[str, str]) -> Node:
    return replace(leaf, name=table.get(leaf.name, leaf.name))


def _holders(node: Node) -> Iterator[Node]:
    """The holders at any depth: lists in lists and wrappers ``{"titulaire": {…}}`` occur."""
    return _parts(node, HOLDER, names.HOLDER_FIELDS)


def _changes(node: Node) -> Iterator[Node]:
    return _parts(node, CHANGE, names.CHANGE_FIELDS)


def _parts(node: Node, name: str, table: Mapping[str, str]) -> Iterator[Node]:
    """The topmost nodes that have a field of a table, as nodes of one name with the fields' own names."""
    if any(names.folded(each.name) in table for each in node.children):
        fields = [leaf for each in _elements(node) for leaf in _leaves(each, names.folded(each.name))]
        yield Node(name, node.path, "", tuple(_renamed(leaf, table) for leaf in fields))
        return
    for child in node.children:
        yield from _parts(child, name, table)


def _is_flat(leaf: Node) -> bool:
    return leaf.name in names.FLAT_CHANGE_FIELDS or names.holder_field(leaf.name) is not None


def _flat_holders(leaves: Iterable[Node]) -> list[Node]:
    """The holders of columns such as ``titulaire_id_2``."""
    by_number: dict[str, list[Node]] = {}
    for leaf in leaves:
        found = names.holder_field(leaf.name)
        if found:
            by_number.setdefault(found[1], []).append(replace(leaf, name=found[0]))
    return [Node(HOLDER, parts[0].path, "", tuple(parts)) for parts in by_number.values()]


def _flat_change(leaves: Iterable[Node]) -> list[Node]:
    """The modification that a line of a table carries, if it says more than its number."""
    parts = [
        _renamed(leaf, names.FLAT_CHANGE_FIELDS) for leaf in leaves if leaf.name in names.FLAT_CHANGE_FIELDS
    ]
    return [Node(CHANGE, parts[0].path, "", tuple(parts))] if parts else []
