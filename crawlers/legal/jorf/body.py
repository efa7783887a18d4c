"""The prose of a text, whatever elements it stands in, and where each stretch of it was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from core.model.act import Span
from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.tree import Node


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph: it begins at ``start`` of the body and belongs to an article."""

    start: int
    node: Node
    article: str


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a text, one a line; the parser has made line ends of ``<br/>``."""

    text: str
    parts: tuple[Part, ...]

    def part_at(self, position: int) -> Part:
        """The paragraph that a position falls into."""
        return max((part for part in self.parts if part.start <= position), key=lambda part: part.start)

    def value(self, span: Span) -> Value:
        """A span as a value; one that reaches into the next paragraph is proved by its beginning."""
        part = self.part_at(span.start)
        start, end = span.start - part.start, min(span.end - part.start, len(part.node.text))
        lecture = self.text[span.start : span.end]
        return Value(
            span.value, Evidence(lecture, path=part.node.path, start=start, end=end), span.confidence
        )


def body_of(contents: Iterable[tuple[str, Node]]) -> Body:
    """The body of the contents of articles, each given with the number of its article."""
    found = [(leaf, article) for article, content in contents for leaf in _paragraphs(content)]
    starts = accumulate((len(leaf.text) + 1 for leaf, _ in found), initial=0)
    parts = tuple(Part(start, leaf, article) for (leaf, article), start in zip(found, starts, strict=False))
    return Body("\n".join(leaf.text for leaf, _ in found), parts)


def _paragraphs(content: Node) -> Iterator[Node]:
    return (leaf for leaf in content.leaves() if not leaf.name.startswith("@"))
