"""One contract of the DECP as a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.errors import StructureChanged
from core.model.reading import ColumnValue, Part, Reading, Value
from core.strict import StrictReader
from crawlers.forms.folding import fold
from crawlers.procurement.decp import names, shape
from crawlers.procurement.decp.terms import terms_of

DATASET = "marches-conclus"
STRANGERS = 0.10
"""Above this share of unknown fields a contract is of another structure."""

NO_IDENTIFIER = "identifiant_absent:id"
NO_SIRET = "titulaire_sans_siret:titulaires"
CAPPED = "montant_plafonne:montant_ht"

NATURES = {
    "travaux": "travaux",
    "fournitures": "fournitures",
    "services": "services",
    "concession de travaux": "travaux",
    "concession de service": "services",
    "concession de services": "services",
    "concession de service public": "services",
    "delegation de service public": "services",
}
"""``type`` of the tables and ``nature`` of a concession; "Marché" does not say what is bought."""

_CAP = re.compile(r"1231111111\d(?:\.\d*)?")
"""12 311 111 11x euros: what decp-processing writes over amounts it takes for impossible."""
_THOUSANDTHS = re.compile(r"\d{1,3}\.\d{3}")
_WHOLE = re.compile(r"(\d+)\.0+")
_SIRET = re.compile(r"\d{14}")


def read_contract(contract: StrictReader, fallback: str) -> Reading:
    """The row of a contract in any dialect.

    Args:
        contract: the contract as the document has it.
        fallback: the id of a contract that gives neither an ``uid`` nor the parts of one.

    Raises:
        StructureChanged: the contract has neither number nor subject, or too many unknown fields.
    """
    node = contract.node
    reader = contract.over(shape.contract(node))
    number, subject = reader.value("id"), reader.value("objet")
    first = number or subject
    if first is None:
        raise StructureChanged(f"{node.path or 'the contract'} has neither id nor objet")
    buyer, uid = reader.value("acheteur_id"), reader.value("uid")
    values: dict[str, ColumnValue] = {}
    warnings: list[str] = []
    _put(values, source=replace(first, text="decp"), objet=subject, acheteur_siret=buyer)
    _put(values, montant_ht=_amount(reader.value("montant"), warnings), **_terms(reader), **_place(reader))
    _put(values, numero_contrat=number, **terms_of(reader))
    _put_holders(reader, values, warnings)
    _put(values, modification=_changes(reader))
    identity = contract_id(uid, buyer, number)
    if identity is None:
        warnings.append(NO_IDENTIFIER)
    _settle(reader)
    return Reading(DATASET, identity or fallback, values, tuple(dict.fromkeys(warnings)))


def contract_id(uid: Value | None, buyer: Value | None, number: Value | None) -> str | None:
    """``decp:{uid}``: as given, or as the format defines it: the SIRET of the buyer, then the contract's id.

    An uid that does not begin with a buyer's number is a platform's own and names nothing at national level.
    """
    if uid and re.match(r"\d{9,14}\S", uid.text):
        return f"decp:{uid.text}"
    if buyer and number:
        return f"decp:{buyer.text}{number.text}"
    return None


def _put(values: dict[str, ColumnValue], **given: ColumnValue | None) -> None:
    values.update({name: value for name, value in given.items() if value})


def _terms(reader: StrictReader) -> dict[str, ColumnValue | None]:
    return {
        "acheteur_nom": reader.value("acheteur_nom"),
        "nature": _nature(reader),
        "cpv": reader.value("cpv"),
        "procedure": reader.value("procedure"),
        "date_notification": reader.value("date"),
        "duree_mois": _whole(reader.value("duree")),
    }


def _nature(reader: StrictReader) -> Value | None:
    for value in (*reader.values("type"), *reader.values("nature")):
        term = NATURES.get(fold(value.text))
        if term:
            return replace(value, text=term)
    return None


def _amount(value: Value | None, warnings: list[str]) -> Value | None:
    """The amount as a number of the format: its point parts decimals, even before three figures."""
    if value is None:
        return None
    if _CAP.fullmatch(value.text):
        warnings.append(CAPPED)
        return None
    return replace(value, text=value.text + "0") if _THOUSANDTHS.fullmatch(value.text) else value


def _whole(value: Value | None) -> Value | None:
    """``48`` for ``48.0``: some publishers write whole numbers as decimals."""
    found = _WHOLE.fullmatch(value.text) if value else None
    return replace(value, text=found[1]) if value and found else value


def _place(reader: StrictReader) -> dict[str, ColumnValue | None]:
    """Code, kind of code, and a name unless it only repeats one of them."""
    code, kind = reader.value("lieu_code"), reader.value("lieu_type")
    label = reader.value("lieu_nom")
    if label and (label.text.isdecimal() or (kind and fold(label.text) == fold(kind.text))):
        label = None
    return {"lieu_code": code, "lieu_type_code": kind, "lieu_libelle": label}


def _put_holders(reader: StrictReader, values: dict[str, ColumnValue], warnings: list[str]) -> None:
    holders = [holder for each in reader.at(shape.HOLDER) if (holder := _holder(each, warnings))]
    if not holders:
        return
    _put(values, titulaires=once(holders))
    _put(values, titulaire_nom=holders[0].get("nom"), titulaire_siret=holders[0].get("siret"))


def _holder(reader: StrictReader, warnings: list[str]) -> dict[str, Value]:
    """Name and SIRET, or another identifier and its kind: no SIRET is told."""
    reader.ignore(*names.IGNORED_IN_HOLDERS)
    identifier, kind, name = reader.value("id"), reader.value("type"), reader.value("nom")
    found = {"nom": name} if name else {}
    if identifier and (fold(kind.text) == "siret" if kind else _SIRET.fullmatch(identifier.text)):
        found["siret"] = identifier
    elif identifier:
        found["identifiant"] = identifier
        if kind:
            found["type_identifiant"] = kind
        warnings.append(NO_SIRET)
    return found


def once(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Each part once, by what it says."""
    return tuple({tuple(sorted((k, v.text) for k, v in part.items())): part for part in parts}.values())


def _changes(reader: StrictReader) -> tuple[Part, ...]:
    return once(change for each in reader.at(shape.CHANGE) if (change := _change(each)))


def _change(reader: StrictReader) -> dict[str, Value]:
    """A modification; its number and its publication alone say nothing."""
    reader.ignore(*names.IGNORED_IN_CHANGES)
    identity: dict[str, Value | None] = {
        "numero": reader.value("numero"),
        "date_publication": reader.value("publication"),
    }
    found: Mapping[str, Value | None] = {
        "date": reader.value("date"),
        "objet": reader.value("objet"),
        "montant": _amount(reader.value("montant"), []),
        "duree_mois": _whole(reader.value("duree")),
    }
    if not any(found.values()):
        return {}
    return {name: value for name, value in {**found, **identity}.items() if value}


def _settle(reader: StrictReader) -> None:
    for leaf in reader.node.children:
        if names.is_ignored(leaf.name):
            reader.ignore(leaf.name)
    reader.refuse_strangers(STRANGERS)
