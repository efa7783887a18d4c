"""Values as a reader of a language expects them: terms and codes by their names, amounts as money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from core.model.channel import Language
from core.model.dataset import Column, Kind
from normalizers.codes.names import label_of as name_of_code
from normalizers.terms import label_of
from workers.feeds.figures import Figures
from workers.feeds.wording import Wording

_Writer = Callable[[Any, Wording], str]


def show(value: object, say: Wording, column: Column | None = None, currency: str | None = None) -> str:
    """A value in words; ``currency`` is that of an amount, euros unless another one is named."""
    if isinstance(value, list):
        return ", ".join(show(each, say, column, currency) for each in value)
    if isinstance(value, dict):
        return " ; ".join(show(each, say) for each in value.values() if each is not None)
    if column is not None and isinstance(value, str):
        return _coded(value, column, say.language)
    if column is not None and column.kind is Kind.AMOUNT and isinstance(value, float | int):
        return Figures(say.language).amount(value, currency)
    return next((write(value, say) for kind, write in _WRITERS if isinstance(value, kind)), str(value))


def show_change(before: object, after: object, say: Wording, column: Column, currency: str | None) -> str:
    """What became of a value; of a list that grew or shrank only what is new, or gone."""
    if isinstance(before, list) and isinstance(after, list):
        added = [each for each in after if each not in before]
        removed = [each for each in before if each not in after]
        told = (("added", added), ("removed", removed))
        return " ; ".join(say(key, what=show(one, say, column, currency)) for key, one in told if one)
    return " → ".join(show(each, say, column, currency) or "—" for each in (before, after))


def _coded(value: str, column: Column, language: Language) -> str:
    if column.kind is Kind.TERM and (label := label_of(column.name, value)):
        return label[language]
    name = name_of_code(column, value) if column.kind is Kind.CODE else ""
    return f"{name} ({value})" if name else value


_WRITERS: tuple[tuple[type, _Writer], ...] = (
    (date, lambda day, say: Figures(say.language).weekday(day)),
    (bool, lambda flag, say: say("yes" if flag else "no")),
    (float, lambda figure, say: Figures(say.language).number(figure)),
    (type(None), lambda _value, _say: ""),
)
"""Of kinds that no column has to explain; a moment is a day with an hour."""
