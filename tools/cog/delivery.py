"""Postal names of places that are no commune: FIMOCT (DGFiP, 2023), by the npm package codes-postaux (MIT).

``97490 SAINTE CLOTILDE`` is in Saint-Denis, ``06150 CANNES LA BOCCA`` in Cannes.
"""

from __future__ import annotations

import json
import tarfile
from collections import defaultdict
from pathlib import Path

from normalizers.geo.names import key
from tools.cog.editions import DELIVERY, Edition
from tools.cog.lineage import State

HEADER = ("code_postal", "cle", "communes")


def rows(folder: Path, edition: Edition, states: list[State], heirs: dict[str, str]) -> list[tuple[str, ...]]:
    """Postal code and key of the postal name, to the communes of today it serves.

    Only pairs that names and the postal codes of La Poste do not give: the others are found by their name.
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    for code, name, *_ in states:
        known[heirs.get(code, code)].add(key(name))
    for each in edition.communes:
        code = str(each["code"])
        known[heirs.get(code, code)].add(key(each["nom"]))
    served = {code: each.get("codesPostaux", ()) for code, each in edition.current.items()}
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in _entries(folder):
        commune = heirs.get(entry["codeCommune"], entry["codeCommune"])
        found[entry["codePostal"], key(entry["libelleAcheminement"])].add(commune)
    return [
        (postal, name, "|".join(sorted(communes)))
        for (postal, name), communes in sorted(found.items())
        if not any(name in known[commune] and postal in served.get(commune, ()) for commune in communes)
    ]


def _entries(folder: Path) -> list[dict[str, str]]:
    name, _, version = DELIVERY.rpartition("@")
    with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
        handle = archive.extractfile("package/codes-postaux.json")
        if handle is None:
            raise FileNotFoundError("codes-postaux.json")
        entries: list[dict[str, str]] = json.load(handle)
    return entries
