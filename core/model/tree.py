"""A neutral tree: what JSON, XML and HTML become before a source reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a document.

    A JSON list and a repeated XML element both become several children of one name, so a publisher who
    writes a single object in place of a list changes nothing for the reader. An XML attribute is a child
    named ``@attribute``. ``text`` is the element's own text, entities decoded; the text of an HTML element
    with children is the text of the whole element. ``path`` is its address from the root, with an index
    from 1 where a name is repeated: ``/annonces/annonce[3]/jugement/nature``.
    """

    name: str
    path: str
    text: str = ""
    children: tuple[Node, ...] = ()

    def find(self, path: str) -> Iterator[Node]:
        """The descendants at a path of names such as ``LOTS/LOT/NUM``; ``*`` stands for any one name."""
        head, _, rest = path.partition("/")
        for child in self.children:
            if head in ("*", child.name):
                if rest:
                    yield from child.find(rest)
                else:
                    yield child

    def first(self, path: str) -> Node | None:
        """The first descendant at a path, or None."""
        return next(self.find(path), None)

    def walk(self) -> Iterator[Node]:
        """This node and all its descendants, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def is_leaf(self) -> bool:
        """Whether this node holds a text of its own: no child but attributes."""
        return bool(self.text) and all(child.name.startswith("@") for child in self.children)

    def leaves(self) -> Iterator[Node]:
        """The descendants that hold a text and no child but attributes, in document order."""
        for node in self.walk():
            if node.is_leaf():
                yield node

    def evidence(self) -> Evidence:
        """This node as the proof of a value."""
        return Evidence(lecture=self.text, path=self.path)
