"""An XLSX workbook out of rows of sheet XML, packed as they come; a full sheet is followed by another.

ECMA-376 part 1, 18.3: cells without a reference follow one another; texts are inline, so no formula can be.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import IO, Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

SHEET_ROWS = 1_048_576
"""With the row of headings."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ROW_END = b"</row>"
_FAST = 1
_CHUNK = 1 << 18


class _Outlet(io.RawIOBase):
    """Takes what the archive writes until it is drained."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def drain(self) -> bytes:
        found = bytes(self._written)
        self._written.clear()
        return found


def workbook(
    headings: Sequence[str], batches: Iterable[tuple[int, bytes]], sheet_rows: int = SHEET_ROWS
) -> Iterator[bytes]:
    """The bytes of the workbook; a batch is a number of rows and as many ``<row>…</row>`` of sheet XML."""
    outlet = _Outlet()
    with ZipFile(outlet, "w", ZIP_DEFLATED, compresslevel=_FAST) as archive:
        sheets = yield from _sheets(archive, outlet, headings, batches, sheet_rows)
        for name, text in _parts(sheets):
            archive.writestr(_entry(name), _XML + text)
    yield outlet.drain()


def _sheets(
    archive: ZipFile,
    outlet: _Outlet,
    headings: Sequence[str],
    batches: Iterable[tuple[int, bytes]],
    most: int,
) -> Generator[bytes, None, int]:
    """Write the sheets; the value of the generator is their number."""
    head = "".join(f'<c t="inlineStr"><is><t>{escape(each)}</t></is></c>' for each in headings)
    start = f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData><row>{head}</row>'.encode()
    number, sheet, room = 1, _open(archive, 1, start), most - 1
    for count, rows in batches:
        while count > room:
            here, rows = _split(rows, room)  # noqa: PLW2901 - what is left goes to the next sheet
            sheet.write(here)
            _close(sheet)
            number, count, room = number + 1, count - room, most - 1  # noqa: PLW2901
            sheet = _open(archive, number, start)
        sheet.write(rows)
        room -= count
        if made := outlet.drain():
            yield made
    _close(sheet)
    return number


def _split(rows: bytes, count: int) -> tuple[bytes, bytes]:
    """So many rows, and those after them."""
    each = rows.split(_ROW_END)
    return b"".join(row + _ROW_END for row in each[:count]), _ROW_END.join(each[count:])


def _open(archive: ZipFile, number: int, start: bytes) -> IO[bytes]:
    sheet = archive.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True)
    sheet.write(start)
    return sheet


def _close(sheet: IO[bytes]) -> None:
    sheet.write(b"</sheetData></worksheet>")
    sheet.close()


def _entry(name: str) -> ZipInfo:
    """Without the hour: the same rows give the same bytes."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry._compresslevel = _FAST  # type: ignore[attr-defined]
    return entry


def _parts(sheets: int) -> Iterator[tuple[str, str]]:
    """The parts that tie the sheets together."""
    numbers = range(1, sheets + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{types}</Types>',
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
    )
    named = "".join(f'<sheet name="Feuille {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{named}</sheets></workbook>',
    )
    tied = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{tied}</Relationships>',
    )
