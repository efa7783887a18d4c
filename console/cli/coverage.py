"""``veille sources --coverage``: the share of the fields of the last documents that is read (law 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rich.markup import escape
from rich.table import Table

from console.cli.output import console_of_stdout, print_json
from core.model.source import Source
from core.storage.coverage import Coverages, FormCoverage, UnknownPath
from core.storage.database import Database


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """The forms of a source that were seen, and the paths that are unknown in them."""

    source: str
    forms: tuple[FormCoverage, ...]
    unknown: tuple[UnknownPath, ...]


def coverage_of(db: Database, source: Source) -> SourceCoverage:
    """What is known of the documents of a source last seen."""
    with db.read() as tx:
        found = Coverages(tx)
        return SourceCoverage(source.name, tuple(found.forms(source.name)), tuple(found.unknown(source.name)))


def show_coverage(sources: Iterable[SourceCoverage], *, as_json: bool) -> None:
    """Print the shares of each form, and each unknown path with a document where it was met."""
    if as_json:
        for source in sources:
            print_json(_machine_readable(source))
        return
    told = list(sources)
    console = console_of_stdout()
    console.print(_shares(told))
    if any(source.unknown for source in told):
        console.print(_paths(told))


def _machine_readable(source: SourceCoverage) -> dict[str, object]:
    """``{"source", "forms": [{"form", "documents", "read", "ignored", "unknown", "shares"}], "unknown"}``."""
    forms = [
        {
            "form": each.form,
            "documents": each.documents,
            **asdict(each.coverage),
            "shares": each.coverage.shares(),
        }
        for each in source.forms
    ]
    return {"source": source.source, "forms": forms, "unknown": [asdict(each) for each in source.unknown]}


def _shares(sources: Iterable[SourceCoverage]) -> Table:
    table = Table("source")
    table.add_column("forme", overflow="fold")
    for name in ("documents", "champs", "lus", "écartés par leur nom", "inconnus"):
        table.add_column(name)
    for source in sources:
        for each in source.forms:
            shares = [_percent(share) for share in each.coverage.shares().values()]
            counts = (str(each.documents), str(each.coverage.total))
            table.add_row(source.source, escape(each.form), *counts, *shares)
        if not source.forms:
            table.add_row(source.source, "aucun document lu")
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def _paths(sources: Iterable[SourceCoverage]) -> Table:
    table = Table("source", "forme", "champ inconnu", "documents", "vu dans")
    for source in sources:
        for each in source.unknown:
            words = (escape(text) for text in (each.form, each.path, str(each.documents), each.example))
            table.add_row(source.source, *words)
    for column in table.columns:
        column.overflow = "fold"
    return table
