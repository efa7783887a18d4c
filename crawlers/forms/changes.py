"""What a rectificatif changes, by the heading or the number of the section under which it prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.model.reading import Value
from crawlers.forms.deadlines import is_deadline_heading
from crawlers.forms.notice import Fields, Notice, put

DEADLINE, TOTAL, AMOUNT, DURATION = "date_limite_reponse", "montant_total", "montant_estime", "duree_mois"

_SECTIONS = {
    "iv.2.2": DEADLINE,
    "ii.1.5": TOTAL,
    "ii.2.6": AMOUNT,
    "ii.2.7": DURATION,
}
"""Of the forms of 2014 (regulation 2015/1986)."""

_SECTION = re.compile(r"^\s*(?P<number>[ivx]+(?:\s*\.\s*\d+){2})\s*\)?", re.IGNORECASE)
_TOTAL = re.compile(r"\bvaleur\s+totale\s+estim", re.IGNORECASE)
_AMOUNT = re.compile(r"\bvaleur\s+estim|\bmontant\s+estim", re.IGNORECASE)
_DURATION = re.compile(r"\bdur[ée]e\s+(?:du|de\s+l)", re.IGNORECASE)
_LOTS = re.compile(
    r"\s*(?:lots?\s*)?(?:n\s*[°ºo]s?\s*)?0*(\d{1,3})(?:\s*(?:,|;|/|et|-)\s*0*(\d{1,3}))*\s*", re.IGNORECASE
)
_CANCELLED = re.compile(
    r"^\W*(?:(?:le\s+)?(?:pr[ée]sent\s+)?lot\s*(?:n\s*[°ºo]?\s*)?\d*\s*(?:est|:)?\s*)?"
    r"(?:annul[ée]|supprim[ée]|retir[ée]|d[ée]clar[ée]\s+sans\s+suite)\b(?!\s+et\s+rempla)",
    re.IGNORECASE,
)


def changed_column(headings: Iterable[str]) -> str | None:
    """The column that a change is about: that of its section's number, else of its heading's words."""
    known = list(headings)
    for heading in known:
        found = _SECTION.match(heading)
        number = re.sub(r"\s", "", found["number"]).casefold() if found else ""
        if number in _SECTIONS:
            return _SECTIONS[number]
    words = ((DEADLINE, is_deadline_heading), (TOTAL, _TOTAL.search), (AMOUNT, _AMOUNT.search))
    for column, matches in (*words, (DURATION, _DURATION.search)):
        if any(matches(heading) for heading in known):
            return column
    return None


def lots_named(value: Value | None) -> list[Value] | None:
    """``"1, 2 et 3"`` as three numbers; None where no lot is named, or not by numbers alone."""
    if value is None or not _LOTS.fullmatch(value.text):
        return None
    numbers = [each.lstrip("0") for each in re.findall(r"\d+", value.text)]
    return [replace(value, text=each) for each in dict.fromkeys(numbers) if each] or None


def put_change(notice: Notice, headings: Sequence[str], lots: Value | None, fresh: Value | None) -> None:
    """A change of the notice, or of the lots it names; what no column holds is left.

    The estimate or the duration of "the" lot, where none is named, may be that of any: it is left too. The
    deadline of lot 1 is also the notice's: an undivided procurement is called so.
    """
    if fresh is None:
        return
    column, numbers = changed_column(headings), lots_named(lots)
    if lots is not None and numbers is None and lots.text.strip(" 0"):
        return
    cancelled = _CANCELLED.match(fresh.text)
    for number in numbers or ():
        if cancelled:
            put(lot_changed(notice, number), annule=replace(fresh, text="oui"))
        elif column:
            put(lot_changed(notice, number), **{AMOUNT if column == TOTAL else column: fresh})
    whole = numbers is None or [each.text for each in numbers] == ["1"]
    if whole and column in (DEADLINE, TOTAL):
        put(notice.avis, **{DEADLINE if column == DEADLINE else AMOUNT: fresh})


def lot_changed(notice: Notice, number: Value) -> Fields:
    """The fields of a changed lot, which has a row of its own in the rectificatif."""
    for fields in (*notice.lots, *notice.changed_lots):
        known = fields.get("numero_lot")
        if isinstance(known, Value) and known.text == number.text:
            return fields
    notice.changed_lots.append({"numero_lot": number})
    return notice.changed_lots[-1]
