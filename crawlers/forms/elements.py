"""One tree for a document published as XML and as JSON made from that XML."""

from __future__ import annotations

from core.model.tree import Node

TEXT = "#text"
"""The member that holds an element's text where its attributes are members too (xmltodict's convention)."""


def as_elements(node: Node) -> Node:
    """The tree as the XML parser would give it: local names, text on the element, attributes as children.

    ``{"cbc:ID": {"@schemeName": "x", "#text": "7"}}`` becomes an ID with the text 7 and a child
    ``@schemeName``.
    Paths stay those of the document, so that evidence points into it.
    """
    children = tuple(as_elements(child) for child in node.children if child.name != TEXT)
    inner = next((child for child in node.children if child.name == TEXT), None)
    path, text = (node.path, node.text) if inner is None else (inner.path, inner.text)
    return Node(local_name(node.name), path, text, children)


def local_name(name: str) -> str:
    """A name without its namespace prefix: ``cbc:ID`` is ID, ``@xsi:type`` is @type."""
    mark = "@" if name.startswith("@") else ""
    return mark + name.removeprefix("@").rpartition(":")[2]
