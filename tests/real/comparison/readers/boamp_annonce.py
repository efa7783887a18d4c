"""What a notice of the schemas V230 and V240 of the DILA says, GESTION and DONNEES as dictionaries."""

from __future__ import annotations

import re
from typing import Any

from tests.real.comparison.model import ATTRIBUTIONS, AVIS, LOTS, Row
from tests.real.comparison.readers.trees import at, has, text, texts
from tests.real.comparison.readers.values import amount, department, departments, siret

NATURES = {
    "APPEL_OFFRE": "consultation",
    "ATTRIBUTION": "attribution",
    "INTENTION_CONCLURE": "intention",
    "RECTIFICATIF": "rectificatif",
    "ANNULATION": "annulation",
}
PROCEDURES = {
    "OUVERT": "ouverte",
    "RESTREINT": "restreinte",
    "PROCEDURE_ADAPTE": "adaptee",
    "NEGOCIE": "negociee",
    "ATTRIBUE_SANS_PUB_JOUE": "negociee_sans_publicite",
    "DIALOGUE_COMPETITIF": "dialogue_competitif",
    "AUTRE": "autre",
}
KINDS = {"TRAVAUX": "travaux", "FOURNITURES": "fournitures", "SERVICE": "services"}
FAILED = re.compile(r"infructueu|sans suite", re.IGNORECASE)
MEMBER = re.compile(r"\(\s*(?:mandataire|co-?traitant)", re.IGNORECASE)
"""A winner that is called the member of a group: one contract of them all."""
NUMBERED = re.compile(r"^(?:lots?\s*(?:n\s*[°oº])?\s*)?(\d{1,3})\s*[:.–-]\s", re.IGNORECASE)


def rows(gestion: Any, donnees: Any) -> dict[str, list[Row]]:
    """The rows of the three datasets of notices."""
    divided = has(donnees, "OBJET/DIV_EN_LOTS/OUI")
    whole = has(donnees, "OBJET/DIV_EN_LOTS/NON")
    lots = list(at(donnees, "OBJET/LOTS/LOT")) if divided else []
    european = has(gestion, "REFERENCE/TYPE_AVIS/FAMILLE/JOUE")
    awards = [row for decision in at(donnees, "ATTRIBUTION/DECISION") for row in _awards(decision, whole)]
    for row in awards:
        row["date_attribution"] = row["date_attribution"] or text(donnees, "ATTRIBUTION/DATE_DECISION")
    awards = awards or [{"statut": "sans_suite"} for _ in at(donnees, "ATTRIBUTION/SANS_SUITE")]
    if has(gestion, "REFERENCE/TYPE_AVIS/NATURE/INTENTION_CONCLURE"):
        awards = [row | {"statut": "prevu"} for row in awards]
    return {
        AVIS: [_notice(gestion, donnees) | _procedure(gestion, donnees) | _whole(donnees, awards)],
        LOTS: [_lot(each, european) for each in lots],
        ATTRIBUTIONS: awards,
    }


def _notice(gestion: Any, donnees: Any) -> Row:
    number = text(gestion, "REFERENCE/IDWEB")
    codes = texts(donnees, "OBJET/CPV/PRINCIPAL")
    titles = [*texts(donnees, "OBJET/TITRE_MARCHE"), *texts(donnees, "OBJET/OBJET_COMPLET")]
    published = [department(each) for each in texts(gestion, "INDEXATION/DEP_PUBLICATION")]
    return {
        "id": f"boamp:{number}",
        "numero_source": number,
        "type_avis": _kind(gestion, donnees),
        "objet": titles[0] if titles else text(gestion, "INDEXATION/RESUME_OBJET"),
        "objet_publication": text(gestion, "INDEXATION/RESUME_OBJET"),
        "acheteur_nom": text(donnees, "IDENTITE/DENOMINATION"),
        "acheteur_siret": siret(text(donnees, "IDENTITE/CODE_IDENT_NATIONAL")),
        "acheteur_code_postal": text(donnees, "IDENTITE/CP"),
        "acheteur_ville": text(donnees, "IDENTITE/VILLE"),
        "type_marche": [KINDS[each] for each in KINDS if has(donnees, f"OBJET/TYPE_MARCHE/{each}")],
        "cpv": codes[0] if codes else None,
        "cpv_secondaires": _others(donnees, codes),
        "date_publication": text(gestion, "INDEXATION/DATE_PUBLICATION"),
        "date_limite_reponse": _deadline(donnees),
        "departements_publication": published,
        "url_profil_acheteur": text(donnees, "IDENTITE/URL_PROFIL_ACHETEUR"),
        "avis_lies": _links(gestion, donnees),
    }


