"""The communes of a zone, out of the names that an annex prints."""

from __future__ import annotations

from normalizers.draft import Draft
from normalizers.geo import tables
from normalizers.geo.resolve import resolve

UNKNOWN_COMMUNES = "communes_non_reconnues"


def complete_zone(draft: Draft) -> None:
    """Codes of the communes named; a name that is none in the zone's départements is counted in a warning.

    Where the annex prints codes, these stand; where it prints no département, a name counts only if one
    commune of France bears it.
    """
    names = draft.all("communes_libelles")
    codes = [_code(name, draft.all("code_departement")) for name in names]
    missing = sum(code is None for code in codes)
    if missing:
        draft.warn("communes", f"{UNKNOWN_COMMUNES}:{missing}")
    found = dict.fromkeys([*draft.all("communes"), *(code for code in codes if code)])
    if codes and found:
        draft.read("communes", list(found), draft.evidence.get("communes_libelles", ()), 1.0)
    _complete_departements(draft)


def _complete_departements(draft: Draft) -> None:
    """The départements of the communes, where the annex prints none."""
    known = tables.communes()
    found = {known[code].departement for code in draft.all("communes") if code in known}
    draft.derive("code_departement", sorted(found), "communes")


def _code(name: str, departements: list[str]) -> str | None:
    if not departements:
        return resolve(name).code_commune
    found = {resolve(name, departement=each).code_commune for each in departements} - {None}
    return found.pop() if len(found) == 1 else None
