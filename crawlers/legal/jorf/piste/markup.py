"""HTML inside a value of JSON as paragraphs, whose stretches are proved by their place in that value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from core.model.evidence import Evidence
from core.model.tree import Node
from crawlers.legal.jorf.body import Paragraph

_TOKEN = re.compile(r"<!--.*?-->|<(?P<end>/?)(?P<tag>[a-zA-Z][\w:-]*)[^>]*>|&(?:#\w+|\w+);|.", re.DOTALL)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "blockquote", *_HEADINGS})
"""Elements that begin and end a paragraph; ``br`` ends a line."""


@dataclass(slots=True)
class _Words:
    """The text of a paragraph, and for each of its letters where it stands in the value."""

    node: Node
    letters: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, words: str, start: int, end: int) -> None:
        """Letters, white space drawn together to one blank, none beside the end of a line."""
        for letter in words:
            blank = letter.isspace()
            if blank and (not self.letters or self.letters[-1] in " \n"):
                continue
            self.letters.append(" " if blank else letter)
            self.places.append((start, end))

    def end_line(self, start: int, end: int) -> None:
        """A line ends, if it has begun."""
        self._strip()
        if self.letters and self.letters[-1] != "\n":
            self.letters.append("\n")
            self.places.append((start, end))

    def close(self, article: str) -> Paragraph | None:
        """The paragraph, if it has words."""
        self._strip(" \n")
        if not self.letters:
            return None
        return Paragraph("".join(self.letters), article, self._prove)

    def _strip(self, blanks: str = " ") -> None:
        while self.letters and self.letters[-1] in blanks:
            self.letters.pop()
            self.places.pop()

    def _prove(self, start: int, end: int) -> Evidence:
        path, lecture = self.node.path, "".join(self.letters[start:end])
        if not start < end:
            return Evidence(lecture, path=path)
        return Evidence(lecture, path=path, start=self.places[start][0], end=self.places[end - 1][1])


def markup_paragraphs(node: Node, article: str) -> Iterator[Paragraph]:
    """The paragraphs of the HTML that a node holds."""
    words = _Words(node)
    for token in _TOKEN.finditer(node.text):
        tag = (token["tag"] or "").lower()
        if tag in _BLOCKS:
            if paragraph := words.close(article):
                yield paragraph
            words = _Words(node)
        elif tag == "br":
            words.end_line(token.start(), token.end())
        elif not tag and not token[0].startswith("<!--"):
            words.add(unescape(token[0]), token.start(), token.end())
    if paragraph := words.close(article):
        yield paragraph
