"""The page of a dataset: its rows, filtered, sorted and paged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from console.exports.stream import FORMATS
from console.web.datasets.calls import api_call
from console.web.datasets.columns import choosable_columns, is_sortable, shown_columns
from console.web.datasets.cursor import cursor_after, position
from console.web.datasets.facets import facets_of
from console.web.datasets.lookup import dataset_of
from console.web.datasets.parse import SIZES, parse_view
from console.web.datasets.tally import Tally
from console.web.datasets.view import View, order_text
from console.web.explore.chips import Chip, chips_of
from console.web.explore.labels import Labels
from console.web.explore.territory import levels_of
from console.web.language import Language, language_of
from console.web.messages import Messages
from console.web.refusal import BadAddress
from console.web.render import page
from console.web.site import site_of
from console.web.watches.draft import draft_of_view
from core.model.dataset import Column
from core.storage.catalogue import keeps_order
from core.storage.patience import TooLong, within
from core.storage.queries import Order, Rows
from core.storage.revisions import Revisions
from workers.feeds.figures import Figures

_SORTED = 5_000
"""Rows of a large dataset that are read to put them in an order that no index keeps."""
_COUNTING = 0.05
"""Seconds to find out whether there are more."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head; ``query`` sorts by it, ``direction`` says how it is sorted now."""

    column: Column
    query: str
    direction: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """An order to choose; ``value`` is its parameter in the address."""

    column: Column
    value: str
    chosen: bool


def table(request: Request) -> Response:
    """Answer ``/datasets/{dataset}``."""
    site, dataset = site_of(request), dataset_of(request)
    view = parse_view(dataset, request.query_params)
    with site.database.read() as tx:
        rows = Rows(tx, site.database.catalogue)
        state = Revisions(tx).last(dataset.name)
        tally = Tally(rows, request.app.state.memory, site.database, dataset.name, state)
        large = tally.is_large
        if large and not keeps_order(dataset, view.order.column):
            _sortable(rows, view)
        found = _page(rows, view)
        total = tally.count(view.conditions())
        facets = facets_of(tally, view)
    return page(
        request,
        "datasets/table.html",
        dataset=dataset,
        view=view,
        headings=_headings(view, large=large),
        sortings=_sortings(view, large=large),
        rows=found[: view.size],
        following=_following(view, found),
        total=total,
        facets=facets,
        chips=_chips(view, language_of(request)),
        choosable=choosable_columns(dataset),
        sizes=SIZES,
        formats=tuple(FORMATS),
        has_map=bool(levels_of(dataset)),
        call=api_call(view),
        make_watch=draft_of_view(view).query(),
    )


def _sortable(rows: Rows, view: View) -> None:
    """Make sure that the rows of a view are few enough to be read and put in an order that no index keeps.

    Raises:
        BadAddress: they are not; it names the orders that are offered.
    """
    try:
        many = within(rows.tx, _COUNTING, lambda: rows.exceeds(view.dataset.name, _SORTED, view.conditions()))
    except TooLong:
        many = True
    if many:
        offered = dict.fromkeys(sorting.value.removeprefix("-") for sorting in _sortings(view, large=True))
        offered.pop(view.order.column, None)
        raise BadAddress("order_of_many", name=view.order.column, offered=", ".join(offered))


def _page(rows: Rows, view: View) -> list[Row]:
    """The rows of the page and one more, which says that there is another page."""
    after = position(view.dataset, view.order, view.after) if view.after else None
    columns = _columns(view)
    return list(
        rows.rows(view.dataset.name, view.conditions(), view.order, view.size + 1, after, columns=columns)
    )


def _columns(view: View) -> list[str]:
    """What the page needs of a row: what it shows, its name, order, status, and the currency of amounts."""
    dataset = view.dataset
    shown = [column.name for column in shown_columns(dataset, view.columns)]
    ends = (dataset.label_column, dataset.status_column, view.order.column, "devise")
    return list(dict.fromkeys(["id", *shown, *(name for name in ends if dataset.declares(name))]))


def _following(view: View, found: list[Row]) -> str:
    """The query of the next page; empty on the last one."""
    if len(found) <= view.size:
        return ""
    return view.query(after=cursor_after(view.dataset, view.order, found[view.size - 1]))


def _headings(view: View, *, large: bool) -> list[Heading]:
    return [_heading(view, column, large=large) for column in shown_columns(view.dataset, view.columns)]


def _heading(view: View, column: Column, *, large: bool) -> Heading:
    if not _is_offered(view, column, large=large):
        return Heading(column, "", "none")
    current = view.order.column == column.name
    turned = Order(column.name, descending=current and not view.order.descending)
    direction = ("descending" if view.order.descending else "ascending") if current else "none"
    return Heading(column, replace(view, order=turned).query() or "?", direction)


def _is_offered(view: View, column: Column, *, large: bool) -> bool:
    """Whether rows are put in the order of a column; of many rows only where an index keeps it."""
    return is_sortable(column) and (not large or keeps_order(view.dataset, column.name))


def _sortings(view: View, *, large: bool) -> list[Sorting]:
    """The columns shown, each up and down; the one in force also where it is not shown."""
    shown = shown_columns(view.dataset, view.columns)
    current = view.dataset.column(view.order.column)
    columns = [*shown, *([] if current in shown else [current])]
    return [
        Sorting(column, order_text(order), order == view.order)
        for column in columns
        if _is_offered(view, column, large=large) or column is current
        for order in (Order(column.name, descending=True), Order(column.name))
    ]


def _chips(view: View, language: Language) -> list[Chip]:
    """The filters in force, each with the view without it."""
    labels = Labels(view.dataset, Messages(language), Figures(language))
    return chips_of(view.filters(), view.shape(), labels)
