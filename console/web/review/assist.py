"""Help while a value is typed: how it is understood, what is wrong with it, what it may become."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.access.gates import require, signed_in
from console.web.datasets.lookup import dataset_of
from console.web.language import language_of
from console.web.review.understood import understood
from console.web.review.untaken import told
from console.web.site import Site, site_of
from core.errors import InputError
from core.model.dataset import Column, Kind
from core.storage.folding import folded
from core.storage.queries import Filter, Rows, Test
from normalizers.codes import cpv
from normalizers.geo import tables
from workers.feeds.figures import Figures

_MOST = 8
_LONGEST = 200

Choice = tuple[str, str]
"""A value and what it means."""


def assist(request: Request) -> Response:
    """Answer ``/revue/{dataset}/aide?colonne=…&valeur=…``: ``{understood, wrong, choices}``."""
    require(allowed=signed_in(request).owns(request.path_params["dataset"]))
    dataset, name = dataset_of(request), request.query_params.get("colonne", "")
    typed = request.query_params.get("valeur", "").strip()
    if not dataset.declares(name) or "\0" in typed or len(typed) > 10_000:
        raise HTTPException(404)
    column, site = dataset.column(name), site_of(request)
    meaning, wrong = _understood(request, column, typed)
    with site.database.read() as tx:
        choices = _choices(site, tx, dataset.name, column, typed[:_LONGEST])
    body = {
        "understood": meaning,
        "wrong": wrong,
        "choices": [{"value": value, "label": label} for value, label in choices],
    }
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


def _understood(request: Request, column: Column, typed: str) -> tuple[str, str]:
    language = language_of(request)
    try:
        return understood(column, typed, Figures(language)), ""
    except InputError as error:
        return "", told(error, language)


def _choices(site: Site, tx: Connection, dataset: str, column: Column, typed: str) -> list[Choice]:
    if column.kind is not Kind.CODE or len(typed) < 2:
        return []
    if column.scheme == "cpv":
        return list(islice(_matching(typed, _cpv()), _MOST))
    if "commune" in column.name:
        return list(islice(_matching(typed, _communes()), _MOST))
    if column.many:
        return []
    rows = Rows(tx, site.database.catalogue)
    here = [Filter(column.name, Test.STARTS, typed)]
    known = {str(row[column.name]): row for row in rows.rows(dataset, here, limit=200)}
    named = column.name.rpartition("_")[0] + "_nom"
    return [(value, str(row.get(named) or "")) for value, row in islice(known.items(), _MOST)]


def _matching(typed: str, known: Iterator[Choice]) -> Iterator[Choice]:
    """Those whose code begins so, or whose name has all the words."""
    words = folded(typed).split()
    for code, label in known:
        inside = folded(label)
        if code.startswith(typed) or all(word in inside for word in words):
            yield code, label


def _cpv() -> Iterator[Choice]:
    return ((code, cpv.label(code) or "") for code in cpv.all_codes())


def _communes() -> Iterator[Choice]:
    return ((code, each.name) for code, each in tables.communes().items())
