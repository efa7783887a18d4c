"""XML read by paths over local names, whatever the namespace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree


def root_of(path: Path) -> Any:
    """The root of a document, without comments."""
    return etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot()


def nodes(below: Any, path: str) -> list[Any]:
    """The elements at ``A/B``; ``.//B`` looks at any depth, ``A/@C`` gives attributes."""
    steps = [
        step if step.startswith("@") or step in ("", ".", "*") else f"*[local-name()='{step}']"
        for step in path.split("/")
    ]
    return list(below.xpath("/".join(steps)))


def texts(below: Any, path: str, separator: str = " ") -> list[str]:
    """The words at a path, paragraphs joined; blank ones are left out."""
    found = []
    for each in nodes(below, path):
        words = each if isinstance(each, str) else separator.join(each.itertext())
        found.append(" ".join(words.split()))
    return [words for words in found if words]


def text(below: Any, *paths: str) -> str | None:
    """The first words at the first of several paths that has any."""
    return next((words for path in paths for words in texts(below, path)), None)


def name(element: Any) -> str:
    """The local name."""
    return str(element.tag).rpartition("}")[2]
