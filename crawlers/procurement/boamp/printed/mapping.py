"""A printed notice, of whatever form, into a notice."""

from __future__ import annotations

from collections.abc import Sequence

from core.errors import StructureChanged
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
    if known < FEWEST_LABELS:
        raise StructureChanged(f"the notice {notice.number} has only {known} labels that we know")
    if "acheteur_nom" not in notice.avis and "objet" not in notice.avis:
        raise StructureChanged(f"the notice {notice.number} names neither a buyer nor an object")


def is_european(lines: Sequence[Line]) -> bool:
    """Whether the notice is a form of the JOUE: numbered sections from I.1 on."""
    return any(fold(line.text).startswith("i.1)") for line in lines)
