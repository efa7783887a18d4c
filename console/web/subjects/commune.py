"""The page of a commune: what it is, what it was, and what happens there."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.web.render import page
from console.web.site import site_of
from console.web.subjects.links import COLUMNS, COMMUNE, PROFESSION, names_offices
from console.web.subjects.shelf import shelves_of
from core.storage.queries import Filter, Rows, Test
from normalizers.geo import lineage, tables

_SEE_OTHER = 303


@dataclass(frozen=True, slots=True)
class Town:
    """A commune of today in words; what is not known is empty."""

    code: str
    name: str
    departement: str
    region: str
    epci: str
    postal_codes: tuple[str, ...]
    population: int | None
    appeal: str
    court: str
    former: tuple[str, ...]


def commune(request: Request) -> Response:
    """Answer ``/communes/{code}``; a code of another day leads to the commune it has become.

    404 for a code that never was.
    """
    code = request.path_params["code"]
    today = lineage.today(code)
    if today is None:
        raise HTTPException(404)
    if today != code:
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/communes/{today}", _SEE_OTHER)
    site = site_of(request)
    with site.database.read() as tx:
        rows = Rows(tx, site.database.catalogue)
        shelves = shelves_of(rows, site.datasets, COLUMNS, code)
        here = [Filter(COMMUNE, Test.EQUALS, code)]
        offices = [
            facet
            for each in site.datasets.values()
            if names_offices(each)
            for facet in rows.facets(each.name, PROFESSION, here)
        ]
    return page(request, "subjects/commune.html", town=_town(code), shelves=shelves, offices=offices)


def read_ahead() -> None:
    """Read the tables of communes, a quarter of a second that the first reader would wait for."""
    _town(next(iter(tables.communes())))


def _town(code: str) -> Town:
    entry = tables.communes()[code]
    departement, region = tables.departements().get(entry.departement), tables.regions().get(entry.region)
    grouping = tables.epci().get(entry.epci)
    appeal, court = tables.courts().get(code, ("", ""))
    return Town(
        code=code,
        name=entry.name,
        departement=f"{departement.name} ({departement.code})" if departement else "",
        region=region.name if region else "",
        epci=grouping.name if grouping else "",
        postal_codes=tuple(entry.postal_codes.split("|")) if entry.postal_codes else (),
        population=int(entry.population) if entry.population else None,
        appeal=appeal,
        court=court,
        former=_former(code),
    )


def _former(code: str) -> tuple[str, ...]:
    """Names it had, and communes that came into it, each with its code."""
    merged = [
        f"{tables.states()[other][-1].name} ({other})"
        for other in lineage.ancestors(code)
        if other != code and tables.states().get(other)
    ]
    return (*lineage.former_names(code), *sorted(merged))
