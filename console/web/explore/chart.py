"""The chart of a dataset: a page with its table, and the figures as JSON and CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.exports.cells import guarded
from console.web.datasets.calls import api_call
from console.web.datasets.lookup import dataset_of
from console.web.explore.answer import Answer, answer
from console.web.explore.chips import chips_of
from console.web.explore.choices import (
    is_amount,
    is_period,
    key_text,
    keys_of,
    measure_text,
    measures_of,
)
from console.web.explore.labels import Labels
from console.web.explore.question import Question, parse_question
from console.web.explore.territory import levels_of
from console.web.language import language_of
from console.web.messages import Messages
from console.web.render import page
from console.web.site import site_of
from core.storage.aggregates import Aggregates
from core.storage.queries import Rows
from workers.feeds.figures import Figures


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in a form."""

    value: str
    label: str
    chosen: bool


def chart(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/chart``."""
    question, labels = _asked(request)
    found = _answered(request, question, labels)
    return page(
        request,
        "explore/chart.html",
        dataset=question.view.dataset,
        view=question.view,
        question=question,
        answer=found,
        labels=labels,
        has_map=bool(levels_of(question.view.dataset)),
        keys=_keys(question, labels),
        series_keys=_series_keys(question, labels),
        measures=_measures(question, labels),
        call=api_call(question.view),
        chips=chips_of(question.view.filters(), question.own_pairs(), labels),
    )


def chart_json(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/chart.json``: what the picture is drawn from."""
    question, labels = _asked(request)
    found = _answered(request, question, labels)
    dataset = question.view.dataset
    return JSONResponse(
        {
            "title": f"{labels.measure(question.measure)} · {labels.key(question.by)}",
            "form": question.form,
            "period": is_period(question.by),
            "unit": "€" if is_amount(dataset, question.measure) else "",
            "rows": found.rows,
            "measured": found.measured,
            "total": found.total,
            "categories": [
                {"code": each.code, "label": each.label, "rows": each.query} for each in found.categories
            ],
            "series": [{"label": each.label, "values": each.values} for each in found.series],
        },
        headers={"Cache-Control": "no-cache"},
    )


def chart_csv(request: Request) -> Response:
    """Answer ``/datasets/{dataset}/chart.csv``: a line a category, a column a series."""
    question, labels = _asked(request)
    found = _answered(request, question, labels)
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(
        ["code", guarded(labels.key(question.by)), *(guarded(each.label) for each in found.series)]
    )
    for at, category in enumerate(found.categories):
        values = (each.values[at] for each in found.series)
        lines.writerow([guarded(category.code or ""), guarded(category.label), *values])
    headers = {"Content-Disposition": f'attachment; filename="{question.view.dataset.name}-chart.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: Request) -> tuple[Question, Labels]:
    dataset, language = dataset_of(request), language_of(request)
    labels = Labels(dataset, Messages(language), Figures(language))
    return parse_question(dataset, request.query_params), labels


def _answered(request: Request, question: Question, labels: Labels) -> Answer:
    site = site_of(request)
    with site.database.read() as tx:
        return answer(Aggregates(Rows(tx, site.database.catalogue)), question, labels)


def _keys(question: Question, labels: Labels) -> list[Choice]:
    known = keys_of(question.view.dataset)
    return [Choice(key_text(key), labels.key(key), key == question.by) for key in known]


def _series_keys(question: Question, labels: Labels) -> list[Choice]:
    none = Choice("", labels.t("explore.no_series"), question.then is None)
    known = keys_of(question.view.dataset)
    return [none, *(Choice(key_text(key), labels.key(key), key == question.then) for key in known)]


def _measures(question: Question, labels: Labels) -> list[Choice]:
    known = measures_of(question.view.dataset)
    return [Choice(measure_text(each), labels.measure(each), each == question.measure) for each in known]
