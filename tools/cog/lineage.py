"""Validity of codes and names since 1943, and what became of each code.

To 2019 from the dated history of INSEE; after that from the differences between yearly editions, dated on
1 January of the first edition that shows them (2020 was never packed: its changes carry 2021-01-01).
"""

from __future__ import annotations

from itertools import pairwise

from tools.cog.editions import Edition, Entry

START = "1943-01-01"
STATE_HEADER = ("code", "nom", "debut", "fin")
STEP_HEADER = ("avant", "apres", "date", "nature")
TODAY_HEADER = ("code", "aujourdhui")

State = tuple[str, str, str, str]
Step = tuple[str, str, str, str]


def states(editions: list[Edition]) -> list[State]:
    """Each name that a commune of full right had, with the days it began (included) and ended (excluded).

    An end of "" means today; the communes of the collectivities overseas have one state each.
    """
    rows = [
        (each["code"], each["nom"], each.get("dateDebut", START), each.get("dateFin", ""))
        for each in editions[0].history
        if each["type"] == "COM"
    ]
    known = {code for code, *_ in rows}
    rows += [
        (code, each["nom"], START, "") for code, each in editions[0].current.items() if code not in known
    ]
    for before, after in pairwise(editions):
        rows = _advance(rows, before, after)
    return _merged(rows)


def _advance(rows: list[State], before: Edition, after: Edition) -> list[State]:
    """Close and open states by the differences between two editions."""
    old, new = before.current, after.current
    changed = {code for code in old if code not in new or new[code]["nom"] != old[code]["nom"]}
    closed = [
        (code, name, start, after.date if not end and code in changed else end)
        for code, name, start, end in rows
    ]
    opened = [code for code in new if code in changed or code not in old]
    return closed + [(code, new[code]["nom"], after.date, "") for code in opened]


def _merged(rows: list[State]) -> list[State]:
    """Join states of one name that follow one another (a merger that kept code and name)."""
    merged: list[State] = []
    for code, name, start, end in sorted(rows, key=lambda row: (row[0], row[2], row[3] or "9999")):
        last = merged[-1] if merged else None
        if last and last[:2] == (code, name) and last[3] == start:
            merged[-1] = (code, name, last[2], end)
        else:
            merged.append((code, name, start, end))
    return merged


def steps(editions: list[Edition]) -> list[Step]:
    """From which code to which code territory went, when and how: fusion, scission, departement."""
    found = _historic(editions[0].history)
    for before, after in pairwise(editions):
        found |= _recent(before, after, editions[-1])
    return sorted(found)


def _historic(history: list[Entry]) -> set[Step]:
    by_id = {each["id"]: each for each in history}
    found: set[Step] = set()
    for each in history:
        if each["type"] != "COM":
            continue
        if "successeur" in each:
            found.add(_ending(each, by_id))
        if "predecesseur" in each:
            found |= _separation(each, by_id)
    return {step for step in found if step[0] != step[1]}


def _ending(state: Entry, by_id: dict[str, Entry]) -> Step:
    """A commune that goes on under another code, or as a part of another commune (its pole)."""
    next_state = by_id[state["successeur"]]
    if next_state["type"] == "COM":
        nature = "departement" if "changement de département" in state["raisonFin"] else "nom"
        return state["code"], next_state["code"], state["dateFin"], nature
    return state["code"], by_id[next_state["pole"]]["code"], state["dateFin"], "fusion"


def _separation(state: Entry, by_id: dict[str, Entry]) -> set[Step]:
    """A commune that had been a part of another and is one again."""
    part = by_id[state["predecesseur"]]
    if part["type"] == "COM" or "pole" not in part:
        return set()
    return {(by_id[part["pole"]]["code"], state["code"], state["dateDebut"], "scission")}


def _recent(before: Edition, after: Edition, last: Edition) -> set[Step]:
    old, new = before.current, after.current
    heirs = _heirs(last) | _heirs(after)
    gone = {(code, heirs[code], after.date, "fusion") for code in old if code not in new}
    parents = {part["code"]: part["chefLieu"] for part in before.parts}
    back = {
        (parents[code], code, after.date, "scission") for code in new if code not in old and code in parents
    }
    return gone | {step for step in back if step[0] != step[1]}


def _heirs(edition: Edition) -> dict[str, str]:
    """The commune of today for each code of an earlier day that the edition still knows."""
    heirs = {part["code"]: part["chefLieu"] for part in edition.parts}
    for code, each in edition.current.items():
        heirs |= dict.fromkeys(each.get("anciensCodes", ()), code)
    return heirs


def today(edition: Edition, passages: list[Step]) -> list[tuple[str, str]]:
    """Each code that is no commune of today, with the commune of today that it went to.

    The edition's own word (parent, anciensCodes) comes first; the dated steps fill in what it leaves out.
    """
    current = edition.current
    found = {each["code"]: each["commune"] for each in edition.communes if "commune" in each} | _heirs(
        edition
    )
    for before, after, _, nature in sorted(passages, key=lambda step: step[2], reverse=True):
        heir = after if after in current else found.get(after)
        if nature != "scission" and heir and before not in current:
            found.setdefault(before, heir)
    return sorted((code, heir) for code, heir in found.items() if code not in current)
