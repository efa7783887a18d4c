"""A notice of the BODACC that another one changes is linked both ways, though each has several rows."""

from __future__ import annotations

from typing import Any, cast

import pytest

from console.web.records.links import Group, links_of
from core.storage.queries import Filter, Rows, Test
from normalizers.datasets.designations import DATASET
from normalizers.datasets.nominations import DATASET as NOMINATIONS

FIRST, SECOND = "bodacc:20260050:412:1", "bodacc:20260050:412:2"
MENDED = "bodacc:20260051:88:1"
PUBLISHED: dict[str, dict[str, Any]] = {
    FIRST: {"id": FIRST, "annonce_precedente": None},
    SECOND: {"id": SECOND, "annonce_precedente": None},
    MENDED: {"id": MENDED, "annonce_precedente": "bodacc:20260050:412"},
}


class Published:
    """The rows above, as far as links ask for them."""

    def rows(self, _dataset: str, filters: list[Filter], _order: Any, *, limit: int) -> list[dict[str, Any]]:
        return [row for row in PUBLISHED.values() if all(_holds(row, each) for each in filters)][:limit]

    def get(self, _dataset: str, record: str) -> dict[str, Any] | None:
        return PUBLISHED.get(record)


def _holds(row: dict[str, Any], condition: Filter) -> bool:
    value = row[condition.column]
    if condition.test is Test.STARTS:
        return bool(value) and str(value).startswith(str(condition.value))
    return bool(value == condition.value) is (condition.test is Test.EQUALS)


def groups(row: dict[str, Any]) -> list[Group]:
    return links_of(cast("Rows", Published()), {DATASET.name: DATASET}, DATASET, row)


def linked(row: dict[str, Any]) -> dict[str, list[tuple[str, bool]]]:
    return {each.kind: [(link.id, link.row is not None) for link in each.links] for each in groups(row)}


def test_a_rectificatif_is_linked_to_the_rows_of_the_notice_it_mends() -> None:
    assert linked(PUBLISHED[MENDED]) == {"named": [(FIRST, True), (SECOND, True)]}


def test_each_row_of_the_mended_notice_is_linked_to_the_rectificatif() -> None:
    assert linked(PUBLISHED[SECOND]) == {"naming": [(MENDED, True)]}


def test_a_notice_that_is_not_published_here_is_named() -> None:
    other = {"id": "bodacc:20260060:1:1", "annonce_precedente": "bodacc:00000234:40"}
    assert linked(other) == {"named": [("bodacc:00000234:40", False)]}


def test_a_text_of_the_journal_officiel_is_linked_by_its_number_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act, later = "JORFTEXT000059900101:1:2", "JORFTEXT000059900170:1:1"
    mended = {"id": later, "id_jorftext_lie": "JORFTEXT000059900101"}
    rows: dict[str, dict[str, Any]] = {act: {"id": act, "id_jorftext_lie": None}, later: mended}
    monkeypatch.setattr(f"{__name__}.PUBLISHED", rows)
    monkeypatch.setattr(f"{__name__}.DATASET", NOMINATIONS)
    assert linked(rows[later]) == {"named": [(act, True)]}
    assert linked(rows[act]) == {"naming": [(later, True)]}
