"""What a notice in TED_EXPORT says, forms F01 to F25 of R2.0.9 and the defence forms of R2.0.8."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.real.comparison.model import ATTRIBUTIONS, AVIS, LOTS, Expected, Row
from tests.real.comparison.readers import ted_export_awards, ted_export_older
from tests.real.comparison.readers.values import REAL, amount, departments, siret
from tests.real.comparison.readers.xml import nodes, root_of, text, texts

KINDS = {
    "Prior information notice without call for competition": "preinformation",
    "Additional information": "rectificatif",
    "Contract notice": "consultation",
    "Contract award notice": "attribution",
    "Prior information notice with call for competition": "consultation",
    "Buyer profile": "preinformation",
    "Works concession": "consultation",
    "Design contest": "consultation",
    "Services concession": "consultation",
    "Concession award notice": "attribution",
    "Modification of a contract/concession during its term": "modification",
    "Periodic indicative notice with call for competition": "consultation",
    "Qualification system with call for competition": "consultation",
    "Periodic indicative notice without call for competition": "preinformation",
    "Qualification system without call for competition": "consultation",
    "Results of design contests": "attribution",
    "Voluntary ex ante transparency notice": "intention",
}
NATURES = {"WORKS": "travaux", "SUPPLIES": "fournitures", "SERVICES": "services"}
UNSPECIFIED = "00"
"""NUTS code of a place that is not told."""
BUYER = "CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY"


def files() -> Iterator[Expected]:
    """The notices published in this format, and those of the pairs."""
    folder = REAL / "ted"
    for path in sorted([*(folder / "export").glob("*.xml"), *folder.glob("pairs*/*.ted_export.xml")]):
        yield Expected(path.name, path, _rows(path))


def _rows(path: Path) -> dict[str, list[Row]]:
    root = root_of(path)
    form = _form(root)
    notice = _coded(root)
    if any("FD_" in str(child.tag) for child in form):
        return ted_export_older.rows(form, notice)
    awards = ted_export_awards.rows(form)
    if notice["type_avis"] == "intention":
        awards = [row | {"statut": "prevu"} if row["statut"] == "attribue" else row for row in awards]
    failed = awards and all(row["statut"] in ("infructueux", "sans_suite") for row in awards)
    if notice["type_avis"] == "attribution" and failed:
        notice["type_avis"] = "sans_suite"
    blocks = nodes(form, "OBJECT_CONTRACT/OBJECT_DESCR")
    divided = nodes(form, "OBJECT_CONTRACT/LOT_DIVISION") or len(blocks) > 1
    lots = blocks if divided and not nodes(form, "OBJECT_CONTRACT/NO_LOT_DIVISION") else []
    return {
        AVIS: [notice | _notice(form, lots)],
        LOTS: [_lot(each) for each in lots],
        ATTRIBUTIONS: awards,
    }


def _form(root: Any) -> Any:
    forms = [each for each in nodes(root, ".//FORM_SECTION/*") if each.get("LG")]
    french = [each for each in forms if each.get("LG") == "FR"]
    originals = [each for each in forms if each.get("CATEGORY") == "ORIGINAL"]
    return [*french, *originals, *forms][0]


def _coded(root: Any) -> Row:
    sent = _day(text(root, ".//CODIF_DATA/DS_DATE_DISPATCH"))
    return {
        "id": f"ted:{root.get('DOC_ID')}",
        "numero_source": root.get("DOC_ID"),
        "type_avis": KINDS[text(root, ".//TD_DOCUMENT_TYPE") or ""],
        "date_publication": _day(text(root, ".//REF_OJS/DATE_PUB")),
        **({"date_envoi": sent} if sent else {}),
    }


def _day(found: str | None) -> str | None:
    return f"{found[:4]}-{found[4:6]}-{found[6:8]}" if found else None


def _notice(form: Any, lots: list[Any]) -> Row:
    whole = next(iter(nodes(form, "OBJECT_CONTRACT")), form)
    country = text(form, f"{BUYER}/COUNTRY/@VALUE")
    found: Row = {
        "objet": text(whole, "TITLE"),
        "description": text(whole, "SHORT_DESCR") or _single(whole, lots, "SHORT_DESCR"),
        "acheteur_nom": text(form, f"{BUYER}/OFFICIALNAME"),
        "acheteur_ville": text(form, f"{BUYER}/TOWN"),
        "url_profil_acheteur": text(form, f"{BUYER}/URL_BUYER"),
        "cpv": text(whole, "CPV_MAIN/CPV_CODE/@CODE"),
        "nb_lots": len(lots) or (1 if nodes(whole, "NO_LOT_DIVISION") else None),
        **_amounts(form, whole, lots),
        **_deadline(form),
    }
    kind = text(whole, "TYPE_CONTRACT/@CTYPE")
    if kind:
        found["type_marche"] = [NATURES[kind]]
    if country == "FR":
        found["acheteur_code_postal"] = (text(form, f"{BUYER}/POSTAL_CODE") or "")[:5]
        found["acheteur_siret"] = siret(text(form, f"{BUYER}/NATIONALID") or found["acheteur_nom"])
    links = texts(form, "PROCEDURE/NOTICE_NUMBER_OJ") + texts(form, "COMPLEMENTARY_INFO/NOTICE_NUMBER_OJ")
    if links:
        found["avis_lies"] = [f"ted:{each.rpartition('-')[2]}-{each[:4]}" for each in links]
    return found | _places(whole)


def _single(whole: Any, lots: list[Any], name: str) -> str | None:
    return None if lots else text(whole, f"OBJECT_DESCR/{name}")


def _places(whole: Any) -> Row:
    codes = list(dict.fromkeys(texts(whole, "OBJECT_DESCR/NUTS/@CODE")))
    codes = [each for each in codes if each != UNSPECIFIED]
    known = departments(codes) if codes and not texts(whole, "OBJECT_DESCR/MAIN_SITE") else None
    found: Row = {"code_nuts": codes} if codes else {}
    return found | ({"code_departement": known} if known else {})


def _amounts(form: Any, whole: Any, lots: list[Any]) -> Row:
    estimate = ted_export_awards.published(whole, "VAL_ESTIMATED_TOTAL")
    if nodes(form, "AWARD_CONTRACT") or nodes(form, "RESULTS"):
        total = ted_export_awards.published(whole, "VAL_TOTAL")
        return {"montant_attribue": total} if total else {}
    single = None if lots else ted_export_awards.published(whole, "OBJECT_DESCR/VAL_OBJECT")
    return {"montant_estime": estimate or ted_export_awards.published(whole, "VAL_TOTAL") or single}


def _deadline(form: Any) -> Row:
    day = text(form, "PROCEDURE/DATE_RECEIPT_TENDERS")
    hour = text(form, "PROCEDURE/TIME_RECEIPT_TENDERS")
    if nodes(form, "CHANGES"):
        return {"date_limite_reponse": _changed(form)}
    return {"date_limite_reponse": f"{day}T{hour.zfill(5)}" if hour else day} if day else {}


def _changed(form: Any) -> str | None:
    """The new deadline that a corrigendum prints for IV.2.2."""
    for change in nodes(form, "CHANGES/CHANGE"):
        section, day = text(change, "WHERE/SECTION") or "", text(change, "NEW_VALUE/DATE")
        if section.replace(" ", "").startswith("IV.2.2") and day:
            hour = text(change, "NEW_VALUE/TIME")
            return f"{day}T{hour.zfill(5)}" if hour else day
    return None


def _lot(block: Any) -> Row:
    codes = list(dict.fromkeys(texts(block, "CPV_ADDITIONAL/CPV_CODE/@CODE")))
    nuts = [each for each in texts(block, "NUTS/@CODE") if each != UNSPECIFIED]
    number = text(block, "LOT_NO")
    duration, unit = text(block, "DURATION"), text(block, "DURATION/@TYPE")
    return {
        "intitule": text(block, "TITLE"),
        "description": text(block, "SHORT_DESCR"),
        "cpv": codes[0] if codes else None,
        "cpv_secondaires": codes[1:],
        "montant_estime": amount(text(block, "VAL_OBJECT")),
        **({"numero_lot": str(int(number))} if number and number.isdigit() else {}),
        **({"code_nuts": nuts} if nuts else {}),
        **({"duree_mois": int(duration)} if duration and unit == "MONTH" else {}),
    }
