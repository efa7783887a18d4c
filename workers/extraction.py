"""From the bytes of one document to what its source reads in it.

:func:`extract` runs the reading in a limited child process; :func:`read_document` is what runs there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import crawlers
import extractors
from core.errors import UnknownForm
from core.model.document import Document
from core.model.reading import Extraction, Reading
from core.model.source import Form, Source
from core.model.table_edit import TableEdit, edits_of
from core.sandbox import Sandbox
from core.wire import dump_extraction, load_extraction
from crawlers import source as source_of
from extractors.ocr import route
from extractors.ocr.scan import Scan
from extractors.parse import parse
from extractors.sniff import media_of
from workers.as_mended import as_mended, mended
from workers.certainty import as_sure
from workers.tally import Tally
from workers.toolbox import ProseToolbox

PROSE = "nominations-professions-juridiques"
"""The dataset whose acts are read in sentences."""

RECOGNISER = ("extractors.prose.recogniser:load",)
"""Takes up to two seconds and 65 MB to load, which the other sources are spared."""

_SAME_SHAPE = {"jsonl": "json", "xls": "xlsx"}
"""A file of JSON lines is read by the forms of JSON, line by line; an old workbook as a new one."""


@cache
def reader_version() -> str:
    """Names the code that reads, its lists and its model: after a change of it, documents are read again."""
    digest = hashlib.sha256()
    for package in (crawlers, extractors):
        for root in package.__path__:
            for path in sorted(Path(root).rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def extract(
    sandbox: Sandbox, source: Source, data: bytes, *, name: str, edits: Sequence[TableEdit] = ()
) -> Extraction:
    """What a source reads in a document, read in a limited child process (law 8).

    ``edits`` are what people mended in its tables.

    Raises:
        DocumentError: the document is empty, damaged, hostile, too large, of no known form, or its structure
            has changed; the error's code and hint say which.
    """
    arguments = {"source": source.name, "name": name, "edits": [edit.as_dict() for edit in edits]}
    preload = RECOGNISER if PROSE in source.datasets else ()
    answer = route.run(sandbox, "workers.extraction:read_document", data, arguments, preload=preload)
    return load_extraction(answer)


def read_document(data: bytes, arguments: dict[str, Any]) -> bytes:
    """Parse and read in this process; for the child, whose answer must be bytes."""
    scan, edits = Scan.load(arguments.get("scan")), edits_of(arguments.get("edits"))
    source, name = source_of(arguments["source"]), arguments["name"]
    return dump_extraction(read_here(source, data, name=name, scan=scan, edits=edits))


def read_here(
    source: Source, data: bytes, *, name: str, scan: Scan | None = None, edits: Sequence[TableEdit] = ()
) -> Extraction:
    """Parse and read in this process: for bytes that are known to be ours (fixtures, tests)."""
    form, document = recognise(source, data, name=name, scan=scan, edits=edits)
    tally, found_in = Tally(), form.read(document, ProseToolbox())
    for found in as_mended(document, found_in) if edits else found_in:
        tally.take(as_sure(found, scan) if scan and isinstance(found, Reading) else found)
    return tally.extraction(source.name, form.name, document.sha256)


def recognise(
    source: Source, data: bytes, *, name: str, scan: Scan | None = None, edits: Sequence[TableEdit] = ()
) -> tuple[Form, Document]:
    """The first form of the source that recognises the document, and the document as parsed for it.

    A ``scan`` is the document as OCR read it, which is then not parsed; ``edits`` are replayed on its tables.

    Raises:
        UnknownForm: the source publishes in no such form.
    """
    media = media_of(data, name)
    read: Callable[..., Document] = partial(_scanned, scan) if scan else parse
    read = partial(mended, edits, read) if edits else read
    for form, document in _candidates(source, data, name, media, read):
        if form.recognises(document):
            return form, document
    known = ", ".join(f"{form.name} ({form.media})" for form in source.forms)
    raise UnknownForm(f"{name} is {media} and no form of {source.name} recognises it: {known}")


def _scanned(scan: Scan, data: bytes, *, name: str, media: str, embedded: frozenset[str]) -> Document:
    return scan.document(data, name)


def _candidates(
    source: Source, data: bytes, name: str, media: str, read: Callable[..., Document]
) -> Iterator[tuple[Form, Document]]:
    parsed: dict[frozenset[str], Document] = {}
    for form in source.forms:
        if form.media == _SAME_SHAPE.get(media, media):
            if form.embedded not in parsed:
                parsed[form.embedded] = read(data, name=name, media=media, embedded=form.embedded)
            yield form, parsed[form.embedded]