def _procedure(gestion: Any, donnees: Any) -> Row:
    nature = "REFERENCE/TYPE_AVIS/NATURE"
    if has(gestion, "REFERENCE/TYPE_AVIS/FAMILLE/DSP"):
        return {"procedure": "concession"}
    for name in ("CONCOURS", "CONCESSION"):
        if any(has(each, name) for each in at(gestion, f"{nature}/*")):
            return {"procedure": name.lower()}
    secret = has(donnees, "PROCEDURE/TYPE_PROCEDURE/NEGOCIE/SANS_PUB_PREALABLE")
    named = [code for tag, code in PROCEDURES.items() if has(donnees, f"PROCEDURE/TYPE_PROCEDURE/{tag}")]
    return {"procedure": "negociee_sans_publicite" if secret else next(iter(named), None)}


def _others(donnees: Any, codes: list[str]) -> list[str]:
    """The codes after the first, and those of the one lot of an undivided procurement."""
    single = not has(donnees, "OBJET/DIV_EN_LOTS/OUI") and len(list(at(donnees, "OBJET/LOTS/LOT"))) == 1
    found = [*codes, *(texts(donnees, "OBJET/LOTS/LOT/CPV/PRINCIPAL") if single else [])]
    return list(dict.fromkeys(each for each in found if each != found[0]))


def _kind(gestion: Any, donnees: Any) -> str | None:
    if has(gestion, "REFERENCE/TYPE_AVIS/STATUT/RECTIFICATIF"):
        return "rectificatif"
    if has(gestion, "REFERENCE/TYPE_AVIS/STATUT/ANNULATION"):
        return "annulation"
    kind = next(
        (NATURES[each] for each in NATURES if has(gestion, f"REFERENCE/TYPE_AVIS/NATURE/{each}")), None
    )
    decisions = list(at(donnees, "ATTRIBUTION/DECISION"))
    if has(donnees, "ATTRIBUTION/SANS_SUITE") and not decisions:
        return "sans_suite"
    if kind == "attribution" and decisions and all(_outcome(each) != "attribue" for each in decisions):
        return "sans_suite"
    return kind


def _outcome(decision: Any) -> str | None:
    for name, outcome in (("INFRUCTUEUX", "infructueux"), ("SANS_SUITE", "sans_suite")):
        if has(decision, name):
            return outcome
    names = " ".join(texts(decision, "TITULAIRE/DENOMINATION"))
    if FAILED.search(names):
        return "infructueux" if "infructueu" in names.lower() else "sans_suite"
    return "attribue"


def _deadline(donnees: Any) -> str | None:
    if not has(donnees, "RECTIF"):
        found = text(donnees, "CONDITION_DELAI/RECEPT_CANDIDAT", "CONDITION_DELAI/RECEPT_OFFRES")
        return found[:16] if found else None
    for change in at(donnees, "RECTIF/MODIFICATION"):
        heading = " ".join([*texts(change, "RUB_INIT"), *texts(change, "APRES_MENTION")])
        if "IV.2.2" in heading or "Date limite" in heading:
            found = text(change, "LIRE", "DATE/LIRE")
            return found[:16] if found else None
    return None


def _links(gestion: Any, donnees: Any) -> list[str]:
    earlier = [*at(gestion, "MARCHE/ANNONCE_ANTERIEUR"), *at(donnees, "RECTIF/ANNONCE_ANTERIEUR")]
    found = [f"boamp:{each}" for block in earlier for each in texts(block, "REFERENCE/IDWEB")]
    blocks = [*earlier, *at(donnees, "PUBLICATION_ANTERIEURE")]
    for journal in at(blocks, "REFERENCE_PUBLICATION/PUBLICATION_JOUE"):
        number = (text(journal, "NUM_ANNONCE") or "").lstrip("0")
        found.append(f"ted:{number.zfill(6)}-{text(journal, 'ANNEE')}")
    return found


def _whole(donnees: Any, awards: list[Row]) -> Row:
    """Division, places, length and amounts: of the notice, else of its one lot."""
    single = has(donnees, "OBJET/DIV_EN_LOTS/NON")
    lots = list(at(donnees, "OBJET/LOTS/LOT"))
    lot = lots[0] if lots and not has(donnees, "OBJET/DIV_EN_LOTS/OUI") else None
    nuts = texts(donnees, "OBJET/LIEU_EXEC_LIVR/CODE_NUTS") or texts(lots, "CODE_NUTS")
    found: Row = {
        "nb_lots": 1 if single else len(lots) or None if has(donnees, "OBJET/DIV_EN_LOTS/OUI") else None,
    }
    if nuts:
        found["code_nuts"] = nuts
    found |= _months([*at(donnees, "OBJET/DUREE_DELAI"), *at(donnees, "OBJET/ACCORD_CADRE"), lot])
    if not has(donnees, "OBJET/LIEU_EXEC_LIVR/ADRESSE") and not texts(lots, "LIEU_PRINCIPAL"):
        found |= _departments(nuts)
    return found | _amounts(donnees, lot, awards)


