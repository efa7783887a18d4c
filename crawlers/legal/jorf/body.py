"""The prose of a text, whatever it stands in, and where each stretch of it was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from core.model.act import Span
from core.model.evidence import Evidence
from core.model.reading import Value
from core.model.tree import Node

Prove = Callable[[int, int], Evidence]
"""The evidence of a stretch of a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article; the parser has made line ends of ``<br/>``."""

    text: str
    article: str
    prove: Prove


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that begins at ``start`` of the body."""

    start: int
    paragraph: Paragraph

    @property
    def article(self) -> str:
        """The number of the article."""
        return self.paragraph.article


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a text, one a line."""

    text: str
    parts: tuple[Part, ...]

    def part_at(self, position: int) -> Part:
        """The paragraph that a position falls into."""
        return max((part for part in self.parts if part.start <= position), key=lambda part: part.start)

    def value(self, span: Span) -> Value:
        """A span as a value; one that reaches into the next paragraph is proved by its beginning."""
        part = self.part_at(span.start)
        start, end = span.start - part.start, min(span.end - part.start, len(part.paragraph.text))
        evidence = replace(part.paragraph.prove(start, end), lecture=self.text[span.start : span.end])
        return Value(span.value, evidence, span.confidence)


def body_of(contents: Iterable[tuple[str, Node]]) -> Body:
    """The body of the contents of articles, each given with the number of its article."""
    leaves = ((leaf, article) for article, content in contents for leaf in _leaves(content))
    return body_of_paragraphs(
        Paragraph(leaf.text, article, partial(_prove, leaf)) for leaf, article in leaves
    )


def body_of_paragraphs(paragraphs: Iterable[Paragraph]) -> Body:
    """The body of paragraphs."""
    found = list(paragraphs)
    starts = accumulate((len(each.text) + 1 for each in found), initial=0)
    parts = tuple(Part(start, each) for each, start in zip(found, starts, strict=False))
    return Body("\n".join(each.text for each in found), parts)


def _prove(leaf: Node, start: int, end: int) -> Evidence:
    return Evidence(leaf.text[start:end], path=leaf.path, start=start, end=end)


def _leaves(content: Node) -> Iterator[Node]:
    return (leaf for leaf in content.leaves() if not leaf.name.startswith("@"))
