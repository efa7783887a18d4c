"""A printed notice, of whatever form, into a notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.errors import StructureChanged
from core.model.reading import ColumnValue, Value
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice
from crawlers.procurement.boamp.printed.european_mapping import read_european
from crawlers.procurement.boamp.printed.heading import read_heading
from crawlers.procurement.boamp.printed.line import Line
from crawlers.procurement.boamp.printed.national import read_national

FEWEST_LABELS = 4
"""Under this number of known labels or sections a notice is not read: its layout has changed."""


def read_printed(lines: Sequence[Line], notice: Notice, hint: str = "") -> None:
    """Everything the datasets ask of a printed notice.

    Raises:
        StructureChanged: hardly any label is known.
    """
    read_heading(lines, notice)
    known = read_european(lines, notice, hint) if is_european(lines) else read_national(lines, notice)
    _drop_offsets(notice)
    if known < FEWEST_LABELS:
        raise StructureChanged(f"the notice {notice.number} has only {known} labels that we know")
    if "acheteur_nom" not in notice.avis and "objet" not in notice.avis:
        raise StructureChanged(f"the notice {notice.number} names neither a buyer nor an object")


def is_european(lines: Sequence[Line]) -> bool:
    """Whether the notice is a form of the JOUE: numbered sections from I.1 on."""
    return any(fold(line.text).startswith("i.1)") for line in lines)


def _drop_offsets(notice: Notice) -> None:
    """Offsets within lines put together are none within the node that holds them."""
    for fields in (notice.avis, *notice.lots, *(award.fields for award in notice.awards)):
        for name, column in fields.items():
            fields[name] = _placed(column)


def _placed(column: ColumnValue) -> ColumnValue:
    if isinstance(column, Value):
        return _bare(column)
    values = tuple(_bare(each) for each in column if isinstance(each, Value))
    parts = tuple(
        {name: _bare(value) for name, value in each.items()} for each in column if not isinstance(each, Value)
    )
    return parts or values


def _bare(value: Value) -> Value:
    return replace(value, evidence=replace(value.evidence, start=None, end=None))
