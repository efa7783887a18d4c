"""Compile normalizers/codes/data from the Commission's code lists.

    uv run --with babel --with iso3166 python -m tools.compile_codes FOLDER

FOLDER holds ``cpv_2008.csv`` (code with check digit, French label) and ``nuts_nuts-fra-lvl3.gc`` (eForms
SDK, genericode). Names of countries come from the CLDR as babel ships it.
Run after tools.compile_cog: the départements come from its tables.
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

from normalizers.values.folding import fold
from tools.cog.tables import write_table
from tools.genericode import read_genericode

ROOT = Path(__file__).resolve().parents[1] / "normalizers"
DATA = ROOT / "codes" / "data"

# NUTS 2 of 2016 and after, its code before (regulations 1059/2003 to 1319/2013), and the région of 1972–2015
# whose territory both have. Level 3 keeps its last digit from one version to the other.
NUTS2 = (
    ("FR10", "FR10", "Île-de-France"),
    ("FRB0", "FR24", "Centre"),
    ("FRC1", "FR26", "Bourgogne"),
    ("FRC2", "FR43", "Franche-Comté"),
    ("FRD1", "FR25", "Basse-Normandie"),
    ("FRD2", "FR23", "Haute-Normandie"),
    ("FRE1", "FR30", "Nord-Pas-de-Calais"),
    ("FRE2", "FR22", "Picardie"),
    ("FRF1", "FR42", "Alsace"),
    ("FRF2", "FR21", "Champagne-Ardenne"),
    ("FRF3", "FR41", "Lorraine"),
    ("FRG0", "FR51", "Pays de la Loire"),
    ("FRH0", "FR52", "Bretagne"),
    ("FRI1", "FR61", "Aquitaine"),
    ("FRI2", "FR63", "Limousin"),
    ("FRI3", "FR53", "Poitou-Charentes"),
    ("FRJ1", "FR81", "Languedoc-Roussillon"),
    ("FRJ2", "FR62", "Midi-Pyrénées"),
    ("FRK1", "FR72", "Auvergne"),
    ("FRK2", "FR71", "Rhône-Alpes"),
    ("FRL0", "FR82", "Provence-Alpes-Côte d'Azur"),
    ("FRM0", "FR83", "Corse"),
    ("FRY1", "FR91", "Guadeloupe"),
    ("FRY2", "FR92", "Martinique"),
    ("FRY3", "FR93", "Guyane"),
    ("FRY4", "FR94", "La Réunion"),
    ("FRY5", "", "Mayotte"),
)
OVERSEAS_2013 = {"FRY1": "FRA1", "FRY2": "FRA2", "FRY3": "FRA3", "FRY4": "FRA4", "FRY5": "FRA5"}
"""In NUTS 2013 alone the DROM were FRA1 to FRA5."""

# Level 1 before 2016 groups several régions of today: no région can be named for it. FRA, the
# DROM of 2013, is left out: where it stands alone it is the ISO code of France.
NUTS1_BEFORE = {
    "FR2": "Bassin parisien", "FR3": "Nord-Pas-de-Calais", "FR4": "Est", "FR5": "Ouest", "FR6": "Sud-Ouest",
    "FR7": "Centre-Est", "FR8": "Méditerranée", "FR9": "Départements d'outre-mer",
}  # fmt: skip


def main() -> None:
    """Write the tables and say how many rows each has."""
    folder = Path(sys.argv[1])
    for name, header, rows in (
        ("cpv", ("code", "cle", "libelle"), cpv(folder)),
        ("nuts", ("code", "niveau", "libelle", "version", "departement", "code_2021"), nuts(folder)),
        ("pays", ("code", "iso2", "libelle", "libelle_en"), countries()),
    ):
        size = write_table(DATA / f"{name}.csv.gz", header, rows)
        print(f"{name}: {len(rows)} rows, {size} bytes")


def cpv(folder: Path) -> list[tuple[str, ...]]:
    """CPV 2008: eight digits, check digit, French label."""
    with (folder / "cpv_2008.csv").open(encoding="utf-8-sig", newline="") as handle:
        listed = [(row["CODE"].split("-"), row["FR"].strip()) for row in csv.DictReader(handle)]
    return sorted((code, digit, label) for (code, digit), label in listed)


def nuts(folder: Path) -> list[tuple[str, ...]]:
    """French NUTS of every version, with the code of 2021 and, at level 3, the département."""
    departements = {fold(row["nom"]): row for row in _table("departements")}
    regions = {row["code"]: row["nom"] for row in _table("regions")}
    rows: list[tuple[str, ...]] = [("FR", "0", "France", "2016", "", "FR")]
    level1: dict[str, str] = {"FRY": "RUP FR - Régions ultrapériphériques françaises", "FRZ": "Extra-Regio"}
    for each in read_genericode(folder / "nuts_nuts-fra-lvl3.gc"):
        code, label = each["code"], each["fra_label"].replace("’", "'").strip()
        departement = departements.get(fold(label))
        rows += _versions(code, "3", label, departement["code"] if departement else "")
        if departement:
            level1.setdefault(code[:3], regions[departement["region"]])
    for code, _, label in NUTS2:
        rows += _versions(code, "2", label, "")
    rows += [(code, "1", label, "2016", "", code) for code, label in level1.items()]
    rows += [(code, "1", label, "2013", "", "") for code, label in NUTS1_BEFORE.items()]
    return sorted(rows)


def _versions(code: str, level: str, label: str, departement: str) -> list[tuple[str, ...]]:
    """The code of 2016 and after, and its codes before."""
    before = {new: old for new, old, _ in NUTS2 if old and old != new}
    olds = [table[code[:4]] + code[4:] for table in (before, OVERSEAS_2013) if code[:4] in table]
    return [
        (code, level, label, "2016", departement, code),
        *((old, level, label, "2013", departement, code) for old in olds),
    ]


def countries() -> list[tuple[str, ...]]:
    """ISO 3166-1 alpha-3 and alpha-2 codes, with French and English names (CLDR)."""
    import babel  # noqa: PLC0415
    import iso3166  # type: ignore[import-not-found]  # noqa: PLC0415

    french, english = (babel.Locale(language).territories for language in ("fr", "en"))
    return sorted(
        (each.alpha3, each.alpha2, french[each.alpha2], english[each.alpha2])
        for each in iso3166.countries
        if each.alpha2 in french
    )


def _table(name: str) -> list[dict[str, str]]:
    with gzip.open(ROOT / "geo" / "data" / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


if __name__ == "__main__":
    main()
