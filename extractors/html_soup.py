"""HTML bytes to the elements of a page, and their visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, PreformattedString, Tag

from core.errors import EmptyDocument, WrongFormat
from extractors.decoding import decode

UNSEEN = frozenset({"script", "style", "template", "svg", "math", "iframe", "object", "applet", "colgroup"})
"""Elements whose content is not text of the page."""

BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend
    li main menu nav ol optgroup option p pre search section select summary table tbody td
    tfoot th thead title tr ul
    """.split()  # noqa: SIM905  one name a line would hide the rest
)
"""Elements that begin and end a line; all others stand inside one, as in browsers."""

_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z!/?]")
_BLANKS = re.compile(r" +")
_CELL_EDGES = re.compile(r"[ ]*\t[ \t]*")
_LINE_ENDS = str.maketrans(dict.fromkeys("\t\r\n\f", " "))


def open_page(data: bytes) -> tuple[BeautifulSoup, tuple[str, ...]]:
    """The parsed page and warnings on its encoding.

    Raises:
        EmptyDocument: there is nothing but blanks.
        WrongFormat: there is no tag.
    """
    declared = _META.search(data[:4096])
    text, warnings = decode(data, declared.group(1).decode("ascii") if declared else None)
    if not text.strip():
        raise EmptyDocument("the page holds nothing but blanks")
    if not _TAG.search(text):
        raise WrongFormat("the document has no HTML tag")
    return BeautifulSoup(text, "lxml"), warnings


def shown(element: Tag) -> Iterator[PageElement]:
    """The children that hold visible content: elements and texts, without comments and scripts."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name not in UNSEEN:
                yield child
        elif is_text(child):
            yield child


def is_text(node: PageElement) -> bool:
    """Whether a node is text that XPath's ``text()`` counts."""
    if not isinstance(node, NavigableString):
        return False
    return isinstance(node, CData) or not isinstance(node, PreformattedString)


def visible_text(nodes: Iterator[PageElement] | list[PageElement]) -> str:
    """The text of some nodes as lines: blanks collapsed, ``<br>`` and blocks as line ends, cells by tabs."""
    pieces: list[str] = []
    _collect(iter(nodes), pieces)
    lines = (_collapsed(line) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collapsed(line: str) -> str:
    return _CELL_EDGES.sub("\t", _BLANKS.sub(" ", line)).strip()


def _collect(nodes: Iterator[PageElement], pieces: list[str]) -> None:
    """Add the texts without their own line ends; no recursion, since pages nest without limit."""
    stack: list[Iterator[PageElement] | str] = [nodes]
    while stack:
        top = stack[-1]
        if isinstance(top, str):
            pieces.append(top)
            stack.pop()
            continue
        node = next(top, None)
        if node is None:
            stack.pop()
        elif isinstance(node, Tag):
            edge = _edge(node.name)
            pieces.append(edge)
            stack.extend((edge, shown(node)))
        else:
            pieces.append(_text_of(node))


def _edge(name: str) -> str:
    if name in ("td", "th"):
        return "\t"
    return "\n" if name in BLOCKS or name == "br" else ""


def _text_of(node: PageElement) -> str:
    text = str(node)
    if node.find_parent("pre") is not None:
        return text
    return text.translate(_LINE_ENDS)
