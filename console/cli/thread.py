"""``veille thread``: the notices of a procurement, why they are together, and cutting what is not."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from console.cli.author import author_or_me
from console.cli.output import print_json
from console.timeline import Event, timeline_of
from core.clock import utc_now
from core.errors import InputError
from core.settings import get_settings
from core.storage.database import Database, open_database
from core.storage.queries import Rows
from core.storage.threads import Threads
from normalizers.datasets import datasets
from workers.rethread import rethread
from workers.threads import cut as cut_rows
from workers.threads import uncut as uncut_rows


def thread(
    record: Annotated[str, typer.Argument(metavar="ID", help="The id of a row: boamp:26-10001.")] = "",
    *,
    cut: Annotated[str, typer.Option(metavar="ID", help="Set this row apart from ID, for good.")] = "",
    uncut: Annotated[str, typer.Option(metavar="ID", help="Take back that it was set apart.")] = "",
    author: Annotated[str, typer.Option(help="Who decides; by default who is logged in.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One object a line.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Put all published rows into threads.")] = False,
) -> None:
    """Tell which notices of all sources are of one procurement, and by which links."""
    if rebuild == bool(record) or (rebuild and (cut or uncut)):
        hint = "veille thread boamp:26-10001, or veille thread --rebuild."
        raise InputError("veille thread takes the id of a row, or --rebuild alone", hint=hint)
    with open_database(get_settings().database_address, datasets().values()) as db:
        if rebuild:
            return _rebuild(db, as_json)
        if cut or uncut:
            _decide(db, record, cut, uncut, author_or_me(author))
        with db.read() as tx:
            rows = Rows(tx, db.catalogue)
            names = Threads(tx).holding(record)
            events = [one for name in names for one in timeline_of(rows, datasets(), name)]
    if not events:
        raise InputError(f"{record!r} is in no thread", hint="Ids are in the first column of an export.")
    for one in events:
        if as_json:
            print_json(_object(one))
        else:
            print(_line(one))


def _rebuild(db: Database, as_json: bool) -> None:
    looked, entered = Counter[str](), Counter[str]()
    for name, rows, fresh in rethread(db, utc_now()):
        looked[name] += rows
        entered[name] += fresh
    for name, count in looked.items():
        if as_json:
            print_json({"dataset": name, "rows": count, "entered": entered[name]})
        else:
            print(f"{name} : {count} lignes, {entered[name]} sans fil jusqu'ici")


def _decide(db: Database, record: str, cut: str, uncut: str, author: str) -> None:
    with db.write_durably() as tx:
        if cut:
            cut_rows(tx, db.catalogue, (record, cut), author, utc_now())
        if uncut:
            uncut_rows(tx, db.catalogue, (record, uncut), author, utc_now())


def _object(one: Event) -> dict[str, object]:
    link = one.link and {
        "to": one.to,
        "rule": one.link.rule,
        "score": one.link.score,
        "reasons": [list(each) for each in one.link.reasons],
    }
    told = {"day": one.day.isoformat() if one.day else None, "dataset": one.dataset.name, "id": one.id}
    kind, title = one.row.get("type_avis"), one.row.get(one.dataset.label_column or "")
    return {**told, "thread": one.row.get("id_procedure"), "type": kind, "title": title, "link": link}


def _line(one: Event) -> str:
    kind = one.row.get("type_avis") or one.dataset.name
    link = f"  ({one.link.rule} {one.link.score:.2f}, {one.to})" if one.link else ""
    title = one.row.get(one.dataset.label_column or "") or ""
    return f"{one.day or '?'!s:10}  {one.id}  {kind}  {title}{link}"
