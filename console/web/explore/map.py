"""The map of a dataset: territories coloured by a measure, with the table that says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.web.datasets.calls import api_call
from console.web.datasets.lookup import dataset_of
from console.web.datasets.view import Pairs, View
from console.web.explore.answer import rows_query
from console.web.explore.chart import Choice
from console.web.explore.chips import chips_of
from console.web.explore.choices import measure_text, measures_of
from console.web.explore.classes import tone_of, upper_bounds
from console.web.explore.labels import Labels
from console.web.explore.question import MEASURE, parse_filters, parse_measure
from console.web.explore.territory import CONTOURS, Level, key_of, levels_of, point_of
from console.web.language import language_of
from console.web.messages import Messages
from console.web.refusal import BadAddress
from console.web.render import asset, page
from console.web.site import site_of
from core.model.dataset import Dataset
from core.storage.aggregates import Aggregates, Group, Measure
from core.storage.queries import Rows
from workers.feeds.figures import Figures

LEVEL = "niveau"
MOST_LISTED = 300


@dataclass(frozen=True, slots=True)
class Territory:
    """A place with its value; ``rows`` is the query of the table, ``tone`` its class of colour from 0."""

    code: str
    label: str
    value: float
    text: str
    rows: str
    tone: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map: its territories, the greatest first; ``nowhere`` rows have no place at that level."""

    view: View
    level: Level
    measure: Measure
    territories: tuple[Territory, ...]
    bounds: tuple[float, ...]
    nowhere: int
    labels: Labels

    def pairs(self) -> Pairs:
        """The parameters of the page beside the filters."""
        return [(LEVEL, str(self.level)), (MEASURE, measure_text(self.measure))]

    def query(self) -> str:
        """The query of this map's address."""
        return f"?{urlencode([*self.view.filters(), *self.pairs()])}"


def chart_map(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/map``."""
    drawn = _drawn(request)
    dataset, labels = drawn.view.dataset, drawn.labels
    return page(
        request,
        "explore/map.html",
        dataset=dataset,
        view=drawn.view,
        drawn=drawn,
        labels=labels,
        listed=drawn.territories[:MOST_LISTED],
        levels=[
            Choice(str(each), labels.t(f"explore.{each}"), each is drawn.level) for each in levels_of(dataset)
        ],
        measures=[
            Choice(measure_text(each), labels.measure(each), each == drawn.measure)
            for each in measures_of(dataset)
        ],
        call=api_call(drawn.view),
        chips=chips_of(drawn.view.filters(), drawn.pairs(), labels),
        legend=_legend(drawn),
    )


def map_json(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/map.json``: what the map is drawn from."""
    drawn = _drawn(request)
    points = drawn.level is Level.COMMUNE
    contours = CONTOURS[Level.DEPARTEMENT if points else drawn.level]
    root = request.scope.get("root_path", "")
    return JSONResponse(
        {
            "level": drawn.level,
            "contours": root + asset(contours),
            "territories": [_told(each, points=points) for each in drawn.territories],
            "bounds": drawn.bounds,
            "nowhere": drawn.nowhere,
        },
        headers={"Cache-Control": "no-cache"},
    )


def _drawn(request: Request) -> Drawn:
    dataset, language = dataset_of(request), language_of(request)
    labels = Labels(dataset, Messages(language), Figures(language))
    level = _level(dataset, request.query_params.get(LEVEL, ""))
    measure = parse_measure(dataset, request.query_params)
    view = parse_filters(dataset, request.query_params, (LEVEL, MEASURE))
    site = site_of(request)
    with site.database.read() as tx:
        found = Aggregates(Rows(tx, site.database.catalogue))
        groups = found.groups(dataset.name, (key_of(level),), measure, view.conditions())
    nowhere = sum(group.rows for group in groups if group.keys[0] is None)
    placed = [group for group in groups if group.keys[0] is not None and group.value is not None]
    bounds = upper_bounds([group.value for group in placed if group.value is not None])
    territories = tuple(_territory(group, view, level, measure, bounds, labels) for group in placed)
    return Drawn(view, level, measure, territories, tuple(bounds), nowhere, labels)


def _level(dataset: Dataset, text: str) -> Level:
    """The level asked for; the first one that the dataset has where none is.

    Raises:
        HTTPException: 404 for a dataset without places.
        BadAddress: it has no such level.
    """
    levels = levels_of(dataset)
    if not levels:
        raise HTTPException(404)
    if text and text not in levels:
        raise BadAddress("level", name=text)
    return Level(text) if text else levels[0]


def _territory(  # noqa: PLR0917 - a row of the table
    group: Group, view: View, level: Level, measure: Measure, bounds: list[float], labels: Labels
) -> Territory:
    code, value = str(group.keys[0]), group.value or 0.0
    key = key_of(level)
    return Territory(
        code,
        labels.value(key, code),
        value,
        labels.figure(measure, value),
        rows_query(view, key, code),
        tone_of(value, bounds),
    )


def _legend(drawn: Drawn) -> list[tuple[int, str]]:
    """The tones that are used, each with its values in words; points have none."""
    if drawn.level is Level.COMMUNE:
        return []
    found = []
    for tone in sorted({each.tone for each in drawn.territories}):
        values = [each.value for each in drawn.territories if each.tone == tone]
        least, most = (drawn.labels.figure(drawn.measure, value) for value in (min(values), max(values)))
        text = least if least == most else drawn.labels.t("explore.range", least=least, most=most)
        found.append((tone, text))
    return found


def _told(territory: Territory, *, points: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": territory.code,
        "label": territory.label,
        "value": territory.value,
        "text": territory.text,
        "tone": territory.tone,
        "rows": territory.rows,
    }
    return {**told, "point": point_of(territory.code)} if points else told
