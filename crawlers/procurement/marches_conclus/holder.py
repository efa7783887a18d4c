"""Name, postal code and town of a holder, from one cell or from several."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import Value

_EDGES = " ,;:-–—()\n\t"
_WITH_POSTAL = re.compile(
    r"(?P<before>.*?)[\s,;:()\-–—]*(?<![\d.,])(?P<postal>(?:F-)?\d{2}[ .]?\d{3})(?!\d)"
    r"[\s,;:()\-–—]*(?P<town>[^\d]*(?:cedex *\d*)?)[\s)]*",
    re.IGNORECASE | re.DOTALL,
)
_STREET = re.compile(
    r"[\s,;–—-]+(?:\d{1,4} ?(?:bis|ter|quater)?,? *)?(?:rue|zone|avenue|av\.?|boulevard|bd|place|chemin|route"
    r"|impasse|all[ée]e|quai|square|cours|z\.?[ai]\.?c?\.?|b\.?p\.?|c\.?s\.?|parc|lieu[- ]dit)(?=[\s\d])",
    re.IGNORECASE,
)

Fields = dict[str, Value]


def read_holder(
    name: Value | None, postal: Value | None, town: Value | None, address: Value | None
) -> Fields:
    """The columns ``titulaire_nom``, ``titulaire_code_postal`` and ``titulaire_ville``.

    A cell for the postal code or the town may hold both; where none has a column of its own, they may stand
    behind the name. A postal code without a figure is a town ("Londres").
    """
    found: Fields = {}
    for cell, otherwise in ((postal, _postal_or_town(postal)), (town, "titulaire_ville"), (address, "")):
        if cell:
            read = _place(cell) or ({otherwise: cell} if otherwise else {})
            found = {**read, **found}
    if name:
        alone = not (postal or town or address)
        found |= _with_place(name) if alone else {"titulaire_nom": name}
    return found


def _postal_or_town(cell: Value | None) -> str:
    has_figure = cell is not None and any(char.isdigit() for char in cell.text)
    return "titulaire_code_postal" if has_figure else "titulaire_ville"


def _place(cell: Value) -> Fields:
    """Postal code and town of a cell that is a place: "75014 Paris", "Paris 75014", an address."""
    match = _WITH_POSTAL.fullmatch(cell.text)
    if match is None:
        return {}
    town = match["town"].strip(_EDGES)
    before = match["before"].strip(_EDGES)
    found = {"titulaire_code_postal": _part(cell, match["postal"])}
    if town:
        found["titulaire_ville"] = _part(cell, town)
    elif before and not any(char.isdigit() or char == "\n" for char in before):
        found["titulaire_ville"] = _part(cell, before)
    return found


def _with_place(cell: Value) -> Fields:
    """A name with the postal code and the town behind it, or without."""
    match = _WITH_POSTAL.fullmatch(cell.text)
    name = _STREET.split(match["before"].split("\n")[0])[0].strip(_EDGES) if match else ""
    if match is None or not name:
        return {"titulaire_nom": cell}
    found = {"titulaire_nom": _part(cell, name), "titulaire_code_postal": _part(cell, match["postal"])}
    town = match["town"].strip(_EDGES)
    return found | ({"titulaire_ville": _part(cell, town)} if town else {})


def _part(cell: Value, words: str) -> Value:
    return replace(cell, text=words, evidence=replace(cell.evidence, lecture=words))
