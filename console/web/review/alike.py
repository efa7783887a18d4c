"""The same decision everywhere: rows whose document says in a column what it said where one was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.access.entering import noted
from console.web.access.forms import text
from console.web.access.gates import require, signed_in
from console.web.render import page
from console.web.review.done import Done, done_of
from console.web.site import Site, site_of
from core.storage.catalogue import DatasetTable
from core.storage.conflicts import Conflicts
from core.storage.corrections import Corrections
from core.storage.effective import effective
from core.storage.merge import Correction, active
from core.storage.plain import native
from core.storage.records import Records
from core.storage.schema import CORRECTION

MOST = 500
"""Rows changed at once; the page says so where there are more, and the next time finds the rest."""

LIKE = "like"


def alike(request: Request) -> Response:
    """Answer ``/revue/{dataset}/semblables?fait=12``: the rows that would change, before anything does."""
    site = site_of(request)
    require(allowed=signed_in(request).owns(request.path_params["dataset"]))
    with site.database.read() as tx:
        done = _named(request, tx)
        ids = list(rows_alike(site, tx, done.correction))
        table = site.database.catalogue[done.dataset.name].table
        rows = [dict(row) for row in tx.execute(select(table).where(table.c.id.in_(ids))).mappings()]
    response = page(
        request, "review/alike.html", done=done, rows=sorted(rows, key=lambda row: str(row["id"])), most=MOST
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def correct_alike(request: Request, form: FormData) -> Response:
    """Correct the rows that are ticked, those that still are alike; or take all of them back."""
    site, who, dataset = site_of(request), signed_in(request).person, request.path_params["dataset"]
    require(allowed=who is not None and who.owns(dataset))
    assert who is not None  # noqa: S101 - refused a line above
    ticked = {str(each) for each in form.getlist("ligne")}
    with site.database.write_durably() as tx:
        made = _named(request, tx).correction
        records = Records(tx, site.database.catalogue, site.now())
        if text(form, "decision", 40) == "annuler":
            count = _undo_all(records, made, who.label)
            action, again = "corrections undone", 0
        else:
            chosen = [each for each in rows_alike(site, tx, made) if each in ticked]
            for record in chosen:
                records.correct(dataset, record, made.column, made.value, who.label, note=f"{LIKE} {made.id}")
            count, action = len(chosen), "corrected alike"
            again = count
        noted(request, tx, who.email, action, dataset, f"{made.column} #{made.id} ×{count}")
    root = request.scope.get("root_path", "")
    told = f"fait={made.id}&semblables={again}" if again else ""
    return RedirectResponse(f"{root}/revue?{told}", 303, headers={"Cache-Control": "no-store"})


def rows_alike(site: Site, tx: Connection, made: Correction) -> Iterator[str]:
    """The ids of other rows that say what a correction was made against, and that nobody has decided on."""
    entry = site.database.catalogue[made.dataset]
    if made.base is None:
        return
    found = _saying(tx, entry, made)
    found += [each.correction.record for each in Conflicts(tx, {made.dataset: entry}).of(
        made.dataset, column=made.column) if each.reading == made.base]  # fmt: skip
    ids = sorted({each for each in found if each != made.record})[:MOST]
    read, typed = effective(tx, entry, ids), Corrections(tx).of(made.dataset, ids)
    for record in ids:
        standing = active(typed.get(record, ())).get(made.column)
        open_still = standing is None or standing.base != made.base
        if record in read and read[record].values.get(made.column) == made.base and open_still:
            yield record


def _saying(tx: Connection, entry: DatasetTable, made: Correction) -> list[str]:
    column = {each.name: each for each in entry.own}[made.column]
    published = entry.table.c[made.column]
    query = select(entry.table.c.id).where(published == native(column, made.base))
    return list(tx.execute(query.order_by(entry.table.c.id).limit(MOST)).scalars())


def _undo_all(records: Records, made: Correction, author: str) -> int:
    query = select(CORRECTION.c.id).where(
        CORRECTION.c.dataset == made.dataset,
        CORRECTION.c.column == made.column,
        CORRECTION.c.note == f"{LIKE} {made.id}",
        CORRECTION.c.undone_at.is_(None),
    )
    numbers: Sequence[int] = list(records.tx.execute(query).scalars())
    for number in numbers:
        records.undo(number, author)
    return len(numbers)


def _named(request: Request, tx: Connection) -> Done:
    done = done_of(request, tx)
    if done is None or done.dataset.name != request.path_params["dataset"]:
        raise HTTPException(404)
    return done
