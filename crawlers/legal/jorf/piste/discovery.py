"""Issues and texts by the API: the summary decides which texts are asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from core.errors import FetchError, StructureChanged
from core.model.document import Reference
from core.model.source import Origin, Window
from crawlers.legal.jorf.matter import is_nominative, is_of_justice, is_protected, names_officers
from crawlers.legal.jorf.piste.addresses import issue_address, issues_question, text_address
from crawlers.legal.jorf.piste.days import day_of

Json = dict[str, Any]


def discover_piste(origin: Origin, window: Window, root: str) -> Iterator[Reference]:
    """The summary of each issue of the window, and its texts that may be of the legal professions.

    Each text costs a call of the day's quota, so only individual measures of the ministry of justice and
    texts that name public officers are asked for; texts with a mark of protection never.

    Raises:
        StructureChanged: an answer is not the one described in version 2.4.2.
        FetchError: the API did not answer.
    """
    for day in window.days():
        for issue in _issues(origin, day, f"{root}consult/jorfCont"):
            number = _string(issue, "id")
            yield Reference("jorf", number, issue_address(root, number), day)
            for text in _texts(issue.get("structure") or {}, ()):
                yield Reference("jorf", text, text_address(root, text), day)


def _issues(origin: Origin, day: date, address: str) -> Iterator[Json]:
    """The issues of a day; pages are asked for until they have given as many as there are."""
    seen, page = 0, 1
    while True:
        answer = origin.post(address, issues_question(day, page))
        if answer is None:
            return
        total, items = _page(answer.body, address)
        issues = [item["joCont"] for item in items if item.get("joCont")]
        yield from (issue for issue in issues if day_of(str(issue.get("datePubli", ""))) == day)
        seen, page = seen + len(items), page + 1
        if seen >= total:
            return
        if not items:
            raise FetchError(f"{address} gives {seen} of {total} issues of {day}")


def _page(body: bytes, address: str) -> tuple[int, list[Json]]:
    try:
        answer = json.loads(body)
        return int(answer["totalNbResult"]), [dict(item) for item in answer["items"]]
    except (ValueError, KeyError, TypeError) as failure:
        raise StructureChanged(f"{address} answers without totalNbResult or items") from failure


def _texts(structure: Json, rubric: tuple[str, ...]) -> Iterator[str]:
    for link in structure.get("liens") or structure.get("liensTxt") or ():
        title, ministry = str(link.get("titre") or ""), str(link.get("ministere") or "")
        if not is_protected(title) and _is_wanted(title, ministry, rubric):
            yield _string(link, "id")
    for inner in structure.get("tms") or ():
        yield from _texts(inner, (*rubric, str(inner.get("titre") or "")))


def _is_wanted(title: str, ministry: str, rubric: tuple[str, ...]) -> bool:
    justice = any(is_of_justice(name, "") for name in (ministry, *rubric))
    return names_officers(title) or (is_nominative(rubric) and justice)


def _string(node: Json, name: str) -> str:
    value = node.get(name)
    if not isinstance(value, str) or not value:
        raise StructureChanged(f"an answer of the API has no {name}")
    return value
