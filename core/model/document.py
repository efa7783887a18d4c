"""A publication on its way: known at the publisher, fetched, parsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from core.model.page import Page
from core.model.table import Table
from core.model.tree import Node


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that a publisher lists.

    ``key`` names it for ever inside its source (a publication number where there is one); ``url`` is only
    where it can be had today.
    """

    source: str
    key: str
    url: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One fetched answer: its bytes are in the archive under ``sha256`` and never change."""

    source: str
    key: str
    url: str
    sha256: str
    size: int
    media_type: str
    fetched_at: datetime
    headers: dict[str, str] = field(default_factory=dict)
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed bytes, whatever the format; a source reads its fields out of one of these.

    ``media`` is one of json, jsonl, xml, html, pdf, csv, xlsx, xls. A tree format has a ``tree``; a PDF has
    ``pages`` and ``tables``; a CSV has one table, a workbook one a sheet, an HTML page its tables beside the
    tree. Where people have ``mended`` the tables, a source reads these, whatever else it might try.
    """

    media: str
    sha256: str
    name: str
    tree: Node | None = None
    pages: tuple[Page, ...] = ()
    tables: Sequence[Table] = ()
    warnings: tuple[str, ...] = ()
    mended: bool = False
