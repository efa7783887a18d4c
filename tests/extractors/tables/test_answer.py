import json

import pytest

from core.errors import LimitExceeded
from extractors.tables.answer import tables_answer
from tests.extractors.tables.test_layouts import states, years
from tests.extractors.tables.typeset import Press, Sheet, Style


def test_the_answer_is_the_contract_shape() -> None:
    press = Press()
    press.sheet(Sheet([years()], states(6, 4)), Style(rules="grid"))
    answer = json.loads(tables_answer(press.done().pdf, {"max_pages": 3}))
    (table,) = answer["tables"]
    assert table["page"] == 1
    assert {"row", "col", "rowspan", "colspan", "bbox", "text"} == set(table["cells"][0])


def test_the_page_limit_is_kept() -> None:
    press = Press()
    press.next_page()
    with pytest.raises(LimitExceeded):
        tables_answer(press.done().pdf, {"max_pages": 1})
