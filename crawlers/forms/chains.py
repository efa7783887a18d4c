"""Notices of one procurement, chained by the earlier notices that they name."""

from __future__ import annotations

from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.notice import Notice, put

FIRST = ("consultation", "preinformation")
"""Kinds of notices that open a procurement."""


def put_procedure_id(notice: Notice) -> None:
    """``id_procedure`` where the form has no number for it: the id of the call.

    That is the notice itself, or the first notice that a later one names, of the same source if any is; a
    later notice that names none belongs to a procurement that we do not know.
    """
    kind, number, links = (notice.avis.get(name) for name in ("type_avis", "numero_source", "avis_lies"))
    if not isinstance(number, Value):
        return
    own = replace(number, text=notice.id)
    named = [each for each in links if isinstance(each, Value)] if isinstance(links, tuple) else []
    opens = isinstance(kind, Value) and kind.text in FIRST
    named.sort(key=lambda link: not link.text.startswith(f"{notice.source}:"))
    put(notice.avis, id_procedure=own if opens else next(iter(named), None))
