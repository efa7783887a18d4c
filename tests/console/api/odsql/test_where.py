"""Conditions mean on every database what they mean in pandas."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from console.api.odsql.query import Clauses
from tests.console.api.odsql.cases_where import WHERE, Mask
from tests.console.api.odsql.essais import answer, rows
from tests.console.api.odsql.oracle import frame

_ROWS = frame(rows())


@pytest.mark.parametrize(("where", "mask"), WHERE, ids=[where for where, _ in WHERE])
def test_a_condition_keeps_the_rows_that_pandas_keeps(where: str, mask: Mask, essais: dict[str, Any]) -> None:
    kept: pd.Series = mask(_ROWS).astype(bool)
    expected = sorted(_ROWS[kept].id)
    for name, engine in essais["engines"].items():
        found = answer(engine, essais["entry"], Clauses(select="id", where=(where,)))
        assert sorted(row["id"] for row in found) == expected, name


def test_most_cases_tell_rows_apart() -> None:
    telling = [where for where, mask in WHERE if 0 < mask(_ROWS).astype(bool).sum() < len(_ROWS)]
    assert len(telling) > len(WHERE) * 0.85
