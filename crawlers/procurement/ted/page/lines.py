"""The lines of a page and values made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.tree import Node
from crawlers.forms.proof import together


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the node it stands in."""

    text: str
    path: str

    def value(self, text: str | None = None) -> Value:
        """The line, or a part of it, as a value."""
        words = self.text if text is None else text
        return Value(words, Evidence(lecture=words, path=self.path))


def lines_of(tree: Node) -> Iterator[Line]:
    """The lines of the page in reading order."""
    for leaf in tree.leaves():
        if not leaf.name.startswith("@"):
            for text in leaf.text.split("\n"):
                if text.strip():
                    yield Line(text.strip(), leaf.path)


def joined(lines: Sequence[Line], separator: str = "\n") -> Value | None:
    """Some lines as one value; None for no line."""
    values = [line.value() for line in lines]
    if not values:
        return None
    words = separator.join(value.text for value in values)
    return together(values, words, words)
