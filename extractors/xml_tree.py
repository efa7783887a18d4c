"""XML to a neutral tree, without namespaces, entities or anything fetched from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from core.errors import CorruptDocument, EmptyDocument, HostileDocument, LimitExceeded
from core.model.tree import Node
from extractors.decoding import decode
from extractors.limits import Budget

PARAGRAPHS = frozenset({"p", "div", "li", "tr", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4"})
"""Elements, in prose kept as XML, that begin and end a line."""

RESOURCE_LIMIT = 114
"""XML_ERR_RESOURCE_LIMIT of libxml2: a depth or a length that it does not go beyond."""

_DECLARATION = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


def parse(data: bytes) -> Node:
    """The tree of an XML document; see :func:`read`."""
    return read(data)[0]


def read(data: bytes) -> tuple[Node, tuple[str, ...]]:
    """The tree of an XML document, and warnings on its encoding.

    Names are local names; an attribute is a child ``@name``; comments and processing instructions are gone.
    An element that mixes text and elements is prose: it has the whole text, ``<br/>`` as a line end, and no
    children but its attributes. The text of other elements is trimmed.

    Raises:
        EmptyDocument: there is nothing but blanks.
        CorruptDocument: the document is cut or not well-formed.
        HostileDocument: it declares entities of its own or refers to entities declared elsewhere.
        LimitExceeded: too deep or too many elements.
    """
    declared = _DECLARATION.match(data[:400])
    text, warnings = decode(data, declared.group(1).decode("ascii") if declared else None)
    text = text.strip()
    if not text:
        raise EmptyDocument("the document holds nothing but blanks")
    return _build(_root(text), "", "", 0, Budget()), warnings


def _root(text: str) -> Any:
    if "<!ENTITY" in _prolog(text):
        raise HostileDocument("the XML declares entities of its own")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as failure:
        if getattr(failure, "code", None) == RESOURCE_LIMIT:
            raise LimitExceeded(f"the XML is too large in one place: {failure.msg}") from failure
        raise CorruptDocument(f"the XML is not well-formed: {failure.msg}") from failure
    _refuse_entities(root)
    return root


def _prolog(text: str) -> str:
    """All that stands before the root element."""
    start = re.search(r"<[A-Za-z_:]", text)
    return text[: start.start()] if start else text


def _refuse_entities(root: Any) -> None:
    subset = root.getroottree().docinfo.internalDTD
    if subset is not None and any(True for _ in subset.iterentities()):
        raise HostileDocument("the XML declares entities of its own")
    if any(True for _ in root.iter(etree.Entity)):
        raise HostileDocument("the XML refers to entities that are declared elsewhere")


def _build(element: Any, parent: str, index: str, depth: int, budget: Budget) -> Node:
    name = _local(element.tag)
    path = f"{parent}/{name}{index}"
    budget.enter(path, depth)
    attributes = _attributes(element, path, budget)
    elements = list(element)
    if elements and not _is_mixed(element):
        children = _children(elements, path, depth + 1, budget)
        return Node(name, path, "", (*attributes, *children))
    text = _prose(element) if elements else (element.text or "").strip()
    budget.keep(text)
    return Node(name, path, text, attributes)


def _children(elements: list[Any], path: str, depth: int, budget: Budget) -> Iterator[Node]:
    totals = Counter(_local(element.tag) for element in elements)
    counts: Counter[str] = Counter()
    for element in elements:
        name = _local(element.tag)
        counts[name] += 1
        index = f"[{counts[name]}]" if totals[name] > 1 else ""
        yield _build(element, path, index, depth, budget)


def _attributes(element: Any, path: str, budget: Budget) -> tuple[Node, ...]:
    """One child an attribute; of two that differ only by namespace, the path counts the second."""
    totals: Counter[str] = Counter()
    nodes: list[Node] = []
    for raw, value in element.attrib.items():
        name = f"@{_local(raw)}"
        totals[name] += 1
        index = f"[{totals[name]}]" if totals[name] > 1 else ""
        nodes.append(Node(name, f"{path}/{name}{index}", value.strip()))
        budget.enter(nodes[-1].path)
        budget.keep(value)
    return tuple(nodes)


def _is_mixed(element: Any) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _prose(element: Any) -> str:
    """The whole text in lines, blanks collapsed."""
    lines = "".join(_pieces(element)).split("\n")
    return "\n".join(line for line in map(_collapsed, lines) if line)


def _pieces(element: Any) -> Iterator[str]:
    yield _flat(element.text)
    for child in element:
        name = _local(child.tag).lower()
        edge = "\n" if name in PARAGRAPHS or name == "br" else ""
        yield edge
        yield from _pieces(child)
        yield edge
        yield _flat(child.tail)


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _collapsed(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip()


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]
