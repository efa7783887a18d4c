"""Reading pages in tests."""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree, html


def parsed(text: str) -> html.HtmlElement:
    """A page as a tree."""
    return html.document_fromstring(text)


def words(node: html.HtmlElement) -> str:
    """The text of a node, blanks collapsed (no-break ones too)."""
    return " ".join(" ".join(str(part) for part in node.itertext()).split())


def record_url(dataset: str, record: str, rest: str = "") -> str:
    """The address of a record's page."""
    return f"/datasets/{dataset}/{quote(record, safe='')}{rest}"


def links(text: str) -> list[str]:
    """The addresses a page leads to on the site itself."""
    found = parsed(text).xpath("//a/@href | //link/@href | //script/@src | //*[local-name()='image']/@href")
    return [str(href) for href in found if not str(href).startswith(("http://", "https://"))]


__all__ = ["etree", "links", "parsed", "record_url", "words"]
