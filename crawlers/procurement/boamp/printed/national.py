"""The national forms (FNS, MAPA, DSP): a label, a colon, a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.model.reading import Part, Value
from crawlers.forms.criteria import criteria_in_prose, part
from crawlers.forms.folding import fold
from crawlers.forms.notice import Notice, put
from crawlers.procurement.boamp.gestion import put_procedure_term
from crawlers.procurement.boamp.printed.address import put_address
from crawlers.procurement.boamp.printed.amounts import put_amount_or_range
from crawlers.procurement.boamp.printed.codes import cpv_codes, nuts_codes, values_of
from crawlers.procurement.boamp.printed.documents import address, address_of_documents
from crawlers.procurement.boamp.printed.heading import kind_of, procedure_of
from crawlers.procurement.boamp.printed.labels import Field, fields, first
from crawlers.procurement.boamp.printed.line import Line, trimmed, value_of
from crawlers.procurement.boamp.printed.lot_bounds import put_lot_bounds
from crawlers.procurement.boamp.printed.national_awards import read_national_awards
from crawlers.procurement.boamp.printed.national_labels import NATIONAL
from crawlers.procurement.boamp.printed.national_lots import read_national_lots
from crawlers.procurement.boamp.printed.places import put_place
from crawlers.procurement.boamp.printed.rectification import read_rectification

KINDS = {"fournitures": "fournitures", "services": "services", "travaux": "travaux"}
DESCRIPTIONS = ("description", "quantite")
BOUNDS = ("montant", "montant_mini", "montant_maxi")
LOTS = "renseignements relatifs aux lots"

_CRITERION = re.compile(
    r"(?:^|(?<=\s))-\s+(?P<label>.{1,2000}?)\s*:\s*(?P<weight>\d+(?:[.,]\d+)?)\s*%\s*(?:[;.]|$)", re.DOTALL
)
_LISTED = re.compile(r"(?:^|(?<=\s))-\s+(?P<label>[^;]{1,2000}?)\s*(?:;|\.?$)", re.DOTALL)
_YES = re.compile(r"^\s*oui\b", re.IGNORECASE)
_NO = re.compile(r"^\s*non\b", re.IGNORECASE)


def read_national(lines: Sequence[Line], notice: Notice) -> int:
    """Everything printed in a national form; the number of labels that were known."""
    body, lots = split_lots(lines)
    found = list(_described(fields(body, NATIONAL)))
    put(notice.avis, type_avis=_kind(found, lines), type_marche=_kinds(found, lines))
    _read_buyer(found, notice)
    _read_object(found, notice)
    _read_procedure(found, notice)
    read_national_awards(found, notice)
    read_rectification(found, lines, notice)
    notice.lots = read_national_lots(lots)
    put_lot_bounds(first(found, "quantite") or first(found, "description"), notice.lots)
    if notice.divided is None and notice.lots:
        notice.divided = _said(notice)
    return sum(1 for each in found if each.key)


def split_lots(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of the notice, and those of its lots below their heading."""
    cut = next((index for index, line in enumerate(lines) if fold(line.text).startswith(LOTS)), len(lines))
    return lines[:cut], lines[cut + 1 :]


def _described(found: Sequence[Field]) -> Iterator[Field]:
    """The fields, the amounts inside a description given back to it: they are labels of an award alone."""
    last: Field | None = None
    for each in found:
        if last and last.key in DESCRIPTIONS and each.key in BOUNDS and each.lines:
            head = each.lines[0]
            last.lines += [replace(head, text=f"{each.label} {head.text}"), *each.lines[1:]]
        else:
            yield each
            last = each


def _kind(found: Sequence[Field], lines: Sequence[Line]) -> Value | None:
    """The title stands before the départements of publication or in the first lines."""
    head = found[0].lines or list(lines[:3])
    return next((kind for kind in (kind_of(line) for line in [*head, *lines[:6]]) if kind), None)


def _kinds(found: Sequence[Field], lines: Sequence[Line]) -> tuple[Value, ...]:
    """A line of its own ("Services") after the number, or the label of the kind of works or supplies."""
    for line in lines[:12]:
        term = KINDS.get(fold(line.text).strip(" .-"))
        if term:
            whole = value_of([line])
            return (replace(whole, text=term),) if whole else ()
    for each in found:
        if each.key in KINDS:
            whole = value_of(each.lines)
            return (replace(whole, text=each.key),) if whole else ()
    return ()


def _read_buyer(found: Sequence[Field], notice: Notice) -> None:
    put(
        notice.avis,
        acheteur_nom=trimmed(first(found, "acheteur"), " ."),
        url_profil_acheteur=address(first(found, "profil")),
        url_dce=address_of_documents(found),
    )
    put_address(first(found, "correspondant"), "acheteur", notice.avis)
    put_address(first(found, "acheteur"), "acheteur", notice.avis)
    number = first(found, "identifiant")
    put(notice.avis, acheteur_siret=trimmed(number))


def _read_object(found: Sequence[Field], notice: Notice) -> None:
    codes = cpv_codes(values_of(found, "cpv", "cpv_supplementaires"))
    put(
        notice.avis,
        objet=trimmed(first(found, "objet")),
        description=first(found, "description", "quantite"),
        cpv=codes[0] if codes else None,
        cpv_secondaires=codes[1:],
        lieu_code_nuts=nuts_codes(values_of(found, "nuts")),
        duree_mois=trimmed(first(found, "duree", "duree_accord_cadre")),
        date_envoi=trimmed(first(found, "envoi")),
    )
    put_place(first(found, "lieu"), notice.avis)
    _read_amounts(first(found, "estimation"), notice)
    notice.divided = _answer(first(found, "lots")) or notice.divided


def _read_amounts(value: Value | None, notice: Notice) -> None:
    """One amount, or "entre x et y"."""
    put_amount_or_range(trimmed(value), notice.avis)


def _answer(value: Value | None) -> Value | None:
    if value is None:
        return None
    if _YES.match(value.text):
        return replace(value, text="oui")
    return replace(value, text="non") if _NO.match(value.text) else None


def _said(notice: Notice) -> Value | None:
    number = notice.lots[0].get("numero_lot") or notice.lots[0].get("intitule")
    return replace(number, text="oui") if isinstance(number, Value) else None


def _read_procedure(found: Sequence[Field], notice: Notice) -> None:
    put_procedure_term(procedure_of(first(found, "procedure")), notice)
    put(
        notice.avis,
        date_limite_reponse=trimmed(first(found, "limite_candidatures", "limite_offres")),
        criteres=_criteria(first(found, "criteres")),
    )


def _criteria(value: Value | None) -> tuple[Part, ...]:
    """A list of ``- prix : 60 %;``, a list by priority, or prose."""
    if value is None:
        return ()
    weighted = [_weighted(found, value) for found in _CRITERION.finditer(value.text)]
    if weighted:
        return tuple(weighted)
    if "priorite" in fold(value.text):
        return tuple(
            part(replace(value, text=found["label"]), None) for found in _LISTED.finditer(value.text)
        )
    return criteria_in_prose(value)


def _weighted(found: re.Match[str], value: Value) -> Part:
    place = replace(value.evidence, lecture=found[0].strip(), start=found.start(), end=found.end())
    return part(Value(" ".join(found["label"].split()), place), Value(found["weight"], place))
