"""The offices of a profession in a commune: who came, who went, under which firm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.web.render import page
from console.web.site import site_of
from console.web.subjects.links import COMMUNE, FIRM, PROFESSION, names_offices
from core.storage.folding import folded
from core.storage.queries import Filter, Order, Rows, Test
from normalizers.geo import lineage, tables

_MOST = 500


@dataclass(frozen=True, slots=True)
class Office:
    """The acts that name one firm, the latest first; ``name`` is empty for those that name none."""

    name: str
    acts: Sequence[Mapping[str, Any]]


def office(request: Request) -> Response:
    """Answer ``/offices/{profession}/{commune}``.

    404 for a commune that never was, and where no published act names an office of that profession there.
    """
    site = site_of(request)
    profession, code = request.path_params["profession"], lineage.today(request.path_params["commune"])
    dataset = next((each for each in site.datasets.values() if names_offices(each)), None)
    if dataset is None or code is None or profession not in dataset.column(PROFESSION).terms:
        raise HTTPException(404)
    here = [Filter(PROFESSION, Test.EQUALS, profession), Filter(COMMUNE, Test.EQUALS, code)]
    order = Order(dataset.date_column, descending=True) if dataset.date_column else Order("id")
    with site.database.read() as tx:
        acts = list(Rows(tx, site.database.catalogue).rows(dataset.name, here, order, _MOST))
    if not acts:
        raise HTTPException(404)
    response = page(
        request,
        "subjects/office.html",
        dataset=dataset,
        profession=profession,
        town=tables.communes()[code],
        offices=by_firm(acts),
        court=acts[0].get("tribunal_judiciaire"),
        appeal=acts[0].get("cour_appel"),
        total=len(acts),
        query={PROFESSION: profession, COMMUNE: code},
    )
    response.headers["X-Robots-Tag"] = "noindex"  # it names persons
    return response


def by_firm(acts: Iterable[Mapping[str, Any]]) -> list[Office]:
    """Acts by firm, in the order of their latest act; a firm is the same whatever its case and accents."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for act in acts:
        found.setdefault(folded(str(act.get(FIRM) or "")), []).append(act)
    return [Office(str(each[0].get(FIRM) or ""), each) for each in found.values()]
