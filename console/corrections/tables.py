"""What was mended in the tables of documents, as lines of a sheet: one a cell or row, named by its place.

``id`` is ``document:`` and the digest of the bytes, ``colonne`` the kind of edit and its place, ``base`` what
was read there. Two stores that hold the same document take each other's lines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

import orjson
from sqlalchemy import Connection

from console.corrections.sheet import ACCEPT, NOTHING, UNDO, Line
from console.corrections.shown import CORRECTED
from console.corrections.taken import Taken
from console.exports.cells import as_text
from core.errors import InputError
from core.model.table_edit import Anchor, EditKind, TableEdit
from core.storage.readings import Readings
from core.storage.snapshots import Snapshots
from core.storage.table_edits import StoredEdit, TableEdits

_DOCUMENT = "document:"
_TITLES = {
    EditKind.CELL: "Cellule d'un tableau",
    EditKind.NO_ROW: "N'est pas une ligne",
    EditKind.SPLIT: "Un tableau commence ici",
    EditKind.JOIN: "Suite du tableau précédent",
    EditKind.HEADING: "En-tête jusqu'à cette ligne",
    EditKind.DATA: "N'est pas un en-tête",
    EditKind.COLUMNS: "Une colonne avec la précédente",
    EditKind.COLUMN_CUT: "Colonne coupée",
    EditKind.ROW: "Ligne ajoutée",
}


def is_of_table(line: Line) -> bool:
    """Whether a line is of a table of a document, not of a row of a dataset."""
    return line.id.startswith(_DOCUMENT)


def document_of(line: Line) -> str:
    """The digest of the document of a line."""
    return line.id.removeprefix(_DOCUMENT)


def mended(tx: Connection, names: Collection[str]) -> Iterator[Line]:
    """The edits in force in documents that rows of those datasets were read from, each once."""
    for each in TableEdits(tx).all_in_force():
        if each.left_behind:
            continue  # it has no place to be named by; the page of its document tells it
        read = sorted(Readings(tx).datasets_of(each.sha256) & set(names))
        snapshots = Snapshots(tx).of_bytes(each.sha256) if read else []
        if read:
            yield _line(each, read[0], snapshots[0].url if snapshots else "")


def take_edit(tx: Connection, line: Line, author: str, now: datetime) -> Taken:
    """Mend a table, or take that back, as a line says; a second time changes nothing.

    The document is to be read again afterwards (:func:`workers.amending.read_again`).

    Raises:
        InputError: the line names no document of the dataset or no place, or another person has mended the
            place since the sheet was written.
    """
    if line.decision not in ("", ACCEPT, UNDO):
        raise InputError(f"unknown decision {line.decision!r}", hint=f"Write {ACCEPT}, {UNDO} or nothing.")
    sha256, edit = document_of(line), _edit(line)
    if line.dataset not in Readings(tx).datasets_of(sha256):
        raise InputError(f"no row of {line.dataset!r} was read from a document {sha256!r}")
    if line.decision == UNDO:
        return _undo(tx, line, sha256, author, now)
    stands = next((each for each in reversed(TableEdits(tx).log(sha256)) if _is_at(each, edit)), None)
    if stands is not None and stands.edit.value == edit.value and line.decision != ACCEPT:
        return Taken.UNCHANGED
    if stands is not None and str(stands.edit.id) != line.numero:
        raise InputError(
            f"{line.colonne} was mended by {stands.author} since this sheet was written",
            hint="Export again and decide with both values before you.",
        )
    TableEdits(tx).add(sha256, edit, author=author, at=now, note=line.note or None)
    return Taken.APPLIED


def _line(stored: StoredEdit, dataset: str, url: str) -> Line:
    edit = stored.edit
    anchor = orjson.dumps(edit.anchor.as_list()).decode()
    return Line(
        dataset=dataset,
        id=f"{_DOCUMENT}{stored.sha256}",
        colonne=f"{edit.kind.value} {anchor}",
        intitule=_TITLES[edit.kind],
        etat=CORRECTED,
        base=edit.base,
        valeur=edit.value or NOTHING,
        note=stored.note or "",
        auteur=stored.author,
        le=as_text(stored.at),
        numero=str(edit.id),
        document=url,
    )


def _edit(line: Line) -> TableEdit:
    kind, _, place = line.colonne.partition(" ")
    try:
        page, bbox, path = orjson.loads(place)
        raw = {"id": 0, "kind": EditKind(kind), "anchor": [page, bbox, path], "base": line.base, "value": ""}
        edit = TableEdit.from_dict(raw)
    except (ValueError, TypeError) as error:
        raise InputError(f"{line.colonne!r} is no place of a table") from error
    if not _is_placed(edit.anchor):
        raise InputError(f"{line.colonne!r} is no place of a table")
    value = "" if line.valeur == NOTHING else line.valeur
    return TableEdit(edit.kind, edit.anchor, line.base, value)


def _is_placed(anchor: Anchor) -> bool:
    on_page = isinstance(anchor.page, int) and anchor.bbox is not None and anchor.path is None
    return on_page or (isinstance(anchor.path, str) and anchor.page is None)


def _is_at(stored: StoredEdit, edit: TableEdit) -> bool:
    return stored.edit.slot == edit.slot and stored.undone_at is None


def _undo(tx: Connection, line: Line, sha256: str, author: str, now: datetime) -> Taken:
    number = int(line.numero) if line.numero.isdecimal() and len(line.numero) < 19 else 0
    if number not in {each.edit.id for each in TableEdits(tx).log(sha256)}:
        raise InputError(f"the line has no correction to take back: numero {line.numero!r}")
    return Taken.UNDONE if TableEdits(tx).undo(sha256, number, author=author, at=now) else Taken.UNCHANGED
