"""A text in a list, found in the JSON of the store without reading it: any letters, on every engine."""

from __future__ import annotations

from typing import Any

import orjson
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, cast, func, literal, select

from console.api.odsql.compare import has_text

_LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=3)
_MARKS = st.text(',"[]\\ a5', max_size=5)
_TEXTS = st.one_of(_MARKS, _LETTERS)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=st.lists(_TEXTS, max_size=4), text=_TEXTS)
@example(listed=["x,", "y"], text=",")
@example(listed=["x,"], text="]")
@example(listed=['x"59'], text="59")
@example(listed=["", "59"], text="")
@example(listed=['a,"59"'], text="59")
def test_a_list_has_a_text_where_python_says_so(essais: dict[str, Any], listed: list[str], text: str) -> None:
    stored = cast(literal(orjson.dumps(listed).decode(), Text), Text)
    for name, engine in essais["engines"].items():
        test = has_text(engine.flavour, stored, text)
        ((found,),) = engine.rows(engine.prepare(select(func.coalesce(test, False))), 5)
        assert bool(found) is (text in listed), name
