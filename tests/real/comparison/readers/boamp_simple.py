"""What a notice FNSimple or MAPA (schema 3.2.5 of the DILA) says, GESTION and DONNEES as dictionaries."""

from __future__ import annotations

import re
from typing import Any

from tests.real.comparison.model import ATTRIBUTIONS, AVIS, LOTS, Row
from tests.real.comparison.readers.trees import at, has, text, texts
from tests.real.comparison.readers.values import amount, department, siret

KINDS = ("travaux", "fournitures", "services")
BODIES = {"initial": "consultation", "attribution": "attribution", "rectificatif": "rectificatif"}
NUMBERED = re.compile(r"^\s*(?:lots?\s*(?:n\s*[°oº])?\s*)?(\d{1,3})\s*[:.–-]", re.IGNORECASE)


def rows(gestion: Any, donnees: Any) -> dict[str, list[Row]]:
    """The rows of the three datasets; awards are prose in these forms, only the winner is judged."""
    (family,) = (each for name in ("FNSimple", "MAPA") for each in at(donnees, name))
    name = next(each for each in BODIES if has(family, each))
    body = next(at(family, name))
    lots = list(at(body, "lots/lot"))
    found = {AVIS: [_notice(gestion, family, body, lots) | {"type_avis": BODIES[name]}]}
    found[LOTS] = [_lot(each) for each in lots]
    if name == "attribution":
        winner = re.search(r"à la société (.+?)(?:\.\n| pour )", text(body, "attributionMarche") or "")
        found[ATTRIBUTIONS] = [{"titulaire_nom": winner[1]}] if winner else []
    else:
        found[ATTRIBUTIONS] = []
    return found


def _notice(gestion: Any, family: Any, body: Any, lots: list[Any]) -> Row:
    number = text(gestion, "REFERENCE/IDWEB")
    market: Any = next(at(body, "natureMarche"), {})
    deadline = text(body, "procedure/dateReceptionCandidatures", "procedure/dateReceptionOffres")
    deadline = deadline or text(body, "delais/receptionCandidatures", "delais/receptionOffres")
    months = text(market, "dureeMois") or text(body, "duree/nbMois")
    undivided = has(market, "lotsMarche/non") or has(body, "marcheUnique")
    earlier = [*texts(gestion, "REFERENCE/ANNONCE_ANTERIEUR/IDWEB"), *texts(body, "avisInitial/idWeb")]
    return {
        "id": f"boamp:{number}",
        "numero_source": number,
        "objet": text(market, "intitule")
        or text(body, "description/objet")
        or text(gestion, "INDEXATION/RESUME_OBJET"),
        "objet_publication": text(gestion, "INDEXATION/RESUME_OBJET"),
        "description": text(market, "description"),
        "acheteur_nom": text(family, "organisme/nomOfficiel", "organisme/acheteurPublic"),
        "acheteur_siret": siret(text(family, "organisme/codeIdentificationNational")),
        "acheteur_code_postal": text(family, "organisme/cp", "organisme/adr/cp"),
        "acheteur_ville": text(family, "organisme/ville", "organisme/adr/ville"),
        "type_marche": [each for each in KINDS if has(market, f"natureMarche/{each}") or has(market, each)],
        "cpv": text(market, "codeCPV/objetPrincipal/classPrincipale"),
        "date_publication": text(gestion, "INDEXATION/DATE_PUBLICATION"),
        "date_limite_reponse": deadline[:16] if deadline else None,
        "departements_publication": [
            department(each) for each in texts(gestion, "INDEXATION/DEP_PUBLICATION")
        ],
        "nb_lots": 1 if undivided else len(lots) or None,
        "duree_mois": int(months) if months else None,
        "montant_estime": amount(text(market, "valeurEstimee/valeur")),
        "montant_min": amount(text(market, "valeurEstimee/fourchette/valeurBasse")),
        "montant_max": amount(text(market, "valeurEstimee/fourchette/valeurHaute")),
        "avis_lies": [f"boamp:{each}" for each in earlier],
        **({"lieu_libelle": text(market, "lieuExecution")} if "intitule" in market else {}),
    }


def _lot(lot: Any) -> Row:
    printed = NUMBERED.match(text(lot, "description") or "")
    found: Row = {
        "cpv": text(lot, "codeCPV/objetPrincipal/classPrincipale"),
        "montant_estime": amount(text(lot, "estimationValeur/valeur")),
        "lieu_libelle": text(lot, "lieuExecutionLivraison"),
    }
    return found | ({"numero_lot": printed[1].lstrip("0")} if printed else {})
