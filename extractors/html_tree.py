"""HTML to a neutral tree whose leaves are the lines that a reader sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from core.errors import EmptyDocument
from core.model.table import Table
from core.model.tree import Node
from extractors.html_soup import BLOCKS, UNSEEN, is_text, open_page, visible_text
from extractors.html_tables import read_tables
from extractors.limits import Budget

TEXT = "#text"
"""The name of a leaf for text that stands between blocks, without an element of its own."""

LINKS = "#links"
"""The name of the last child of the root: the links of the page."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """The tree of a page, its tables, and warnings on its encoding."""

    tree: Node
    tables: tuple[Table, ...]
    warnings: tuple[str, ...]


def parse(data: bytes) -> Node:
    """The tree of an HTML page; see :func:`read`."""
    return read(data).tree


def read(data: bytes) -> WebPage:
    """The tree and the tables of an HTML page.

    Paths are XPath locations in the page as lxml builds it: ``/html/body/div[2]/p[3]``. A block without
    blocks inside is a leaf with its whole text; text between blocks is a leaf ``#text`` whose path is that of
    its first piece (``…/div/text()[2]``, or the element it begins with). An element with children has the
    text of the whole element. Blanks are collapsed, ``<br>`` and the edges of blocks are line ends, cells of
    a row are parted by a tab. Attributes are not kept, except those of links: the last child of the root is
    ``#links`` with a child ``a`` for each ``<a href>``: its text, its path, and the address in its child
    ``@href``.

    Raises:
        EmptyDocument: there is nothing but blanks.
        WrongFormat: there is no tag.
        LimitExceeded: too deep, too many elements.
    """
    soup, warnings = open_page(data)
    root = next((child for child in soup.children if isinstance(child, Tag)), None)
    if root is None:
        raise EmptyDocument("the page shows nothing")
    builder = _Builder(soup)
    tree = builder.node(root, "", 0)
    links = builder.links(root)
    tree = Node(tree.name, tree.path, tree.text, (*tree.children, links))
    return WebPage(tree, read_tables(root, builder.path_of), warnings)


class _Builder:
    def __init__(self, soup: BeautifulSoup) -> None:
        self._budget = Budget()
        self._paths: dict[int, str] = {}
        self._holders = _holders_of_blocks(soup)

    def path_of(self, element: Tag) -> str:
        """The XPath of an element of the page."""
        return self._paths[id(element)]

    def node(self, element: Tag, parent: str, depth: int, index: str = "") -> Node:
        path = f"{parent}/{element.name}{index}"
        self._paths[id(element)] = path
        self._budget.enter(path, depth)
        if id(element) in self._holders:
            children = tuple(self._children(element, path, depth + 1))
            text = _joined(element, children)
        else:
            self._note_paths(element, path, depth)
            children, text = (), visible_text([element])
        self._budget.keep(text)
        return Node(element.name, path, text, children)

    def _children(self, element: Tag, path: str, depth: int) -> Iterator[Node]:
        run: list[tuple[PageElement, str]] = []
        for child, index in _numbered(element):
            if isinstance(child, Tag) and (child.name in BLOCKS or id(child) in self._holders):
                yield from self._line(run, path, depth)
                run = []
                yield self.node(child, path, depth, index)
            else:
                run.append((child, index))
        yield from self._line(run, path, depth)

    def _line(self, run: list[tuple[PageElement, str]], parent: str, depth: int) -> Iterator[Node]:
        """A leaf for inline content between blocks; nothing where it shows nothing."""
        pieces = [(piece, self._piece_path(piece, parent, index, depth)) for piece, index in run]
        text = visible_text([piece for piece, _ in pieces])
        if text:
            path = next(path for piece, path in pieces if visible_text([piece]))
            self._budget.enter(path, depth)
            self._budget.keep(text)
            yield Node(TEXT, path, text)

    def _piece_path(self, piece: PageElement, parent: str, index: str, depth: int) -> str:
        if not isinstance(piece, Tag):
            return f"{parent}/text(){index}"
        path = self._paths[id(piece)] = f"{parent}/{piece.name}{index}"
        self._note_paths(piece, path, depth)
        return path

    def _note_paths(self, element: Tag, path: str, depth: int) -> None:
        """Remember the paths of the elements inside a line: links have their own."""
        stack = [(element, path, depth)]
        while stack:
            holder, above, level = stack.pop()
            for child, index in _numbered(holder):
                if isinstance(child, Tag):
                    below = f"{above}/{child.name}{index}"
                    self._budget.enter(below, level + 1)
                    self._paths[id(child)] = below
                    stack.append((child, below, level + 1))

    def links(self, root: Tag) -> Node:
        path = self._paths[id(root)] + f"/{LINKS}"
        return Node(LINKS, path, "", tuple(self._link(each) for each in root.find_all("a", href=True)))

    def _link(self, element: Tag) -> Node:
        path = self._paths.get(id(element), "")
        address = Node("@href", f"{path}/@href", str(element["href"]).strip())
        text = visible_text([element])
        self._budget.enter(address.path)
        self._budget.keep(address.text + text)
        return Node("a", path, text, (address,))


def _numbered(element: Tag) -> Iterator[tuple[PageElement, str]]:
    """Visible children with their XPath index, which counts all siblings of one name where it is repeated."""
    members = [child for child in element.children if isinstance(child, Tag) or is_text(child)]
    names = [child.name if isinstance(child, Tag) else TEXT for child in members]
    totals, counts = Counter(names), Counter[str]()
    for child, name in zip(members, names, strict=True):
        counts[name] += 1
        if name not in UNSEEN:
            yield child, f"[{counts[name]}]" if totals[name] > 1 else ""


def _holders_of_blocks(soup: BeautifulSoup) -> set[int]:
    """The identities of the elements that have a block inside."""
    found: set[int] = set()
    for block in soup.find_all(BLOCKS):
        for parent in block.parents:
            if id(parent) in found:
                break
            found.add(id(parent))
    return found


def _joined(element: Tag, children: tuple[Node, ...]) -> str:
    separator = "\t" if element.name == "tr" else "\n"
    return separator.join(child.text for child in children if child.text)
