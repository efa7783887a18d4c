"""``facets``: the values of the facets of a dataset under a request, with their numbers of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from console.api.answers import Answers, planned
from console.api.facets import Wanted, chosen, depth_of, wanted
from console.api.odsql.context import Context
from console.api.odsql.query import Clauses, Query, compiled
from console.api.odsql.values import Field, Schema
from console.api.parameters import Asked

Value = dict[str, Any]
_SORTS = {
    "count": "n",
    "-count": "n desc",
    "alphanum": "k",
    "-alphanum": "k desc",
    "num": "k",
    "-num": "k desc",
}
_PERIODS = ("YYYY", "YYYY/MM", "YYYY/MM/dd")


async def told(answers: Answers, schema: Schema, context: Context, asked: Asked, state: Any) -> list[Value]:
    """Each facet with its values."""
    found = []
    for each in wanted(schema, asked.facets):
        teller = _Teller(answers, schema, context, asked, state)
        values = await (teller.periods(each) if each.field.value.type.dated else teller.values(each))
        found.append({"name": each.field.name, "facets": values})
    return found


class _Teller:
    """Asks for the values of a facet."""

    def __init__(self, answers: Answers, schema: Schema, context: Context, asked: Asked, state: Any) -> None:
        self._answers, self._schema, self._context = answers, schema, context
        self._asked, self._state = asked, state

    async def values(self, each: Wanted) -> list[Value]:
        """The values of a field, those that were chosen or left out marked so."""
        name = each.field.name
        refined = {value for facet, value in self._asked.refine if facet == name}
        rows = await self._grouped(each, f"`{name}`", [])
        told = [
            _value(_text(key), count, "refined" if _text(key) in refined else "displayed")
            for key, count in rows
        ]
        return [*told, *self._excluded(each.field)]

    async def periods(self, each: Wanted) -> list[Value]:
        """The years; inside one that was chosen its months, inside one of those its days."""
        chosen_periods = sorted(
            value.replace("-", "/") for facet, value in self._asked.refine if facet == each.field.name
        )
        return [*(await self._periods(each, "", chosen_periods)), *self._excluded(each.field)]

    async def _periods(self, each: Wanted, parent: str, picked: Sequence[str]) -> list[Value]:
        depth = depth_of(parent) if parent else 0
        key = f"date_format(`{each.field.name}`, '{_PERIODS[depth]}')"
        within = [f"date_format(`{each.field.name}`, '{_PERIODS[depth - 1]}') = '{parent}'"] if parent else []
        values = []
        for period, count in await self._grouped(each, key, within):
            path = str(period)
            opened = any(value == path or value.startswith(f"{path}/") for value in picked)
            value = _value(path, count, "refined" if opened else "displayed", path.rpartition("/")[2])
            if opened and depth + 1 < len(_PERIODS):
                value["facets"] = await self._periods(each, path, picked)
            values.append(value)
        return values

    async def _grouped(self, each: Wanted, key: str, within: Sequence[str]) -> list[tuple[Any, int]]:
        but = each.field.name if each.disjunctive and not each.field.value.type.dated else None
        held = chosen(self._schema, self._context, self._asked.refine, self._asked.exclude, but)
        clauses = Clauses(
            "k, count(*) as n", (*self._asked.clauses.where, *within), f"{key} as k", _SORTS[each.sort]
        )
        query: Query = compiled(self._schema, self._context, clauses, held)
        plan = planned(self._answers.engine, query, "UTC", each.limit + 1, 0)
        state = (self._state, plan.statement.sql, repr(plan.statement.parameters))
        rows = plan.shape(await self._answers.counted(state, plan.statement))
        return [(row["k"], row["n"]) for row in rows if row["k"] is not None][: each.limit]

    def _excluded(self, field: Field) -> list[Value]:
        """Values left out are told without a count."""
        left_out = [value for facet, value in self._asked.exclude if facet == field.name]
        return [{"name": value, "value": value, "state": "excluded"} for value in left_out]


def _value(text: str, count: int, state: str, name: str | None = None) -> Value:
    return {"count": count, "state": state, "name": name or text, "value": text}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
