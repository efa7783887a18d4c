"""Composes records of "annonces-commerciales" on Opendatasoft out of the notices that the XML has.

``python -m tools.compose_bodacc_ods`` writes the inputs; the same call gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tools.compose_bodacc import FIXTURES, NOMINAL, Company, Notice

_MONTHS = {"mars": "03"}
_KINDS = {"creation": ("annonce", "Avis initial")}
Record = dict[str, Any]


def export(number: str, day: str, notices: tuple[Notice, ...]) -> bytes:
    """The export of an issue A; its day is ISO."""
    return _json([record(number, day, notice) for notice in notices])


def count(records: int) -> bytes:
    """An answer of /records without records."""
    return _json({"total_count": records, "results": []})


def record(number: str, day: str, notice: Notice) -> Record:
    """A record; a list of one is written without brackets, and what a notice has not is null."""
    kind, label = _KINDS.get(notice.kind, (notice.kind, notice.kind.capitalize()))
    people = [_company(each) for each in notice.companies] or [_natural(notice)]
    judgment = {
        "type": "initial",
        "famille": notice.family,
        "nature": notice.nature,
        "date": _iso(notice.day),
        "complementJugement": notice.text,
    }
    return {
        "id": f"A{number}{notice.number}",
        "publicationavis": "A",
        "publicationavis_facette": "Bodacc A",
        "parution": number,
        "dateparution": day,
        "numeroannonce": notice.number,
        "typeavis": kind,
        "typeavis_lib": label,
        "familleavis": "collective",
        "familleavis_lib": "Procédures collectives",
        "numerodepartement": notice.departement,
        "departement_nom_officiel": None,
        "region_code": None,
        "region_nom_officiel": None,
        "tribunal": notice.court,
        "commercant": ", ".join(each.name for each in notice.companies),
        "ville": None,
        "registre": [
            text for each in notice.companies for text in (each.number, each.number.replace(" ", ""))
        ],
        "cp": None,
        "pdf_parution_subfolder": 2,
        "ispdf_unitaire": "false",
        "listepersonnes": _string({"personne": people[0] if len(people) == 1 else people}),
        "listeetablissements": None,
        "jugement": _string({name: text for name, text in judgment.items() if text}),
        "acte": None,
        "modificationsgenerales": None,
        "radiationaurcs": None,
        "depot": None,
        "listeprecedentexploitant": None,
        "listeprecedentproprietaire": None,
        "divers": None,
        "parutionavisprecedent": _previous(notice),
        "url_complete": f"https://www.bodacc.fr/pages/annonces-commerciales-detail/?q.id=id:A{number}{notice.number}",
    }


def _company(company: Company) -> Record:
    return {
        "typePersonne": "pm",
        "denomination": company.name,
        "formeJuridique": company.form,
        "activite": "non précisée",
        "numeroImmatriculation": {
            "numeroIdentification": company.number,
            "codeRCS": "RCS",
            "nomGreffeImmat": company.greffe,
        },
        "adresseSiegeSocial": {
            "numeroVoie": company.street[0],
            "typeVoie": company.street[1],
            "nomVoie": company.street[2],
            "codePostal": company.postal,
            "ville": company.town,
            "pays": "france",
        },
    }


def _natural(notice: Notice) -> Record:
    return {"typePersonne": "pp", "nom": notice.person, "prenom": "Alix"}


def _previous(notice: Notice) -> str | None:
    if notice.previous is None:
        return None
    issue, day, number = notice.previous
    return _string(
        {
            "nomPublication": "BODACC A",
            "numeroParution": issue,
            "dateParution": _iso(day),
            "numeroAnnonce": int(number),
        }
    )


def _iso(day: str) -> str:
    """``2 mars 2026`` → ``2026-03-02``."""
    if not day:
        return ""
    number, month, year = day.split()
    return f"{year}-{_MONTHS[month]}-{int(number):02d}"


def _string(value: Record) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def main() -> int:
    """Write the inputs."""
    inputs = {
        "nominal-ods/input.json": export("20260050", "2026-03-12", NOMINAL),
        "listing-ods/input.json": count(len(NOMINAL)),
    }
    for name, data in inputs.items():
        path = FIXTURES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
