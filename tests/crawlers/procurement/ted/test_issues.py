"""The number of the JOUE that a notice is printed in."""

from __future__ import annotations

import pytest

from core.model.evidence import Evidence
from core.model.reading import Value
from crawlers.procurement.ted.issues import issue_number


@pytest.mark.parametrize(
    ("printed", "number"),
    [("65/2024", "65"), ("153", "153"), ("009", "9"), ("0", None), ("S 65", None), ("1234", None)],
)
def test_the_number_of_the_year(printed: str, number: str | None) -> None:
    found = issue_number(Value(printed, Evidence(lecture=printed)))
    assert (found.text if found else None) == number


def test_a_notice_without_a_number_has_none() -> None:
    assert issue_number(None) is None
