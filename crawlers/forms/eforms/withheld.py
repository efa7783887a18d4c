"""Fields that the buyer withholds from publication: eForms put a stand-in where they would be."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.tree import Node

WITHHELD = "champs_non_publies:document"

_STAND_IN = re.compile(r"unpublished|-1(?:\.0+)?", re.IGNORECASE)
"""In texts and codes, and in numbers (eForms SDK, unpublished fields); none is ever negative otherwise."""


def without_withheld(node: Node) -> Node:
    """The tree without the leaves that are stand-ins; a leaf keeps its place and loses its text."""
    text = "" if node.text and _STAND_IN.fullmatch(node.text) else node.text
    return replace(node, text=text, children=tuple(without_withheld(child) for child in node.children))


def is_withheld(node: Node) -> bool:
    """Whether a field of the notice is withheld."""
    return any(leaf.text and _STAND_IN.fullmatch(leaf.text) for leaf in node.leaves())
