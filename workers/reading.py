"""All that a document says, whatever its source: text, fields, tables, entities, each with its evidence."""

from __future__ import annotations

from typing import Any

import orjson

from core.model.act import Act
from core.model.document import Document
from core.model.page import Page
from extractors.ocr.scan import Scan
from extractors.parse import parse
from extractors.prose.references import find_references
from extractors.sniff import media_of
from extractors.tables.wire import as_json
from workers.toolbox import ProseToolbox


def read_answer(data: bytes, arguments: dict[str, Any]) -> bytes:
    """The answer of the child process of ``veille extract``; ``name`` is the file's name.

    A ``scan`` is the document as OCR read it, which is then not parsed.
    """
    name = arguments["name"]
    scan = Scan.load(arguments.get("scan"))
    document = scan.document(data, name) if scan else parse(data, name=name, media=media_of(data, name))
    text = text_of(document)
    found = {
        "file": name,
        "media": document.media,
        "sha256": document.sha256,
        "text": text,
        "pages": [_page(page) for page in document.pages],
        "fields": _fields(document),
        "tables": as_json(document.tables)["tables"],
        "entities": [_entity(text, act) for act in _acts(text)],
        "warnings": list(document.warnings),
    }
    return orjson.dumps(found)


def text_of(document: Document) -> str:
    """The text of a document in reading order."""
    if document.pages:
        return "\n\n".join("\n".join(line.text for line in page.lines) for page in document.pages)
    if document.tree is not None:
        return "\n".join(leaf.text for leaf in document.tree.leaves())
    return "\n".join(
        "\t".join(cell.text for cell in row) for table in document.tables for row in table.rows()
    )


def _page(page: Page) -> dict[str, Any]:
    lines = [{"text": line.text, "bbox": [round(side, 2) for side in line.bbox]} for line in page.lines]
    return {
        "page": page.number,
        "width": page.width,
        "height": page.height,
        "scanned": page.scanned,
        "lines": lines,
    }


def _fields(document: Document) -> list[dict[str, str]]:
    if document.tree is None:
        return []
    return [{"path": leaf.path, "text": leaf.text} for leaf in document.tree.leaves()]


def _acts(text: str) -> list[Act]:
    tools = ProseToolbox()
    cited = [Act(each.columns(), each.start, each.end) for each in find_references(text)]
    return [*tools.acts(text), *tools.designations(text), *cited]


def _entity(text: str, act: Act) -> dict[str, Any]:
    columns = {
        name: {"value": span.value, "start": span.start, "end": span.end, "confidence": span.confidence}
        for name, span in act.columns.items()
    }
    return {"start": act.start, "end": act.end, "text": text[act.start : act.end], "columns": columns}
