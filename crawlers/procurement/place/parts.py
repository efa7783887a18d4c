"""The values of a consultation page as the datasets have them."""

from __future__ import annotations

import re
from dataclasses import replace

from core.model.reading import ColumnValue, Value
from crawlers.forms.folding import fold
from crawlers.forms.procedures import procedure_term

KINDS = {
    "annonce de consultation": "consultation",
    "annonce d'information": "preinformation",
    "annonce d'attribution": "attribution",
    "annonce de decision d'attribution": "attribution",
    "annonce de modification": "modification",
    "annonce d'avenant": "modification",
    "annonce de projet d'achat": "preinformation",
}
"""Type d'annonce → type_avis."""

CATEGORIES = {"travaux": "travaux", "fournitures": "fournitures", "services": "services"}

_BRACKET = re.compile(r"\s*\(\s*(?P<postal>\d{2}\s?\d{3})?\s*-?\s*(?P<town>[^()]*?)\s*\)\s*$")
_PLACE = re.compile(r"\(\s*(?P<code>\d{2,3}|2[AB])\s*\)", re.IGNORECASE)
_CPV = re.compile(r"\b\d{8}(?:-\d)?\b")
_LOTS = re.compile(r"(?P<number>\d+)\s*lots?\b", re.IGNORECASE)
_CATEGORY_OF_BUYERS = re.compile(
    r"^(?:etablissements|operateurs|chambres|organismes|collectivites|autres|associations|entites)\b"
)
"""PLACE files hospitals and agencies under such a heading, which is nobody's name."""


def procedure(value: Value | None) -> dict[str, ColumnValue | None]:
    """The term and the words of a procedure."""
    if value is None:
        return {}
    term = procedure_term(value.text)
    return {"procedure": replace(value, text=term) if term else None, "procedure_libelle": value}


def cpv(value: Value | None) -> dict[str, ColumnValue | None]:
    """``71000000 (Code principal) 71240000``: the principal code stands first."""
    codes = [replace(value, text=code) for code in _CPV.findall(value.text)] if value else []
    return {"cpv": codes[0] if codes else None, "cpv_secondaires": tuple(codes[1:])}


def places(value: Value | None) -> dict[str, ColumnValue | None]:
    """``(75) Paris, (77) Seine-et-Marne``: the label, and the code of each département."""
    if value is None:
        return {}
    codes = dict.fromkeys(found["code"].upper() for found in _PLACE.finditer(value.text))
    return {
        "lieu_libelle": value,
        "lieu_departement": tuple(replace(value, text=code) for code in codes),
    }


def number_of_lots(value: Value | None) -> Value | None:
    """``2 lots`` is 2, ``Non`` is 1; a dash says nothing."""
    if value is None:
        return None
    if fold(value.text).strip(" .") == "non":
        return replace(value, text="1")
    found = _LOTS.search(value.text)
    return replace(value, text=found["number"]) if found else None


def buyer(
    organisme: Value | None, public: Value | None, service: Value | None
) -> dict[str, ColumnValue | None]:
    """Name, postal code and town.

    One layout prints "Organisme", which is the public entity and its service, with postal code and town in
    brackets; the other prints the two apart: they are joined in the same way, so that a notice has one buyer
    in both layouts. A heading over many buyers ("Etablissements de Santé") is no name.
    """
    if organisme:
        found = _BRACKET.search(organisme.text)
        name = organisme.text[: found.start()] if found else organisme.text
        return {
            "acheteur_nom": replace(organisme, text=name),
            "acheteur_code_postal": _part(organisme, found, "postal"),
            "acheteur_ville": _part(organisme, found, "town"),
        }
    if public is None or _CATEGORY_OF_BUYERS.match(fold(public.text)):
        return {"acheteur_nom": _inside_category(service) or public}
    unit = _unit(service)
    if unit is None or fold(unit.text) == fold(public.text):
        return {"acheteur_nom": public}
    return {"acheteur_nom": _joined(public, public.text, unit.text)}


def _part(value: Value, found: re.Match[str] | None, group: str) -> Value | None:
    text = found[group] if found else None
    return replace(value, text=text) if text else None


def _unit(service: Value | None) -> Value | None:
    """The name after the sigle of the last step of ``MC / DRAC / DRAC Bretagne - Direction régionale``."""
    if service is None:
        return None
    last = service.text.rsplit(" / ", 1)[-1]
    return replace(service, text=last.split(" - ", 1)[-1].strip())


def _inside_category(service: Value | None) -> Value | None:
    """Below a heading over many buyers the second step is the buyer, further steps are its services.

    ``ESMS / 59 CH - CH VALENCIENNES`` names the buyer, ``ESMS / 75 APHP / SCB - Blanchisseries`` a service.
    """
    unit = _unit(service)
    steps = service.text.split(" / ") if service else []
    if unit is None or len(steps) < 3:
        return unit
    return _joined(unit, steps[1].strip(), unit.text)


def _joined(value: Value, *names: str) -> Value:
    text = " - ".join(names)
    return Value(text, replace(value.evidence, lecture=text))


def organisation(public: Value | None, service: Value | None, organisme: Value | None) -> str | None:
    """The sigle of the organisation, first step of "Entité d'Achat"; else its folded name."""
    if service:
        return service.text.split(" / ")[0].split(" - ")[0].strip()
    name = public or organisme
    return re.sub(r"[^a-z0-9]+", "-", fold(name.text)).strip("-") if name else None