def _departments(nuts: list[str]) -> Row:
    known = departments(nuts) if nuts else None
    return {"code_departement": known} if known else {}


def _months(blocks: list[Any]) -> Row:
    """The first block that gives months or years alone; days and dates are not judged."""
    for block in blocks:
        months, years = text(block, "DUREE_MOIS"), text(block, "DUREE_AN")
        if months or years:
            return {} if months and years else {"duree_mois": int(months or 0) + 12 * int(years or 0)}
        if set(block or {}) & {"DUREE_JOURS", "DATE_DEBUT", "DATE_FIN"}:
            return {}
    return {"duree_mois": None}


def _amounts(donnees: Any, lot: Any, awards: list[Row]) -> Row:
    boxes = [*at(donnees, "OBJET/CARACTERISTIQUES"), *at(donnees, "OBJET/ACCORD_CADRE")]
    told = amount(text(boxes, "VALEUR_TOTALE", "VALEUR") or (text(lot, "VALEUR") if lot else None))
    if not has(donnees, "ATTRIBUTION"):
        ends = {f"montant_{end}": amount(text(boxes, f"VALEUR_{end.upper()}")) for end in ("min", "max")}
        return {"montant_estime": told, **ends} if not lot else {"montant_estime": told}
    total = amount(text(donnees, "ATTRIBUTION/VALEUR_TOTALE")) or told
    if total:
        return {"montant_attribue": total}
    given = [row["montant"] for row in awards if row["statut"] == "attribue"]
    if len(given) > 1 and any(MEMBER.search(row["titulaire_nom"] or "") for row in awards):
        return {}
    return {} if all(given) else {"montant_attribue": None}


def _lot(lot: Any, european: bool) -> Row:
    codes = texts(lot, "CPV/PRINCIPAL")
    number = text(lot, "NUM")
    found: Row = {
        "cpv": codes[0] if codes else None,
        "montant_estime": amount(text(lot, "VALEUR")),
        **_months([lot]),
    }
    if nuts := texts(lot, "CODE_NUTS"):
        found["code_nuts"] = nuts
    if european:
        found |= {"intitule": text(lot, "INTITULE"), "description": text(lot, "DESCRIPTION")}
    if number:
        found["numero_lot"] = _bare(number)
    elif not european and (printed := NUMBERED.match(text(lot, "DESCRIPTION") or "")):
        found["numero_lot"] = printed[1].lstrip("0")
    return found


def _bare(number: str) -> str | None:
    """``"Lot n° 01"`` is 1; a lot "unique" has no number."""
    bare = re.sub(r"^(?:lot\s*)?(?:n\s*[°o]\s*)?0*(?=.)", "", number, flags=re.IGNORECASE)
    return None if bare.lower() == "unique" else bare


def _awards(decision: Any, whole: bool) -> list[Row]:
    winners = list(at(decision, "TITULAIRE"))
    details = list(at(decision, "RENSEIGNEMENT")) or [{}]
    paired = len(details) == len(winners)
    found = [
        _award(decision, winner, details[rank] if paired else details[0])
        | ({"numero_lot": None} if whole else {})
        for rank, winner in enumerate(winners or [None])
    ]
    if any(MEMBER.search(row["titulaire_nom"] or "") for row in found[1:]):
        for name in ("montant", "nb_offres", "sous_traitance"):
            shared = next((row[name] for row in found if row[name] is not None), None)
            found = [row | {name: shared} for row in found]
    return found


def _award(decision: Any, winner: Any, detail: Any) -> Row:
    name = text(winner, "DENOMINATION")
    failed = name is not None and FAILED.search(name)
    said = "non" if has(detail, "SOUSTRAITANCE_NON") else "oui" if has(detail, "SOUSTRAITANCE_OUI") else None
    lot = text(decision, "NUM_LOT")
    return {
        "numero_lot": _bare(lot) if lot else None,
        "statut": _outcome(decision),
        "titulaire_nom": None if failed else re.sub(r"^Attributaire\s+", "", name) if name else None,
        "titulaire_siret": siret(text(winner, "CODE_IDENT_NATIONAL")),
        "titulaire_code_postal": text(winner, "CP"),
        "titulaire_ville": text(winner, "VILLE"),
        "montant": amount(text(detail, "MONTANT")),
        "offre_min": amount(text(detail, "OFFRE_BASSE")),
        "offre_max": amount(text(detail, "OFFRE_ELEVEE")),
        "date_attribution": text(detail, "DATE_ATTRIBUTION"),
        "nb_offres": int(number) if (number := text(detail, "NB_OFFRE_RECU")) else None,
        "sous_traitance": {"oui": True, "non": False, None: None}[said],
    }
