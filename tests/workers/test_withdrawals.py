"""What an annulation withdraws."""

from __future__ import annotations

from typing import Any

import pytest

from workers.withdrawals import withdrawn_by


def _targets(dataset: str, record: str, **values: Any) -> list[tuple[str, str]]:
    return [(each.dataset, each.record) for each in withdrawn_by(dataset, record, values)]


def test_an_annulled_notice_is_withdrawn_and_its_annulation_is_not() -> None:
    linked = ["boamp:26-10", "boamp:26-100"]
    found = _targets("avis-marches", "boamp:26-100", type_avis="annulation", avis_lies=linked)
    assert found == [("avis-marches", "boamp:26-10")]


@pytest.mark.parametrize("kind", ["annulation", "rectificatif"])
def test_an_annulled_or_mended_notice_of_the_bodacc_is_withdrawn_with_its_designations(kind: str) -> None:
    named = {"type_annonce": kind, "annonce_precedente": "bodacc:20260050:412"}
    found = _targets("designations-judiciaires", "bodacc:20260053:4120:1", **named)
    assert found == [("designations-judiciaires", "bodacc:20260050:412:")]


@pytest.mark.parametrize(
    ("dataset", "values"),
    [
        ("avis-marches", {"type_avis": "rectificatif", "avis_lies": ["boamp:26-10"]}),
        ("avis-marches", {"type_avis": "annulation"}),
        ("designations-judiciaires", {"type_annonce": "annulation"}),
        ("designations-judiciaires", {"type_annonce": "rectificatif"}),
        (
            "designations-judiciaires",
            {"type_annonce": "creation", "annonce_precedente": "bodacc:20260050:412"},
        ),
        ("lots-marches", {"type_avis": "annulation", "avis_lies": ["boamp:26-10"]}),
    ],
)
def test_nothing_else_is_withdrawn(dataset: str, values: dict[str, Any]) -> None:
    assert _targets(dataset, "boamp:26-11", **values) == []
